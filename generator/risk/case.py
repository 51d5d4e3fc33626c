"""What a floor looks at: one sub-hazard of one community."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.profile import Profile
from generator.risk.level import Level


@dataclass(frozen=True, slots=True)
class Case:
    """A sub-hazard with its record, its points, and the points of its whole part."""

    key: str
    hazard: Hazard
    points: tuple[RiskPoint, ...]
    part_points: tuple[RiskPoint, ...]
    profile: Profile
    matrix_level: Level | None
    evidence_years: int


def night(points: Iterable[RiskPoint]) -> int:
    """How many people sleep at the points."""
    return sum(point.people_night or 0 for point in points)


def most(points: Iterable[RiskPoint]) -> int:
    """How many people are at the points at the worse time of day."""
    return sum(max(point.people_day or 0, point.people_night or 0) for point in points)


def is_unsure(points: Iterable[RiskPoint], *keys: str) -> bool:
    """Whether at any of the points nobody has counted the people yet, by night or (unless `keys` says) by day."""
    return any(getattr(point, key) is None for point in points for key in keys or _COUNTS)


_COUNTS = ("people_day", "people_night")


def has_people(case: Case) -> bool:
    """Whether the danger meets people.

    By the points' people where the sub-hazard has points; as long as nobody has counted them, yes. Weather and
    earthquakes have none: there the consequence says it (1 means that nobody is hurt and hardly anybody moved), and a
    missing consequence counts as yes.
    """
    if case.points:
        return most(case.points) > 0 or is_unsure(case.points)
    return case.hazard.consequence is None or case.hazard.consequence > 1
