"""The matrix: likelihood × consequence to a level, by the limits of `standards.yaml`."""

from __future__ import annotations

from generator.facts.model.standards import Matrix
from generator.risk.level import Level

UNKNOWN = Level.MODERATE
"""The level of a hazard that is there but was never scored: in full text, not in the short form."""


def level_of(likelihood: int | None, consequence: int | None, matrix: Matrix | None) -> Level | None:
    """The level of two scores, None while one of them is missing.

    A limit that the standards lack counts as reached: doubts go up.
    """
    if likelihood is None or consequence is None:
        return None
    matrix = matrix or Matrix()
    score = likelihood * consequence
    if score >= (matrix.great or 0):
        level = Level.GREAT
    elif score >= (matrix.major or 0):
        level = Level.MAJOR
    elif score >= (matrix.moderate or 0):
        level = Level.MODERATE
    else:
        level = Level.LOW
    if consequence == 5:
        level = max(level, Level.named(matrix.consequence_5_at_least) or level)
    return level
