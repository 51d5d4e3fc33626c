"""What the checks look at: the facts of one community, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.facts.facts import Facts
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.facts.reader.places import Places
from generator.facts.schema import Record
from generator.facts.walk import walk
from generator.problems import Place

# What a sub-hazard is in the words that shelters, routes and batches use (`SAFE_FOR`): by part, or by itself.
# Heavy rain comes with a typhoon, so that what floods counts for both.
_WORDS_OF_PART: Mapping[str, frozenset[str]] = {
    "fire": frozenset({"火灾"}),
    "geological": frozenset({"地质灾害"}),
    "flood_typhoon": frozenset({"台风", "洪涝"}),
}
_WORDS_OF_SUB: Mapping[str, frozenset[str]] = {
    "earthquake": frozenset({"地震"}),
    "heat": frozenset({"高温"}),
    "cold_ice": frozenset({"低温"}),
    "forest_fire": frozenset({"火灾"}),
    "typhoon_wind": frozenset({"台风"}),  # wind alone floods nothing
    "sea_evacuation": frozenset({"台风"}),
}


@dataclass(frozen=True)
class Case:
    """One community while it is checked. `drills` pairs with the drills of `facts`."""

    facts: Facts
    places: Places
    register_places: Places | None
    drill_places: tuple[Places, ...]
    town_places: Places | None
    named: frozenset[str]
    """Handles of all people who are named anywhere."""
    figure_files: frozenset[str]
    """Names of the files in the folder `figures`."""
    recorded: tuple[Drill, ...] = ()
    """The drills as their files say, whatever the ledger says of findings since."""

    @property
    def profile(self) -> Profile:
        """The profile."""
        return self.facts.profile

    @property
    def reviewed_on(self) -> date | None:
        """The day from which ages count; there is no clock."""
        return self.facts.profile.reviewed_on

    def at(self, record: Record, key: str = "") -> Place:
        """The place of a record of the profile, or of one of its fields."""
        return self.places.of(record, key)

    def person(self, handle: str) -> str:
        """Who a handle stands for: two handles with the same phone are one person."""
        contact = self.facts.contacts.get(handle)
        return contact.phone if contact is not None and contact.phone else handle

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record of the profile."""
        return tuple(walk(self.profile))

    @cached_property
    def points(self) -> Mapping[str, RiskPoint]:
        """Risk points by name."""
        return {point.name: point for point in self.profile.points if point.name}

    @cached_property
    def routes(self) -> Mapping[str, Route]:
        """Routes by name."""
        return {route.name: route for route in self.profile.routes if route.name}

    @cached_property
    def shelters(self) -> Mapping[str, Shelter]:
        """Shelters by name."""
        return {shelter.name: shelter for shelter in self.profile.shelters if shelter.name}

    def threatens_by(self, point: RiskPoint) -> frozenset[str]:
        """What a point is dangerous in, in the words of shelters and routes."""
        if not point.hazard:
            return frozenset()
        part = self.facts.settings.part_of(point.hazard)
        by_part = _WORDS_OF_PART.get(part.key or "", frozenset()) if part is not None else frozenset()
        return _WORDS_OF_SUB.get(point.hazard, by_part)

    def sub_title(self, key: str) -> str:
        """The Chinese title of a sub-hazard."""
        sub = self.facts.settings.subs.get(key)
        return (sub.title if sub is not None else None) or key


def must_move(point: RiskPoint) -> bool:
    """Whether people have to be moved from a point before it comes: at geological and flood points where some are."""
    return isinstance(point, GeologicalPoint | FloodPoint) and bool(point.people_night or point.people_day)
