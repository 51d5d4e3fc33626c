"""The decision on every piece of the recipe, in order."""

from __future__ import annotations

from dataclasses import dataclass

from generator.outline.conditions import Reason
from generator.outline.conditions import Standing
from generator.outline.conditions import holds
from generator.outline.recipe import Piece
from generator.outline.recipe import Recipe
from generator.problems.words import N_

ALWAYS = Reason(N_("the recipe always takes it"))


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a piece stands in the manual, and why."""

    piece: Piece
    included: bool
    reasons: tuple[Reason, ...]


Verdicts = dict[int, tuple[bool, tuple[Reason, ...]]]
"""What was found of conditions that hold or not in every edition, by the place of their piece in the recipe."""


def outline(recipe: Recipe, standing: Standing, edition: str, verdicts: Verdicts | None = None) -> tuple[Decision, ...]:
    """A decision per piece of the recipe, in the recipe's order.

    `verdicts`: those of another edition of the same standing; new ones are added.
    """
    known = {} if verdicts is None else verdicts
    return tuple([_decide(piece, at, standing, edition, known) for at, piece in enumerate(recipe.pieces)])


def _decide(piece: Piece, at: int, standing: Standing, edition: str, verdicts: Verdicts) -> Decision:
    if piece.editions and edition not in piece.editions:
        values = (("editions", "、".join(piece.editions)),)
        return Decision(piece, included=False, reasons=(Reason(N_("only in the edition {editions}"), values),))
    if piece.when is None:
        return Decision(piece, included=True, reasons=(ALWAYS,))
    if at not in verdicts:
        verdicts[at] = holds(piece.when, standing)
    return Decision(piece, *verdicts[at])
