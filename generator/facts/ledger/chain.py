"""A folder of entries as one chain: no gap, no fork, and each entry chained to the bytes of the one before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from generator.facts.ledger.entries import KINDS
from generator.facts.ledger.entries import TYPES
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.life import Life
from generator.facts.ledger.order import check_next
from generator.facts.ledger.standing import life_of
from generator.facts.ledger.writing import entry_name
from generator.facts.reader.files import read_record
from generator.facts.reader.places import Places
from generator.facts.text import parse_document
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import nearest
from generator.problems import pg5_ledger as codes

_NAMED_SINCE = 2
_NAME = re.compile(r"(\d{4})-([a-z]+(?:-[a-z]+)*)(.*)\.yaml", re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """One file of a ledger. `entry` is `None` if it could not be read as what its name says."""

    name: str
    number: int
    kind: str
    data: bytes = field(repr=False)
    entry: LedgerEntry | None = field(repr=False)
    places: Places | None = field(compare=False, repr=False)

    @cached_property
    def sha256(self) -> str:
        """What the next entry is chained to."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def previous(self) -> str:
        """What this entry is chained to; empty at the first."""
        return (self.entry.previous or "") if self.entry is not None else ""

    @property
    def is_own_name(self) -> bool:
        """Whether the file is called as the tool calls it: not the copy that a merge or a shared drive made."""
        return self.name == entry_name(self.number, self.kind)


@dataclass(frozen=True)
class Ledger:
    """The entries of one community. `sheets` is the trunk; where it forks, `branches` are what grew on it."""

    sheets: tuple[Sheet, ...] = ()
    branches: tuple[tuple[Sheet, ...], ...] = ()
    is_whole: bool = True
    """Whether nothing is missing, changed or forked, and every entry can be."""
    every: tuple[Sheet, ...] = ()
    """All files that have an entry's name, also those which the chain does not reach."""

    @property
    def head(self) -> str:
        """The SHA-256 of the newest entry; empty while there is none."""
        return self.sheets[-1].sha256 if self.sheets else ""

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """The entries of the trunk that can be read, in order."""
        return tuple(sheet.entry for sheet in self.sheets if sheet.entry is not None)

    @cached_property
    def life(self) -> Life:
        """What all entries together say."""
        return life_of(self.entries)


def read_ledger(files: Iterable[tuple[str, bytes]], folder: str) -> tuple[Ledger, list[Problem]]:
    """The ledger that the files of a folder make, by name and bytes, and all that is wrong with it.

    Codes: PG532 (another community's), PG560 (not an entry), PG561 (gap), PG562 (changed), PG563 (line ends),
    PG564 (fork), PG565 (unknown kind), PG566 (named otherwise), PG567 (follows nothing), PG568–PG575 (what cannot be),
    and those of reading.
    """
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for name, data in sorted(files):
        sheet, found = read_sheet(name, data, folder)
        problems += found
        if sheet is not None:
            sheets.append(sheet)
    trunk, branches, found = _chained(sheets, folder)
    problems += found
    problems += _owned(sheets, folder)
    problems += _in_order(trunk)
    whole = not branches and all(problem.severity is Severity.NOTE for problem in problems)
    return Ledger(tuple(trunk), tuple(branches), whole, tuple(sheets)), problems


def read_sheet(name: str, data: bytes, folder: str) -> tuple[Sheet | None, list[Problem]]:
    """One file of a ledger, or `None` if its name is no entry's; its problems."""
    place = Place(file=f"{folder}/{name}")
    match = _NAME.fullmatch(name)
    if match is None:
        return None, [codes.NO_ENTRY.at(place)]
    number, kind = int(match[1]), match[2]
    if kind not in TYPES:
        known = nearest(kind, KINDS) or "、".join(KINDS)
        sheet = Sheet(name, number, kind, data, None, None)
        return sheet, [codes.UNKNOWN_KIND.at(place, found=kind, known=known)]
    document, problems = parse_document(data, place.file)
    if document is None:
        return Sheet(name, number, kind, data, None, None), problems
    read = read_record(document, TYPES[kind])
    entry: LedgerEntry = read.record
    problems += read.problems
    for key, found, expected in (("number", entry.number, number), ("kind", entry.kind, kind)):
        if found is not None and found != expected:
            problems.append(codes.NAME_DIFFERS.at(read.places.of(entry, key), found=found, expected=expected))
    return Sheet(name, number, kind, data, entry, read.places), problems


def _owned(sheets: Sequence[Sheet], folder: str) -> Iterator[Problem]:
    """What is wrong with whose the ledger is: its first entry says it, and all others are chained to that one."""
    own = folder.removeprefix("plans/").removesuffix("/revisions")
    for sheet in sheets:
        if sheet.entry is None or sheet.places is None:
            continue
        said = sheet.entry.community or ""
        may_be_silent = sheet.number > 1 or (sheet.entry.schema or 1) < _NAMED_SINCE
        if said != own and (said or not may_be_silent):
            place = sheet.places.of(sheet.entry, "community" if said else "")
            yield codes.OTHER_COMMUNITY.at(place, found=said or "—", expected=own)


def _chained(sheets: Sequence[Sheet], folder: str) -> tuple[list[Sheet], list[tuple[Sheet, ...]], list[Problem]]:
    """The trunk, the branches after it, and where the chain does not hold."""
    by_number: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        by_number.setdefault(sheet.number, []).append(sheet)
    trunk: list[Sheet] = []
    problems: list[Problem] = []
    for number in sorted(by_number):
        here = by_number[number]
        if number != len(trunk) + 1:
            place = Place(file=f"{folder}/{here[0].name}")
            problems.append(codes.GAP.at(place, found=f"{number:04d}", expected=f"{len(trunk) + 1:04d}"))
            return trunk, [], problems
        if len(here) > 1:
            rest = [sheet for later in by_number if later >= number for sheet in by_number[later]]
            first, *others = (Place(file=f"{folder}/{sheet.name}") for sheet in here)
            problems.append(codes.FORK.at(first, *others, number=f"{number:04d}", count=len(here)))
            branches, found = _branches(trunk[-1].sha256 if trunk else "", rest, folder)
            return trunk, branches, problems + found
        problems += _link(trunk[-1] if trunk else None, here[0], folder)
        trunk.append(here[0])
    return trunk, [], problems


def _link(before: Sheet | None, sheet: Sheet, folder: str) -> list[Problem]:
    """What is wrong between two entries, if the second is not chained to the first."""
    expected = before.sha256 if before is not None else ""
    if sheet.entry is None or sheet.previous == expected:
        return []
    own = Place(file=f"{folder}/{sheet.name}", line=1)
    if before is None:
        return [codes.UNCHAINED.at(own, found=sheet.name)]
    place = Place(file=f"{folder}/{before.name}", line=1)
    if is_only_line_ends(before.data, sheet.previous):
        return [codes.LINE_ENDS.at(place, own)]
    return [codes.CHANGED.at(place, own, found=before.name, by=sheet.name)]


def is_only_line_ends(data: bytes, sha256: str) -> bool:
    """Whether bytes have another hash only because some program wrote Windows' line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest() == sha256


def _branches(stem: str, sheets: Sequence[Sheet], folder: str) -> tuple[list[tuple[Sheet, ...]], list[Problem]]:
    """The branches that grow on the entry of hash `stem`, each as far as its own chain leads; what hangs in the air."""
    after: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        after.setdefault(sheet.previous, []).append(sheet)
    branches: list[tuple[Sheet, ...]] = []
    waiting: list[tuple[Sheet, ...]] = [(sheet,) for sheet in after.get(stem, ())]
    reached: set[str] = set()
    while waiting:
        branch = waiting.pop(0)
        reached |= {sheet.name for sheet in branch}
        following = [sheet for sheet in after.get(branch[-1].sha256, ()) if sheet not in branch]
        if following:
            waiting += [(*branch, sheet) for sheet in following]
        else:
            branches.append(branch)
    lost = [sheet for sheet in sheets if sheet.name not in reached]
    return branches, [
        codes.UNCHAINED.at(Place(file=f"{folder}/{sheet.name}", line=1), found=sheet.name) for sheet in lost
    ]


def _in_order(trunk: Sequence[Sheet]) -> list[Problem]:
    """What cannot be, given the entries before it."""
    problems: list[Problem] = []
    life = Life()
    for sheet in trunk:
        if sheet.entry is None or sheet.places is None:
            continue
        places: Mapping[str, Place] = {key: sheet.places.of(sheet.entry, key) for key in ("", *sheet.entry.given)}
        problems += check_next(life, sheet.entry, places)
        life = life_of([sheet.entry], life)
    return problems
