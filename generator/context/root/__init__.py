"""The root of a context: every name that stands by itself in templates."""

from __future__ import annotations

from generator.context.entry import Entry
from generator.context.root.community import COMMUNITY
from generator.context.root.drills import DRILLS
from generator.context.root.edition import EDITION
from generator.context.root.extra import extra
from generator.context.root.figures import FIGURES
from generator.context.root.lists import LISTS
from generator.context.root.offices import OFFICES
from generator.context.root.points import POINTS
from generator.context.root.quick import QUICK
from generator.context.root.risks import RISKS
from generator.context.root.risks import parts
from generator.facts.facts import Settings

FIXED: tuple[Entry, ...] = (
    *EDITION,
    *COMMUNITY,
    *OFFICES,
    *RISKS,
    *QUICK,
    *POINTS,
    *LISTS,
    *FIGURES,
    *DRILLS,
)

_FIXED_NAMES = frozenset(entry.name for entry in FIXED)

# The entries of the latest settings: all communities of a district share one `Settings`, which is costly to hash.
_latest: list[tuple[Settings, tuple[Entry, ...]]] = []


def root_entries(settings: Settings) -> tuple[Entry, ...]:
    """Every root name: the fixed ones, those of the standards' parts and sub-hazards, and the added fields.

    A part that is called like something else does not take its place; it is reported with the settings.
    """
    if not _latest or _latest[0][0] is not settings:
        own = [entry for entry in given_names(settings) if entry.name not in _FIXED_NAMES]
        _latest[:] = [(settings, (*FIXED, *own))]
    return _latest[0][1]


def given_names(settings: Settings) -> tuple[Entry, ...]:
    """The names that stand for what the district has in its settings."""
    return (*parts(settings.standards), extra(settings.extra_fields))
