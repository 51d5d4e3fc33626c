"""Codes of communities: each its own."""

from __future__ import annotations

from collections.abc import Sequence

from generator.facts.across.seen import Seen
from generator.problems import Problem
from generator.problems import pg3_across as codes


def check_codes(communities: Sequence[Seen]) -> list[Problem]:
    """Profiles with the code of another one (PG300)."""
    problems: list[Problem] = []
    first_of: dict[str, Seen] = {}
    for community in communities:
        if not community.code:
            continue
        first = first_of.setdefault(community.code, community)
        if first is not community:
            places = (community.code_place, first.code_place)
            problems.append(codes.SAME_CODE.at(*places, found=community.code, other=first.name))
    return problems
