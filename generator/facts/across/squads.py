"""Regional squads: the town's list and the communities' profiles say the same."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from generator.facts.across.seen import MOBILE
from generator.facts.across.seen import Seen
from generator.facts.checks.duties import SQUAD
from generator.facts.model.town import RegionalSquad
from generator.facts.model.town import Roster
from generator.facts.model.town import Town
from generator.facts.reader.files import Read
from generator.facts.schema import Trail
from generator.facts.schema import title_of
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg3_across as codes


def check_squads(roster: Roster, towns: Mapping[str, Read], communities: Sequence[Seen]) -> list[Problem]:
    """What is wrong between a town's squads and the communities that rely on them.

    Codes: PG321 (the leader is needed elsewhere), PG325 (a member does not name its squad), PG326 (no such community),
    PG327 (who leads is no member), PG328 (sizes differ), PG329 (nobody leads), PG331 (several need it at once).
    """
    names = {
        town.folder: [entry.name for entry in town.communities if entry.name and entry.until is None]
        for town in roster.towns
        if town.folder
    }
    problems: list[Problem] = []
    for folder, read in towns.items():
        town: Town = read.record
        there = {community.name: community for community in communities if community.town == folder}
        known = names.get(folder, [])
        if known:
            problems += _check_names(read, town, known)
        for squad in town.regional_squads:
            problems += _check_squad(read, squad, there)
            problems += _check_lead(read, squad, there)
            problems += _check_need(read, squad, there)
    return problems


def _check_names(read: Read, town: Town, known: Sequence[str]) -> list[Problem]:
    named: list[tuple[str, str | None, Trail]] = [(title_of(Town, "drill_host"), town.drill_host, ("drill_host",))]
    for squad in town.regional_squads:
        title = title_of(RegionalSquad, "lead_community")
        named.append((title, squad.lead_community, (*squad.at, "lead_community")))
        title = title_of(RegionalSquad, "communities")
        named += [(title, name, (*squad.at, "communities", n)) for n, name in enumerate(squad.communities)]
    return [
        codes.NOT_IN_TOWN.at(
            read.places.at(trail), title=title, found=name, known=nearest(name, known) or "、".join(known)
        )
        for title, name, trail in named
        if name is not None and name not in known
    ]


def _check_squad(read: Read, squad: RegionalSquad, there: Mapping[str, Seen]) -> list[Problem]:
    problems: list[Problem] = []
    name = squad.name or ""
    for number, member in enumerate(squad.communities):
        community = there.get(member)
        # A squad that is not written yet is a gap of its own.
        if community is not None and community.has_squad and community.squad != name:
            listed = read.places.at((*squad.at, "communities", number))
            problems.append(codes.SQUAD_NOT_NAMED.at(community.squad_place, listed, found=member, squad=name))
    lead = squad.lead_community
    if lead is not None and squad.communities and lead not in squad.communities:
        problems.append(codes.LEAD_NOT_MEMBER.at(read.places.of(squad, "lead_community"), found=lead, squad=name))
    members = [there[member] for member in squad.communities if member in there]
    sizes = [(member.name, member.squad_size) for member in members if member.squad_size is not None]
    total = sum(size for _name, size in sizes)
    if sizes and len(sizes) == len(squad.communities) and squad.size is not None and total != squad.size:
        problems.append(
            codes.SQUAD_SIZE.at(
                read.places.of(squad, "size"),
                *(member.squad_place for member in members),
                squad=name,
                found=squad.size,
                expected=total,
                parts="、".join(f"{member} {size}" for member, size in sizes),
            )
        )
    return problems


def _check_lead(read: Read, squad: RegionalSquad, there: Mapping[str, Seen]) -> Iterator[Problem]:
    """A squad that others rely on has a leader, whom nothing else keeps in the hour of need."""
    town: Town = read.record
    name = squad.name or ""
    relying = [community for community in there.values() if name and community.squad == name]
    if not squad.leader:
        if relying:
            yield codes.SQUAD_NOT_LED.at(
                read.places.of(squad),
                *(community.squad_place for community in relying),
                squad=name,
                count=len(relying),
                parts="、".join(community.name for community in relying),
            )
        return
    leader = next((contact for contact in town.contacts if contact.handle == squad.leader), None)
    if leader is None or not leader.phone or not MOBILE.fullmatch(leader.phone):
        return
    for community in there.values():
        for phone, duty in community.duties:
            if phone == leader.phone and not (duty.post == SQUAD and community.squad == name):
                yield codes.DUTIES_ACROSS.at(
                    duty.place,
                    read.places.of(squad, "leader"),
                    found=duty.handle,
                    first=duty.post,
                    second=f"{name}{SQUAD}" if not name.endswith("突击队") else f"{name}队长",
                    community=town.name or "",
                )
                break


def _check_need(read: Read, squad: RegionalSquad, there: Mapping[str, Seen]) -> Iterator[Problem]:
    """A squad that several communities call in the same hazard: told for the one that calls the most."""
    name = squad.name or ""
    relying = [community for community in there.values() if name and community.squad == name]
    calls = {hazard: [one for one in relying if hazard in one.moves] for one in relying for hazard in one.moves}
    if squad.first_to or not calls:
        return
    hazard = min(calls, key=lambda one: (-len(calls[one]), one))
    if len(calls[hazard]) > 1:
        yield codes.SQUAD_NEEDED_TWICE.at(
            read.places.of(squad),
            *(community.squad_place for community in calls[hazard]),
            hazard=hazard,
            count=len(calls[hazard]),
            squad=name,
            parts="、".join(community.name for community in calls[hazard]),
        )
