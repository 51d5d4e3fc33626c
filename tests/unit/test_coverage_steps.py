"""What to do next: one step for each community, what it is and who takes it; the most pressing first; ranks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from generator.coverage.asked import Answer
from generator.coverage.measure import Tally
from generator.coverage.next_steps import Step
from generator.coverage.next_steps import next_steps
from generator.coverage.ranking import ranks
from generator.coverage.readiness import Result
from generator.coverage.standing import Evidence
from generator.coverage.standing import Reason
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.facts.model.standards import ReadinessRule

DAY = date(2026, 7, 1)
LATER = DAY + timedelta(days=400)
EVIDENCE = Evidence(version="V1.0", review_due=LATER)
MUST = Result(ReadinessRule(id="R-03", title="一本账", severity="必须"), Answer(met=False, said="没有填写"))
SHOULD = Result(ReadinessRule(id="R-10", title="物资", severity="应当"), Answer(met=False, said="过期"))


def standing(state: State, why: str = "", on: date | None = None, **more: object) -> Standing:
    reasons = (Reason(why, on),) if why else ()
    one = Standing("1", "甲村", "村", "xizhen", "西镇", "xizhen/jia", state, reasons, level="一般", prone=False)
    return replace(one, **more)  # type: ignore[arg-type]


def step(one: Standing, gaps: int = 0, *results: Result) -> Step:
    [found] = next_steps([one], DAY, 60, {one.slug: gaps}, {one.slug: results})
    return found


@pytest.mark.parametrize(
    ("one", "gaps", "kind", "who"),
    [
        (standing(State.NO_PROFILE), 0, "建风险档案", "社区（村）"),
        (standing(State.PROFILE_INVALID), 0, "改正风险档案", "社区（村）"),
        (standing(State.NEVER_ISSUED, "没有签发过预案"), 7, "补齐风险档案", "社区（村）"),
        (standing(State.NEVER_ISSUED, "没有签发过预案"), 0, "出送签稿", "街镇应急管理站"),
        (standing(State.NEVER_ISSUED, "V1.0送签稿尚未签发", DAY), 0, "签发", "社区（村）主要负责人"),
        (standing(State.NEVER_ISSUED, "V1.0已签发，尚未施行", LATER), 0, "备案", "街镇应急管理站"),
        (standing(State.INCOMPLETE, "纸质预案缺少要素：恢复"), 0, "补齐预案要素", "社区（村）"),
        (standing(State.EXPIRED, "超过复核期限", DAY), 0, "复核", "社区（村）主要负责人"),
        (standing(State.OVERTAKEN, "致命问题F-1逾期未销号", DAY), 0, "修订或销号", "社区（村）主要负责人"),
        (standing(State.NOT_FILED, "没有备案编号", evidence=EVIDENCE), 0, "备案", "街镇应急管理站"),
        (standing(State.NOT_DISTRIBUTED, "没有签收记录：组长", evidence=EVIDENCE), 0, "分发签收", "社区（村）"),
        (standing(State.COVERED, evidence=EVIDENCE), 0, "保持", "社区（村）"),
        (standing(State.COVERED, evidence=EVIDENCE, overdue_findings=2), 0, "问题销号", "社区（村）"),
        (standing(State.COVERED, evidence=EVIDENCE, prone=None), 0, "建风险档案", "社区（村）"),
    ],
)
def test_each_state_has_its_step(one: Standing, gaps: int, kind: str, who: str) -> None:
    found = step(one, gaps)
    assert (found.kind, found.who) == (kind, who)


def test_a_step_says_what_is_missing() -> None:
    assert "7处" in step(standing(State.NEVER_ISSUED, "没有签发过预案"), 7).what
    assert step(standing(State.INCOMPLETE, "纸质预案缺少要素：恢复")).what.endswith("恢复")
    assert "组长" in step(standing(State.NOT_DISTRIBUTED, "没有签收记录：组长", evidence=EVIDENCE)).what


def test_who_is_covered_updates_first_then_meets_the_musts() -> None:
    due = DAY + timedelta(days=10)
    updating = standing(State.COVERED, evidence=EVIDENCE, update_due=due, flags=(Reason("换届，待修订", due),))
    assert (step(updating, 0, MUST).kind, step(updating, 0, MUST).due) == ("修订", due)
    failing = step(standing(State.COVERED, evidence=EVIDENCE), 0, SHOULD, MUST)
    assert (failing.kind, failing.what) == ("要素达标", "R-03 一本账：没有填写")
    assert step(standing(State.COVERED, evidence=EVIDENCE), 0, SHOULD).kind == "保持"


def test_risk_gap_and_deadline_decide_what_comes_first() -> None:
    names = [
        step.standing.name
        for step in next_steps(
            [
                standing(State.COVERED, evidence=EVIDENCE, name="保持"),
                standing(State.NOT_FILED, "没有备案编号", evidence=EVIDENCE, name="低缺口"),
                standing(State.NO_PROFILE, name="未知风险", level="", prone=None),
                standing(State.NO_PROFILE, name="低风险", level="低"),
                standing(State.NO_PROFILE, name="高风险", level="重大", prone=True),
                standing(State.NO_PROFILE, name="宽限将到", level="", in_grace_until=DAY + timedelta(days=5)),
                standing(State.EXPIRED, "超过复核期限", DAY - timedelta(days=1), name="已超期", level="重大"),
            ],
            DAY,
            60,
            {},
            {},
        )
    ]
    assert names == ["已超期", "宽限将到", "高风险", "未知风险", "低风险", "低缺口", "保持"]


def tally(title: str, covered: int, total: int) -> Tally:
    return Tally(title, total, {State.COVERED: covered}, {})


def test_equal_shares_share_a_rank_and_small_towns_have_none() -> None:
    found = ranks([tally("甲", 3, 6), tally("乙", 5, 5), tally("丙", 4, 8), tally("丁", 4, 4), tally("戊", 1, 9)], 5)
    assert found == {"乙": 1, "甲": 2, "丙": 2, "戊": 4}


def test_where_all_are_equal_there_is_nothing_to_rank() -> None:
    assert ranks([tally("甲", 0, 6), tally("乙", 0, 5)], 5) == {}
    assert ranks([], 5) == {}
