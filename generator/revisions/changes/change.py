"""One change: where it comes from, what happened, what was said and what is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.revisions.changes.text import Edit


class Source(StrEnum):
    """Where a change comes from: the profile or town, a template, a drill, the district's settings or plangen."""

    FACTS = "facts"
    TEMPLATE = "template"
    DRILL = "drill"
    ENGINE = "engine"


class Act(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    FORM = "form"
    """Only the look of a template."""


@dataclass(frozen=True, slots=True)
class Side:
    """What was or is said; `public`: as the public edition says it, None where it says nothing."""

    text: str
    public: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` or `after` is missing where there was or is nothing; a template has `edits` instead.

    `printed`: the manual says it; other changes are none of its readers' business. `measure`: it makes a revision 主.
    `editions`: those that say it, all if none is named.
    """

    source: Source
    act: Act
    path: str
    title: str
    before: Side | None
    after: Side | None
    unit: str = ""
    chapters: tuple[str, ...] = ()
    printed: bool = True
    measure: bool = False
    edits: tuple[Edit, ...] = ()
    editions: tuple[str, ...] = ()
