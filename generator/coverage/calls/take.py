"""A filled-in call sheet taken back: read, its communities and towns found, its results kept."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date

from generator.coverage.calls.answers import Answer
from generator.coverage.calls.answers import read_answers
from generator.coverage.calls.keep import Kept
from generator.coverage.calls.keep import keep
from generator.coverage.calls.lines import Source
from generator.coverage.calls.lines import Unit
from generator.coverage.calls.opened import Opened
from generator.coverage.calls.opened import open_community
from generator.coverage.calls.opened import open_town
from generator.coverage.calls.opened import unit_of
from generator.coverage.calls.opened import unit_of_town
from generator.facts.facts import Settings
from generator.facts.load import load_communities
from generator.facts.model.town import RosterTown
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg7_calls as codes


@dataclass(frozen=True)
class Taken:
    """What came of a sheet: what was kept, and how many numbers have no result yet."""

    kept: Kept = field(default_factory=Kept)
    open_count: int = 0


def take_back(
    workspace: Workspace, settings: Settings, data: bytes, file: str, day: date, by: str
) -> tuple[Taken, list[Problem]]:
    """The results of a workbook, kept; nothing at all is kept while something in it cannot be understood."""
    answers, problems = read_answers(data, file, day)
    entries, towns = _roster(workspace, settings)
    given: list[Answer] = []
    for answer in answers.given:
        units, told = _units(answer, entries, towns)
        given.append(replace(answer, units=units))
        problems += told
    if has_errors(problems):
        return Taken(open_count=answers.open_count), problems
    kept, told = keep(workspace, around(workspace, settings, given), given, day, by)
    return Taken(kept, answers.open_count), problems + told


def _roster(workspace: Workspace, settings: Settings) -> tuple[dict[str, Entry], dict[str, RosterTown]]:
    """Communities and towns by whatever names each without doubt."""
    every, _problems = load_communities(workspace, settings)
    names: dict[str, Entry] = {}
    seen: set[str] = set()
    for entry in every:
        if entry.name in seen:
            names.pop(entry.name, None)
        else:
            names[entry.name] = entry
        seen.add(entry.name)
    entries = names | {word: entry for entry in every for word in (entry.slug, entry.code) if word}
    towns = {word: town for town in settings.roster.towns for word in (town.name, town.folder) if word}
    return entries, towns


def _units(
    answer: Answer, entries: Mapping[str, Entry], towns: Mapping[str, RosterTown]
) -> tuple[tuple[str, ...], list[Problem]]:
    """The folders of what a row names. Codes: PG786."""
    found: list[str] = []
    problems: list[Problem] = []
    for word in answer.units or ("",):
        if word in entries:
            found.append(entries[word].slug)
        elif word in towns:
            found.append(towns[word].folder or "")
        else:
            problems.append(codes.CALL_UNIT_UNKNOWN.at(answer.place, found=word or "—"))
    return tuple(dict.fromkeys(found)), problems


def around(workspace: Workspace, settings: Settings, given: Iterable[Answer]) -> list[Opened]:
    """All that is named, and whoever else in its towns may share a number; what cannot be read has no posts.

    What is wrong with a profile is no reason to lose what was called: `plangen check` tells of it.
    """
    named = {unit for answer in given for unit in answer.units}
    towns = {unit.partition("/")[0] for unit in named}
    found: list[Opened] = []
    for entry in load_communities(workspace, settings)[0]:
        if entry.town in towns:
            one, _problems = open_community(workspace, entry, settings)
            if one is not None or entry.slug in named:
                found.append(one or _nothing(unit_of(entry)))
    for town in settings.roster.towns:
        if town.folder in towns:
            one, _problems = open_town(workspace, town, found)
            found.append(one or _nothing(unit_of_town(town)))
    return found


def _nothing(unit: Unit) -> Opened:
    return Opened(Source(unit, (), {}), {})
