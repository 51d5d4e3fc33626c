"""风险点: all points with the names of every kind, and the points of each kind with their own."""

from __future__ import annotations

from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import empties
from generator.context.entry import marks
from generator.context.env import Env
from generator.context.plan import whole_plan
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import NaturalPoint
from generator.facts.model.hazards import RiskPoint
from generator.word.names import Kind

KINDS: tuple[tuple[str, type[RiskPoint]], ...] = (
    ("火灾点位", FirePoint),
    ("地质点位", GeologicalPoint),
    ("防汛点位", FloodPoint),
    ("自然点位", NaturalPoint),
)


def _union() -> tuple[Entry, ...]:
    """The names of every kind of point; those of one kind are optional, for other points lack them."""
    known = {entry.name: entry for entry in whole_plan(RiskPoint).entries}
    for _, kind in KINDS:
        for entry in whole_plan(kind).entries:
            if entry.name not in known:
                known[entry.name] = Entry(
                    entry.name, entry.kind, entry.meaning, entry.make, optional=True, members=entry.members
                )
    return tuple(known.values())


UNION = _union()
_OTHERS = empties(UNION)
_ABSENT = [{**_OTHERS, **marks(whole_plan(RiskPoint).entries), NUMBERED.name: 1}]


def _own(point: RiskPoint, env: Env) -> dict[str, object]:
    """The point's names, made once and used in both lists."""
    return env.once(point, whole_plan(type(point)).group)


def _all(_source: object, env: Env) -> object:
    profile = env.facts.profile
    if not profile.points and "points" not in profile.given:
        return _ABSENT
    return [{**_OTHERS, **_own(point, env), NUMBERED.name: at} for at, point in enumerate(profile.points, 1)]


def _of_kind(name: str, kind: type[RiskPoint]) -> Entry:
    def make(_source: object, env: Env) -> object:
        points = [point for point in env.facts.profile.points if isinstance(point, kind)]
        return [{**_own(point, env), NUMBERED.name: at} for at, point in enumerate(points, 1)]

    return Entry(name, Kind.LIST, "", make, members=(NUMBERED, *whole_plan(kind).entries))


POINTS: tuple[Entry, ...] = (
    Entry("风险点", Kind.LIST, "所有风险点，每种点位的字段都有，不适用的空着", _all, members=(NUMBERED, *UNION)),
    *(_of_kind(name, kind) for name, kind in KINDS),
)
