"""A problem and its place: picklable, compared by value, the same in every language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.problems.code import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, in the words of whoever has to mend it.

    YAML: `file` (relative to the workspace), `line` and `column` from 1, `field` the path in Chinese titles.
    DOCX: `file`, `part` (body, header, footnote …), `heading` the heading above, `where` the paragraph, table,
    row and cell in Word's terms, `text` the text around.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""
    part: str = ""
    heading: str = ""
    where: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: its code, its place, and the values that its message names."""

    code: str
    severity: Severity
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    related: tuple[Place, ...] = ()


def by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    """The sort key that lists problems as a reader meets them."""
    place = problem.place
    return (place.file, place.line, place.column, place.where, problem.code)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a problem among these forbids going on."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class PlangenError(Exception):
    """Work cannot go on; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __reduce__(self) -> tuple[type[PlangenError], tuple[Problem, ...]]:
        return (type(self), self.problems)
