"""All records within a record."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.facts.schema import Record


def walk(record: Record) -> Iterator[Record]:
    """`record` and every record in it, in the order of declaration."""
    yield record
    for field in dataclasses.fields(record):
        yield from _inside(getattr(record, field.name))


def _inside(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield from walk(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
