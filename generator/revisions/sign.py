"""签发: a 送签稿 is in force once its signature is entered."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.facts.ledger.entries import Sign
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.revisions.acts import at_desk

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of a signature; a due date that nobody named follows from the district's cycle, in months."""

    version: str
    on: date
    by: str
    signer: str
    post: str = ""
    seal: bool = False
    scan: Path | None = None
    in_force_on: date | None = None
    review_due: date | None = None


def sign(
    workspace: Workspace, entry: Entry, said: Signature, review_months: int | None
) -> tuple[Sign | None, list[Problem]]:
    """The entry, or why there is none. Codes: PG545, PG554, PG555, PG569, PG570, PG572."""
    with at_desk(workspace, entry) as (desk, problems):
        if desk is None:
            return None, problems
        revision, found = desk.revision(said.version)
        if revision is None:
            return None, found
        start = said.in_force_on or said.on
        due = said.review_due or (months_after(start, review_months) if review_months else None)
        wanted = Sign(
            on=said.on,
            by=said.by,
            version=said.version,
            signer=said.signer,
            signer_post=said.post or None,
            seal=True if said.seal else None,
            in_force_on=said.in_force_on,
            review_due=due,
        )
        written, found = desk.write(wanted, said.scan)
        return (written if isinstance(written, Sign) else None), [*problems, *found]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short."""
    month = day.month - 1 + months
    year, month = day.year + month // _MONTHS, month % _MONTHS + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
