"""Files to facts: everything known of a community, read, looked up and checked, with every problem at once."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import TypeVar

from generator import files
from generator.facts.checks import check
from generator.facts.checks.case import Case
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.ledger import Ledger
from generator.facts.ledger import read_ledger
from generator.facts.ledger.overlay import with_states
from generator.facts.lookup import check_settings
from generator.facts.lookup import resolve_all
from generator.facts.lookup import resolve_town
from generator.facts.model.district import District
from generator.facts.model.fields import ExtraFields
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.standards import Standards
from generator.facts.model.town import Roster
from generator.facts.model.town import Town
from generator.facts.reader.files import NO_WORDS
from generator.facts.reader.files import Read
from generator.facts.reader.files import Vocabulary
from generator.facts.reader.files import read_record
from generator.facts.reader.files import vocabulary
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.text import parse_document
from generator.facts.text.compose import VALUES
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import communities
from generator.facts.workspace import find
from generator.problems import Problem
from generator.problems import by_place
from generator.problems import has_errors
from generator.problems.pg0_command import MISSING_FILE

LIMIT = files.MIB
"""The largest YAML file that is read: a hundred times an honest profile."""

ROSTER_LIMIT = 32 * files.MIB
ROSTER_VALUES = 1_500_000
"""A roster names every community of the district, or of a whole city: 24,000 are 150,000 values."""

AnyRecord = TypeVar("AnyRecord", bound=Record)


def load_district(workspace: Workspace) -> tuple[Settings | None, list[Problem]]:
    """The district's settings, or `None` if its standards cannot be read; every problem of them.

    A missing `fields.yaml` means no added fields. Codes: PG0, PG1, PG2.
    """
    plans = workspace.plans
    district, problems = read_file(workspace, plans / "district.yaml", District)
    standards, found = read_file(workspace, plans / "standards.yaml", Standards)
    problems += found
    roster, found = read_roster(workspace)
    problems += found
    extra, found = read_file(workspace, plans / "fields.yaml", ExtraFields)
    problems += _unless_missing(found)
    problems += check_settings(district, standards, roster, extra)
    if standards is None or not standards.record.parts or district is None or roster is None:
        return None, sorted(problems, key=by_place)
    fields = extra.record.fields if extra is not None else ()
    settings = Settings(district.record, standards.record, roster.record, fields, standards.places)
    return settings, sorted(problems, key=by_place)


def load_town(workspace: Workspace, town: str) -> tuple[Read | None, list[Problem]]:
    """A town's record as it was read, or `None`; its problems."""
    path = workspace.plans / town / "town.yaml"
    data, _problems = files.read_bytes(path, LIMIT, root=workspace.root)
    if _latest_town and _latest_town[0][:2] == (path, data):
        return _latest_town[0][2], list(_latest_town[0][3])
    read, problems = read_file(workspace, path, Town)
    if read is not None:  # else it may be readable the next time
        problems += resolve_town(read)
        _latest_town[:] = [(path, data, read, tuple(problems))]
    return read, problems


# The town of the community before: the communities of a town come one after another, and share its record.
_latest_town: list[tuple[Path, bytes | None, Read, tuple[Problem, ...]]] = []


def load_towns(workspace: Workspace, roster: Roster) -> tuple[dict[str, Read], list[Problem]]:
    """The records of all towns of the roster by folder, and their problems; of some nothing is known yet."""
    towns: dict[str, Read] = {}
    problems: list[Problem] = []
    for town in roster.towns:
        if town.folder:
            read, found = load_town(workspace, town.folder)
            problems += _unless_missing(found)
            if read is not None:
                towns[town.folder] = read
    return towns, problems


def load_facts(
    workspace: Workspace, entry: Entry, settings: Settings | None = None
) -> tuple[Facts | None, list[Problem]]:
    """All that is known of a community, or `None` if its profile or the settings cannot be read; every problem.

    Without `settings` they are read too, and their problems are among those returned.
    """
    case, problems = load_case(workspace, entry, settings)
    return (case.facts if case is not None else None), problems


def load_case(
    workspace: Workspace, entry: Entry, settings: Settings | None = None, drill: tuple[str, bytes] | None = None
) -> tuple[Case | None, list[Problem]]:
    """The facts as `load_facts` reads them, with the place of each.

    `drill`: name and content of a drill's record that is looked at as if it lay among the others.
    """
    problems: list[Problem] = []
    if settings is None:
        settings, problems = load_district(workspace)
    words = NO_WORDS if settings is None else vocabulary(settings.standards, settings.extra_fields)
    town, found = load_town(workspace, entry.town)
    problems += found
    folder = entry.path(workspace)
    profile, found = read_file(workspace, folder / "profile.yaml", Profile, words)
    problems += found
    register, found = read_file(workspace, folder / "register.yaml", Register, words)
    problems += _unless_missing(found)  # kept apart: absent on most machines, and nothing is wrong then
    drills, found = _drills(workspace, folder, words, drill)
    problems += found
    ledger, found = load_ledger(workspace, folder)
    problems += found
    if profile is None:
        return None, sorted(problems, key=by_place)
    problems += resolve_all(profile, register, drills, town, words)
    if settings is None:
        return None, sorted(problems, key=by_place)
    facts = Facts(
        folder=folder,
        roster_entry=entry.roster,
        profile=profile.record,
        register=register.record if register is not None else None,
        drills=with_states((read.record for read in drills), ledger.life),
        town=town.record if town is not None else Town(),
        settings=settings,
        ledger=ledger,
    )
    figures, found = files.list_files(folder / "figures", "", root=workspace.root)
    problems += found
    everything = [read for read in (profile, register, town, *drills) if read is not None]
    case = Case(
        facts=facts,
        places=profile.places,
        register_places=register.places if register is not None else None,
        drill_places=tuple(read.places for read in drills),
        town_places=town.places if town is not None else None,
        named=frozenset(found.name for read in everything for found in read.references if found.ref is Ref.CONTACT),
        figure_files=frozenset(path.name for path in figures),
        recorded=tuple(read.record for read in drills),
    )
    problems += check(case)
    return case, sorted(problems, key=by_place)


def _drills(
    workspace: Workspace, folder: Path, words: Vocabulary, new: tuple[str, bytes] | None
) -> tuple[list[Read], list[Problem]]:
    """The community's drills, newest first."""
    paths, problems = files.list_files(folder / "drills", ".yaml", root=workspace.root)
    found = [read_file(workspace, path, Drill, words) for path in paths]
    if new is not None:
        found.append(_parsed(new[1], [], new[0], Drill, words))
    reads = [read for read, _problems in found if read is not None]
    problems += [problem for _read, told in found for problem in told]
    reads.sort(key=lambda read: (read.record.on or date.min, read.record.id or ""), reverse=True)
    return reads, problems


def load_drills(workspace: Workspace, entry: Entry, settings: Settings) -> tuple[tuple[Drill, ...], list[Problem]]:
    """A community's drills as their records say, newest first; what the ledger says of findings is not in them."""
    words = vocabulary(settings.standards, settings.extra_fields)
    reads, problems = _drills(workspace, entry.path(workspace), words, None)
    return tuple(read.record for read in reads), problems


def load_ledger(workspace: Workspace, folder: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger in a community's folder, empty where it has none; what is wrong with it makes it less than whole."""
    revisions = folder / "revisions"
    found: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for name in files.listed(str(revisions), str(workspace.root))[0]:
        data, told = files.read_bytes(revisions / name, LIMIT, root=workspace.root)
        problems += told
        if data is not None:
            found.append((name, data))
    ledger, told = read_ledger(found, files.shown(revisions, workspace.root))
    if has_errors(problems):
        ledger = dataclasses.replace(ledger, is_whole=False)
    return ledger, problems + told


def read_file(
    workspace: Workspace, path: Path, kind: type[AnyRecord], words: Vocabulary = NO_WORDS
) -> tuple[Read | None, list[Problem]]:
    """One file read as `kind`, or `None` if it is no YAML; its problems. What is wrong in it is left out of it."""
    data, problems = files.read_bytes(path, LIMIT, root=workspace.root)
    return _parsed(data, problems, files.shown(path, workspace.root), kind, words)


def read_roster(workspace: Workspace) -> tuple[Read | None, list[Problem]]:
    """The roster as it was read, or `None`; its problems. It may be larger than files of one community."""
    path = workspace.plans / "roster.yaml"
    data, problems = files.read_bytes(path, ROSTER_LIMIT, root=workspace.root)
    return _parsed(data, problems, files.shown(path, workspace.root), Roster, most=ROSTER_VALUES)


def _parsed(
    data: bytes | None,
    problems: list[Problem],
    file: str,
    kind: type[Record],
    words: Vocabulary = NO_WORDS,
    most: int = VALUES,
) -> tuple[Read | None, list[Problem]]:
    if data is None:
        return None, problems
    document, found = parse_document(data, file, most)
    problems += found
    if document is None:
        return None, problems
    read = read_record(document, kind, words)
    return read, problems + read.problems


def load_communities(workspace: Workspace, settings: Settings | None = None) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Every community of the workspace, in the roster's order; the problems of the roster if it is read here."""
    problems: list[Problem] = []
    if settings is not None:
        roster = settings.roster
    else:
        read, problems = read_roster(workspace)
        roster = read.record if read is not None else Roster()
    paths, found = files.list_files(workspace.plans, "profile.yaml", root=workspace.root)
    problems += found
    parts = [path.relative_to(workspace.plans).parts for path in paths]
    folders = [(part[0], part[1]) for part in parts if len(part) == 3 and part[2] == "profile.yaml"]
    every, found = communities(roster, folders)
    return every, problems + found


def resolve(workspace: Workspace, text: str, settings: Settings | None = None) -> tuple[Entry | None, list[Problem]]:
    """The community that `text` means, or `None` and why not; problems of other files are not among these.

    Codes: PG022 (unknown), PG023 (several).
    """
    return find(text, load_communities(workspace, settings)[0])


def _unless_missing(problems: list[Problem]) -> list[Problem]:
    """The problems of a file that need not be there."""
    return [problem for problem in problems if problem.code != MISSING_FILE.id]
