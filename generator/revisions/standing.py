"""Where a community's manual stands: what is in force, whether it still says what holds, what waits for a signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import files
from generator.bulk.setup import Setup
from generator.facts.ledger import Life
from generator.facts.ledger import Revision
from generator.facts.load import load_ledger
from generator.facts.workspace import Entry
from generator.problems import Problem
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen


@dataclass(frozen=True, slots=True)
class Standing:
    """`is_current`: whether the newest revision says what a manual made now would say; `None` where nobody can tell."""

    entry: Entry
    in_force: Revision | None
    waiting: Revision | None
    is_current: bool | None
    open_notices: tuple[str, ...]
    problems: tuple[Problem, ...]


def has_ledger(setup: Setup, entry: Entry) -> bool:
    """Whether anything was ever entered about a community."""
    return any(files.listed(str(revisions_folder(setup.workspace.root, entry.slug)), str(setup.workspace.root)))


def stands(setup: Setup, entry: Entry, day: date) -> Standing:
    """Where a community's manual stands on a day; that it has a profile with errors makes nothing current."""
    ledger, problems = load_ledger(setup.workspace, entry.path(setup.workspace))
    life = ledger.life
    return Standing(
        entry=entry,
        in_force=life.in_force(day),
        waiting=life.draft,
        is_current=_is_current(setup, entry, life.draft or life.current, life),
        open_notices=tuple(notice.number for notice in life.open_corrections(day)),
        problems=tuple(problems),
    )


def _is_current(setup: Setup, entry: Entry, revision: Revision | None, life: Life) -> bool | None:
    if revision is None or revision.issue is None:
        return None
    before, _problems = load_frozen(setup.workspace.root, entry.slug, life, revision.version)
    now, _problems = freeze_now(setup, entry)
    return None if before is None or now is None else is_current(before, now)
