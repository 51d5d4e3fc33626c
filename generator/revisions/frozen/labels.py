"""What rows of lists are called in paths and titles: by their own names, never by their place in the list."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from generator.facts.model.district import Law
from generator.facts.model.district import ResponseTask
from generator.facts.model.district import Signal
from generator.facts.model.district import Warning as WarningSignal
from generator.facts.model.hazards import Boats
from generator.facts.model.hazards import DangerousHouses
from generator.facts.model.hazards import Threshold
from generator.facts.model.organisation import Group
from generator.facts.model.organisation import Patrol
from generator.facts.model.organisation import Post
from generator.facts.model.organisation import SquadMember
from generator.facts.model.organisation import WarningMeans
from generator.facts.model.people import Contact
from generator.facts.model.place import Aed
from generator.facts.model.place import Figure
from generator.facts.model.place import PastEvent
from generator.facts.model.place import ShutOff
from generator.facts.model.records import Score
from generator.facts.model.records import Timing
from generator.facts.model.records import Training
from generator.facts.model.standards import Anchor
from generator.facts.model.standards import Floor
from generator.facts.model.standards import Part
from generator.facts.model.standards import SubHazard
from generator.facts.model.supplies import Equipment
from generator.facts.model.supplies import OutsideContact
from generator.facts.model.supplies import Supply
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Crowd
from generator.facts.model.transfer import HelpCount
from generator.facts.schema import Record

# The fields that tell rows apart, the first of them by itself as long as it does. Others: `name`, else `id`.
_KEYS: dict[type[Record], tuple[str, ...]] = {
    Aed: ("place",),
    Anchor: ("score",),
    Batch: ("points", "whom"),
    Boats: ("kind", "harbour"),
    Contact: ("handle",),
    Crowd: ("kind", "place"),
    DangerousHouses: ("grade",),
    Equipment: ("kind", "place", "spec"),
    Figure: ("title",),
    Floor: ("rule", "part"),
    Group: ("kind",),
    HelpCount: ("mobility",),
    Law: ("title",),
    OutsideContact: ("who",),
    Part: ("title",),
    PastEvent: ("on", "kind", "place"),
    Patrol: ("route",),
    Post: ("post", "area", "person"),
    ResponseTask: ("task",),
    Score: ("item",),
    ShutOff: ("kind", "serves"),
    Signal: ("meaning", "signal"),
    SquadMember: ("person",),
    SubHazard: ("title",),
    Supply: ("item", "place"),
    Threshold: ("hours", "gauge", "wind_force"),
    Timing: ("event",),
    Training: ("on", "subject"),
    WarningMeans: ("kind", "covers"),
    WarningSignal: ("kind",),
}


def labelled(rows: Sequence[Record]) -> list[tuple[str, Record]]:
    """The rows with what each is called, in the order of these names, whatever order they were written in.

    A name that several bear is that of the first of them in the order of all their values; the others say more.
    """
    found: list[tuple[str, Record]] = []
    taken: set[str] = set()
    for names, row in sorted(((_names(row), row) for row in rows), key=lambda pair: (pair[0], repr(pair[1]))):
        label = next((label for label in _longer(names) if label not in taken), names[0])
        number = 2
        while label in taken:
            label = f"{names[0]}（{number}）"
            number += 1
        taken.add(label)
        found.append((label, row))
    return sorted(found, key=lambda pair: pair[0])


def _longer(names: Sequence[str]) -> Iterable[str]:
    """The name by itself, and with each further field that tells it apart."""
    for end in range(1, len(names) + 1):
        yield "·".join(filter(None, names[:end]))


def _names(row: Record) -> tuple[str, ...]:
    kind = type(row)
    keys = _KEYS.get(kind) or (("name",) if hasattr(row, "name") else ("id",))
    return tuple(_text(row, key) for key in keys)


def _text(row: Record, key: str) -> str:
    value = getattr(row, key, None)
    if isinstance(row, Threshold) and value is not None:
        if key == "hours":
            return f"{value:g}小时"
        return "风力" if key == "wind_force" else str(value)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
