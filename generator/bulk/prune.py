"""Drafts that nobody builds any more: of communities that are gone or have another name, of editions not wanted.

The cards of such communities go with them, those that name residents too. What was frozen with a revision stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from generator import files
from generator.bulk.lock import locked
from generator.bulk.lock import sweep
from generator.bulk.printed import pdf_file
from generator.bulk.results import DRAFTS
from generator.bulk.results import LABELS
from generator.bulk.results import Member
from generator.bulk.results import draft_file
from generator.legal import legal_name
from generator.problems import Problem

PERSONAL = "output/personal"
"""Where cards and volumes lie that name residents."""
CARDS = "卡片"
"""The folder of the other cards, beside the drafts."""
_CARD = re.compile(r"（(?:草案|V\d+\.\d+)(?:·拼版[^）]*)?）\.(?:docx|pdf)$")
_ENDINGS = tuple(f"综合应急预案（{label}·草案）.{kind}" for label in LABELS.values() for kind in ("docx", "pdf"))


def orphans(root: Path, members: Iterable[Member], editions: Iterable[str]) -> list[str]:
    """The drafts that are none of these communities in these editions, and the cards of none of these, by path.

    Only files that are named as drafts are: what somebody else put there is theirs.
    """
    members = list(members)
    wanted = {
        draft_file(member.slug, member.name, edition)
        for edition in editions
        for member in members
        if member.has_profile
    }
    wanted |= {pdf_file(path) for path in wanted}
    named = {member.slug: member.name for member in members if member.has_profile}
    cards = [path for slug, path in _cards(root) if slug not in named or not _is_of(path, named[slug])]
    return [*(path for path in _drafts(str(root), DRAFTS) if path not in wanted), *cards]


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
                files.remove_empty((root / path).parent, root=root.joinpath(*path.split("/")[:2]))
    return gone, problems


def _drafts(root: str, folder: str) -> list[str]:
    names, folders = files.listed(f"{root}/{folder}", root)
    found = [f"{folder}/{name}" for name in names if name.endswith(_ENDINGS)]
    for name in folders:
        found += _drafts(root, f"{folder}/{name}")
    return found


def _cards(root: Path) -> Iterator[tuple[str, str]]:
    """Every card and volume that is a draft: whose, and its path."""
    for base, below in ((DRAFTS, f"/{CARDS}"), (PERSONAL, "")):
        for town in files.listed(str(root / base), str(root))[1]:
            for folder in files.listed(str(root / base / town), str(root))[1]:
                path = f"{base}/{town}/{folder}{below}"
                names = files.listed(str(root / path), str(root))[0]
                yield from ((f"{town}/{folder}", f"{path}/{name}") for name in names if _CARD.search(name))


def _is_of(path: str, name: str) -> bool:
    """Whether a card bears the name that its community has now."""
    return path.rpartition("/")[2].startswith(legal_name(name))
