"""Duties that one person cannot do at one time (domain: watcher, transfer leader, shelter manager, squad leader)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.facts.checks.case import Case
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.transfer import Batch
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg2_people as codes

HEAD, SQUAD, WATCHER, TRANSFER, SHELTER = "组长", "突击队队长", "监测员", "转移责任人", "避灾安置场所管理员"

# Pairs that need one person in two places in the same hour.
_INCOMPATIBLE = frozenset(
    {
        frozenset({HEAD, SQUAD}),
        frozenset({SHELTER, TRANSFER}),
        frozenset({WATCHER, TRANSFER}),
        frozenset({WATCHER, SHELTER}),
        frozenset({WATCHER, SQUAD}),
        frozenset({WATCHER, HEAD}),
    }
)


class Duty(NamedTuple):
    """One duty of a person: what, for which place, and where it is written."""

    post: str
    area: str
    handle: str
    place: Place


def check_duties(case: Case) -> list[Problem]:
    """People with two duties that collide (PG258), or one duty in two places at once (PG259)."""
    by_person: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties_of(case):
        by_person[case.person(duty.handle)].append(duty)
    problems: list[Problem] = []
    for duties in by_person.values():
        seen: set[str] = set()
        for number, later in enumerate(duties):
            for first in duties[:number]:
                if frozenset({first.post, later.post}) in _INCOMPATIBLE and later.post not in seen:
                    seen.add(later.post)
                    problems.append(
                        codes.INCOMPATIBLE_DUTIES.at(
                            later.place, first.place, found=later.handle, first=first.post, second=later.post
                        )
                    )
    return problems + _watchers(case) + _leaders(case)


def duties_of(case: Case) -> Iterator[Duty]:
    """The duties of this community that need somebody on the spot while it rains or burns."""
    profile = case.profile
    if profile.organisation is not None and profile.organisation.leader:
        leader = profile.organisation.leader
        yield Duty(HEAD, "", leader, case.at(profile.organisation, "leader"))
    if profile.squad is not None and profile.squad.leader:
        yield Duty(SQUAD, "", profile.squad.leader, case.at(profile.squad, "leader"))
    for point in profile.points:
        if isinstance(point, GeologicalPoint | FloodPoint) and point.watcher:
            yield Duty(WATCHER, point.name or "", point.watcher, case.at(point, "watcher"))
    for batch in profile.batches:
        if batch.leader:
            yield Duty(TRANSFER, "", batch.leader, case.at(batch, "leader"))
    for shelter in profile.shelters:
        if shelter.manager:
            yield Duty(SHELTER, shelter.name or "", shelter.manager, case.at(shelter, "manager"))


def _watchers(case: Case) -> list[Problem]:
    """Watchers of points in different grids: in rain nobody watches two valleys."""
    problems: list[Problem] = []
    first_of: dict[str, tuple[str | None, str, Place]] = {}
    for point in case.profile.points:
        if not isinstance(point, GeologicalPoint | FloodPoint) or not point.watcher:
            continue
        place = case.at(point, "watcher")
        first = first_of.setdefault(case.person(point.watcher), (point.grid, point.name or "", place))
        if first[0] != point.grid:
            problems.append(
                codes.TWO_PLACES.at(
                    place, first[2], found=point.watcher, post=WATCHER, first=first[1], second=point.name or ""
                )
            )
    return problems


def _leaders(case: Case) -> list[Problem]:
    """Leaders of two batches of the same hazard whose points lie in different grids."""
    problems: list[Problem] = []
    led: dict[str, list[Batch]] = defaultdict(list)
    for batch in case.profile.batches:
        if not batch.leader:
            continue
        person = case.person(batch.leader)
        for other in led[person]:
            if set(other.hazards) & set(batch.hazards) and _grids(case, other).isdisjoint(_grids(case, batch)):
                problems.append(
                    codes.TWO_PLACES.at(
                        case.at(batch, "leader"),
                        case.at(other, "leader"),
                        found=batch.leader,
                        post=TRANSFER,
                        first="、".join(other.points),
                        second="、".join(batch.points),
                    )
                )
                break
        led[person].append(batch)
    return problems


def _grids(case: Case, batch: Batch) -> set[str | None]:
    return {case.points[name].grid for name in batch.points if name in case.points}
