"""The table of contents: a TOC field whose result is the entries, linked to the headings.

Nothing is marked as out of date, so Word opens the manual without a question. Page numbers are known only after a
layout: until `pages.numbered` has put them in, the `PAGEREF` fields are empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from re import compile as pattern

from generator.word.package import Package
from generator.word.printing import escape_text as escape

_HYPERLINK = pattern(rb'<w:hyperlink w:anchor="(_(?:Toc|Fig)\d+)"[^>]*>(.*?)</w:hyperlink>')
_TEXT = pattern(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br|cr)/>")
_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the heading's level, its number with what follows it, its text, and its bookmark."""

    level: int
    number: str
    text: str
    bookmark: str

    @property
    def line(self) -> str:
        """Number and text as they are printed; the tab before the page number is the only one."""
        return self.number.replace("\t", " ") + self.text


@dataclass(frozen=True, slots=True)
class EntryStyle:
    """The style of the entries of one level; `tab` is where the page number ends if the style itself has no leader."""

    id: str
    tab: int = 0


def plain_text(xml: bytes) -> str:
    """The text of finished XML; tabs and breaks as spaces."""
    return unescape(b"".join(m[1] if m[1] is not None else b" " for m in _TEXT.finditer(xml)).decode())


def contents_xml(entries: Sequence[Entry], styles: Sequence[EntryStyle], switches: str) -> bytes:
    """The paragraphs of the contents. `switches`: what Word's own field goes by, should somebody update it."""
    if not entries:
        return f'<w:p><w:pPr><w:pStyle w:val="{escape(styles[0].id)}"/></w:pPr></w:p>'.encode()
    heads = [
        f'<w:p><w:pPr><w:pStyle w:val="{escape(style.id)}"/>'
        + (f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{style.tab}"/></w:tabs>' if style.tab else "")
        + "</w:pPr>"
        for style in styles
    ]
    lines: list[str] = []
    begin = _BEGIN + _code(f"TOC {switches}") + _SEPARATE
    for entry in entries:
        bookmark = entry.bookmark
        lines.append(
            f'{heads[min(entry.level, len(heads)) - 1]}{begin}<w:hyperlink w:anchor="{bookmark}" w:history="1">'
            f'<w:r><w:t xml:space="preserve">{escape(entry.line)}</w:t></w:r><w:r><w:tab/></w:r>{_BEGIN}'
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>{_SEPARATE}{_END}'
            "</w:hyperlink></w:p>"
        )
        begin = ""
    lines[-1] = lines[-1].removesuffix("</w:p>") + _END + "</w:p>"
    return "".join(lines).encode()


def entries(package: Package) -> tuple[tuple[str, str], ...]:
    """The bookmark and the printed line of each entry of a finished manual's contents, in order."""
    document = package.members.get(package.document(), b"")
    return tuple(
        (match[1].decode(), plain_text(match[2].partition(b"<w:tab/>")[0])) for match in _HYPERLINK.finditer(document)
    )


def entry_styles(ids: Iterable[tuple[str, bool]], width: int) -> tuple[EntryStyle, ...]:
    """The styles of entries from (style id, whether it has a leader tab) and the width of the text."""
    return tuple(EntryStyle(ident, 0 if leader else width) for ident, leader in ids)


def _code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(text)} </w:instrText></w:r>'
