"""Lists: which of base's lists a paragraph of a piece means."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from lxml import etree

from generator.word.styles import StyleTable
from generator.word.styles import folded
from generator.word.xmlns import w

# Formats of levels that do not count.
_UNCOUNTED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, its text and the name of the paragraph style linked to it."""

    format: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """An abstract list: the names that make it the same list in two documents, and its levels."""

    name: str = ""
    style: str = ""
    nsid: str = ""
    levels: Mapping[int, Level] = field(default_factory=dict)

    def counts(self, level: int) -> bool:
        """Whether paragraphs at `level` carry a count rather than a bullet."""
        return self.levels.get(level, Level()).format not in _UNCOUNTED

    def __str__(self) -> str:
        """What the list is called in a message."""
        first = self.levels.get(0, Level())
        return self.name or self.style or first.style or f"{first.format} {first.text}".strip()


@dataclass(frozen=True, slots=True)
class ListTable:
    """The lists of one document, by the number that paragraphs use."""

    lists: Mapping[str, WordList] = field(default_factory=dict)

    def match(self, wanted: WordList, level: int) -> str:
        """The number of the list here that is the same as `wanted`, or empty.

        Same is, in this order: the list style's name, the list's own name, the id that Word gives a list once for
        all copies, the paragraph style linked to the level, the look of the level.
        """
        own = wanted.levels.get(level, Level())

        def look(item: WordList) -> Level:
            return item.levels.get(level, Level())

        tests: tuple[tuple[bool, Callable[[WordList], bool]], ...] = (
            (bool(wanted.style), lambda item: folded(item.style) == folded(wanted.style)),
            (bool(wanted.name), lambda item: item.name == wanted.name),
            (bool(wanted.nsid), lambda item: item.nsid == wanted.nsid),
            (bool(own.style), lambda item: folded(look(item).style) == folded(own.style)),
            (True, lambda item: (look(item).format, look(item).text) == (own.format, own.text)),
        )
        for applies, same in tests:
            if applies:
                for number, candidate in self.lists.items():
                    if same(candidate):
                        return number
        return ""


def read_lists(root: etree._Element | None, styles: StyleTable) -> ListTable:
    """The table of the lists that a numbering part defines."""
    if root is None:
        return ListTable()
    abstract = {e.get(w("abstractNumId"), ""): _word_list(e, styles) for e in root.iterchildren(w("abstractNum"))}
    lists: dict[str, WordList] = {}
    for num in root.iterchildren(w("num")):
        reference = num.find(w("abstractNumId"))
        found = abstract.get(reference.get(w("val"), "")) if reference is not None else None
        if found is not None:
            lists[num.get(w("numId"), "")] = found
    by_style = {folded(item.style): item for item in abstract.values() if item.style and item.levels}
    return ListTable(
        {number: item if item.levels else by_style.get(folded(item.style), item) for number, item in lists.items()}
    )


def _word_list(element: etree._Element, styles: StyleTable) -> WordList:
    def value(parent: etree._Element, tag: str) -> str:
        found = parent.find(w(tag))
        return found.get(w("val"), "") if found is not None else ""

    link = value(element, "styleLink") or value(element, "numStyleLink")
    linked = styles.styles.get(link)
    levels = {}
    for lvl in element.iterchildren(w("lvl")):
        style = styles.styles.get(value(lvl, "pStyle"))
        levels[int(lvl.get(w("ilvl"), "0"))] = Level(
            format=value(lvl, "numFmt") or "decimal",
            text=value(lvl, "lvlText"),
            style=style.name if style is not None else "",
        )
    return WordList(
        name=value(element, "name"),
        style=linked.name if linked is not None else link,
        nsid=value(element, "nsid"),
        levels=levels,
    )


@dataclass(frozen=True, slots=True)
class WrongList:
    """A paragraph whose list cannot be kept: base lacks it, or it counts."""

    paragraph: etree._Element
    name: str
    counts: bool


def map_lists(root: etree._Element, own: ListTable, base: ListTable) -> list[WrongList]:
    """The paragraphs with a list of their own that cannot be kept; all others get base's number, in place."""
    wrong: list[WrongList] = []
    for props in list(root.iter(w("numPr"))):
        number = props.find(w("numId"))
        paragraph = next(props.iterancestors(w("p")), None)
        if number is None or paragraph is None or number.get(w("val")) == "0":
            continue
        ilvl = props.find(w("ilvl"))
        level = int(ilvl.get(w("val"), "0")) if ilvl is not None else 0
        meant = own.lists.get(number.get(w("val"), ""))
        found = base.match(meant, level) if meant is not None else ""
        counted = meant is not None and meant.counts(level)
        if found and not counted:
            number.set(w("val"), found)
            continue
        parent = props.getparent()
        if parent is not None:
            parent.remove(props)
        if meant is not None:
            wrong.append(WrongList(paragraph, str(meant), counted))
    return wrong
