"""All records within a record."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.facts.schema import Record
from generator.facts.schema import columns


def walk(record: Record) -> Iterator[Record]:
    """`record` and every record in it, in the order of declaration."""
    yield record
    for name in _holders(type(record)):
        value = getattr(record, name)
        if value:
            yield from _inside(value)


def _inside(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield from walk(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


_HOLDERS: dict[type[Record], tuple[str, ...]] = {}


def _holders(kind: type[Record]) -> tuple[str, ...]:
    """The attributes in which records can be: all but single values, and what a record knows of itself."""
    if kind in _HOLDERS:
        return _HOLDERS[kind]
    single = {column.attribute for column in columns(kind).values() if not (column.many or column.is_record)}
    single |= {field.name for field in dataclasses.fields(Record)}
    _HOLDERS[kind] = tuple(field.name for field in dataclasses.fields(kind) if field.name not in single)
    return _HOLDERS[kind]
