"""Facts in which every masked value is unmistakable: a name, number or text that stands nowhere else.

What is masked is worked out here from the declarations of the fields, not by `mask`.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import TypeVar

from generator.facts.facts import Facts
from generator.facts.model.people import Contact
from generator.facts.schema import Class
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns

_Record = TypeVar("_Record", bound=Record)


@dataclass
class Marks:
    """The values that were put in, by class; contacts' under D."""

    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    residents: set[str] = field(default_factory=set)
    _next: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def name(self) -> str:
        value = f"暗{_hanzi(next(self._next))}"
        self.names.add(value)
        return value

    def number(self) -> str:
        value = f"1880000{next(self._next):04}"
        self.numbers.add(value)
        return value

    def text(self) -> str:
        value = f"暗记{_hanzi(next(self._next))}不可公开"
        self.texts.add(value)
        return value


def marked(facts: Facts) -> tuple[Facts, Marks]:
    """The facts with a mark for every masked value, and the marks: contacts without consent, classes I and S."""
    marks = Marks()
    names = {
        person.handle: marks.name()
        for person in facts.contacts.values()
        if not (person.public and person.consent_on) and (person.phone or "").startswith("1")
    }
    town = _record(facts.town, marks, names)
    profile = _record(facts.profile, marks, names)
    known = marks.names | marks.numbers | marks.texts
    register = None if facts.register is None else _record(facts.register, marks, names)
    marks.residents = (marks.names | marks.numbers | marks.texts) - known
    return dataclasses.replace(facts, profile=profile, town=town, register=register), marks


def _record(record: _Record, marks: Marks, names: dict[str, str]) -> _Record:
    if isinstance(record, Contact):
        hidden = names.get(record.handle)
        if hidden is None:
            return record
        return dataclasses.replace(
            record, name=hidden, phone=marks.number(), backup_phone=marks.number() if record.backup_phone else None
        )
    changed: dict[str, Any] = {}
    for column in columns(type(record)).values():
        value = getattr(record, column.attribute)
        if isinstance(value, Record):
            changed[column.attribute] = _record(value, marks, names)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            changed[column.attribute] = tuple(_record(one, marks, names) for one in value)
        elif isinstance(value, str) and _is_masked(column.fact.cls, column.fact.ref) and not column.fact.choices:
            mark = marks.number if column.fact.phone else marks.name if column.key in ("name", "head") else marks.text
            changed[column.attribute] = mark()
    return dataclasses.replace(record, **changed)


def _is_masked(cls: Class, ref: Ref | None) -> bool:
    return cls in (Class.INTERNAL, Class.PERSONAL) and ref is None


def _hanzi(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in f"{number:04}")
