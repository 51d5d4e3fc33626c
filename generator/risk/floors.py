"""Floors: facts that lift a level whatever the scores say, one small function per rule of `standards.yaml`.

A rule answers with the level it lifts to and the values that its reason prints, or with None where it says nothing.
Where one person is enough, a count that is missing is enough as well: doubts go up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import Reservoir
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.standards import Floor
from generator.risk.ages import is_older
from generator.risk.ages import is_within
from generator.risk.case import Case
from generator.risk.case import has_people
from generator.risk.case import is_unsure
from generator.risk.case import most
from generator.risk.case import night
from generator.risk.level import Level
from generator.risk.matrix import UNKNOWN
from generator.risk.reasons import filled

Lift = tuple[Level | None, Mapping[str, object]]
Rule = Callable[[Case, Floor], Lift | None]

SOME = "若干"
"""How many, while nobody has counted them."""

RESERVOIR = "reservoir"
FLASH_FLOOD = "flash_flood"
SLEEPERS_KINDS = frozenset({"合用场所", "群租"})
SLEEPERS_SUBS = frozenset({"mixed_use", "group_rental"})
FIRE_KINDS = SLEEPERS_KINDS | {"高层住宅"}
FIRE_SUBS = SLEEPERS_SUBS | {"dwelling_highrise"}
TIMBER_KINDS = frozenset({"砖木结构", "木结构"})
_WOOD = {"timber_old": "木结构"}  # what a building is while nobody has said so
REGISTERED = frozenset({"隐患点", "风险防范区"})


def lifts(case: Case, floors: tuple[Floor, ...], part: str) -> Iterator[tuple[Level, str]]:
    """Level and reason of every floor that holds for the sub-hazard of `case`."""
    for floor in floors:
        rule = RULES.get(floor.rule or "")
        if rule is None or floor.part not in (None, part):
            continue
        lift = rule(case, floor)
        if lift is not None and lift[0] is not None:
            yield lift[0], filled(floor.reason or "", lift[1])


def is_doubtful(case: Case) -> bool:
    """Whether the evidence is an estimate, too old, or undated: shown as 待核实."""
    hazard = case.hazard
    return (
        hazard.likelihood is None
        or hazard.consequence is None
        or hazard.basis_source in (None, "估计")
        or is_older(hazard.assessed_on, case.evidence_years, case.profile.reviewed_on)
    )


def _official_level(case: Case, _floor: Floor) -> Lift | None:
    level = Level.named(case.hazard.official_level)
    if level is None:
        return None
    return level, {"level": level.title, "document": case.hazard.official_source or ""}


def _point_with_people(case: Case, floor: Floor) -> Lift | None:
    points = [p for p in _geological(case.points) if p.zone in REGISTERED]
    return _reached(floor, most(points), points, unsure=is_unsure(points))


def _grade_or_night_people(case: Case, floor: Floor) -> Lift | None:
    """Grade 高, or enough people by night at the part's points together; the sub-hazard with most of them answers."""
    here = night(case.points)
    if here >= (floor.people or 1) or any(p.grade == "高" for p in _geological(case.points)):
        return _lift(floor, here, case.points)
    by_hazard = Counter({p.hazard: 0 for p in case.part_points})
    for point in case.part_points:
        by_hazard[point.hazard] += point.people_night or 0
    if here and here == max(by_hazard.values()):
        return _reached(floor, by_hazard.total(), case.part_points)
    return None


def _unregistered_with_sleepers(case: Case, floor: Floor) -> Lift | None:
    points = [p for p in _geological(case.points) if p.zone == "自查未登记"]
    return _reached(floor, night(points), points, unsure=is_unsure(points, "people_night"))


def _bad_dam(case: Case, floor: Floor) -> Lift | None:
    if case.key != RESERVOIR:
        return None
    dams = [dam for dam in case.profile.reservoirs if is_bad(dam)]
    people = sum(dam.people_night or 0 for dam in dams)
    # Households without a count of people are still people in reach.
    if people < (floor.people or 1) and all(dam.people_night for dam in dams):
        return None
    return _level(floor), {
        "people": people or SOME,
        "houses": sum(dam.households or 0 for dam in dams) or SOME,
        "names": "、".join(dam.name for dam in dams if dam.name),
    }


def is_bad(dam: Reservoir) -> bool:
    """Whether a dam of the third class stands above people; who is not counted yet may be there."""
    unsure = dam.people_night is None and dam.households is None
    return dam.dam_safety == "三类" and bool(dam.people_night or dam.households or unsure)


def _flash_flood_zone(case: Case, floor: Floor) -> Lift | None:
    return _reached(floor, night(case.points), case.points) if case.key == FLASH_FLOOD else None


def _timber_quarter(case: Case, floor: Floor) -> Lift | None:
    timber = [p for p in _fire(case.points) if (p.building_type or _WOOD.get(p.hazard or "")) in TIMBER_KINDS]
    quarters = [p for p in timber if (p.households or 0) >= (floor.houses or 1)]
    return _lift(floor, night(quarters), quarters) if quarters else None


def _one_exit_sleepers(case: Case, floor: Floor) -> Lift | None:
    points = [
        p
        for p in _fire(case.points)
        if (p.building_type in SLEEPERS_KINDS or p.hazard in SLEEPERS_SUBS)
        and (p.one_exit or (p.exits is not None and p.exits <= 1))
    ]
    return _reached(floor, sum(max(p.people_night or 0, p.lodgers or 0) for p in points), points)


def _fire_building(case: Case, floor: Floor) -> Lift | None:
    points = [p for p in _fire(case.points) if p.building_type in FIRE_KINDS]
    return _lift(floor, night(points), points) if points or case.key in FIRE_SUBS else None


def _deaths(case: Case, floor: Floor) -> Lift | None:
    years = floor.years or 1
    events = [e for e in case.profile.past_events if e.kind == case.key]
    deaths = sum(e.deaths or 0 for e in events if is_within(e.on, years, case.profile.reviewed_on))
    if deaths < (floor.people or 1):
        return None
    return _level(floor), {"people": deaths, "years": years}


def _stale_or_estimated(case: Case, floor: Floor) -> Lift | None:
    """One step above the matrix, for the doubt is about the scores; what a fact demands does not rise with it."""
    if not is_doubtful(case) or not has_people(case):
        return None
    level = (case.matrix_level or UNKNOWN).higher
    years = case.evidence_years or floor.years or 0
    return level, {"years": years, "level": level.title, "people": most(case.points)}


RULES: Mapping[str, Rule] = {
    "official_level": _official_level,
    "point_with_people": _point_with_people,
    "grade_or_night_people": _grade_or_night_people,
    "unregistered_with_sleepers": _unregistered_with_sleepers,
    "bad_dam": _bad_dam,
    "flash_flood_zone": _flash_flood_zone,
    "timber_quarter": _timber_quarter,
    "one_exit_sleepers": _one_exit_sleepers,
    "fire_building": _fire_building,
    "deaths": _deaths,
    "stale_or_estimated": _stale_or_estimated,
}


def _level(floor: Floor) -> Level | None:
    return Level.named(floor.level)


def _reached(floor: Floor, people: int, points: Sequence[RiskPoint], *, unsure: bool = False) -> Lift | None:
    limit = floor.people or 1
    return _lift(floor, people, points) if people >= limit or (unsure and limit == 1) else None


def _lift(floor: Floor, people: int, points: Sequence[RiskPoint]) -> Lift:
    houses = sum(p.households or 0 for p in points)
    return _level(floor), {
        "people": people or (SOME if is_unsure(points) else 0),
        "houses": houses,
        "names": "、".join(p.name for p in points if p.name),
    }


def _geological(points: tuple[RiskPoint, ...]) -> list[GeologicalPoint]:
    return [p for p in points if isinstance(p, GeologicalPoint)]


def _fire(points: tuple[RiskPoint, ...]) -> list[FirePoint]:
    return [p for p in points if isinstance(p, FirePoint)]
