"""How a text changed: which paragraphs, and in each which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# What is changed as a whole: a tag, a number, a word in Latin letters; of Chinese every character by itself.
_TOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|〔[^〕]*〕|\d+(?:\.\d+)?|[A-Za-z]+|\s+|.", re.DOTALL)
_ALIKE = 0.5
_MOST_PAIRS = 2500
_SHORTEST_KEPT = 2


class Mark(StrEnum):
    """What became of a stretch of text."""

    KEPT = " "
    GONE = "-"
    NEW = "+"


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph before and after; one that is new or gone has nothing on the other side."""

    before: str
    after: str


Span = tuple[Mark, str]


def edits(before: Sequence[str], after: Sequence[str]) -> tuple[Edit, ...]:
    """What changed between two texts, paragraph by paragraph; nothing where both say the same."""
    found: list[Edit] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _paired(before[i:j], after[k:m])
    return tuple(found)


def spans(before: str, after: str) -> tuple[Span, ...]:
    """The stretches of both texts in order: those kept and gone make up `before`, those kept and new `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[str, str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, fresh = "".join(old[i:j]), "".join(new[k:m])
        found.append((gone, "", "") if kind == "equal" else ("", gone, fresh))
    return tuple(_joined(found))


def _joined(pieces: Sequence[tuple[str, str, str]]) -> Iterator[Span]:
    """The stretches; a single character kept between two changes is read more easily as changed, too."""
    gone = fresh = ""
    for at, (kept, old, new) in enumerate(pieces):
        between = 0 < at < len(pieces) - 1
        if kept and not (between and len(kept) < _SHORTEST_KEPT):
            yield from _changed(gone, fresh)
            yield Mark.KEPT, kept
            gone = fresh = ""
        else:
            gone += kept + old
            fresh += kept + new
    yield from _changed(gone, fresh)


def _changed(gone: str, fresh: str) -> Iterator[Span]:
    if gone:
        yield Mark.GONE, gone
    if fresh:
        yield Mark.NEW, fresh


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    """Paragraphs that became one another side by side, the others alone, in the order of the text."""
    if len(before) * len(after) > _MOST_PAIRS:
        pairs = [(at, at) for at in range(min(len(before), len(after)))]
    else:
        pairs = list(_alike(before, after))
    i = k = 0
    for old, new in (*pairs, (len(before), len(after))):
        yield from (Edit(line, "") for line in before[i:old])
        yield from (Edit("", line) for line in after[k:new])
        if old < len(before) and new < len(after):
            yield Edit(before[old], after[new])
        i, k = old + 1, new + 1


def _alike(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of paragraphs that are alike, both in rising order."""
    start = 0
    for at, line in enumerate(before):
        shares = [(SequenceMatcher(None, line, other, autojunk=False).ratio(), -k) for k, other in enumerate(after)]
        share, place = max(shares[start:], default=(0.0, 0))
        if share >= _ALIKE:
            yield at, -place
            start = -place + 1
