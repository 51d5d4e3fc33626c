"""Computed names, by the type of record that they stand beside."""

from __future__ import annotations

from collections.abc import Mapping

from generator.context.derived.moving import BATCH
from generator.context.derived.moving import ROUTE
from generator.context.derived.moving import SHELTER
from generator.context.derived.points import POINT
from generator.context.derived.records import DRILL
from generator.context.derived.records import FIGURE
from generator.context.derived.records import POST
from generator.context.derived.records import SEASON
from generator.context.derived.records import SUPPLY
from generator.context.derived.records import THRESHOLD
from generator.context.entry import Entry
from generator.facts.model.district import Season
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.hazards import Threshold
from generator.facts.model.organisation import Post
from generator.facts.model.place import Figure
from generator.facts.model.records import Drill
from generator.facts.model.supplies import Supply
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.facts.schema import Record

_BY_TYPE: Mapping[type[Record], tuple[Entry, ...]] = {
    RiskPoint: POINT,
    Batch: BATCH,
    Route: ROUTE,
    Shelter: SHELTER,
    Drill: DRILL,
    Figure: FIGURE,
    Post: POST,
    Season: SEASON,
    Supply: SUPPLY,
    Threshold: THRESHOLD,
}


def derived_of(kind: type[Record]) -> tuple[Entry, ...]:
    """The computed names of a type of record, and of the types that it extends."""
    return tuple(entry for known, entries in _BY_TYPE.items() if issubclass(kind, known) for entry in entries)
