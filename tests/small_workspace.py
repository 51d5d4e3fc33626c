"""The small workspace `tests/small`: complete, without a problem, and to be changed in one place at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from generator.facts.facts import Facts
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.workspace import Workspace
from generator.problems import Problem

SMALL = Path(__file__).resolve().parent / "small"
COMMUNITY = "plans/xizhen/jiacun/"

Changes = Mapping[str, Iterable[tuple[str, str]]]
"""For each file (those of the community by their name alone) texts and what stands there instead."""


def copied(folder: Path, changes: Changes | None = None) -> Workspace:
    """A copy of the small workspace in `folder`, changed."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    for name, edits in (changes or {}).items():
        path = path_of(folder, name)
        text = path.read_text("utf-8") if path.exists() else ""
        for old, new in edits:
            assert text.count(old) == 1 or not old, f"{name}: “{old}” stands there {text.count(old)} times"
            text = text.replace(old, new) if old else text + new
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Workspace(folder)


def path_of(folder: Path, name: str) -> Path:
    """Where a file lies that changes name."""
    return folder / (name if name.startswith("plans/") else COMMUNITY + name)


def loaded(workspace: Workspace, community: str = "甲村") -> tuple[Facts | None, list[Problem]]:
    """The facts of a community and every problem, those of the district's settings included."""
    entry, problems = resolve(workspace, community)
    assert entry is not None, problems
    return load_facts(workspace, entry)
