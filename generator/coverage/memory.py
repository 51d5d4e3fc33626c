"""What is remembered between measurements: each community's evidence and row. One SQLite file in the user's cache.

Whatever is wrong with the file, it is begun anew and everything is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from typing import NamedTuple

from generator import files
from generator.bulk.database import Database
from generator.bulk.database import wrapped
from generator.bulk.engine import program_key
from generator.bulk.stamps import Seen

_TABLES = """
CREATE TABLE IF NOT EXISTS rows (slug TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS evidence (
    slug TEXT PRIMARY KEY, seen BLOB NOT NULL, records BLOB NOT NULL, now BLOB NOT NULL, across BLOB NOT NULL
);
"""


_PACKAGES = ("bulk", "context", "coverage", "facts", "mask", "outline", "problems", "revisions", "risk", "word")


def program() -> str:
    """What tells one program that measures from another."""
    return program_key(_PACKAGES)


class Kept(NamedTuple):
    """A community as it was measured last, in plain values.

    `of`, `templates`: settings, the roster's entry, and (where they matter) templates that its evidence was read with;
    `key`: a digest of these and of its files. `paths`, `stamps`: files and folders, each with clock and size. `sum`:
    what the others need to know of it. `row`, `course`: what was made of it; `codes`: the course on the days that a
    curve shows in the month `month`. `told`: problems of its ledger.
    """

    of: tuple[str, ...]
    templates: str
    key: str
    paths: tuple[str, ...]
    stamps: tuple[int, ...]
    sum: bytes
    row: tuple[Any, ...]
    course: tuple[int, ...]
    month: int
    codes: bytes
    told: tuple[Any, ...]

    def at(self, seen: Seen) -> Kept:
        """The same, with its files as they are now."""
        stamps = tuple(value for changed_ns, size, _digest in seen.values() for value in (changed_ns, size))
        return self._replace(paths=tuple(seen), stamps=stamps)

    def is_unmoved(self, root: str) -> bool:
        """Whether every file and folder has the clock and size that it had."""
        stamp_of = files.stamp_of
        stamps = iter(self.stamps)
        return all(stamp_of(f"{root}/{path}") == (next(stamps), next(stamps)) for path in self.paths)


class Stored(NamedTuple):
    """A community's evidence in bytes, and the stamps of the files that it was read from."""

    seen: Seen
    records: bytes
    now: bytes
    across: bytes


class Memory(Database):
    """What is known of one workspace; `None` and nothing are what an unknown thing has."""

    suffix = ".coverage"
    tables = _TABLES

    def __init__(self, root: Path | None) -> None:
        self.version = program()  # what another program made of the files is of no use to this one
        super().__init__(root)

    def about(self, name: str) -> Any:  # noqa: ANN401  (what `save_about` was given)
        """What is known of the workspace as a whole under that name."""
        return self._one("SELECT value FROM about WHERE name = ?", name)

    def kept(self) -> Iterator[tuple[str, Kept]]:
        """What is known of every community."""
        for slug, value in self._all("SELECT slug, value FROM rows"):
            yield slug, Kept(*value)

    def seen(self, slug: str) -> Seen:
        """The stamps of a community's files, with their digests."""
        return self._one("SELECT seen FROM evidence WHERE slug = ?", slug) or {}

    def evidence(self, slug: str, part: str) -> bytes | None:
        """One part of a community's evidence: records, now, across."""
        found: bytes | None = self._one(f"SELECT {part} FROM evidence WHERE slug = ?", slug)  # noqa: S608  (one of three)
        return found

    def save_about(self, name: str, value: Any) -> None:  # noqa: ANN401  (what marshal can write)
        """Nothing; something of the workspace as a whole is remembered."""
        self._write("INSERT OR REPLACE INTO about VALUES (?, ?)", name, wrapped(value))

    def save_kept(self, slug: str, kept: Kept) -> None:
        """Nothing; what was made of a community is remembered."""
        self._write("INSERT OR REPLACE INTO rows VALUES (?, ?)", slug, wrapped(tuple(kept)))

    def save_evidence(self, slug: str, stored: Stored) -> None:
        """Nothing; a community's evidence is remembered."""
        values = map(wrapped, stored)
        self._write("INSERT OR REPLACE INTO evidence VALUES (?, ?, ?, ?, ?)", slug, *values)

    def save_seen(self, slug: str, seen: Seen) -> None:
        """Nothing; the files of a community were touched, and say what they said."""
        self._write("UPDATE evidence SET seen = ? WHERE slug = ?", wrapped(seen), slug)

    def forget(self, slug: str) -> None:
        """Nothing; a community is not known any more."""
        self._write("DELETE FROM rows WHERE slug = ?", slug)
        self._write("DELETE FROM evidence WHERE slug = ?", slug)
