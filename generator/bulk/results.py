"""What became of a community in one edition, and why: small values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.bulk.state import Outcome
from generator.bulk.state import Row
from generator.legal import legal_name
from generator.problems import Problem

DRAFTS = "output/drafts"
LABELS = {"internal": "内部版", "public": "公示版"}
"""The editions as the pages name them, for those who need not know more of editions."""


def draft_file(slug: str, name: str, edition: str) -> str:
    """Where the draft of a community's manual lies, relative to the workspace; the name is legal on every system."""
    title = legal_name(f"{name}综合应急预案（{LABELS[edition]}·草案）")
    return f"{DRAFTS}/{slug}/{title}.docx"


class Status(StrEnum):
    """Built now; up to date before; would be built; could not be."""

    BUILT = "built"
    CURRENT = "current"
    STALE = "stale"
    FAILED = "failed"


class Reason(NamedTuple):
    """Why a draft is not up to date: a gettext source string over `values`."""

    message: str
    values: tuple[tuple[str, str], ...] = ()


class Wish(NamedTuple):
    """What is asked of each community: which editions, built even if up to date, or only looked at; by how many.

    `whole`: every gap and note is to be told, also of what is up to date; else those are counted.
    """

    editions: tuple[str, ...]
    force: bool = False
    only_look: bool = False
    jobs: int | None = None
    whole: bool = True


class Member(NamedTuple):
    """A community as the roster lists it, and whether it has a profile."""

    town: str
    folder: str
    name: str
    code: str
    town_name: str
    has_profile: bool

    @property
    def slug(self) -> str:
        """What names it without doubt: town/community."""
        return f"{self.town}/{self.folder}"


class Fault(NamedTuple):
    """Where the program failed: the kind of error, and the places in the program that led there."""

    kind: str
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One community in one edition. `path`: the draft that lies there now, relative to the workspace, or nothing.

    `untold`: how many gaps and notes there are besides `problems`. `removed`: the PDF that was taken away because it
    showed an older draft.
    """

    member: Member
    edition: str
    status: Status
    path: str = ""
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: Fault | None = None
    untold: tuple[int, int] = (0, 0)
    removed: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the state is to keep of one community: packed values by edition."""

    row: Row
    records: dict[str, bytes]
    grounds: dict[str, bytes]
    told: dict[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What looking at one community came to; `kept` is nothing where only looking was asked for."""

    slug: str
    results: tuple[Result, ...]
    kept: Kept | None


FLEETING = frozenset({"PG003", "PG004", "PG005", "PG006", "PG007", "PG008", "PG011"})
"""Problems of the machine, not of the data: the same files may do the next time, so they are tried again."""

NOTHING = Outcome("", "", "", 0, 0, "", is_done=False, has_told=False)
