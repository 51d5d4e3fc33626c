"""A forked ledger made one again: one branch stays, what the others say is entered behind it.

Files of the branches that are not kept are renamed first (`0004-file.fork.yaml`), entered again then, and removed
last: stopped anywhere, the next rebase goes on. Signatures are never lost: one that cannot follow stops everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from generator import durable
from generator import files
from generator.facts.ledger import Ledger
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger import Life
from generator.facts.ledger import Sheet
from generator.facts.ledger import life_of
from generator.facts.ledger.chain import read_sheet
from generator.facts.ledger.entries import SCHEMA
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Sign
from generator.facts.ledger.order import check_next
from generator.facts.ledger.writing import entry_name
from generator.facts.ledger.writing import render_entry
from generator.facts.load import load_ledger
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_ledger as codes
from generator.revisions.archive.layout import list_path
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.archive.listing import Listing
from generator.revisions.archive.listing import compare
from generator.revisions.archive.listing import line_of
from generator.revisions.archive.listing import load_listing
from generator.revisions.archive.listing import store_listing
from generator.revisions.records import tidy
from generator.revisions.records.ledger import Writer

_SIGNED = (Sign, Adopt)
_FORK = ".fork.yaml"
_HARMLESS = frozenset({codes.FORK.id, codes.NO_ENTRY.id})


@dataclass(frozen=True, slots=True)
class Rebased:
    """What was done: the ledger as it is now, the entries that were entered again, and those taken into the list."""

    ledger: Ledger
    entered: tuple[str, ...] = ()
    """Names of the new files."""
    taken_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """One branch to keep, and the entries of the others as they will be entered, each with the file that it had."""

    kept: tuple[Sheet, ...]
    moved: tuple[Sheet, ...]
    entries: tuple[LedgerEntry, ...]


def rebase(
    writer: Writer, slug: str, keep: str = "", *, others_are_void: bool = False
) -> tuple[Rebased, list[Problem]]:
    """A community's ledger with one branch and a true list in the archive; what was left out, and what is in the way.

    `keep`: the name of a file of the branch to keep; else it is the one with more signatures, or the longer one.
    `others_are_void`: signatures of the other branches that cannot follow are left out too, and named.
    Codes: PG577 (a signature would be lost; nothing is changed then), PG578 (left out), PG579 (taken into the list).
    """
    root = writer.root
    problems = tidy.remove_left_over(root, slug)
    ledger, found = load_ledger(writer.workspace, writer.workspace.plans / slug)
    hindering = [one for one in found if one.code not in _HARMLESS]
    if problems or hindering:
        return Rebased(ledger), problems + hindering
    known, _unreadable = load_listing(root, slug)
    changed = [] if known is None else _changed(root, known, ledger)
    if changed:
        return Rebased(ledger), changed
    plan = _Plan((), (), ())
    if ledger.branches:
        plan, problems = _planned(root, slug, ledger, keep, others_are_void=others_are_void)
        if has_errors(problems):
            return Rebased(ledger), problems
    done, found = _carried_out(root, slug, ledger, plan, known)
    problems += found
    if not has_errors(problems):
        ledger, found = writer.open(slug)
        done = replace(done, ledger=ledger)
        problems += found
    return done, problems


def _changed(root: Path, known: Listing, ledger: Ledger) -> list[Problem]:
    """What the list knows and the folder has otherwise: a rebase makes a fork whole, not a ledger that was changed."""
    held = {sheet.sha256 for sheet in ledger.every}
    gone = [line for line in known.lines if line.sha256 not in held]
    return compare(root, Listing(known.slug, tuple(gone)), ledger.every)[: len(gone)]


def _planned(root: Path, slug: str, ledger: Ledger, keep: str, *, others_are_void: bool) -> tuple[_Plan, list[Problem]]:
    """What to keep, what to enter again, and which signature would be lost."""
    folder = files.shown(revisions_folder(root, slug), root)
    kept = max(ledger.branches, key=lambda branch: _rank(branch, keep))
    rest: dict[str, Sheet] = {}
    for branch in ledger.branches:
        rest |= {sheet.name: sheet for sheet in branch if sheet not in kept}
    life = life_of([sheet.entry for sheet in (*ledger.sheets, *kept) if sheet.entry is not None])
    there = {_words(sheet.entry) for sheet in kept if sheet.entry is not None}
    entries: list[LedgerEntry] = []
    problems: list[Problem] = []
    for sheet in rest.values():
        entry = sheet.entry
        if entry is None or _words(entry) in there:
            continue
        hindered = _cannot_follow(life, sheet, entry)
        place = Place(file=f"{folder}/{sheet.name}")
        if not hindered:
            entries.append(entry)
            life = life_of([entry], life)
        elif isinstance(entry, _SIGNED) and not others_are_void:
            problems += [codes.REBASE_SIGNED.at(place, found=sheet.name), *hindered]
        else:
            what = getattr(entry, "version", None) or getattr(entry, "correction", None) or sheet.kind
            problems.append(codes.LEFT_BY_REBASE.at(place, found=sheet.name, what=what, command=sheet.kind))
    return _Plan(kept, tuple(rest.values()), tuple(entries)), problems


def _rank(branch: Sequence[Sheet], keep: str) -> tuple[bool, int, int, str]:
    """What decides which branch is kept; the last word makes it the same on every machine."""
    signed = sum(isinstance(sheet.entry, _SIGNED) for sheet in branch)
    return (any(sheet.name == keep for sheet in branch), signed, len(branch), branch[-1].sha256)


def _cannot_follow(life: Life, sheet: Sheet, entry: LedgerEntry) -> list[Problem]:
    if sheet.places is None:
        return []
    places = {key: sheet.places.of(entry, key) for key in ("", *entry.given)}
    return check_next(life, entry, places)


def _words(entry: LedgerEntry | None) -> bytes:
    """What an entry says, apart from its place in the chain."""
    if entry is None:
        return b""
    return render_entry(replace(entry, schema=None, number=None, community=None, previous=None))


def _carried_out(
    root: Path, slug: str, ledger: Ledger, plan: _Plan, known: Listing | None
) -> tuple[Rebased, list[Problem]]:
    """What was done, once the folder holds one branch and the list names its entries.

    The list is written before the files of other branches go: until then, it names what is still there.
    """
    folder = revisions_folder(root, slug)
    set_aside: list[Path] = []
    taken = {sheet.name for sheet in ledger.every}
    for sheet in plan.moved:
        aside = _aside(sheet, taken)
        problems = [] if sheet.name == aside else durable.rename(folder / sheet.name, aside, root)
        if problems:
            return Rebased(ledger), problems
        set_aside.append(folder / aside)
    sheets = list(ledger.sheets)
    for sheet in plan.kept:
        own = entry_name(sheet.number, sheet.kind)
        problems = [] if sheet.is_own_name else durable.rename(folder / sheet.name, own, root)
        if problems:
            return Rebased(ledger), problems
        sheets.append(replace(sheet, name=own))
    entered: list[str] = []
    for entry in plan.entries:
        new, problems = _enter(root, slug, sheets[-1] if sheets else None, entry)
        if new is None:
            return Rebased(ledger, tuple(entered)), problems
        entered.append(new.name)
        sheets.append(new)
    taken_in, problems = _listed(root, slug, known, sheets, entered)
    if not has_errors(problems):
        # The newest first: what is left of a branch stays one.
        problems += [problem for path in reversed(set_aside) for problem in durable.remove(path, root)]
    return Rebased(ledger, tuple(entered), taken_in), problems


def _enter(root: Path, slug: str, last: Sheet | None, entry: LedgerEntry) -> tuple[Sheet | None, list[Problem]]:
    """The entry's new file, behind the last one."""
    folder = revisions_folder(root, slug)
    number = 1 if last is None else last.number + 1
    own = slug if last is None else None
    filled = replace(
        entry, schema=SCHEMA, number=number, community=own, previous=None if last is None else last.sha256
    )  # fmt: skip
    name = entry_name(number, filled.kind or "")
    data = render_entry(filled)
    made, problems = durable.create(folder / name, data, root)
    if not made:
        place = Place(file=files.shown(folder / name, root))
        return None, problems or [codes.SAID_ALREADY.at(place, found=name, known=name)]
    return read_sheet(name, data, files.shown(folder, root))


def _aside(sheet: Sheet, taken: set[str]) -> str:
    """The name of a file that is not kept, while its entry is entered again; one that it has already stays."""
    if sheet.name.endswith(_FORK):
        return sheet.name
    stem = entry_name(sheet.number, sheet.kind).removesuffix(".yaml")
    names = [f"{stem}{_FORK}", *(f"{stem}.{number}{_FORK}" for number in range(2, 100))]
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _listed(
    root: Path, slug: str, known: Listing | None, sheets: Sequence[Sheet], entered: Sequence[str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Which entries the list did not know, once it holds all."""
    listing = Listing(slug, tuple(line_of(sheet) for sheet in sheets))
    if known == listing:
        return (), []
    problems = store_listing(root, listing)
    before = {line.sha256 for line in known.lines} if known is not None else set()
    new = [line.file for line in listing.lines if line.sha256 not in before and line.file not in entered]
    if new and not problems:
        place = Place(file=files.shown(list_path(root, slug), root))
        problems = [codes.TAKEN_IN.at(place, count=len(new), found=new[-1])]
    return tuple(new), problems
