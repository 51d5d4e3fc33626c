"""Place and people: numbers that must agree."""

from __future__ import annotations

import re

from generator.facts.checks.case import Case
from generator.problems import Problem
from generator.problems import pg2_place as codes

_WHEN = re.compile(
    r"\d{4}年?"
    r"|\d{4}(?:年\d{1,2}月(?:[上中下]旬)?|-\d{1,2})"
    r"|\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})"
)


def check_place(case: Case) -> list[Problem]:
    """Ground and roads that contradict each other (PG236); past events without a year (PG237)."""
    profile = case.profile
    problems: list[Problem] = []
    place, isolation = profile.place, profile.isolation
    low = place.elevation_low_m if place is not None else None
    high = place.elevation_high_m if place is not None else None
    if place is not None and low is not None and high is not None and low > high:
        first, second = f"最低地面高程{low:g}米", f"最高居住点高程{high:g}米"
        problems.append(codes.CONTRADICTION.at(case.at(place, "elevation_low_m"), first=first, second=second))
    if isolation is not None and isolation.roads_in is not None:
        roads = f"进出道路{isolation.roads_in}条"
        if isolation.single_road is not None and isolation.single_road != (isolation.roads_in == 1):
            second = "仅一条路进出" if isolation.single_road else "不是仅一条路进出"
            problems.append(codes.CONTRADICTION.at(case.at(isolation, "single_road"), first=roads, second=second))
        if isolation.boat_only and isolation.roads_in > 0:
            problems.append(codes.CONTRADICTION.at(case.at(isolation, "boat_only"), first=roads, second="仅靠船进出"))
    problems += [
        codes.NO_YEAR.at(case.at(event, "on"), found=event.on)
        for event in profile.past_events
        if event.on is not None and _WHEN.fullmatch(event.on) is None
    ]
    return problems


def check_totals(case: Case) -> list[Problem]:
    """Households that do not add up (PG238, PG239)."""
    profile = case.profile
    place = profile.place
    if place is None or place.households is None:
        return []
    problems: list[Problem] = []
    total = place.households
    grids = [grid.households for grid in profile.grids]
    if grids and None not in grids and sum(n or 0 for n in grids) != total:
        problems.append(
            codes.GRIDS_DO_NOT_ADD_UP.at(
                case.places.at_key((), "grids"),
                case.at(place, "households"),
                found=sum(n or 0 for n in grids),
                expected=total,
            )
        )
    settlements = sum(settlement.households or 0 for settlement in place.settlements)
    if settlements > total:
        problems.append(
            codes.MORE_THAN_ALL.at(
                case.at(place, "settlements"),
                case.at(place, "households"),
                title="自然村和小区",
                found=settlements,
                limit=total,
            )
        )
    for point in profile.points:
        if point.households is not None and point.households > total:
            place_of = case.at(point, "households")
            problems.append(
                codes.MORE_THAN_ALL.at(
                    place_of, case.at(place, "households"), title=point.name or "", found=point.households, limit=total
                )
            )
    return problems


def check_dangerous_houses(case: Case) -> list[Problem]:
    """People in houses that must not be lived in (PG229)."""
    return [
        codes.LIVED_IN.at(case.at(houses, "residents"), found=houses.residents)
        for houses in case.profile.dangerous_houses
        if houses.grade == "D" and houses.residents
    ]
