"""The four risk levels, in order, with their colours."""

from __future__ import annotations

from enum import IntEnum

from generator.facts.model.hazards import COLOURS
from generator.facts.model.hazards import LEVELS


class Level(IntEnum):
    """低 < 一般 < 较大 < 重大."""

    LOW = 1
    MODERATE = 2
    MAJOR = 3
    GREAT = 4

    @property
    def title(self) -> str:
        """The level's word: 低, 一般, 较大 or 重大."""
        return LEVELS[self - 1]

    @property
    def colour(self) -> str:
        """The level's colour: 蓝, 黄, 橙 or 红."""
        return COLOURS[self - 1]

    @property
    def higher(self) -> Level:
        """The next level up; 重大 has none above it."""
        return Level(min(self + 1, Level.GREAT))

    @classmethod
    def named(cls, title: str | None) -> Level | None:
        """The level that the word `title` names, if it names one."""
        return cls(LEVELS.index(title) + 1) if title in LEVELS else None
