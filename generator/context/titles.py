"""The titles that a district gives to the parts of its standards, which become names in templates."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

from generator.context.root import FIXED
from generator.context.root import given_names
from generator.facts.facts import Settings
from generator.facts.model.standards import Part
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg4_names as codes

PlaceOf = Callable[[Part, str], Place]


def check_titles(settings: Settings, place_of: PlaceOf) -> list[Problem]:
    """A problem for each part whose title is another name in templates already (PG436)."""
    parts = settings.standards.parts
    others = Counter(_folded(entry.name) for entry in (*FIXED, *given_names(settings)))
    others.subtract(_folded(part.title or "") for part in parts)
    return [
        codes.TAKEN_NAME.at(place_of(part, "title"), found=part.title)
        for part in parts
        if others[_folded(part.title or "")] > 0
    ]


def _folded(name: str) -> str:
    """What is equal for names that differ only in width."""
    return unicodedata.normalize("NFKC", name)
