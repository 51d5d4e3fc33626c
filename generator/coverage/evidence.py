"""What one community contributes to a measurement, whatever the day that is asked for: its evidence, as plain records.

Read from its files once, it is all that later measurements need: they neither parse nor check anything again. Nothing
of a register is in it but days and counts; where a text that an answer may quote holds what only a register says, the
evidence is for one measurement and is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import is_dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from typing import NamedTuple

from generator.coverage.judge import Known
from generator.coverage.judge import Update
from generator.coverage.phones import Number
from generator.facts.across.seen import Seen
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger import Life
from generator.facts.ledger import life_of
from generator.facts.ledger.merger import in_force_after_merger
from generator.facts.model.calls import CallRecord
from generator.facts.model.people import Household
from generator.facts.model.people import Person
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.town import Town
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.facts.walk import walk
from generator.mask import Secrets
from generator.mask.present import present
from generator.mask.secrets import secrets_apart
from generator.problems import Place
from generator.problems import Problem

_NEVER_ASKED = (
    "issue", "key_places", "past_events", "underground", "shut_offs", "medical_points", "assembly_points", "figures",
    "hazards", "reservoirs", "dykes", "dangerous_houses", "boats", "crowds", "routes", "companies", "outside_contacts",
    "next_drill", "extra",
)  # fmt: skip
"""What of a profile no rule asks for and no list of communities says (a test holds rules to it)."""


class Head(NamedTuple):
    """The SHA-256 of one entry of a ledger, and its day; `is_entry`: it could be read as one."""

    sha256: str
    on: date | None
    is_entry: bool


@dataclass(frozen=True)
class Records:
    """The dated records: what a past day is computed from as well.

    `merged`: the communities that it succeeds, each by name with the entries of its ledger. `told`: the problems of
    ledger and calls.
    """

    entries: tuple[LedgerEntry, ...] = ()
    heads: tuple[Head, ...] = ()
    drills: tuple[Drill, ...] = ()
    merged: tuple[tuple[str, tuple[LedgerEntry, ...]], ...] = ()
    told: tuple[Problem, ...] = ()
    calls: tuple[CallRecord, ...] = ()

    def known(self, day: date) -> Known:
        """What they say of that day."""
        return self._with_held(Known(life_of(self.entries, as_of=day), self.drills), day)

    def known_today(self, now: Now, day: date) -> Known:
        """What they and the profile say, with every entry that there is."""
        known = Known(self.life, self.drills, now.has_profile, now.is_valid, now.elected_on, now.updates, gaps=now.gaps)
        return self._with_held(known, day)

    @cached_property
    def life(self) -> Life:
        """What all entries together say."""
        return life_of(self.entries)

    def head(self, day: date | None = None) -> str:
        """The newest entry's SHA-256 (of those made by that day); empty where there is none."""
        made = [one for one in self.heads if day is None or (one.is_entry and (one.on or day) <= day)]
        return made[-1].sha256 if made else ""

    def _with_held(self, known: Known, day: date) -> Known:
        """With the plans of merged communities that hold until its own does, by name and version."""
        if not self.merged:
            return known
        lives = {name: life_of(entries) for name, entries in self.merged}
        held = in_force_after_merger("", known.life, lives, day)
        return replace(known, held_by=tuple(f"{name}{revision.version}" for name, revision in held if name))


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules are asked of: facts without what no rule asks for, and what of their texts is to be masked."""

    profile: Profile
    town: Town
    register: Register | None
    secrets: Secrets
    is_prone: bool

    def facts(self, settings: Settings, drills: tuple[Drill, ...]) -> Facts:
        """As rules take them; there is no folder to look into."""
        return Facts(Path(), None, self.profile, self.register, drills, self.town, settings)


@dataclass(frozen=True, slots=True)
class Now:
    """What the profile says, of today alone. `level`: the risk level and whether it is 多灾易灾, where assessed.

    `numbers`: the telephones of its posts.
    """

    has_profile: bool = False
    is_valid: bool | None = None
    elected_on: date | None = None
    updates: tuple[Update, ...] = ()
    gaps: int = 0
    level: tuple[str, bool] | None = None
    subject: Subject | None = None
    numbers: tuple[Number, ...] = ()


class Across(NamedTuple):
    """A community as the others see it, and what of its texts is to be masked where a contradiction quotes them."""

    seen: Seen
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that one community contributes. `across`: where it has a profile.

    `is_lasting`: nothing in it is known from the register alone, so that it may be kept.
    """

    records: Records
    present: Now = Now()
    across: Across | None = None
    is_lasting: bool = True


def slim(drills: tuple[Drill, ...]) -> tuple[Drill, ...]:
    """The drills with what is said of them in a measurement: days, grades, who watched, findings."""
    return tuple(replace(one, injects=(), timeline=(), scores=(), photos=(), sign_in=None) for one in drills)


def subject_of(
    facts: Facts, drills: tuple[Drill, ...], as_seen: Seen, numbers: tuple[Number, ...] = (), *, is_prone: bool
) -> tuple[Subject, bool]:
    """What rules are asked of, and whether it may be kept: no text that an answer may quote names a resident.

    What others see of the community (`as_seen`) and its posts (in `numbers`) may be quoted too.
    """
    empty: dict[str, Any] = dict.fromkeys(_NEVER_ASKED, ()) | {"issue": None, "next_drill": None}
    profile = replace(facts.profile, **empty)
    # Parted by what stands in no name: the end of one text and the beginning of the next make none.
    text = "|".join([*_texts((profile, facts.town, *drills)), *_strings(as_seen), *_strings(tuple(numbers))])
    own, whole = secrets_apart(facts)
    found = present(whole, text)
    register = _counted(facts.register, profile) if facts.register is not None else None
    return Subject(profile, facts.town, register, found, is_prone), not _more(found, own)


def _more(found: Secrets, own: Secrets) -> bool:
    """Whether there are values besides those that the community's own files give."""
    return bool(found.names - own.names or found.numbers - own.numbers or found.texts - own.texts)


def _counted(register: Register, profile: Profile) -> Register:
    """The register with days and counts alone, by points of the profile: nobody is named."""
    points = {point.name for point in profile.points}
    return Register(
        destroy_by=register.destroy_by,
        people=tuple(
            Person(helpers=("",) * len(one.helpers), checked_on=one.checked_on, consent_on=one.consent_on)
            for one in register.people
        ),
        households=tuple(
            Household(point=one.point, card_issued_on=one.card_issued_on)
            for one in register.households
            if one.point in points
        ),
    )


def _texts(records: Iterable[Record]) -> Iterator[str]:
    """Every text of these records and of those in them."""
    for top in records:
        for record in walk(top):
            for name in _text_names(type(record)):
                value = getattr(record, name)
                if isinstance(value, str):
                    yield value
                elif value:
                    yield from (item for item in value if isinstance(item, str))


_TEXT_NAMES: dict[type[Record], tuple[str, ...]] = {}


def _text_names(kind: type[Record]) -> tuple[str, ...]:
    if kind not in _TEXT_NAMES:
        texts = tuple(one.attribute for one in columns(kind).values() if issubclass(one.type, str))
        _TEXT_NAMES[kind] = (*texts, "handle") if hasattr(kind, "handle") else texts
    return _TEXT_NAMES[kind]


def _strings(value: object) -> Iterator[str]:
    """Every text in a value made of tuples and plain dataclasses; places and digests are none that anybody reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Place):
        return
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "registered":
                yield from _strings(getattr(value, one.name))
