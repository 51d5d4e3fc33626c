"""Communities and towns opened to be called, or to take results back: their posts, and where each number is written."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.coverage.calls.lines import Source
from generator.coverage.calls.lines import Unit
from generator.coverage.calls.lines import source_of
from generator.coverage.calls.lines import source_of_town
from generator.facts.calls import Heard
from generator.facts.calls import heard
from generator.facts.calls import load_calls
from generator.facts.checks.case import Case
from generator.facts.facts import Settings
from generator.facts.load import load_case
from generator.facts.load import load_town
from generator.facts.model.calls import CallRecord
from generator.facts.model.people import Contact
from generator.facts.model.town import RosterTown
from generator.facts.model.town import Town
from generator.facts.reader.places import Places
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import has_profile
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.risk import assess


@dataclass(frozen=True)
class Opened:
    """A community or a town. `spots`: where its numbers are written, in whichever file."""

    source: Source
    spots: Mapping[str, Place]

    @property
    def unit(self) -> Unit:
        """Which one it is."""
        return self.source.unit


def open_community(workspace: Workspace, entry: Entry, settings: Settings) -> tuple[Opened | None, list[Problem]]:
    """A community, or `None` if its profile cannot be read; errors alone, for the rest `plangen check` is there."""
    if not has_profile(workspace, entry):
        return None, []
    case, problems = load_case(workspace, entry, settings)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return (opened(entry, case) if case is not None else None), errors


def opened(entry: Entry, case: Case) -> Opened:
    """A community that was read."""
    source = source_of(unit_of(entry), case.facts, assess(case.facts.profile, case.facts.standards))
    return Opened(source, spots_of(case))


def unit_of(entry: Entry) -> Unit:
    """A community as sheets know it."""
    return Unit(entry.slug, entry.name, entry.code or entry.slug)


def unit_of_town(town: RosterTown) -> Unit:
    """A town as sheets know it: by its folder, for towns have no code."""
    return Unit(town.folder or "", town.name or town.folder or "", town.folder or "")


def open_town(workspace: Workspace, town: RosterTown, around: Iterable[Opened]) -> tuple[Opened | None, list[Problem]]:
    """A town itself; its level is the highest of the communities `around`."""
    read, problems = load_town(workspace, town.folder or "")
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if read is None:
        return None, errors
    level = max((one.source.level for one in around if one.source.level is not None), default=None)
    return Opened(source_of_town(unit_of_town(town), read.record, level), _of_town(read.record, read.places)), errors


def spots_of(case: Case) -> dict[str, Place]:
    """Where the numbers of a community and of its town are written."""
    found: dict[str, Place] = {}
    profile = case.profile
    if profile.duty_phone:
        found[profile.duty_phone] = case.at(profile, "duty_phone")
    if profile.micro_station is not None and profile.micro_station.phone:
        found[profile.micro_station.phone] = case.at(profile.micro_station, "phone")
    _add(found, profile.contacts, case.places)
    if case.town_places is not None:
        found = _of_town(case.facts.town, case.town_places) | found
    return found


def _of_town(town: Town, places: Places) -> dict[str, Place]:
    found: dict[str, Place] = {}
    if town.station is not None and town.station.duty_phone:
        found[town.station.duty_phone] = places.of(town.station, "duty_phone")
    _add(found, town.contacts, places)
    return found


def _add(found: dict[str, Place], contacts: Iterable[Contact], places: Places) -> None:
    for contact in contacts:
        for key in ("phone", "backup_phone"):
            number = getattr(contact, key)
            if number:
                found.setdefault(number, places.of(contact, key))


def heard_in(workspace: Workspace, units: Iterable[Unit], day: date) -> tuple[dict[str, Heard], list[Problem]]:
    """What calls say of numbers until that day: those that are kept with these communities and towns.

    A number that serves posts in several is kept with each of them.
    """
    problems: list[Problem] = []
    records: list[CallRecord] = []
    for unit in units:
        found, told = load_calls(workspace, workspace.plans / unit.folder)
        records += found
        problems += told
    return heard(records, day), problems
