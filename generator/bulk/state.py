"""The state of a workspace's builds: what was seen, what each draft was made from. One SQLite file in the user's cache.

Whatever is wrong with the file (damaged, foreign, of another version), it is begun anew and everything counts as never
built. Each value carries its own digest: marshal must not be given bytes that were not written here.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import NamedTuple

from generator import files
from generator.bulk.printed import Print
from generator.bulk.stamps import Seen

_VERSION = "3"
_DIGEST = 16
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS communities (slug TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drafts (
    slug TEXT NOT NULL, edition TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (slug, edition)
);
CREATE TABLE IF NOT EXISTS grounds (
    slug TEXT NOT NULL, edition TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (slug, edition)
);
CREATE TABLE IF NOT EXISTS prints (
    slug TEXT NOT NULL, edition TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (slug, edition)
);
CREATE TABLE IF NOT EXISTS told (
    slug TEXT NOT NULL, edition TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (slug, edition)
);
"""


class Outcome(NamedTuple):
    """What became of a community in one edition when it was last looked at.

    `path`, `changed_ns`, `size`, `digest`: the draft; empty if it failed. `facts`, `templates`: the keys of what it
    was made from. `is_done`: it came out, as a draft that is up to date. `has_told`: problems are kept for it that
    must be told again; gaps and notes of the facts alone need only be counted, and are in the row's `tally`.
    """

    facts: str
    templates: str
    path: str
    changed_ns: int
    size: int
    digest: str
    is_done: bool
    has_told: bool


class Row(NamedTuple):
    """What is known of a community: the settings it was read with, its files, and each edition's outcome.

    `tally`: how many gaps and notes its facts have.
    """

    settings: str
    facts: str
    seen: Seen
    outcomes: dict[str, Outcome]
    tally: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the workspace as a whole: its files, keys, communities and problems when last looked at.

    `communities`: town, folder, name, code, name of the town, and whether there is a profile.
    """

    settings_seen: Seen
    templates_seen: Seen
    engine: str
    settings: str
    templates: str
    recipe: str
    communities: tuple[tuple[str, str, str, str, str, bool], ...]
    problems: tuple[Any, ...]


class State:
    """The state of one workspace; `None` and nothing are what an unknown thing has."""

    def __init__(self, root: Path) -> None:
        self._root = str(root.resolve())
        self._is_damaged = False
        self._database = self._open()

    def close(self) -> None:
        """Nothing; the file is closed, and gone if it turned out to be damaged."""
        self._database.close()
        if self._is_damaged:
            self._discard()

    def path(self) -> Path | None:
        """Where the state of this workspace lies, or `None` where this user has no cache folder that is private."""
        name = hashlib.sha256(self._root.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        folder = files.private_folder(files.cache_folder() / "workspaces")
        return folder / f"{name}.sqlite" if folder is not None else None

    def site(self) -> Site | None:
        """What is known of the workspace as a whole."""
        found = self._one("SELECT value FROM about WHERE name = 'site'")
        return Site(*found) if found is not None else None

    def row(self, slug: str) -> Row | None:
        """What is known of a community."""
        found = self._one("SELECT value FROM communities WHERE slug = ?", slug)
        return _row(found) if found is not None else None

    def rows(self) -> Iterator[tuple[str, Row]]:
        """What is known of every community."""
        for slug, value in self._all("SELECT slug, value FROM communities"):
            yield slug, _row(value)

    def record(self, slug: str, edition: str) -> Any:  # noqa: ANN401  (what `save_draft` was given)
        """What the draft on disk was made from."""
        return self._one("SELECT record FROM drafts WHERE slug = ? AND edition = ?", slug, edition)

    def ground(self, slug: str, edition: str) -> Any:  # noqa: ANN401  (what `save_draft` was given)
        """What was made of the facts, without templates."""
        return self._one("SELECT value FROM grounds WHERE slug = ? AND edition = ?", slug, edition)

    def told(self, slug: str, edition: str) -> Any:  # noqa: ANN401  (what `save_told` was given)
        """The problems of a community in an edition, in plain values."""
        return self._one("SELECT value FROM told WHERE slug = ? AND edition = ?", slug, edition) or ()

    def printed(self, slug: str, edition: str) -> Print | None:
        """The PDF that was made last of a community in an edition."""
        found = self._one("SELECT value FROM prints WHERE slug = ? AND edition = ?", slug, edition)
        return Print(*found) if found is not None else None

    def prints(self) -> Iterator[tuple[tuple[str, str], Print]]:
        """The PDF that was made last of every community in each edition."""
        for name, value in self._all("SELECT slug || ' ' || edition, value FROM prints"):
            slug, _, edition = name.rpartition(" ")
            yield (slug, edition), Print(*value)

    def save_site(self, site: Site) -> None:
        """Nothing; the workspace as a whole is remembered."""
        value = tuple(getattr(site, name) for name in Site.__slots__)
        self._write("INSERT OR REPLACE INTO about VALUES ('site', ?)", wrapped(value))

    def save_row(self, slug: str, row: Row) -> None:
        """Nothing; a community's files and outcomes are remembered."""
        plain = (row.settings, row.facts, row.seen, {name: tuple(one) for name, one in row.outcomes.items()}, row.tally)
        self._write("INSERT OR REPLACE INTO communities VALUES (?, ?)", slug, wrapped(plain))

    def save_record(self, slug: str, edition: str, record: bytes) -> None:
        """Nothing; what a draft was made from is remembered; `record` comes from `wrapped`."""
        self._write("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", slug, edition, record)

    def save_ground(self, slug: str, edition: str, ground: bytes) -> None:
        """Nothing; what was made of facts is remembered; `ground` comes from `wrapped`."""
        self._write("INSERT OR REPLACE INTO grounds VALUES (?, ?, ?)", slug, edition, ground)

    def save_printed(self, slug: str, edition: str, printed: Print) -> None:
        """Nothing; a PDF is remembered."""
        self._write("INSERT OR REPLACE INTO prints VALUES (?, ?, ?)", slug, edition, wrapped(tuple(printed)))

    def save_told(self, slug: str, edition: str, told: tuple[Any, ...]) -> None:
        """Nothing; the problems of a community in an edition are remembered."""
        self._write("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", slug, edition, wrapped(told))

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
            database.executescript(_TABLES)
            found = database.execute("SELECT value FROM about WHERE name = 'of'").fetchone()
            own = f"{_VERSION} {self._root}".encode("utf-8", "surrogateescape")
            if found is None:
                database.execute("INSERT OR REPLACE INTO about VALUES ('of', ?)", (own,))
            elif found[0] != own:
                raise sqlite3.DatabaseError("the state of another workspace, or of another version")
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
        """Nothing; a state that cannot be written is none, and the next build builds more than it need."""
        try:
            self._database.execute(query, values)
        except sqlite3.Error as error:
            self._note(error)


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


def _row(plain: Any) -> Row:  # noqa: ANN401  (marshal's values)
    settings, facts, seen, outcomes, tally = plain
    return Row(settings, facts, seen, {name: Outcome(*one) for name, one in outcomes.items()}, tally)
