"""Conditions of the recipe: whether they hold for a community, and the reasons in words.

A reason is a gettext source string with its values, so that `--explain` speaks the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from generator.facts.model.hazards import LEVELS
from generator.facts.model.profile import Profile
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.outline.recipe import Condition
from generator.problems.words import N_


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a condition holds or not: a gettext source string over `values`."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def text(self, translate: Mapping[str, str] | None = None) -> str:
        """The reason in English, or as `translate` says it."""
        return (translate or {}).get(self.message, self.message).format(**dict(self.values))


@dataclass(frozen=True, slots=True)
class Standing:
    """What conditions are decided on: the profile, levels by part and sub-hazard key, titles, points by part."""

    profile: Profile
    levels: Mapping[str, str]
    titles: Mapping[str, str]
    points: Mapping[str, int]
    drills: int


Verdict = tuple[bool, tuple[Reason, ...]]


def holds(condition: Condition, standing: Standing) -> Verdict:
    """Whether `condition` holds, and why: the reasons of a failure name what failed, of a success what decided."""
    verdicts = list(_verdicts(condition, standing))
    failed = tuple(r for ok, reasons in verdicts if not ok for r in reasons)
    if failed:
        return False, failed
    return True, tuple(r for _, reasons in verdicts for r in reasons)


def _verdicts(condition: Condition, standing: Standing) -> Iterator[Verdict]:
    if condition.has:
        yield _has(condition, standing)
    if condition.level is not None:
        yield _level(condition, standing)
    if condition.points is not None:
        yield _points(condition, standing)
    if condition.profile is not None:
        yield _fact(condition, standing)
    if condition.drills is not None:
        yield _drills(condition, standing)
    for each in condition.all_of:
        yield holds(each, standing)
    if condition.any_of:
        yield _any(condition.any_of, standing)
    for each in condition.none_of:
        ok, reasons = holds(each, standing)
        yield not ok, reasons


def _any(conditions: tuple[Condition, ...], standing: Standing) -> Verdict:
    verdicts = [holds(each, standing) for each in conditions]
    for ok, reasons in verdicts:
        if ok:
            return True, reasons
    return False, tuple(r for _, reasons in verdicts for r in reasons)


def _has(condition: Condition, standing: Standing) -> Verdict:
    present = [k for k in condition.has if k in standing.levels]
    if present:
        found = "、".join(f"{standing.titles.get(k, k)}（{standing.levels[k]}）" for k in present)
        return True, (Reason(N_("this community has {found}"), (("found", found),)),)
    wanted = "、".join(standing.titles.get(k, k) for k in condition.has)
    return False, (Reason(N_("this community has no {wanted}"), (("wanted", wanted),)),)


def _level(condition: Condition, standing: Standing) -> Verdict:
    key = condition.level or ""
    title = standing.titles.get(key, key)
    level = standing.levels.get(key)
    if level is None:
        return False, (Reason(N_("this community has no {wanted}"), (("wanted", title),)),)
    rank = LEVELS.index(level)
    low = LEVELS.index(condition.at_least) if condition.at_least else 0
    high = LEVELS.index(condition.at_most) if condition.at_most else len(LEVELS) - 1
    ok = low <= rank <= high
    values = (("title", title), ("level", level), ("low", LEVELS[low]), ("high", LEVELS[high]))
    message = (
        N_("{title} is {level}, within {low} to {high}") if ok else N_("{title} is {level}, outside {low} to {high}")
    )
    return ok, (Reason(message, values),)


def _points(condition: Condition, standing: Standing) -> Verdict:
    key = condition.points or ""
    number = standing.points.get(key, 0)
    title = standing.titles.get(key, key)
    message = N_("{title} has {number} risk points") if number else N_("{title} has no risk point")
    return number > 0, (Reason(message, (("title", title), ("number", str(number)))),)


def _drills(condition: Condition, standing: Standing) -> Verdict:
    message = N_("{number} drills are on record") if standing.drills else N_("no drill is on record")
    return bool(standing.drills) == condition.drills, (Reason(message, (("number", str(standing.drills)),)),)


def _fact(condition: Condition, standing: Standing) -> Verdict:
    value, title = _look(standing.profile, (condition.profile or "").split("."))
    if condition.field and isinstance(value, tuple):
        value = tuple(getattr(item, condition.field, None) for item in value)
    if condition.among:
        values = value if isinstance(value, tuple) else (value,)
        found = [str(v) for v in dict.fromkeys(values) if v in condition.among]
        named = (("title", title), ("found", "、".join(found)), ("wanted", "、".join(condition.among)))
        message = N_("{title} has {found}") if found else N_("{title} has none of {wanted}")
        return bool(found), (Reason(message, named),)
    ok = bool(value)
    message = N_("{title} is given") if ok else N_("{title} is empty or no")
    return ok, (Reason(message, (("title", title),)),)


def _look(record: Record | None, keys: list[str]) -> tuple[object, str]:
    """The value at a path of the profile, and its titles joined by a middle dot."""
    value: object = record
    titles: list[str] = []
    for key in keys:
        if not isinstance(value, Record) or key not in columns(type(value)):
            return None, "·".join([*titles, key])
        titles.append(columns(type(value))[key].fact.title)
        value = getattr(value, key)
    return value, "·".join(titles)
