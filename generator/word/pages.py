"""Page numbers of a finished manual: put in where the contents and references leave room, without a second rendering.

    unnumbered ── for_layout ──> what LibreOffice lays out ──> pages, by bookmark
    unnumbered ── numbered(pages) ──> the manual as it is handed over

A place that wants a page is a field of Word's: `PAGEREF bookmark` in the contents, or `ADDIN PAGEREF bookmark form`,
which prints nothing in any program until its page is known. Only those fields change; every other byte stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from html import unescape

from generator.word.printing import escape_text as escape
from generator.word.zipwriter import Blob
from generator.word.zipwriter import Member
from generator.word.zipwriter import content
from generator.word.zipwriter import fresh_member
from generator.word.zipwriter import members_of
from generator.word.zipwriter import write_zip

NUMBER = "{n}"
_BEGIN, _SEPARATE, _END = (f'<w:r%s><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
_RUN = rb"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
_SIGN = rb'<w:fldChar(?: [^>]*)? w:fldCharType="%s"[^>]*/></w:r>'
_WITHIN = rb"((?:(?!<w:fldChar).)*?)"
# A field that holds no other: its beginning, its code, the sign between code and result, its result, its end.
_FIELD = re.compile(
    b"(" + _RUN + _SIGN % b"begin" + b")" + _WITHIN + b"(" + _RUN + _SIGN % b"separate" + b")"
    + _WITHIN + b"(" + _RUN + _SIGN % b"end" + b")",
    re.DOTALL,
)  # fmt: skip
_CODE = re.compile(rb"<w:instrText(?: [^>]*)?>([^<]*)</w:instrText>")
_LOOK = re.compile(rb"<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>", re.DOTALL)
_WANTED = re.compile(r"\s*(ADDIN )?PAGEREF (\S+)(?: (.*?))?\s*", re.DOTALL)
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\w*|footer\w*)\.xml")

Change = Callable[[bytes], bytes]


def page_field(bookmark: str, form: str, look: str = "") -> str:
    """The runs of a reference to the page of a bookmark that is not known yet; `look` is its run properties.

    `form` is what will be printed around the page, as “（第{n}页）”.
    """
    runs = [
        part % "" if not look else (part % "").replace("<w:r>", f"<w:r>{look}") for part in (_BEGIN, _SEPARATE, _END)
    ]
    code = f'<w:r>{look}<w:instrText xml:space="preserve"> ADDIN PAGEREF {bookmark} {escape(form)} </w:instrText></w:r>'
    return runs[0] + code + runs[1] + runs[2]


def numbered(docx: bytes, pages: Mapping[str, str]) -> bytes:
    """The manual with the pages of its bookmarks in its fields; one whose page is not told stays as it is.

    A manual that has been numbered can be numbered again.
    """
    return _changed(docx, lambda xml: _FIELD.sub(lambda field: _filled(field, pages), xml))


def for_layout(docx: bytes) -> bytes:
    """The manual as it is laid out: each field is one that Word and LibreOffice fill in while they make pages.

    What stands around a page is printed, so that lines break as they will in the end.
    """
    return _changed(docx, lambda xml: _FIELD.sub(_shown, xml))


def wanted(docx: bytes) -> tuple[str, ...]:
    """The bookmarks whose pages are wanted, each once, in the order of the text."""
    found: dict[str, None] = {}
    for member in members_of(docx):
        if _PARTS.fullmatch(member.name):
            for field in _FIELD.finditer(content(member)):
                asked = _asked(field)
                if asked is not None:
                    found.setdefault(asked[1])
    return tuple(found)


def _changed(docx: bytes, change: Change) -> bytes:
    members: list[Member] = []
    for member in members_of(docx):
        if _PARTS.fullmatch(member.name):
            before = content(member)
            after = change(before) if b"PAGEREF" in before else before
            members.append(member if after == before else fresh_member(member.name, after))
        else:
            members.append(member)
    return write_zip(Blob(), members)


def _asked(field: re.Match[bytes]) -> tuple[bool, str, str] | None:
    """Whether it is one without a page as yet, its bookmark and its form; nothing for a field of another kind."""
    code = unescape(b"".join(_CODE.findall(field[2])).decode())
    found = _WANTED.fullmatch(code)
    return (bool(found[1]), found[2], found[3] or "") if found is not None else None


def _filled(field: re.Match[bytes], pages: Mapping[str, str]) -> bytes:
    asked = _asked(field)
    page = pages.get(asked[1]) if asked is not None else None
    if asked is None or not page:
        return field[0]
    return _with_result(field, asked, page)


def _shown(field: re.Match[bytes]) -> bytes:
    asked = _asked(field)
    return field[0] if asked is None or not asked[0] else _with_result(field, asked, "")


def _with_result(field: re.Match[bytes], asked: tuple[bool, str, str], page: str) -> bytes:
    is_new, bookmark, form = asked
    found = _LOOK.search(field[4]) or _LOOK.search(field[3])
    look = found[0].decode() if found is not None else ""
    result = _text(page, look).encode()
    if not is_new:
        return field[1] + field[2] + field[3] + result + field[5]
    before, _, after = form.partition(NUMBER)
    code = f'<w:r>{look}<w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
    return b"".join(
        (_text(before, look).encode(), field[1], code.encode(), field[3], result, field[5], _text(after, look).encode())
    )


def _text(text: str, look: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
