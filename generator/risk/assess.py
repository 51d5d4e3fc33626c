"""Facts and standards to an assessment. No clock: ages count from the profile's `reviewed_on`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Part
from generator.facts.model.standards import Standards
from generator.facts.model.standards import SubHazard
from generator.risk.assessment import Assessment
from generator.risk.assessment import SubAssessment
from generator.risk.assessment import part_of
from generator.risk.case import Case
from generator.risk.floors import RESERVOIR
from generator.risk.floors import is_bad
from generator.risk.floors import is_doubtful
from generator.risk.floors import lifts
from generator.risk.matrix import UNKNOWN
from generator.risk.matrix import level_of
from generator.risk.prone import proneness


def assess(profile: Profile, standards: Standards) -> Assessment:
    """The assessment of the community that `profile` describes."""
    declared = dict(profile.hazards)
    parts = tuple(
        part_of(
            part.key or "",
            part.title or "",
            tuple(_subs(part, declared, profile, standards)),
            natural=bool(part.natural),
        )
        for part in standards.parts
    )
    overall = max((part.level for part in parts if part.level), default=None)
    return Assessment(parts, overall, proneness(parts, profile, standards))


def _subs(part: Part, declared: dict[str, Hazard], profile: Profile, standards: Standards) -> Iterator[SubAssessment]:
    """The sub-hazards of a part that this place has: declared, or shown by a point or a bad dam."""
    keys = {sub.key for sub in part.subs}
    part_points = tuple(p for p in profile.points if p.hazard in keys)
    for sub in part.subs:
        points = tuple(p for p in part_points if p.hazard == sub.key)
        hazard = declared.get(sub.key or "")
        if hazard is not None or points or _shown_by_a_dam(sub, profile):
            yield _sub(sub, part, hazard, points, part_points, profile, standards)


def _shown_by_a_dam(sub: SubHazard, profile: Profile) -> bool:
    return sub.key == RESERVOIR and any(map(is_bad, profile.reservoirs))


def _sub(
    sub: SubHazard,
    part: Part,
    declared: Hazard | None,
    points: tuple[RiskPoint, ...],
    part_points: tuple[RiskPoint, ...],
    profile: Profile,
    standards: Standards,
) -> SubAssessment:
    hazard = declared or Hazard()
    matrix_level = level_of(hazard.likelihood, hazard.consequence, standards.matrix)
    case = Case(
        key=sub.key or "",
        hazard=hazard,
        points=points,
        part_points=part_points,
        profile=profile,
        matrix_level=matrix_level,
        evidence_years=standards.evidence_years or 0,
    )
    start = matrix_level or UNKNOWN
    found = list(lifts(case, standards.floors, part.key or ""))
    return SubAssessment(
        key=case.key,
        title=sub.title or "",
        likelihood=hazard.likelihood,
        consequence=hazard.consequence,
        score=None if matrix_level is None else (hazard.likelihood or 0) * (hazard.consequence or 0),
        matrix_level=matrix_level,
        level=max([start, *(level for level, _ in found)]),
        reasons=tuple(reason for level, reason in found if level > start),
        unverified=is_doubtful(case),
        undeclared=declared is None,
    )
