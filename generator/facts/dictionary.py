"""The field dictionary: every field that a file may hold, in the order of declaration."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.facts.model.calls import CallRecord
from generator.facts.model.district import District
from generator.facts.model.fields import ExtraFields
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.standards import Standards
from generator.facts.model.town import Roster
from generator.facts.model.town import Town
from generator.facts.reader.files import POINT_TYPES
from generator.facts.reader.places import KEYED
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import columns

FILES: tuple[tuple[str, type[Record]], ...] = (
    ("profile.yaml", Profile),
    ("register.yaml", Register),
    ("drills/*.yaml", Drill),
    ("calls/*.yaml", CallRecord),
    ("town.yaml", Town),
    ("roster.yaml", Roster),
    ("district.yaml", District),
    ("standards.yaml", Standards),
    ("fields.yaml", ExtraFields),
)

_TYPE_WORDS = {str: "text", int: "whole number", float: "number", bool: "flag", date: "date"}
_KEYED_TYPES: dict[str, type[Record]] = {"contacts": Contact, "hazards": Hazard}
# Where keyed records stand among the declared fields of a profile.
_HAZARDS_BEFORE = "points"


@dataclass(frozen=True, slots=True)
class Row:
    """One field: where it is written, what it is called, and what it may hold."""

    file: str
    path: str
    """Keys from the top of the file; `[]` for each entry of a list, `*` for a key that is data."""
    title: str
    name: str
    """The name in templates."""
    type: str
    unit: str
    need: str
    cls: str
    choices: tuple[str, ...]
    ref: str
    meaning: str
    source: str


def rows(file: str, record: type[Record]) -> tuple[Row, ...]:
    """The rows of one kind of file."""
    return tuple(_rows(file, record, ""))


def dictionary() -> tuple[Row, ...]:
    """The rows of all files."""
    return tuple(row for file, record in FILES for row in rows(file, record))


def _rows(file: str, record: type[Record], prefix: str, around: tuple[type[Record], ...] = ()) -> Iterator[Row]:
    """The rows of a record; one that holds records of its own kind is told once."""
    top = not prefix
    around = (*around, record)
    for key, column in columns(record).items():
        if top and record is Profile and key == _HAZARDS_BEFORE:
            yield _keyed_row(file, "hazards")
            yield from _rows(file, Hazard, "hazards.*.")
        keyed = top and key in _KEYED_TYPES
        path = f"{prefix}{key}" + (".*" if keyed else "[]" if column.many else "")
        yield _row(file, path, column, keyed=keyed)
        if not column.is_record or column.type in around:
            continue
        if column.type is RiskPoint:
            yield from _rows(file, RiskPoint, f"{path}.")
            shared = columns(RiskPoint)
            for kind, points in POINT_TYPES.items():
                own = (row for row in _rows(file, points, f"{path}.") if _key_of(row, path) not in shared)
                yield from (_named(row, kind) for row in own)
        else:
            yield from _rows(file, column.type, f"{path}.", around)
    if top and record is Profile:
        yield _keyed_row(file, "extra")


def _row(file: str, path: str, column: Column, *, keyed: bool) -> Row:
    declared = column.fact
    if column.is_record:
        kind = "records by key" if keyed else "list of records" if column.many else "record"
    else:
        word = "phone" if declared.phone else _TYPE_WORDS[column.type]
        kind = f"list of {word}s" if column.many else word
    return Row(
        file=file,
        path=path,
        title=declared.title,
        name=declared.name,
        type=kind,
        unit=declared.unit,
        need=declared.need.value,
        cls=declared.cls.value,
        choices=declared.choices,
        ref=declared.ref.value if declared.ref is not None else "",
        meaning=declared.meaning,
        source=declared.source,
    )


def _keyed_row(file: str, key: str) -> Row:
    title = KEYED[key][0]
    need = "R" if key == "hazards" else "O"
    return Row(file, f"{key}.*", title, title, "records by key", "", need, "P", (), "", "", "")


def _key_of(row: Row, path: str) -> str:
    return row.path.removeprefix(f"{path}.").partition(".")[0].removesuffix("[]")


def _named(row: Row, kind: str) -> Row:
    """A field that only one kind of point has, marked with it."""
    return dataclasses.replace(row, path=row.path.replace("points[]", f"points[{kind}]", 1))
