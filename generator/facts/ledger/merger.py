"""Communities that became one: the old manuals stay in force until the successor's first one does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generator.facts.ledger.life import Life
from generator.facts.ledger.life import Revision


def ended_by(old: Life, successor: Life) -> Life:
    """The life of a community that was merged away: it ends on the day on which the successor's first manual holds."""
    starts = [found.in_force_from for found in successor.revisions if found.in_force_from is not None]
    return replace(old, ended_on=min(starts)) if starts else old


def in_force_after_merger(
    own: str, successor: Life, merged: Mapping[str, Life], day: date
) -> tuple[tuple[str, Revision], ...]:
    """What holds on a day where communities were merged: the successor's manual, before it those of the merged.

    `own` and the keys of `merged` name the communities as the answer names them.
    """
    found = successor.in_force(day)
    if found is not None:
        return ((own, found),)
    lives = {name: ended_by(life, successor).in_force(day) for name, life in merged.items()}
    return tuple((name, revision) for name, revision in lives.items() if revision is not None)
