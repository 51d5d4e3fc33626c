"""What the caller knows of the revision that is being printed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One row of 修订记录, as texts."""

    version: str = ""
    on: str = ""
    cause: str = ""
    changes: str = ""
    basis: str = ""
    signer: str = ""
    filing: str = ""


@dataclass(frozen=True, slots=True)
class RevisionView:
    """The revision: number, state, date, check code, and the rows of those issued before it, newest first.

    An empty date prints the day the profile was reviewed; an empty check code says that a draft has none. `qr`: the
    code as a picture (PNG).
    """

    version: str = "草案"
    state: str = "修订草案"
    on: str = ""
    check_code: str = ""
    rows: tuple[RevisionRow, ...] = ()
    qr: bytes = field(default=b"", repr=False)
