"""What communities need to know of each other, made of the sums of all: people in shared shelters, drills watched."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from typing import Any
from typing import NamedTuple

from generator.bulk.stamps import Seen as Stamps
from generator.coverage.denominator import Counted
from generator.coverage.evidence import Evidence
from generator.coverage.memory import Kept
from generator.coverage.row import Others
from generator.facts.across.seen import Load
from generator.facts.across.seen import Seen
from generator.facts.across.seen import SeenShelter
from generator.facts.across.seen import folded
from generator.facts.across.shelters import assigned
from generator.problems import Place

_NOWHERE = Place()


class Sum(NamedTuple):
    """What the others need to know of a community, in plain values: its name (folded), its shelters, drills watched.

    `hosts`: drills to which others were invited, by name and day. `register`: the digest of its register, if any.
    """

    name: str
    shelters: tuple[Any, ...]
    watched: tuple[tuple[str, int], ...]
    hosts: tuple[tuple[str, int], ...]
    register: str


NOBODY = Sum("", (), (), (), "")
"""Of who has no profile that can be read, the others know nothing."""


def sum_of(kept: Kept) -> Sum:
    """What the others need to know of a community that is remembered."""
    return Sum(*marshal.loads(kept.sum))  # noqa: S302  (the memory vouches for it)


def sum_up(one: Counted, evidence: Evidence, stamps: Stamps) -> Sum:
    """What the others need to know of a community that was read."""
    subject, across = evidence.present.subject, evidence.across
    if subject is None or across is None:
        return NOBODY
    name = subject.profile.name or one.slug
    drills = [drill for drill in evidence.records.drills if drill.on is not None]
    return Sum(
        name=folded(name),
        shelters=tuple(
            (shelter.name, shelter.address, shelter.level, tuple(map(tuple, shelter.loads)))
            for shelter in across.seen.shelters
        ),
        watched=tuple((folded(name), drill.on.toordinal()) for drill in drills if drill.on for name in drill.observers),
        hosts=tuple((name, drill.on.toordinal()) for drill in drills if drill.on and drill.host),
        register=stamps.get(f"plans/{one.slug}/register.yaml", (0, 0, ""))[2],
    )


def others_of(sums: Mapping[str, Sum]) -> dict[str, Others]:
    """What each community's answers need to know of the others, by town/community."""
    sent = assigned([_seen(slug, one) for slug, one in sums.items() if one.shelters])
    watched: dict[str, list[int]] = {}
    for one in sums.values():
        for name, day in one.watched:
            watched.setdefault(name, []).append(day)
    return {
        slug: Others(tuple(sorted(sent.get(slug, {}).items())), tuple(sorted(watched.get(one.name, ()))))
        for slug, one in sums.items()
        if one.name
    }


def digest_of(keys: Mapping[str, str]) -> str:
    """One digest of who is there and what each says."""
    return hashlib.sha256("\n".join(f"{slug} {key}" for slug, key in sorted(keys.items())).encode()).hexdigest()


def _seen(slug: str, one: Sum) -> Seen:
    """The community with its shelters alone."""
    town, _, folder = slug.partition("/")
    shelters = tuple(
        SeenShelter(
            name=name,
            address=address,
            level=level,
            capacity=None,
            reserved=None,
            loads=tuple(Load(*load) for load in loads),
            traits=(),
            place=_NOWHERE,
            dangers=(),
        )
        for name, address, level, loads in one.shelters
    )
    return Seen(
        town=town,
        folder=folder,
        name=one.name,
        code="",
        code_place=_NOWHERE,
        shelters=shelters,
        people=(),
        duties=(),
        has_squad=False,
        squad="",
        squad_size=None,
        squad_place=_NOWHERE,
        registered=(),
        points=(),
        ways=(),
        moves=(),
    )
