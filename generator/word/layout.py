"""Layout of a piece: its sections, where it may begin a page, and where it may end a section."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from lxml import etree

from generator.problems import Problem
from generator.problems.pg6_assembly import MARKER_NOT_FIRST
from generator.word.blocks import first_paragraph
from generator.word.blocks import property_slot
from generator.word.blocks import unconditional
from generator.word.clean import remove
from generator.word.furniture import Furniture
from generator.word.furniture import Vocabulary
from generator.word.furniture import by_key
from generator.word.furniture import compile_furniture
from generator.word.numbering import call
from generator.word.package import Package
from generator.word.place import Places
from generator.word.place import own_text
from generator.word.sections import OWN
from generator.word.sections import SectionSpec
from generator.word.sections import is_landscape
from generator.word.sections import make_spec
from generator.word.sections import section_marker
from generator.word.sections import split_sections
from generator.word.xmlns import w

if TYPE_CHECKING:
    from generator.word.base import Base

_BEFORE_PAGE_BREAK = frozenset({w("pStyle"), w("keepNext"), w("keepLines")})
# What a paragraph may hold and still show nothing.
_EMPTY = frozenset({w("r"), w("rPr"), w("t")})


@dataclass(frozen=True, slots=True)
class PieceSection:
    """One section of a piece: the kind that its marker asks for, its own set-up if it wants that, and its edges."""

    asked: str | None = None
    own: SectionSpec | None = None
    landscape: bool = False
    begins_with_table: bool = False
    ends_with_table: bool = False


@dataclass(slots=True)
class Layout:
    """The sections of a piece, the headers and footers that they bring, and what is wrong."""

    sections: tuple[PieceSection, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def lay_out(
    body: etree._Element, package: Package, document: str, own: Vocabulary, base: Base, places: Places
) -> Layout:
    """The layout of the piece; section properties and markers leave the tree, calls take their places."""
    result = Layout()
    sections: list[PieceSection] = []
    for index, (blocks, sect) in enumerate(split_sections(body)):
        marker = section_marker(blocks[0]) if blocks else None
        if marker is not None:
            remove(blocks.pop(0))
        for block in list(blocks):
            if section_marker(block) is not None:
                text = own_text(block).strip()
                result.problems.append(MARKER_NOT_FIRST.at(places.at(block), found=text))
                blocks.remove(block)
                remove(block)
        spec = None
        if marker == OWN:
            spec = _own_section(sect, index, package, document, own, base, result)
        inner = sect.getparent()
        if inner is not None and inner.tag == w("pPr"):
            inner.remove(sect)
        _strip_end(blocks)
        if index and blocks:
            blocks[0].addprevious(call(f"section({index})"))
        sections.append(
            PieceSection(
                asked=marker,
                own=spec,
                landscape=is_landscape(sect),
                begins_with_table=bool(blocks) and blocks[0].tag == w("tbl"),
                ends_with_table=bool(blocks) and blocks[-1].tag == w("tbl"),
            )
        )
        _mark_edges(blocks, first=index == 0)
    for sect in list(body.iterchildren(w("sectPr"))):
        body.remove(sect)
    result.sections = tuple(sections)
    return result


def _own_section(
    sect: etree._Element,
    index: int,
    package: Package,
    document: str,
    own: Vocabulary,
    base: Base,
    result: Layout,
) -> SectionSpec:
    made, found = compile_furniture(package, document, sect, own, base.vocabulary)
    result.problems += found
    result.furniture += tuple(made.values())
    return make_spec(sect, f"{own.file}#{index}", by_key(made), even_and_odd=base.even_and_odd)


def _strip_end(blocks: list[etree._Element]) -> None:
    """Leave out empty paragraphs at the end of a section: Word wants one after a table, a manual does not."""
    while blocks and _is_empty(blocks[-1]):
        remove(blocks.pop())


def _is_empty(block: etree._Element) -> bool:
    """Whether nothing of the block is seen but its height."""
    if block.tag != w("p") or own_text(block).strip():
        return False
    return all(
        node.tag in _EMPTY for child in block if child.tag != w("pPr") for node in child.iter() if not _in_look(node)
    )


def _in_look(node: etree._Element) -> bool:
    """Whether the node belongs to the properties of a run."""
    return next(node.iterancestors(w("rPr")), None) is not None


def _mark_edges(blocks: list[etree._Element], *, first: bool) -> None:
    """Put calls where a page break may be asked for, and where section properties may go."""
    stands = unconditional(blocks)
    if first:
        for block, certain in zip(blocks, stands, strict=True):
            paragraph = first_paragraph(block)
            if paragraph is not None:
                _page_break(paragraph)
            if certain and paragraph is not None:
                break
    # A value may print several paragraphs, of which only the first would take the properties along.
    if blocks and stands[-1] and blocks[-1].tag == w("p") and "{{" not in own_text(blocks[-1]):
        props = blocks[-1].find(w("pPr"))
        if props is None:
            props = etree.Element(w("pPr"))
            blocks[-1].insert(0, props)
        props.append(call("section_slot()"))


def _page_break(paragraph: etree._Element) -> None:
    props, at = property_slot(paragraph, _BEFORE_PAGE_BREAK)
    written = props.find(w("pageBreakBefore"))
    if written is not None:
        if written.get(w("val"), "true") in {"true", "1", "on"}:
            props.replace(written, call("page_break(true)"))
            return
        props.remove(written)
    props.insert(at, call("page_break(false)"))
