"""A book as plain data for JSON, and as what its Word template shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.coverage.duties.book import Book
from generator.coverage.duties.book import DueRow
from generator.coverage.notices import spoken

Data = Mapping[str, object]


def as_data(book: Book) -> Data:
    """The whole book."""
    return {
        "of": book.of,
        "as_of": book.day.isoformat(),
        "late": book.late,
        "held": [
            {"where": row.where, "name": row.name, "post": row.held.post, "at": row.held.at, "does": row.held.does}
            for row in book.held
        ],
        "due": [
            {
                "where": row.where,
                "day": row.due.day.isoformat() if row.due.day is not None else None,
                "when": row.due.when or None,
                "what": row.due.what,
                "who": row.due.who,
                "names": list(row.names),
                "basis": row.due.basis,
                "late": row.due.is_late(book.day),
            }
            for row in book.due
        ],
    }


def shown(book: Book, district: str) -> Data:
    """What the template shows."""
    day = book.day
    return {
        "区": district,
        "对象": book.of,
        "日期": _said(day),
        "岗位数": len(book.held),
        "岗位": [
            {
                "序号": number,
                "社区": row.where,
                "姓名": row.name,
                "岗位": row.held.post,
                "对象": row.held.at,
                "做什么": row.held.does,
            }
            for number, row in enumerate(book.held, 1)
        ],
        "待办数": len(book.due),
        "逾期数": book.late,
        "待办": [
            {
                "序号": number,
                "期限": by_when(row, day),
                "社区": row.where,
                "谁来做": "、".join((row.due.who, *row.names)),
                "做什么": spoken(row.due.what),
                "依据": row.due.basis,
            }
            for number, row in enumerate(book.due, 1)
        ],
    }


def by_when(row: DueRow, day: date) -> str:
    """By when it is to be done, in words: a day, what stands for it, or at once."""
    if row.due.day is not None:
        return row.due.day.isoformat() + (" 逾期" if row.due.is_late(day) else "")
    return row.due.when or "尽快"


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
