"""Coverage over time, computed anew from dated records: no snapshot is kept, and none can be wrong.

Between two entries of its ledger, and two days on which something runs out, a community stands where it stood: its
course is a few stretches of days, each found by asking about one of its days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from generator.coverage.denominator import counted
from generator.coverage.evidence import Records
from generator.coverage.judge import judge
from generator.coverage.measure import Tally
from generator.coverage.standing import STEPS
from generator.coverage.standing import State
from generator.coverage.traced import Span
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.town import Roster

_MONTHS = 12
_STATES = tuple(State)
_STEPS = ("", *STEPS)
_NO_PROFILE = _STATES.index(State.NO_PROFILE) * len(_STEPS)

Course = tuple[int, ...]
"""Stretches of days in one: the first day, the last day (as ordinals), and what the community was, in turn."""


def month_ends(day: date, number: int) -> tuple[date, ...]:
    """The last days of the `number` months before, oldest first, and the day itself."""
    found = [day]
    year, month = day.year, day.month
    for _ in range(number):
        first = date(year, month, 1)
        found.append(date.fromordinal(first.toordinal() - 1))
        year, month = found[-1].year, found[-1].month
    return tuple(reversed(found))


def trend_days(day: date) -> tuple[date, ...]:
    """The days that the curve of a report of that day shows before it."""
    return month_ends(day, _MONTHS)[:-1]


def course_of(records: Records, rules: CoverageStandards, days: Iterable[date]) -> Course:
    """How a community stood on those days at least."""
    found: list[int] = []
    for day in days:
        if _at(found, day.toordinal()) is None:
            span = Span(day.toordinal())
            traced = span.traced()
            verdict = judge(records.known(traced), rules, traced)
            found += (span.first, span.last, _STATES.index(verdict.state) * len(_STEPS) + _STEPS.index(verdict.step))
    return tuple(found)


def codes_of(course: Course, days: Sequence[date]) -> bytes | None:
    """What it was on each of those days, or `None` where the course does not say it of one of them."""
    found = [_at(course, day.toordinal()) for day in days]
    return None if None in found else bytes(code for code in found if code is not None)


def _at(course: Sequence[int], day: int) -> int | None:
    for at in range(0, len(course), 3):
        if course[at] <= day <= course[at + 1]:
            return course[at + 2]
    return None


def trend(
    roster: Roster, codes: Mapping[str, bytes], grace_days: int, days: Sequence[date]
) -> tuple[tuple[date, Tally], ...]:
    """The district on each of these days. `codes` by town/community: who is missing there has nothing."""
    there: list[Counter[int]] = [Counter() for _day in days]
    steady: Counter[bytes] = Counter()
    nothing = bytes([_NO_PROFILE]) * len(days)
    moved = Roster(
        towns=tuple(
            one.__class__(name=one.name, folder=one.folder, communities=kept)
            for one in roster.towns
            if (kept := tuple(entry for entry in one.communities if entry.since or entry.until or entry.exempt))
        )
    )
    for town in roster.towns:
        for entry in town.communities:
            if not (entry.since or entry.until or entry.exempt):
                steady[codes.get(f"{town.folder}/{entry.folder}", nothing)] += 1
    for at, day in enumerate(days):
        for one in counted(moved, day, grace_days)[0]:
            there[at][codes.get(one.slug, nothing)[at]] += 1
        for said, number in steady.items():
            there[at][said[at]] += number
    return tuple((day, _tally(found)) for day, found in zip(days, there, strict=True))


def _tally(found: Mapping[int, int]) -> Tally:
    states, steps = dict.fromkeys(State, 0), dict.fromkeys(STEPS, 0)
    for code, number in found.items():
        state, step = divmod(code, len(_STEPS))
        states[_STATES[state]] += number
        for taken in STEPS[:step]:
            steps[taken] += number
    return Tally("全区", sum(found.values()), states, steps)
