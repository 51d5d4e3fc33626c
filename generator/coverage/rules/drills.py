"""Rules on drills and training."""

from __future__ import annotations

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.facts.model.standards import ReadinessRule

_FIRST_AID = "急救"
_TRAINED = ("组长", "灾害信息员")


def own_drill(asked: Asked, rule: ReadinessRule) -> Answer | None:
    """R-15: a 多灾易灾 community drilled itself within the days; watching is no drill of one's own."""
    if not asked.is_prone:
        return None
    days = [drill.on for drill in asked.facts.drills if drill.on is not None and asked.within(drill.on, rule)]
    if len(days) >= (rule.least or 1):
        return Answer(met=True, said=f"{max(days)}演练")
    return Answer(met=False, said=f"{rule.days}天内没有演练")


def own_or_observed(asked: Asked, rule: ReadinessRule) -> Answer | None:
    """R-16: every other community drilled or watched a drill within the days."""
    if asked.is_prone:
        return None
    own = [drill.on for drill in asked.facts.drills if drill.on is not None and asked.within(drill.on, rule)]
    watched = [day for day in asked.observed if asked.within(day, rule)]
    if len(own) + len(watched) < (rule.least or 1):
        return Answer(met=False, said=f"{rule.days}天内没有演练或观摩")
    return Answer(met=True, said=f"{max(own)}演练" if own else f"{max(watched)}观摩")


def trained(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-18: leader and information officer trained within the days, and enough people who can give first aid."""
    recent = [one for one in asked.facts.profile.training if asked.within(one.on, rule)]
    posts = [post for one in recent for post in one.posts]
    missing = [f"{post}{rule.days}天内没有培训" for post in _TRAINED if not any(post in said for said in posts)]
    squad = asked.facts.profile.squad
    helpers = [one for one in squad.members if _FIRST_AID in one.skills] if squad is not None else []
    if len(helpers) < (rule.least or 0):
        missing.append(f"会急救的{len(helpers)}人")
    return Answer(not missing, "、".join(missing) or f"会急救的{len(helpers)}人，按年培训")
