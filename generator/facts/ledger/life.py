"""What the entries say together: the revisions of a manual, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Copy
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.entries import Destroy
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.entries import HandOut
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import Merged
from generator.facts.ledger.entries import Reconfirm
from generator.facts.ledger.entries import Sign


class State(StrEnum):
    """Where a revision stands."""

    DRAFT = "草案送签"
    DROPPED = "未签发作废"
    COMING = "已签发待施行"
    IN_FORCE = "有效"
    OVERDUE = "超期"  # still in force: a plan holds until it is replaced
    REPLACED = "被替代"


@dataclass(frozen=True, slots=True)
class Revision:
    """One numbered revision, from its 送签稿 (`issue`) or from paper (`adopt`)."""

    version: str
    issue: Issue | None = None
    adopt: Adopt | None = None
    sign: Sign | None = None
    filings: tuple[File, ...] = ()
    hand_outs: tuple[HandOut, ...] = ()
    reconfirmed: tuple[Reconfirm, ...] = ()
    replaced_by: str = ""
    """The version that was signed after it, or issued after it while it was unsigned."""
    in_force_until: date | None = None
    """The first day on which it is not in force any more."""

    @property
    def issued_on(self) -> date | None:
        """The day of the 送签稿; of a paper plan that of its signature."""
        return self.issue.on if self.issue is not None else self.signed_on

    @property
    def signed_on(self) -> date | None:
        """The day of the signature."""
        if self.adopt is not None:
            return self.adopt.signed_on
        return self.sign.on if self.sign is not None else None

    @property
    def signer(self) -> str:
        """Who signed; empty before."""
        signed = self.adopt if self.adopt is not None else self.sign
        return (signed.signer or "") if signed is not None else ""

    @property
    def in_force_from(self) -> date | None:
        """The first day in force; `None` before it is signed."""
        if self.adopt is not None:
            return self.adopt.on
        return (self.sign.in_force_on or self.sign.on) if self.sign is not None else None

    @property
    def review_due(self) -> date | None:
        """By when it has to be reviewed: the newest word on it."""
        said = [entry.review_due for entry in (self.adopt, self.sign, *self.reconfirmed) if entry is not None]
        return next((due for due in reversed(said) if due is not None), None)

    @property
    def receipt_no(self) -> str:
        """The newest number under which it is filed; empty while it is not."""
        own = [self.adopt.receipt_no] if self.adopt is not None else []
        return next((said for said in reversed([*own, *(filing.receipt_no for filing in self.filings)]) if said), "")

    @property
    def filed_on(self) -> date | None:
        """The day of the newest filing."""
        if self.filings:
            return self.filings[-1].on
        return self.adopt.filed_on if self.adopt is not None else None

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Every copy handed out, in order."""
        return tuple(copy for hand_out in self.hand_outs for copy in hand_out.rows)

    @property
    def is_signed(self) -> bool:
        """Whether it was signed."""
        return self.in_force_from is not None

    def is_in_force(self, day: date) -> bool:
        """Whether it is the plan that holds on that day; of two that begin on one day the later signed one."""
        start = self.in_force_from
        return start is not None and start <= day and (self.in_force_until is None or day < self.in_force_until)

    def state(self, day: date | None = None) -> State:
        """Where it stands on a day; without one, once everything entered has taken effect and nothing is overdue."""
        start = self.in_force_from
        if start is None:
            return State.DROPPED if self.replaced_by else State.DRAFT
        if self.in_force_until is not None and (day is None or day >= self.in_force_until):
            return State.REPLACED
        if day is not None and day < start:
            return State.COMING
        if day is not None and self.review_due is not None and day > self.review_due:
            return State.OVERDUE
        return State.IN_FORCE


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction notice, and the revision that absorbs it (if any does)."""

    entry: Correct
    absorbed_by: str = ""
    absorbed_on: date | None = None
    """The day since which the absorbing revision is in force; until then the notice holds."""

    @property
    def number(self) -> str:
        """Its number: G-2026-01."""
        return self.entry.correction or ""

    def is_open(self, day: date | None = None) -> bool:
        """Whether the notice still holds (on that day)."""
        if day is not None and self.entry.on is not None and day < self.entry.on:
            return False
        return self.absorbed_on is None or (day is not None and day < self.absorbed_on)


_STATES = MappingProxyType({"开始整改": "整改中", "完成待核": "已完成待核", "销号": "已销号", "延期": "延期"})


@dataclass(frozen=True, slots=True)
class FindingState:
    """What has been done about one finding; the newest act decides."""

    acts: tuple[FindingAct, ...]

    @property
    def finding(self) -> str:
        """The finding's number."""
        return self.acts[-1].finding or ""

    @property
    def state(self) -> str:
        """Its state in the words of a drill file: 整改中, 已完成待核, 已销号, 延期."""
        return _STATES[self.acts[-1].act or "开始整改"]

    @property
    def is_closed(self) -> bool:
        """Whether it needs no more."""
        return self.state == "已销号"

    @property
    def on(self) -> date | None:
        """The day of the newest act."""
        return self.acts[-1].on

    @property
    def until(self) -> date | None:
        """The day to which it is deferred."""
        return self.acts[-1].until

    @property
    def evidence(self) -> str:
        """The newest evidence."""
        return next((act.evidence for act in reversed(self.acts) if act.evidence), "")

    @property
    def verified_by(self) -> str:
        """Who verified that it is done."""
        return self.acts[-1].verified_by or ""

    @property
    def revision(self) -> str:
        """The revision that answers it, as far as an act says."""
        return next((act.revision for act in reversed(self.acts) if act.revision), "")


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that a ledger says. Made by `life_of`; its questions take a day where a day matters."""

    revisions: tuple[Revision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    findings: Mapping[str, FindingState] = field(default_factory=dict)
    """By number; findings about which nothing was entered are not among them."""
    destroyed: Mapping[str, Destroy] = field(default_factory=dict)
    """Destroyed registers and annex volumes, by SHA-256."""
    merged: tuple[Merged, ...] = ()
    """The communities that this one succeeds."""
    ended_on: date | None = None
    """The day since which the manual of a successor holds instead (see `generator.facts.ledger.merger`)."""

    def revision(self, version: str) -> Revision | None:
        """The revision of that number."""
        return next((found for found in self.revisions if found.version == version), None)

    def in_force(self, day: date) -> Revision | None:
        """The revision in force on a day, overdue or not."""
        if self.ended_on is not None and day >= self.ended_on:
            return None
        return next((found for found in reversed(self.revisions) if found.is_in_force(day)), None)

    @property
    def current(self) -> Revision | None:
        """The newest signed revision."""
        return next((found for found in reversed(self.revisions) if found.is_signed), None)

    @property
    def draft(self) -> Revision | None:
        """The 送签稿 that waits for its signature."""
        return next((found for found in reversed(self.revisions) if found.state() is State.DRAFT), None)

    @property
    def newest(self) -> Revision | None:
        """The newest revision, signed or not; the next one is numbered after it."""
        return self.revisions[-1] if self.revisions else None

    def correction(self, number: str) -> Correction | None:
        """The correction notice of that number."""
        return next((found for found in self.corrections if found.number == number), None)

    def open_corrections(self, day: date | None = None) -> tuple[Correction, ...]:
        """The correction notices that still hold (on that day)."""
        return tuple(found for found in self.corrections if found.is_open(day))
