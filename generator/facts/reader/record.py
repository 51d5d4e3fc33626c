"""Records from a tree of values: each field by its declaration, every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple
from typing import TypeVar

from generator.facts.reader import scalars
from generator.facts.reader.places import Places
from generator.facts.reader.refusal import Refusal
from generator.facts.reader.scalars import Parser
from generator.facts.schema import Column
from generator.facts.schema import Fact
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import Trail
from generator.facts.schema import columns
from generator.facts.text import ListNode
from generator.facts.text import MapNode
from generator.facts.text import Node
from generator.facts.text import Scalar
from generator.problems import Code
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg1_text
from generator.problems import pg2_values as codes

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Reference(NamedTuple):
    """A name that stands for an entry of another list, and where it was written."""

    ref: Ref
    name: str
    node: Scalar
    trail: Trail


@dataclass(slots=True)
class Reading:
    """One document while it is read: what was found wrong, and which names are still to be looked up."""

    places: Places
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def record(
        self, node: Node, kind: type[AnyRecord], trail: Trail, passed: frozenset[str] = frozenset()
    ) -> AnyRecord:
        """The record that `node` holds; what is wrong or missing in it is None or empty, and a problem.

        Keys in `passed` are left to the caller.
        """
        if not isinstance(node, MapNode):
            self.wrong(node, trail, scalars.A_RECORD)
            return kind(at=trail)
        plans, required = _plans(kind)
        values: dict[str, object] = {}
        given: list[str] = []
        unknown: list[str] = []
        for key, (_at, value) in node.entries.items():
            if key in passed:
                continue
            plan = plans.get(key)
            if plan is None:
                unknown.append(self.unknown(node, key, kind, trail))
                continue
            if type(value) is Scalar and scalars.is_missing(value):
                continue
            given.append(key)
            found = self.scalar(plan, value, trail, key) if plan.is_single else self._value(plan, value, (*trail, key))
            if found is not None:
                values[plan.attribute] = found
        for key in required:
            # A given one without a value is there and wrong, which has been said.
            if key not in given and key not in passed and key not in unknown:
                self.missing(node, kind, trail, key)
        return kind(at=trail, given=frozenset(given), **values)

    def unknown(self, node: MapNode, key: str, kind: type[Record], trail: Trail) -> str:
        """The key that was probably meant by an unknown one, after reporting it."""
        key_node = self.places.key_node(node, key)
        if "：" in key and key_node.plain:
            before = key.partition("：")[0]
            place = self.places.at_node(Scalar(key_node.at + len(before), ""), trail)
            self.problems.append(pg1_text.FULL_WIDTH.at(place, found="：", expected=": "))
            return before
        declared = columns(kind)
        words = {column.fact.title: name for name, column in declared.items()} | {name: name for name in declared}
        near = words.get(nearest(key, words), "")
        left = [name for name in declared if name not in node.entries]
        known = near or "、".join(left[:12] or list(declared)[:12])
        place = self.places.at_node(key_node, (*trail, key))
        self.problems.append(
            codes.UNKNOWN_KEY.at(place, found=scalars.shown(key), record=_called(self, trail), known=known)
        )
        return near

    def missing(self, node: MapNode, kind: type[Record], trail: Trail, key: str) -> None:
        """Nothing; the required field is reported where its record begins, or where its key stands empty."""
        column = columns(kind)[key]
        self.gap(node, trail, key, column.fact.title, column.fact.meaning or column.fact.title)

    def gap(self, node: MapNode, trail: Trail, key: str, title: str, meaning: str) -> None:
        """Nothing; a required value is reported as missing."""
        at = self.places.key_node(node, key) if key in node.entries else node
        self.problems.append(
            codes.MISSING.at(self.places.at_node(at, (*trail, key)), title=title, key=key, meaning=meaning)
        )

    def refuse(self, node: Node, trail: Trail, code: Code, values: Mapping[str, str]) -> None:
        """Nothing; the value is reported with its field's title."""
        place = self.places.at_node(node, trail)
        title = place.field.rpartition("·")[2]
        self.problems.append(code.at(place, title=title, **values))

    def wrong(self, node: Node, trail: Trail, expected: str) -> None:
        """Nothing; the value is reported as being of another kind than expected."""
        self.refuse(node, trail, codes.WRONG_TYPE, {"found": described(node), "expected": expected})

    def scalar(self, plan: Plan, node: Node, trail: Trail, step: str | int) -> object:
        """The value of one scalar, to which `trail` and a last step lead, or None and a problem."""
        if type(node) is not Scalar:
            self.wrong(node, (*trail, step), scalars.expected_of(plan.column))
            return None
        value = plan.parse(node, plan.fact)
        if type(value) is Refusal:
            self.refuse(node, (*trail, step), value.code, value.values)
            return None
        if plan.ref is not None:
            self.references.append(Reference(plan.ref, str(value), node, (*trail, step)))
        return value

    def _value(self, plan: Plan, node: Node, trail: Trail) -> object:
        """The value of a field that holds a record, or a tuple of values."""
        if not plan.column.many:
            return self.record(node, plan.column.type, trail)
        if not isinstance(node, ListNode):
            self.wrong(node, trail, scalars.A_LIST)
            return None
        return self.items(plan, node, trail)

    def items(self, plan: Plan, node: ListNode, trail: Trail) -> tuple[object, ...]:
        """The entries of a list that are what they should be."""
        if plan.is_record:
            kind = plan.column.type
            return tuple([self.record(item, kind, (*trail, number)) for number, item in enumerate(node.items)])
        found: list[object] = []
        for number, item in enumerate(node.items):
            if type(item) is Scalar and scalars.is_missing(item):
                self.wrong(item, (*trail, number), scalars.expected_of(plan.column))
            else:
                value = self.scalar(plan, item, trail, number)
                if value is not None:
                    found.append(value)
        return tuple(found)


class Plan(NamedTuple):
    """What the reader has to know of a field, worked out once."""

    column: Column
    fact: Fact
    attribute: str
    parse: Parser
    ref: Ref | None
    is_record: bool
    is_single: bool
    """Whether it is one value, neither a record nor several."""


def described(node: Node) -> str:
    """What a node is, for a message."""
    if isinstance(node, Scalar):
        return scalars.shown(node.text)
    return "[…]" if isinstance(node, ListNode) else "{…}"


def plan_of(column: Column) -> Plan:
    """How values of a field are read."""
    is_single = not (column.many or column.is_record)
    parse = scalars.parser_of(column)
    return Plan(column, column.fact, column.attribute, parse, column.fact.ref, column.is_record, is_single)


class _Plans(NamedTuple):
    """How a record type is read: a plan for each key, and the keys that must be there."""

    by_key: Mapping[str, Plan]
    required: tuple[str, ...]


_PLANS: dict[type[Record], _Plans] = {}


def _plans(kind: type[Record]) -> _Plans:
    if kind not in _PLANS:
        declared = columns(kind)
        required = tuple(key for key, column in declared.items() if column.fact.need is Need.REQUIRED)
        _PLANS[kind] = _Plans({key: plan_of(column) for key, column in declared.items()}, required)
    return _PLANS[kind]


def keys_of(kinds: Iterable[type[Record]]) -> frozenset[str]:
    """All keys of several record types."""
    return frozenset(key for kind in kinds for key in columns(kind))


def _called(reading: Reading, trail: Trail) -> str:
    """What a record is called in a message."""
    return reading.places.titles(trail) or reading.places.document.file
