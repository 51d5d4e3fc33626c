"""Rules on people under threat, people who need help, and their data."""

from __future__ import annotations

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.facts.checks.case import must_move
from generator.facts.model.standards import ReadinessRule

_NO_REGISTER = "这台电脑上没有人员名册，查不到"


def threatened(asked: Asked, _rule: ReadinessRule) -> Answer | None:
    """R-20: every point from which people must move has a batch with route and shelter, every household its card."""
    profile = asked.facts.profile
    points = [point for point in profile.points if must_move(point)]
    if not points:
        return None
    missing: list[str] = []
    for point in points:
        batches = [batch for batch in profile.batches if point.name in batch.points]
        if not any(batch.route and batch.shelter for batch in batches):
            missing.append(f"{point.name}没有批次、路线或去处")
    names = {point.name for point in points}
    register = asked.facts.register
    if register is None:
        return Answer(met=False, said="、".join([*missing, f"明白卡：{_NO_REGISTER}"]))
    without = sum(one.card_issued_on is None for one in register.households if one.point in names)
    if without:
        missing.append(f"{without}户没有发明白卡")
    return Answer(not missing, "、".join(missing) or f"{len(points)}个点位都落实")


def helped(asked: Asked, rule: ReadinessRule) -> Answer | None:
    """R-21: everybody who needs help has helpers and was checked within the days; numbers only, no names."""
    counted = sum(one.people or 0 for one in asked.facts.profile.help_counts)
    register = asked.facts.register
    if register is None:
        return Answer(met=False, said=_NO_REGISTER) if counted else None
    alone = sum(not person.helpers for person in register.people)
    late = sum(not asked.within(person.checked_on, rule) for person in register.people)
    missing = [f"{alone}人没有帮扶人"] if alone else []
    if late:
        missing.append(f"{late}人超过{rule.days}天没有核对")
    return Answer(not missing, "、".join(missing) or f"{len(register.people)}人都有帮扶人")


def consent_and_retention(asked: Asked, _rule: ReadinessRule) -> Answer:
    """R-25: whoever is named in public has agreed; the register has a day by which it is destroyed, still to come."""
    missing: list[str] = []
    unasked = sum(bool(one.public) and one.consent_on is None for one in asked.facts.profile.contacts)
    if unasked:
        missing.append(f"{unasked}人公开姓名电话没有同意日期")
    register = asked.facts.register
    if register is not None:
        if register.destroy_by is None or register.destroy_by < asked.day:
            missing.append(f"名册销毁期限{register.destroy_by or '没填'}")
        silent = sum(person.consent_on is None for person in register.people)
        if silent:
            missing.append(f"名册里{silent}人没有同意日期")
    return Answer(not missing, "、".join(missing) or "符合")
