"""Cases of plangen's own faults: `raises` is the exception's text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg9_fault


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """The problem that stands for an exception."""
    return [pg9_fault.FAULT.at(Place(), kind=case["raises"], log="fault.log")] if case["raises"] else []
