"""The call sheet as a workbook: one row for each number, to be filled in and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.coverage.calls.lines import Line
from generator.coverage.calls.lines import State
from generator.coverage.calls.lines import Unit
from generator.coverage.calls.posts import EVERYBODY
from generator.coverage.calls.posts import Group
from generator.facts.model.calls import RESULTS
from generator.facts.model.calls import SILENT
from generator.filled import ROWS
from generator.workbook import Column
from generator.workbook import Sheet
from generator.workbook import workbook

NUMBER, UNIT, CODE, POSTS, NAME, PHONE = "序号", "社区（村）", "代码", "岗位", "姓名", "电话"
RISK, LAST, RESULT, NEW, TIME, CALLER, NOTE = "风险", "上次接通", "结果", "新号码", "时间", "拨打人", "备注"
TITLES = (NUMBER, UNIT, CODE, POSTS, NAME, PHONE, RISK, LAST, RESULT, NEW, TIME, CALLER, NOTE)

BACKUP = "（备用号码）"
MANY = "等"
_SHOWN = 4
_PER_SHEET = ROWS - 1000  # somebody adds rows
_HOW = (
    "一个号码只打一次，管它全部岗位；本人答“收到”才算接通。结果填接通、未接（没人接、关机、占线）、空号（停机）或已更换；"
    "已更换的问清新号码。没打的空着。表头和代码不要改，填完交回："
    "plangen phone-check --from 本文件 --on 拨打日期 --by 登记人。内部用，有本人号码，不外传。"
)
_COLUMNS = (
    Column(NUMBER, 6, 6),
    Column(UNIT, 10, 18),
    Column(CODE, 14, 14),
    Column(POSTS, 20, 40),
    Column(NAME, 8, 14),
    Column(PHONE, 14, 16),
    Column(RISK, 6, 8),
    Column(LAST, 12, 14),
    Column(RESULT, 10, 10, is_open=True, choices=RESULTS),
    Column(NEW, 14, 14, is_open=True),
    Column(TIME, 8, 8, is_open=True),
    Column(CALLER, 10, 10, is_open=True),
    Column(NOTE, 14, 20, is_open=True),
)


@dataclass(frozen=True, slots=True)
class Round:
    """What is to be called: whose posts, in which groups, as seen on a day; an answer counts so many days."""

    whose: str
    groups: tuple[Group, ...]
    day: date
    days: int
    lines: tuple[Line, ...]

    @property
    def scope(self) -> str:
        """The groups in words."""
        return "、".join(group.title for group in self.groups) or EVERYBODY[1]


def call_workbook(found: Round) -> bytes:
    """The sheet as an XLSX file; a very long one goes on in further sheets, for so many rows are read back."""
    heading = f"{found.whose}电话核查表（{found.scope}，{found.day}）"
    rows = tuple(
        (
            number,
            "\n".join(unit.name for unit in line.units),
            "\n".join(unit.code for unit in line.units),
            posts_text(line),
            name_text(line),
            line.phone,
            line.level.title if line.level is not None else "未评估",
            last_text(line, found.day, found.days),
            "",
            "",
            "",
            "",
            "",
        )
        for number, line in enumerate(found.lines, 1)
    )
    parts = [rows[at : at + _PER_SHEET] for at in range(0, max(len(rows), 1), _PER_SHEET)]
    return workbook(
        heading,
        [
            Sheet(f"电话核查{number if number > 1 else ''}", heading, _HOW, _COLUMNS, part, tall=True)
            for number, part in enumerate(parts, 1)
        ],
    )


def posts_text(line: Line) -> str:
    """The posts of a line; where it has some in several communities, a line of text for each."""
    if len(line.units) == 1:
        return _few(line, line.units[0])
    return "\n".join(f"{unit.name}：{_few(line, unit)}" for unit in line.units)


def _few(line: Line, unit: Unit) -> str:
    titles = line.titles(unit)
    if len(titles) <= _SHOWN + 1:
        return "、".join(titles)
    return "、".join(titles[:_SHOWN]) + f"{MANY}{len(titles)}岗"


def name_text(line: Line) -> str:
    """Whose number it is, and whether it is only the second one."""
    return line.name + (BACKUP if line.is_backup else "")


def last_text(line: Line, day: date, days: int) -> str:
    """What is known of a line: when it was answered last, and what came of the latest call if it was another thing."""
    heard = line.heard
    state = line.state(day, days)
    if state is State.GONE:
        return f"{heard.called_on}{heard.result}"
    said = str(heard.answered_on) if heard.answered_on is not None else "从没接通"
    return said + (f"\n{heard.called_on}未接" if heard.result == SILENT else "")


def tally(lines: Sequence[Line], day: date, days: int) -> dict[State, int]:
    """How many numbers are in which state."""
    found = dict.fromkeys(State, 0)
    for line in lines:
        found[line.state(day, days)] += 1
    return found
