"""A revision in force as the source of a pack: its archived PDFs, byte for byte, and the cards as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path

from generator.bulk.results import Member
from generator.context.revision import RevisionView
from generator.facts.facts import Facts
from generator.press.cards.run import CardResult
from generator.press.pack.drafts import MARK
from generator.press.pack.drafts import cards_of
from generator.press.pack.holding import Holding
from generator.press.pack.holding import Lacking
from generator.press.pack.holding import Print
from generator.press.pack.items import BY_KEY

ANNEX = "附册"
MOVED = "按现在的档案做，与现行版不全一样"


@dataclass(frozen=True, slots=True)
class Issued:
    """The revision in force of a community: its PDFs by item (内部版, 公示版, 附册), or why there is none.

    `view`: what is printed of it on cards; nothing where the profile says something else by now.
    """

    version: str
    pdfs: Mapping[str, Path]
    lacking: Mapping[str, str] = field(default_factory=dict)
    view: RevisionView | None = None


def issued_of(
    root: Path, member: Member, facts: Facts, issued: Issued, editions: Sequence[str], cards: Iterable[CardResult]
) -> tuple[Holding, list[Lacking]]:
    """What there is of a community whose manual is in force, and what is lacking, with the reasons."""
    prints: list[Print] = []
    lacking: list[Lacking] = []
    for key in (*issued.pdfs, *issued.lacking):
        item = BY_KEY[key]
        if item.edition not in editions:
            continue
        if key in issued.pdfs:
            prints.append(Print(item, item.title, issued.pdfs[key]))
        else:
            lacking.append(Lacking(member, item.title, issued.lacking[key]))
    own = ANNEX in issued.pdfs or ANNEX in issued.lacking
    cards = [card for card in cards if not own or card.kind != ANNEX]
    found, missing = cards_of(root, member, editions, cards)
    if issued.view is None:
        found = [replace(one, mark=MARK, note="；".join(filter(None, (one.note, MOVED)))) for one in found]
    holding = Holding(member, facts, issued.version, issued.version, is_draft=False, prints=(*prints, *found))
    return holding, [*lacking, *missing]
