"""A day that notes what it is asked: on every day of its span all answers are the same, and it is a day like others."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.coverage.traced import Span

DAY = date(2026, 11, 24)
NEAR = st.integers(-500, 500).map(lambda days: DAY + timedelta(days=days))
ASKED: tuple[Callable[[date, date], object], ...] = (
    lambda day, other: day < other,
    lambda day, other: other <= day,
    lambda day, other: day == other,
    lambda day, other: day - timedelta(days=30) <= other <= day,
    lambda day, other: other + timedelta(days=365) < day,
    lambda day, other: max(day, other) == other,
    lambda day, other: day.year == other.year,
    lambda day, other: (day - other).days,
    lambda day, other: (other - day).days // 7,
    lambda day, _other: f"{day:%m-%d}",
    lambda day, _other: str(day),
    lambda day, _other: day.isoformat(),
    lambda day, other: day in {DAY, other},
    lambda day, _other: day + timedelta(days=1) > day,
)


@given(st.lists(st.tuples(st.sampled_from(range(len(ASKED))), NEAR), max_size=6), st.floats(0, 1))
def test_on_every_day_of_the_span_all_answers_are_the_same(asked: list[tuple[int, date]], share: float) -> None:
    span = Span(DAY.toordinal())
    traced = span.traced()
    answers = [ASKED[at](traced, other) for at, other in asked]
    assert answers == [ASKED[at](DAY, other) for at, other in asked], "it is a day like others"
    first, last = max(span.first, DAY.toordinal() - 1000), min(span.last, DAY.toordinal() + 1000)
    assert first <= DAY.toordinal() <= last
    day = date.fromordinal(round(first + share * (last - first)))
    assert [ASKED[at](day, other) for at, other in asked] == answers


@pytest.mark.parametrize(
    ("ask", "first", "last"),
    [
        (lambda day: day <= date(2026, 12, 1), date.min, date(2026, 12, 1)),
        (lambda day: date(2026, 11, 1) < day, date(2026, 11, 2), date.max),
        (lambda day: day - timedelta(days=10) > date(2026, 12, 1), date.min, date(2026, 12, 11)),
        (lambda day: day.year, date(2026, 1, 1), date(2026, 12, 31)),
        (lambda day: day.month, DAY, DAY),
        (lambda day: day - timedelta(days=1) < day, date.min, date.max),
    ],
)
def test_the_span_ends_where_the_answer_changes(ask: Callable[[date], object], first: date, last: date) -> None:
    span = Span(DAY.toordinal())
    ask(span.traced())
    assert (span.first, span.last) == (first.toordinal(), last.toordinal())


def test_what_is_kept_of_it_is_a_plain_day() -> None:
    span = Span(DAY.toordinal())
    assert type(pickle.loads(pickle.dumps(span.traced()))) is date  # noqa: S301  (our own bytes)
    assert (span.first, span.last) == (DAY.toordinal(), DAY.toordinal())
