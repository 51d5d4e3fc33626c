"""What a field is: its Chinese title, unit, meaning, source and class, declared once beside its type.

A record type is a frozen dataclass whose fields are made by `fact`. Reading, checking, masking, the names of
templates, the field dictionary and the JSON Schema come from these declarations.
"""

from __future__ import annotations

import dataclasses
import keyword
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from types import UnionType

Trail = tuple[str | int, ...]
"""Keys and positions that lead from the top of a file to a value."""


class Class(StrEnum):
    """Who may see a value (design §5.7): public, duty contact, internal, personal."""

    PUBLIC = "P"
    DUTY = "D"
    INTERNAL = "I"
    PERSONAL = "S"


class Need(StrEnum):
    """Whether a value must be there; a conditional one is asked for by a check."""

    REQUIRED = "R"
    CONDITIONAL = "C"
    OPTIONAL = "O"


class Ref(StrEnum):
    """The list that a reference by name points into."""

    CONTACT = "contacts"
    POINT = "points"
    ROUTE = "routes"
    SHELTER = "shelters"
    GRID = "grids"
    FIGURE = "figures"
    SQUAD = "regional_squads"
    SUB_HAZARD = "sub_hazards"


@dataclass(frozen=True, slots=True)
class Fact:
    """The declaration of one field."""

    title: str
    need: Need
    cls: Class
    meaning: str
    unit: str
    source: str
    choices: tuple[str, ...]
    low: float | None
    high: float | None
    ref: Ref | None
    tag: str
    phone: bool
    length: int

    @property
    def name(self) -> str:
        """The name of the field in templates: its tag where the title is no identifier."""
        return self.tag or self.title


_EMPTY: Mapping[str, object] = MappingProxyType({})


def fact(  # noqa: PLR0913  (a field has that many properties; all are keywords)
    title: str,
    meaning: str = "",
    *,
    need: Need = Need.OPTIONAL,
    cls: Class = Class.PUBLIC,
    unit: str = "",
    source: str = "",
    choices: tuple[str, ...] = (),
    low: float | None = None,
    high: float | None = None,
    ref: Ref | None = None,
    tag: str = "",
    phone: bool = False,
    length: int = 400,
    many: bool = False,
) -> typing.Any:  # noqa: ANN401  (dataclasses.field is typed the same way)
    """A dataclass field that carries its declaration; `many` fields default to an empty tuple, others to None."""
    declared = Fact(title, need, cls, meaning, unit, source, choices, low, high, ref, tag, phone, length)
    default: object = () if many else None
    return dataclasses.field(default=default, metadata={"fact": declared})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record knows besides its fields: where it was read, and which keys were given there."""

    at: Trail = dataclasses.field(default=(), compare=False, repr=False)
    given: frozenset[str] = dataclasses.field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record type: key in YAML, declaration, and the Python type of (one of) its values."""

    key: str
    fact: Fact
    type: type
    many: bool

    @property
    def attribute(self) -> str:
        """The name of the field in Python: its key, with an underscore where the key is a word of Python."""
        return f"{self.key}_" if keyword.iskeyword(self.key) else self.key

    @property
    def is_record(self) -> bool:
        """Whether the values are records themselves."""
        return issubclass(self.type, Record)


_COLUMNS: dict[type[Record], Mapping[str, Column]] = {}


def columns(record: type[Record]) -> Mapping[str, Column]:
    """The fields of a record type by YAML key, in order of declaration."""
    if record not in _COLUMNS:
        _COLUMNS[record] = _columns(record)
    return _COLUMNS[record]


def _columns(record: type[Record]) -> Mapping[str, Column]:
    hints = typing.get_type_hints(record)
    found: dict[str, Column] = {}
    for field in dataclasses.fields(record):
        declared = field.metadata.get("fact")
        if declared is not None:
            kind, many = _unwrap(hints[field.name])
            key = field.name.removesuffix("_")
            found[key] = Column(key, declared, kind, many)
    return MappingProxyType(found)


def _unwrap(hint: object) -> tuple[type, bool]:
    """The bare type inside `X | None` or `tuple[X, ...]`, and whether it is a tuple."""
    origin = typing.get_origin(hint)
    if origin in (UnionType, typing.Union):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        return _unwrap(inner[0])
    if origin is tuple:
        kind, _ = _unwrap(typing.get_args(hint)[0])
        return kind, True
    if not isinstance(hint, type) or not (issubclass(hint, (Record, str, bool, int, float, date))):
        raise TypeError(hint)
    return hint, False


def title_of(record: type[Record], key: str) -> str:
    """The Chinese title of a field."""
    return columns(record)[key].fact.title
