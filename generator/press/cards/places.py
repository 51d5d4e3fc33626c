"""Where cards lie: those of posts and points beside the drafts, whatever names residents in output/personal."""

from __future__ import annotations

from generator.bulk.prune import CARDS as FOLDER
from generator.bulk.prune import PERSONAL
from generator.bulk.results import DRAFTS
from generator.legal import legal_name
from generator.press.cards.recipe import CardSet

DRAFT = "草案"
"""What stands behind the title of a card that belongs to no revision."""


def card_file(
    slug: str, name: str, one: CardSet, mark: str = DRAFT, *, sheet: bool = False, ending: str = "docx"
) -> str:
    """The file of a set of a community, relative to the workspace; the name is legal on every system."""
    title = legal_name(f"{name}{one.title or ''}（{mark}{f'·拼版{one.sheet}' if sheet else ''}）")
    folder = f"{PERSONAL}/{slug}" if one.personal else f"{DRAFTS}/{slug}/{FOLDER}"
    return f"{folder}/{title}.{ending}"
