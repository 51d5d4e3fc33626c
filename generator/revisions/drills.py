"""Drills: what is known of one before it is written down, its record as text, and keeping it among the others.

A record is kept as it was handed in, byte for byte, and never rewritten: what becomes of its findings is in the ledger.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator import files
from generator.facts.checks.case import Case
from generator.facts.checks.drills import grade_for
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.load import LIMIT
from generator.facts.load import load_case
from generator.facts.model.records import STATES
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.standards import DrillStandards
from generator.facts.schema import columns
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import Severity

FIRST_STATE, CLOSED = STATES[0], "已销号"
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that is not closed, of which drill, and whether its day has passed."""

    entry: Entry
    drill: Drill
    finding: Finding
    is_overdue: bool


def add_drill(
    workspace: Workspace, entry: Entry, settings: Settings, data: bytes, name: str
) -> tuple[Path | None, list[Problem]]:
    """Where the record now lies, or `None` if it cannot be kept as it is; what is wrong or missing in it.

    `name`: what the record is called in problems. It must be complete, for nothing in it is filled in later.
    """
    case, problems = load_case(workspace, entry, settings, (name, data))
    found = [problem for problem in problems if problem.place.file == name]
    drill = _drill_of(case, name)
    if drill is None or any(_stands_against(problem) for problem in found):
        return None, found or [problem for problem in problems if problem.severity is Severity.ERROR]
    folder = entry.path(workspace) / "drills"
    path = next(path for path in (folder / name for name in _file_names(drill)) if not path.exists())
    written = files.write_bytes(path, data, root=workspace.root)
    return (None if written else path), [*found, *written]


def _stands_against(problem: Problem) -> bool:
    """Whether a record with this problem is not kept: what is wrong or missing in itself, not what now lags behind."""
    own = all(place.file == problem.place.file for place in problem.related)
    return problem.severity is Severity.ERROR or (problem.severity is Severity.GAP and own)


def _drill_of(case: Case | None, name: str) -> Drill | None:
    """The drill that the file of that name holds."""
    if case is None:
        return None
    pairs = zip(case.facts.drills, case.drill_places, strict=True)
    return next((drill for drill, places in pairs if places.document.file == name), None)


def _file_names(drill: Drill) -> Iterator[str]:
    """Names for the file of a record, of which the first that is free is taken: day and hazard, then a number."""
    day = drill.on.isoformat() if drill.on else "0000-00-00"
    stem = f"{day}-{(drill.hazard or 'drill').replace('_', '-')}"
    yield f"{stem}.yaml"
    for number in itertools.count(2):
        yield f"{stem}-{number}.yaml"


def next_number(drills: Iterable[Drill], year: int) -> str:
    """The number of the next drill of that year: D-2026-02 after D-2026-01."""
    start = f"D-{year}-"
    taken = [drill.id.removeprefix(start) for drill in drills if drill.id and drill.id.startswith(start)]
    return f"{start}{max((int(end) for end in taken if end.isdecimal()), default=0) + 1:02d}"


def finding_number(drill_number: str, position: int) -> str:
    """The number of a drill's finding: F-2026-01-3 is the third of D-2026-01."""
    return f"F-{drill_number.removeprefix('D-')}-{position}"


def grade_of(standards: DrillStandards | None, scores: Iterable[Mapping[str, Any]]) -> str | None:
    """The grade that the points make, if the district says where grades begin."""
    every = list(scores)
    full = sum(score["full"] for score in every)
    if standards is None or not full:
        return None
    return grade_for(standards, 100 * sum(score["points"] for score in every) / full)


def drill_text(values: Mapping[str, Any]) -> str:
    """The record as a file: its fields in the model's order, each list entry on a line of its own."""
    ordered = {key: values[key] for key in columns(Drill) if key in values}
    return "".join(_field(key, value) for key, value in ordered.items())


def _field(key: str, value: object) -> str:
    """One field; a list stands one entry to a line, its long entries one field to a line."""
    entries = value if isinstance(value, list) else []
    is_long = any(isinstance(one, Mapping) and len(str(one)) > _WIDTH for one in entries)
    flow = None if entries and not is_long else False
    text: str = yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=flow)
    return text


def findings_of(entry: Entry, facts: Facts, as_of: date) -> list[OpenFinding]:
    """The community's findings that are not closed, the ones due first in front."""
    found = [
        OpenFinding(entry, drill, finding, bool(finding.due and finding.due < as_of))
        for drill in facts.drills
        for finding in drill.findings
        if finding.state != CLOSED
    ]
    return sorted(found, key=lambda one: (one.finding.due or date.max, one.finding.id or ""))


def read_record(path: Path) -> tuple[bytes | None, list[Problem]]:
    """A record that lies anywhere, as it is."""
    return files.read_bytes(path, LIMIT)
