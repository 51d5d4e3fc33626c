"""What every act about a revision shares: the community's facts and life, an entry that is written or refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from generator import files
from generator.facts.ledger import Ledger
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger import Life
from generator.facts.ledger import Revision
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Sign
from generator.facts.ledger.order import check_next
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_changes
from generator.problems import pg5_life as codes
from generator.revisions.archive.store import object_of
from generator.revisions.records.ledger import Writer
from generator.revisions.records.ledger import writing

SCAN_LIMIT = 64 * files.MIB
_BEGINNINGS = {
    ".pdf": (b"%PDF-",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """One community while something is entered about it."""

    workspace: Workspace
    entry: Entry
    writer: Writer
    ledger: Ledger

    @property
    def life(self) -> Life:
        """What the ledger says."""
        return self.ledger.life

    def write(self, entry: LedgerEntry, scan: Path | None = None) -> tuple[LedgerEntry | None, list[Problem]]:
        """The entry as it stands in the ledger, its scan archived before it; `None`, and why not.

        Codes: PG545 (no scan), PG568 to PG575 (it cannot follow), those of reading and writing.
        """
        if scan is None:
            return self.writer.append(self.entry.slug, entry)
        data, problems = read_scan(scan)
        if data is None:
            return None, problems
        assert isinstance(entry, Adopt | Sign)  # noqa: S101  (only these have one)
        entry = replace(entry, scan=object_of(data, scan.suffix))
        if not self._is_there(entry):
            # Before anything is archived for an entry that cannot be.
            problems = check_next(self.life, entry, {"": Place(file=f"plans/{self.entry.slug}/revisions")})
            if not has_errors(problems):
                problems = self.writer.archive_object(data, scan.suffix)[1]
            if has_errors(problems):
                return None, problems
        return self.writer.append(self.entry.slug, entry)

    def _is_there(self, entry: LedgerEntry) -> bool:
        """Whether the newest entry says the same: the command was broken off behind it."""
        said = self.ledger.entries[-1:]
        return bool(said) and entry == replace(
            said[0], schema=None, number=None, kind=None, community=None, previous=None
        )  # fmt: skip

    def revision(self, version: str) -> tuple[Revision | None, list[Problem]]:
        """The revision of that number; without one the revision in force. Codes: PG554 (none at all), PG555."""
        found = self.life.revision(version) if version else self.life.current or self.life.newest
        if found is not None:
            return found, []
        if not self.life.revisions:
            return None, [pg5_changes.NO_REVISION.at(Place(file=f"plans/{self.entry.slug}"), name=self.entry.name)]
        known = "、".join(one.version for one in self.life.revisions)
        place = Place(file=f"plans/{self.entry.slug}/revisions")
        return None, [pg5_changes.UNKNOWN_VERSION.at(place, name=self.entry.name, found=version, known=known)]


@contextmanager
def at_desk(workspace: Workspace, entry: Entry) -> Iterator[tuple[Desk | None, list[Problem]]]:
    """Where something is entered about a community, once what a broken-off command left is taken away.

    Raises: PlangenError PG801 if somebody else writes in the workspace.
    """
    with writing(workspace) as writer:
        ledger, problems = writer.open(entry.slug)
        problems = [*writer.notes, *problems]
        yield (None if has_errors(problems) else Desk(workspace, entry, writer, ledger)), problems


def read_scan(path: Path) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a scan that will still open in ten years."""
    data, problems = files.read_bytes(path, SCAN_LIMIT)
    if data is None:
        return None, problems
    known = _BEGINNINGS.get(path.suffix.lower())
    if known is None or not data.startswith(known):
        place = Place(file=path.name)
        return None, [codes.NOT_A_SCAN.at(place, found=path.name, known="PDF, JPEG, PNG, TIFF")]
    return data, []
