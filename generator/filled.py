"""Workbooks that people filled in, read back: sheets as rows of values, tables by the titles of their header.

People use Excel or WPS, by hand: columns move, days are typed as texts or numbers, spaces creep in.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import NamedTuple

from generator import files
from generator.problems import Place

ROWS = 5000
"""So many rows of a sheet are looked at."""

_COLUMNS = 60
_HEADER_ROWS = 30
_UNPACKED = 64 * files.MIB
_MEMBERS = 2000
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # 2000-01-01 to 2099-12-31 as Excel counts days
_EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?\d{1,2}:\d\d(?::\d\d)?)?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")

Values = Sequence[object]


class Header(NamedTuple):
    """Where a table begins: the row of its header, and the column of each title."""

    row: int
    columns: Mapping[str, int]

    def text(self, values: Values, title: str) -> str:
        """What a row says under a title; nothing where there is no such column."""
        return text_of(self.value(values, title))

    def value(self, values: Values, title: str) -> object:
        """What stands in a row under a title, as it was typed."""
        at = self.columns.get(title)
        return values[at] if at is not None and at < len(values) else None


def sheets_of(data: bytes, *, formulas: bool = False) -> list[tuple[str, list[tuple[object, ...]]]] | None:
    """The sheets of a workbook as rows of values, no more of each than is looked at; nothing if it is no workbook.

    With `formulas` these stand there as they were typed, beginning with “=”; else what Excel last made of them.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  (whoever only writes needs no reader)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED:
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that WPS writes and nobody needs here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas)
            return [
                (sheet.title, list(sheet.iter_rows(max_row=ROWS + 1, max_col=_COLUMNS, values_only=True)))
                for sheet in book.worksheets
            ]
    except Exception:  # noqa: BLE001  (a damaged package fails in as many ways as it can be damaged)
        return None


def header_of(grid: Sequence[Values], titles: Iterable[str], needed: Collection[str]) -> Header | None:
    """The header of a table with these titles, of which some are `needed`; nothing if there is no such table."""
    wanted = {squeezed(title): title for title in titles}
    for row, values in enumerate(grid[:_HEADER_ROWS]):
        found: dict[str, int] = {}
        for at, value in enumerate(values):
            title = wanted.get(squeezed(text_of(value)))
            if title is not None:
                found.setdefault(title, at)
        if found.keys() >= set(needed):
            return Header(row, found)
    return None


def cell(file: str, sheet: str, row: int, column: int, title: str = "") -> Place:
    """The place of a cell, in the words of Excel; row and column from 0."""
    return Place(file=file, part=sheet, where=f"{letters(column)}{row + 1}", field=title)


def day_of(value: object) -> date | None:
    """The day that a cell means, or nothing."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(value))
    text = squeezed(text_of(value))
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def text_of(value: object) -> str:
    """What a cell says, without the spaces around it; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def squeezed(text: str) -> str:
    """A word without spaces, wide letters made narrow."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def letters(at: int) -> str:
    """The letters of a column, counted from 0: A to Z, then AA."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found
