"""Cases of making a workspace: `do: create` where `files` are already, or `do: starter` without any of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kinds.disk import put

from generator import files
from generator.problems import Problem
from generator.starter.workspace import new_workspace


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What making the files of the case reports."""
    for name, text in case.get("files", {}).items():
        put(folder / name, text)
    if case["do"] == "starter":
        return new_workspace(folder if case.get("elsewhere") else None)[1]
    return files.create_all(folder, dict.fromkeys(case["create"], b"new"))
