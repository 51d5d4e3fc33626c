"""The district's settings, with what only those who assess risks and fill templates can check in them."""

from __future__ import annotations

from generator.context.titles import check_titles
from generator.facts.facts import Settings
from generator.facts.load import load_district
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.risk.reasons import check_reasons


def load_settings(workspace: Workspace) -> tuple[Settings | None, list[Problem]]:
    """The settings, or `None`; every problem of them, also of what they say to others (PG436, PG550)."""
    settings, problems = load_district(workspace)
    if settings is not None and settings.places is not None:
        problems += check_reasons(settings.standards, settings.places.of)
        problems += check_titles(settings, settings.places.of)
    return settings, problems
