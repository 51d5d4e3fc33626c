"""A document made ready for LibreOffice, so that page numbers come out true and are quickly told.

Its contents field loses its frame: what that encloses LibreOffice takes for text that it must not touch, or makes the
whole of it anew in its own way. Without the frame each `PAGEREF` is a reference that it reckons itself. And one
paragraph gets, hidden, a reference to the page of every bookmark: one question then tells them all.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from generator.word.printing import escape_text as escape

OPENING, BETWEEN, CLOSING = "{pages:", "|", "}"
"""Around and between the numbers in the hidden text."""

_DOCUMENT = "word/document.xml"
_PHOTO = (".jpg", ".jpeg")
# A field's marks and instructions in the order of the text. Runs of Word may hold several, so runs are left in place.
_MARK = re.compile(
    rb"<w:fldChar\b[^>]*?w:fldCharType=[\"'](begin|separate|end)[\"'][^>]*?(?:/>|>.*?</w:fldChar>)"
    rb"|<w:instrText\b[^>]*>([^<]*)</w:instrText>",
    re.DOTALL,
)
_CONTENTS = re.compile(rb"\s*TOC\b")
_CODE = re.compile(rb"(?:w:instr=[\"']|<w:instrText\b[^>]*>)\s*(?:REF|PAGEREF)\s+&?(?:quot;)?([^\s<\"'&\\]+)")
_BOOKMARK = re.compile(rb"<w:bookmarkStart\b[^>]*?w:name=[\"']([^\"']*)[\"']")
_NUMBERS = re.compile(rb"<w:pgNumType\b[^>]*?w:fmt=[\"'](\w+)[\"']")
_SECTION = re.compile(rb"<w:sectPr\b.*?</w:sectPr>|<w:sectPr\b[^>]*/>", re.DOTALL)
# A paragraph that shows text and holds no other (a text box would).
_PARAGRAPH = re.compile(
    rb"<w:p(?: [^>]*)?>(?:(?!</?w:p[ >]|<w:txbxContent).)*?<w:t[ >](?:(?!</?w:p[ >]).)*?</w:p>", re.DOTALL
)
_NOT_TOLD = frozenset({"_GoBack", ""})  # LibreOffice does not read Word's mark of the last change
_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
_DECIMAL = "decimal"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that can be printed.

    `bookmarks`: in the order of the hidden references. `formats`: how pages are numbered where a bookmark stands,
    unless in plain figures. `styled`: bookmarks whose page must be shown in such a format. `photos`: if there
    are any.
    """

    data: bytes
    bookmarks: tuple[str, ...]
    formats: Mapping[str, str]
    styled: tuple[str, ...]
    photos: bool

    def pages(self, told: Mapping[str, str]) -> dict[str, str]:
        """The numbers as the pages bear them, from those that LibreOffice told, in figures or as it shows them."""
        return {name: as_printed(number, self.formats.get(name, _DECIMAL)) for name, number in told.items()}


def ready_to_print(data: bytes) -> Ready:
    """The document as LibreOffice is to have it.

    Raises: ValueError if it is no Word document (LibreOffice would take an empty file for an empty document), or
    refers to a bookmark that it does not have (LibreOffice would print an error text).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            document = package.read(_DOCUMENT)
            names = tuple(dict.fromkeys(unescape(name.decode()) for name in _BOOKMARK.findall(document)))
            referred = {unescape(name.decode()) for name in _CODE.findall(document)}
            if lost := sorted(referred - set(names)):
                raise ValueError(f"it refers to a bookmark that it does not have: {lost[0]}")
            told = tuple(name for name in names if name not in _NOT_TOLD and " " not in name)
            changed = with_hidden_references(without_contents_frame(document), told)
            formats = formats_of(document)
            # Shown in figures they can be put right afterwards; in the text they must be right at once.
            styled = tuple(formats) if referred & set(formats) or set(formats.values()) - {"lowerRoman"} else ()
            if changed is not document:
                data = _replaced(package, changed)
            photos = any(part.lower().endswith(_PHOTO) for part in package.namelist())
            return Ready(data, told, formats if not styled else {}, styled, photos)
    except (zipfile.BadZipFile, KeyError, zlib.error, UnicodeDecodeError) as error:
        raise ValueError("not a Word document") from error


def without_contents_frame(document: bytes) -> bytes:
    """The XML without the marks and instructions of contents fields, their results untouched."""
    cuts = sorted(cut for field in _fields(document) if _CONTENTS.match(field.code) for cut in field.marks)
    if not cuts:
        return document
    kept = []
    at = 0
    for start, end in cuts:
        kept.append(document[at:start])
        at = end
    return b"".join([*kept, document[at:]])


def with_hidden_references(document: bytes, bookmarks: tuple[str, ...]) -> bytes:
    """The XML with a hidden reference to the page of each bookmark at the end of the first paragraph with text.

    Not in a paragraph without any: one whose whole text is hidden takes no room, and pages would move.
    """
    paragraph = _PARAGRAPH.search(document) if bookmarks else None
    if paragraph is None:
        return document
    begin, separate, end = (
        f'<w:r>{_HIDDEN}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    references = (
        f'{begin}<w:r>{_HIDDEN}<w:instrText xml:space="preserve"> PAGEREF {escape(name)} </w:instrText></w:r>'
        f"{separate}{end}{_hidden(BETWEEN)}"
        for name in bookmarks
    )
    at = paragraph.end() - len(b"</w:p>")
    return document[:at] + (_hidden(OPENING) + "".join(references) + _hidden(CLOSING)).encode() + document[at:]


def formats_of(document: bytes) -> dict[str, str]:
    """How the pages are numbered on which bookmarks stand, by bookmark; those in plain figures are left out."""
    found: dict[str, str] = {}
    at = 0
    for section in _SECTION.finditer(document):
        fmt = _NUMBERS.search(section[0])
        if fmt is not None and fmt[1].decode() != _DECIMAL:
            for name in _BOOKMARK.findall(document, at, section.start()):
                found.setdefault(unescape(name.decode()), fmt[1].decode())
        at = section.end()
    return found


def as_printed(number: str, fmt: str) -> str:
    """A number in figures as the pages of a section bear it."""
    if fmt != "lowerRoman" or not number.isdecimal():
        return number
    left, text = int(number), ""
    for value, letters in _ROMAN.items():
        text += letters * (left // value)
        left %= value
    return text


def _hidden(text: str) -> str:
    return f'<w:r>{_HIDDEN}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _replaced(package: zipfile.ZipFile, document: bytes) -> bytes:
    """The package with another document in it; stored, for it is read once, and at once."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as ready:
        for name in package.namelist():
            ready.writestr(zipfile.ZipInfo(name), document if name == _DOCUMENT else package.read(name))
    return written.getvalue()


class _Field:
    """A field that is being read: where its marks and instructions stand, and what it says."""

    def __init__(self) -> None:
        self.marks: list[tuple[int, int]] = []
        self.code = b""
        self.is_result = False


def _fields(document: bytes) -> Iterator[_Field]:
    """The complex fields of a part, inner ones before those around them."""
    open_fields: list[_Field] = []
    for mark in _MARK.finditer(document):
        kind = mark[1]
        if kind == b"begin":
            open_fields.append(_Field())
        if not open_fields:
            continue
        field = open_fields[-1]
        if kind is not None or not field.is_result:
            field.marks.append(mark.span())
        if kind is None and not field.is_result:
            field.code += mark[2]
        elif kind == b"separate":
            field.is_result = True
        elif kind == b"end":
            yield open_fields.pop()
