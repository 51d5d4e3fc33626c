"""Routes that lead through a danger that only another community knows of."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from generator.facts.across.seen import Seen
from generator.facts.across.seen import SeenPoint
from generator.facts.across.seen import SeenWay
from generator.facts.across.seen import folded
from generator.problems import Problem
from generator.problems import pg3_across as codes

_TELLING = 3  # characters: a shorter name (后山, 溪边) is to be found in every valley
_KINDS = ("社区", "村", "居")


def check_ways(communities: Sequence[Seen]) -> list[Problem]:
    """Routes by a danger zone of another community in one of their hazards (PG317), each told once."""
    zones: dict[str, list[tuple[Seen, SeenPoint]]] = {}
    for community in communities:
        for point in community.points:
            if len(point.name) > 1:
                zones.setdefault(point.name, []).append((community, point))
    named: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for community in communities:
        own = {point.name for point in community.points}
        for way in community.ways:
            problem = next(_dangers(community, way, own, zones, named), None)
            if problem is not None:
                problems.append(problem)
    return problems


def _dangers(
    community: Seen,
    way: SeenWay,
    own: set[str],
    zones: Mapping[str, Sequence[tuple[Seen, SeenPoint]]],
    named: dict[str, list[str]],
) -> Iterator[Problem]:
    """What the route passes. `named` remembers which zones the name of a place has in it."""
    for through in way.through:
        if through not in named:
            named[through] = [name for name in _pieces(through) if name in zones]
        for name in named[through]:
            for other, point in zones[name] if name not in own else ():
                hazard = next((one for one in way.hazards if one in point.hazards), None)
                if other is not community and hazard is not None and _means(community, through, other, name):
                    yield codes.ROUTE_INTO_THEIR_DANGER.at(
                        way.place,
                        point.place,
                        hazard=hazard,
                        found=way.name,
                        via=through,
                        point=name,
                        community=other.name,
                    )


def _pieces(text: str) -> Iterator[str]:
    """Every run of characters in the text, the longest first."""
    for length in range(len(text), 1, -1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def _means(community: Seen, through: str, other: Seen, name: str) -> bool:
    """Whether the place on the route is that of the other community: it says so, or the name is telling enough."""
    whole = folded(other.name)
    stem = next((whole.removesuffix(kind) for kind in _KINDS if whole.endswith(kind)), whole)
    if (stem if len(stem) > 1 else whole) in through.replace(name, "", 1):
        return True
    return community.town == other.town and len(name) >= _TELLING
