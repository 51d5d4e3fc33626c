"""Tables whose cells depend on data: docxtpl's statements for cells, the grid of columns, and nothing left empty.

`{% cellbg x %}` colours its cell, `{% colspan n %}` widens it, `{% vm %}` merges it with its copies below in a loop,
`{% hm %}` with its copies beside. Tables with such cells, or with `{%tc %}`, count their columns while they are
rendered. Tables and rows that may come out empty, and cells that may end without a paragraph, get a guard, because
Word refuses a document with such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.problems import Place
from generator.problems import Term
from generator.problems.pg4_template import TAG_OUTSIDE
from generator.problems.words import N_
from generator.word.lexer import MARKER
from generator.word.lexer import Kind
from generator.word.lexer import Lexed
from generator.word.lexer import Position
from generator.word.lexer import Tag
from generator.word.lexer import is_marker
from generator.word.structure import above
from generator.word.structure import drop_if_empty
from generator.word.structure import opens_block
from generator.word.xmlns import WP
from generator.word.xmlns import w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.problems import Problem

STATEMENTS = frozenset({"cellbg", "colspan", "vm", "hm"})
_P = w("p")
_R = w("r")
_T = w("t")
_TR = w("tr")
_TC = w("tc")
_TBL = w("tbl")
_TCPR = w("tcPr")
_VAL = w("val")
_SPAN = w("gridSpan")
_DOCPR = f"{{{WP}}}docPr"
# The order of a cell's properties (ECMA-376 Part 1, 17.4.70).
_ORDER = tuple(
    w(name)
    for name in (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
        *("textDirection", "tcFitText", "vAlign", "hideMark"),
    )
)
_HOLDERS = tuple(w(name) for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent"))


class Cells:
    """The tags that cells' statements, grids and guards add to a story."""

    def __init__(self, lexed: Lexed) -> None:
        self._lexed = lexed

    def carry_out(self) -> list[Problem]:
        """The problems of statements for cells, which are replaced by what they mean."""
        problems: list[Problem] = []
        for tag in list(self._lexed.tags):
            if tag.keyword not in STATEMENTS or tag.marker is None:
                continue
            statement = tag.keyword
            cell = above(tag.marker, _TC)
            argument = tag.body[len(statement) :].strip()
            if cell is None:
                problems.append(
                    TAG_OUTSIDE.at(tag.place, found=tag.text, unit=Term(N_("table cell")), prefix=statement)
                )
                tag.kind = Kind.COMMENT
                continue
            _take_out(tag.marker)
            tag.marker = None
            tag.kind = Kind.COMMENT
            if statement == "cellbg":
                shade = _property(cell, "shd")
                shade.set(_VAL, "clear")
                shade.set(w("color"), "auto")
                shade.set(w("fill"), self._attribute(tag, argument))
            elif statement == "colspan":
                _property(cell, "gridSpan").set(_VAL, self._attribute(tag, argument))
            elif statement == "vm":
                merge = _property(cell, "vMerge")
                merge.set(_VAL, self._attribute(tag, "'restart' if loop.first else 'continue'"))
                for paragraph in cell.iterchildren(_P):
                    self._around_content(paragraph, tag)
            else:
                self._merge_beside(cell, tag)
        return problems

    def _merge_beside(self, cell: etree._Element, tag: Tag) -> None:
        """Make one cell, as wide as all of them, of a cell's copies in a loop."""
        span = _property(cell, "gridSpan")
        value = span.get(_VAL, "1")
        if value.startswith(self._lexed.key):
            value = f"({self._lexed.tags[int(value[len(self._lexed.key) : -1])].body})|int"
        span.set(_VAL, self._attribute(tag, f"{value} * loop.length" if value != "1" else "loop.length"))
        cell.addprevious(self._marker(tag, Kind.BLOCK, "if loop.first"))
        cell.addnext(self._marker(tag, Kind.BLOCK, "endif"))

    def _around_content(self, paragraph: etree._Element, tag: Tag) -> None:
        """Keep the content of a paragraph for the first turn of the loop."""
        properties = paragraph.find(w("pPr"))
        if len(paragraph) == (properties is not None):
            return
        begin = self._marker(tag, Kind.BLOCK, "if loop.first")
        if properties is not None:
            properties.addnext(begin)
        else:
            paragraph.insert(0, begin)
        paragraph.append(self._marker(tag, Kind.BLOCK, "endif"))

    def guard(self, roots: Sequence[etree._Element]) -> None:
        """Add the engine calls that mend grids, take empty tables and rows back, and end cells in a paragraph."""
        for root in roots:
            for drawing in root.iter(_DOCPR):
                drawing.set("id", self._key(self._new(None, Kind.ENGINE, "drawing_id()", Position.ATTRIBUTE)))
            for table in list(root.iter(_TBL)):
                self._grid(table)
                self._not_empty(table, _TR)
                for row in table.iterchildren(_TR):
                    self._not_empty(row, _TC)
            for holder in list(root.iter(*_HOLDERS)):
                is_open = self._has_tags(holder) or holder.tag == _TC
                if is_open and not self._ends_in_paragraph(holder):
                    holder.append(self._call("close_cell()"))

    def _grid(self, table: etree._Element) -> None:
        """Have a table's columns counted, if its cells depend on data."""
        rows = list(table.iterchildren(_TR))
        if not any(self._has_tags(row) or _has_open_span(row, self._lexed.key) for row in rows):
            return
        grid = table.find(w("tblGrid"))
        if grid is None:
            return
        widths = [column.get(w("w")) or "0" for column in grid]
        if any(not width.replace(".", "", 1).isdigit() for width in widths):
            return
        for column in list(grid):
            grid.remove(column)
        grid.append(self._call(f"grid({', '.join(widths)})"))
        for row in rows:
            skipped = sum(int(e.get(_VAL, "0")) for e in row.iterfind(f"{w('trPr')}/*") if e.tag == w("gridBefore"))
            row.insert(0, self._call(f"grid_row({skipped})"))
            for cell in row.iterchildren(_TC):
                span = cell.find(f"{_TCPR}/{_SPAN}")
                value = span.get(_VAL, "1") if span is not None else "1"
                if value.startswith(self._lexed.key):
                    value = self._lexed.tags[int(value[len(self._lexed.key) : -1])].body
                cell.addprevious(self._call(f"grid_cell({value})"))
        table.append(self._call("grid_end()"))

    def _not_empty(self, holder: etree._Element, child: str) -> None:
        """Guard a table that may have no row, or a row that may have no cell."""
        if not self._may_be_empty(holder, child):
            return
        holder.addprevious(self._call("enter()"))
        holder.addnext(self._call("leave()"))
        for node in list(holder):
            # A row that has a guard of its own counts when it is left.
            is_counted = node.tag == child and not (child == _TR and self._may_be_empty(node, _TC))
            if is_counted or self._is(node, Kind.PRINT):
                node.addprevious(self._call("child()"))

    def _may_be_empty(self, holder: etree._Element, child: str) -> bool:
        """Whether no row of a table (cell of a row) is printed whatever the data; comments may have left none."""
        return not self._has_unconditional(holder, child)

    def _has_tags(self, element: etree._Element) -> bool:
        """Whether tags of the template's author stand between the element's children."""
        return any(self._is(node, Kind.BLOCK) or self._is(node, Kind.PRINT) for node in element)

    def _is(self, node: etree._Element, kind: Kind) -> bool:
        """Whether the node is the marker of a tag of that kind."""
        return is_marker(node) and self._lexed.tags[int(node.text or 0)].kind is kind

    def _has_unconditional(self, holder: etree._Element, child: str) -> bool:
        """Whether a child of that name stands outside of all blocks, and is not empty itself."""
        depth = 0
        for node in holder:
            depth += self._depth(node)
            if depth == 0 and node.tag == child and not (child == _TR and self._may_be_empty(node, _TC)):
                return True
        return False

    def _ends_in_paragraph(self, holder: etree._Element) -> bool:
        """Whether the last thing in a cell is a paragraph, whatever the data."""
        depth = sum(self._depth(node) for node in holder)
        return depth == 0 and len(holder) > 0 and holder[-1].tag == _P

    def _depth(self, node: etree._Element) -> int:
        """By how much a node deepens the nesting of blocks."""
        if not self._is(node, Kind.BLOCK):
            return 0
        tag = self._lexed.tags[int(node.text or 0)]
        return int(opens_block(tag)) - int(tag.keyword.startswith("end"))

    def _call(self, expression: str) -> etree._ProcessingInstruction:
        """The marker of a new engine call."""
        return self._marker(None, Kind.ENGINE, expression)

    def _marker(self, source: Tag | None, kind: Kind, body: str) -> etree._ProcessingInstruction:
        """The marker of a new tag that stands for (part of) another."""
        tag = self._new(source, kind, body, Position.TEXT)
        marker = tag.marker = etree.ProcessingInstruction(MARKER, str(tag.number))
        return marker

    def _attribute(self, source: Tag, body: str) -> str:
        """The value of an attribute that prints an expression."""
        return self._key(self._new(source, Kind.PRINT, body, Position.ATTRIBUTE))

    def _key(self, tag: Tag) -> str:
        """What stands for a tag in an attribute."""
        return f"{self._lexed.key}{tag.number};"

    def _new(self, source: Tag | None, kind: Kind, body: str, position: Position) -> Tag:
        """A new tag of the story."""
        tags = self._lexed.tags
        place = source.place if source is not None else Place()
        tag = Tag(len(tags), kind, "", body, source.text if source is not None else body, place, position)
        tag.is_broken = source is not None and source.is_broken
        tags.append(tag)
        return tag


def _property(cell: etree._Element, name: str) -> etree._Element:
    """A fresh property of the cell, in the place that its order gives it; an older one of that name makes way."""
    properties = cell.find(_TCPR)
    if properties is None:
        properties = etree.Element(_TCPR)
        cell.insert(0, properties)
    tag = w(name)
    old = properties.find(tag)
    fresh = etree.Element(tag)
    if old is not None:
        if name == "gridSpan":
            fresh.set(_VAL, old.get(_VAL, "1"))
        properties.replace(old, fresh)
        return fresh
    later = set(_ORDER[_ORDER.index(tag) + 1 :])
    at = next((i for i, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(at, fresh)
    return fresh


def _take_out(marker: etree._Element) -> None:
    """Remove a marker from its text."""
    text = marker.getparent()
    if text is None:
        return
    before = marker.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (marker.tail or "")
    else:
        text.text = (text.text or "") + (marker.tail or "")
    text.remove(marker)
    run = text.getparent()
    if text.tag == _T and not text.text and not len(text) and run is not None and run.tag == _R:
        drop_if_empty(run)


def _has_open_span(row: etree._Element, key: str) -> bool:
    """Whether the width of one of a row's cells depends on data."""
    return any(key in span.get(_VAL, "") for span in row.iterfind(f"{_TC}/{_TCPR}/{_SPAN}"))
