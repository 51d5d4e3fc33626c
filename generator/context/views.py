"""What is printed of the revision: a draft after those of the ledger, or the 送签稿 that is being issued."""

from __future__ import annotations

from generator.context.prepared import day_text
from generator.context.record import rows_of
from generator.context.revision import RevisionView
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.life import Life

FOR_SIGNATURE = "送签稿"


def draft_view(life: Life) -> RevisionView:
    """A draft: which revision it follows, and the record of those before it."""
    rows = rows_of(life)
    if not rows:
        return RevisionView()
    return RevisionView(version=f"草案（接{rows[0].version}）", rows=rows)


def issue_view(life: Life, issue: Issue, check_code: str, qr: bytes = b"") -> RevisionView:
    """A 送签稿; `life` tells of its issue already. Signature, day in force and filing number are left to the pen."""
    return RevisionView(
        version=issue.version or "",
        state=FOR_SIGNATURE,
        on=day_text(issue.on) if issue.on is not None else "",
        check_code=check_code,
        rows=rows_of(life),
        qr=qr,
    )
