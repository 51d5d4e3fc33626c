"""Rules on shelters."""

from __future__ import annotations

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.facts.across.seen import folded
from generator.facts.model.standards import ReadinessRule

_NONE = Answer(met=False, said="没有避灾安置场所")


def large_enough(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-11: at least one shelter with the wanted capacity and area; a shared one counts."""
    every = asked.facts.profile.shelters
    if not every:
        return _NONE
    good = [
        one for one in every if (one.capacity or 0) >= (rule.least or 0) and (one.area_m2 or 0) >= (rule.area_m2 or 0)
    ]
    said = "、".join(f"{one.name}{one.capacity or '?'}人{one.area_m2 or 0:g}平方米" for one in good or every)
    return Answer(bool(good), said)


def not_overfull(asked: Asked, _rule: ReadinessRule) -> Answer:
    """R-12: no more places than the area holds, and no more people sent than there are places, by all communities."""
    every = asked.facts.profile.shelters
    if not every:
        return _NONE
    per_person = asked.facts.district.per_person_m2 or 0
    missing: list[str] = []
    for one in every:
        if one.capacity is None or one.area_m2 is None:
            missing.append(f"{one.name}容量或面积没填")
        elif per_person and one.capacity * per_person > one.area_m2:
            missing.append(f"{one.name}{one.area_m2:g}平方米写了{one.capacity}人")
        sent = asked.assigned.get(folded(one.name or ""), 0)
        if one.capacity is not None and sent > one.capacity:
            missing.append(f"{one.name}能住{one.capacity}人，安排了{sent}人")
    return Answer(not missing, "、".join(missing) or "没有超员")


def inspected(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-13: every shelter in use passed its inspection within the days."""
    every = asked.facts.profile.shelters
    if not every:
        return _NONE
    missing: list[str] = []
    for one in every:
        inspection = one.inspection
        if inspection is None or not inspection.passed:
            missing.append(f"{one.name}没有合格的鉴定")
        elif not asked.within(inspection.on, rule):
            missing.append(f"{one.name}鉴定日期{inspection.on or '没填'}")
    return Answer(not missing, "、".join(missing) or "都在有效期内")


def accepted_and_opened(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-14: every shelter was accepted, opens in time, has a manager and a deputy."""
    every = asked.facts.profile.shelters
    if not every:
        return _NONE
    missing: list[str] = []
    for one in every:
        if one.acceptance is None or not one.acceptance.passed:
            missing.append(f"{one.name}没有验收合格")
        if one.open_min is None or one.open_min > (rule.minutes or one.open_min):
            missing.append(f"{one.name}{one.open_min or '多少'}分钟能开")
        if not (one.manager and one.deputy):
            missing.append(f"{one.name}管理员正副不齐")
    return Answer(not missing, "、".join(missing) or "都已验收")
