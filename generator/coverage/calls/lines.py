"""The numbers that are called, each once, with all the posts that it serves: the riskiest and longest silent first."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import Enum
from typing import NamedTuple

from generator.coverage.calls.posts import Group
from generator.coverage.calls.posts import Held
from generator.coverage.calls.posts import posts_of
from generator.coverage.calls.posts import posts_of_town
from generator.facts.calls import Heard
from generator.facts.calls import of_contact
from generator.facts.facts import Facts
from generator.facts.model.people import Contact
from generator.facts.model.standards import Standards
from generator.facts.model.town import Town
from generator.risk import Assessment
from generator.risk.level import Level

RULE = "R-24"
_DAYS = 31  # where the standards do not say


class Unit(NamedTuple):
    """A community or a town: its folder below `plans`, its name, and a code that names it without doubt."""

    folder: str
    name: str
    code: str


@dataclass(frozen=True)
class Source:
    """Whose posts are called, where their people stand, and the risk there: as a whole, and by sub-hazard."""

    unit: Unit
    posts: tuple[Held, ...]
    contacts: Mapping[str, Contact]
    level: Level | None = None
    levels: Mapping[str, Level] | None = None

    def level_of(self, held: Held) -> Level | None:
        """The risk that a post is there for."""
        return (self.levels or {}).get(held.hazard, self.level)


class Duty(NamedTuple):
    """A post of a community or a town, and who has it; no name where the number is the post's own."""

    unit: Unit
    held: Held
    name: str


class State(Enum):
    """What is known of a number."""

    ANSWERED = "answered"
    OLD = "old"
    NEVER = "never"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """A number to be called. `is_backup`: it is nobody's main number."""

    phone: str
    duties: tuple[Duty, ...]
    is_backup: bool
    level: Level | None
    heard: Heard

    @property
    def name(self) -> str:
        """Whose it is; several where they share it."""
        return "、".join(dict.fromkeys(duty.name for duty in self.duties if duty.name))

    @property
    def units(self) -> tuple[Unit, ...]:
        """Where it has posts."""
        return tuple(dict.fromkeys(duty.unit for duty in self.duties))

    def titles(self, unit: Unit) -> tuple[str, ...]:
        """Its posts in a community or town."""
        return tuple(dict.fromkeys(duty.held.title for duty in self.duties if duty.unit == unit))

    def state(self, day: date, days: int) -> State:
        """What is known of it on a day, if an answer counts so many days."""
        return state_of(self.heard, day, days)


def state_of(found: Heard, day: date, days: int) -> State:
    """What is known of a number on a day, if an answer counts so many days."""
    if found.is_gone:
        return State.GONE
    if found.answered_on is None:
        return State.NEVER
    return State.ANSWERED if found.answered_on >= day - timedelta(days=days) else State.OLD


def days_of(standards: Standards) -> int:
    """How many days an answer counts, by the standards."""
    rule = next((one for one in standards.readiness if one.id == RULE), None)
    return (rule.days if rule is not None else None) or _DAYS


def source_of(unit: Unit, facts: Facts, assessment: Assessment) -> Source:
    """A community's posts."""
    levels = {sub.key: sub.level for sub in assessment.subs}
    return Source(unit, posts_of(facts.profile), facts.contacts, assessment.overall, levels)


def source_of_town(unit: Unit, town: Town, level: Level | None) -> Source:
    """A town's own posts. `level`: the highest of its communities."""
    return Source(unit, posts_of_town(town), {contact.handle: contact for contact in town.contacts}, level)


def numbers(source: Source, held: Held) -> Iterator[tuple[str, Contact | None]]:
    """The numbers of a post, the main one first, and whose they are."""
    if held.number:
        yield held.number, None
    contact = source.contacts.get(held.handle)
    if contact is not None:
        for number in dict.fromkeys((contact.phone, contact.backup_phone)):
            if number:
                yield number, contact


def lines(sources: Sequence[Source], known: Mapping[str, Heard], day: date) -> tuple[Line, ...]:
    """Every number once; by risk, then the longest silent first, then as posts are listed.

    `known`: what records of calls say of numbers until that day.
    """
    found: dict[str, _Gathered] = {}
    for source in sources:
        for held in source.posts:
            for number, contact in numbers(source, held):
                one = found.setdefault(number, _Gathered([], [], []))
                one.duties.append(Duty(source.unit, held, _name(contact)))
                one.levels.append(source.level_of(held))
                one.said.append((contact, contact is not None and number != contact.phone))
    made = [_line(number, one, known, day) for number, one in found.items()]
    return tuple(sorted(made, key=_order))


def without_number(source: Source, groups: frozenset[Group] = frozenset()) -> tuple[str, ...]:
    """The posts (of these groups) that nobody can be called in: their people have no number yet."""
    return tuple(
        dict.fromkeys(
            held.title
            for held in source.posts
            if (not groups or held.group in groups) and not any(numbers(source, held))
        )
    )


def in_groups(every: Iterable[Line], groups: frozenset[Group]) -> tuple[Line, ...]:
    """The lines that serve a post of one of the groups; of none given, all."""
    return tuple(line for line in every if not groups or any(duty.held.group in groups for duty in line.duties))


class _Gathered(NamedTuple):
    duties: list[Duty]
    levels: list[Level | None]
    said: list[tuple[Contact | None, bool]]


def _line(number: str, one: _Gathered, known: Mapping[str, Heard], day: date) -> Line:
    said = [
        of_contact(contact, number, known, day) if contact is not None else known.get(number, Heard())
        for contact, _is_backup in one.said
    ]
    latest = max(said, key=lambda heard: (heard.called_on or date.min, heard.answered_on or date.min))
    level = max((level for level in one.levels if level is not None), default=None)
    is_backup = all(is_backup for _contact, is_backup in one.said)
    return Line(number, tuple(dict.fromkeys(one.duties)), is_backup, level, latest)


def _order(line: Line) -> tuple[int, date, int]:
    # Nobody knows yet how dangerous it is: not to be left for last.
    level = line.level if line.level is not None else Level.MAJOR
    return -level, line.heard.answered_on or date.min, min(duty.held.group.rank for duty in line.duties)


def _name(contact: Contact | None) -> str:
    return (contact.name or contact.handle) if contact is not None else ""
