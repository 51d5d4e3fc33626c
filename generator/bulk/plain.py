"""Contexts as bytes that a cache can keep, and back.

Each name keeps a digest of its value, so that two contexts are compared without being decoded: of what marshal writes
in its second version, which gives equal bytes for equal values and tells 1 from 1.0 and true. The values themselves are
pickled together, for what many of them share is then read once; a picture is kept as the name and digest of its file.
Only what contexts hold is ever unpickled.
"""

from __future__ import annotations

import hashlib
import io
import marshal
import pickle
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from typing import NamedTuple

from generator.context.mark import Mark
from generator.word.values import InlineImage

_VERSION = 2
_DIGEST = 16
_MARK = "mark"
_PICTURE = "picture"
_PLAIN = frozenset({str, bool, int, float})

Pictures = Mapping[str, tuple[object, str]]
"""The pictures of a context: by the name of the file, the value that templates get and the digest of the file."""


class Frozen(NamedTuple):
    """A context in bytes: the digest of each value by name, and all values."""

    digests: dict[str, bytes]
    values: bytes


def frozen(context: Mapping[str, object], pictures: Pictures) -> Frozen:
    """The context in bytes.

    Raises: ValueError if a value is of a kind that contexts do not hold.
    """
    names = {_ident(value): (file, digest) for file, (value, digest) in pictures.items()}
    digests = {name: _digest(value, names) for name, value in context.items()}
    stream = io.BytesIO()
    _Writer(stream, names).dump(dict(context))
    return Frozen(digests, stream.getvalue())


def thawed(values: bytes, pictures: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The context that was frozen, its pictures given anew.

    Without `pictures` each is a tuple of its file, digest and description.
    """
    context: dict[str, Any] = _Reader(values, pictures).load()
    return context


class _Writer(pickle.Pickler):
    def __init__(self, stream: io.BytesIO, names: Mapping[int, tuple[str, str]]) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  (pickle's signature)
        if type(value) is Mark:
            return (Mark, (str(value),))
        if _ident(value) in self._names:
            return (_picture, (*self._names[_ident(value)], getattr(value, "description", "")))
        return NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, values: bytes, pictures: Mapping[str, object] | None) -> None:
        super().__init__(io.BytesIO(values))
        self._pictures = pictures

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  (pickle's signature)
        if (module, name) == (Mark.__module__, Mark.__qualname__):
            return Mark
        if (module, name) == (_picture.__module__, _picture.__qualname__):
            return self._picture
        msg = f"contexts hold no {module}.{name}"
        raise pickle.UnpicklingError(msg)

    def _picture(self, file: str, digest: str, description: str) -> object:
        if self._pictures is None:
            return _picture(file, digest, description)
        picture = self._pictures[file]
        return (
            replace(picture, description=description) if isinstance(picture, InlineImage) and description else picture
        )


def _picture(file: str, digest: str, description: str) -> tuple[str, str, str]:
    """What stands for a picture among values that are compared."""
    return (file, digest, description)


def _ident(value: object) -> int:
    """What tells one picture from another: its bytes, however it is described."""
    return id(value.data if isinstance(value, InlineImage) else value)


def _digest(value: Any, names: Mapping[int, tuple[str, str]]) -> bytes:  # noqa: ANN401  (what contexts hold)
    try:
        data = marshal.dumps(value, _VERSION)
    except ValueError:  # a mark or a picture in it
        data = marshal.dumps(_replaced(value, names), _VERSION)
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _replaced(value: Any, names: Mapping[int, tuple[str, str]]) -> Any:  # noqa: ANN401  (what marshal can write)
    """The value with a tuple, which no context holds, in place of each mark and picture."""
    if isinstance(value, Mark):
        return (_MARK, str(value))
    if isinstance(value, dict):
        return {name: one if type(one) in _PLAIN else _replaced(one, names) for name, one in value.items()}
    if isinstance(value, list):
        return [one if type(one) in _PLAIN else _replaced(one, names) for one in value]
    if _ident(value) in names:
        return (_PICTURE, *names[_ident(value)], getattr(value, "description", ""))
    return value
