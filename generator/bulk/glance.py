"""A glance at a workspace: what is up to date by the clocks and sizes of files alone, with nothing loaded.

Most runs change little or nothing. What this module and its few imports can answer needs no YAML, no template and no
engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

from generator import files
from generator.bulk.engine import engine_key
from generator.bulk.results import Member
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.bulk.stamps import is_unmoved
from generator.bulk.state import Outcome
from generator.bulk.state import Row
from generator.bulk.state import Site
from generator.bulk.state import State
from generator.problems import Problem
from generator.problems.plain import problems_of


def known_site(root: Path, state: State) -> Site | None:
    """What is known of the workspace, if neither settings nor templates nor roster nor program have moved since."""
    site = state.site()
    if site is None or site.engine != engine_key():
        return None
    where = str(root)
    return site if is_unmoved(where, site.settings_seen) and is_unmoved(where, site.templates_seen) else None


def members_of(site: Site) -> tuple[Member, ...]:
    """Every community, in the roster's order."""
    return tuple(Member(*one) for one in site.communities)


def fresh(
    root: Path, site: Site, rows: Mapping[str, Row], members: Iterable[Member], editions: tuple[str, ...]
) -> set[str]:
    """The communities, by slug, of which nothing has moved since each of the editions was last looked at."""
    return {
        member.slug
        for member in members
        if (row := rows.get(member.slug)) is not None and is_fresh(str(root), site, row, editions)
    }


def is_fresh(root: str, site: Site, row: Row, editions: Iterable[str]) -> bool:
    """Whether nothing has moved: no file of the community, no setting, no template, none of its drafts."""
    if row.settings != site.settings:
        return False
    for edition in editions:
        outcome = row.outcomes.get(edition)
        if outcome is None or outcome.facts != row.facts or outcome.templates != site.templates:
            return False
        if outcome.is_done and not has_draft(root, outcome):
            return False
    return is_unmoved(root, row.seen)


def has_draft(root: str, outcome: Outcome) -> bool:
    """Whether the draft lies there as it was written."""
    return files.stamp_of(f"{root}/{outcome.path}") == (outcome.changed_ns, outcome.size)


def remembered(
    state: State, member: Member, row: Row, editions: Iterable[str], *, whole: bool = True
) -> Iterator[Result]:
    """What is known of a community that is fresh, as if it had been looked at again.

    Unless `whole`, gaps and notes of its facts are counted and not told: reading them costs more than all the rest.
    """
    untold = (0, 0) if whole else row.tally
    for edition in editions:
        outcome = row.outcomes[edition]
        problems: tuple[Problem, ...] = ()
        if outcome.has_told or (whole and any(row.tally)):
            facts, manual = state.told(member.slug, edition) or ((), ())
            problems = tuple(dict.fromkeys(problems_of((*facts, *manual))))
            untold = (0, 0)
        status = Status.CURRENT if outcome.is_done else Status.FAILED
        yield Result(member, edition, status, outcome.path if outcome.is_done else "", (), problems, None, untold)
        untold = (0, 0)
