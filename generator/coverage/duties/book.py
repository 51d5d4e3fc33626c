"""The book of one community, one town or one person: what is held there, and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date

from generator.coverage.duties.dues import Due
from generator.coverage.duties.dues import dues_of
from generator.coverage.duties.dues import dues_of_town
from generator.coverage.duties.dues import pressing
from generator.coverage.duties.held import Held
from generator.coverage.duties.held import held_in
from generator.coverage.report import Report
from generator.coverage.standing import Standing
from generator.facts.calls import Heard
from generator.facts.checks.case import Case
from generator.facts.model.people import Contact
from generator.facts.model.town import Town
from generator.facts.reader.files import Read


@dataclass(frozen=True, slots=True)
class Member:
    """A community that stands in a book: how it stands, its facts where it has a profile, and what calls say."""

    standing: Standing
    case: Case | None
    calls: Mapping[str, Heard] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A post in a book, with whose it is and where."""

    where: str
    name: str
    held: Held


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is due, with who is to do it and where. `names`: the people, where it is known who."""

    where: str
    names: tuple[str, ...]
    due: Due


@dataclass(frozen=True, slots=True)
class Book:
    """All of it. `of`: whose book it is."""

    of: str
    day: date
    held: tuple[HeldRow, ...]
    due: tuple[DueRow, ...]

    @property
    def late(self) -> int:
        """How much should have been done already."""
        return sum(row.due.is_late(self.day) for row in self.due)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one community, or a town by itself, adds to books; `contacts`: who is known there."""

    where: str
    contacts: Mapping[str, Contact]
    held: tuple[HeldRow, ...]
    due: tuple[DueRow, ...]


def of_community(report: Report, member: Member) -> Book:
    """The book of a community: every post of its people, everything that is due there."""
    part = _of_member(report, member)
    return Book(f"{member.standing.town_name}{part.where}", report.day, _merged(part.held), part.due)


def of_town(report: Report, folder: str, read: Read | None, members: Sequence[Member]) -> Book:
    """The book of a town: its own posts, what it owes itself, and what is due in its communities."""
    part = _of_town(report, folder, read)
    rows = [*part.due, *(row for member in members for row in _of_member(report, member).due)]
    # What two communities are to settle between them is one thing to do.
    told: dict[tuple[str, str], DueRow] = {}
    for row in rows:
        told.setdefault((row.due.what, row.where if row.due.is_own else ""), row)
    return Book(part.where, report.day, _merged(part.held), _sorted(told.values(), report.day))


def of_person(
    report: Report, wanted: str, towns: Sequence[tuple[str, Read | None]], members: Sequence[Member]
) -> tuple[Book, ...]:
    """The books of everybody who is called that, or holds a post that is: people are told apart by their numbers."""
    books: dict[str, tuple[str, list[HeldRow], list[DueRow]]] = {}
    for part in (*(_of_town(report, *town) for town in towns), *(_of_member(report, one) for one in members)):
        for handle in _meant(wanted, part):
            contact = part.contacts[handle]
            of = f"{part.where}{contact.name or handle}"
            _of, held, due = books.setdefault(contact.phone or of, (of, [], []))
            own = [row for row in part.held if row.held.handle == handle]
            titles = {title for row in own for title in row.held.titles} | {contact.post or handle}
            held += own
            due += [row for row in part.due if handle in row.due.handles or row.due.who in titles]
    return tuple(Book(of, report.day, _merged(held), _sorted(due, report.day)) for of, held, due in books.values())


def _meant(wanted: str, part: _Part) -> list[str]:
    """Whom a name or a post means in one place; only those who stand in its list of contacts."""
    contacts = part.contacts
    named = [handle for handle, contact in contacts.items() if wanted in (handle, contact.name)]
    posted = [row.held.handle for row in part.held if wanted in row.held.titles and row.held.handle in contacts]
    posted += [handle for handle, contact in contacts.items() if wanted == contact.post]
    return list(dict.fromkeys(named or posted))


def _of_member(report: Report, member: Member) -> _Part:
    where, case = member.standing.name, member.case
    contacts = case.facts.contacts if case is not None else {}
    held = held_in(case.profile, case.at) if case is not None else ()
    due = dues_of(report, member.standing, case, member.calls)
    return _part(where, contacts, held, due)


def _of_town(report: Report, folder: str, read: Read | None) -> _Part:
    town: Town | None = read.record if read is not None else None
    contacts = {contact.handle: contact for contact in (town.contacts if town is not None else ())}
    held = held_in(read.record, read.places.of) if read is not None else ()
    return _part(report.towns.get(folder, folder), contacts, held, dues_of_town(report, folder, town))


def _part(where: str, contacts: Mapping[str, Contact], held: Iterable[Held], due: Iterable[Due]) -> _Part:
    return _Part(
        where,
        contacts,
        tuple(HeldRow(where, _name(contacts, one.handle), one) for one in held),
        tuple(DueRow(where, tuple(_name(contacts, handle) for handle in one.handles), one) for one in due),
    )


def _name(contacts: Mapping[str, Contact], handle: str) -> str:
    contact = contacts.get(handle)
    return (contact.name if contact is not None else None) or handle


def _merged(rows: Iterable[HeldRow]) -> tuple[HeldRow, ...]:
    """One row for all that somebody is to several things of a kind: 村级责任人 of eight risk points."""
    groups: dict[tuple[str, str, str, str], list[HeldRow]] = {}
    for row in rows:
        kind = row.held.at.partition("：")[0] if "：" in row.held.at else row.held.at
        groups.setdefault((row.where, row.held.handle, row.held.post, kind), []).append(row)
    return tuple(_one(group) for group in groups.values())


def _one(group: Sequence[HeldRow]) -> HeldRow:
    first = group[0]
    if len(group) == 1:
        return first
    kind = first.held.at.partition("：")[0]
    things = "、".join(dict.fromkeys(row.held.at.partition("：")[2] for row in group))
    does = dict.fromkeys(row.held.does for row in group if row.held.does)
    # What differs from one to the next stands on the page of each; here it would be a page of its own.
    said = next(iter(does)) if len(does) == 1 else ""
    return replace(first, held=first.held._replace(at=f"{kind}：{things}" if things else kind, does=said))


def _sorted(rows: Iterable[DueRow], day: date) -> tuple[DueRow, ...]:
    return tuple(sorted(rows, key=lambda row: pressing(row.due, day)))
