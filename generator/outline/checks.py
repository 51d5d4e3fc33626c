"""Checks of the recipe: every file, hazard, field and band that it names must exist."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator

from generator.facts.model.profile import Profile
from generator.facts.schema import Record
from generator.facts.schema import Trail
from generator.facts.schema import columns
from generator.outline.recipe import Condition
from generator.outline.recipe import Piece
from generator.outline.recipe import Recipe
from generator.problems import Code
from generator.problems import nearest
from generator.problems import pg5_recipe as codes

Fault = tuple[Code, Trail, dict[str, str]]
"""A code, the trail of the value in manual.yaml, and the values of the message."""


def recipe_faults(recipe: Recipe, files: Collection[str], hazards: Collection[str]) -> list[Fault]:
    """Everything wrong with the recipe, given the Word files that are there and the keys of parts and sub-hazards."""
    faults: list[Fault] = []
    seen: set[str] = set()
    bands = [band.key or "" for band in recipe.bands]
    for piece in recipe.pieces:
        faults.extend(_piece_faults(piece, files, bands, seen))
        if piece.when is not None:
            faults.extend(condition_faults(piece.when, hazards))
    for limit in recipe.limits:
        faults.extend(
            (codes.UNKNOWN_BAND, (*limit.at, "bands"), {"found": key, "nearest": nearest(key, bands)})
            for key in limit.bands
            if key not in bands
        )
    return faults


def unused_files(recipe: Recipe, files: Collection[str]) -> list[str]:
    """The Word files of templates/manual that no entry of the recipe names, `base.docx` apart."""
    named = {piece.file for piece in recipe.pieces} | {"base.docx"}
    return sorted(set(files) - named)


def _piece_faults(piece: Piece, files: Collection[str], bands: list[str], seen: set[str]) -> Iterator[Fault]:
    file = piece.file or ""
    if file:
        if file not in files:
            yield codes.NO_SUCH_PIECE, (*piece.at, "file"), {"found": file, "nearest": nearest(file, files)}
        if file in seen:
            yield codes.PIECE_TWICE, (*piece.at, "file"), {"found": file}
        seen.add(file)
    if piece.band and piece.band not in bands:
        yield codes.UNKNOWN_BAND, (*piece.at, "band"), {"found": piece.band, "nearest": nearest(piece.band, bands)}
    if bool(piece.each) != bool(piece.called):
        yield codes.EACH_WITHOUT_NAME, piece.at, {}


def condition_faults(condition: Condition, hazards: Collection[str]) -> Iterator[Fault]:
    """Everything wrong with a condition: hazards and fields that do not exist, conditions that say nothing."""
    if not condition.given:
        yield codes.EMPTY_CONDITION, condition.at, {}
    named = [(k, "has") for k in condition.has]
    named += [(condition.level, "level")] if condition.level else []
    named += [(condition.points, "points")] if condition.points else []
    for key, where in named:
        if key not in hazards:
            values = {"found": key, "nearest": nearest(key, hazards)}
            yield codes.UNKNOWN_HAZARD_IN_RECIPE, (*condition.at, where), values
    if condition.profile:
        yield from _fact_faults(condition, condition.profile)
    for each in (*condition.any_of, *condition.all_of, *condition.none_of):
        yield from condition_faults(each, hazards)


def _fact_faults(condition: Condition, path: str) -> Iterator[Fault]:
    record: type[Record] | None = Profile
    keys = [*path.split("."), *([condition.field] if condition.field else [])]
    for i, key in enumerate(keys):
        known = columns(record) if record is not None else {}
        if key not in known:
            where = "field" if condition.field and i == len(keys) - 1 else "profile"
            values = {"found": ".".join(keys[: i + 1]), "nearest": nearest(key, known)}
            yield codes.UNKNOWN_FACT_IN_RECIPE, (*condition.at, where), values
            return
        column = known[key]
        record = column.type if column.is_record else None
