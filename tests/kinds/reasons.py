"""Cases of a floor's `reason` under its `rule`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invented import standards

from generator.facts.model.standards import Floor
from generator.problems import Place
from generator.problems import Problem
from generator.risk import check_reasons


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What is wrong with the reason of the case."""
    floor = Floor(rule=case["rule"], reason=case["reason"])
    return check_reasons(standards(floor), lambda of, key: Place(file="standards.yaml", field=f"底线[{of.rule}]·{key}"))
