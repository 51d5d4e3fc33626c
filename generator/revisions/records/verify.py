"""Whether ledgers and archive are whole and agree: whatever is flipped, missing, extra, dropped or swapped is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import durable
from generator import files
from generator.facts.ledger import Ledger
from generator.facts.ledger import Life
from generator.facts.ledger.entries import Destroy
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import by_place
from generator.problems import pg5_archive as codes
from generator.revisions.archive.layout import LIST
from generator.revisions.archive.layout import MANIFEST
from generator.revisions.archive.layout import OBJECTS
from generator.revisions.archive.layout import community_folder
from generator.revisions.archive.layout import issued
from generator.revisions.archive.layout import list_path
from generator.revisions.archive.layout import number_folder
from generator.revisions.archive.layout import object_hash
from generator.revisions.archive.layout import object_path
from generator.revisions.archive.layout import personal_folder
from generator.revisions.archive.layout import personal_of
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.archive.layout import slugs
from generator.revisions.archive.listing import compare
from generator.revisions.archive.listing import load_listing
from generator.revisions.archive.manifest import Manifest
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archives_of
from generator.revisions.archive.store import missing_instead
from generator.revisions.archive.store import scans_of
from generator.revisions.records import tidy


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found, and how much was looked at."""

    problems: tuple[Problem, ...]
    communities: int
    entries: int
    numbers: int
    """Revisions and correction notices with archived files."""
    files: int


@dataclass(slots=True)
class _Count:
    entries: int = 0
    numbers: int = 0
    files: int = 0


def verify(workspace: Workspace, only: Iterable[str] | None = None) -> Verified:
    """Everything that is wrong with ledgers and archive; of these communities only, if any are named.

    Codes: PG560–PG575 (ledger), PG580–PG595 (archive). Notes among them tell of what is in order: a register that was
    destroyed (PG592) or is kept elsewhere (PG593).
    """
    root = workspace.root
    every = slugs(root)
    chosen = every if only is None else [slug for slug in only if slug in every]
    count = _Count()
    problems: list[Problem] = []
    objects: dict[str, Place] = {}
    for slug in chosen:
        ledger, found = load_ledger(workspace, workspace.plans / slug)
        problems += found
        problems += _against_list(root, slug, ledger)
        problems += _left_over(root, slug)
        problems += _archive(root, slug, ledger.life, objects, count)
        count.entries += len(ledger.sheets)
    problems += _objects(root, objects, count, whole=only is None)
    if only is None:
        problems += _strays(root)
    return Verified(
        tuple(sorted(dict.fromkeys(problems), key=by_place)), len(chosen), count.entries, count.numbers, count.files
    )


def verify_community(workspace: Workspace, slug: str) -> list[Problem]:
    """What is wrong with one community's ledger and archive: `issue` refuses while there is an error among it."""
    return list(verify(workspace, [slug]).problems)


def _against_list(root: Path, slug: str, ledger: Ledger) -> list[Problem]:
    listing, problems = load_listing(root, slug)
    if problems:
        return problems
    if listing is not None:
        return compare(root, listing, ledger.every)
    if ledger.every:
        return [codes.LIST_MISSING.at(Place(file=files.shown(list_path(root, slug), root)))]
    return []


def _left_over(root: Path, slug: str) -> list[Problem]:
    folders = (revisions_folder(root, slug), community_folder(root, slug), personal_of(root, slug))
    return [
        codes.LEFT_OVER.at(Place(file=files.shown(path, root)))
        for folder in folders
        for path in tidy.left_over(folder, root)
    ]


def _archive(root: Path, slug: str, life: Life, objects: dict[str, Place], count: _Count) -> list[Problem]:
    """Every folder that an entry names, and those that none does."""
    problems: list[Problem] = []
    known = archives_of(life)
    for number in known:
        manifest, found = archived(root, slug, life, number)
        problems += found
        if manifest is not None:
            count.numbers += 1
            problems += _folder(root, manifest, count)
            problems += _personal(root, manifest, life, count)
            place = Place(file=files.shown(number_folder(root, slug, number) / MANIFEST, root))
            for shared in manifest.objects:
                objects.setdefault(shared.object, place)
    for name in scans_of(life):
        objects.setdefault(name, Place(file=files.shown(revisions_folder(root, slug), root)))
    for base, own in ((community_folder(root, slug), {LIST}), (personal_of(root, slug), set())):
        names, found = durable.tree(base, root)
        problems += found
        tops = {name.partition("/")[0]: "/" in name for name in names}
        for top, is_folder in sorted(tops.items()):
            if not is_folder and base == personal_of(root, slug):
                continue  # cards and volumes of drafts, which anybody can make again
            if top not in own and not (is_folder and top in known) and not top.startswith(durable.LEFT_OVER):
                code = codes.ORPHAN if is_folder else codes.EXTRA
                problems.append(code.at(Place(file=files.shown(base / top, root))))
    return problems


def _folder(root: Path, manifest: Manifest, count: _Count) -> list[Problem]:
    """The files of one folder against its manifest."""
    folder = number_folder(root, manifest.slug, manifest.number)
    problems: list[Problem] = []
    for item in manifest.files:
        problems += _file(root, folder / item.name, item.sha256)
        count.files += 1
    names, found = durable.tree(folder, root)
    expected = {MANIFEST, *(item.name for item in manifest.files)}
    problems += found
    problems += [
        codes.EXTRA.at(Place(file=files.shown(folder / name, root)))
        for name in names
        if name not in expected and not Path(name).name.startswith(durable.LEFT_OVER)
    ]
    return problems


def _file(root: Path, path: Path, sha256: str) -> list[Problem]:
    place = Place(file=files.shown(path, root))
    found, problems = durable.digest(path, root)
    if problems:
        return missing_instead(problems, place)
    return [] if found == sha256 else [codes.ALTERED.at(place, expected=sha256, found=found)]


def _personal(root: Path, manifest: Manifest, life: Life, count: _Count) -> list[Problem]:
    """Registers and annex volumes: here and right, destroyed by an entry, or kept elsewhere."""
    folder = personal_folder(root, manifest.slug, manifest.number)
    problems: list[Problem] = []
    for one in manifest.personal:
        path = folder / one.name
        place = Place(file=files.shown(path, root))
        destroyed = life.destroyed.get(one.sha256)
        if not files.is_there(str(path)):
            elsewhere = codes.ELSEWHERE.at(place, by=one.destroy_by or "—")
            problems.append(elsewhere if destroyed is None else _said(place, destroyed))
            continue
        count.files += 1
        problems += [codes.STILL_THERE.at(place)] if destroyed is not None else _file(root, path, one.sha256)
    expected = {one.name for one in manifest.personal}
    names, found = durable.tree(folder, root)
    problems += found
    problems += [
        codes.EXTRA.at(Place(file=files.shown(folder / name, root)))
        for name in names
        if name not in expected and not Path(name).name.startswith(durable.LEFT_OVER)
    ]
    return problems


def _said(place: Place, entry: Destroy) -> Problem:
    return codes.DESTROYED.at(place, on=entry.on, witnesses="、".join(entry.witnesses))


def _objects(root: Path, named: dict[str, Place], count: _Count, *, whole: bool) -> list[Problem]:
    """Objects that are named: there, and what their names say; with `whole`, those that nobody names."""
    problems: list[Problem] = []
    for name in sorted(named):
        found = _file(root, object_path(root, name), object_hash(name))
        problems += found
        count.files += 1
    if whole:
        for path in tidy.object_files(root):
            place = Place(file=files.shown(path, root))
            if path.name.startswith(durable.LEFT_OVER):
                problems.append(codes.LEFT_OVER.at(place))
            elif path.name not in named or path != object_path(root, path.name):
                problems.append(codes.EXTRA.at(place))
    return problems


def _strays(root: Path) -> list[Problem]:
    """What lies in the archive, but in no community's folder."""
    problems: list[Problem] = []
    names, found = durable.tree(issued(root), root)
    for name in names:
        parts = name.split("/")
        if parts[0] != OBJECTS and len(parts) <= 2 and parts[-1]:
            code = codes.LEFT_OVER if parts[-1].startswith(durable.LEFT_OVER) else codes.EXTRA
            problems.append(code.at(Place(file=files.shown(issued(root) / name, root))))
    return found + problems
