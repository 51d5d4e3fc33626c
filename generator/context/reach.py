"""How a duty contact is reached from the place in the manual that names it."""

from __future__ import annotations

from enum import IntEnum

from generator.facts.model.hazards import RiskPoint
from generator.facts.model.organisation import Grid
from generator.facts.model.organisation import Group
from generator.facts.model.organisation import Organisation
from generator.facts.model.organisation import Post
from generator.facts.model.organisation import Squad
from generator.facts.model.records import Drill
from generator.facts.model.town import Town
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Shelter
from generator.facts.schema import Record


class Reach(IntEnum):
    """Whose number is printed where the contact's own must not be.

    OWN: the own one, starred. COMMUNITY, TOWN: residents have to reach the post, so the duty phone of the community
    or of the town's station. PAST: a record of what was; whoever is named there may have left, and nobody calls.
    """

    OWN = 1
    COMMUNITY = 2
    TOWN = 3
    PAST = 4


_SERVED = (RiskPoint, Batch, Shelter, Post, Grid, Organisation, Group, Squad)
_OF_THE_TOWN = frozenset({
    (RiskPoint, "responsible_town"),
    (Organisation, "town_cadre"),
    (Town, "leader_in_charge"),
    (Town, "liaison"),
})  # fmt: skip


def reach_of(kind: type[Record], key: str) -> Reach:
    """How the contact in a field of a type of record is reached."""
    if any(issubclass(kind, owner) and key == of_town for owner, of_town in _OF_THE_TOWN):
        return Reach.TOWN
    if issubclass(kind, _SERVED):
        return Reach.COMMUNITY
    return Reach.PAST if issubclass(kind, Drill) else Reach.OWN
