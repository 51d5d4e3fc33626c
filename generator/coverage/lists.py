"""The sheets that list single things, one a row: gaps, next steps, rules, contradictions, findings, exemptions."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from generator.coverage.contradictions import Contradiction
from generator.coverage.denominator import Exempt
from generator.coverage.judge import OpenFinding
from generator.coverage.next_steps import Step
from generator.coverage.phones import Phones
from generator.coverage.phones import few
from generator.coverage.report import Failure
from generator.coverage.report import Report
from generator.coverage.report import RuleTally
from generator.coverage.standing import Reason
from generator.coverage.standing import Standing
from generator.workbook import Cell
from generator.workbook import Column
from generator.workbook import Sheet

_Row = TypeVar("_Row")


class _Gap(NamedTuple):
    """Why a community is not covered, or what will cost it that."""

    standing: Standing
    kind: str
    reason: Reason


class _Open(NamedTuple):
    """A finding that is not closed, and on which day that was looked at."""

    standing: Standing
    one: OpenFinding
    day: date


@dataclass(frozen=True, slots=True)
class _Table(Generic[_Row]):
    """A sheet that is to be filled: each column stands beside what it says of a row."""

    name: str
    subject: str
    note: str
    fields: Sequence[tuple[Column, Callable[[_Row], Cell]]]
    frozen: int = 0
    portrait: bool = False

    def of(self, report: Report, rows: Iterable[_Row]) -> Sheet:
        """The sheet with a row for each of these."""
        return Sheet(
            self.name,
            f"{report.district}{self.subject}（{report.day}）",
            self.note,
            tuple(column for column, _cell in self.fields),
            tuple(tuple(cell(row) for _column, cell in self.fields) for row in rows),
            frozen=self.frozen,
            portrait=self.portrait,
        )


def lists(report: Report) -> Iterator[Sheet]:
    """All of them, in the order in which a reader asks; of a past day no rule is asked and nothing is to be done."""
    yield _GAPS.of(report, _gaps(report))
    if report.ready is not None:
        yield _STEPS.of(report, enumerate(report.steps, 1))
        yield _RULES.of(report, report.by_rule)
        yield _FAILURES.of(report, report.failures)
        yield _PHONES.of(report, _phones(report))
        yield _CONTRADICTIONS.of(report, ((report, one) for one in report.contradictions))
    yield _FINDINGS.of(report, _findings(report))
    if report.measured.exempt:
        yield _EXEMPT.of(report, report.measured.exempt)


_TOWN, _COMMUNITY = Column("街镇", 8, 14), Column("社区（村）", 10, 18)

_GAPS: _Table[_Gap] = _Table(
    "缺口清单",
    "缺口清单",
    "“原因”是现在没有覆盖的原因；“提示”是已覆盖但会到期失去覆盖的事，日期是期限。一个社区（村）可以有几行。",
    (
        (_TOWN, lambda row: row.standing.town_name),
        (_COMMUNITY, lambda row: row.standing.name),
        (Column("状态", 8, 14), lambda row: row.standing.state.title),
        (Column("性质", 6, 8), lambda row: row.kind),
        (Column("内容", 24, 70), lambda row: row.reason.text),
        (Column("日期", 12, 12), lambda row: _day(row.reason.day)),
    ),
    frozen=2,
)


def _gaps(report: Report) -> Iterator[_Gap]:
    for standing in report.measured.standings:
        for kind, reasons in (("原因", standing.reasons), ("提示", standing.flags)):
            yield from (_Gap(standing, kind, reason) for reason in reasons)


_STEPS: _Table[tuple[int, Step]] = _Table(
    "下一步",
    "下一步怎么做",
    "每个社区（村）一行，只写眼下这一步。按“风险×缺口×期限”从急到缓排列；风险没评估的按较大算。",
    (
        (Column("序号", 6, 6), lambda row: row[0]),
        (_TOWN, lambda row: row[1].standing.town_name),
        (_COMMUNITY, lambda row: row[1].standing.name),
        (Column("最高风险", 8, 8), lambda row: row[1].standing.level or "未评估"),
        (Column("状态", 8, 14), lambda row: row[1].standing.state.title),
        (Column("下一步", 10, 16), lambda row: row[1].kind),
        (Column("做什么", 24, 64), lambda row: row[1].what),
        (Column("谁来做", 12, 24), lambda row: row[1].who),
        (Column("期限", 12, 12), lambda row: _day(row[1].due)),
    ),
    frozen=3,
)

_PHONES: _Table[tuple[Standing, Phones]] = _Table(
    "电话核查",
    "岗位电话核查情况",
    "一个号码管几个岗位也只数一次；几类相加等于号码数。接通以拨打记录和档案里较新的日期为准，天数见要素R-24。"
    "只写岗位，不写姓名和号码；名单和号码用 plangen phone-check 打印。",
    (
        (_TOWN, lambda row: row[0].town_name),
        (_COMMUNITY, lambda row: row[0].name),
        (Column("号码数", 6, 8), lambda row: row[1].total),
        (Column("按期接通", 6, 10), lambda row: row[1].answered),
        (Column("超期", 6, 8), lambda row: row[1].old),
        (Column("从没接通", 6, 10), lambda row: row[1].never),
        (Column("空号或已更换", 8, 12), lambda row: row[1].gone_count),
        (Column("最近核查", 12, 12), lambda row: _day(row[1].called_on)),
        (Column("空号或已更换的岗位", 16, 40), lambda row: few(row[1].gone)),
        (Column("还没按期接通的岗位", 16, 48), lambda row: few(row[1].silent)),
    ),
    frozen=2,
)


def _phones(report: Report) -> Iterator[tuple[Standing, Phones]]:
    for standing in report.measured.standings:
        found = report.phones.get(standing.slug)
        if found is not None:
            yield standing, found


_RULES: _Table[RuleTally] = _Table(
    "要素",
    "要素达标情况",
    (
        "没填、查不到的按没达标算。没有风险档案的社区（村）没法逐项问，不在“问了”里，但也不算达标。"
        "参数在 plans/standards.yaml 里改。"
    ),
    (
        (Column("编号", 6, 8), lambda row: row.rule.id or ""),
        (Column("要求", 24, 56), lambda row: row.rule.title or ""),
        (Column("强度", 6, 8), lambda row: row.rule.severity or ""),
        (Column("层级", 6, 8), lambda row: row.rule.level or ""),
        (Column("问了", 6, 8), lambda row: row.asked),
        (Column("达标", 6, 8), lambda row: row.asked - row.failed),
        (Column("未达标", 8, 8), lambda row: row.failed),
        (Column("依据", 16, 40), lambda row: row.rule.source or ""),
        (Column("参数依据", 8, 12), lambda row: "已确认" if row.rule.confirmed else "待确认"),
    ),
)

_FAILURES: _Table[Failure] = _Table(
    "要素未达标",
    "要素未达标明细",
    "一行是一个社区（村）或街镇的一项。街镇的要求算街镇的，“社区（村）”一栏空着。",
    (
        (Column("编号", 6, 8), lambda row: row.rule.id or ""),
        (Column("强度", 6, 8), lambda row: row.rule.severity or ""),
        (Column("要求", 16, 44), lambda row: row.rule.title or ""),
        (_TOWN, lambda row: row.town),
        (_COMMUNITY, lambda row: row.community),
        (Column("查到的情况", 24, 64), lambda row: row.said),
    ),
)

_CONTRADICTIONS: _Table[tuple[Report, Contradiction]] = _Table(
    "矛盾核对",
    "矛盾核对",
    (
        "各社区（村）、街镇的档案放在一起对不上的地方。“必改”是不可能都对；“核对”是很可能有一处写错，去问一声。"
        "不写姓名和号码，按证据里的文件和行数去找。"
    ),
    (
        (Column("类别", 10, 18), lambda row: row[1].kind),
        (Column("程度", 6, 6), lambda row: "必改" if row[1].must else "核对"),
        (Column("涉及", 14, 30), lambda row: "、".join(row[0].concerned(row[1]))),
        (Column("情况", 24, 64), lambda row: row[1].what),
        (Column("证据", 20, 44), lambda row: "；".join(row[1].evidence)),
        (Column("谁来定", 10, 22), lambda row: row[1].who),
    ),
    frozen=2,
)

_FINDINGS: _Table[_Open] = _Table(
    "未销号问题",
    "演练发现、未销号的问题",
    "期限按修订台账：批准延期的写延到哪天。要求修订预案的问题逾期不销号，就不算覆盖。",
    (
        (_TOWN, lambda row: row.standing.town_name),
        (_COMMUNITY, lambda row: row.standing.name),
        (Column("演练", 10, 14), lambda row: row.one.drill.id or ""),
        (Column("问题编号", 12, 16), lambda row: row.one.finding.id or ""),
        (Column("程度", 6, 8), lambda row: row.one.finding.severity or ""),
        (Column("问题", 24, 60), lambda row: row.one.finding.what or ""),
        (Column("责任岗位", 10, 18), lambda row: row.one.finding.owner or ""),
        (Column("期限", 12, 12), lambda row: _day(row.one.due)),
        (Column("逾期", 6, 6), lambda row: "逾期" if row.one.due is not None and row.one.due < row.day else ""),
        (Column("状态", 8, 12), lambda row: row.one.state),
        (Column("要修订预案", 8, 10), lambda row: "是" if row.one.finding.asks_revision else "否"),
    ),
    frozen=2,
)


def _findings(report: Report) -> Iterator[_Open]:
    for standing in report.measured.standings:
        for one in report.findings.get(standing.slug, ()):
            yield _Open(standing, one, report.day)


_EXEMPT: _Table[Exempt] = _Table(
    "免编",
    "凭文件免编的社区（村）",
    "不计入总数，只凭文号，逐个列名。",
    (
        (_TOWN, lambda row: row.town.name or ""),
        (_COMMUNITY, lambda row: row.entry.name or ""),
        (Column("区划代码", 14, 14), lambda row: row.entry.code or ""),
        (Column("文号", 16, 40), lambda row: row.document),
    ),
    portrait=True,
)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
