"""Records of whole files: the shapes that profiles, towns and settings are written in."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from typing import NamedTuple
from typing import TypeVar

from generator.facts.model.fields import ExtraField
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import NaturalPoint
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Standards
from generator.facts.model.standards import SubHazard
from generator.facts.model.town import Town
from generator.facts.reader import scalars
from generator.facts.reader.places import Places
from generator.facts.reader.record import Plan
from generator.facts.reader.record import Reading
from generator.facts.reader.record import Reference
from generator.facts.reader.record import keys_of
from generator.facts.reader.record import plan_of
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Fact
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Trail
from generator.facts.schema import columns
from generator.facts.text import Document
from generator.facts.text import ListNode
from generator.facts.text import MapNode
from generator.facts.text import Node
from generator.facts.text import Scalar
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_values as codes

AnyRecord = TypeVar("AnyRecord", bound=Record)

POINT_TYPES: Mapping[str, type[RiskPoint]] = MappingProxyType(
    {"fire": FirePoint, "geological": GeologicalPoint, "flood": FloodPoint, "natural": NaturalPoint}
)
_OTHER_POINT_KEYS = keys_of(POINT_TYPES.values()) - keys_of([RiskPoint])
_EXTRA_TYPES: Mapping[str, tuple[type, bool]] = MappingProxyType(
    {
        "text": (str, False),
        "number": (float, False),
        "flag": (bool, False),
        "date": (date, False),
        "texts": (str, True),
    }
)


class Vocabulary(NamedTuple):
    """What profiles may name beyond their own lists: sub-hazards by key, and the district's added fields."""

    subs: Mapping[str, SubHazard]
    extra: tuple[ExtraField, ...]

    @property
    def words(self) -> Mapping[str, str]:
        """Chinese titles by key."""
        subs = {key: sub.title or key for key, sub in self.subs.items()}
        return subs | {field.key: field.title or field.key for field in self.extra if field.key}


class Read(NamedTuple):
    """What came out of one document."""

    record: Any
    places: Places
    problems: list[Problem]
    references: list[Reference]


NO_WORDS = Vocabulary(MappingProxyType({}), ())


def vocabulary(standards: Standards, extra: tuple[ExtraField, ...]) -> Vocabulary:
    """The vocabulary that a district's settings give."""
    subs = {sub.key: sub for part in standards.parts for sub in part.subs if sub.key}
    return Vocabulary(MappingProxyType(subs), extra)


def read_record(document: Document, kind: type[AnyRecord], words: Vocabulary = NO_WORDS) -> Read:
    """The record of `document`, read as `kind`; problems of single values, and the names still to be looked up.

    Codes: PG201–PG214, PG105.
    """
    reading = Reading(Places(document, kind, words.words))
    root = document.root
    special = _SPECIAL.get(kind, frozenset())
    record: Record = reading.record(root, kind, (), special)
    if special:
        record = _with_special(reading, record, root, words, special)
    reading.problems.sort(key=lambda problem: (problem.place.line, problem.place.column))
    return Read(record, reading.places, reading.problems, reading.references)


def _with_special(
    reading: Reading, record: Record, root: MapNode, words: Vocabulary, special: frozenset[str]
) -> Record:
    """The record with what is not read by the general rule."""
    found: dict[str, Any] = {}
    given = set(record.given)
    for key in sorted(special):
        entry = root.entries.get(key)
        if entry is None or (isinstance(entry[1], Scalar) and scalars.is_missing(entry[1])):
            _report_missing(reading, root, key, type(record), words)
        else:
            given.add(key)
            found[key] = _READERS[key](reading, entry[1], (key,), words)
    return dataclasses.replace(record, given=frozenset(given), **found)


def _report_missing(reading: Reading, root: MapNode, key: str, kind: type[Record], words: Vocabulary) -> None:
    if key == "extra":
        for field in words.extra:
            if field.need == Need.REQUIRED and field.key:
                _extra_gap(reading, root, (), field)
    elif key == "hazards":
        reading.gap(root, (), key, "灾种", "灾种")
    else:
        reading.missing(root, kind, (), key)


def _contacts(reading: Reading, node: Node, trail: Trail, _words: Vocabulary) -> tuple[Contact, ...]:
    """People by handle: a phone number alone, or a record."""
    if not isinstance(node, MapNode):
        reading.wrong(node, trail, scalars.A_RECORD)
        return ()
    phone = plan_of(columns(Contact)["phone"])
    found: list[Contact] = []
    for handle, (begin, value) in node.entries.items():
        at = (*trail, handle)
        if not handle.strip():
            key_node = reading.places.key_node(node, handle)
            reading.refuse(key_node, at, codes.WRONG_TYPE, {"found": "", "expected": scalars.TEXT})
        elif isinstance(value, Scalar):
            number = None
            if scalars.is_missing(value):
                reading.missing(MapNode(begin), Contact, at, "phone")
            else:
                number = reading.scalar(phone, value, trail, handle)
            found.append(Contact(handle=handle, name=handle, phone=_text(number), at=at, given=frozenset({"phone"})))
        else:
            person = reading.record(value, Contact, at)
            found.append(dataclasses.replace(person, handle=handle, name=person.name or handle))
    return tuple(found)


def _hazards(reading: Reading, node: Node, trail: Trail, words: Vocabulary) -> tuple[tuple[str, Hazard], ...]:
    """Assessments by sub-hazard, in the order of the standards."""
    if not isinstance(node, MapNode):
        reading.wrong(node, trail, scalars.A_RECORD)
        return ()
    found: dict[str, Hazard] = {}
    for key, (_begin, value) in node.entries.items():
        at = (*trail, key)
        if words.subs and key not in words.subs:
            titles = {sub.title: name for name, sub in words.subs.items() if sub.title} | {k: k for k in words.subs}
            known = titles.get(nearest(key, titles), "") or "、".join(words.subs)
            place = reading.places.at_node(reading.places.key_node(node, key), at)
            reading.problems.append(codes.UNKNOWN_KEY.at(place, found=key, record="灾种", known=known))
        found[key] = reading.record(value, Hazard, at)
    order = {key: number for number, key in enumerate(words.subs)}
    return tuple(
        sorted(((k, h) for k, h in found.items() if k in order or not order), key=lambda pair: order.get(pair[0], 0))
    )


def _points(reading: Reading, node: Node, trail: Trail, words: Vocabulary) -> tuple[RiskPoint, ...]:
    """Risk points, each read as its hazard's kind of point."""
    if not isinstance(node, ListNode):
        reading.wrong(node, trail, scalars.A_LIST)
        return ()
    found: list[RiskPoint] = []
    for number, item in enumerate(node.items):
        kind: type[RiskPoint] | None = None
        if isinstance(item, MapNode) and "hazard" in item.entries:
            hazard = item.entries["hazard"][1]
            sub = words.subs.get(hazard.text.strip()) if isinstance(hazard, Scalar) else None
            kind = POINT_TYPES.get(sub.points or "") if sub is not None else None
        at = (*trail, number)
        # Without a known hazard nobody can say which fields belong here: those of any kind are passed over.
        found.append(reading.record(item, kind or RiskPoint, at, frozenset() if kind else _OTHER_POINT_KEYS))
    return tuple(found)


def _extra(reading: Reading, node: Node, trail: Trail, words: Vocabulary) -> tuple[tuple[str, object], ...]:
    """Values of the district's added fields, in the order of their declaration."""
    if not isinstance(node, MapNode):
        reading.wrong(node, trail, scalars.A_RECORD)
        return ()
    declared = {field.key: field for field in words.extra if field.key}
    for key in node.entries:
        if key not in declared:
            titles = {field.title: name for name, field in declared.items() if field.title} | {k: k for k in declared}
            known = titles.get(nearest(key, titles), "") or "、".join(declared)
            place = reading.places.at_node(reading.places.key_node(node, key), (*trail, key))
            reading.problems.append(codes.UNKNOWN_KEY.at(place, found=key, record="补充", known=known))
    found: list[tuple[str, object]] = []
    for key, field in declared.items():
        entry = node.entries.get(key)
        if entry is not None and not (isinstance(entry[1], Scalar) and scalars.is_missing(entry[1])):
            value = _extra_value(reading, entry[1], trail, field)
            if value is not None:
                found.append((key, value))
        elif field.need == Need.REQUIRED:
            _extra_gap(reading, node, trail, field)
    return tuple(found)


def _extra_gap(reading: Reading, node: MapNode, trail: Trail, field: ExtraField) -> None:
    title = field.title or field.key or ""
    reading.gap(node, trail, field.key or "", title, field.meaning or title)


def _extra_value(reading: Reading, node: Node, trail: Trail, field: ExtraField) -> object:
    plan = _extra_plan(field)
    key = plan.column.key
    if not plan.column.many:
        return reading.scalar(plan, node, trail, key)
    if not isinstance(node, ListNode):
        reading.wrong(node, (*trail, key), scalars.A_LIST)
        return None
    return reading.items(plan, node, (*trail, key))


def _extra_plan(field: ExtraField) -> Plan:
    kind, many = _EXTRA_TYPES[field.type or "text"]
    declared = Fact(
        title=field.title or "",
        need=Need.OPTIONAL,
        cls=Class(field.class_ or Class.INTERNAL),
        meaning=field.meaning or "",
        unit=field.unit or "",
        source="",
        choices=(),
        low=None,
        high=None,
        ref=None,
        tag="",
        phone=False,
        length=400,
    )
    return plan_of(Column(field.key or "", declared, kind, many))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


_READERS = {"contacts": _contacts, "hazards": _hazards, "points": _points, "extra": _extra}
_SPECIAL: Mapping[type[Record], frozenset[str]] = {
    Profile: frozenset(_READERS),
    Town: frozenset({"contacts"}),
}
