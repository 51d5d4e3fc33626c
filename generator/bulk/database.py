"""A cache in one SQLite file of the user's own, for one workspace; whatever is wrong with it, it is begun anew.

Damaged, foreign, of another version: then nothing is known, and nothing is an error. Where no file can be written, what
is kept is kept while the program runs. Each value carries its own digest: marshal and pickle must not be given bytes
that were not written here.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import files

_DIGEST = 16


class Database:
    """Tables of values by name. `about` is always among them."""

    suffix = ""
    """What the file's name ends in."""
    version = ""
    tables = ""

    def __init__(self, root: Path | None) -> None:
        self._root = str(root.resolve()) if root is not None else ""
        self._is_damaged = False
        self._database = self._open()

    def close(self) -> None:
        """Nothing; the file is closed, and gone if it turned out to be damaged."""
        self._database.close()
        if self._is_damaged:
            self._discard()

    def path(self) -> Path | None:
        """Where it lies, or `None` where this user has no cache folder that is private, or it is of no workspace."""
        if not self._root:
            return None
        name = hashlib.sha256(self._root.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        folder = files.private_folder(files.cache_folder() / "workspaces")
        return folder / f"{name}{self.suffix}" if folder is not None else None

    def begin(self) -> None:
        """Nothing; what follows is written at once or not at all."""
        self._write("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Nothing; what was written since `begin` is kept."""
        self._write("COMMIT")

    def _open(self) -> sqlite3.Connection:
        path = self.path()
        for _attempt in range(2):
            try:
                return self._connect(str(path) if path is not None else ":memory:")
            except sqlite3.OperationalError:  # held by another program, or a folder that cannot be written
                break
            except sqlite3.DatabaseError:
                self._discard()
        return self._connect(":memory:")

    def _discard(self) -> None:
        path = self.path()
        if path is not None:
            for suffix in ("", "-wal", "-shm"):
                files.remove(path.with_name(path.name + suffix))

    def _connect(self, name: str) -> sqlite3.Connection:
        database = sqlite3.connect(name, isolation_level=None, timeout=30, check_same_thread=False)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(_ABOUT)
            database.executescript(self.tables)
            found = database.execute("SELECT value FROM about WHERE name = 'of'").fetchone()
            own = f"{self.version} {self._root}".encode("utf-8", "surrogateescape")
            if found is None:
                database.execute("INSERT OR REPLACE INTO about VALUES ('of', ?)", (own,))
            elif found[0] != own:
                raise sqlite3.DatabaseError("the cache of another workspace, or of another version")
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _one(self, query: str, *values: str) -> Any:  # noqa: ANN401  (marshal's values)
        try:
            found = self._database.execute(query, values).fetchone()
        except sqlite3.Error as error:
            self._note(error)
            return None
        return unwrapped(found[0]) if found is not None else None

    def _all(self, query: str) -> Iterator[tuple[str, Any]]:
        try:
            for slug, value in self._database.execute(query):
                found = unwrapped(value)
                if found is not None:
                    yield slug, found
        except sqlite3.Error as error:
            self._note(error)

    def _note(self, error: sqlite3.Error) -> None:
        self._is_damaged |= not isinstance(error, sqlite3.OperationalError)

    def _write(self, query: str, *values: object) -> None:
        """Nothing; what cannot be written is not remembered, and made again the next time."""
        try:
            self._database.execute(query, values)
        except sqlite3.Error as error:
            self._note(error)


_ABOUT = "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


def wrapped(value: Any) -> bytes:  # noqa: ANN401  (what marshal can write)
    """A value of plain types as bytes with their digest."""
    data = marshal.dumps(value)
    return hashlib.blake2b(data, digest_size=_DIGEST).digest() + data


def unwrapped(data: bytes) -> Any:  # noqa: ANN401  (marshal's values)
    """The value in those bytes, or `None` if they are not what was written."""
    content = memoryview(data)[_DIGEST:]
    if hashlib.blake2b(content, digest_size=_DIGEST).digest() != data[:_DIGEST]:
        return None
    return marshal.loads(content)  # noqa: S302  (our own bytes: the digest is right, the folder private)
