"""Problems in tuples and strings, which a cache can keep, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import Term

_TERM = "term"


def problems_to_plain(problems: Iterable[Problem]) -> tuple[Any, ...]:
    """The problems in tuples and strings."""
    return tuple(
        (
            problem.code,
            str(problem.severity),
            _place(problem.place),
            tuple((name, (_TERM, str(value)) if isinstance(value, Term) else value) for name, value in problem.values),
            tuple(map(_place, problem.related)),
        )
        for problem in problems
    )


def problems_of(plain: Iterable[Any]) -> list[Problem]:
    """The problems that `problems_to_plain` gave."""
    return [
        Problem(
            code,
            Severity(severity),
            Place(*place),
            tuple((name, Term(value[1]) if isinstance(value, tuple) else value) for name, value in values),
            tuple(Place(*one) for one in related),
        )
        for code, severity, place, values, related in plain
    ]


def _place(place: Place) -> tuple[str, int, int, str, str, str, str, str]:
    return (
        place.file,
        place.line,
        place.column,
        place.field,
        place.part,
        place.heading,
        place.where,
        place.text,
    )
