"""Cases of calls in a small workspace.

`rows`: of a call sheet of 甲村 that is taken back, by title (`code`, `unit`, `posts`, `name`, `phone`, `result`, `new`,
`time`, `caller`, `note`); `titles`: its header, if it is another one; `repeat`: the last row so often; `text`: instead
of a workbook. `again: true` takes it back twice. `change`: texts of files of the workspace, as elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from calling import CODE
from calling import DAY
from calling import HEADER
from calling import Round
from calling import book

from generator.coverage.calls import sheet
from generator.coverage.calls.take import take_back
from generator.facts.load import load_district
from generator.facts.workspace import Workspace
from generator.problems import Problem

TITLES = {
    "code": sheet.CODE,
    "unit": sheet.UNIT,
    "posts": sheet.POSTS,
    "name": sheet.NAME,
    "phone": sheet.PHONE,
    "result": sheet.RESULT,
    "new": sheet.NEW,
    "time": sheet.TIME,
    "caller": sheet.CALLER,
    "note": sheet.NOTE,
}


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What is told when the sheet is taken back (for the last time)."""
    changes = {name: [(old, new) for old, new in edits] for name, edits in case.get("change", {}).items()}
    root = Round.at(folder / "workspace", changes).root
    settings, _problems = load_district(Workspace(root))
    assert settings is not None
    data = case["text"].encode() if "text" in case else _sheet(case)
    found: list[Problem] = []
    for _time in range(1 + case.get("again", False)):
        found = take_back(Workspace(root), settings, data, "核查.xlsx", DAY, "应急专员")[1]
    return found


def _sheet(case: dict[str, Any]) -> bytes:
    header = tuple(case.get("titles", (*HEADER, sheet.UNIT)))
    rows = [{sheet.CODE: CODE, **{TITLES[key]: value for key, value in row.items()}} for row in case["rows"]]
    rows += rows[-1:] * (case.get("repeat", 1) - 1)
    return book([header, *([row.get(title) for title in header] for row in rows)])
