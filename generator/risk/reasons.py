"""The reasons that `standards.yaml` gives for its floors: texts that name values in braces."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping

from generator.facts.model.standards import Floor
from generator.facts.model.standards import Standards
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg5_reasons as codes

PlaceOf = Callable[[Floor, str], Place]

_OF_POINTS = frozenset({"people", "houses", "names"})
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "official_level": frozenset({"level", "document"}),
    "point_with_people": _OF_POINTS,
    "grade_or_night_people": _OF_POINTS,
    "unregistered_with_sleepers": _OF_POINTS,
    "bad_dam": _OF_POINTS,
    "flash_flood_zone": _OF_POINTS,
    "timber_quarter": _OF_POINTS,
    "one_exit_sleepers": _OF_POINTS,
    "fire_building": _OF_POINTS,
    "deaths": frozenset({"people", "years"}),
    "stale_or_estimated": frozenset({"years", "level", "people"}),
}
"""What the reason of each rule may name in braces."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def filled(reason: str, values: Mapping[str, object]) -> str:
    """The reason with actual values; one that its rule does not know stays visible."""
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), reason)


def check_reasons(standards: Standards, place_of: PlaceOf) -> list[Problem]:
    """A problem for each value that a reason names and its rule does not know (PG550)."""
    problems: list[Problem] = []
    for floor in standards.floors:
        known = PLACEHOLDERS.get(floor.rule or "", frozenset())
        for name in dict.fromkeys(_PLACEHOLDER.findall(floor.reason or "")):
            if name not in known:
                near = nearest(name, sorted(known)) or "、".join(sorted(known))
                problems.append(
                    codes.UNKNOWN_VALUE.at(place_of(floor, "reason"), found=name, rule=floor.rule, known=near)
                )
    return problems
