"""Codes: what can be wrong, how bad it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.problems.problem import Place
    from generator.problems.problem import Problem


class Severity(StrEnum):
    """How bad a problem is: an error cannot be right, a gap is still missing, a note informs."""

    ERROR = "error"
    GAP = "gap"
    NOTE = "note"


class Term(str):
    """A value of a problem that is a word of the tool, hence translated when it is shown."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem; `message`, `hint` and `explanation` are gettext source strings.

    `message` and `hint` are `str.format` patterns over the problem's values, e.g. `{found}`.
    """

    id: str
    slug: str
    severity: Severity
    message: str
    hint: str
    explanation: str

    def at(self, place: Place, *related: Place, **values: object) -> Problem:
        """A problem of this kind at `place`."""
        from generator.problems.problem import Problem  # noqa: PLC0415  (mutual definition)

        return Problem(
            code=self.id,
            severity=self.severity,
            place=place,
            values=tuple((k, v if isinstance(v, str) else str(v)) for k, v in values.items()),
            related=related,
        )
