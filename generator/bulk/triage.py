"""After a template has changed: which drafts it leaves as they are, told by what each was made from."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from generator.bulk.difference import Record
from generator.bulk.engine import engine_key
from generator.bulk.glance import has_draft
from generator.bulk.results import Member
from generator.bulk.setup import Setup
from generator.bulk.stamps import is_unmoved
from generator.bulk.state import Row
from generator.bulk.state import State


def untouched(
    setup: Setup, state: State, rows: Mapping[str, Row], members: Iterable[Member], editions: tuple[str, ...]
) -> dict[str, Row]:
    """Communities none of whose pieces has changed, by slug, each with the row that says so.

    Only where the community's own files, the settings and the recipe are what they were; all others must be looked at.
    """
    found: dict[str, Row] = {}
    for member in members:
        row = rows.get(member.slug)
        if row is not None and _is_untouched(setup, state, member.slug, row, editions):
            outcomes = {
                name: outcome._replace(templates=setup.site.templates) if name in editions else outcome
                for name, outcome in row.outcomes.items()
            }
            found[member.slug] = row._replace(outcomes=outcomes)
    return found


def _is_untouched(setup: Setup, state: State, slug: str, row: Row, editions: tuple[str, ...]) -> bool:
    root = str(setup.workspace.root)
    if row.settings != setup.site.settings:
        return False
    for edition in editions:
        outcome = row.outcomes.get(edition)
        if outcome is None or not outcome.is_done or outcome.facts != row.facts or not has_draft(root, outcome):
            return False
        found = state.record(slug, edition)
        if found is None or not _uses_what_is_there(setup, Record(*found)):
            return False
    return is_unmoved(root, row.seen)


def _uses_what_is_there(setup: Setup, record: Record) -> bool:
    templates = setup.templates
    now = (engine_key(), templates.base.digest, setup.scheme_digest, setup.site.recipe)
    if now != (record.engine, record.base, record.scheme, record.recipe):
        return False
    documents = templates.documents
    return all(file in documents and templates.digest(file) == digest for file, digest, _use in record.pieces)
