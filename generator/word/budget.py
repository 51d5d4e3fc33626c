"""How much a template may do: steps, sizes of texts and of the output, without any clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.problems.words import N_
from generator.word.refusal import LimitExceededError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

LONGEST_TEXT = 20_000  # characters of a text that a template builds itself
LARGEST_BUILT = 100_000  # things in a list that a template builds, with all lists in it
LARGEST_RANGE = 100_000
LARGEST_NUMBER_BITS = 256


@dataclass(slots=True)
class Budget:
    """What is left of the steps of one rendering.

    A step is a turn of a loop, a third of a macro's call, sixteen characters that a filter reads, or a kilobyte of
    markup that a loop repeats. A manual of forty pages takes some thousands.
    """

    steps: int = 1_000_000

    def charge(self, steps: int = 1) -> None:
        """Take steps off; raises when none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise LimitExceededError(N_("too many turns of loops"))

    def turns(self, items: Iterable[object], weight: int = 1) -> Iterable[object]:
        """The items of a loop whose turns cost `weight` steps each, paid in advance where their number is known."""
        if isinstance(items, (list, tuple, dict, str, range)):
            self.charge(1 + len(items) * weight)
            return items
        self.charge()
        return self._counted(items, weight)

    def _counted(self, items: Iterable[object], weight: int) -> Iterator[object]:
        for item in items:
            self.charge(weight)
            yield item
