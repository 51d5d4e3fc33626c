"""The editions of a manual, and which classes of data each leaves out."""

from __future__ import annotations

from enum import StrEnum

from generator.facts.schema import Class

ELSEWHERE = "（内部版载明）"
"""What stands for a value that only the internal edition says."""

FEW = "少数"
"""What stands for a count of residents so small that it points at somebody."""

_SMALL = 3


class Edition(StrEnum):
    """Whom a manual is for: the office and the post holders, or everybody."""

    INTERNAL = "internal"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The edition's name on the page: 内部版 or 公示版."""
        return "内部版" if self is Edition.INTERNAL else "公示版"


_HIDDEN = {
    Edition.INTERNAL: frozenset({Class.PERSONAL}),
    Edition.PUBLIC: frozenset({Class.PERSONAL, Class.INTERNAL}),
}


def hides(edition: Edition, cls: Class) -> bool:
    """Whether an edition leaves out values of a class; personal ones stand in no main volume at all.

    Duty contacts are hidden in none: `people.shown` says how much of each is printed.
    """
    return cls in _HIDDEN[edition]


def few(count: int | None, edition: Edition) -> int | str | None:
    """A count of residents who need help; one or two are 少数 where everybody reads it.

    None at all is nobody, so 0 stays.
    """
    if edition is Edition.PUBLIC and count is not None and 0 < count < _SMALL:
        return FEW
    return count
