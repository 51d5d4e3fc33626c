"""One community judged on a day, from its ledger and drills, and from what is known of its profile today.

What decides whether it is covered stands in dated records: the ledger, the drills, the roster, the day of an election,
of a review, of a release. So any past day can be judged again without a snapshot of it.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import NamedTuple

from generator.coverage.standing import STEPS
from generator.coverage.standing import Evidence
from generator.coverage.standing import Reason
from generator.coverage.standing import State
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.ledger.life import Life
from generator.facts.ledger.life import Revision
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.standards import CoverageStandards

CLOSED, DEFERRED = "已销号", "延期"
WAITING, NOT_REVISED = "送签稿待签发", "逾期未修订"
_FATAL = "致命"


@dataclass(frozen=True, slots=True)
class Update:
    """Why a plan in force is not what would be issued today, and by when it must be."""

    why: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a community when it is judged; of a past day the profile says nothing about its state.

    `has_profile` and `is_valid` are None where that day's profile is not known. `held_by`: the plans of communities
    that were merged into it and hold until its own does, by name and version. `gaps`: required values still missing.
    """

    life: Life
    drills: tuple[Drill, ...] = ()
    has_profile: bool | None = None
    is_valid: bool | None = None
    elected_on: date | None = None
    updates: tuple[Update, ...] = ()
    held_by: tuple[str, ...] = ()
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was judged."""

    state: State
    reasons: tuple[Reason, ...]
    flags: tuple[Reason, ...]
    evidence: Evidence
    step: str
    update_due: date | None
    open_findings: int
    overdue_findings: int


@dataclass(frozen=True, slots=True)
class _Case:
    """A plan in force, and what it is judged by."""

    known: Known
    revision: Revision
    rules: CoverageStandards
    day: date


def judge(known: Known, rules: CoverageStandards, day: date) -> Verdict:
    """How a community stands on a day: the first state that applies, with its reasons."""
    revision = known.life.in_force(day)
    late, open_ones = _late(known, day), open_findings(known, day)
    if revision is None:
        state, reasons = _without(known, day)
        held = (Reason(f"合并前的预案继续有效：{'、'.join(known.held_by)}"),) if known.held_by else ()
        step = STEPS[0] if _has_draft(known, day) else ""
        return Verdict(state, reasons, held, Evidence(), step, None, len(open_ones), len(late))
    case = _Case(known, revision, rules, day)
    dues = [update.due for update in _updates(case) if update.due is not None]
    found = next(((state, reasons) for state, check in _CHECKS if (reasons := tuple(check(case)))), None)
    state, reasons = found if found is not None else (State.COVERED, ())
    return Verdict(
        state=state,
        reasons=reasons,
        flags=tuple(_flags(case)),
        evidence=_evidence(revision, day),
        step=_step(case),
        update_due=min(dues, default=None),
        open_findings=len(open_ones),
        overdue_findings=len(late),
    )


def _without(known: Known, day: date) -> tuple[State, tuple[Reason, ...]]:
    """The state of who has no plan in force."""
    if known.has_profile is False:
        return State.NO_PROFILE, (Reason("没有风险档案"),)
    if known.is_valid is False:
        return State.PROFILE_INVALID, (Reason("风险档案有错误，编不出手册"),)
    draft = next((one for one in reversed(known.life.revisions) if _waits(one, day)), None)
    if draft is not None:
        return State.NEVER_ISSUED, (Reason(f"{draft.version}送签稿尚未签发", draft.issued_on),)
    coming = next((one for one in known.life.revisions if one.in_force_from and one.in_force_from > day), None)
    if coming is not None:
        return State.NEVER_ISSUED, (Reason(f"{coming.version}已签发，尚未施行", coming.in_force_from),)
    return State.NEVER_ISSUED, (Reason("没有签发过预案"),)


def _has_draft(known: Known, day: date) -> bool:
    """Whether a plan has been drawn up: from a profile without errors, or as a 送签稿; unknown is not."""
    if known.has_profile and known.is_valid is not False:
        return True
    return any(one.issued_on is not None and one.issued_on <= day for one in known.life.revisions)


def _waits(revision: Revision, day: date) -> bool:
    return not revision.is_signed and revision.issued_on is not None and revision.issued_on <= day


def _incomplete(case: _Case) -> Iterator[Reason]:
    adopt = case.revision.adopt
    if adopt is not None:
        missing = [subject for subject in SUBJECTS if subject not in adopt.proves]
        if missing:
            yield Reason(f"纸质预案缺少要素：{'、'.join(missing)}")


def _expired(case: _Case) -> Iterator[Reason]:
    due = case.revision.review_due
    if due is not None and due < case.day:
        yield Reason("超过复核期限", due)


def _overtaken(case: _Case) -> Iterator[Reason]:
    for finding, due in _late(case.known, case.day):
        if finding.severity == _FATAL:
            yield Reason(f"致命问题{finding.id}逾期未销号", due)
        elif finding.asks_revision:
            yield Reason(f"问题{finding.id}要求修订预案，逾期未销号", due)
    for update in _updates(case):
        if update.due is not None and update.due < case.day:
            yield Reason(f"{update.why}，{NOT_REVISED}", update.due)


def _not_filed(case: _Case) -> Iterator[Reason]:
    if STEPS[2] in case.rules.requires and not _filed(case):
        yield Reason("没有备案编号")


def _not_distributed(case: _Case) -> Iterator[Reason]:
    if STEPS[3] in case.rules.requires:
        missing = _without_copy(case)
        if missing:
            yield Reason(f"没有签收记录：{'、'.join(missing)}")


_CHECKS: Sequence[tuple[State, Callable[[_Case], Iterator[Reason]]]] = (
    (State.INCOMPLETE, _incomplete),
    (State.EXPIRED, _expired),
    (State.OVERTAKEN, _overtaken),
    (State.NOT_FILED, _not_filed),
    (State.NOT_DISTRIBUTED, _not_distributed),
)


def _flags(case: _Case) -> Iterator[Reason]:
    """What will cost coverage, and when."""
    for update in _updates(case):
        if update.due is None or update.due >= case.day:
            yield Reason(f"{update.why}，待修订", update.due)
    due = case.revision.review_due
    if due is not None and case.day <= due <= case.day + timedelta(days=case.rules.soon_days or 0):
        yield Reason("临近复核期限", due)
    if case.known.has_profile is False:
        yield Reason("没有风险档案，下一版编不出")
    elif case.known.is_valid is False:
        yield Reason("风险档案有错误，下一版编不出")
    for correction in case.known.life.open_corrections(case.day):
        on, days = correction.entry.on, case.rules.absorb_days
        yield Reason(f"更正通知单{correction.number}待并入", on + timedelta(days=days) if on and days else None)
    draft = next((one for one in reversed(case.known.life.revisions) if _waits(one, case.day)), None)
    if draft is not None and not draft.replaced_by:
        yield Reason(f"{draft.version}{WAITING}", draft.issued_on)


def _updates(case: _Case) -> Iterator[Update]:
    """What has moved since the plan was issued."""
    issued = case.revision.issued_on
    elected, days = case.known.elected_on, case.rules.safety_days or 0
    if elected is not None and issued is not None and issued < elected <= case.day:
        yield Update("换届后组织机构有变", elected + timedelta(days=days))
    yield from case.known.updates


def _filed(case: _Case) -> bool:
    on = case.revision.filed_on
    return bool(case.revision.receipt_no) and (on is None or on <= case.day)


def _without_copy(case: _Case) -> list[str]:
    """The posts that must have a copy and have signed for none."""
    holders = [
        copy.post or ""
        for copy in case.revision.copies
        if copy.receipt and (copy.received_on is None or copy.received_on <= case.day)
    ]
    return [post for post in case.rules.copies_to if not any(post in holder for holder in holders)]


def _step(case: _Case) -> str:
    """The highest step that was taken without leaving one out."""
    if not _filed(case):
        return STEPS[1]
    return STEPS[2] if _without_copy(case) else STEPS[3]


def _evidence(revision: Revision, day: date) -> Evidence:
    received = [copy for copy in revision.copies if copy.receipt]
    days = [copy.received_on for copy in received if copy.received_on is not None and copy.received_on <= day]
    return Evidence(
        version=revision.version,
        is_paper=revision.adopt is not None,
        signed_on=revision.signed_on,
        signer=revision.signer,
        signer_post=(revision.sign.signer_post or "") if revision.sign is not None else "",
        review_due=revision.review_due,
        filed_on=revision.filed_on,
        receipt_no=revision.receipt_no,
        copies=len(received),
        handed_on=max(days, default=None),
    )


class OpenFinding(NamedTuple):
    """A finding that is not closed, of which drill, the state that the ledger gives it, the day on which it is due."""

    drill: Drill
    finding: Finding
    state: str
    due: date | None


def open_findings(known: Known, day: date) -> list[OpenFinding]:
    """The findings of drills up to that day that were not closed on it."""
    found: list[OpenFinding] = []
    for drill in known.drills:
        if drill.on is None or drill.on > day:
            continue
        for finding in drill.findings:
            said = known.life.findings.get(finding.id or "")
            state = said.state if said is not None else finding.state
            if state != CLOSED:
                deferred = said.until if said is not None and state == DEFERRED else None
                found.append(OpenFinding(drill, finding, state or "", deferred or finding.due))
    return found


def _late(known: Known, day: date) -> list[tuple[Finding, date]]:
    return [(one.finding, one.due) for one in open_findings(known, day) if one.due is not None and one.due < day]
