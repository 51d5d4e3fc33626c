"""Books made from a workspace: the measurement, the profiles of the communities that are meant, their calls."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from generator.coverage.denominator import counted
from generator.coverage.duties.book import Book
from generator.coverage.duties.book import Member
from generator.coverage.duties.book import of_community
from generator.coverage.duties.book import of_person
from generator.coverage.duties.book import of_town
from generator.coverage.ground import Base
from generator.coverage.load import entry_of
from generator.coverage.report import Report
from generator.coverage.standing import Standing
from generator.facts.calls import heard
from generator.facts.calls import load_calls
from generator.facts.load import load_case
from generator.facts.load import load_town
from generator.facts.workspace import Entry
from generator.facts.workspace import has_profile


def community_books(setup: Base, report: Report, slugs: Iterable[str]) -> tuple[Book, ...]:
    """The book of each of these communities that is counted."""
    wanted = set(slugs)
    standings = [one for one in report.measured.standings if one.slug in wanted]
    return tuple(of_community(report, member) for member in _members(setup, report, standings))


def town_book(setup: Base, report: Report, folder: str) -> Book:
    """The book of the town of that folder, with what is due in its communities."""
    read, _problems = load_town(setup.workspace, folder)
    return of_town(report, folder, read, _members(setup, report, report.of_town(folder)))


def person_books(setup: Base, report: Report, wanted: str, towns: Sequence[str]) -> tuple[Book, ...]:
    """The books of all people of these towns who are called that or hold that post."""
    standings = [one for one in report.measured.standings if one.town in towns]
    reads = [(folder, load_town(setup.workspace, folder)[0]) for folder in towns]
    return of_person(report, wanted, reads, _members(setup, report, standings))


def _members(setup: Base, report: Report, standings: Sequence[Standing]) -> tuple[Member, ...]:
    there, _exempt = counted(setup.settings.roster, report.day, report.rules.grace_days or 0)
    entries = {one.slug: entry_of(one) for one in there}
    return tuple(_member(setup, report, standing, entries[standing.slug]) for standing in standings)


def _member(setup: Base, report: Report, standing: Standing, entry: Entry) -> Member:
    """What is wrong with its files is for `plangen check` to say."""
    if not has_profile(setup.workspace, entry):
        return Member(standing, None)
    case, _problems = load_case(setup.workspace, entry, setup.settings)
    records, _problems = load_calls(setup.workspace, entry.path(setup.workspace))
    return Member(standing, case, heard(records, report.day))
