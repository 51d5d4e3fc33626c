"""Rules on equipment, supplies and means of warning."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.facts.model.district import Season
from generator.facts.model.standards import ReadinessRule
from generator.facts.model.supplies import Equipment

_PRONE = (("发电机", 1), ("水泵", 1), ("扩音器", 2))  # how many times the rule's number
_RADIOS = ("卫星电话", "数字集群", "北斗终端")
_FLOOD_SEASON = "汛期"
_LEAP = "02-29"


def of_disaster_prone(asked: Asked, rule: ReadinessRule) -> Answer | None:
    """R-08: generator, pump and megaphones where it is 多灾易灾; tested within the days while it is flood season."""
    if not asked.is_prone:
        return None
    equipment = asked.facts.profile.equipment
    missing: list[str] = []
    for kind, times in _PRONE:
        number, wanted = _number(equipment, kind), int((rule.least or 1) * times)
        if number < wanted:
            missing.append(f"{kind}{number}台，应有{wanted}台")
        elif in_season(asked.facts.district.seasons, asked.day) and not any(
            asked.within(one.tested_on, rule) for one in equipment if one.kind == kind
        ):
            missing.append(f"{kind}{rule.days}天内没有试机")
    return Answer(not missing, "、".join(missing) or "齐全")


def when_communication_fails(asked: Asked, rule: ReadinessRule) -> Answer | None:
    """R-09: a satellite phone or its like with trained users, tested, where communication may fail."""
    isolation = asked.facts.profile.isolation
    if isolation is not None and isolation.comms_may_fail is False:
        return None
    if isolation is None or isolation.comms_may_fail is None:
        return Answer(met=False, said="灾时会不会断通信没填")
    radios = [one for one in asked.facts.profile.equipment if one.kind in _RADIOS and (one.number or 0) > 0]
    if not radios:
        return Answer(met=False, said="没有卫星电话等装备")
    users = {user for one in radios for user in one.users}
    missing = [] if len(users) >= (rule.least or 0) else [f"会用的{len(users)}人"]
    if not any(asked.within(one.tested_on, rule) for one in radios):
        missing.append(f"{rule.days}天内没有试机")
    return Answer(not missing, "、".join(missing) or f"{radios[0].kind}，{len(users)}人会用")


def supplies(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-10: the wanted share of items reaches its standard quantity, and none has expired."""
    every = [one for one in asked.facts.profile.supplies if one.standard]
    if not every:
        return Answer(met=False, said="没有按标准填写物资")
    enough = [one for one in every if (one.quantity or 0) >= (one.standard or 0)]
    share = 100 * len(enough) // len(every)
    expired = [one.item or "" for one in asked.facts.profile.supplies if one.expires_on and one.expires_on < asked.day]
    missing = [] if share >= (rule.least or 0) else [f"达到标准数量的{share}%"]
    if expired:
        missing.append(f"过期：{'、'.join(expired)}")
    return Answer(not missing, "、".join(missing) or f"{share}%达到标准数量，没有过期")


def warning_without_power(asked: Asked, _rule: ReadinessRule) -> Answer | None:
    """R-22: in each grid of a 多灾易灾 community a means of warning that needs no power."""
    if not asked.is_prone:
        return None
    grids = asked.facts.profile.grids
    if not grids:
        return Answer(met=False, said="没有网格")
    missing = [grid.name or "" for grid in grids if not grid.no_power_warning]
    if not any(means.without_power and means.number for means in asked.facts.profile.warning_means):
        missing.append("全社区没有断电可用的手段")
    return Answer(not missing, "、".join(missing) or f"{len(grids)}个网格都有")


def _number(equipment: Iterable[Equipment], kind: str) -> int:
    return sum(one.number or 0 for one in equipment if one.kind == kind)


def in_season(seasons: Iterable[Season], day: date) -> bool:
    """Whether the day lies in the flood season; always where the district has not set one."""
    found = next((season for season in seasons if season.name == _FLOOD_SEASON), None)
    if found is None or not found.start or not found.end:
        return True
    start, end = _in_year(found.start, day.year), _in_year(found.end, day.year)
    if start is None or end is None:
        return True
    return start <= day <= end if start <= end else day >= start or day <= end


def _in_year(said: str, year: int) -> date | None:
    """The day that `said` (month-day) is in that year; the last of February where it has no 29th."""
    try:
        return date.fromisoformat(f"{year}-{'02-28' if said == _LEAP and not isleap(year) else said}")
    except ValueError:
        return None
