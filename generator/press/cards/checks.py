"""Checks of the recipe of cards: every file, list, column and hazard that it names must exist."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator

from generator.context.cards import card_names_of
from generator.context.cards import list_at
from generator.facts.facts import Settings
from generator.mask import Edition
from generator.outline.checks import Fault
from generator.outline.checks import condition_faults
from generator.press.cards.recipe import Card
from generator.press.cards.recipe import CardRecipe
from generator.press.cards.recipe import CardSet
from generator.press.cards.recipe import Paper
from generator.press.impose import arrangement
from generator.problems import nearest
from generator.problems import pg5_recipe
from generator.problems import pg7_cards as codes
from generator.word.names import Kind
from generator.word.names import Names

RESIDENTS = ("明白卡", "附册")
"""The kinds that name residents, whatever a recipe says."""


def card_faults(recipe: CardRecipe, files: Collection[str], settings: Settings) -> list[Fault]:
    """Everything wrong with the recipe, given the Word files that are there."""
    hazards = [part.key or "" for part in settings.standards.parts] + list(settings.subs)
    names = {personal: card_names_of(settings, personal=personal) for personal in (False, True)}
    return [
        fault
        for one in recipe.sets
        for fault in (*_set_faults(one), *_cards_faults(one, files, hazards, names[bool(one.personal)]))
    ]


def unused_cards(recipe: CardRecipe, files: Collection[str]) -> list[str]:
    """The Word files of templates/cards that no entry names, `base.docx` apart."""
    named = {card.file for one in recipe.sets for card in one.cards} | {"base.docx"}
    return sorted(set(files) - named)


def _set_faults(one: CardSet) -> Iterator[Fault]:
    title = one.title or ""
    if one.personal and one.what is not Edition.INTERNAL:
        yield codes.PERSONAL_NOT_INTERNAL, one.at, {"title": title}
    if one.kind in RESIDENTS and not one.personal:
        yield codes.RESIDENTS_OUTSIDE, one.at, {"title": title}
    if one.sheet and one.page and arrangement(one.page, Paper(one.sheet)) is None:
        yield codes.SHEET_TOO_SMALL, (*one.at, "sheet"), {"page": one.page, "sheet": one.sheet}


def _cards_faults(one: CardSet, files: Collection[str], hazards: Collection[str], names: Names) -> Iterator[Fault]:
    for card in one.cards:
        if card.file and card.file not in files:
            values = {"found": card.file, "nearest": nearest(card.file, files)}
            yield codes.NO_SUCH_CARD, (*card.at, "file"), values
        if bool(card.each) != bool(card.called):
            yield pg5_recipe.EACH_WITHOUT_NAME, card.at, {}
        if card.when is not None:
            yield from condition_faults(card.when, hazards)
        yield from _column_faults(card, names)


def _column_faults(card: Card, names: Names) -> Iterator[Fault]:
    found = list_at(card.each or "", names)
    if card.each and found is None:
        lists = [name for name, known in names.items() if known.kind is Kind.LIST and known.members]
        yield codes.NO_SUCH_LIST, (*card.at, "each"), {"found": card.each, "nearest": nearest(card.each, lists)}
        return
    members = (found.members if found is not None else None) or {}
    each = card.each or "—"
    for key, name in (("where", card.where), ("unless", card.unless)):
        if name and name not in members:
            values = {"found": name, "each": each, "nearest": nearest(name, members) or "—"}
            yield codes.NO_SUCH_COLUMN, (*card.at, key), values
    if bool(card.where) != bool(card.among):
        yield codes.NO_SUCH_COLUMN, card.at, {"found": card.where or "where", "each": each, "nearest": "—"}
