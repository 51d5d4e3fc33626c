"""Schemas as an editor applies them: YAML 1.2's core types, and the keywords of draft 7 that plangen writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_KNOWN = {
    "$schema", "$ref", "title", "description", "definitions", "type", "enum", "pattern", "minimum", "maximum",
    "maxLength", "properties", "additionalProperties", "items", "allOf", "if", "then", "else", "required",
}  # fmt: skip
_TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
    "null": type(None),
}  # fmt: skip


class Core(yaml.SafeLoader):
    """YAML 1.2: dates and times are text, only true and false are flags."""


Core.yaml_implicit_resolvers = {}
for kind, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), list(first))


def read(text: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    """What an editor's YAML parser makes of a text."""
    return yaml.load(text, Core)  # noqa: S506  (a safe loader)


def faults(value: object, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where and why `value` breaks `schema`."""
    assert set(schema) <= _KNOWN, set(schema) - _KNOWN
    if "$ref" in schema:
        yield from faults(value, root["definitions"][schema["$ref"].rpartition("/")[2]], root, at)
        return
    for inner in schema.get("allOf", ()):
        yield from faults(value, inner, root, at)
    if "if" in schema:
        branch = "else" if list(faults(value, schema["if"], root)) else "then"
        yield from faults(value, schema[branch], root, at)
    yield from _own_faults(value, schema, at)
    yield from _inner_faults(value, schema, root, at)


def _inner_faults(value: object, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties", {})
        for key in schema.get("required", ()):
            if key not in value:
                yield f"{at}: lacks {key}"
        for key, inner in value.items():
            if key in properties:
                yield from faults(inner, properties[key], root, f"{at}/{key}")
            elif others is False:
                yield f"{at}/{key}: unknown"
            else:
                yield from faults(inner, others, root, f"{at}/{key}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from faults(inner, schema.get("items", {}), root, f"{at}/{number}")


def _own_faults(value: object, schema: dict[str, Any], at: str) -> Iterator[str]:
    types = schema.get("type", list(_TYPES))
    if not any(_is(value, name) for name in ([types] if isinstance(types, str) else types)):
        yield f"{at}: {value!r} is none of {types}"
    if "enum" in schema and not any(value == choice and type(value) is type(choice) for choice in schema["enum"]):
        yield f"{at}: {value!r} is no choice"
    if isinstance(value, str):
        if "pattern" in schema and re.search(schema["pattern"], value) is None:
            yield f"{at}: {value!r} has another form"
        if len(value) > schema.get("maxLength", len(value)):
            yield f"{at}: too long"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            yield f"{at}: {value} is too small"
        if value > schema.get("maximum", value):
            yield f"{at}: {value} is too large"


def _is(value: object, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and not (isinstance(value, bool) and name in {"integer", "number"})
