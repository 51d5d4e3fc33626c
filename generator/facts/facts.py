"""All that is known of one community when its plan is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from pathlib import Path

from generator.facts.ledger import Ledger
from generator.facts.model.district import District
from generator.facts.model.fields import ExtraField
from generator.facts.model.people import Contact
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.standards import Part
from generator.facts.model.standards import Standards
from generator.facts.model.standards import SubHazard
from generator.facts.model.town import RegionalSquad
from generator.facts.model.town import Roster
from generator.facts.model.town import RosterEntry
from generator.facts.model.town import Town
from generator.facts.reader.places import Places


@dataclass(frozen=True)
class Settings:
    """What holds for the whole district. `places` tells where the values of `standards` stand, if they were read."""

    district: District
    standards: Standards
    roster: Roster
    extra_fields: tuple[ExtraField, ...]
    places: Places | None = field(default=None, compare=False, repr=False)

    @cached_property
    def subs(self) -> Mapping[str, SubHazard]:
        """Sub-hazards by key, in the order of the standards."""
        return {sub.key: sub for part in self.standards.parts for sub in part.subs if sub.key}

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """The part that each sub-hazard belongs to."""
        return {sub.key: part for part in self.standards.parts for sub in part.subs if sub.key}

    def part_of(self, sub: str) -> Part | None:
        """The part that a sub-hazard belongs to."""
        return self.parts.get(sub)


@dataclass(frozen=True)
class Facts:
    """The facts of one community. `folder` is its folder; `drills` are newest first, as the ledger says they stand."""

    folder: Path
    roster_entry: RosterEntry | None
    profile: Profile
    register: Register | None
    drills: tuple[Drill, ...]
    town: Town
    settings: Settings
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def district(self) -> District:
        """The district's settings."""
        return self.settings.district

    @property
    def standards(self) -> Standards:
        """The district's standards."""
        return self.settings.standards

    @property
    def extra_fields(self) -> tuple[ExtraField, ...]:
        """The fields that the district adds to profiles."""
        return self.settings.extra_fields

    @cached_property
    def contacts(self) -> Mapping[str, Contact]:
        """Everybody who can be named, by handle: the community's own people, and those of its town."""
        town = {contact.handle: contact for contact in self.town.contacts}
        return town | {contact.handle: contact for contact in self.profile.contacts}

    @property
    def regional_squad(self) -> RegionalSquad | None:
        """The town's squad that this community's squad is part of."""
        squad = self.profile.squad
        if squad is None or squad.regional is None:
            return None
        return next((found for found in self.town.regional_squads if found.name == squad.regional), None)

    def figure_path(self, file: str) -> Path:
        """Where a figure of the profile lies."""
        return self.folder / "figures" / file
