"""备案 and 复核: a revision is filed with the town; one that was reviewed and needs no change is confirmed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.bulk.setup import Setup
from generator.facts.ledger import Life
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import Reconfirm
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_life as codes
from generator.revisions.acts import at_desk
from generator.revisions.changes.compare import changes
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen
from generator.revisions.sign import months_after


class Filing(NamedTuple):
    """What the receipt says."""

    version: str
    on: date
    by: str
    received_by: str
    receipt_no: str
    sent_on: date | None = None


class Review(NamedTuple):
    """What a review came to; a due date that nobody named follows from the district's cycle."""

    version: str
    on: date
    by: str
    why: str
    review_due: date | None = None


def file_revision(workspace: Workspace, entry: Entry, said: Filing) -> tuple[File | None, list[Problem]]:
    """The entry, or why there is none. Codes: PG554, PG555, PG571, PG572."""
    with at_desk(workspace, entry) as (desk, problems):
        if desk is None:
            return None, problems
        revision, found = desk.revision(said.version)
        if revision is None:
            return None, found
        written, found = desk.write(
            File(
                on=said.on,
                by=said.by,
                version=revision.version,
                sent_on=said.sent_on,
                received_by=said.received_by,
                receipt_no=said.receipt_no,
            )
        )
        return (written if isinstance(written, File) else None), [*problems, *found]


def reconfirm(setup: Setup, entry: Entry, said: Review) -> tuple[Reconfirm | None, list[Problem]]:
    """The entry, or why there is none; of a plan on paper nobody can tell whether it still says the same.

    Codes: PG547, PG554, PG555, PG571, PG572.
    """
    with at_desk(setup.workspace, entry) as (desk, problems):
        if desk is None:
            return None, problems
        revision, found = desk.revision(said.version)
        if revision is None:
            return None, found
        if revision.issue is not None:
            found = _unchanged(setup, entry, desk.life, revision.version)
            if has_errors(found):
                return None, found
        months = setup.settings.district.review_months
        due = said.review_due or (months_after(said.on, months) if months else None)
        written, found = desk.write(
            Reconfirm(on=said.on, by=said.by, version=revision.version, review_due=due, why=said.why)
        )
        return (written if isinstance(written, Reconfirm) else None), [*problems, *found]


def _unchanged(setup: Setup, entry: Entry, life: Life, version: str) -> list[Problem]:
    """Nothing, if a manual made now would say what the revision says."""
    before, problems = load_frozen(setup.workspace.root, entry.slug, life, version)
    now, found = freeze_now(setup, entry)
    problems += found
    if before is None or now is None or is_current(before, now):
        return problems
    place = Place(file=f"plans/{entry.slug}/profile.yaml")
    count = len(changes(before, now).printed)
    return [*problems, codes.NOT_CURRENT.at(place, version=version, name=entry.name, slug=entry.slug, count=count)]
