"""Shelters that several communities use: room for all of them, and one description."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from generator.facts.across.seen import Seen
from generator.facts.across.seen import SeenShelter
from generator.problems import Problem
from generator.problems import pg3_across as codes


class Use(NamedTuple):
    """A shelter as one community uses it."""

    community: Seen
    shelter: SeenShelter


def check_shelters(communities: Sequence[Seen]) -> list[Problem]:
    """What is wrong between those who share a shelter.

    Codes: PG312 (too many people), PG313 (too many promises), PG314 (descriptions differ), PG315 (share not said),
    PG316 (a danger that another one knows of).
    """
    problems: list[Problem] = []
    for uses in shared(communities):
        problems += _check_loads(uses)
        problems += _check_shares(uses)
        problems += _check_traits(uses)
        problems += _check_dangers(uses)
    return problems


def shared(communities: Sequence[Seen]) -> Iterator[tuple[Use, ...]]:
    """The uses of each shelter that two or more communities have."""
    by_name: dict[str, list[list[Use]]] = {}
    for community in communities:
        for shelter in community.shelters:
            use = Use(community, shelter)
            groups = by_name.setdefault(shelter.name, [])
            group = next((found for found in groups if any(same_shelter(use, other) for other in found)), None)
            if group is None:
                groups.append([use])
            elif all(other.community is not community for other in group):
                group.append(use)
    for groups in by_name.values():
        yield from (tuple(group) for group in groups if len(group) > 1)


def same_shelter(a: Use, b: Use) -> bool:
    """Whether two shelters of one name are one: run by the county, by the same town, or at the same address."""
    levels = {a.shelter.level, b.shelter.level}
    if "县" in levels:
        return True
    first, second = sorted((a.shelter.address, b.shelter.address), key=len)
    if a.community.town != b.community.town:
        return bool(first) and first == second
    # Within a town one may leave out the town's name before the street, or the village's.
    return "街镇" in levels or (bool(first) and second.endswith(first))


def _check_loads(uses: tuple[Use, ...]) -> list[Problem]:
    rooms = [use.shelter.capacity for use in uses if use.shelter.capacity is not None]
    if not rooms:
        return []
    limit = min(rooms)
    worst: tuple[int, str, list[tuple[Use, int]]] | None = None
    for hazard in sorted({load.hazard for use in uses for load in use.shelter.loads}):
        sent = [(use, load) for use in uses for load in use.shelter.loads if load.hazard == hazard]
        total = sum(load.people for _use, load in sent)
        elsewhere = sum(load.elsewhere for _use, load in sent)
        if len(sent) > 1 and total - elsewhere > limit and (worst is None or total > worst[0]):
            worst = (total, hazard, [(use, load.people) for use, load in sent])
    if worst is None:
        return []
    total, hazard, parts = worst
    places = [use.shelter.place for use, _people in parts]
    problem = codes.SHARED_OVER_CAPACITY.at(
        places[0],
        *places[1:],
        hazard=hazard,
        found=total,
        count=len(parts),
        shelter=uses[0].shelter.name,
        limit=limit,
        parts=_parts(parts),
    )
    return [problem]


def _check_shares(uses: tuple[Use, ...]) -> list[Problem]:
    shelter = uses[0].shelter.name
    kept = [(use, use.shelter.reserved) for use in uses if use.shelter.reserved is not None]
    problems: list[Problem] = []
    for use in uses:
        if use.shelter.reserved is None:
            others = "、".join(other.community.name for other in uses if other is not use)
            problems.append(codes.SHARE_NOT_SAID.at(use.shelter.place, shelter=shelter, others=others))
    rooms = [use.shelter.capacity for use in uses if use.shelter.capacity is not None]
    total = sum(number for _use, number in kept)
    if rooms and len(kept) > 1 and total > min(rooms):
        places = [use.shelter.place for use, _number in kept]
        problems.append(
            codes.RESERVED_OVER_CAPACITY.at(
                *places, found=total, shelter=shelter, count=len(kept), limit=min(rooms), parts=_parts(kept)
            )
        )
    return problems


def _check_traits(uses: tuple[Use, ...]) -> list[Problem]:
    first, *others = uses
    problems: list[Problem] = []
    for use in others:
        theirs = {key: (value, place) for key, _title, value, place in first.shelter.traits}
        for key, title, value, place in use.shelter.traits:
            other, other_place = theirs.get(key, (value, place))
            if other != value and not (key == "address" and _same_address(other, value)):
                problems.append(
                    codes.SHELTER_DIFFERS.at(
                        place,
                        other_place,
                        title=title,
                        shelter=use.shelter.name,
                        found=value,
                        other=other,
                        community=first.community.name,
                    )
                )
    return problems


def _check_dangers(uses: tuple[Use, ...]) -> Iterator[Problem]:
    """Each user told once, of the first danger that another one knows of."""
    for use in uses:
        sent = {load.hazard for load in use.shelter.loads}
        found = next(
            (
                (other, point, hazard)
                for other in uses
                if other is not use
                for point in other.shelter.dangers
                for hazard in point.hazards
                if hazard in sent
            ),
            None,
        )
        if found is not None:
            other, point, hazard = found
            yield codes.SHELTER_IN_THEIR_DANGER.at(
                use.shelter.place,
                point.place,
                hazard=hazard,
                shelter=use.shelter.name,
                point=point.name,
                community=other.community.name,
            )


def _same_address(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _parts(parts: Sequence[tuple[Use, int]]) -> str:
    return "、".join(f"{use.community.name} {number}" for use, number in parts)


def assigned(communities: Sequence[Seen]) -> dict[str, dict[str, int]]:
    """For each community (town/community) and shelter how many people all its users send there in the worst hazard.

    Those who go elsewhere when it is full are not counted. Shelters by `folded` name.
    """
    found = {
        f"{community.town}/{community.folder}": {one.name: _worst((one,)) for one in community.shelters}
        for community in communities
    }
    for uses in shared(communities):
        worst = _worst(tuple(use.shelter for use in uses))
        for use in uses:
            found[f"{use.community.town}/{use.community.folder}"][use.shelter.name] = worst
    return found


def _worst(shelters: Sequence[SeenShelter]) -> int:
    """How many people come in the hazard that sends the most."""
    loads = [load for shelter in shelters for load in shelter.loads]
    hazards = {load.hazard for load in loads}
    sums = (sum(load.people - load.elsewhere for load in loads if load.hazard == hazard) for hazard in hazards)
    return max(sums, default=0)
