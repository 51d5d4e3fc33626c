"""Reports: what joining finds in a tree, as problems with their places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.problems import Problem
from generator.problems.pg6_assembly import COUNTED_LIST
from generator.problems.pg6_assembly import UNKNOWN_LIST
from generator.problems.pg6_assembly import UNKNOWN_STYLE
from generator.word.lists import WrongList
from generator.word.place import Places
from generator.word.styles import UnknownStyle

if TYPE_CHECKING:
    from generator.word.furniture import Vocabulary


def style_problems(unknown: Iterable[UnknownStyle], places: Places, base: Vocabulary) -> list[Problem]:
    """One problem per place and style that base lacks."""
    problems: list[Problem] = []
    for use in unknown:
        near = base.styles.nearest(use.name, use.kind) or "—"
        problem = UNKNOWN_STYLE.at(places.at(use.element), name=use.name, base=base.file, nearest=near)
        if problem not in problems:
            problems.append(problem)
    return problems


def list_problems(wrong: Iterable[WrongList], places: Places, base: Vocabulary) -> list[Problem]:
    """One problem per paragraph whose list cannot be kept."""
    return [
        (COUNTED_LIST if use.counts else UNKNOWN_LIST).at(places.at(use.paragraph), name=use.name, base=base.file)
        for use in wrong
    ]
