"""The only writer of ledgers and of the archive: one at a time, files before the entry that names them.

    with writing(workspace) as writer:
        ledger, problems = writer.open("lingjiao/yunling")
        digest, problems = writer.archive("lingjiao/yunling", parcel)
        entry, problems = writer.append("lingjiao/yunling", Issue(version="V1.0", archive=digest, …))

Whatever is stopped in between leaves an archive that the ledger does not name, never an entry without its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path

from generator import durable
from generator import files
from generator.bulk.lock import locked
from generator.facts.ledger import Ledger
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger.chain import read_sheet
from generator.facts.ledger.entries import KIND_OF
from generator.facts.ledger.entries import SCHEMA
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.entries import Destroy
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import Sign
from generator.facts.ledger.order import check_next
from generator.facts.ledger.standing import life_of
from generator.facts.ledger.writing import entry_name
from generator.facts.ledger.writing import render_entry
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_archive
from generator.problems import pg5_ledger as codes
from generator.revisions.archive.layout import list_path
from generator.revisions.archive.layout import number_folder
from generator.revisions.archive.layout import object_hash
from generator.revisions.archive.layout import object_path
from generator.revisions.archive.layout import personal_folder
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.archive.listing import Line
from generator.revisions.archive.listing import Listing
from generator.revisions.archive.listing import compare
from generator.revisions.archive.listing import line_of
from generator.revisions.archive.listing import load_listing
from generator.revisions.archive.listing import settled
from generator.revisions.archive.listing import store_listing
from generator.revisions.archive.parcel import Parcel
from generator.revisions.archive.parcel import pack
from generator.revisions.archive.store import archives_of
from generator.revisions.archive.store import load_manifest
from generator.revisions.archive.store import object_of
from generator.revisions.archive.store import scans_of
from generator.revisions.archive.store import store
from generator.revisions.archive.store import store_object
from generator.revisions.records import tidy


@contextmanager
def writing(workspace: Workspace) -> Iterator[Writer]:
    """Who may write in the ledgers and the archive of a workspace, while it lasts; nobody else does.

    Raises: PlangenError PG801 if somebody else writes in the workspace.
    """
    with locked(workspace.root) as notes:
        writer = Writer(workspace, tuple(notes))
        yield writer
        writer.close()


@dataclass
class Writer:
    """Writes in ledgers and archive; made by `writing`. `notes`: what was found of whoever wrote before."""

    workspace: Workspace
    notes: tuple[Problem, ...] = ()
    _unnamed: set[str] = field(default_factory=set)
    """What was archived and no entry names yet."""
    _has_mark: bool = False

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.workspace.root

    def open(self, slug: str) -> tuple[Ledger, list[Problem]]:
        """A community's ledger, once what a broken-off command left is taken away; problems if it takes no entries.

        Codes: those of reading a ledger, PG584–PG589, and those of removing.
        """
        problems = self._recover() or tidy.remove_left_over(self.root, slug)
        ledger, found = load_ledger(self.workspace, self.workspace.plans / slug)
        problems += found
        if not ledger.is_whole or has_errors(problems):
            return ledger, problems
        problems += self._settle(slug, ledger)
        if not has_errors(problems):
            problems += tidy.remove_orphans(self.root, slug, ledger.life, self._unnamed)
            problems += tidy.remove_destroyed(self.root, slug, ledger.life)
        return ledger, problems

    def archive(self, slug: str, parcel: Parcel) -> tuple[str, list[Problem]]:
        """The SHA-256 of the manifest, once everything is archived; empty, and why not.

        Codes: PG597 (a revision of that number is), those of `open` and of writing.
        """
        ledger, problems = self.open(slug)
        if has_errors(problems):
            return "", problems
        if parcel.number in archives_of(ledger.life):
            place = Place(file=files.shown(number_folder(self.root, slug, parcel.number), self.root))
            return "", [*problems, pg5_archive.ARCHIVED_ALREADY.at(place, found=parcel.number)]
        packed = pack(slug, parcel)
        problems += self._begin(f"{slug}/{parcel.number}") or store(self.root, packed)
        return ("" if has_errors(problems) else packed.sha256), problems

    def archive_object(self, data: bytes, suffix: str) -> tuple[str, list[Problem]]:
        """What an object (a scan) is called once it is archived, for an entry's `scan`; empty, and why not."""
        name = object_of(data, suffix)
        problems = self._begin(name) or store_object(self.root, name, data)
        return ("" if problems else name), problems

    def append(self, slug: str, entry: LedgerEntry) -> tuple[LedgerEntry | None, list[Problem]]:
        """The entry as it stands in the ledger now, numbered and chained; `None`, and why not.

        One that says the same as the newest entry is there already, from a command that was broken off behind it.
        Codes: PG568–PG575 (it cannot follow), PG581 (its files are not archived), PG2 (values), those of `open`.
        """
        ledger, problems = self.open(slug)
        if has_errors(problems):
            return None, problems
        if ledger.entries and _words(ledger.entries[-1]) == _words(entry):
            return ledger.entries[-1], problems
        line, written, data, found = self._prepared(slug, ledger, entry)
        found = found or self._files_of(slug, written)
        if found:  # a value that is missing keeps an entry from being written as one that is wrong
            return None, problems + found
        problems += self._write(slug, ledger, line, data)
        if has_errors(problems):
            return None, problems
        self._unnamed -= {f"{slug}/{number}" for number in archives_of(life_of([written], ledger.life))}
        self._unnamed -= set(scans_of(life_of([written], ledger.life)))
        if isinstance(written, Destroy):
            problems += tidy.remove_destroyed(self.root, slug, life_of([written], ledger.life))
        return written, problems

    def close(self) -> None:
        """Nothing; the mark of unfinished work is gone if there is none."""
        if self._has_mark and not self._unnamed:
            durable.remove(tidy.unfinished(self.root), self.root)

    def _prepared(
        self, slug: str, ledger: Ledger, entry: LedgerEntry
    ) -> tuple[Line, LedgerEntry, bytes, list[Problem]]:
        """The entry as it will be read again, its line and bytes, and why it cannot be written."""
        kind = KIND_OF[type(entry)]
        number = len(ledger.sheets) + 1
        own = slug if number == 1 else None
        filled = replace(
            entry, schema=SCHEMA, number=number, kind=kind, community=own, previous=ledger.head or None
        )  # fmt: skip
        folder = files.shown(revisions_folder(self.root, slug), self.root)
        name = entry_name(number, kind)
        sheet, problems = read_sheet(name, render_entry(filled), folder)
        if sheet is None or sheet.entry is None or sheet.places is None:  # what we have written is what we read
            raise PlangenError(*problems)
        # As it is read again, without the spaces around a value.
        data = render_entry(sheet.entry)
        if not problems:
            places = {key: sheet.places.of(sheet.entry, key) for key in ("", *sheet.entry.given)}
            problems = check_next(ledger.life, sheet.entry, places)
        return line_of(replace(sheet, data=data)), sheet.entry, data, problems

    def _files_of(self, slug: str, entry: LedgerEntry) -> list[Problem]:
        """What an entry points to and is not archived: there is never an entry without its files."""
        if isinstance(entry, Issue):
            return load_manifest(self.root, slug, entry.version or "", entry.archive or "")[1]
        if isinstance(entry, Correct):
            return load_manifest(self.root, slug, entry.correction or "", entry.archive or "")[1]
        problems: list[Problem] = []
        if isinstance(entry, Adopt | Sign) and entry.scan:
            path = object_path(self.root, entry.scan)
            if durable.digest(path, self.root)[0] != object_hash(entry.scan):
                problems.append(pg5_archive.NOT_THERE.at(Place(file=files.shown(path, self.root))))
        return problems

    def _write(self, slug: str, ledger: Ledger, line: Line, data: bytes) -> list[Problem]:
        """Nothing, when the entry is in its folder and in the list: announced, written, listed."""
        listing = Listing(slug, tuple(line_of(sheet) for sheet in ledger.sheets))
        problems = store_listing(self.root, replace(listing, pending=line))
        if problems:
            return problems
        path = revisions_folder(self.root, slug) / line.file
        made, problems = durable.create(path, data, self.root)
        if problems:
            return problems
        if not made:
            place = Place(file=files.shown(path, self.root))
            return [codes.SAID_ALREADY.at(place, found=line.file, known=line.file)]
        return store_listing(self.root, replace(listing, lines=(*listing.lines, line)))

    def _settle(self, slug: str, ledger: Ledger) -> list[Problem]:
        """Nothing, when the list agrees with the ledger, what was pending being listed or forgotten now."""
        listing, problems = load_listing(self.root, slug)
        if problems:
            return problems
        if listing is None:
            if not ledger.sheets:
                return []
            return [pg5_archive.LIST_MISSING.at(Place(file=files.shown(list_path(self.root, slug), self.root)))]
        after = settled(listing, ledger)
        problems = compare(self.root, after, ledger.sheets)
        if not problems and after != listing:
            problems = store_listing(self.root, after)
        return problems

    def _recover(self) -> list[Problem]:
        """Nothing, when no object is left that a command archived before it was stopped."""
        if self._has_mark or not files.is_there(str(tidy.unfinished(self.root))):
            return []
        return tidy.remove_objects(self.workspace)

    def _begin(self, name: str) -> list[Problem]:
        """Nothing, when the mark stands that something is archived which no entry names yet."""
        self._unnamed.add(name)
        if self._has_mark:
            return []
        problems = self._recover()
        if not problems:
            problems = durable.mark(tidy.unfinished(self.root), self.root)
        self._has_mark = not problems
        return problems


def personal_files(root: Path, slug: str, number: str) -> list[Path]:
    """The personal files of a revision that are on this computer."""
    folder = personal_folder(root, slug, number)
    return [folder / name for name in files.listed(str(folder))[0]]


def _words(entry: LedgerEntry) -> LedgerEntry:
    """What an entry says, apart from its place in the chain."""
    return replace(entry, schema=None, number=None, kind=KIND_OF[type(entry)], community=None, previous=None)
