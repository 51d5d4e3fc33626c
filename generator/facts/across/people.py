"""People of several communities: numbers with two owners, duties in two places at once, two registers."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from generator.facts.across.seen import MOBILE
from generator.facts.across.seen import Seen
from generator.facts.across.seen import SeenPerson
from generator.facts.across.seen import folded
from generator.facts.checks.duties import SHELTER
from generator.facts.checks.duties import SQUAD
from generator.facts.checks.duties import WATCHER
from generator.facts.checks.duties import Duty
from generator.facts.model.town import Town
from generator.facts.reader.files import Read
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg3_across as codes


def check_phones(towns: Mapping[str, Read], communities: Sequence[Seen]) -> list[Problem]:
    """Mobile numbers under different names in different files (PG320)."""
    problems: list[Problem] = []
    first_of: dict[str, tuple[str, SeenPerson]] = {}
    for owner, person in _everybody(towns, communities):
        community, first = first_of.setdefault(person.phone, (owner, person))
        if first.place.file != person.place.file and folded(first.name) != folded(person.name):
            problems.append(
                codes.PHONE_ACROSS.at(
                    person.place,
                    first.place,
                    phone=person.phone,
                    found=person.name,
                    other=first.name,
                    community=community,
                )
            )
    return problems


def check_duties(communities: Sequence[Seen]) -> list[Problem]:
    """People needed in two communities in the same hour (PG321), or who watch in both (PG322); each told once."""
    problems: list[Problem] = []
    duties_by: dict[str, list[tuple[Seen, Duty]]] = {}
    for community in communities:
        told: set[str] = set()
        for phone, duty in community.duties:
            known = duties_by.setdefault(phone, [])
            clash = next(
                (
                    (other, first)
                    for other, first in known
                    if other is not community and _collide(community, duty, other, first)
                ),
                None,
            )
            if clash is not None and phone not in told:
                told.add(phone)
                problems.append(_collision(duty, *clash))
            known.append((community, duty))
    return problems


def check_registers(communities: Sequence[Seen]) -> list[Problem]:
    """People and households in two registers (PG330), by place alone, and a mark that names nobody."""
    problems: list[Problem] = []
    first_of: dict[str, tuple[Seen, Place]] = {}
    for community in communities:
        told: set[Place] = set()
        for digest, place in community.registered:
            other, first = first_of.setdefault(digest, (community, place))
            if other is not community and place not in told:
                told.add(place)
                problems.append(codes.TWO_REGISTERS.at(place, first, community=other.name, mark=digest[:4]))
    return problems


def _everybody(towns: Mapping[str, Read], communities: Sequence[Seen]) -> Iterator[tuple[str, SeenPerson]]:
    """Everybody with a mobile number, and in whose list; towns first, for their communities name their people."""
    for folder, read in towns.items():
        town: Town = read.record
        for contact in town.contacts:
            if contact.phone and MOBILE.fullmatch(contact.phone):
                name = contact.name or contact.handle
                yield town.name or folder, SeenPerson(contact.phone, name, read.places.of(contact))
    for community in communities:
        yield from ((community.name, person) for person in community.people)


def _collide(community: Seen, duty: Duty, other: Seen, first: Duty) -> bool:
    if duty.post == first.post == SHELTER:
        return folded(duty.area) != folded(first.area)
    if duty.post == first.post == SQUAD:
        return not community.squad or community.squad != other.squad
    return True


def _collision(duty: Duty, other: Seen, first: Duty) -> Problem:
    places = (duty.place, first.place)
    if duty.post == first.post == WATCHER:
        return codes.WATCHER_ACROSS.at(
            *places, found=duty.handle, point=duty.area, other=first.area, community=other.name
        )
    return codes.DUTIES_ACROSS.at(*places, found=duty.handle, first=duty.post, second=first.post, community=other.name)
