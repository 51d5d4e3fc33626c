"""The receipts of a pack, read back from the workbook in which they were filled in.

People fill it in with Excel or WPS, by hand: columns move, days are typed as texts or numbers, ticks come in many
shapes. What can be understood is; what cannot is a problem with its cell.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

from generator import files
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_pack as codes
from generator.problems.nearest import nearest

COPY, COMMUNITY, CODE, ITEM = "份号", "社区（村）", "区划代码", "印件"
POST, PERSON, VERSION = "持有岗位或地点", "持有人", "版本"
RECEIVED, SIGNED, OLD, NOTE = "签收日期", "签名", "旧本处理", "备注"
TITLES = (COPY, COMMUNITY, CODE, ITEM, POST, PERSON, VERSION, RECEIVED, SIGNED, OLD, NOTE)
OLD_COPIES = ("收回", "销毁", "遗失", "无")

ROWS = 5000
_COLUMNS = 60
_HEADER_ROWS = 30
_UNPACKED = 64 * files.MIB
_MEMBERS = 2000
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # 2000-01-01 to 2099-12-31 as Excel counts days
_EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?\d{1,2}:\d\d(?::\d\d)?)?")
_NUMBER = re.compile(r"\d")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_NO = frozenset({"×", "✗", "✘", "☐", "□", "x", "否", "无", "no", "n", "0", "false", "-", "—", "——", "/"})
_OLD_WORDS = {
    "收回": ("收回", "已收回", "回收", "已回收", "交回", "已交回"),
    "销毁": ("销毁", "已销毁", "收回销毁", "收回并销毁", "收回后销毁", "粉碎"),
    "遗失": ("遗失", "已遗失", "丢失", "已丢失", "找不到"),
    "无": ("无", "无旧本", "没有", "没有旧本", "首次", "首发", "-", "—", "——", "/"),
}
_OLD = {word: kind for kind, words in _OLD_WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One row: a copy, who holds it, and, once it is handed out, since when; `old` is empty where nothing is said."""

    copy: str
    community: str
    code: str
    item: str
    post: str
    person: str
    version: str
    received_on: date | None
    is_signed: bool
    old: str
    note: str
    place: Place

    @property
    def is_handed_out(self) -> bool:
        """Whether its holder has signed for it, on a day."""
        return self.is_signed and self.received_on is not None


def read_receipts(data: bytes, file: str = "") -> tuple[list[Receipt], list[Problem]]:
    """The rows of every table of receipts in a workbook, in their order; every problem, with its sheet and cell.

    A row that cannot be understood is left out. Codes: PG770 to PG777.
    """
    sheets = _sheets(data)
    if sheets is None:
        return [], [codes.NOT_A_WORKBOOK.at(Place(file=file))]
    rows: list[Receipt] = []
    problems: list[Problem] = []
    found = False
    for name, grid in sheets:
        header = _header(grid)
        if header is not None:
            found = True
            table = _Table(file, name, *header)
            rows += table.receipts(grid)
            problems += table.problems
            if len(grid) > ROWS:
                problems.append(codes.TOO_MANY_ROWS.at(Place(file=file, part=name), limit=ROWS))
    if not found:
        missing = f"{COPY}、{RECEIVED}、{SIGNED}"
        return [], [codes.NO_RECEIPTS.at(Place(file=file), missing=missing)]
    return rows, problems + _twice(rows)


def _twice(rows: Sequence[Receipt]) -> list[Problem]:
    seen: dict[tuple[str, str], Receipt] = {}
    problems = []
    for row in rows:
        first = seen.setdefault((row.code or row.community, row.copy), row)
        if first is not row:
            problems.append(codes.COPY_TWICE.at(row.place, first.place, found=row.copy))
    return problems


class _Table:
    """One table of receipts: where its columns stand, and what is wrong in it."""

    def __init__(self, file: str, sheet: str, top: int, columns: dict[str, int]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._sheet = sheet
        self._top = top
        self._columns = columns

    def receipts(self, grid: Sequence[Sequence[object]]) -> Iterator[Receipt]:
        """The rows below the header that say anything of a copy."""
        for row, values in enumerate(grid[:ROWS][self._top + 1 :], self._top + 1):
            read = self._receipt(row, values)
            if read is not None:
                yield read

    def _receipt(self, row: int, values: Sequence[object]) -> Receipt | None:
        said = {title: _text(values[at]) if at < len(values) else "" for title, at in self._columns.items()}
        copy = said.get(COPY, "")
        is_signed = _is_yes(said.get(SIGNED, ""))
        if not _NUMBER.search(copy):  # an empty row, a line of totals, a remark
            if is_signed:
                self.problems.append(codes.NO_COPY.at(self._place(row, COPY)))
            return None
        old, is_old_known = self._old(row, said.get(OLD, ""))
        received_on, is_day_known = self._day(row, values)
        if not (is_old_known and is_day_known):
            return None
        if is_signed != (received_on is not None):
            missing = RECEIVED if is_signed else SIGNED
            self.problems.append(codes.HALF_SIGNED.at(self._place(row, missing), found=copy))
        return Receipt(
            copy,
            said.get(COMMUNITY, ""),
            said.get(CODE, ""),
            said.get(ITEM, ""),
            said.get(POST, ""),
            said.get(PERSON, ""),
            said.get(VERSION, ""),
            received_on,
            is_signed,
            old,
            said.get(NOTE, ""),
            self._place(row, COPY),
        )

    def _old(self, row: int, text: str) -> tuple[str, bool]:
        """What became of the old copy, and whether that could be understood."""
        word = _squeezed(text)
        if not word or word in _OLD:
            return _OLD.get(word, ""), True
        near = nearest(word, _OLD)
        known = _OLD[near] if near else "、".join(OLD_COPIES)
        self.problems.append(codes.UNKNOWN_OLD.at(self._place(row, OLD), found=text, known=known))
        return "", False

    def _day(self, row: int, values: Sequence[object]) -> tuple[date | None, bool]:
        """The day of the receipt, and whether that could be understood."""
        at = self._columns[RECEIVED]
        value = values[at] if at < len(values) else None
        if not _text(value):
            return None, True
        day = _day(value)
        if day is None:
            self.problems.append(codes.BAD_DAY.at(self._place(row, RECEIVED), found=_text(value)))
        return day, day is not None

    def _place(self, row: int, title: str) -> Place:
        at = self._columns.get(title, self._columns[COPY])
        return Place(file=self._file, part=self._sheet, where=f"{_letters(at)}{row + 1}", field=title)


def _sheets(data: bytes) -> list[tuple[str, list[tuple[object, ...]]]] | None:
    """The sheets of a workbook as rows of values, no more of each than is looked at; nothing if it is no workbook."""
    from openpyxl import load_workbook  # noqa: PLC0415  (packing needs no reader)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED:
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that WPS writes and nobody needs here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [
                (sheet.title, list(sheet.iter_rows(max_row=ROWS + 1, max_col=_COLUMNS, values_only=True)))
                for sheet in book.worksheets
            ]
    except Exception:  # noqa: BLE001  (a damaged package fails in as many ways as it can be damaged)
        return None


def _header(grid: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]] | None:
    """The row of the header and the place of each column, or nothing if there is no table of receipts."""
    wanted = {_squeezed(title): title for title in TITLES}
    for row, values in enumerate(grid[:_HEADER_ROWS]):
        found: dict[str, int] = {}
        for at, value in enumerate(values):
            title = wanted.get(_squeezed(_text(value)))
            if title is not None:
                found.setdefault(title, at)
        if {COPY, RECEIVED, SIGNED} <= found.keys():
            return row, found
    return None


def _day(value: object) -> date | None:
    """The day that a cell means, or nothing."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(value))
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", _text(value)))
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _is_yes(text: str) -> bool:
    """Whether a cell says yes: a tick, a word, or the name of whoever signed."""
    word = _squeezed(text).lower()
    return bool(word) and word not in _NO and not word.startswith(("未", "没"))


def _text(value: object) -> str:
    """What a cell says, without the spaces around it; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _squeezed(text: str) -> str:
    """A word without spaces, wide letters made narrow."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _letters(at: int) -> str:
    """The letters of a column, counted from 0: A to Z, then AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
