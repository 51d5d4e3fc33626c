"""A day that notes what it is asked, so that it is known from when until when all answers stay what they are.

What is made of a day is made by comparing it with other days, and each comparison comes out alike for all days up to
some bound: between the closest bounds, whatever was made is the same. What cannot be followed so (its year, its text,
how far away another day is) holds for the day itself alone. The span may be too short, it is never too long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Any

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(slots=True)
class Span:
    """The days around `day`, as ordinals, on which every answer given so far is the same."""

    day: int
    first: int = _FIRST
    last: int = _LAST

    def traced(self) -> date:
        """The day, as one whose answers narrow this span."""
        return _TracedDay.at(self.day, self)

    def only_today(self) -> None:
        """Nothing; some answer is that of the day itself."""
        self.first = self.last = self.day

    def is_before(self, apart: int, other: int) -> bool:
        """Whether the day `apart` from this span's comes before `other`, on every day that is left of the span."""
        if self.day + apart < other:
            self.last = min(self.last, other - apart - 1)
            return True
        self.first = max(self.first, other - apart)
        return False


class _TracedDay(date):
    """A day so far from that of its span, whatever day that is."""

    _span: Span
    _ordinal: int

    @classmethod
    def at(cls, ordinal: int, span: Span) -> _TracedDay:
        plain = date.fromordinal(ordinal)
        self = cls(plain.year, plain.month, plain.day)
        self._span, self._ordinal = span, ordinal
        return self

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  (whatever a date has)
        if name == "year":
            self._before(date(date.fromordinal(self._ordinal).year, 1, 1), or_on=False)
            self._before(date(date.fromordinal(self._ordinal).year, 12, 31), or_on=True)
        elif not name.startswith("_"):
            self._span.only_today()
        return object.__getattribute__(self, name)

    def _before(self, other: date, *, or_on: bool) -> bool:
        if isinstance(other, _TracedDay):  # the two move together
            return self._ordinal < other._ordinal + or_on  # noqa: SLF001  (of its own kind)
        return self._span.is_before(self._ordinal - self._span.day, other.toordinal() + or_on)

    def __lt__(self, other: date) -> bool:
        return self._before(other, or_on=False)

    def __le__(self, other: date) -> bool:
        return self._before(other, or_on=True)

    def __ge__(self, other: date) -> bool:
        return not self._before(other, or_on=False)

    def __gt__(self, other: date) -> bool:
        return not self._before(other, or_on=True)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        return self._before(other, or_on=True) and not self._before(other, or_on=False)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self._span.only_today()
        return hash(date.fromordinal(self._ordinal))

    def __add__(self, other: timedelta) -> _TracedDay:
        return _TracedDay.at(self._ordinal + other.days, self._span)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:  # noqa: ANN401  (days, or another day)
        if isinstance(other, timedelta):
            return self + -other
        return self._plain() - (other._plain() if isinstance(other, _TracedDay) else other)

    def __rsub__(self, other: date) -> timedelta:
        return other - self._plain()

    def __format__(self, form: str) -> str:
        return format(self._plain(), form)

    def __str__(self) -> str:
        return str(self._plain())

    def __repr__(self) -> str:
        return repr(self._plain())

    def __reduce__(self) -> Any:  # noqa: ANN401  (pickle's signature)
        return self._plain().__reduce__()

    def _plain(self) -> date:
        """The day that it is today."""
        self._span.only_today()
        return date.fromordinal(self._ordinal)
