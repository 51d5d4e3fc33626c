"""What to do next: one step for each community and who takes it, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from generator.coverage.readiness import Result
from generator.coverage.standing import Standing
from generator.coverage.standing import State

COMMUNITY, HEAD, STATION = "社区（村）", "社区（村）主要负责人", "街镇应急管理站"

_RISK = {"重大": 4, "较大": 3, "一般": 2, "低": 1}
_UNKNOWN_RISK = 3  # nobody knows yet: not to be left for last
_GAP = {
    State.NO_PROFILE: 9,
    State.PROFILE_INVALID: 8,
    State.NEVER_ISSUED: 7,
    State.INCOMPLETE: 6,
    State.EXPIRED: 6,
    State.OVERTAKEN: 5,
    State.NOT_DISTRIBUTED: 4,
    State.NOT_FILED: 3,
}
_MUST_UPDATE, _FAILS_MUST, _KEEPS = 2, 1, 0
_OVERDUE, _SOON, _LATER = 3, 2, 1


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
    kind: str
    what: str
    who: str
    due: date | None = None
    gap: int | None = None


def next_steps(
    standings: Sequence[Standing],
    day: date,
    soon_days: int,
    gaps: Mapping[str, int],
    results: Mapping[str, Sequence[Result]],
) -> tuple[Step, ...]:
    """One step for each community, ordered by weight, then by deadline, then as in the roster.

    `gaps`: how many required values each profile lacks; `results`: the answers to the rules; both by town/community.
    """
    found: list[Step] = []
    for standing in standings:
        step = _next(standing, day, gaps.get(standing.slug, 0), results.get(standing.slug, ()))
        gap = step.gap if step.gap is not None else _GAP.get(standing.state, _KEEPS)
        weight = _risk(standing) * gap * _urgency(step.due, day, soon_days)
        found.append(Step(standing, step.kind, step.what, step.who, step.due, weight))
    return tuple(sorted(found, key=lambda step: (-step.weight, step.due or date.max)))


def _risk(standing: Standing) -> int:
    """The community's highest level; one more where several disasters are frequent."""
    return _RISK.get(standing.level, _UNKNOWN_RISK) + bool(standing.prone)


def _urgency(due: date | None, day: date, soon_days: int) -> int:
    if due is None or due > day + timedelta(days=soon_days):
        return _LATER
    return _OVERDUE if due < day else _SOON


def _next(standing: Standing, day: date, gaps: int, results: Sequence[Result]) -> _Next:
    first = standing.reasons[0] if standing.reasons else None
    why, on = (first.text, first.day) if first is not None else ("", None)
    if standing.state is State.COVERED:
        return _covered(standing, results)
    if standing.state is State.NEVER_ISSUED:
        return _never_issued(standing, why, gaps, on, day)
    listed, version = why.partition("：")[2], standing.evidence.version
    steps = {
        State.NO_PROFILE: _Next("建风险档案", "填好风险档案，报街镇核对", COMMUNITY, standing.in_grace_until),
        State.PROFILE_INVALID: _Next("改正风险档案", f"改正档案里的错误（plangen check {standing.slug}）", COMMUNITY),
        State.INCOMPLETE: _Next("补齐预案要素", f"编制新版，补齐要素：{listed or why}", COMMUNITY),
        State.EXPIRED: _Next("复核", "复核预案：不用改的登记复核，要改的修订后重新签发", HEAD, on),
        State.OVERTAKEN: _Next("修订或销号", f"{why}：马上整改、修订并签发", HEAD, on),
        State.NOT_FILED: _Next("备案", f"{version}报街镇备案，登记备案号", STATION),
        State.NOT_DISTRIBUTED: _Next("分发签收", f"{version}发到人并签收：{listed or why}", COMMUNITY),
    }
    return steps[standing.state]


def _never_issued(standing: Standing, why: str, gaps: int, on: date | None, day: date) -> _Next:
    if on is not None and on > day:
        return _Next("备案", f"{why}，先报街镇备案", STATION, on)
    if on is not None:
        return _Next("签发", f"{why}：审定并签发", HEAD, standing.in_grace_until)
    if gaps:
        what = f"补齐风险档案里{gaps}处待填内容（plangen check {standing.slug}）"
        return _Next("补齐风险档案", what, COMMUNITY, standing.in_grace_until)
    return _Next("出送签稿", f"审核草案，出送签稿（plangen issue {standing.slug}）", STATION, standing.in_grace_until)


def _covered(standing: Standing, results: Sequence[Result]) -> _Next:
    """What is due before coverage is lost, then the first 必须 that fails, then the next review."""
    if standing.update_due is not None:
        flag = next((flag for flag in standing.flags if flag.day == standing.update_due), standing.flags[0])
        return _Next("修订", f"{flag.text}：修订并签发", HEAD, standing.update_due, _MUST_UPDATE)
    if standing.prone is None:  # not assessed: there is no profile that can be read
        what = "建好或改正风险档案，不然下一版编不出"
        return _Next("建风险档案", what, COMMUNITY, standing.evidence.review_due, _FAILS_MUST)
    if standing.overdue_findings:
        what = f"演练发现的{standing.overdue_findings}个逾期问题整改销号"
        return _Next("问题销号", what, COMMUNITY, None, _MUST_UPDATE)
    failed = next((result for result in results if result.fails_must), None)
    if failed is not None:
        what = f"{failed.rule.id} {failed.rule.title}：{failed.answer.said}"
        return _Next("要素达标", what, COMMUNITY, None, _FAILS_MUST)
    return _Next("保持", "按期演练、复核", COMMUNITY, standing.evidence.review_due, _KEEPS)
