"""The rows of 修订记录, from the ledger."""

from __future__ import annotations

from generator.context.prepared import day_text
from generator.context.prepared import joined
from generator.context.revision import RevisionRow
from generator.facts.ledger.life import Life
from generator.facts.ledger.life import Revision
from generator.facts.ledger.life import State

UNSIGNED = "待签发"
UNFILED = "待备案"


def rows_of(life: Life) -> tuple[RevisionRow, ...]:
    """One row for each revision, newest first; a draft that a newer one replaced before it was signed has none.

    The day is that of the signature, or of the 送签稿 while it is unsigned.
    """
    kept = [revision for revision in life.revisions if revision.state() is not State.DROPPED]
    return tuple(_row(revision) for revision in reversed(kept))


def _row(revision: Revision) -> RevisionRow:
    day = revision.signed_on or revision.issued_on
    on = day_text(day) if day is not None else ""
    signer = revision.signer or UNSIGNED
    filing = revision.receipt_no or UNFILED
    issue = revision.issue
    if issue is None:
        return RevisionRow(revision.version, on, "纸质预案录入", "全文", "纸质预案扫描件", signer, filing)
    cause = joined(issue.reasons) + ("（应急修订）" if issue.interim else "")
    return RevisionRow(revision.version, on, cause, issue.summary or "", issue.basis or "", signer, filing)
