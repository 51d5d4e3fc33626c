"""What of one community the others are compared with."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.facts.checks.case import Case
from generator.facts.checks.duties import Duty
from generator.facts.checks.duties import duties_of
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Household
from generator.facts.model.people import Person
from generator.facts.model.people import Register
from generator.facts.model.transfer import Shelter
from generator.facts.schema import title_of
from generator.problems import Place

# Only these have one owner: land lines and service numbers are answered by several people.
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
# What two descriptions of one shelter must agree in.
_TRAITS = ("address", "level", "owner", "structure", "storeys", "area_m2", "capacity", "safe_for", "above_flood",
           "barrier_free")  # fmt: skip


class SeenPerson(NamedTuple):
    """A contact with a mobile number."""

    phone: str
    name: str
    place: Place


class SeenDuty(NamedTuple):
    """A duty on the spot of a person with a mobile number."""

    phone: str
    duty: Duty


class SeenPoint(NamedTuple):
    """A risk point, and what it is dangerous in."""

    name: str
    hazards: tuple[str, ...]
    place: Place


class SeenWay(NamedTuple):
    """A route that batches take, in which hazards, where it leads through, and where it is written."""

    name: str
    hazards: tuple[str, ...]
    through: tuple[str, ...]
    place: Place


class Load(NamedTuple):
    """People sent to a shelter in one hazard; `elsewhere` of them name another one for when it is full."""

    hazard: str
    people: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class SeenShelter:
    """A shelter as one community describes it."""

    name: str
    address: str
    level: str
    capacity: int | None
    reserved: int | None
    loads: tuple[Load, ...]
    traits: tuple[tuple[str, str, str, Place], ...]
    """Key, title, value in words, place; only of what is given."""
    dangers: tuple[SeenPoint, ...]
    """The points in whose range it stands."""
    place: Place


@dataclass(frozen=True, slots=True)
class Seen:
    """A community as the others see it. `registered` holds no names: digests of name and number, and places."""

    town: str
    folder: str
    name: str
    code: str
    code_place: Place
    shelters: tuple[SeenShelter, ...]
    people: tuple[SeenPerson, ...]
    duties: tuple[SeenDuty, ...]
    has_squad: bool
    squad: str
    squad_size: int | None
    squad_place: Place
    registered: tuple[tuple[str, Place], ...]
    points: tuple[SeenPoint, ...]
    ways: tuple[SeenWay, ...]
    moves: tuple[str, ...]
    """The hazards in which people have to leave."""


def seen(case: Case) -> Seen:
    """The sum of one community."""
    profile = case.profile
    squad = profile.squad
    contacts = case.facts.contacts
    people = [
        SeenPerson(contact.phone, contact.name or contact.handle, case.at(contact))
        for contact in profile.contacts
        if contact.phone and MOBILE.fullmatch(contact.phone)
    ]
    duties = [
        SeenDuty(contact.phone, duty)
        for duty in duties_of(case)
        if (contact := contacts.get(duty.handle)) is not None and contact.phone and MOBILE.fullmatch(contact.phone)
    ]
    return Seen(
        town=case.facts.folder.parent.name,
        folder=case.facts.folder.name,
        name=profile.name or case.facts.folder.name,
        code=profile.code or "",
        code_place=case.at(profile, "code"),
        shelters=tuple(_shelter(case, shelter) for shelter in profile.shelters if shelter.name),
        people=tuple(people),
        duties=tuple(duties),
        has_squad=squad is not None and squad.mode is not None,
        squad=(squad.regional or "") if squad is not None else "",
        squad_size=squad.size if squad is not None else None,
        squad_place=case.at(profile if squad is None else squad),
        registered=tuple(_registered(case, case.facts.register)) if case.facts.register is not None else (),
        points=tuple(_point(case, point) for point in profile.points if point.name),
        ways=tuple(_ways(case)),
        moves=tuple(sorted({hazard for batch in profile.batches for hazard in batch.hazards})),
    )


def folded(text: str) -> str:
    """`text` as names are compared: in one width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _shelter(case: Case, shelter: Shelter) -> SeenShelter:
    return SeenShelter(
        name=folded(shelter.name or ""),
        address=folded(shelter.address or ""),
        level=shelter.level or "",
        capacity=shelter.capacity,
        reserved=shelter.own_capacity,
        loads=tuple(_loads(case, shelter.name or "")),
        traits=tuple(_traits(case, shelter)),
        dangers=tuple(_point(case, case.points[name]) for name in shelter.in_danger_of if name in case.points),
        place=case.at(shelter),
    )


def _point(case: Case, point: RiskPoint) -> SeenPoint:
    return SeenPoint(folded(point.name or ""), tuple(sorted(case.threatens_by(point))), case.at(point))


def _ways(case: Case) -> Iterator[SeenWay]:
    """Each route once, with all hazards of the batches that may take it."""
    for name, route in case.routes.items():
        hazards = {
            hazard
            for batch in case.profile.batches
            if name in (batch.route, batch.backup_route)
            for hazard in batch.hazards
        }
        if hazards:
            through = tuple(folded(one) for one in (*route.via, route.end or "") if one)
            yield SeenWay(name, tuple(sorted(hazards)), through, case.at(route, "via"))


def _loads(case: Case, name: str) -> Iterator[Load]:
    batches = [batch for batch in case.profile.batches if batch.shelter == name and batch.people]
    for hazard in sorted({hazard for batch in batches for hazard in batch.hazards}):
        sent = [batch for batch in batches if hazard in batch.hazards]
        elsewhere = [batch for batch in sent if batch.overflow not in (None, name)]
        yield Load(hazard, sum(b.people or 0 for b in sent), sum(b.people or 0 for b in elsewhere))


def _traits(case: Case, shelter: Shelter) -> Iterator[tuple[str, str, str, Place]]:
    for key in _TRAITS:
        value = getattr(shelter, key)
        if value is not None and value != ():
            yield key, title_of(Shelter, key), _in_words(value), case.at(shelter, key)
    if shelter.manager:
        contact = case.facts.contacts.get(shelter.manager)
        name = (contact.name if contact is not None else None) or shelter.manager
        yield "manager", title_of(Shelter, "manager"), name, case.at(shelter, "manager")
    if shelter.inspection is not None and shelter.inspection.on is not None:
        yield "inspection", "鉴定日期", shelter.inspection.on.isoformat(), case.at(shelter.inspection, "on")


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(sorted(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _registered(case: Case, register: Register) -> Iterator[tuple[str, Place]]:
    """What tells a person or household again, without saying who it is; those without a number cannot be told."""
    entries: list[tuple[Person | Household, str | None, str | None]]
    entries = [(person, person.name, person.relative) for person in register.people]
    entries += [(household, household.head, household.phone) for household in register.households]
    places = case.register_places
    for entry, name, said in entries:
        if name is None or said is None or places is None:
            continue
        found = places.of(entry)
        # The path of the field would name the person.
        place = Place(file=found.file, line=found.line, column=found.column)
        for phone in MOBILE.findall(said):
            yield hashlib.sha256(f"{folded(name)}\n{phone}".encode()).hexdigest(), place
