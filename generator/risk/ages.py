"""Ages without a clock: everything counts from the day the profile was reviewed."""

from __future__ import annotations

import calendar
import re
from datetime import date

_NUMBERS = re.compile(r"\d+")


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th where there is none."""
    return _shifted(day, -years)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes the 28th where there is none."""
    return _shifted(day, years)


def latest_day(text: str | None) -> date | None:
    """The last day that a time such as `2019`, `2019-08` or `2019年8月10日` can mean; None if it names no year.

    A coarse date is taken as late as it can be, so that a doubtful event still counts as recent.
    """
    numbers = [int(n) for n in _NUMBERS.findall(text or "")][:3]
    if not numbers or not date.min.year <= numbers[0] <= date.max.year:
        return None
    year = numbers[0]
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else 12
    days = calendar.monthrange(year, month)[1]
    day = numbers[2] if len(numbers) > 2 and 1 <= numbers[2] <= days else days
    return date(year, month, day)


def is_within(text: str | None, years: int, reviewed_on: date | None) -> bool:
    """Whether a time lies in the last `years` before the review; unknown days count as recent."""
    day = latest_day(text)
    return reviewed_on is None or day is None or day >= years_before(reviewed_on, years)


def is_older(day: date | None, years: int, reviewed_on: date | None) -> bool:
    """Whether a day lies more than `years` before the review; unknown days count as old."""
    return reviewed_on is None or day is None or day < years_before(reviewed_on, years)


def _shifted(day: date, years: int) -> date:
    year = min(max(day.year + years, date.min.year), date.max.year)
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
