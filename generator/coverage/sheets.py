"""The workbook's sheets: summary, towns, gaps, next steps, rules, findings, exemptions, trend; 台账 stands apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.coverage.all_communities import communities_sheet
from generator.coverage.measure import Tally
from generator.coverage.measure import percent
from generator.coverage.report import Report
from generator.coverage.standing import STEPS
from generator.coverage.standing import State
from generator.workbook import Cell
from generator.workbook import Chart
from generator.workbook import Column
from generator.workbook import Sheet

_PLACE = (Column("街镇", 8, 14), Column("社区（村）", 10, 18))
_NOT_ASKED = "过去某一天只有台账、演练和名册可查，要素不回算。"


def sheets(report: Report) -> tuple[Sheet, ...]:
    """All sheets, in the order in which a reader asks."""
    found = [_summary(report), _towns(report), communities_sheet(report), _gaps(report)]
    if report.ready is not None:
        found += [_next_steps(report), _rules(report), _failures(report)]
    found.append(_findings(report))
    if report.measured.exempt:
        found.append(_exempt(report))
    return (*found, _trend(report))


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


def _gaps(report: Report) -> Sheet:
    return Sheet(
        "缺口清单",
        f"{report.district}缺口清单（{report.day}）",
        "“原因”是现在没有覆盖的原因；“提示”是已覆盖但会到期失去覆盖的事，日期是期限。一个社区（村）可以有几行。",
        (*_PLACE, Column("状态", 8, 14), Column("性质", 6, 8), Column("内容", 24, 70), Column("日期", 12, 12)),
        tuple(
            (one.town_name, one.name, one.state.title, kind, reason.text, _day(reason.day))
            for one in report.measured.standings
            for kind, reasons in (("原因", one.reasons), ("提示", one.flags))
            for reason in reasons
        ),
        frozen=2,
    )


def _next_steps(report: Report) -> Sheet:
    return Sheet(
        "下一步",
        f"{report.district}下一步怎么做（{report.day}）",
        "每个社区（村）一行，只写眼下这一步。按“风险×缺口×期限”从急到缓排列；风险没评估的按较大算。",
        (
            Column("序号", 6, 6),
            *_PLACE,
            Column("最高风险", 8, 8),
            Column("状态", 8, 14),
            Column("下一步", 10, 16),
            Column("做什么", 24, 64),
            Column("谁来做", 12, 24),
            Column("期限", 12, 12),
        ),
        tuple(
            (
                number,
                step.standing.town_name,
                step.standing.name,
                step.standing.level or "未评估",
                step.standing.state.title,
                step.kind,
                step.what,
                step.who,
                _day(step.due),
            )
            for number, step in enumerate(report.steps, 1)
        ),
        frozen=3,
    )


def _rules(report: Report) -> Sheet:
    return Sheet(
        "要素",
        f"{report.district}要素达标情况（{report.day}）",
        "没填、查不到的按没达标算。没有风险档案的社区（村）没法逐项问，不在“问了”里，但也不算达标。"
        "参数在 plans/standards.yaml 里改。",
        (
            Column("编号", 6, 8),
            Column("要求", 24, 56),
            Column("强度", 6, 8),
            Column("层级", 6, 8),
            Column("问了", 6, 8),
            Column("达标", 6, 8),
            Column("未达标", 8, 8),
            Column("依据", 16, 40),
            Column("参数依据", 8, 12),
        ),
        tuple(
            (
                one.rule.id or "",
                one.rule.title or "",
                one.rule.severity or "",
                one.rule.level or "",
                one.asked,
                one.asked - one.failed,
                one.failed,
                one.rule.source or "",
                "已确认" if one.rule.confirmed else "待确认",
            )
            for one in report.by_rule
        ),
    )


def _failures(report: Report) -> Sheet:
    return Sheet(
        "要素未达标",
        f"{report.district}要素未达标明细（{report.day}）",
        "一行是一个社区（村）或街镇的一项。街镇的要求算街镇的，“社区（村）”一栏空着。",
        (Column("编号", 6, 8), Column("强度", 6, 8), Column("要求", 16, 44), *_PLACE, Column("查到的情况", 24, 64)),
        tuple(
            (one.rule.id or "", one.rule.severity or "", one.rule.title or "", one.town, one.community, one.said)
            for one in report.failures
        ),
    )


def _findings(report: Report) -> Sheet:
    return Sheet(
        "未销号问题",
        f"{report.district}演练发现、未销号的问题（{report.day}）",
        "期限按修订台账：批准延期的写延到哪天。要求修订预案的问题逾期不销号，就不算覆盖。",
        (
            *_PLACE,
            Column("演练", 10, 14),
            Column("问题编号", 12, 16),
            Column("程度", 6, 8),
            Column("问题", 24, 60),
            Column("责任岗位", 10, 18),
            Column("期限", 12, 12),
            Column("逾期", 6, 6),
            Column("状态", 8, 12),
            Column("要修订预案", 8, 10),
        ),
        tuple(
            (
                standing.town_name,
                standing.name,
                one.drill.id or "",
                one.finding.id or "",
                one.finding.severity or "",
                one.finding.what or "",
                one.finding.owner or "",
                _day(one.due),
                "逾期" if one.due is not None and one.due < report.day else "",
                one.state,
                "是" if one.finding.asks_revision else "否",
            )
            for standing in report.measured.standings
            for one in report.findings.get(standing.slug, ())
        ),
        frozen=2,
    )


def _exempt(report: Report) -> Sheet:
    return Sheet(
        "免编",
        f"{report.district}凭文件免编的社区（村）（{report.day}）",
        "不计入总数，只凭文号，逐个列名。",
        (*_PLACE, Column("区划代码", 14, 14), Column("文号", 16, 40)),
        tuple(
            (one.town.name or "", one.entry.name or "", one.entry.code or "", one.document)
            for one in report.measured.exempt
        ),
        portrait=True,
    )


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


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
