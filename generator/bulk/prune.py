"""Drafts that nobody builds any more: of communities that are gone or have another name, of editions not wanted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import files
from generator.bulk.lock import locked
from generator.bulk.lock import sweep
from generator.bulk.printed import pdf_file
from generator.bulk.results import DRAFTS
from generator.bulk.results import LABELS
from generator.bulk.results import Member
from generator.bulk.results import draft_file
from generator.problems import Problem

_ENDINGS = tuple(f"综合应急预案（{label}·草案）.{kind}" for label in LABELS.values() for kind in ("docx", "pdf"))


def orphans(root: Path, members: Iterable[Member], editions: Iterable[str]) -> list[str]:
    """The drafts below `output/drafts` that are none of these communities in these editions, by path.

    Only files that are named as drafts are: what somebody else put there is theirs.
    """
    wanted = {
        draft_file(member.slug, member.name, edition)
        for edition in editions
        for member in members
        if member.has_profile
    }
    wanted |= {pdf_file(path) for path in wanted}
    return [path for path in _drafts(str(root), DRAFTS) if path not in wanted]


def prune(root: Path, paths: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Those of the paths that are gone now, and what kept the others; also what killed builds left aside is gone.

    Raises: PlangenError PG801 if somebody else writes in the workspace.
    """
    gone: list[str] = []
    with locked(root) as notes:
        problems = list(notes)
        sweep(root)
        for path in paths:
            found = files.remove(root / path, root=root)
            problems += found
            if not found:
                gone.append(path)
                files.remove_empty((root / path).parent, root=root / DRAFTS)
    return gone, problems


def _drafts(root: str, folder: str) -> list[str]:
    names, folders = files.listed(f"{root}/{folder}", root)
    found = [f"{folder}/{name}" for name in names if name.endswith(_ENDINGS)]
    for name in folders:
        found += _drafts(root, f"{folder}/{name}")
    return found
