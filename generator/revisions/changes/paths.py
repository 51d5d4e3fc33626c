"""Paths of frozen values taken apart: `points[后坑].go_when[1小时].rain_mm`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

COUNT = "#count"
ORDER = "#order"
CONTENT = "#content"

# A key with the dot before it, or a label in brackets, in which brackets are marked by a backslash.
_STEP = re.compile(r"\.?(?P<key>[^.\[\]]+)|\[(?P<label>(?:\\.|[^\\\]])*)\]")
_MARKED = re.compile(r"\\(.)")

Renames = Mapping[str, Mapping[str, str]]
"""For each list, by the path of its field, the old and the new names of rows."""


def rows_of(path: str) -> Iterator[str]:
    """The paths of the rows that a value stands in, the outermost first."""
    for step in _STEP.finditer(path):
        if step["label"] is not None:
            yield path[: step.end()]


def field_of(path: str) -> str:
    """The path without its labels: `points.go_when.rain_mm`."""
    return "".join(step[0] for step in _STEP.finditer(path) if step["label"] is None)


def list_of(row: str) -> str:
    """The path of the list that a row stands in."""
    steps = list(_STEP.finditer(row))
    return row[: steps[-1].start()] if steps else ""


def label_of(row: str) -> str:
    """The label of a row."""
    steps = list(_STEP.finditer(row))
    return _MARKED.sub(r"\1", steps[-1]["label"] or "") if steps else ""


def renamed_path(path: str, renames: Renames) -> str:
    """The path as it would be today, for rows that have been renamed since."""
    pieces: list[str] = []
    field = ""
    for step in _STEP.finditer(path):
        if step["label"] is None:
            field += step[0]
            pieces.append(step[0])
        else:
            label = _MARKED.sub(r"\1", step["label"])
            pieces.append(f"[{escaped(_renamed_label(field, label, renames))}]")
    return "".join(pieces)


def renamed_text(text: str, names: Mapping[str, str]) -> str:
    """A list of names with the renamed ones replaced."""
    return "、".join(names.get(name, name) for name in text.split("、"))


def escaped(label: str) -> str:
    """A label as it stands in a path: what would end it is marked."""
    return re.sub(r"([\\\[\]])", r"\\\1", label)


def lists_of(paths: Iterable[str]) -> set[str]:
    """The paths of all rows of all lists."""
    return {row for path in paths for row in rows_of(path)}


def _renamed_label(field: str, label: str, renames: Renames) -> str:
    if field == "batches":  # a batch is called after its points
        points, dot, rest = label.partition("·")
        return renamed_text(points, renames.get("points", {})) + dot + rest
    return renames.get(field, {}).get(label, label)
