"""A few communities of the sample district in a workspace of their own, for tests that build again and again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from workspace import Done
from workspace import Workspace

from generator.word.digest import parts_digest

COMMUNITIES = {"lingjiao/yunling": "云岭村", "haijiao/wangjiao": "望礁村", "xincheng/yunqiyuan": "云栖苑社区"}


def few(root: Path, *slugs: str) -> Workspace:
    """The sample workspace with the profiles of these communities alone, or of all in `COMMUNITIES`."""
    district = Workspace.at(root)
    for folder in (root / "plans").glob("*/*/"):
        if folder.relative_to(root / "plans").as_posix() not in (slugs or COMMUNITIES):
            shutil.rmtree(folder)
    return district


def statuses(done: Done) -> dict[tuple[str, str], str]:
    """What became of each community in each edition, as `build --json` or `status --json` told it."""
    return {(entry["name"], entry["edition"]): entry["status"] for entry in _entries(done)}


def names(done: Done, status: str) -> set[str]:
    """The communities of which at least one edition has that status."""
    return {name for (name, _edition), found in statuses(done).items() if found == status}


def reasons(done: Done, name: str, edition: str = "internal") -> list[str]:
    """Why a draft is not up to date."""
    (found,) = [entry for entry in _entries(done) if (entry["name"], entry["edition"]) == (name, edition)]
    return list(found["reasons"])


def drafts(root: Path) -> dict[str, dict[str, str]]:
    """The digest of each part of every draft, by path."""
    folder = root / "output"
    return {
        path.relative_to(folder).as_posix(): parts_digest(path.read_bytes()) for path in sorted(folder.rglob("*.docx"))
    }


def _entries(done: Done) -> list[dict[str, Any]]:
    data = done.data
    return list(data["built"] if "built" in data else data["drafts"])
