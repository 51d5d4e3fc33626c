"""One document of cards: facts and templates in, a Word file out, and what each of its cards is. No disk, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from generator.bulk.manual import properties_of
from generator.bulk.manual import standing_of
from generator.bulk.said import texts_of
from generator.context.cards import COPY
from generator.context.cards import build_card_context
from generator.context.revision import RevisionView
from generator.facts.facts import Facts
from generator.mask import Edition
from generator.mask import known_secrets
from generator.mask import search
from generator.mask.present import present
from generator.outline.conditions import Standing
from generator.outline.conditions import holds
from generator.press.cards.recipe import Card
from generator.press.cards.recipe import CardSet
from generator.press.cards.templates import CardTemplates
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg7_cards as codes
from generator.risk import Assessment
from generator.risk import assess
from generator.word.assembly import Use
from generator.word.manual import render

_ITEMS = "卡片"
"""Where the items of each entry stand in the context, under the entry's place in the set."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document of cards, or why there is none. `cards`: how many there are, each copy being one."""

    set: CardSet
    data: bytes | None
    cards: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Subject:
    """The community whose cards are made."""

    facts: Facts
    revision: RevisionView = field(default=RevisionView())

    @cached_property
    def assessment(self) -> Assessment:
        """Its risks."""
        return assess(self.facts.profile, self.facts.standards)

    @cached_property
    def standing(self) -> Standing:
        """What the conditions of the recipe are decided on."""
        return standing_of(self.facts, self.assessment)

    @cached_property
    def _contexts(self) -> dict[tuple[Edition, bool], dict[str, object]]:
        return {}

    def context(self, edition: Edition, *, personal: bool) -> dict[str, object]:
        """What templates of that edition see."""
        key = edition, personal
        if key not in self._contexts:
            self._contexts[key] = build_card_context(
                self.facts, self.assessment, edition, personal=personal, revision=self.revision
            )
        return self._contexts[key]


def make_set(subject: Subject, templates: CardTemplates, one: CardSet) -> Made:
    """The document of a set; none where nobody gets such a card, or where it needs a register that is not here."""
    facts = subject.facts
    if one.personal and facts.register is None:
        place = Place(file=f"plans/{facts.folder.parent.name}/{facts.folder.name}/register.yaml")
        return Made(one, None, 0, (codes.REGISTER_NEEDED.at(place, title=one.title, name=facts.profile.name or ""),))
    problems: list[Problem] = []
    context = subject.context(one.what, personal=bool(one.personal))
    items: dict[str, list[dict[str, object]]] = {}
    uses: list[Use] = []
    number, broken = 0, False
    for at, card in enumerate(one.cards):
        found = _items(card, one, context) if _applies(card, subject.standing) else []
        if not found or card.file not in templates.documents:
            continue  # a file that is missing was reported with the recipe
        piece, told = templates.piece(card.file or "")
        problems += told
        broken = broken or piece is None
        if piece is not None:
            each = (card.called or "", f"{_ITEMS}.{at}") if card.each else None
            apart = not card.together
            file, page = card.file or "", one.page or ""
            uses.append(Use(piece, each, new_page=True, pages_each=apart, section=page, name=file))
            items[str(at)] = found
            number += len(found)
    if not uses or broken:
        return Made(one, None, 0, tuple(problems))
    document, told = templates.assembled(uses)
    problems += told
    if document is None:
        return Made(one, None, 0, tuple(problems))
    data, told = render(document, {**context, _ITEMS: items}, properties_of(facts, subject.revision, one.title or ""))
    problems += told
    if data is not None and one.what is Edition.PUBLIC:
        texts = texts_of(data)
        secrets = present(known_secrets(facts), "\n".join(texts.values()))
        problems += search(texts, secrets, file=f"{facts.profile.name}{one.title}")
    return Made(one, None if has_errors(problems) else data, number, tuple(problems))


def _applies(card: Card, standing: Standing) -> bool:
    return card.when is None or holds(card.when, standing)[0]


def _items(card: Card, one: CardSet, context: Mapping[str, object]) -> list[dict[str, object]]:
    """What the card is printed for, each copy by itself; a card of the whole place is printed for itself."""
    if not card.each:
        return [{}]
    found: object = context
    for key in card.each.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    chosen = [item for item in _groups(found) if _is_chosen(item, card)]
    return [{**item, COPY: copy} for item in chosen for copy in (one.copies or ("",))]


def _groups(found: object) -> Iterable[dict[str, object]]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _is_chosen(item: Mapping[str, object], card: Card) -> bool:
    if card.where and str(item.get(card.where)) not in card.among:
        return False
    return not (card.unless and item.get(card.unless) is True)
