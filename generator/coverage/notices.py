"""The circular of the month and the notice to each town, from the officers' templates in `templates/notices`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from generator import files
from generator.coverage.contradictions import Contradiction
from generator.coverage.measure import Tally
from generator.coverage.measure import percent
from generator.coverage.next_steps import Step
from generator.coverage.ranking import ranks
from generator.coverage.report import Report
from generator.coverage.standing import STEPS
from generator.coverage.standing import Standing
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.word.template import CompiledTemplate
from generator.word.template import compile_checked

FOLDER = "templates/notices"
CIRCULAR, TO_TOWN, DUTIES = "通报", "街镇通知", "一本账"
_LIMIT = 20 * files.MIB
_SHORTEST = 5  # how many rules are named as short-comings
_DRILL_DAYS = 365
_KEEPS = "保持"

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Notices:
    """The compiled templates."""

    templates: Mapping[str, CompiledTemplate]

    def circular(self, report: Report) -> bytes:
        """The circular as a Word file.

        Raises: PlangenError with what is wrong with the template for these values.
        """
        return self.templates[CIRCULAR].render(circular(report))

    def to_town(self, report: Report, town: str) -> bytes:
        """The notice to the town of that folder, as a Word file.

        Raises: PlangenError with what is wrong with the template for these values.
        """
        return self.templates[TO_TOWN].render(to_town(report, town))


def load_notices(workspace: Workspace) -> tuple[Notices | None, list[Problem]]:
    """Both templates, compiled, or `None`; everything that is wrong with them."""
    found: dict[str, CompiledTemplate] = {}
    problems: list[Problem] = []
    for name in (CIRCULAR, TO_TOWN):
        template, told = load_template(workspace, name)
        problems += told
        if template is not None:
            found[name] = template
    return (Notices(found) if len(found) == 2 else None), problems


def load_template(workspace: Workspace, name: str) -> tuple[CompiledTemplate | None, list[Problem]]:
    """One of the officers' templates, compiled, or `None`; everything that is wrong with it."""
    file = f"{FOLDER}/{name}.docx"
    data, problems = files.read_bytes(workspace.root / file, _LIMIT, root=workspace.root)
    if data is None:
        return None, problems
    template, told = compile_checked(data, file)
    return template, [*problems, *told]


def circular(report: Report) -> Row:
    """What the circular shows."""
    whole, measured = report.whole, report.measured
    soon = report.day + timedelta(days=report.rules.soon_days or 0)
    overdue = list(_findings(report, overdue=True))
    return {
        **_frame(report),
        "总数": whole.total,
        "覆盖数": whole.covered,
        "覆盖率": whole.percent,
        "各步": "、".join(f"{step}{whole.steps[step]}个" for step in STEPS),
        "类别": "、".join(f"{tally.title}{tally.total}个" for tally in measured.by_kind),
        "宽限数": len(measured.in_grace),
        "免编": "、".join(f"{one.entry.name}（{one.document}）" for one in measured.exempt),
        "变化": _change(report),
        "有要素": report.ready is not None,
        "达标数": report.ready_of(),
        "达标率": report.ready_percent,
        "排名起点": report.rules.rank_from,
        "街镇行": _town_rows(report),
        "未覆盖数": whole.total - whole.covered,
        "未覆盖": [_missing(one) for one in measured.standings if not one.is_covered],
        "到期天数": report.rules.soon_days,
        "到期": [row for one in measured.standings if one.is_covered for row in _due_rows(one, soon)],
        "演练数": _drilled(report),
        "演练天数": _DRILL_DAYS,
        "问题数": sum(one.open_findings for one in measured.standings),
        "逾期数": len(overdue),
        "逾期": overdue,
        "短板": _short_comings(report),
        "要求": _demands(report, report.steps),
        **_contradicting(report, report.contradictions),
        "校验": [
            {
                "序号": number,
                "街镇": one.town_name,
                "社区": one.name,
                "版本": one.evidence.version or "—",
                "校验值": head,
            }
            for number, (one, head) in enumerate(_heads(report), 1)
        ],
    }


def to_town(report: Report, town: str) -> Row:
    """What the notice to a town shows: its numbers, its gaps with deadlines, what it owes itself."""
    standings = report.of_town(town)
    covered = sum(one.is_covered for one in standings)
    steps = [step for step in report.steps if step.standing.town == town]
    own = report.ready.towns.get(town, ()) if report.ready is not None else ()
    last = _next_month_end(report.day)
    return {
        **_frame(report),
        "街镇": report.towns[town],
        "主送": _addressed(report.towns[town]),
        "总数": len(standings),
        "覆盖数": covered,
        "覆盖率": percent(covered, len(standings)),
        "有要素": report.ready is not None,
        "达标数": report.ready_of(town),
        "达标率": percent(report.ready_of(town), len(standings)),
        "各社区": [
            {
                "序号": number,
                "社区": step.standing.name,
                "状态": step.standing.state.title,
                "做什么": spoken(step.what),
                "谁来做": step.who,
                "期限": _said(step.due if step.due is not None and step.due >= report.day else last),
            }
            for number, step in enumerate((one for one in steps if one.kind != _KEEPS), 1)
        ],
        "问题": [row for row in _findings(report, overdue=False) if row["街镇"] == report.towns[town]],
        **_contradicting(report, [one for one in report.contradictions if one.is_of(town)]),
        "街镇未达标": [
            {"要求": result.rule.title, "情况": result.answer.said} for result in own if not result.answer.met
        ],
        "要素": [
            {"编号": number, "要求": title, "社区数": len(names), "社区": "、".join(names)}
            for (number, title), names in _musts(report, standings)
        ],
        "报送日": _said(last),
    }


def _frame(report: Report) -> Row:
    day = report.day
    return {
        "区": report.district,
        "机关": report.bureau,
        "年": str(day.year),
        "月": str(day.month),
        "日期": _said(day),
    }


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _addressed(town: str) -> str:
    """The town's office, as letters to it are addressed."""
    return town + ("办事处" if town.endswith("街道") else "人民政府")


def spoken(text: str) -> str:
    """A step without the command that helps with it: a notice is read on paper."""
    return text.partition("（plangen")[0]


def _next_month_end(day: date) -> date:
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


def _change(report: Report) -> str:
    """How coverage changed since the end of the last month, in words; empty where that is not known."""
    if len(report.over_time) < 2:
        return ""
    day, before = report.over_time[-2]
    now = report.whole.covered
    words = (
        "持平"
        if now == before.covered
        else f"{'增加' if now > before.covered else '减少'}{abs(now - before.covered)}个"
    )
    return f"与{_said(day)}（{before.covered}个，{_percent(before)}）相比{words}"


def _percent(tally: Tally) -> str:
    return f"{tally.percent}%" if tally.total else "没有名册"


def _town_rows(report: Report) -> list[Row]:
    tallies = report.measured.by_town
    places = ranks(tallies, report.rules.rank_from or 1)
    return [
        {
            "街镇": tally.title,
            "总数": tally.total,
            "签发": tally.steps[STEPS[1]],
            "备案": tally.steps[STEPS[2]],
            "分发": tally.steps[STEPS[3]],
            "覆盖": tally.covered,
            "覆盖率": tally.percent,
            "达标": report.ready_of(folder),
            "排名": places.get(tally.title, "—"),
        }
        for tally, folder in zip(tallies, report.towns, strict=True)
    ]


def _missing(one: Standing) -> Row:
    reasons = "；".join(reason.text + (f"（{reason.day}）" if reason.day else "") for reason in one.reasons)
    return {"街镇": one.town_name, "社区": one.name, "状态": one.state.title, "原因": reasons}


def _due_rows(one: Standing, soon: date) -> Iterator[Row]:
    for flag in one.flags:
        if flag.day is not None and flag.day <= soon:
            yield {"街镇": one.town_name, "社区": one.name, "事项": flag.text, "期限": _said(flag.day)}


def _drilled(report: Report) -> int:
    start = report.day - timedelta(days=_DRILL_DAYS)
    days = (said.last_drill for said in report.particulars.values())
    return sum(day is not None and start <= day <= report.day for day in days)


def _findings(report: Report, *, overdue: bool) -> Iterator[Row]:
    for standing in report.measured.standings:
        for one in report.findings.get(standing.slug, ()):
            is_late = one.due is not None and one.due < report.day
            if is_late or not overdue:
                yield {
                    "街镇": standing.town_name,
                    "社区": standing.name,
                    "编号": one.finding.id or "—",
                    "程度": one.finding.severity or "—",
                    "责任岗位": one.finding.owner or "—",
                    "期限": (_said(one.due) if one.due is not None else "—") + ("（逾期）" if is_late else ""),
                    "状态": one.state,
                }


def _short_comings(report: Report) -> list[Row]:
    """The rules that most communities fail, those that are a 必须 first among equals."""
    of_communities = [one for one in report.by_rule if one.rule.level == "社区" and one.failed]
    worst = sorted(of_communities, key=lambda one: (-one.failed, one.rule.severity != "必须"))[:_SHORTEST]
    return [
        {
            "序号": number,
            "编号": one.rule.id,
            "要求": one.rule.title,
            "强度": one.rule.severity,
            "未达标": one.failed,
            "问了": one.asked,
        }
        for number, one in enumerate(worst, 1)
    ]


def _demands(report: Report, steps: Iterable[Step]) -> list[Row]:
    """What is to be done next month, by kind of step: how many, who, by when; in the order of the most pressing."""
    last = _next_month_end(report.day)
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.kind != _KEEPS:
            found.setdefault(step.kind, []).append(step)
    return [
        {
            "序号": number,
            "做什么": kind,
            "个数": len(group),
            "谁来做": "、".join(who for who, _count in Counter(step.who for step in group).most_common()),
            "期限": _said(last),
        }
        for number, (kind, group) in enumerate(found.items(), 1)
    ]


def _contradicting(report: Report, every: Sequence[Contradiction]) -> Row:
    """What contradicts what: how many in all, of which kinds, and each by itself; nobody is named."""
    kinds = Counter(one.kind for one in every)
    return {
        "矛盾数": len(every),
        "必改数": sum(one.must for one in every),
        "矛盾类别": "、".join(f"{kind}{number}处" for kind, number in kinds.items()),
        "矛盾": [
            {
                "序号": number,
                "类别": one.kind,
                "程度": "必改" if one.must else "核对",
                "涉及": "、".join(report.concerned(one)),
                "情况": one.what,
                "谁来定": one.who,
            }
            for number, one in enumerate(every, 1)
        ],
    }


def _musts(report: Report, standings: Sequence[Standing]) -> list[tuple[tuple[str, str], list[str]]]:
    """Each 必须 that communities of these fail, with their names."""
    found: dict[tuple[str, str], list[str]] = {}
    for standing in standings:
        for result in report.ready.communities.get(standing.slug, ()) if report.ready is not None else ():
            if result.fails_must:
                found.setdefault((result.rule.id or "", result.rule.title or ""), []).append(standing.name)
    return sorted(found.items())


def _heads(report: Report) -> Iterator[tuple[Standing, str]]:
    for standing in report.measured.standings:
        head = report.heads.get(standing.slug)
        if head:
            yield standing, head
