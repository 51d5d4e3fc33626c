"""How one community stands on a day: exactly one state, why, and the evidence an auditor would ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

STEPS = ("编制", "签发", "备案", "分发")
"""The ladder: what has been done with the plan in force, in order."""


class State(Enum):
    """Where a community stands; the first that applies, in this order."""

    NO_PROFILE = "no_profile"
    PROFILE_INVALID = "profile_invalid"
    NEVER_ISSUED = "never_issued"
    INCOMPLETE = "incomplete"
    EXPIRED = "expired"
    OVERTAKEN = "overtaken"
    NOT_FILED = "not_filed"
    NOT_DISTRIBUTED = "not_distributed"
    COVERED = "covered"

    @property
    def title(self) -> str:
        """What reports call it."""
        return _TITLES[self]


_TITLES: Mapping[State, str] = MappingProxyType({
    State.NO_PROFILE: "未建档",
    State.PROFILE_INVALID: "档案有误",
    State.NEVER_ISSUED: "未签发",
    State.INCOMPLETE: "要素不全",
    State.EXPIRED: "超期",
    State.OVERTAKEN: "未随变化修订",
    State.NOT_FILED: "未备案",
    State.NOT_DISTRIBUTED: "未分发",
    State.COVERED: "已覆盖",
})  # fmt: skip


class Reason(NamedTuple):
    """Why a state or a flag applies: a sentence for reports, and the day that it counts from or to."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves the plan in force: empty where nothing is."""

    version: str = ""
    is_paper: bool = False
    signed_on: date | None = None
    signer: str = ""
    signer_post: str = ""
    review_due: date | None = None
    filed_on: date | None = None
    receipt_no: str = ""
    copies: int = 0
    """Copies handed out with a receipt."""
    handed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A community on a day. `step`: the highest step of the ladder that its plan has taken, or nothing.

    `flags` are said of whoever is covered too: what will cost coverage, and when.
    """

    code: str
    name: str
    kind: str
    town: str
    town_name: str
    slug: str
    state: State
    reasons: tuple[Reason, ...] = ()
    flags: tuple[Reason, ...] = ()
    evidence: Evidence = Evidence()
    step: str = ""
    in_grace_until: date | None = None
    update_due: date | None = None
    level: str = ""
    prone: bool | None = None
    open_findings: int = 0
    overdue_findings: int = 0

    @property
    def is_covered(self) -> bool:
        """Whether it counts."""
        return self.state is State.COVERED
