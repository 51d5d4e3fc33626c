"""Rules that are asked of towns, and charged to them."""

from __future__ import annotations

from datetime import timedelta

from generator.coverage.asked import Answer
from generator.coverage.asked import AskedTown
from generator.facts.model.standards import ReadinessRule


def station(asked: AskedTown, rule: ReadinessRule) -> Answer:
    """R-02: an integrated station with its people."""
    found = asked.town.station
    if found is None:
        return Answer(met=False, said="没有应急管理站")
    missing = [] if found.integrated else ["没有与消防工作站一体化"]
    if (found.staff_permanent or 0) < (rule.least or 0):
        missing.append(f"行政、事业编制{found.staff_permanent or 0}人")
    return Answer(not missing, "、".join(missing) or f"行政、事业编制{found.staff_permanent}人")


def host_drill(asked: AskedTown, rule: ReadinessRule) -> Answer:
    """R-17: a drill within the days that other communities were invited to."""
    start = asked.day - timedelta(days=rule.days or 0)
    hosts = [
        (drill.on, name)
        for name, drill in asked.drills
        if drill.host and drill.on is not None and start <= drill.on <= asked.day
    ]
    if len(hosts) < (rule.least or 1):
        return Answer(met=False, said=f"{rule.days}天内没有示范演练")
    day, name = max(hosts)
    return Answer(met=True, said=f"{day}在{name}")
