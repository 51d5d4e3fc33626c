"""What there is to hand over of a community: its prints, wherever they come from, and what is lacking.

The source is a value: drafts make a `Holding` (`drafts.py`), and so will whatever else can be handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.bulk.results import Member
from generator.facts.facts import Facts
from generator.press.pack.items import Item


@dataclass(frozen=True, slots=True)
class Print:
    """One PDF. `copies`: how many are printed where they are not counted by holders; `note`: for the printer.

    `mark`: what stands in its file name, where that is another one than its community's.
    """

    item: Item
    title: str
    path: Path
    copies: int = 1
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is not in the pack: of which community, what, and why."""

    member: Member
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Holding:
    """The prints of one community. `version` is what lists and receipts call it; `mark` stands in file names."""

    member: Member
    facts: Facts
    version: str
    mark: str
    is_draft: bool
    prints: tuple[Print, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """What a pack is made of. `places` are the numbers of its communities, by their place in the roster."""

    folder: str
    name: str
    holdings: tuple[Holding, ...]
    lacking: tuple[Lacking, ...]
    places: dict[str, str]
    whose: str
    """After whom the pack is called: the town, or its only community."""
    scope: str = ""
    """What the pack is limited to: an edition, or some of the communities."""
