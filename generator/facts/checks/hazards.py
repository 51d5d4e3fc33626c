"""Hazards: every sub-hazard decided, every point assessed, every threshold usable."""

from __future__ import annotations

from generator.facts.checks.case import Case
from generator.facts.checks.case import must_move
from generator.facts.checks.dates import years_later
from generator.facts.model.hazards import COLOURS
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import Threshold
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_place as codes
from generator.problems import pg2_values

# Hazards whose places are described in lists of their own, or that come over everything.
_ELSEWHERE = {"reservoir": "reservoirs", "sea_evacuation": "boats", "typhoon_wind": "place"}
_SERIOUS = 3  # consequence: people hurt or 20 of them moved, so they must be somewhere


def check_hazards(case: Case) -> list[Problem]:
    """Sub-hazards undecided or both there and absent (PG243, PG244); old or unsourced assessments (PG245, PG246)."""
    profile = case.profile
    problems: list[Problem] = []
    present = dict(profile.hazards)
    if {"hazards", "absent"} <= profile.given:
        undecided = [key for key in case.facts.settings.subs if key not in present and key not in profile.absent]
        problems += [
            codes.UNDECIDED.at(case.places.at_key((), "absent"), found=case.sub_title(key), key=key)
            for key in undecided
        ]
    for number, key in enumerate(profile.absent):
        if key in present:
            place = case.places.at(("absent", number))
            problems.append(codes.BOTH.at(place, case.at(present[key]), found=case.sub_title(key), key=key))
    years, reviewed = case.facts.standards.evidence_years, case.reviewed_on
    for key, hazard in profile.hazards:
        assessed = hazard.assessed_on
        if (
            years is not None
            and reviewed is not None
            and assessed is not None
            and years_later(assessed, years) < reviewed
        ):
            place = case.at(hazard, "assessed_on")
            problems.append(codes.OLD_EVIDENCE.at(place, found=case.sub_title(key), on=assessed, years=years))
        if hazard.official_level is not None and hazard.official_source is None:
            place = case.at(hazard, "official_level")
            problems.append(codes.LEVEL_WITHOUT_SOURCE.at(place, found=hazard.official_level))
    return problems


def check_points(case: Case) -> list[Problem]:
    """Points of absent hazards (PG247), evacuation later than the district says (PG249)."""
    profile = case.profile
    present = dict(profile.hazards)
    limit = case.facts.district.geological_evacuate_at
    problems: list[Problem] = []
    for point in profile.points:
        if point.hazard in case.facts.settings.subs and "hazards" in profile.given and point.hazard not in present:
            title = case.sub_title(point.hazard or "")
            problems.append(codes.POINT_OF_ABSENT.at(case.at(point, "hazard"), point=point.name or "", found=title))
        chosen = point.evacuate_at if isinstance(point, GeologicalPoint) else None
        if chosen is not None and limit is not None and COLOURS.index(chosen) > COLOURS.index(limit):
            place = case.at(point, "evacuate_at")
            problems.append(codes.LATER_THAN_DISTRICT.at(place, found=chosen, expected=limit))
    return problems


def check_assembly(case: Case) -> list[Problem]:
    """Assembly points of buildings that are in no list (PG206)."""
    names = {point.name: point.name for point in case.profile.assembly_points if point.name}
    if "assembly_points" not in case.profile.given:
        return []
    return [
        pg2_values.DANGLING.at(
            case.at(point, "assembly"),
            case.places.at_key((), "assembly_points"),
            title="集合点名",
            found=point.assembly,
            target="集合点",
            known=nearest(point.assembly, names) or "、".join(names) or "—",
        )
        for point in case.profile.points
        if isinstance(point, FirePoint) and point.assembly and point.assembly not in names
    ]


def check_unplaced(case: Case) -> list[Problem]:
    """Serious hazards without a place (PG248)."""
    profile = case.profile
    with_points = {point.hazard for point in profile.points}
    problems: list[Problem] = []
    for key, hazard in profile.hazards if "points" in profile.given else ():
        sub = case.facts.settings.subs.get(key)
        placed = key in with_points or (key in _ELSEWHERE and getattr(profile, _ELSEWHERE[key]))
        needs_place = sub is not None and sub.points in {"geological", "flood"}
        if needs_place and not placed and (hazard.consequence or 0) >= _SERIOUS:
            problems.append(codes.HAZARD_WITHOUT_POINT.at(case.at(hazard), found=case.sub_title(key)))
    return problems


def check_thresholds(case: Case) -> list[Problem]:
    """Thresholds that say no value (PG250), that prepare later than they go (PG251), that are missing (PG252)."""
    problems: list[Problem] = []
    for point in case.profile.points:
        if not isinstance(point, GeologicalPoint | FloodPoint):
            continue
        prepare = point.prepare_when if isinstance(point, FloodPoint) else ()
        for threshold in (*point.go_when, *prepare):
            rain = threshold.rain_mm is not None and threshold.hours is not None
            if not rain and threshold.level_m is None and threshold.wind_force is None:
                problems.append(codes.EMPTY_THRESHOLD.at(case.at(threshold)))
        for go in point.go_when:
            problems += [
                codes.PREPARE_AFTER_GO.at(case.at(before), case.at(go), point=point.name or "")
                for before in prepare
                if _comes_later(before, go)
            ]
        if must_move(point) and not point.go_when:
            place = case.places.at_key(point.at, "go_when")
            problems.append(codes.NO_THRESHOLD.at(place, found=point.name or ""))
    return problems


def _comes_later(before: Threshold, go: Threshold) -> bool:
    """Whether “prepare” needs more water than “go” by the same measure."""
    if before.rain_mm is not None and go.rain_mm is not None and before.hours == go.hours is not None:
        return before.rain_mm >= go.rain_mm
    if before.wind_force is not None and go.wind_force is not None:
        return before.wind_force >= go.wind_force
    if before.level_m is not None and go.level_m is not None and before.gauge == go.gauge:
        return before.level_m >= go.level_m
    return False
