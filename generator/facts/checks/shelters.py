"""Shelters: safe for what people flee from, and large enough for all who come."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.checks.case import Case
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Shelter
from generator.problems import Problem
from generator.problems import pg2_place
from generator.problems import pg2_transfer as codes

_WATER = frozenset({"洪涝", "台风"})


def check_shelters(case: Case) -> list[Problem]:
    """Shelters with more places than room (PG286), or that failed (PG287)."""
    per_person = case.facts.district.per_person_m2
    problems: list[Problem] = []
    for shelter in case.profile.shelters:
        if shelter.capacity is not None and shelter.area_m2 is not None and per_person:
            fits = int(shelter.area_m2 / per_person)
            if shelter.capacity > fits:
                place = case.at(shelter, "capacity")
                problems.append(
                    codes.TOO_LITTLE_ROOM.at(
                        place,
                        found=shelter.capacity,
                        area=f"{shelter.area_m2:g}",
                        each=f"{per_person:g}",
                        expected=fits,
                    )
                )
        if shelter.capacity is not None and (shelter.own_capacity or 0) > shelter.capacity:
            place = case.at(shelter, "own_capacity")
            problems.append(
                pg2_place.MORE_THAN_ALL.at(
                    place,
                    case.at(shelter, "capacity"),
                    title="留给本社区的位置",
                    found=shelter.own_capacity,
                    limit=shelter.capacity,
                )
            )
        for what, title in ((shelter.inspection, "房屋鉴定"), (shelter.acceptance, "验收")):
            if what is not None and what.passed is False:
                place = case.at(what, "passed")
                problems.append(codes.FAILED_SHELTER.at(place, found=shelter.name or "", title=title))
    return problems


def check_batch_shelters(case: Case) -> list[Problem]:
    """Shelters in danger (PG288), not meant for the hazard (PG289), or below flood level (PG290)."""
    problems: list[Problem] = []
    for batch in case.profile.batches:
        hazards = set(batch.hazards)
        for key, shelter in _goals(case, batch):
            place = case.at(batch, key)
            name = shelter.name or ""
            for point_name in shelter.in_danger_of:
                point = case.points.get(point_name)
                if point is not None and (point_name in batch.points or case.threatens_by(point) & hazards):
                    related = case.at(shelter, "in_danger_of")
                    problems.append(codes.SHELTER_IN_DANGER.at(place, related, found=name, point=point_name))
            if shelter.safe_for:
                problems += [
                    codes.NOT_SAFE_FOR.at(place, case.at(shelter, "safe_for"), found=name, hazard=hazard)
                    for hazard in batch.hazards
                    if hazard not in shelter.safe_for
                ]
            if shelter.above_flood is False and hazards & _WATER:
                problems.append(codes.BELOW_FLOOD.at(place, case.at(shelter, "above_flood"), found=name))
    return problems


def check_capacity(case: Case) -> list[Problem]:
    """Shelters to which more people are sent in one hazard than they hold (PG291)."""
    hazards = sorted({hazard for batch in case.profile.batches for hazard in batch.hazards})
    worst: dict[str, tuple[int, str]] = {}
    for hazard in hazards:
        loads = _loads(case, hazard)
        for name, load in loads.items():
            room = room_of(case.shelters[name])
            excess = load - (room if room is not None else load)
            spare = sum(
                max(0, (room_of(case.shelters[other]) or 0) - loads.get(other, 0))
                for other in sorted(_overflows(case, hazard, name))
            )
            if excess > spare and load > worst.get(name, (0, ""))[0]:
                worst[name] = (load, hazard)
    problems: list[Problem] = []
    for name, (load, hazard) in worst.items():
        shelter = case.shelters[name]
        key = "own_capacity" if shelter.own_capacity is not None else "capacity"
        related = tuple(
            case.at(batch, "people")
            for batch in case.profile.batches
            if batch.shelter == name and hazard in batch.hazards
        )
        problems.append(
            codes.OVER_CAPACITY.at(
                case.at(shelter, key), *related, found=load, shelter=name, hazard=hazard, limit=room_of(shelter)
            )
        )
    return problems


def room_of(shelter: Shelter) -> int | None:
    """How many people of this community a shelter takes."""
    return shelter.own_capacity if shelter.own_capacity is not None else shelter.capacity


def _loads(case: Case, hazard: str) -> dict[str, int]:
    loads: dict[str, int] = {}
    for batch in case.profile.batches:
        name = batch.shelter or ""
        if hazard in batch.hazards and name in case.shelters and batch.people is not None:
            loads[name] = loads.get(name, 0) + batch.people
    return loads


def _overflows(case: Case, hazard: str, name: str) -> set[str]:
    """Where those go who find a shelter full."""
    others = {
        batch.overflow or "" for batch in case.profile.batches if batch.shelter == name and hazard in batch.hazards
    }
    return {other for other in others if other in case.shelters and other != name}


def _goals(case: Case, batch: Batch) -> Iterator[tuple[str, Shelter]]:
    for key in ("shelter", "overflow"):
        shelter = case.shelters.get(getattr(batch, key) or "")
        if shelter is not None:
            yield key, shelter
