"""The register against the profile: counts that must agree, and helpers who can really come."""

from __future__ import annotations

import re
from collections import Counter
from collections import defaultdict

from generator.facts.checks.case import Case
from generator.facts.model.people import Register
from generator.facts.reader.places import Places
from generator.facts.schema import Trail
from generator.problems import Problem
from generator.problems import pg2_people as codes

_CARRIED = frozenset({"轮椅", "担架"})
_HELPED_AT_MOST = 2
_DIAGNOSIS = re.compile("癌|肿瘤|糖尿病|高血压|冠心病|尿毒症|肝炎|艾滋|肺结核|精神分裂|抑郁|痴呆|帕金森|中风|偏瘫|癫痫")


def check_register(case: Case) -> list[Problem]:
    """Counts that differ from the profile's (PG296), diagnoses (PG297), a day of destruction too early (PG298)."""
    register, places = case.facts.register, case.register_places
    if register is None or places is None:
        return []
    problems = _households(case, register, places) + _mobilities(case, register, places)
    for person in register.people:
        found = _DIAGNOSIS.search(person.needs or "")
        if found is not None:
            problems.append(codes.DIAGNOSIS.at(places.of(person, "needs"), found=found.group()))
    if (
        register.destroy_by is not None
        and register.checked_on is not None
        and register.destroy_by <= register.checked_on
    ):
        place = places.of(register, "destroy_by")
        problems.append(codes.DESTROY_TOO_EARLY.at(place, found=register.destroy_by, checked=register.checked_on))
    return problems


def check_helpers(case: Case) -> list[Problem]:
    """Helpers too few (PG299), with too many people (PG301), or who cannot come (PG302)."""
    register, places = case.facts.register, case.register_places
    if register is None or places is None:
        return []
    problems: list[Problem] = []
    helped: dict[str, list[Trail]] = defaultdict(list)
    at_point = {(household.head, household.point) for household in register.households}
    squad_leader = case.profile.squad.leader if case.profile.squad is not None else None
    for person in register.people:
        names = {case.person(helper) for helper in person.helpers}
        if person.mobility in _CARRIED and "helpers" in person.given and len(names) < 2:
            problems.append(codes.ONE_HELPER.at(places.of(person, "helpers"), found=person.mobility))
        for number, helper in enumerate(person.helpers):
            trail = (*person.at, "helpers", number)
            helped[helper].append(trail)
            contact = case.facts.contacts.get(helper)
            name = contact.name if contact is not None else helper
            if person.point is not None and (name, person.point) in at_point:
                problems.append(codes.HELPER_IN_DANGER.at(places.at(trail), found=helper, point=person.point))
            if squad_leader is not None and case.person(helper) == case.person(squad_leader):
                problems.append(codes.HELPER_LEADS_SQUAD.at(places.at(trail), found=helper))
    for helper, trails in helped.items():
        if len(trails) > _HELPED_AT_MOST:
            where = [places.at(trail) for trail in trails]
            problems.append(
                codes.BUSY_HELPER.at(where[_HELPED_AT_MOST], *where[:_HELPED_AT_MOST], found=helper, count=len(where))
            )
    return problems


def _households(case: Case, register: Register, places: Places) -> list[Problem]:
    """Households and their people by point, against the profile's counts."""
    count: Counter[str] = Counter()
    people: Counter[str] = Counter()
    unknown: set[str] = set()
    for household in register.households:
        if household.point is None:
            continue
        count[household.point] += 1
        if household.people_night is None:
            unknown.add(household.point)
        people[household.point] += household.people_night or 0
    problems: list[Problem] = []
    for name, households in count.items():
        point = case.points.get(name)
        if point is None:
            continue
        for key, title, mine in (("households", "户数", households), ("people_night", "夜间人数", people[name])):
            theirs = getattr(point, key)
            if theirs is not None and theirs != mine and not (key == "people_night" and name in unknown):
                problems.append(
                    codes.REGISTER_DIFFERS.at(
                        case.at(point, key),
                        places.at_key((), "households"),
                        title=f"{name}{title}",
                        found=theirs,
                        expected=mine,
                    )
                )
    return problems


def _mobilities(case: Case, register: Register, places: Places) -> list[Problem]:
    """People who need help by mobility, against the profile's counts."""
    if None in {person.mobility for person in register.people}:
        return []
    mine = Counter(person.mobility for person in register.people)
    problems: list[Problem] = []
    told: set[str] = set()
    for count in case.profile.help_counts:
        if count.mobility is None or count.people is None:
            continue
        told.add(count.mobility)
        if count.people != mine[count.mobility]:
            problems.append(
                codes.REGISTER_DIFFERS.at(
                    case.at(count, "people"),
                    places.at_key((), "people"),
                    title=f"{count.mobility}人数",
                    found=count.people,
                    expected=mine[count.mobility],
                )
            )
    if "help_counts" in case.profile.given:
        problems += [
            codes.REGISTER_DIFFERS.at(
                case.places.at_key((), "help_counts"),
                places.at_key((), "people"),
                title=f"{mobility}人数",
                found=0,
                expected=number,
            )
            for mobility, number in mine.items()
            if mobility not in told
        ]
    return problems
