"""What the 台账 says of a community besides its plan: people, squad, shelters, supplies, equipment, posts. No names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from generator.facts.facts import Facts
from generator.facts.model.standards import ReadinessRule

_RADIOS = ("卫星电话", "数字集群", "北斗终端", "对讲机")
_OFFICER = "灾害信息员"
_INSPECTED = "R-13"


@dataclass(frozen=True, slots=True)
class Particulars:
    """Of one community, on the day of the profile; `None` and empty: nothing is recorded."""

    people: int | None = None
    last_drill: date | None = None
    grade: str = ""
    squad: str = ""
    squad_size: int | None = None
    shelters: int | None = None
    shelter_m2: float | None = None
    capacity: int | None = None
    inspection_due: date | None = None
    accepted: str = ""
    supplies: int | None = None
    """Percent of the items that have a standard quantity and reach it."""
    equipment: str = ""
    radios: str = ""
    officer: str = ""
    aeds: int | None = None
    duty_ledger: date | None = None
    liaison: str = ""
    """The post of the town's liaison."""


def particulars(facts: Facts, day: date) -> Particulars:
    """What the profile says, drills up to that day."""
    profile = facts.profile
    drills = [drill for drill in facts.drills if drill.on is not None and drill.on <= day]
    last = max(drills, key=lambda drill: drill.on or date.min, default=None)
    stocked = [one for one in profile.supplies if one.standard]
    enough = sum((one.quantity or 0) >= (one.standard or 0) for one in stocked)
    accepted = sum(one.acceptance is not None and bool(one.acceptance.passed) for one in profile.shelters)
    squad, ledger = profile.squad, profile.duty_ledger
    liaison = facts.contacts.get(facts.town.liaison or "")
    return Particulars(
        people=profile.place.resident if profile.place is not None else None,
        last_drill=last.on if last is not None else None,
        grade=(last.grade or "") if last is not None else "",
        squad=(squad.mode or "") if squad is not None else "",
        squad_size=squad.size if squad is not None else None,
        shelters=len(profile.shelters),
        shelter_m2=sum(one.area_m2 or 0 for one in profile.shelters),
        capacity=sum(one.capacity or 0 for one in profile.shelters),
        inspection_due=_inspection_due(facts),
        accepted=f"{accepted}/{len(profile.shelters)}" if profile.shelters else "",
        supplies=100 * enough // len(stocked) if stocked else None,
        equipment=_counted(facts, radios=False),
        radios=_counted(facts, radios=True),
        officer=_officer(facts),
        aeds=len(profile.aeds),
        duty_ledger=ledger.updated_on if ledger is not None else None,
        liaison=(liaison.post or "") if liaison is not None else "",
    )


def _inspection_due(facts: Facts) -> date | None:
    """The first day on which the inspection of a shelter runs out, by the days of its rule."""
    rule = next((one for one in facts.standards.readiness if one.id == _INSPECTED), ReadinessRule())
    days = [one.inspection.on for one in facts.profile.shelters if one.inspection and one.inspection.on]
    return min(days) + timedelta(days=rule.days) if days and rule.days else None


def _counted(facts: Facts, *, radios: bool) -> str:
    numbers: dict[str, int] = {}
    for one in facts.profile.equipment:
        if one.kind and one.number and (one.kind in _RADIOS) is radios:
            numbers[one.kind] = numbers.get(one.kind, 0) + one.number
    return "、".join(f"{kind}{number}" for kind, number in numbers.items())


def _officer(facts: Facts) -> str:
    post = next((post for post in facts.profile.posts if post.post == _OFFICER), None)
    if post is None or not post.person:
        return "缺"
    return "正副齐全" if post.deputy else "缺副职"
