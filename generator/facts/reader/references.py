"""Names that stand for entries of other lists: looked up once everything is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from generator.facts.reader.places import Places
from generator.facts.reader.record import Reference
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_values as codes


@dataclass(frozen=True, slots=True)
class Target:
    """A list that names point into."""

    title: str
    names: frozenset[str]
    place: Callable[[], Place] | None = None
    """Where the list stands, if it stands in a file of the community: worked out when a name is not in it."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Other words for an entry (its Chinese title, its former name) and the name to write instead."""


def check_references(references: Iterable[Reference], places: Places, targets: Mapping[Ref, Target]) -> list[Problem]:
    """Names that are in no list (PG206). A list that is not in `targets` could not be read: its names pass."""
    problems: list[Problem] = []
    for reference in references:
        target = targets.get(reference.ref)
        if target is None or reference.name in target.names:
            continue
        place = places.at_node(reference.node, reference.trail)
        words = {name: name for name in target.names} | dict(target.also)
        near = words.get(nearest(reference.name, sorted(words)), "")
        known = near or "、".join(sorted(target.names)[:12]) or "—"
        related = () if target.place is None else (target.place(),)
        title = place.field.rpartition("·")[2].partition("[")[0]
        problems.append(
            codes.DANGLING.at(place, *related, title=title, found=reference.name, target=target.title, known=known)
        )
    return problems


def check_names(entries: Iterable[Record], key: str, places: Places, title: str) -> list[Problem]:
    """Entries of one list that cannot be told apart by the field `key` (PG213)."""
    problems: list[Problem] = []
    seen: dict[str, Record] = {}
    for entry in entries:
        name = getattr(entry, key)
        if not name:
            continue
        folded = unicodedata.normalize("NFKC", name)
        if folded in seen:
            first = places.of(seen[folded], key)
            problems.append(codes.SAME_NAME.at(places.of(entry, key), first, title=title, found=name))
        else:
            seen[folded] = entry
    return problems
