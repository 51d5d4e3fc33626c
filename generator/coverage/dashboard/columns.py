"""Tables of like records in few bytes, for a page that is opened without any program that unpacks: column by column.

A table is `{"r": rows, "c": {key: column}}`. A column is a list of its values; or, where texts repeat themselves,
`{"t": texts, "i": which}` (-1: none); or a table, of records; or, of lists, `{"n": lengths, "v": column of all items}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

Record = Mapping[str, Any]


def table(records: Sequence[Record]) -> dict[str, object]:
    """The records as a table; all have the same keys."""
    keys = list(records[0]) if records else []
    return {"r": len(records), "c": {key: column([record[key] for record in records]) for key in keys}}


def column(values: Sequence[Any]) -> object:
    """The values as a column."""
    first = next((value for value in values if value is not None), None)
    if isinstance(first, str):
        return _texts(values)
    if isinstance(first, Mapping):
        return table(values)
    if isinstance(first, list | tuple):
        return {"n": [len(value) for value in values], "v": column([item for value in values for item in value])}
    if isinstance(first, bool):
        return [value if value is None else int(value) for value in values]
    return list(values)


def _texts(values: Sequence[str | None]) -> object:
    numbers: dict[str, int] = {}
    which = [-1 if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    return {"t": list(numbers), "i": which} if 2 * len(numbers) < len(values) else list(values)
