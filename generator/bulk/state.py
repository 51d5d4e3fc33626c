"""The state of a workspace's builds: what was seen, what each draft was made from. One SQLite file in the user's cache.

Whatever is wrong with the file, it is begun anew and everything counts as never built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from typing import NamedTuple

from generator.bulk.database import Database
from generator.bulk.database import wrapped
from generator.bulk.printed import Print
from generator.bulk.stamps import Seen

_TABLES = """
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


class State(Database):
    """The state of one workspace; `None` and nothing are what an unknown thing has."""

    suffix = ".sqlite"
    version = "3"
    tables = _TABLES

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


def _row(plain: Any) -> Row:  # noqa: ANN401  (marshal's values)
    settings, facts, seen, outcomes, tally = plain
    return Row(settings, facts, seen, {name: Outcome(*one) for name, one in outcomes.items()}, tally)
