"""录入纸质预案: a plan that exists on paper is entered with its scan, so that a district does not start at nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.bulk.setup import Setup
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.ledger.entries import Adopt
from generator.facts.workspace import Entry
from generator.problems import Problem
from generator.problems import has_errors
from generator.revisions.acts import at_desk
from generator.revisions.issue import open_merged
from generator.revisions.sign import months_after

FIRST_VERSION = "V0.1"
"""What a paper plan is called that bears no number: the first issued revision after it is V1.0."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the paper says. A due date that nobody named follows from the district's cycle."""

    by: str
    signed_on: date
    signer: str
    version: str = FIRST_VERSION
    on: date | None = None
    review_due: date | None = None
    scan: Path | None = None
    proves: tuple[str, ...] = ()
    filed_on: date | None = None
    receipt_no: str = ""


def adopt(setup: Setup, entry: Entry, paper: Paper) -> tuple[Adopt | None, list[Problem]]:
    """The entry, or why there is none. Codes: PG545, PG568, PG570, PG572, PG573."""
    start = paper.on or paper.signed_on
    months = setup.settings.district.review_months
    with at_desk(setup.workspace, entry) as (desk, opened):
        problems = list(opened)
        if desk is None:
            return None, problems
        problems += open_merged(setup, desk.writer, entry, desk.ledger, start, paper.by)
        if has_errors(problems):
            return None, problems
        wanted = Adopt(
            on=start,
            by=paper.by,
            version=paper.version,
            signed_on=paper.signed_on,
            signer=paper.signer,
            review_due=paper.review_due or (months_after(start, months) if months else None),
            proves=tuple(subject for subject in SUBJECTS if subject in paper.proves),
            filed_on=paper.filed_on,
            receipt_no=paper.receipt_no or None,
        )
        written, found = desk.write(wanted, paper.scan)
        return (written if isinstance(written, Adopt) else None), [*problems, *found]
