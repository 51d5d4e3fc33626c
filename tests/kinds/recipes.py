"""Cases of the recipe: `pieces` of a manual.yaml, against `files` that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from generator.facts.reader.files import read_record
from generator.facts.text import parse_document
from generator.outline.checks import recipe_faults
from generator.outline.checks import unused_files
from generator.outline.recipe import Recipe
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_recipe

HAZARDS = ("fire", "timber_old", "flood_typhoon", "waterlogging")
HEAD = {
    "schema": 1,
    "release": {"name": "汛前版", "on": "2026-03-01", "kind": "wording", "note": "试用"},
    "bands": [{"key": "parts", "title": "分篇"}],
    "numbering": {
        "headings": [],
        "captions": [],
        "steps": [],
        "contents": {"tag": "目录", "levels": 2},
        "reference": "见",
    },
}


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What is wrong with the recipe of the case."""
    text = yaml.safe_dump(HEAD | {"pieces": case["pieces"], "limits": case.get("limits", [])}, allow_unicode=True)
    document, found = parse_document(text.encode(), "manual.yaml")
    assert document is not None, found
    read = read_record(document, Recipe)
    files = case.get("files", ["a.docx"])
    faults = recipe_faults(read.record, files, HAZARDS)
    unused = [pg5_recipe.UNUSED_PIECE.at(Place(file=name), found=name) for name in unused_files(read.record, files)]
    return [*read.problems, *(code.at(read.places.at(trail), **values) for code, trail, values in faults), *unused]
