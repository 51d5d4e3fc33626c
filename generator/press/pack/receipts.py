"""The receipts of a pack, read back from the workbook in which they were filled in.

People fill it in with Excel or WPS, by hand: columns move, days are typed as texts or numbers, ticks come in many
shapes. What can be understood is; what cannot is a problem with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.filled import ROWS
from generator.filled import Header
from generator.filled import cell
from generator.filled import day_of
from generator.filled import header_of
from generator.filled import sheets_of
from generator.filled import squeezed
from generator.filled import text_of
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_pack as codes
from generator.problems.nearest import nearest

COPY, COMMUNITY, CODE, ITEM = "份号", "社区（村）", "区划代码", "印件"
POST, PERSON, VERSION = "持有岗位或地点", "持有人", "版本"
RECEIVED, SIGNED, OLD, NOTE = "签收日期", "签名", "旧本处理", "备注"
TITLES = (COPY, COMMUNITY, CODE, ITEM, POST, PERSON, VERSION, RECEIVED, SIGNED, OLD, NOTE)
OLD_COPIES = ("收回", "销毁", "遗失", "无")

_NUMBER = re.compile(r"\d")
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
    sheets = sheets_of(data)
    if sheets is None:
        return [], [codes.NOT_A_WORKBOOK.at(Place(file=file))]
    rows: list[Receipt] = []
    problems: list[Problem] = []
    found = False
    for name, grid in sheets:
        header = header_of(grid, TITLES, {COPY, RECEIVED, SIGNED})
        if header is not None:
            found = True
            table = _Table(file, name, header)
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

    def __init__(self, file: str, sheet: str, header: Header) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._sheet = sheet
        self._header = header

    def receipts(self, grid: Sequence[Sequence[object]]) -> Iterator[Receipt]:
        """The rows below the header that say anything of a copy."""
        for row, values in enumerate(grid[:ROWS][self._header.row + 1 :], self._header.row + 1):
            read = self._receipt(row, values)
            if read is not None:
                yield read

    def _receipt(self, row: int, values: Sequence[object]) -> Receipt | None:
        said = {title: self._header.text(values, title) for title in self._header.columns}
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
        word = squeezed(text)
        if not word or word in _OLD:
            return _OLD.get(word, ""), True
        near = nearest(word, _OLD)
        known = _OLD[near] if near else "、".join(OLD_COPIES)
        self.problems.append(codes.UNKNOWN_OLD.at(self._place(row, OLD), found=text, known=known))
        return "", False

    def _day(self, row: int, values: Sequence[object]) -> tuple[date | None, bool]:
        """The day of the receipt, and whether that could be understood."""
        value = self._header.value(values, RECEIVED)
        if not text_of(value):
            return None, True
        day = day_of(value)
        if day is None:
            self.problems.append(codes.BAD_DAY.at(self._place(row, RECEIVED), found=text_of(value)))
        return day, day is not None

    def _place(self, row: int, title: str) -> Place:
        columns = self._header.columns
        return cell(self._file, self._sheet, row, columns.get(title, columns[COPY]), title)


def _is_yes(text: str) -> bool:
    """Whether a cell says yes: a tick, a word, or the name of whoever signed."""
    word = squeezed(text).lower()
    return bool(word) and word not in _NO and not word.startswith(("未", "没"))
