"""What to do next: one step for each community, what it is and who takes it; the most pressing first; ranks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
import sample

from generator.coverage.asked import Answer
from generator.coverage.contradictions import Contradiction
from generator.coverage.judge import OpenFinding
from generator.coverage.measure import Tally
from generator.coverage.next_steps import WEIGHTS
from generator.coverage.next_steps import Step
from generator.coverage.next_steps import Told
from generator.coverage.next_steps import next_steps
from generator.coverage.ranking import ranks
from generator.coverage.readiness import Result
from generator.coverage.standing import Evidence
from generator.coverage.standing import Reason
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.standards import DeadlineWeights
from generator.facts.model.standards import GapWeights
from generator.facts.model.standards import ReadinessRule
from generator.facts.model.standards import RiskWeights
from generator.facts.model.standards import StepWeights

DAY = date(2026, 7, 1)
RULES = CoverageStandards(soon_days=60)
YESTERDAY = DAY - timedelta(days=1)
LATER = DAY + timedelta(days=400)
WAITS = Reason("V1.1送签稿待签发", DAY)
EVIDENCE = Evidence(version="V1.0", review_due=LATER)
MUST = Result(ReadinessRule(id="R-03", title="一本账", severity="必须"), Answer(met=False, said="没有填写"))
SHOULD = Result(ReadinessRule(id="R-10", title="物资", severity="应当"), Answer(met=False, said="过期"))


def standing(state: State, why: str = "", on: date | None = None, **more: object) -> Standing:
    reasons = (Reason(why, on),) if why else ()
    one = Standing("1", "甲村", "村", "xizhen", "西镇", "xizhen/jia", state, reasons, level="一般", prone=False)
    return replace(one, **more)  # type: ignore[arg-type]


def step(one: Standing, gaps: int = 0, *results: Result) -> Step:
    [found] = next_steps([one], DAY, RULES, Told({one.slug: gaps}, {one.slug: results}))
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
        (standing(State.OVERTAKEN, "致命问题F-1逾期未销号", DAY), 0, "整改销号", "社区（村）"),
        (standing(State.OVERTAKEN, "模板有更新，逾期未修订", DAY), 0, "修订", "社区（村）主要负责人"),
        (standing(State.OVERTAKEN, "模板有更新，逾期未修订", DAY), 3, "补齐风险档案", "社区（村）"),
        (standing(State.OVERTAKEN, "模板有更新，逾期未修订", DAY, prone=None), 0, "建风险档案", "社区（村）"),
        (standing(State.OVERTAKEN, "模板有更新，逾期未修订", DAY, flags=(WAITS,)), 0, "签发", "社区（村）主要负责人"),
        (standing(State.INCOMPLETE, "纸质预案缺少要素：恢复", flags=(WAITS,)), 0, "签发", "社区（村）主要负责人"),
        (standing(State.EXPIRED, "超过复核期限", DAY, flags=(WAITS,)), 0, "签发", "社区（村）主要负责人"),
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


@pytest.mark.parametrize(
    ("asks", "due", "kind"),
    [(True, YESTERDAY, "问题销号"), (False, YESTERDAY, "出送签稿"), (True, DAY, "出送签稿")],
)
def test_a_finding_that_keeps_a_revision_from_being_issued_is_closed_first(asks: bool, due: date, kind: str) -> None:
    late = OpenFinding(Drill(), Finding(id="F-1", asks_revision=asks), "整改中", due)
    one = standing(State.NEVER_ISSUED, "没有签发过预案", overdue_findings=1)
    [found] = next_steps([one], DAY, RULES, Told(findings={one.slug: [late]}))
    assert found.kind == kind
    assert ("F-1" in found.what) == (kind == "问题销号")


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
            RULES,
            Told(),
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


MUST_SETTLE = Contradiction(
    "避灾场所超员", ("xizhen/jia", "xizhen/yi"), "旧校舍留多了", (), "街镇应急管理站", must=True
)
MAY_BE = Contradiction("岗位冲突", ("xizhen/jia", "xizhen/yi"), "一人两岗", (), "有关社区（村）主要负责人", must=False)


def between(one: Standing, *every: Contradiction) -> Step:
    [found] = next_steps([one], DAY, RULES, Told({}, {one.slug: [MUST]}, {one.slug: every}))
    return found


def test_a_contradiction_is_settled_before_signing_and_is_the_step_of_who_is_covered() -> None:
    draft = between(standing(State.NEVER_ISSUED, "没有签发过预案"), MUST_SETTLE, MAY_BE)
    assert (draft.kind, draft.what.partition("；")[0]) == ("出送签稿", "先核对2处矛盾（避灾场所超员、岗位冲突）")
    covered = between(standing(State.COVERED, evidence=EVIDENCE), MUST_SETTLE, MAY_BE)
    assert (covered.kind, covered.what, covered.who) == ("核对矛盾", "旧校舍留多了：商定后改档案", "街镇应急管理站")
    filing = between(standing(State.NOT_FILED, "没有备案编号", evidence=EVIDENCE), MAY_BE)
    assert filing.what == "V1.0报街镇备案，登记备案号", "the plan is signed: it is filed first"


def test_a_contradiction_weighs() -> None:
    one = standing(State.NEVER_ISSUED, "没有签发过预案")
    assert between(one, MAY_BE).weight == 2 * (7 + 1)
    assert between(one).weight == 2 * 7


def test_the_district_says_what_weighs_how_much() -> None:
    flat = StepWeights(
        risk=RiskWeights(great=1, major=1, moderate=1, low=1, unknown=1, prone=0),
        gap=replace(WEIGHTS.gap or GapWeights(), not_filed=50),
        deadline=DeadlineWeights(late=1, soon=1, later=1),
    )
    every = [
        standing(State.NO_PROFILE, name="高风险", level="重大", prone=True),
        standing(State.NOT_FILED, "没有备案编号", evidence=EVIDENCE, name="未备案"),
    ]
    assert [one.standing.name for one in next_steps(every, DAY, RULES, Told())] == ["高风险", "未备案"]
    told = next_steps(every, DAY, replace(RULES, next_steps=flat), Told())
    assert [(one.standing.name, one.weight) for one in told] == [("未备案", 50), ("高风险", 9)]


def test_the_sample_s_weights_are_those_that_count_where_none_are_said() -> None:
    rules = sample.settings().standards.coverage
    assert rules is not None
    assert rules.next_steps == WEIGHTS
