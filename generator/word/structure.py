"""Tags with a prefix, and tags that join paragraphs: they change the tree around them.

`{%p`, `{%tr`, `{%tc` replace their paragraph, row, cell; `{%r` splits its run; `{%-` and `-%}` join paragraphs. What
else stood in a replaced paragraph would vanish, so it is a problem, except bookmarks' ends, which are kept.
Paragraphs that hold nothing but whole blocks' tags vanish as if they had the prefix `p`.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from generator.problems import Term
from generator.problems.pg4_template import SPLIT_MISPLACED
from generator.problems.pg4_template import TAG_OUTSIDE
from generator.problems.pg4_template import TEXT_BESIDE_TAG
from generator.problems.words import N_
from generator.word.lexer import UNITS
from generator.word.lexer import Kind
from generator.word.lexer import Lexed
from generator.word.lexer import Tag
from generator.word.lexer import is_marker
from generator.word.place import shorten
from generator.word.xmlns import w

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from generator.problems import Problem

_P = w("p")
_R = w("r")
_T = w("t")
_PPR = w("pPr")
_RPR = w("rPr")
_SECTPR = w("sectPr")
_ELEMENTS = {"p": w("p"), "tr": w("tr"), "tc": w("tc"), "r": w("r")}
_UNIT_NAMES = {
    "p": Term(N_("paragraph")),
    "tr": Term(N_("table row")),
    "tc": Term(N_("table cell")),
    "r": Term(N_("run")),
}
_OBJECTS = {
    w("drawing"): Term(N_("picture")),
    w("pict"): Term(N_("picture")),
    w("object"): Term(N_("object")),
    _SECTPR: Term(N_("section break")),
}
_POINTS = frozenset({w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd")})
_FRAME = frozenset({_PPR, _RPR, _R, _T, w("proofErr")}) | _POINTS
# The statement that a block is closed by, and those that stand between.
ENDS = {"if": "endif", "for": "endfor", "macro": "endmacro", "call": "endcall", "with": "endwith", "set": "endset"}
MIDDLES = {"else": frozenset({"if", "for"}), "elif": frozenset({"if"})}


def arrange(lexed: Lexed) -> list[Problem]:
    """The problems met while the tags' prefixes and joins are carried out.

    Codes: PG411, PG413, PG417.
    """
    problems: list[Problem] = []
    for tag in list(lexed.tags):
        if tag.marker is None:
            continue
        if tag.joins_before:
            problems += _join(tag, forward=False)
        if tag.joins_after:
            problems += _join(tag, forward=True)
    for prefix in ("tr", "tc", "p", "r"):
        for tag in list(lexed.tags):
            if tag.prefix == prefix:
                problems += _split_run(tag) if prefix == "r" else _replace(tag, lexed)
    return problems


def _join(tag: Tag, *, forward: bool) -> list[Problem]:
    """Join the tag's paragraph to the next or the previous one, if no text of its own stands between."""
    marker = tag.marker
    paragraph = above(marker, _P)
    if marker is None or paragraph is None:
        return [SPLIT_MISPLACED.at(tag.place, found=tag.text)]
    if _text_beyond(paragraph, marker, forward=forward):
        if forward:
            tag.trims_after = True
        else:
            tag.trims_before = True
        return []
    first = paragraph if forward else paragraph.getprevious()
    second = paragraph.getnext() if forward else paragraph
    if first is None or second is None or not _are_joinable(first, second):
        return [SPLIT_MISPLACED.at(tag.place, found=tag.text)]
    _append_paragraph(first, second)
    return []


def _are_joinable(first: etree._Element, second: etree._Element) -> bool:
    """Whether both are paragraphs of one section."""
    return first.tag == _P and second.tag == _P and first.find(f"{_PPR}/{_SECTPR}") is None


def _append_paragraph(first: etree._Element, second: etree._Element) -> None:
    """Move the content of one paragraph to the end of another; a section that ends in it does so still."""
    properties = second.find(_PPR)
    section = properties.find(_SECTPR) if properties is not None else None
    if section is not None:
        kept = first.find(_PPR)
        if kept is None:
            kept = etree.Element(_PPR)
            first.insert(0, kept)
        kept.append(section)
    for child in list(second):
        if child.tag != _PPR:
            first.append(child)
    parent = second.getparent()
    if parent is not None:
        parent.remove(second)


def _text_beyond(paragraph: etree._Element, marker: etree._Element, *, forward: bool) -> bool:
    """Whether text, or another tag, stands between the marker and the paragraph's end (or beginning)."""
    nodes = [n for n in paragraph.iter() if n is marker or n.tag == _T or is_marker(n)]
    position = nodes.index(marker)
    if forward:
        if marker.tail:
            return True
        later = nodes[position + 1 :]
        return any(is_marker(n) or n.text for n in later)
    return any(is_marker(n) or n.text for n in nodes[:position])


def _replace(tag: Tag, lexed: Lexed) -> list[Problem]:
    """Put the tag in place of the paragraph, row or cell around it."""
    marker = tag.marker
    unit = above(marker, _ELEMENTS[tag.prefix])
    if marker is None or unit is None:
        name = _UNIT_NAMES[tag.prefix]
        return [TAG_OUTSIDE.at(tag.place, found=tag.text, unit=name, prefix=tag.prefix)]
    beside = _beside(unit, marker, lexed)
    parent = unit.getparent()
    if beside or parent is None:
        unit_name = _UNIT_NAMES[tag.prefix]
        return [TEXT_BESIDE_TAG.at(tag.place, beside=beside, found=tag.text, unit=unit_name, prefix=tag.prefix)]
    tag.position = UNITS[tag.prefix]
    hoist(unit, [marker])
    return []


def hoist(unit: etree._Element, markers: list[etree._Element]) -> None:
    """Put the markers in place of a unit; of bookmarks in it, those whose other end is elsewhere stay."""
    parent = unit.getparent()
    if parent is None:
        return
    points = list(unit.iter(*_POINTS))
    ids = [n.get(w("id")) for n in points]
    kept = [n for n in points if ids.count(n.get(w("id"))) == 1]
    at = parent.index(unit)
    tail = unit.tail
    for node in kept:
        node.tail = None
    for marker in markers:
        marker.tail = None
    parent[at : at + 1] = [*kept, *markers]
    markers[-1].tail = tail


def _beside(unit: etree._Element, marker: etree._Element, lexed: Lexed) -> str:
    """What else is in the unit and would vanish with it, or an empty string."""
    for node in unit.iter():
        if node is marker:
            found = (node.tail or "").strip()
        elif is_marker(node):
            other = tag_of(node, lexed)
            found = other.text if other is not None and other.kind is not Kind.COMMENT else (node.tail or "").strip()
        elif node.tag == _T:
            found = (node.text or "").strip()
        else:
            found = _OBJECTS.get(str(node.tag), "")
        if found:
            return found if isinstance(found, Term) else shorten(found)
    return ""


def _split_run(tag: Tag) -> list[Problem]:
    """Put the tag between two runs: the one before keeps what precedes it, the one after what follows."""
    marker = tag.marker
    text = marker.getparent() if marker is not None else None
    run = text.getparent() if text is not None else None
    parent = run.getparent() if run is not None else None
    if marker is None or text is None or run is None or parent is None or text.tag != _T or run.tag != _R:
        return [TAG_OUTSIDE.at(tag.place, found=tag.text, unit=_UNIT_NAMES["r"], prefix="r")]
    after = etree.Element(_R, attrib=dict(run.attrib))
    properties = run.find(_RPR)
    if properties is not None:
        after.append(deepcopy(properties))
    rest = etree.SubElement(after, _T)
    rest.text = marker.tail
    for node in list(text)[text.index(marker) + 1 :]:
        rest.append(node)
    for node in list(run)[run.index(text) + 1 :]:
        after.append(node)
    marker.tail = None
    at = parent.index(run)
    tail, run.tail = run.tail, None
    parent[at + 1 : at + 1] = [marker, after]
    after.tail = tail
    tag.position = UNITS["r"]
    for half in (run, after):
        drop_if_empty(half)
    return []


def drop_if_empty(run: etree._Element) -> None:
    """Remove a run that holds nothing but properties and empty text."""
    for text in run.findall(_T):
        if not text.text and not len(text):
            run.remove(text)
    parent = run.getparent()
    if parent is not None and all(child.tag == _RPR for child in run):
        tail, at = run.tail, parent.index(run)
        parent.remove(run)
        if tail and at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + tail


def groups(tags: list[Tag]) -> Iterator[list[Tag]]:
    """The blocks' tags: for each block its opening, middle and closing tags; a statement alone is a group of one."""
    open_blocks: list[list[Tag]] = []
    for tag in tags:
        if tag.kind is not Kind.BLOCK:
            continue
        word = tag.keyword
        if opens_block(tag):
            open_blocks.append([tag])
        elif word in MIDDLES and open_blocks:
            open_blocks[-1].append(tag)
        elif word.startswith("end") and open_blocks:
            yield [*open_blocks.pop(), tag]
        else:
            yield [tag]


def opens_block(tag: Tag) -> bool:
    """Whether the statement needs an end; `set` does when it assigns nothing in line."""
    return tag.keyword in ENDS and not (tag.keyword == "set" and "=" in tag.body.split("|", 1)[0])


def drop_lone_paragraphs(lexed: Lexed, roots: Sequence[etree._Element]) -> None:
    """Replace paragraphs that hold nothing but the tags of blocks which begin and end in such paragraphs."""
    lone: dict[etree._Element, list[etree._Element]] = {}
    homes: dict[int, etree._Element] = {}
    for tag in lexed.tags:
        paragraph = above(tag.marker, _P) if tag.kind in {Kind.BLOCK, Kind.COMMENT} else None
        if paragraph is None or paragraph.getparent() is None:
            continue
        homes[tag.number] = paragraph
        if paragraph not in lone and _holds_only_statements(paragraph, lexed):
            lone[paragraph] = [n for n in paragraph.iter() if is_marker(n)]
    blocks = [[homes.get(tag.number) for tag in group] for group in groups(in_order(lexed, roots))]
    while _keep_crossing(lone, blocks):
        pass
    for paragraph, markers in lone.items():
        hoist(paragraph, markers)


def _keep_crossing(
    lone: dict[etree._Element, list[etree._Element]], blocks: Sequence[Sequence[etree._Element | None]]
) -> bool:
    """Whether paragraphs had to be taken from `lone`, because a block's other tags stand elsewhere."""
    changed = False
    for places in blocks:
        inside = {paragraph.getparent() for paragraph in places if paragraph is not None and paragraph in lone}
        if len(inside) == 1 and all(paragraph in lone for paragraph in places):
            continue
        for paragraph in places:
            changed |= paragraph is not None and lone.pop(paragraph, None) is not None
    return changed


def _holds_only_statements(paragraph: etree._Element, lexed: Lexed) -> bool:
    """Whether nothing in the paragraph would be seen, whatever the data."""
    for node in paragraph.iter():
        if is_marker(node):
            tag = tag_of(node, lexed)
            if tag is None or tag.kind not in {Kind.BLOCK, Kind.COMMENT} or (node.tail or "").strip():
                return False
        elif node.tag == _T:
            if (node.text or "").strip():
                return False
        elif node is not paragraph and node.tag not in _FRAME:
            inside = above(node, _PPR)
            if inside is None or node.tag == _SECTPR:
                return False
    return True


def drop_comments(lexed: Lexed) -> None:
    """Remove the markers of comments."""
    for tag in lexed.tags:
        marker = tag.marker
        parent = marker.getparent() if marker is not None else None
        if tag.kind is not Kind.COMMENT or marker is None or parent is None:
            continue
        tail, before = marker.tail or "", marker.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(marker)
        if parent.tag == _T and not parent.text and not len(parent):
            run = parent.getparent()
            if run is not None and run.tag == _R:
                drop_if_empty(run)


def in_order(lexed: Lexed, roots: Sequence[etree._Element]) -> list[Tag]:
    """The tags in the text of the trees, in reading order; their numbers need not be."""
    return [lexed.tags[int(node.text or 0)] for root in roots for node in root.iter(etree.ProcessingInstruction)]


def tag_of(marker: etree._Element, lexed: Lexed) -> Tag | None:
    """The tag that a marker stands for."""
    return lexed.tags[int(marker.text)] if marker.text else None


def above(node: etree._Element | None, name: str) -> etree._Element | None:
    """The nearest element of that name around the node, or None."""
    while node is not None and node.tag != name:
        node = node.getparent()
    return node
