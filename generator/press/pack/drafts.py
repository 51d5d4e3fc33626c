"""Drafts as the source of a pack: the PDFs of the manuals and cards of one community, as they lie in the workspace."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from generator.bulk.results import LABELS
from generator.bulk.results import Member
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.facts.facts import Facts
from generator.press.cards.run import CardResult
from generator.press.cards.run import Status as CardStatus
from generator.press.pack.holding import Holding
from generator.press.pack.holding import Lacking
from generator.press.pack.holding import Print
from generator.press.pack.items import BY_KEY
from generator.press.pack.items import ITEMS
from generator.press.pack.items import item_of
from generator.problems import Problem
from generator.problems import Severity

VERSION, MARK = "修订草案", "草案"
NO_PROFILE = "还没有风险档案"
NO_REGISTER = "没有人员名册（register.yaml）"
NOT_PRINTED = "没有印成PDF"
UNUSABLE = "风险档案有错误，定不了发给谁"
ALL = "全部"
_PDF = ".pdf"


def without_profile(member: Member) -> Lacking:
    """That there is nothing of a community."""
    return Lacking(member, ALL, NO_PROFILE)


def drafts_of(
    root: Path,
    facts: Facts,
    results: Sequence[Result],
    pdfs: Mapping[str, str],
    cards: Iterable[CardResult],
) -> tuple[Holding, list[Lacking]]:
    """What there is of a community, and what is lacking, with the reasons.

    `results`: of its manual in each edition that is wanted; `pdfs`: by edition, relative to `root`.
    """
    member = results[0].member
    editions = {result.edition for result in results}
    prints: list[Print] = []
    lacking: list[Lacking] = []
    for result in results:
        item = BY_KEY[LABELS[result.edition]]
        if result.edition in pdfs:
            gaps = _gaps(result)
            note = f"有{gaps}处待填" if gaps else ""
            prints.append(Print(item, item.title, root / pdfs[result.edition], note=note))
        else:
            lacking.append(Lacking(member, item.title, _reason(result)))
    found, missing = cards_of(root, member, editions, cards)
    holding = Holding(member, facts, VERSION, MARK, is_draft=True, prints=(*prints, *found))
    return holding, [*lacking, *missing]


def cards_of(
    root: Path, member: Member, editions: Container[str], cards: Iterable[CardResult]
) -> tuple[list[Print], list[Lacking]]:
    """The cards of a community that are packed with these editions, and what is lacking, with the reasons."""
    prints: list[Print] = []
    lacking: list[Lacking] = []
    for card in sorted(cards, key=_place):
        item = item_of(card.kind, card.title)
        if item.edition not in editions:
            continue
        # The last of its PDFs: the sheets, where several cards are printed on one.
        found = next((path for path in reversed(card.paths) if path.endswith(_PDF)), None)
        if card.status in {CardStatus.MADE, CardStatus.CURRENT} and found is not None:
            prints.append(Print(item, card.title, root / found, card.prints, _of_cards(card)))
        elif card.status is not CardStatus.NONE or card.problems:
            lacking.append(Lacking(member, card.title, _why(card)))
    return prints, lacking


def nothing_of(member: Member, results: Sequence[Result]) -> Iterator[Lacking]:
    """That nothing of a community can be handed over, for its files cannot be used."""
    yield Lacking(member, ALL, _reason(results[0]) if results else UNUSABLE)


def _place(card: CardResult) -> int:
    return ITEMS.index(item_of(card.kind, card.title))


def _gaps(result: Result) -> int:
    return result.untold[0] + sum(problem.severity is Severity.GAP for problem in result.problems)


def _of_cards(card: CardResult) -> str:
    return f"共{card.cards}张" if card.cards and not item_of(card.kind, card.title).is_counted else ""


def _reason(result: Result) -> str:
    if result.status is Status.FAILED:
        return _errors(result.problems)
    return NOT_PRINTED


def _why(card: CardResult) -> str:
    if card.status is CardStatus.FAILED:
        return _errors(card.problems)
    return NO_REGISTER if card.status is CardStatus.NONE else NOT_PRINTED


def _errors(problems: Iterable[Problem]) -> str:
    """Where the errors stand, by their codes: what they say is told on the screen, in the reader's language."""
    said = dict.fromkeys(
        f"{problem.code}（{problem.place.file}{f'第{problem.place.line}行' if problem.place.line else ''}）"
        for problem in problems
        if problem.severity is Severity.ERROR
    )
    shown = list(said)[:2]
    more = f"等{len(said)}处" if len(said) > len(shown) else ""
    return f"有错误：{'、'.join(shown)}{more}" if shown else NOT_PRINTED
