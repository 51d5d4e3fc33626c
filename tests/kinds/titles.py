"""Titles of parts, which become names in templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.context.titles import check_titles
from generator.facts.facts import Settings
from generator.facts.model.district import District
from generator.facts.model.standards import Part
from generator.facts.model.standards import Standards
from generator.facts.model.town import Roster
from generator.problems import Place
from generator.problems import Problem


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What `titles` of parts make of them."""
    parts = tuple(Part(key=f"part{number}", title=title) for number, title in enumerate(case["titles"]))
    settings = Settings(District(), Standards(parts=parts), Roster(), ())
    return check_titles(settings, lambda part, key: Place(file="standards.yaml", field=f"{part.title}.{key}"))
