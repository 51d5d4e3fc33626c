"""Records as bytes that a cache can keep, and back: only what is known of each, not where it stood in its file."""

from __future__ import annotations

import dataclasses
import io
import marshal
import pickle
from typing import Any

from generator.facts.schema import Record

try:
    from isal.isal_zlib import compress as _compress
    from isal.isal_zlib import decompress as _decompress
except ImportError:  # no wheel for this platform
    from zlib import compress as _compress
    from zlib import decompress as _decompress


def packed(value: object) -> bytes:
    """The value in few bytes."""
    stream = io.BytesIO()
    _Writer(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    data: bytes = _compress(stream.getvalue(), 1)
    return data


def unpacked(data: bytes) -> Any:  # noqa: ANN401  (what was packed)
    """The value in those bytes, which must be this program's own."""
    return pickle.loads(_decompress(data))  # noqa: S301  (the memory vouches for it)


def squeezed(value: Any) -> bytes:  # noqa: ANN401  (what marshal can write)
    """A value of plain types in few bytes."""
    data: bytes = _compress(marshal.dumps(value), 1)
    return data


def plain(data: bytes) -> Any:  # noqa: ANN401  (what was squeezed)
    """The value in those bytes, which must be this program's own."""
    return marshal.loads(_decompress(data))  # noqa: S302  (the memory vouches for it)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  (pickle's signature)
        kind = type(value)
        if not isinstance(value, Record):
            if not dataclasses.is_dataclass(kind):
                return NotImplemented
            # By its constructor: what pickle does of itself with a frozen dataclass takes three times as long to load.
            return (kind, tuple(getattr(value, name) for name, _default in _fields(kind)))
        given: list[Any] = []
        for name, default in _fields(kind):
            found = getattr(value, name)
            if found != default:
                given += (name, found)
        return (_record, (kind, *given))


def _record(kind: type[Record], *given: Any) -> Record:  # noqa: ANN401  (names and values in turn)
    return kind(**dict(zip(given[::2], given[1::2], strict=True)))


_FIELDS: dict[type, tuple[tuple[str, object], ...]] = {}


def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a type that say something of the world, each with what it says when nothing is known."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple((one.name, one.default) for one in dataclasses.fields(kind) if one.compare)
    return _FIELDS[kind]
