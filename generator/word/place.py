"""Places in Word's terms: part, heading, paragraph number, table, row and cell, and the text around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.problems import Place
from generator.word.xmlns import w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_P = w("p")
_T = w("t")
_TBL = w("tbl")
_TR = w("tr")
_TC = w("tc")
_PPR = w("pPr")
_VAL = w("val")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where a story comes from: its file, its part in a reader's words, and the ids of heading styles."""

    file: str = ""
    part: str = "body"
    headings: frozenset[str] = frozenset()


class Places:
    """The places of the paragraphs, rows and cells of one story, counted once in reading order.

    Count before anything is moved: places stay those of the document that its author sees.
    """

    def __init__(self, roots: Sequence[etree._Element], where: StoryPlace) -> None:
        self._where = where
        self._known: dict[etree._Element, tuple[str, str, str]] = {}
        self._paragraphs = 0
        self._heading = ""
        tables = [0]
        for root in roots:
            self._walk(root, "", tables)

    def at(self, element: etree._Element, text: str = "") -> Place:
        """The place of the nearest paragraph, cell or row that holds `element`."""
        found: etree._Element | None = element
        while found is not None and found not in self._known:
            found = found.getparent()
        heading, where, around = self._known[found] if found is not None else ("", "", "")
        return Place(
            file=self._where.file, part=self._where.part, heading=heading, where=where, text=around or shorten(text)
        )

    def _walk(self, element: etree._Element, inside: str, tables: list[int]) -> None:
        """Note the places in `element`; `inside` is the cell around it, `tables` counts the tables in that cell."""
        stack: list[tuple[etree._Element, str, list[int]]] = [(element, inside, tables)]
        while stack:
            node, inside, tables = stack.pop()
            if node.tag == _TBL:
                tables[0] += 1
                stack += reversed([*self._cells(node, f"{inside}, " if inside else "", tables[0])])
                continue
            if node.tag == _P:
                self._paragraphs += 1
                text = own_text(node)
                if self._is_heading(node):
                    self._heading = shorten(text)
                where = f"¶{self._paragraphs}" + (f", {inside}" if inside else "")
                self._known[node] = (self._heading, where, shorten(text))
            stack += reversed([(child, inside, tables) for child in node if isinstance(child.tag, str)])

    def _cells(self, table: etree._Element, prefix: str, number: int) -> list[tuple[etree._Element, str, list[int]]]:
        """The cells of a table to walk next, each with its name and a fresh count of tables in it."""
        cells = []
        for r, row in enumerate(table.iterchildren(_TR, w("sdt"), w("ins"), w("del"), w("customXml")), 1):
            where = f"{prefix}table {number} row {r}"
            self._known[row] = (self._heading, where, "")
            for c, cell in enumerate(row.iter(_TC) if row.tag != _TR else row.iterchildren(_TC, w("sdt")), 1):
                here = f"{where} cell {c}"
                self._known[cell] = (self._heading, here, "")
                cells.append((cell, here, [0]))
        return cells

    def _is_heading(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph's style is one of the heading styles."""
        style = paragraph.find(f"{_PPR}/{w('pStyle')}")
        return style is not None and style.get(_VAL, "") in self._where.headings


def own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of text boxes in it; tabs and breaks as spaces."""
    pieces: list[str] = []
    stack = [*reversed(paragraph)]
    while stack:
        node = stack.pop()
        if node.tag == _T:
            pieces.append("".join(node.itertext()))
        elif node.tag in {w("tab"), w("br"), w("cr")}:
            pieces.append(" ")
        elif node.tag not in {_P, _PPR, w("txbxContent")} and isinstance(node.tag, str):
            stack += reversed(node)
    return "".join(pieces)


def shorten(text: str) -> str:
    """The text on one line, cut to what fits into a message."""
    text = " ".join(text.split())
    return text if len(text) <= _AROUND else text[: _AROUND - 1] + "…"
