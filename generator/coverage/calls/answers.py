"""What a call sheet says when it comes back: every row that has a result, every problem with its sheet and cell."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from types import MappingProxyType

from generator.coverage.calls import sheet
from generator.coverage.calls.sheet import CODE
from generator.coverage.calls.sheet import NEW
from generator.coverage.calls.sheet import PHONE
from generator.coverage.calls.sheet import RESULT
from generator.coverage.calls.sheet import TIME
from generator.coverage.calls.sheet import TITLES
from generator.coverage.calls.sheet import UNIT
from generator.facts.model.calls import ANSWERED
from generator.facts.model.calls import CHANGED
from generator.facts.model.calls import DEAD
from generator.facts.model.calls import RESULTS
from generator.facts.model.calls import SILENT
from generator.facts.model.calls import Call
from generator.facts.reader.phones import parse_phone
from generator.facts.reader.refusal import Refusal
from generator.facts.schema import columns
from generator.filled import ROWS
from generator.filled import Header
from generator.filled import Values
from generator.filled import cell
from generator.filled import day_of
from generator.filled import header_of
from generator.filled import sheets_of
from generator.filled import squeezed
from generator.filled import text_of
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_values
from generator.problems import pg7_calls as codes
from generator.problems import pg7_pack

NEEDED = (PHONE, RESULT)

_SPELT: Mapping[str, tuple[str, ...]] = MappingProxyType({
    ANSWERED: ("接通", "已接通", "接通了", "通", "通了", "打通", "打通了", "已接", "接了", "接听", "本人接听"),
    SILENT: (
        "未接", "未接通", "没接", "没接通", "没打通", "没人接", "无人接", "无人接听", "关机", "占线", "忙", "拒接",
        "不在服务区",
    ),
    DEAD: ("空号", "停机", "已停机", "号码不存在", "不存在"),
    CHANGED: ("已更换", "更换", "更换了", "换号", "换号了", "已换号", "换了", "换人", "错号", "打错", "不是本人"),
})  # fmt: skip
_RESULT = {word: result for result, words in _SPELT.items() for word in words}
_BETWEEN = re.compile(r"[\s、,，;；]+")
_TIME = re.compile(
    r"(?:(?P<day>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[T\s]*)?(?P<half>上午|早上|中午|下午|晚上)?\s*"
    r"(?P<hour>\d{1,2})\s*[:点时]\s*(?P<minute>\d{1,2})?分?(?::\d{1,2})?"
)
_LATE = frozenset({"下午", "晚上"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """One row with a result: where its posts are (codes, else names), and all that was written."""

    units: tuple[str, ...]
    posts: str
    name: str
    phone: str
    result: str
    new_phone: str = ""
    time: str = ""
    caller: str = ""
    note: str = ""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of a workbook that have a result, and how many have none yet."""

    given: tuple[Answer, ...] = ()
    open_count: int = 0


def read_answers(data: bytes, file: str, day: date) -> tuple[Answers, list[Problem]]:
    """The rows of every table of calls in a workbook, in their order, made on that day; every problem with its cell.

    A row that cannot be understood is left out. Codes: PG770, PG777, PG780 to PG785, PG793.
    """
    sheets = sheets_of(data, formulas=True)
    if sheets is None:
        return Answers(), [pg7_pack.NOT_A_WORKBOOK.at(Place(file=file))]
    given: list[Answer] = []
    problems: list[Problem] = []
    is_found, open_count = False, 0
    for name, grid in sheets:
        header = header_of(grid, TITLES, NEEDED)
        if header is None:
            continue
        is_found = True
        table = _Table(file, name, header, day)
        given += table.answers(grid)
        problems += table.problems
        open_count += table.open_count
        if len(grid) > ROWS:
            problems.append(pg7_pack.TOO_MANY_ROWS.at(Place(file=file, part=name), limit=ROWS))
    if not is_found:
        return Answers(), [codes.NO_CALLS.at(Place(file=file), missing="、".join(NEEDED))]
    problems += _twice(given)
    if not given and not problems:
        problems.append(codes.NO_RESULTS.at(Place(file=file)))
    return Answers(tuple(given), open_count), problems


def _twice(given: Sequence[Answer]) -> list[Problem]:
    first_of: dict[str, Answer] = {}
    problems = []
    for one in given:
        first = first_of.setdefault(one.phone, one)
        if first is not one:
            problems.append(codes.CALL_TWICE.at(one.place, first.place, phone=one.phone))
    return problems


class _Table:
    """One table of calls: where its columns stand, what is wrong in it, and how many rows have no result."""

    def __init__(self, file: str, name: str, header: Header, day: date) -> None:
        self.problems: list[Problem] = []
        self.open_count = 0
        self._file = file
        self._name = name
        self._header = header
        self._day = day

    def answers(self, grid: Sequence[Values]) -> Iterator[Answer]:
        """The rows below the header that have a result."""
        top = self._header.row + 1
        for row, values in enumerate(grid[:ROWS][top:], top):
            answer = self._answer(row, values)
            if answer is not None:
                yield answer

    def _answer(self, row: int, values: Values) -> Answer | None:
        said = {title: _ILLEGAL.sub("", self._header.text(values, title)) for title in TITLES}
        filled = [said[title] for title in (RESULT, NEW, TIME, sheet.CALLER, sheet.NOTE)]
        if not any(filled):
            self.open_count += bool(said[PHONE])
            return None
        before = len(self.problems)
        phone = self._phone(row, PHONE, said[PHONE])
        result = self._result(row, said)
        new = self._phone(row, NEW, said[NEW]) if said[NEW] else ""
        time = self._time(row, values)
        for title in _KEYS:
            self._text(row, title, said[title])
        if len(self.problems) > before:
            return None
        if result == CHANGED and new in {"", phone}:
            new = ""
            self.problems.append(codes.CALL_NO_NEW_NUMBER.at(self._place(row, NEW), phone=phone))
        units = tuple(dict.fromkeys(filter(None, _BETWEEN.split(said[CODE] or said[UNIT]))))
        return Answer(
            units,
            said[sheet.POSTS],
            said[sheet.NAME].replace(sheet.BACKUP, ""),
            phone,
            result,
            new,
            time,
            said[sheet.CALLER],
            said[sheet.NOTE],
            self._place(row, PHONE),
        )

    def _phone(self, row: int, title: str, text: str) -> str:
        number = parse_phone(text)
        if isinstance(number, Refusal):
            self.problems.append(codes.CALL_PHONE.at(self._place(row, title), found=text))
            return ""
        return number

    def _result(self, row: int, said: Mapping[str, str]) -> str:
        """The result, or nothing and a problem: none is given, or none is meant."""
        word = squeezed(said[RESULT])
        result = _RESULT.get(word, "")
        if not word:
            self.problems.append(codes.CALL_WITHOUT_RESULT.at(self._place(row, RESULT), phone=said[PHONE] or "—"))
        elif not result:
            known = _RESULT.get(nearest(word, _RESULT), "") or "、".join(RESULTS)
            self.problems.append(codes.CALL_RESULT.at(self._place(row, RESULT), found=said[RESULT], known=known))
        return result

    def _time(self, row: int, values: Values) -> str:
        value = self._header.value(values, TIME)
        if not text_of(value):
            return ""
        time = time_of(value, self._day)
        if time is None:
            self.problems.append(codes.CALL_TIME.at(self._place(row, TIME), found=text_of(value), day=self._day))
        return time or ""

    def _text(self, row: int, title: str, text: str) -> None:
        """Nothing; a text that is too long is told."""
        limit = columns(Call)[_KEYS[title]].fact.length
        if len(text) > limit:
            values = {"count": len(text), "limit": limit}
            self.problems.append(pg2_values.TOO_LONG.at(self._place(row, title), title=title, **values))

    def _place(self, row: int, title: str) -> Place:
        at = self._header.columns
        return cell(self._file, self._name, row, at.get(title, at[PHONE]), title)


_KEYS: Mapping[str, str] = MappingProxyType({sheet.NAME: "name", sheet.CALLER: "caller", sheet.NOTE: "note"})


def time_of(value: object, day: date) -> str | None:
    """The time that a cell means, as 09:05; nothing if it means none, or one of another day."""
    if isinstance(value, dt.datetime):
        is_day = value.date() == day or value.year < 1901  # a time alone is one of the first day that Excel knows
        return f"{value:%H:%M}" if is_day else None
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60) % (24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    match = _TIME.fullmatch(unicodedata.normalize("NFKC", text_of(value)))
    if match is None or (match["day"] and day_of(match["day"]) != day):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"] in _LATE and hour < _NOON:
        hour += _NOON
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
