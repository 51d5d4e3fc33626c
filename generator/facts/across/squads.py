"""Regional squads: the town's list and the communities' profiles say the same."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from generator.facts.across.seen import Seen
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
    """Members that do not name their squad (PG325), names that are none (PG326), leads (PG327), sizes (PG328)."""
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
