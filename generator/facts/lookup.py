"""Names looked up across the files of one community, and names that must be unique."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from generator.facts.across.roster import check_roster
from generator.facts.model.district import District
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Standards
from generator.facts.model.town import Town
from generator.facts.reader.files import Read
from generator.facts.reader.files import Vocabulary
from generator.facts.reader.places import Places
from generator.facts.reader.references import Target
from generator.facts.reader.references import check_names
from generator.facts.reader.references import check_references
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_values as codes

_LISTS: tuple[tuple[Ref, str, str], ...] = (
    (Ref.POINT, "points", "name"),
    (Ref.ROUTE, "routes", "name"),
    (Ref.SHELTER, "shelters", "name"),
    (Ref.GRID, "grids", "name"),
    (Ref.FIGURE, "figures", "title"),
)


def resolve_all(
    profile: Read, register: Read | None, drills: Iterable[Read], town: Read | None, words: Vocabulary
) -> list[Problem]:
    """Names in the files of one community that are in no list, and entries with the same name (PG206, PG213)."""
    targets, problems = _profile(profile, town, words)
    if register is not None:
        problems += check_references(register.references, register.places, targets)
    # People may have left since a drill was held, and its record is never rewritten: only hazards are looked up.
    subs: dict[Ref, Target] = {ref: target for ref, target in targets.items() if ref is Ref.SUB_HAZARD}
    for drill in drills:
        problems += check_references(drill.references, drill.places, subs)
    return problems


def _profile(profile: Read, town: Read | None, words: Vocabulary) -> tuple[dict[Ref, Target], list[Problem]]:
    """The lists that names of this community point into, and its dangling and double names (PG206, PG213)."""
    record: Profile = profile.record
    places = profile.places
    targets: dict[Ref, Target] = {}
    problems: list[Problem] = []
    for ref, key, name in _LISTS:
        entries: tuple[Record, ...] = getattr(record, key)
        if key in record.given:
            targets[ref] = _target(places, key, entries, name)
        problems += check_names(entries, name, places, places.titles((key,)))
    if "contacts" in record.given:
        handles = {contact.handle for contact in record.contacts}
        if town is not None:
            handles |= {contact.handle for contact in town.record.contacts}
        also = {contact.name: contact.handle for contact in record.contacts if contact.name}
        targets[Ref.CONTACT] = Target("联系人", frozenset(handles), partial(places.at_key, (), "contacts"), also)
        problems += check_names(record.contacts, "handle", places, "联系人")
    if words.subs:
        targets[Ref.SUB_HAZARD] = _subs(words)
    if town is not None:
        targets[Ref.SQUAD] = _target(town.places, "regional_squads", town.record.regional_squads, "name")
    problems += check_references(profile.references, places, targets)
    return targets, problems


def resolve_town(town: Read) -> list[Problem]:
    """Names in a town's record that are not among its contacts, and double ones."""
    record: Town = town.record
    places = town.places
    problems = check_names(record.regional_squads, "name", places, "联动突击队")
    problems += check_names(record.contacts, "handle", places, "联系人")
    if "contacts" in record.given:
        handles = frozenset(contact.handle for contact in record.contacts)
        targets = {Ref.CONTACT: Target("联系人", handles, partial(places.at_key, (), "contacts"))}
        problems += check_references(town.references, places, targets)
    return problems


def check_settings(
    district: Read | None, standards: Read | None, roster: Read | None, extra: Read | None
) -> list[Problem]:
    """Double names, unknown sub-hazards and faults of the roster (PG206, PG213, PG230, PG302–PG309)."""
    problems: list[Problem] = []
    if standards is not None:
        problems += _check_parts(standards)
        if district is not None:
            problems += _check_warnings(district, standards.record)
    if roster is not None:
        places = roster.places
        towns = roster.record.towns
        entries = [entry for town in towns for entry in town.communities]
        problems += check_names(towns, "folder", places, "街镇")
        problems += check_names(entries, "code", places, "社区和村")
        for town in towns:
            problems += check_names(town.communities, "folder", places, "社区和村")
        problems += check_roster(roster)
    if extra is not None:
        fields = extra.record.fields
        problems += check_names(fields, "key", extra.places, "增加的字段")
        problems += check_names(fields, "title", extra.places, "增加的字段")
    return problems


def _check_parts(standards: Read) -> list[Problem]:
    record: Standards = standards.record
    places = standards.places
    subs = [sub for part in record.parts for sub in part.subs]
    problems = check_names(record.parts, "key", places, "篇章")
    problems += check_names(record.parts, "title", places, "篇章")
    problems += check_names(subs, "key", places, "灾种")
    problems += check_names(subs, "title", places, "灾种")
    return problems


def _check_warnings(district: Read, standards: Standards) -> list[Problem]:
    """Signals that name a hazard which the standards do not have."""
    record: District = district.record
    known = {sub.key: sub.title or "" for part in standards.parts for sub in part.subs if sub.key}
    known |= {part.key: part.title or "" for part in standards.parts if part.key}
    words = {title: key for key, title in known.items()} | {key: key for key in known}
    problems: list[Problem] = []
    for warning in record.warnings:
        for number, hazard in enumerate(warning.hazards):
            if hazard not in known:
                place = district.places.at((*warning.at, "hazards", number))
                near = words.get(nearest(hazard, words), "") or "、".join(known)
                problems.append(codes.DANGLING.at(place, title="相关灾种", found=hazard, target="灾种", known=near))
    return problems


def _target(places: Places, key: str, entries: Iterable[Record], name: str) -> Target:
    found = list(entries)
    names = frozenset(getattr(entry, name) for entry in found if getattr(entry, name))
    also = {former: getattr(entry, name) for entry in found if (former := getattr(entry, "formerly", None))}
    return Target(places.titles((key,)), names, partial(places.at_key, (), key), also)


def _subs(words: Vocabulary) -> Target:
    also = {sub.title: key for key, sub in words.subs.items() if sub.title}
    return Target("灾种", frozenset(words.subs), None, also)
