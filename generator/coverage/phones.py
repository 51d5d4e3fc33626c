"""What is known of the telephones of a community's posts on a day: how many answer, and which posts cannot be reached.

Numbers and names are in no answer: posts stand for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.coverage.calls.lines import Source
from generator.coverage.calls.lines import State
from generator.coverage.calls.lines import Unit
from generator.coverage.calls.lines import numbers
from generator.coverage.calls.lines import state_of
from generator.coverage.calls.posts import posts_of
from generator.facts.calls import Heard
from generator.facts.calls import newer
from generator.facts.facts import Facts
from generator.facts.model.calls import Call
from generator.facts.model.calls import CallRecord
from generator.mask import Secrets
from generator.mask import redacted

_FEW = 4


class Number(NamedTuple):
    """A number, the posts that it serves, and when it was answered last by what the profile says."""

    phone: str
    posts: tuple[str, ...]
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of a community on a day, each in exactly one state; an answer counts `days` days.

    `gone`: posts with a number that is nobody's or somebody else's; `since`: the day on which the first of these was
    found. `silent`: posts that have no number which was answered within the days, the gone ones among them.
    """

    days: int
    answered: int = 0
    old: int = 0
    never: int = 0
    gone_count: int = 0
    gone: tuple[str, ...] = ()
    since: date | None = None
    silent: tuple[str, ...] = ()
    called_on: date | None = None
    """The day of the latest calls."""

    def without(self, secrets: Secrets) -> Phones:
        """The same with known names and numbers masked in the titles of posts."""
        masked = redacted({"gone": list(self.gone), "silent": list(self.silent)}, secrets)
        return replace(self, gone=_texts(masked["gone"]), silent=_texts(masked["silent"]))

    @property
    def total(self) -> int:
        """How many numbers there are."""
        return self.answered + self.old + self.never + self.gone_count

    @property
    def said(self) -> str:
        """All of it in a sentence."""
        parts = [f"{self.total}个号码", f"{self.days}天内接通{self.answered}个"]
        parts += [f"{title}{count}个" for title, count in self._rest if count]
        return "，".join(parts)

    @property
    def _rest(self) -> tuple[tuple[str, int], ...]:
        return (("超期", self.old), ("从没接通", self.never), ("空号或已更换", self.gone_count))


def numbers_of(facts: Facts) -> tuple[Number, ...]:
    """Every number of a community's posts, in the order of the groups."""
    source = Source(Unit("", "", ""), posts_of(facts.profile), facts.contacts)
    posts: dict[str, list[str]] = {}
    answered: dict[str, date | None] = {}
    for held in source.posts:
        for number, contact in numbers(source, held):
            posts.setdefault(number, []).append(held.title)
            on = contact.answered_on if contact is not None and contact.phone == number else None
            answered[number] = max(filter(None, (answered.get(number), on)), default=None)
    return tuple(Number(number, tuple(dict.fromkeys(titles)), answered[number]) for number, titles in posts.items())


def phones_of(
    every: Iterable[Number], known: Mapping[str, Heard], called_on: date | None, day: date, days: int
) -> Phones:
    """How these numbers stand on that day. `known`: what calls until then say."""
    states = dict.fromkeys(State, 0)
    gone: dict[str, None] = {}
    silent: dict[str, None] = {}
    reached: set[str] = set()
    since: list[date] = []
    for one in every:
        heard = newer(known.get(one.phone, Heard()), one.answered_on, day)
        state = state_of(heard, day, days)
        states[state] += 1
        if state is State.ANSWERED:
            reached.update(one.posts)
        else:
            silent |= dict.fromkeys(one.posts)
        if state is State.GONE:
            gone |= dict.fromkeys(one.posts)
            since += [heard.called_on] if heard.called_on is not None else []
    return Phones(
        days,
        states[State.ANSWERED],
        states[State.OLD],
        states[State.NEVER],
        states[State.GONE],
        tuple(gone),
        min(since, default=None),
        tuple(post for post in silent if post not in reached),
        called_on,
    )


def few(posts: Sequence[str], most: int = _FEW) -> str:
    """The first of these posts, and how many there are if not all are named."""
    named = "、".join(posts[:most])
    return named if len(posts) <= most else f"{named}等{len(posts)}岗"


def slim_calls(records: Iterable[CallRecord]) -> tuple[CallRecord, ...]:
    """Records with what is said of them in a measurement: days, numbers and results; nobody is named."""
    return tuple(
        CallRecord(on=one.on, calls=tuple(Call(phone=call.phone, result=call.result) for call in one.calls))
        for one in records
    )


def last_call(records: Iterable[CallRecord], day: date) -> date | None:
    """The day of the latest calls until that day."""
    return max((one.on for one in records if one.on is not None and one.on <= day), default=None)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(text) for text in value)) if isinstance(value, list) else ()
