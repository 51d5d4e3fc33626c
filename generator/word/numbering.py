"""Numbering, in the tree: calls of the engine around headings, captions and steps.

The numbers themselves are counted when a manual is rendered (`state.py`), in the order of the finished text: a heading
may stand in a condition, in a loop, or in a piece that is repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from generator.problems import Place
from generator.problems import Problem
from generator.problems.pg6_assembly import BAD_FORMAT
from generator.problems.pg6_assembly import COUNTED_STYLE
from generator.problems.pg6_assembly import LISTED_HEADING
from generator.problems.pg6_assembly import NO_OUTLINE_LEVEL
from generator.problems.pg6_assembly import SCHEME_STYLE
from generator.word.blocks import is_control
from generator.word.lists import ListTable
from generator.word.scheme import NumberingScheme
from generator.word.scheme import parse_format
from generator.word.styles import StyleTable
from generator.word.xmlns import ENGINE
from generator.word.xmlns import XML
from generator.word.xmlns import w

CALL = f"{{{ENGINE}}}call"


@dataclass(frozen=True, slots=True)
class Counted:
    """The rules of a scheme by the ids that its styles have in base: indices into the scheme's tuples."""

    headings: Mapping[str, int]
    captions: Mapping[str, int]
    steps: Mapping[str, int]

    def __contains__(self, style: object) -> bool:
        """Whether paragraphs of the style get a number or a place in the contents."""
        return style in self.headings or style in self.captions or style in self.steps


def counted_styles(scheme: NumberingScheme, styles: StyleTable) -> Counted:
    """The scheme's rules by style id, as far as base has the styles."""

    def ids(names: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for index, name in enumerate(names):
            style = styles.find(name)
            if style is not None:
                found.setdefault(style.id, index)
        return found

    return Counted(
        ids([rule.style for rule in scheme.headings]),
        ids([rule.style for rule in scheme.captions]),
        ids([rule.style for rule in scheme.steps]),
    )


def check_scheme(scheme: NumberingScheme, styles: StyleTable, lists: ListTable, file: str) -> list[Problem]:
    """What is wrong with the scheme, or with base's styles for it.

    Codes: PG659 to PG662, PG667.
    """
    place = Place(file=file)
    problems: list[Problem] = []
    headings = [(rule.style, rule.format) for rule in scheme.headings]
    others = [(rule.style, rule.format) for rule in (*scheme.captions, *scheme.steps)]
    contents = [(name, "") for name in scheme.contents.styles[: scheme.contents.levels]] if scheme.contents else []
    for name, pattern in (*headings, *others, *contents):
        _, unknown = parse_format(pattern)
        if unknown:
            problems.append(BAD_FORMAT.at(place, found=unknown, format=pattern))
        style = styles.find(name)
        if style is None:
            near = styles.nearest(name, "paragraph") or "—"
            problems.append(SCHEME_STYLE.at(place, name=name, base=file, nearest=near))
            continue
        if style.list_id:
            problems.append(LISTED_HEADING.at(place, name=style.name))
        if style.outline is None and (name, pattern) in headings:
            problems.append(NO_OUTLINE_LEVEL.at(place, name=style.name))
    counted = counted_styles(scheme, styles)
    for style in styles.styles.values():
        item = lists.lists.get(style.list_id)
        if style.kind == "paragraph" and item is not None and item.counts(style.list_level) and style.id not in counted:
            problems.append(COUNTED_STYLE.at(place, name=style.name))
    return problems


def mark_numbers(
    root: etree._Element, scheme: NumberingScheme, counted: Counted, place_of: Callable[[etree._Element], int]
) -> None:
    """Nothing; `root` gets calls around headings, captions and steps.

    `place_of` gives the index of a paragraph's place in the piece's table of places.
    """
    containers: set[etree._Element] = set()
    for paragraph in list(root.iter(w("p"))):
        style = style_of(paragraph)
        if style not in counted or is_control(paragraph):
            continue
        if style in counted.headings:
            index = counted.headings[style]
            heading = scheme.headings[index]
            number = number_run(paragraph, "__number", heading.after) if heading.format else None
            _enclose(paragraph, f"heading({index}, {place_of(paragraph)})", number)
        elif style in counted.captions:
            index = counted.captions[style]
            number = number_run(paragraph, "__number", scheme.captions[index].after)
            _enclose(paragraph, f"caption({index}, {place_of(paragraph)})", number)
        else:
            index = counted.steps[style]
            step = scheme.steps[index]
            paragraph.insert(_after_properties(paragraph), number_run(paragraph, f"step({index})", step.after))
            parent = paragraph.getparent()
            if step.restart == "paragraph" and parent is not None:
                containers.add(parent)
    for container in containers:
        _mark_restarts(container, counted)


def style_of(paragraph: etree._Element) -> str:
    """The id of the paragraph's style, empty for the default one."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def call(expression: str) -> etree._Element:
    """A call of the engine: what it yields stands here."""
    return etree.Element(CALL, {"expr": expression}, nsmap={"pg": ENGINE})


def number_run(paragraph: etree._Element, expression: str, after: str) -> etree._Element:
    """A run with a number and what follows it; as in Word's lists, it looks like the paragraph's mark."""
    run = etree.Element(w("r"))
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if mark is not None:
        run.append(deepcopy(mark))
    text = etree.SubElement(run, w("t"), {f"{{{XML}}}space": "preserve"})
    text.append(call("number()" if expression == "__number" else expression))
    pieces = after.split("\t")
    if pieces[0]:
        text[-1].tail = pieces[0]
    for piece in pieces[1:]:
        etree.SubElement(run, w("tab"))
        if piece:
            etree.SubElement(run, w("t"), {f"{{{XML}}}space": "preserve"}).text = piece
    return run


def _enclose(paragraph: etree._Element, opening: str, number: etree._Element | None) -> None:
    at = _after_properties(paragraph)
    if number is not None:
        paragraph.insert(at, number)
    paragraph.insert(at, call(opening))
    paragraph.append(call("close()"))


def _after_properties(paragraph: etree._Element) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0


def _mark_restarts(container: etree._Element, counted: Counted) -> None:
    """Put a restart into every block that interrupts steps, and at the beginning of a cell.

    It stands inside a paragraph, not before it, so that paragraphs which a template joins stay neighbours.
    """
    blocks = [child for child in container if child.tag in {w("p"), w("tbl")}]
    for index, block in enumerate(blocks):
        if block.tag == w("tbl"):
            block.addprevious(call("restart()"))
            block.addnext(call("restart()"))
        elif not is_control(block):
            first = index == 0 and container.tag != w("body")
            if first or style_of(block) not in counted.steps:
                block.insert(_after_properties(block), call("restart()"))
