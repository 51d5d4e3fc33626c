"""Dates against the day of the review: what is newer than it, and what had expired by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.facts.checks.case import Case
from generator.facts.reader.places import Places
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.problems import Problem
from generator.problems import pg2_days as codes

# Days that lie ahead by nature.
_AHEAD = frozenset({"expires_on", "insurance_until", "relocation_due", "destroy_by", "due"})
INSPECTION_YEARS = 3  # DB33/T 2158—2021


def check_newer(case: Case) -> list[Problem]:
    """Facts dated after the review: it did not see them (PG233)."""
    reviewed = case.reviewed_on
    if reviewed is None:
        return []
    problems: list[Problem] = []
    for record, places in _records(case):
        for column in _days(type(record)):
            found: date | None = getattr(record, column.attribute)
            if found is not None and found > reviewed:
                place = places.of(record, column.key)
                review = case.at(case.profile, "reviewed_on")
                problems.append(
                    codes.NEWER_THAN_REVIEW.at(place, review, title=column.fact.title, found=found, reviewed=reviewed)
                )
    return problems


_DAYS: dict[type[Record], tuple[Column, ...]] = {}


def _days(kind: type[Record]) -> tuple[Column, ...]:
    """The fields of a type of record that hold a day which lies behind by nature."""
    if kind not in _DAYS:
        found = columns(kind).values()
        _DAYS[kind] = tuple(one for one in found if one.type is date and not one.many and one.key not in _AHEAD)
    return _DAYS[kind]


def check_expiries(case: Case) -> list[Problem]:
    """What had expired when the profile was reviewed (PG234, PG235)."""
    reviewed = case.reviewed_on
    if reviewed is None:
        return []
    problems = [
        codes.EXPIRED.at(places.of(record, key), title=title, found=until, reviewed=reviewed)
        for title, until, places, record, key in _expiries(case)
        if until is not None and until < reviewed
    ]
    problems += [
        codes.EXPIRED_STOCK.at(case.at(supply, "expires_on"), found=supply.item or "", until=supply.expires_on)
        for supply in case.profile.supplies
        if supply.expires_on is not None and supply.expires_on < reviewed
    ]
    return problems


def _expiries(case: Case) -> Iterator[tuple[str, date | None, Places, Record, str]]:
    """What must not have expired, until when it is good, and where that stands."""
    profile, places = case.profile, case.places
    if profile.squad is not None:
        yield "保险", profile.squad.insurance_until, places, profile.squad, "insurance_until"
    squad = case.facts.regional_squad
    if squad is not None and case.town_places is not None:
        yield "保险", squad.insurance_until, case.town_places, squad, "insurance_until"
    for aed in profile.aeds:
        yield "电极片和电池", aed.expires_on, places, aed, "expires_on"
    for shelter in profile.shelters:
        inspection = shelter.inspection
        if inspection is not None and inspection.on is not None:
            yield "房屋鉴定", years_later(inspection.on, INSPECTION_YEARS), places, inspection, "on"


def years_later(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _records(case: Case) -> Iterator[tuple[Record, Places]]:
    """The records whose days the review must have seen."""
    yield from ((record, case.places) for record in case.records)
    # The day of a drill itself; measures taken after it are what drills are for.
    yield from zip(case.facts.drills, case.drill_places, strict=True)
