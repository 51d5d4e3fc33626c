"""Rules on the squad."""

from __future__ import annotations

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.facts.model.standards import ReadinessRule

_OWN = "自建"


def there_is_one(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-05: an own squad of about the wanted size, or a regional one that is led and arrives in time."""
    squad = asked.facts.profile.squad
    if squad is None:
        return Answer(met=False, said="没有突击队")
    if squad.mode == _OWN:
        size = squad.size or 0
        met = (rule.least or 0) <= size <= (rule.most or size)
        return Answer(met and bool(squad.leader), f"自建{size}人" + ("" if squad.leader else "，没有队长"))
    regional = asked.facts.regional_squad
    if regional is None:
        return Answer(met=False, said="联动队没有指明")
    missing = [] if regional.leader else ["没有队长"]
    if regional.reach_min is None or regional.reach_min > (rule.minutes or regional.reach_min):
        missing.append(f"{regional.reach_min or '多少'}分钟到达")
    return Answer(not missing, f"{regional.name}，" + ("、".join(missing) or f"{regional.reach_min}分钟到达"))


def insured_and_trained(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-06: insurance that has not ended, training within the days."""
    squad = asked.facts.profile.squad
    if squad is None:
        return Answer(met=False, said="没有突击队")
    regional = asked.facts.regional_squad
    until = squad.insurance_until or (regional.insurance_until if regional is not None else None)
    missing = [] if until is not None and until >= asked.day else [f"保险到期日{until or '没填'}"]
    if not asked.within(squad.trained_on, rule):
        missing.append(f"最近训练{squad.trained_on or '没填'}")
    return Answer(not missing, "、".join(missing) or f"保险到{until}，{squad.trained_on}训练")


def not_shared_only(asked: Asked, rule: ReadinessRule) -> Answer | None:
    """R-07: only a small community may rely on a regional squad alone."""
    squad, place = asked.facts.profile.squad, asked.facts.profile.place
    if squad is None or squad.mode == _OWN:
        return None
    people = place.resident if place is not None else None
    if people is None:
        return Answer(met=False, said="常住人口没填")
    return Answer(people < (rule.most or 0), f"常住{people}人，只有联动队")
