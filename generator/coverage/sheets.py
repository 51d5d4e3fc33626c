"""The workbook's sheets: summary, towns and trend; 台账 and the lists of single things stand apart."""

from __future__ import annotations

from collections.abc import Iterator

from generator.coverage.all_communities import communities_sheet
from generator.coverage.lists import lists
from generator.coverage.measure import Tally
from generator.coverage.measure import percent
from generator.coverage.report import Report
from generator.coverage.standing import STEPS
from generator.coverage.standing import State
from generator.workbook import Cell
from generator.workbook import Chart
from generator.workbook import Column
from generator.workbook import Sheet

_NOT_ASKED = "过去某一天只有台账、演练和名册可查，要素不回算。"


def sheets(report: Report) -> tuple[Sheet, ...]:
    """All sheets, in the order in which a reader asks."""
    return (_summary(report), _towns(report), communities_sheet(report), *lists(report), _trend(report))


def share(part: int, whole: int) -> Cell:
    """The floored percentage as a number; a dash of nothing."""
    text = percent(part, whole)
    return float(text) if whole else text


def _summary(report: Report) -> Sheet:
    return Sheet(
        "汇总",
        f"{report.district}社区（村）“多案合一”应急预案覆盖情况（{report.day}）",
        "百分比只舍不入，100.0就是一个不缺。编制覆盖率和要素达标率是两个数，不能相加、不能互相代替。"
        + ("" if report.ready is not None else _NOT_ASKED),
        (Column("分类", 12, 16), Column("项目", 20, 40), Column("个数", 8), Column("总数", 8), Column("百分比", 8)),
        tuple(_summary_rows(report)),
        portrait=True,
    )


def _summary_rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    whole = report.whole
    yield "两个数", "编制覆盖率", whole.covered, whole.total, share(whole.covered, whole.total)
    if report.ready is not None:
        number = report.ready_of()
        yield "两个数", "要素达标率", number, whole.total, share(number, whole.total)
    for step, number in whole.steps.items():
        yield "走到哪一步", step, number, whole.total, share(number, whole.total)
    for state, number in whole.states.items():
        yield "状态", state.title, number, whole.total, share(number, whole.total)
    for title, tallies in (("按类别", report.measured.by_kind), ("按最高风险", report.measured.by_level)):
        for tally in tallies:
            yield title, f"{tally.title}：已覆盖", tally.covered, tally.total, share(tally.covered, tally.total)
    grace = len(report.measured.in_grace)
    if grace:
        yield "另计", "新设、在宽限期内（计入总数）", grace, whole.total, share(grace, whole.total)
    if report.measured.exempt:
        yield "另计", "凭文件免编（不计入总数）", len(report.measured.exempt), "", ""


def _towns(report: Report) -> Sheet:
    states = tuple(Column(state.title, 6, 12) for state in State)
    steps = tuple(Column(step, 6, 8) for step in STEPS)
    ready = (Column("要素达标", 6, 10), Column("街镇未达标项", 8, 24)) if report.ready is not None else ()
    return Sheet(
        "分街镇",
        f"{report.district}分街镇情况（{report.day}）",
        "每个社区（村）只算在一种状态里，各状态之和等于总数。编制、签发、备案、分发是走到这一步的个数。",
        (Column("街镇", 8, 14), Column("总数", 6, 8), *states, *steps, Column("覆盖率", 8, 8), *ready),
        tuple(
            _town_row(report, tally, folder)
            for tally, folder in zip(report.measured.by_town, report.towns, strict=True)
        ),
        _town_row(report, report.whole, None),
        frozen=1,
    )


def _town_row(report: Report, tally: Tally, folder: str | None) -> tuple[Cell, ...]:
    row: tuple[Cell, ...] = (
        tally.title,
        tally.total,
        *tally.states.values(),
        *tally.steps.values(),
        share(tally.covered, tally.total),
    )
    if report.ready is None:
        return row
    own = report.ready.towns.get(folder, ()) if folder is not None else ()
    failed = "、".join(result.rule.id or "" for result in own if not result.answer.met)
    return (*row, report.ready_of(folder), failed)


def _trend(report: Report) -> Sheet:
    return Sheet(
        "走势",
        f"{report.district}编制覆盖率走势（到{report.day}）",
        "每个月末按当天的名册、修订台账和演练记录重新算，不靠留存的快照。模板更新等今天才知道的事不回算。",
        (
            Column("日期", 12, 12),
            Column("总数", 6, 8),
            *(Column(step, 6, 8) for step in STEPS[1:]),
            Column("已覆盖", 8, 8),
            Column("覆盖率", 8, 10),
        ),
        tuple(
            (
                day.isoformat(),
                tally.total,
                *(tally.steps[step] for step in STEPS[1:]),
                tally.covered,
                share(tally.covered, tally.total),
            )
            for day, tally in report.over_time
        ),
        chart=Chart("编制覆盖率走势（%）", 0, 2 + len(STEPS), 100),
    )
