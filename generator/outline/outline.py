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


def outline(recipe: Recipe, standing: Standing, edition: str) -> tuple[Decision, ...]:
    """A decision per piece of the recipe, in the recipe's order."""
    return tuple(_decide(piece, standing, edition) for piece in recipe.pieces)


def _decide(piece: Piece, standing: Standing, edition: str) -> Decision:
    if piece.editions and edition not in piece.editions:
        values = (("editions", "、".join(piece.editions)),)
        return Decision(piece, included=False, reasons=(Reason(N_("only in the edition {editions}"), values),))
    if piece.when is None:
        return Decision(piece, included=True, reasons=(ALWAYS,))
    included, reasons = holds(piece.when, standing)
    return Decision(piece, included, reasons)
