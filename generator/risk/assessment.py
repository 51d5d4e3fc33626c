"""What an assessment says: of a sub-hazard, a part, the community, and whether it counts as 多灾易灾."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.risk.level import Level


@dataclass(frozen=True, slots=True)
class SubAssessment:
    """The level of one sub-hazard that this place has, and everything that lifted it.

    `score` and `matrix_level` are None while likelihood or consequence is missing. `undeclared` says that points or
    dams show the danger although the profile's `hazards` does not list it.
    """

    key: str
    title: str
    likelihood: int | None
    consequence: int | None
    score: int | None
    matrix_level: Level | None
    level: Level
    reasons: tuple[str, ...]
    unverified: bool
    undeclared: bool = False

    @property
    def colour(self) -> str:
        """The colour of the level."""
        return self.level.colour


@dataclass(frozen=True, slots=True)
class PartAssessment:
    """A part with its sub-hazards that this place has; the part's level is their highest, None if there is none.

    `reasons`: what lifted the sub-hazards that give the part its level, each said once.
    """

    key: str
    title: str
    natural: bool
    level: Level | None = None
    subs: tuple[SubAssessment, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def colour(self) -> str:
        """The colour of the level, or an empty string."""
        return self.level.colour if self.level else ""


def part_of(key: str, title: str, subs: tuple[SubAssessment, ...], *, natural: bool) -> PartAssessment:
    """The part that these sub-hazards make."""
    level = max((sub.level for sub in subs), default=None)
    top = (sub for sub in subs if sub.level == level)
    reasons = tuple(dict.fromkeys(reason for sub in top for reason in sub.reasons))
    return PartAssessment(key, title, natural, level, subs, reasons)


class Standing(StrEnum):
    """How a community stands to 多灾易灾."""

    LISTED = "listed"
    PROPOSED = "proposed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proneness:
    """Whether the community is 多灾易灾: on an office's list, or by the computed rule until that is decided."""

    standing: Standing
    document: str = ""
    published_on: date | None = None
    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.standing is not Standing.NONE


@dataclass(frozen=True, slots=True)
class Assessment:
    """The assessment of a community: every part of the standards, in their order.

    `overall` is the level of the highest part, never an average; None where there is no hazard at all.
    """

    parts: tuple[PartAssessment, ...]
    overall: Level | None
    disaster_prone: Proneness

    @property
    def subs(self) -> tuple[SubAssessment, ...]:
        """The sub-hazards that this place has, in the order of the standards."""
        return tuple(sub for part in self.parts for sub in part.subs)

    def sub(self, key: str) -> SubAssessment | None:
        """The assessment of a sub-hazard, None where this place does not have it."""
        return next((sub for sub in self.subs if sub.key == key), None)

    def part(self, key: str) -> PartAssessment | None:
        """The assessment of a part, None if the standards do not know it."""
        return next((part for part in self.parts if part.key == key), None)

    def levels(self) -> Mapping[str, str]:
        """The level's word by key of every part and sub-hazard that this place has."""
        found = {part.key: part.level.title for part in self.parts if part.level}
        found.update((sub.key, sub.level.title) for sub in self.subs)
        return found
