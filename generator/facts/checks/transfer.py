"""Batches: everybody who has to move is in one, counted at night."""

from __future__ import annotations

from collections.abc import Iterable

from generator.facts.checks.case import Case
from generator.facts.checks.case import must_move
from generator.facts.model.transfer import Batch
from generator.problems import Problem
from generator.problems import pg2_place
from generator.problems import pg2_transfer as codes


def check_batches(case: Case) -> list[Problem]:
    """Points that no batch takes (PG272), numbers of a batch that cannot be (PG239, PG273)."""
    profile = case.profile
    problems: list[Problem] = []
    if "batches" in profile.given:
        taken = {name for batch in profile.batches for name in batch.points}
        problems += [
            codes.NO_BATCH.at(case.at(point), case.places.at_key((), "batches"), found=point.name or "")
            for point in profile.points
            if must_move(point) and point.name and point.name not in taken
        ]
    for batch in profile.batches:
        people = batch.people
        for key, title in (("carried", "需抬扶人数"), ("households", "户数")):
            found = getattr(batch, key)
            if people is not None and found is not None and found > people:
                place = case.at(batch, key)
                problems.append(
                    pg2_place.MORE_THAN_ALL.at(place, case.at(batch, "people"), title=title, found=found, limit=people)
                )
        route = case.routes.get(batch.route or "")
        if route is not None and batch.minutes is not None:
            needed = route.slow_min if batch.carried else route.walk_min
            if needed is not None and batch.minutes < needed:
                place = case.at(batch, "minutes")
                problems.append(
                    codes.TOO_FEW_MINUTES.at(
                        place, case.at(route), found=batch.minutes, route=route.name or "", expected=needed
                    )
                )
    return problems


def check_night_people(case: Case) -> list[Problem]:
    """Batches that take fewer people than sleep at their points (PG274)."""
    hazards = sorted({hazard for batch in case.profile.batches for hazard in batch.hazards})
    problems: list[Problem] = []
    reported: set[frozenset[str]] = set()
    for hazard in hazards:
        batches = [batch for batch in case.profile.batches if hazard in batch.hazards]
        for names, group in _connected(batches):
            points = [case.points[name] for name in sorted(names) if name in case.points]
            moving = [point for point in points if must_move(point)]
            nights = [point.people_night for point in moving]
            counts = [batch.people for batch in group]
            if None in nights or None in counts or names in reported:
                continue
            sleeping, taken = sum(n or 0 for n in nights), sum(n or 0 for n in counts)
            if taken < sleeping:
                reported.add(names)
                related = tuple(case.at(point, "people_night") for point in moving)
                problems.append(
                    codes.NIGHT_PEOPLE.at(
                        case.at(group[0], "people"),
                        *related,
                        found=taken,
                        expected=sleeping,
                        points="、".join(point.name or "" for point in moving),
                    )
                )
    return problems


def _connected(batches: Iterable[Batch]) -> list[tuple[frozenset[str], list[Batch]]]:
    """Batches that share points, together: their people can only be counted as one."""
    groups: list[tuple[frozenset[str], list[Batch]]] = []
    for batch in batches:
        names, members = frozenset(batch.points), [batch]
        apart: list[tuple[frozenset[str], list[Batch]]] = []
        for other, others in groups:
            if names & other:
                names, members = names | other, others + members
            else:
                apart.append((other, others))
        groups = [*apart, (names, members)]
    return groups
