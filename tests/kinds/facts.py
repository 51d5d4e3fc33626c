"""Cases of facts: the small workspace (`tests/small`) with `change`s: for each file pairs of text and new text.

An empty old text adds to the end of a file; `remove` lists files. `«` in a new text marks the place where the problem
is expected: the mark is taken out, and the case fails if no problem of its code stands there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small_workspace import copied
from small_workspace import loaded
from small_workspace import path_of

from generator.facts.load import load_communities
from generator.facts.load import resolve
from generator.problems import Problem

MARK = "«"


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What loading the changed community reports."""
    changes = {name: [(old, new) for old, new in edits] for name, edits in case.get("change", {}).items()}
    workspace = copied(folder, changes)
    for name in case.get("remove", ()):
        path_of(folder, name).unlink()
    marked = [place for name in changes for place in marks(folder, path_of(folder, name))]
    if case.get("do") == "resolve":
        return resolve(workspace, case["text"])[1]
    if case.get("do") == "list":
        return load_communities(workspace)[1]
    found = loaded(workspace)[1]
    places = {(problem.place.file, problem.place.line, problem.place.column) for problem in found}
    assert set(marked) <= places, sorted(places)
    return found


def marks(folder: Path, path: Path) -> list[tuple[str, int, int]]:
    """The places that are marked in a file, after taking the marks out."""
    text = path.read_text("utf-8")
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        line = before.count("\n") + 1
        places.append((path.relative_to(folder).as_posix(), line, len(before) - before.rfind("\n")))
        text = before + after
    path.write_text(text, "utf-8")
    return places
