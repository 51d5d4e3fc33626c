"""A community or a town when it is asked whether it meets a rule, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from typing import NamedTuple

from generator.facts.calls import Heard
from generator.facts.facts import Facts
from generator.facts.ledger.life import Life
from generator.facts.model.records import Drill
from generator.facts.model.standards import ReadinessRule
from generator.facts.model.town import Town


class Answer(NamedTuple):
    """Whether a rule is met, and what shows it, or what is missing."""

    met: bool
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A community when it is asked; `is_prone`: whether it counts as 多灾易灾.

    `assigned`: people sent to each shelter, those of other communities included. `observed`: the days on which it came
    to watch a drill of another community.
    """

    facts: Facts
    is_prone: bool
    life: Life
    day: date
    assigned: Mapping[str, int] = field(default_factory=dict)
    observed: tuple[date, ...] = ()
    heard: Mapping[str, Heard] = field(default_factory=dict)

    def within(self, day: date | None, rule: ReadinessRule) -> bool:
        """Whether a day lies within the rule's days before the day of asking."""
        return day is not None and self.day - timedelta(days=rule.days or 0) <= day <= self.day


@dataclass(frozen=True, slots=True)
class AskedTown:
    """A town when it is asked, with the drills of its communities."""

    town: Town
    drills: tuple[tuple[str, Drill], ...]
    day: date


Check = Callable[[Asked, ReadinessRule], Answer | None]
TownCheck = Callable[[AskedTown, ReadinessRule], Answer | None]
