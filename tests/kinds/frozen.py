"""Cases of what was frozen of a revision: the two JSON files as they are found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.problems import Problem
from generator.revisions.frozen.content import read_frozen


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What keeps the files from being read."""
    return read_frozen(case["facts"].encode(), case["texts"].encode(), "V1.0/facts.json")[1]
