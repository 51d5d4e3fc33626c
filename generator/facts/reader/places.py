"""Places in a file's record: line and column of a value, and its path in Chinese titles."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import NaturalPoint
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.schema import Record
from generator.facts.schema import Trail
from generator.facts.schema import columns
from generator.facts.text import Document
from generator.facts.text import ListNode
from generator.facts.text import MapNode
from generator.facts.text import Node
from generator.facts.text import Scalar
from generator.problems import Place

# What an entry of a list is called by, the first that it has.
_LABELS = ("name", "title", "id", "item", "who", "post", "person", "kind", "head", "task", "key", "event", "mobility")
_POINTS = (FirePoint, GeologicalPoint, FloodPoint, NaturalPoint)
# Written as key → record at the top of a file: their keys are data, not fields.
KEYED: Mapping[str | int, tuple[str, type[Record] | None]] = {
    "contacts": ("联系人", Contact),
    "hazards": ("灾种", Hazard),
    "extra": ("补充", None),
}
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values of one document stand."""

    document: Document
    record: type[Record]
    words: Mapping[str, str]
    """Titles of keys that no declaration knows: sub-hazards and extra fields."""

    def at(self, trail: Trail, key: str = "") -> Place:
        """The place of the value that `trail` (and `key`) leads to, or of the nearest record around it."""
        full = (*trail, key) if key else trail
        node: Node = self.document.root
        for step in full:
            inner = _inner(node, step)
            if inner is None:
                break
            node = inner
        return self.at_node(node, full)

    def of(self, record: Record, key: str = "") -> Place:
        """The place of a record that was read from this document, or of one of its fields."""
        return self.at(record.at, key)

    def at_key(self, trail: Trail, key: str) -> Place:
        """The place of the key itself: where a list begins."""
        node: Node | None = self.document.root
        for step in trail:
            node = _inner(node, step) if node is not None else None
        if isinstance(node, MapNode) and key in node.entries:
            return self.at_node(self.key_node(node, key), (*trail, key))
        return self.at(trail, key)

    def key_node(self, node: MapNode, key: str) -> Scalar:
        """A key of a record as it stands in the text."""
        at = node.entries[key][0]
        return Scalar(at, key, plain=self.document.text[at] not in _QUOTES)

    def at_node(self, node: Node, trail: Trail) -> Place:
        """The place of `node`, to which `trail` leads."""
        line, column = self.document.spot(node)
        return Place(file=self.document.file, line=line, column=column, field=self.titles(trail))

    def titles(self, trail: Trail) -> str:
        """The path in Chinese titles: 风险点[后坑]·监测员."""
        kind: type[Record] | None = self.record
        node: Node | None = self.document.root
        keyed = bool(trail) and trail[0] in KEYED and self.record.__dataclass_fields__.keys() >= {trail[0]}
        found: list[str] = []
        for number, step in enumerate(trail):
            node = _inner(node, step) if node is not None else None
            if isinstance(step, int):
                label = _label(node, step)
                found[-1] += f"[{self.words.get(label, label)}]"
            elif number == 1 and keyed:
                found[-1] += f"[{self.words.get(step, step)}]"
            else:
                title, kind = KEYED[step] if number == 0 and keyed else _title(kind, step)
                found.append(title)
        return "·".join(found)


def _title(kind: type[Record] | None, key: str) -> tuple[str, type[Record] | None]:
    """The title of a key, and what kind of record its value is, or its values are."""
    kinds: tuple[type[Record], ...] = () if kind is None else (kind, *_POINTS) if kind is RiskPoint else (kind,)
    for candidate in kinds:
        column = columns(candidate).get(key)
        if column is not None:
            return column.fact.title, column.type if column.is_record else None
    return key, None


def _inner(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MapNode) and isinstance(step, str):
        entry = node.entries.get(step)
        return None if entry is None else entry[1]
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _label(node: Node | None, step: int) -> str:
    """What an entry of a list is called: by its own name, else by its number."""
    if isinstance(node, MapNode):
        for key in _LABELS:
            entry = node.entries.get(key)
            if entry is not None and isinstance(entry[1], Scalar) and 0 < len(entry[1].text.strip()) <= 40:
                return entry[1].text.strip()
    return f"第{step + 1}项"


def scalars_of(node: Node, trail: Trail = ()) -> Iterator[tuple[Scalar, Trail]]:
    """Every scalar below `node`, with the trail that leads to it."""
    if isinstance(node, Scalar):
        yield node, trail
    elif isinstance(node, ListNode):
        for number, item in enumerate(node.items):
            yield from scalars_of(item, (*trail, number))
    else:
        for key, (_at, value) in node.entries.items():
            yield from scalars_of(value, (*trail, key))
