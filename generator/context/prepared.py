"""Values as they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.context.mark import Mark

YES_NO = {True: "是", False: "否"}


def day_text(day: date) -> str:
    """The day as official documents write it: 2026年3月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def number(value: float) -> int | float:
    """The number without a needless fraction: 3.0 is 3."""
    return int(value) if value == int(value) else value


def joined(texts: Iterable[str]) -> str:
    """The texts, each once, with 、 between them."""
    return "、".join(dict.fromkeys(text for text in texts if text))


def total(values: Iterable[int | None], missing: Mark) -> int | Mark:
    """The sum, or the mark if a part of it is missing."""
    found = 0
    for value in values:
        if value is None:
            return missing
        found += value
    return found


def month_day(text: str | None) -> str:
    """A day of the year `04-15` as 4月15日; anything else as it is."""
    month, dash, day = (text or "").partition("-")
    if dash and month.isdigit() and day.isdigit():
        return f"{int(month)}月{int(day)}日"
    return text or ""
