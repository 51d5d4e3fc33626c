"""`ledger.json` beside the archived files: all entries of a ledger with their SHA-256, so that none can be dropped.

Before an entry is written it is `pending`, afterwards it is listed: whoever comes upon a pending one knows that a
command was broken off, and not that somebody put an entry into the folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.facts.ledger import Ledger
from generator.facts.ledger import Sheet
from generator.facts.ledger.chain import is_only_line_ends
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_archive as codes
from generator.problems import pg5_ledger
from generator.problems.pg0_command import MISSING_FILE
from generator.revisions.archive.layout import list_path
from generator.revisions.archive.layout import read
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.archive.manifest import canonical
from generator.revisions.archive.manifest import unknown_format

FORMAT = 1


class Line(NamedTuple):
    """One entry: the name of its file, and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of one community's entries."""

    slug: str
    lines: tuple[Line, ...] = ()
    pending: Line | None = None

    def bytes(self) -> bytes:
        """The bytes of `ledger.json`."""
        pending = None if self.pending is None else self.pending._asdict()
        entries = [line._asdict() for line in self.lines]
        return canonical({"format": FORMAT, "community": self.slug, "entries": entries, "pending": pending})


def line_of(sheet: Sheet) -> Line:
    """An entry's line in the list."""
    return Line(sheet.name, sheet.sha256)


def load_listing(root: Path, slug: str) -> tuple[Listing | None, list[Problem]]:
    """A community's list; `None` without a problem if there is none. Codes: PG588, PG590, and those of reading."""
    path = list_path(root, slug)
    data, problems = read(path, root)
    if data is None:
        return None, [problem for problem in problems if problem.code != MISSING_FILE.id]
    place = Place(file=files.shown(path, root))
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            return None, [unknown_format(said["format"], place, (FORMAT,))]
        lines = tuple(_line(one) for one in said["entries"])
        pending = None if said["pending"] is None else _line(said["pending"])
        found = Listing(str(said["community"]), lines, pending)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, [codes.LIST_UNREADABLE.at(place)]
    # Written in one form only, so that no bit of it can differ unnoticed.
    if found.bytes() != data or found.slug != slug:
        return None, [codes.LIST_UNREADABLE.at(place)]
    return found, []


def store_listing(root: Path, listing: Listing) -> list[Problem]:
    """Nothing, when the list is on the disk; else the problem."""
    return files.write_bytes(list_path(root, listing.slug), listing.bytes(), root=root)


def settled(listing: Listing, ledger: Ledger) -> Listing:
    """The list once what was pending is listed or forgotten, if the ledger tells which; else as it is."""
    pending = listing.pending
    if pending is None:
        return listing
    names = {sheet.name for sheet in ledger.sheets}
    if pending.file not in names:
        return replace(listing, pending=None)
    if ledger.sheets and line_of(ledger.sheets[-1]) == pending and len(ledger.sheets) == len(listing.lines) + 1:
        return Listing(listing.slug, (*listing.lines, pending))
    return listing


def compare(root: Path, listing: Listing, sheets: Sequence[Sheet]) -> list[Problem]:
    """Where the list and the entries of the folder do not agree.

    Codes: PG585 (dropped), PG586 (not listed), PG587 (another one), PG563 (line ends), PG595 (pending).
    """
    folder = files.shown(revisions_folder(root, listing.slug), root)
    own = Place(file=files.shown(list_path(root, listing.slug), root))
    there = {sheet.name: sheet for sheet in sheets}
    chained = {sheet.previous for sheet in sheets}
    known = dict(listing.lines)
    problems: list[Problem] = []
    if listing.pending is not None:
        name, sha256 = listing.pending
        problems.append(codes.PENDING.at(Place(file=f"{folder}/{name}"), own))
        if name in there:
            known.setdefault(name, sha256)
    for name, sha256 in known.items():
        place = Place(file=f"{folder}/{name}")
        sheet = there.get(name)
        if sheet is None:
            problems.append(codes.DROPPED.at(place, own))
        elif sheet.sha256 in chained and sheet.sha256 != sha256:  # the next entry sides with this one
            problems.append(codes.LIST_UNREADABLE.at(own, place))
        elif sheet.sha256 != sha256 and is_only_line_ends(sheet.data, sha256):
            problems.append(pg5_ledger.LINE_ENDS.at(place, own))
        elif sheet.sha256 != sha256:
            problems.append(codes.ENTRY_DIFFERS.at(place, own, expected=sha256, found=sheet.sha256))
    problems += [codes.NOT_LISTED.at(Place(file=f"{folder}/{name}"), own) for name in there if name not in known]
    return problems


def _line(said: Mapping[str, object]) -> Line:
    return Line(str(said["file"]), str(said["sha256"]))
