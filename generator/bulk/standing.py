"""What conditions of the recipe are decided on, as bytes that the state keeps, and back.

Most of it is the profile. A record is written as its class and its values: what dataclasses themselves do for pickle
asks each record for its fields anew. Where a value was read and which keys were given there decide nothing, and are
left out.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from generator.facts.schema import Record
from generator.outline.conditions import Standing


def standing_bytes(standing: Standing) -> bytes:
    """The standing in bytes."""
    stream = io.BytesIO()
    _Writer(stream, pickle.HIGHEST_PROTOCOL).dump(standing)
    return stream.getvalue()


def standing_in(data: bytes) -> Standing:
    """The standing that those bytes hold; they must be our own."""
    standing: Standing = pickle.loads(data)  # noqa: S301  (the state vouches for it)
    return standing


class _Writer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  (pickle's signature)
        if isinstance(value, Record):
            kind = type(value)
            return _record, (kind, _values(kind)(value))
        return NotImplemented


def _record(kind: type[Record], values: tuple[Any, ...]) -> Record:
    return kind(**dict(zip(_attributes(kind), values, strict=True)))


_VALUES: dict[type[Record], Callable[[Record], tuple[object, ...]]] = {}


def _values(kind: type[Record]) -> Callable[[Record], tuple[object, ...]]:
    """What gives all values of a record of that type in their order."""
    if kind not in _VALUES:
        names = _attributes(kind)
        get = attrgetter(*names)
        _VALUES[kind] = get if len(names) > 1 else lambda record: (get(record),)
    return _VALUES[kind]


def _attributes(kind: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _OF_READING)


_OF_READING = frozenset(field.name for field in fields(Record))
