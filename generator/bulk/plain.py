"""Contexts as bytes that a cache can keep, and back.

A context is kept name by name: two are compared without being decoded. Written by marshal in its second version, which
gives equal bytes for equal values and tells 1 from 1.0 and true; a tuple, which no context holds, stands for a value
of a kind of its own: a mark, a picture.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any

from generator.context.mark import Mark

_VERSION = 2
_PLAIN = b"p"
_SPECIAL = b"s"
_MARK = "mark"
_PICTURE = "picture"

Pictures = Mapping[str, tuple[object, str]]
"""The pictures of a context: by the name of the file, the value that templates get and the digest of the file."""


def frozen(context: Mapping[str, object], pictures: Pictures) -> dict[str, bytes]:
    """The values of a context as bytes, by name.

    Raises: ValueError if a value is of a kind that contexts do not hold.
    """
    names = {id(value): (file, digest) for file, (value, digest) in pictures.items()}
    return {name: _bytes(value, names) for name, value in context.items()}


def thawed(kept: Mapping[str, bytes], pictures: Mapping[str, object]) -> dict[str, object]:
    """The context that was frozen, its pictures given anew."""
    return {name: value_of(data, pictures) for name, data in kept.items()}


def value_of(data: bytes, pictures: Mapping[str, object] | None = None) -> object:
    """One value of a frozen context; without `pictures` each is a tuple of its file and digest."""
    value: object = marshal.loads(data[1:])  # noqa: S302  (from our own state, whose digest was right)
    return value if data[:1] == _PLAIN else _restored(value, pictures)


def _bytes(value: Any, names: Mapping[int, tuple[str, str]]) -> bytes:  # noqa: ANN401  (what contexts hold)
    try:
        return _PLAIN + marshal.dumps(value, _VERSION)
    except ValueError:  # a mark or a picture in it
        return _SPECIAL + marshal.dumps(_replaced(value, names), _VERSION)


def _replaced(value: Any, names: Mapping[int, tuple[str, str]]) -> Any:  # noqa: ANN401  (what marshal can write)
    if isinstance(value, Mark):
        return (_MARK, str(value))
    if isinstance(value, dict):
        return {name: _replaced(inner, names) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, names) for inner in value]
    if id(value) in names:
        return (_PICTURE, *names[id(value)])
    return value


def _restored(value: object, pictures: Mapping[str, object] | None) -> object:
    if isinstance(value, dict):
        return {name: _restored(inner, pictures) for name, inner in value.items()}
    if isinstance(value, list):
        return [_restored(inner, pictures) for inner in value]
    if isinstance(value, tuple):
        if value[0] == _MARK:
            return Mark(value[1])
        return value if pictures is None else pictures[value[1]]
    return value
