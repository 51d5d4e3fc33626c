"""Numbering, in the tree: calls of the engine around headings, captions and steps.

The numbers themselves are counted when a manual is rendered (`state.py`), in the order of the finished text: a heading
may stand in a condition, in a loop, or in a piece that is repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from dataclasses import field

from lxml import etree

from generator.problems import Place
from generator.problems import Problem
from generator.problems.pg6_assembly import BAD_FORMAT
from generator.problems.pg6_assembly import COUNTED_STYLE
from generator.problems.pg6_assembly import EMPTY_HEADING
from generator.problems.pg6_assembly import LISTED_HEADING
from generator.problems.pg6_assembly import NO_OUTLINE_LEVEL
from generator.problems.pg6_assembly import SCHEME_STYLE
from generator.word.blocks import is_control
from generator.word.lists import ListTable
from generator.word.pages import NUMBER
from generator.word.place import own_text
from generator.word.scheme import NumberingScheme
from generator.word.scheme import parse_format
from generator.word.styles import StyleTable
from generator.word.xmlns import ENGINE
from generator.word.xmlns import MC
from generator.word.xmlns import XML
from generator.word.xmlns import w

CALL = f"{{{ENGINE}}}call"
_FALLBACK = f"{{{MC}}}Fallback"


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
    others = [(rule.style, rule.format) for rule in scheme.captions]
    others += [(rule.style, rule.format) for rule in scheme.steps]
    contents = [(name, "") for name in scheme.contents.styles[: scheme.contents.levels]] if scheme.contents else []
    for name, pattern in [*headings, *others, *contents]:
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
    if scheme.page is not None and scheme.page.format.count(NUMBER) != 1:
        problems.append(BAD_FORMAT.at(place, found=scheme.page.format, format=scheme.page.format))
    counted = counted_styles(scheme, styles)
    for style in styles.styles.values():
        item = lists.lists.get(style.list_id)
        if style.kind == "paragraph" and item is not None and item.counts(style.list_level) and style.id not in counted:
            problems.append(COUNTED_STYLE.at(place, name=style.name))
    return problems


@dataclass(slots=True)
class Tables:
    """What calls in a piece's story name by index: places of headings with tags, and titles of those without."""

    place_of: Callable[[etree._Element], Place]
    places: list[Place] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def place(self, element: etree._Element) -> int:
        """The index of an element's place."""
        self.places.append(self.place_of(element))
        return len(self.places) - 1

    def title(self, text: str) -> int:
        """The index of a title."""
        self.titles.append(text)
        return len(self.titles) - 1


def mark_numbers(root: etree._Element, scheme: NumberingScheme, counted: Counted, tables: Tables) -> list[Problem]:
    """The headings without text; all of them, captions and steps get calls around them, by `tables`.

    Titles without tags are read now, so that rendering need not look for them in its output.
    """
    problems: list[Problem] = []
    containers: dict[etree._Element, None] = {}
    for paragraph in list(root.iter(w("p"))):
        style = style_of(paragraph)
        if style not in counted or is_control(paragraph):
            continue
        if style not in counted.steps and next(paragraph.iterancestors(_FALLBACK), None) is not None:
            # A text box stands twice, for new and old readers, and its heading is one.
            continue
        if style in counted.steps:
            index = counted.steps[style]
            step = scheme.steps[index]
            paragraph.insert(_after_properties(paragraph), number_run(paragraph, f"step({index})", step.after))
            parent = paragraph.getparent()
            if step.restart == "paragraph" and parent is not None:
                containers[parent] = None
            continue
        title = own_text(paragraph).strip()
        if not title:
            problems.append(EMPTY_HEADING.at(tables.place_of(paragraph)))
        static = "{{" not in title and "{%" not in title and "{#" not in title
        about = tables.title(title) if static else tables.place(paragraph)
        if style in counted.headings:
            _mark_heading(paragraph, scheme, counted.headings[style], about, static=static)
        else:
            _mark_caption(paragraph, scheme, counted.captions[style], about, static=static)
    steps = frozenset(style for style, index in counted.steps.items() if scheme.steps[index].restart == "paragraph")
    for container in containers:
        _mark_restarts(container, steps)
    return problems


def _mark_heading(paragraph: etree._Element, scheme: NumberingScheme, index: int, about: int, *, static: bool) -> None:
    rule = scheme.headings[index]
    at = _after_properties(paragraph)
    if rule.format:
        paragraph.insert(at, number_run(paragraph, "number()", rule.after))
    paragraph.insert(at, call(f"{'title' if static else 'heading'}({index}, {about})"))
    paragraph.append(call("title_end()" if static else "close()"))


def _mark_caption(paragraph: etree._Element, scheme: NumberingScheme, index: int, about: int, *, static: bool) -> None:
    rule = scheme.captions[index]
    at = _after_properties(paragraph)
    if static:
        paragraph.insert(at, number_run(paragraph, f"caption_title({index}, {about})", rule.after))
        if rule.tag:
            paragraph.insert(at, call("caption_mark()"))
            paragraph.append(call("title_end()"))
        return
    paragraph.insert(at, number_run(paragraph, "number()", rule.after))
    paragraph.insert(at, call(f"caption({index}, {about})"))
    paragraph.append(call("close()"))


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
    text.append(call(expression))
    pieces = after.split("\t")
    if pieces[0]:
        text[-1].tail = pieces[0]
    for piece in pieces[1:]:
        etree.SubElement(run, w("tab"))
        if piece:
            etree.SubElement(run, w("t"), {f"{{{XML}}}space": "preserve"}).text = piece
    return run


def _after_properties(paragraph: etree._Element) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0


def _mark_restarts(container: etree._Element, steps: frozenset[str]) -> None:
    """Put a restart where something other than a step may follow a step, and at the beginning of a cell.

    It stands inside a paragraph, not before it, so that paragraphs which a template joins stay neighbours. After a
    statement anything may have come before.
    """
    blocks = [child for child in container if child.tag in {w("p"), w("tbl")}]
    if container.tag != w("body"):
        blocks[0].addprevious(call("restart()"))
    after_step = False
    for block in blocks:
        if block.tag == w("tbl"):
            if after_step:
                block.addprevious(call("restart()"))
            if any(style_of(paragraph) in steps for paragraph in block.iter(w("p"))):
                block.addnext(call("restart()"))
            after_step = False
        elif is_control(block) or style_of(block) in steps:
            after_step = True
        else:
            if after_step:
                block.insert(_after_properties(block), call("restart()"))
            after_step = "{%" in own_text(block)
