"""Cases of check codes as somebody typed them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.problems import Problem
from generator.revisions.frozen.code import read_code


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What is wrong with the code."""
    return read_code(case["text"])[1]
