"""What to do next: one step for each community and who takes it, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from typing import NamedTuple

from generator.coverage.contradictions import Contradiction
from generator.coverage.judge import NOT_REVISED
from generator.coverage.judge import WAITING
from generator.coverage.judge import OpenFinding
from generator.coverage.phones import Phones
from generator.coverage.phones import few
from generator.coverage.readiness import Result
from generator.coverage.standing import Reason
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.standards import DeadlineWeights
from generator.facts.model.standards import GapWeights
from generator.facts.model.standards import RiskWeights
from generator.facts.model.standards import StepWeights
from generator.facts.schema import Record

COMMUNITY, HEAD, STATION = "社区（村）", "社区（村）主要负责人", "街镇应急管理站"

WEIGHTS = StepWeights(
    risk=RiskWeights(great=4, major=3, moderate=2, low=1, unknown=3, prone=1),
    gap=GapWeights(
        no_profile=9, profile_invalid=8, never_issued=7, incomplete=6, expired=6, overtaken=5, not_distributed=4,
        not_filed=3, update=2, must=1, contradiction=1,
    ),
    deadline=DeadlineWeights(late=3, soon=2, later=1),
)  # fmt: skip
"""What counts where the district has not said it in `standards.yaml`."""

_LEVELS = {"重大": "great", "较大": "major", "一般": "moderate", "低": "low"}
_UPDATE, _MUST, _CONTRADICTION, _KEEPS = "update", "must", "contradiction", ""
_CALLED_FIRST = (_MUST, _CONTRADICTION, _KEEPS)


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next for a community. `kind`: what steps of several communities have in common."""

    standing: Standing
    kind: str
    what: str
    who: str
    due: date | None
    weight: int
    """Risk × gap × deadline: the larger, the sooner."""


@dataclass(frozen=True, slots=True)
class _Next:
    """`gap`: what it weighs, where that is not the weight of the state."""

    kind: str
    what: str
    who: str
    due: date | None = None
    gap: str | None = None


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of communities besides how they stand, by town/community.

    `gaps`: how many required values a profile lacks; `results`: the answers to the rules; `contradictions`: those that
    concern it; `phones`: what is known of its telephones; `findings`: those of drills that are not closed.
    """

    gaps: Mapping[str, int] = field(default_factory=_nothing)
    results: Mapping[str, Sequence[Result]] = field(default_factory=_nothing)
    contradictions: Mapping[str, Sequence[Contradiction]] = field(default_factory=_nothing)
    phones: Mapping[str, Phones] = field(default_factory=_nothing)
    findings: Mapping[str, Sequence[OpenFinding]] = field(default_factory=_nothing)

    def lacking(self, standing: Standing, day: date) -> _Lacking:
        """What keeps a community from issuing a revision."""
        # The findings of a province are not looked at where none is late.
        findings = self.findings.get(standing.slug, ()) if standing.overdue_findings else ()
        late = (one.finding.id or "" for one in findings if one.finding.asks_revision and one.due and one.due < day)
        return _Lacking(self.gaps.get(standing.slug, 0), tuple(late))


class _Lacking(NamedTuple):
    """What keeps a revision from being issued: values that are missing, findings that ask for it and are late."""

    gaps: int
    late: tuple[str, ...]


def next_steps(standings: Sequence[Standing], day: date, rules: CoverageStandards, told: Told) -> tuple[Step, ...]:
    """One step for each community, ordered by weight, then by deadline, then as in the roster."""
    weights = rules.next_steps or WEIGHTS
    found: list[Step] = []
    for standing in standings:
        between = told.contradictions.get(standing.slug, ())
        step = _next(standing, day, told.lacking(standing, day), told.results, between)
        called = told.phones.get(standing.slug)
        if called is not None and (standing.state is not State.COVERED or step.gap in _CALLED_FIRST):
            step = _called(standing, rules, called, step)
        gap = _weight(weights.gap, standing.state.value if step.gap is None else step.gap)
        if between and step.gap != _CONTRADICTION:
            gap += _weight(weights.gap, _CONTRADICTION)
        urgency = _weight(weights.deadline, _urgency(step.due, day, rules.soon_days or 0))
        weight = _risk(weights, standing) * gap * urgency
        found.append(Step(standing, step.kind, step.what, step.who, step.due, weight))
    return tuple(sorted(found, key=lambda step: (-step.weight, step.due or date.max)))


def _called(standing: Standing, rules: CoverageStandards, phones: Phones, step: _Next) -> _Next:
    """What calls ask for: wrong numbers are put right before all but updates, silent ones called before the review."""
    if phones.gone and standing.state is not State.COVERED:
        return replace(step, what=f"{step.what}；并更新{phones.gone_count}个空号或已更换的号码")
    if phones.gone:
        days = timedelta(days=rules.safety_days or 0)
        due = phones.since + days if phones.since is not None else None
        what = f"{few(phones.gone)}的号码是空号或已更换（{phones.since}核查）：问清新号码，改档案，出更正通知单"
        return _Next("更新电话", f"{what}（plangen correct {standing.slug}）", COMMUNITY, due, _UPDATE)
    if standing.state is State.COVERED and step.gap == _KEEPS and phones.old + phones.never:
        what = f"{phones.old + phones.never}个号码{phones.days}天内没有接通记录：打一遍"
        return _Next("电话核查", f"{what}（plangen phone-check {standing.slug} --silent）", STATION, None, _MUST)
    return step


def _risk(weights: StepWeights, standing: Standing) -> int:
    """The community's highest level; more where several disasters are frequent."""
    level = _weight(weights.risk, _LEVELS.get(standing.level, "unknown"))
    return level + (_weight(weights.risk, "prone") if standing.prone else 0)


def _weight(weights: Record | None, name: str) -> int:
    """One of the weights; what is not there weighs nothing."""
    return getattr(weights, name, None) or 0


def _urgency(due: date | None, day: date, soon_days: int) -> str:
    if due is None or due > day + timedelta(days=soon_days):
        return "later"
    return "late" if due < day else "soon"


def _next(
    standing: Standing,
    day: date,
    lacking: _Lacking,
    results: Mapping[str, Sequence[Result]],
    between: Sequence[Contradiction],
) -> _Next:
    if standing.state is State.COVERED:
        return _covered(standing, lacking, results, between)
    step = _uncovered(standing, day, lacking)
    if not between or standing.state not in _BEFORE_SIGNING:
        return step
    # What contradicts a neighbour's plan is settled before it is signed, not after.
    return replace(step, what=f"先核对{_counted(between)}；{step.what}")


_BEFORE_SIGNING = (State.NEVER_ISSUED, State.INCOMPLETE, State.EXPIRED, State.OVERTAKEN)


def _counted(between: Sequence[Contradiction]) -> str:
    kinds = "、".join(dict.fromkeys(one.kind for one in between))
    return f"{len(between)}处矛盾（{kinds}）"


def _uncovered(standing: Standing, day: date, lacking: _Lacking) -> _Next:
    first = standing.reasons[0] if standing.reasons else None
    why, on = (first.text, first.day) if first is not None else ("", None)
    if standing.state is State.NEVER_ISSUED:
        return _never_issued(standing, why, lacking, on, day)
    listed, version = why.partition("：")[2], standing.evidence.version
    steps = {
        State.NO_PROFILE: _Next("建风险档案", "填好风险档案，报街镇核对", COMMUNITY, standing.in_grace_until),
        State.PROFILE_INVALID: _Next("改正风险档案", f"改正档案里的错误（plangen check {standing.slug}）", COMMUNITY),
        State.EXPIRED: _Next("复核", "复核预案：不用改的登记复核，要改的修订后重新签发", HEAD, on),
        State.OVERTAKEN: _Next("整改销号", f"{why}：马上整改，由责任岗位以外的人核验后销号", COMMUNITY, on),
        State.NOT_FILED: _Next("备案", f"{version}报街镇备案，登记备案号", STATION),
        State.NOT_DISTRIBUTED: _Next("分发签收", f"{version}发到人并签收：{listed or why}", COMMUNITY),
    }
    if standing.state is State.INCOMPLETE:
        return _renewed(standing, lacking, _Next("补齐预案要素", f"编制新版，补齐要素：{listed or why}", COMMUNITY))
    if standing.state is State.OVERTAKEN and why.endswith(NOT_REVISED):
        return _renewed(standing, lacking, _Next("修订", f"{why}：马上修订并签发", HEAD, on))
    if standing.state is State.EXPIRED and _waiting(standing) is not None:
        return _renewed(standing, lacking, steps[State.EXPIRED])
    return steps[standing.state]


def _renewed(standing: Standing, lacking: _Lacking, step: _Next) -> _Next:
    """The step towards a new version: what must be there first, or the signature where it waits for that alone."""
    waiting = _waiting(standing)
    if waiting is not None:
        return replace(step, kind="签发", what=f"{waiting.text}：审定并签发", who=HEAD)
    if standing.prone is None:  # not assessed: there is no profile that can be read
        return replace(step, kind="建风险档案", what=_NO_PROFILE, who=COMMUNITY)
    if lacking.gaps:
        return replace(step, kind="补齐风险档案", what=_filled(standing, lacking), who=COMMUNITY)
    if lacking.late:
        return replace(step, kind="问题销号", what=_closed(standing, lacking), who=COMMUNITY)
    return step


_NO_PROFILE = "建好或改正风险档案，不然下一版编不出"


def _waiting(standing: Standing) -> Reason | None:
    return next((flag for flag in standing.flags if flag.text.endswith(WAITING)), None)


def _filled(standing: Standing, lacking: _Lacking) -> str:
    return f"补齐风险档案里{lacking.gaps}处待填内容（plangen check {standing.slug}）"


def _closed(standing: Standing, lacking: _Lacking) -> str:
    """No revision is issued while a finding that asks for it is late."""
    late = "、".join(lacking.late)
    return f"问题{late}要求修订预案，逾期没销号：先整改销号，才能出送签稿（plangen drill list {standing.slug}）"


def _never_issued(standing: Standing, why: str, lacking: _Lacking, on: date | None, day: date) -> _Next:
    if on is not None and on > day:
        return _Next("备案", f"{why}：施行前报街镇备案、发到人并签收", STATION, on)
    if on is not None:
        return _Next("签发", f"{why}：审定并签发", HEAD, standing.in_grace_until)
    if lacking.gaps:
        return _Next("补齐风险档案", _filled(standing, lacking), COMMUNITY, standing.in_grace_until)
    if lacking.late:
        return _Next("问题销号", _closed(standing, lacking), COMMUNITY, standing.in_grace_until)
    return _Next("出送签稿", f"审核草案，出送签稿（plangen issue {standing.slug}）", STATION, standing.in_grace_until)


def _covered(
    standing: Standing, lacking: _Lacking, results: Mapping[str, Sequence[Result]], between: Sequence[Contradiction]
) -> _Next:
    """What is due before coverage is lost, then what contradicts others, the first 必须 that fails, the next review."""
    if standing.update_due is not None:
        flag = next((flag for flag in standing.flags if flag.day == standing.update_due), standing.flags[0])
        step = _Next("修订", f"{flag.text}：修订并签发", HEAD, standing.update_due, _UPDATE)
        return _renewed(standing, lacking, step)
    if standing.prone is None:
        return _Next("建风险档案", _NO_PROFILE, COMMUNITY, standing.evidence.review_due, _MUST)
    if standing.overdue_findings:
        what = f"演练发现的{standing.overdue_findings}个逾期问题整改销号（plangen drill list {standing.slug}）"
        return _Next("问题销号", what, COMMUNITY, None, _UPDATE)
    if between:
        what = f"{between[0].what}：商定后改档案"
        return _Next("核对矛盾", what, between[0].who, None, _CONTRADICTION)
    failed = next((result for result in results.get(standing.slug, ()) if result.fails_must), None)
    if failed is not None:
        what = f"{failed.rule.id} {failed.rule.title}：{failed.answer.said}"
        return _Next("要素达标", what, COMMUNITY, None, _MUST)
    return _Next("保持", "按期演练、复核", COMMUNITY, standing.evidence.review_due, _KEEPS)
