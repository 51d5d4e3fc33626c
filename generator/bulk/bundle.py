"""Compiled templates of a workspace, kept between runs: one file in the user's own cache folder.

It is pickled code: used only from a folder that nobody else can write to, and only if its digest is right. Each value
is kept under a key of everything that it was made from; values that a run did not ask for are dropped when it saves.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from pathlib import Path
from typing import Any

from generator import files
from generator.bulk.engine import engine_key

_DIGEST = 32
_LIMIT = 512 * files.MIB


class Bundle:
    """Values by key; those that were not asked for in this run stay packed."""

    def __init__(self, root: Path) -> None:
        self._path = _path(root)
        self._packed: dict[str, bytes] = self._read()
        self._used: set[str] = set()
        self._is_new = False

    def get(self, *made_from: str) -> Any:  # noqa: ANN401  (what `put` was given)
        """The value made from that, or `None`."""
        key = _key(made_from)
        packed = self._packed.get(key)
        if packed is None:
            return None
        self._used.add(key)
        return pickle.loads(packed)  # noqa: S301  (see above)

    def put(self, value: object, *made_from: str) -> None:
        """Nothing; the value is known from here on."""
        key = _key(made_from)
        self._packed[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._used.add(key)
        self._is_new = True

    def has(self, *made_from: str) -> bool:
        """Whether a value made from that is known; it then counts as asked for."""
        key = _key(made_from)
        found = key in self._packed
        if found:
            self._used.add(key)
        return found

    def save(self) -> None:
        """Nothing; what was asked for is there in the next run. A cache that cannot be written is none."""
        if not self._is_new or self._path is None:
            return
        data = marshal.dumps({key: self._packed[key] for key in sorted(self._used)})
        if files.private_folder(self._path.parent) is not None:
            files.write_bytes(self._path, hashlib.sha256(data).digest() + data, durable=False)
        self._is_new = False

    def _read(self) -> dict[str, bytes]:
        if self._path is None or files.private_folder(self._path.parent) is None:
            return {}
        data, _problems = files.read_bytes(self._path, _LIMIT)
        if data is None or hashlib.sha256(memoryview(data)[_DIGEST:]).digest() != data[:_DIGEST]:
            return {}
        found: dict[str, bytes] = marshal.loads(memoryview(data)[_DIGEST:])  # noqa: S302  (see above)
        return found


def _path(root: Path) -> Path | None:
    name = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return files.cache_folder() / "workspaces" / f"{name}.pieces"


def _key(made_from: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join((engine_key(), *made_from)).encode()).hexdigest()
