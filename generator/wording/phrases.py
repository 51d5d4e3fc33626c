"""Phrases that must never be printed, unless the line itself forbids them.

Example (templates/manual/wording.yaml):
    never:
      - {phrase: 乘电梯逃生, why: 停电会困在轿厢里, instead: 走没烟的楼梯往下}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

# A clause ends where the reader takes breath; a ban holds within its own clause only.
_CLAUSE = re.compile(r"[。；;！!？?\n]")
_BAN = ("不", "勿", "禁", "别", "莫", "✘", "错")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Record):
    """A phrase that must not be printed, why, and what to write instead."""

    phrase: str | None = fact("说法", need=Need.REQUIRED, length=40)
    why: str | None = fact("为什么", need=Need.REQUIRED)
    instead: str | None = fact("改写成", need=Need.REQUIRED)
    always: bool | None = fact("任何情况都不写", "连“不要……”也不写")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Record):
    """`templates/manual/wording.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    never: tuple[Phrase, ...] = fact("禁写", need=Need.REQUIRED, many=True)


def forbidden(text: str, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """The phrases that `text` uses as advice: those in whose clause nothing forbids them."""
    for phrase in phrases:
        wanted = phrase.phrase or ""
        for clause in _CLAUSE.split(text):
            at = clause.find(wanted) if wanted else -1
            if at >= 0 and (phrase.always or not any(ban in clause[:at] for ban in _BAN)):
                yield phrase
                break
