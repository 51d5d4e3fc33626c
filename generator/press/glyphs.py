"""What a PDF says of its fonts: whether each is embedded, and where an empty box is printed for want of a glyph."""

from __future__ import annotations

import io
import itertools
import re
import struct
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PageObject
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from pypdf.generic import DictionaryObject
from pypdf.generic import IndirectObject
from pypdf.generic import StreamObject

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_office as codes

_SUBSET = re.compile(r"^[A-Z]{6}\+")
# `dup 12 /.notdef put` in the encoding of a Type 1 font: code 12 prints the box.
_TYPE1_EMPTY = re.compile(rb"dup\s+(\d+)\s*/\.notdef\s+put")
_SHOWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf|/ActualText\s*<([0-9A-Fa-f]*)>|<([0-9A-Fa-f\s]*)>|\b(EMC)\b")
_EMPTY_CID = 0


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font of a PDF by its PostScript name; `empty`: the codes that print the box of a missing glyph."""

    name: str
    is_embedded: bool
    empty: frozenset[int]
    code_bytes: int


@dataclass(frozen=True, slots=True)
class Box:
    """A box that stands on a page, from 1, in place of a character, as far as the PDF tells which."""

    page: int
    font: str
    char: str


def check_pdf(pdf: bytes, place: Place) -> list[Problem]:
    """What is wrong with the fonts of a PDF. Codes: PG711 (an empty box), PG712 (not embedded)."""
    reader = PdfReader(io.BytesIO(pdf))
    names = sorted({font.name for font in _fonts(reader).values() if not font.is_embedded})
    problems = [codes.FONT_OUTSIDE.at(place, font=name) for name in names]
    problems += [codes.EMPTY_GLYPH.at(place, page=box.page, char=box.char, font=box.font) for box in _boxes(reader)]
    return problems


def fonts_of(pdf: bytes) -> frozenset[str]:
    """The PostScript names of the fonts in a PDF, without the marks of subsets."""
    return frozenset(font.name for font in _fonts(PdfReader(io.BytesIO(pdf))).values())


def boxes_of(pdf: bytes) -> list[Box]:
    """Each box of a PDF that stands for a missing glyph; of many alike on a page one."""
    return list(_boxes(PdfReader(io.BytesIO(pdf))))


def _fonts(reader: PdfReader) -> dict[int, Embedded]:
    """The fonts of all pages by the number of their object."""
    found: dict[int, Embedded] = {}
    for page in reader.pages:
        for number, font in _fonts_on(page).values():
            if number not in found:
                found[number] = _read_font(font)
    return found


def _fonts_on(page: PageObject) -> dict[bytes, tuple[int, DictionaryObject]]:
    """The fonts of a page by the name that its content gives them: number of the object, and the object."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object() if isinstance(resources, DictionaryObject) else {}
    found = {}
    if isinstance(fonts, DictionaryObject):
        for name in fonts:
            reference, font = fonts.raw_get(name), fonts[name]
            if isinstance(reference, IndirectObject) and isinstance(font, DictionaryObject):
                found[name[1:].encode()] = (reference.idnum, font)
    return found


def _read_font(font: DictionaryObject) -> Embedded:
    name = _SUBSET.sub("", str(font.get("/BaseFont", "")).lstrip("/"))
    if font.get("/Subtype") == "/Type0":
        return Embedded(name, _files(_inner(font)) != {}, frozenset({_EMPTY_CID}), 2)
    if font.get("/Subtype") == "/Type3":  # drawn by the PDF itself
        return Embedded(name, is_embedded=True, empty=frozenset(), code_bytes=1)
    files = _files(font)
    empty: Iterable[int] = ()
    if "/FontFile" in files:
        empty = (int(code) for code in _TYPE1_EMPTY.findall(files["/FontFile"]))
    elif "/FontFile2" in files:
        empty = _truetype_empty(files["/FontFile2"])
    return Embedded(name, files != {}, frozenset(empty), 1)


def _inner(font: DictionaryObject) -> DictionaryObject:
    """The font behind a composite one."""
    inner = font["/DescendantFonts"]
    first = inner[0].get_object() if isinstance(inner, ArrayObject) else inner
    return first if isinstance(first, DictionaryObject) else DictionaryObject()


def _files(font: DictionaryObject) -> dict[str, bytes]:
    """The files of a font that the PDF carries, by their kind."""
    descriptor = font.get("/FontDescriptor", DictionaryObject()).get_object()
    if not isinstance(descriptor, DictionaryObject):
        return {}
    found = {kind: descriptor[kind] for kind in ("/FontFile", "/FontFile2", "/FontFile3") if kind in descriptor}
    return {kind: stream.get_data() for kind, stream in found.items() if isinstance(stream, StreamObject)}


def _truetype_empty(data: bytes) -> Iterator[int]:
    """The codes of a TrueType subset whose outline is that of its first glyph, which by rule is the box.

    LibreOffice gives the glyphs of a subset the numbers of their codes.
    Source: OpenType 1.9, `head`, `loca`, `glyf`.
    """
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for index in range(count):
        tag, _check, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = data[offset : offset + length]
    if not {b"head", b"loca", b"glyf"} <= tables.keys():
        return
    is_long = struct.unpack_from(">h", tables[b"head"], 50)[0]
    loca = tables[b"loca"]
    offsets = [start if is_long else 2 * start for (start,) in struct.iter_unpack(">L" if is_long else ">H", loca)]
    outlines = [tables[b"glyf"][start:end].rstrip(b"\0") for start, end in itertools.pairwise(offsets)]
    for code, outline in enumerate(outlines[1:256], 1):
        if outline and outline == outlines[0]:
            yield code


def _boxes(reader: PdfReader) -> Iterator[Box]:
    fonts = _fonts(reader)
    if not any(font.empty for font in fonts.values()):
        return
    for number, page in enumerate(reader.pages, 1):
        doubtful = {name: (fonts[ident], font) for name, (ident, font) in _fonts_on(page).items() if fonts[ident].empty}
        content = page.get_contents() if doubtful else None
        if content is not None:
            yield from dict.fromkeys(_boxes_on(number, content.get_data(), doubtful))


def _boxes_on(number: int, content: bytes, fonts: dict[bytes, tuple[Embedded, DictionaryObject]]) -> Iterator[Box]:
    """The boxes of a page. LibreOffice shows text as hexadecimal codes and tells of characters that share one."""
    font: Embedded | None = None
    meaning: dict[int, str] = {}
    actual = ""
    for name, told, shown, end in _SHOWN.findall(content):
        if name:
            font, raw = fonts.get(name, (None, None))
            meaning = _meaning(raw) if raw is not None else {}
        elif told:
            actual = bytes.fromhex(told.decode()).decode("utf-16", "replace")
        elif shown and font is not None:
            digits = re.sub(rb"\s", b"", shown)
            step = 2 * font.code_bytes
            for at in range(0, len(digits), step):
                code = int(digits[at : at + step], 16)
                if code in font.empty:
                    yield Box(number, font.name, actual or meaning.get(code, ""))
        elif end:
            actual = ""


def _meaning(font: DictionaryObject) -> dict[int, str]:
    """What each code of a font stands for, as its `ToUnicode` tells."""
    table = font.get("/ToUnicode", DictionaryObject()).get_object()
    if not isinstance(table, StreamObject):
        return {}
    pairs = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\n", table.get_data())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs}
