"""What a command that was broken off left behind, taken away by the next one; never anything that an entry names."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from generator import durable
from generator import files
from generator.facts.ledger import Life
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_archive as codes
from generator.revisions.archive.layout import OBJECTS
from generator.revisions.archive.layout import UNFINISHED
from generator.revisions.archive.layout import community_folder
from generator.revisions.archive.layout import issued
from generator.revisions.archive.layout import numbers
from generator.revisions.archive.layout import personal_folder
from generator.revisions.archive.layout import personal_of
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.archive.layout import slugs
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archives_of
from generator.revisions.archive.store import scans_of

_AT_MOST = 1
"""One command archives one revision of a community before it writes the entry: more without entry is no accident."""


def remove_left_over(root: Path, slug: str) -> list[Problem]:
    """Nothing, when nothing that was written aside is left in the community's folders."""
    problems: list[Problem] = []
    for folder in (revisions_folder(root, slug), community_folder(root, slug), personal_of(root, slug)):
        for path in left_over(folder, root):
            problems += durable.remove(path, root)
    return problems


def left_over(folder: Path, root: Path) -> list[Path]:
    """What was written aside in a folder (or one below) and stayed."""
    names, _problems = durable.tree(folder, root)
    found: dict[Path, None] = {}
    for name in names:
        parts = name.rstrip("/").split("/")
        for depth, part in enumerate(parts):
            if part.startswith(durable.LEFT_OVER):
                found[folder.joinpath(*parts[: depth + 1])] = None
                break
    return list(found)


def remove_orphans(root: Path, slug: str, life: Life, kept: Container[str] = ()) -> list[Problem]:
    """Nothing, when every archived folder is named by an entry, or is in `kept` (as town/community/number).

    Only for a ledger that is whole and is the one that the archive knows. More than one folder without entry was not
    left by a command: nothing is taken away then. Codes: PG584.
    """
    problems: list[Problem] = []
    known = archives_of(life)
    for base in (community_folder(root, slug), personal_of(root, slug)):
        orphans = [base / number for number in numbers(base) if number not in known and f"{slug}/{number}" not in kept]
        if len(orphans) > _AT_MOST:
            problems += [codes.ORPHAN.at(Place(file=files.shown(path, root))) for path in orphans]
        else:
            for path in orphans:
                problems += durable.remove(path, root)
    return problems


def remove_destroyed(root: Path, slug: str, life: Life) -> list[Problem]:
    """Nothing, when every personal file that the ledger says was destroyed is gone."""
    problems: list[Problem] = []
    if not life.destroyed:
        return problems
    for number in archives_of(life):
        folder = personal_folder(root, slug, number)
        for name in files.listed(str(folder))[0]:
            found, told = durable.digest(folder / name, root)
            problems += told
            if found in life.destroyed:
                problems += durable.remove(folder / name, root)
        files.remove_empty(folder, root=root / "output")
    return problems


def remove_objects(workspace: Workspace) -> list[Problem]:
    """Nothing, when every object is named by a manifest or an entry, and the mark of unfinished work is gone.

    While an entry or a manifest cannot be read, all objects stay, and so does the mark.
    """
    root = workspace.root
    named: set[str] = set()
    for slug in slugs(root):
        ledger, problems = load_ledger(workspace, workspace.plans / slug)
        if not ledger.is_whole or has_errors(problems):
            return []
        named |= set(scans_of(ledger.life))
        for number in archives_of(ledger.life):
            manifest, problems = archived(root, slug, ledger.life, number)
            if manifest is None:
                return []
            named |= {one.object for one in manifest.objects}
    problems = []
    for path in object_files(root):
        if path.name not in named:
            problems += durable.remove(path, root)
            files.remove_empty(path.parent, root=issued(root))
    mark = unfinished(root)
    for path in [*(path for path in left_over(issued(root), root) if path != mark), mark]:
        problems += durable.remove(path, root)
    return problems


def object_files(root: Path) -> list[Path]:
    """Every file among the objects."""
    folder = issued(root) / OBJECTS
    return [folder / name for name in durable.tree(folder, root)[0]]


def unfinished(root: Path) -> Path:
    """The mark that something is archived which no entry names yet."""
    return issued(root) / UNFINISHED
