"""Ranks of towns by the share that counts: of those alone that have enough communities to be compared."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from fractions import Fraction

from generator.coverage.measure import Tally


def ranks(tallies: Iterable[Tally], least: int) -> Mapping[str, int]:
    """The rank of each town with at least `least` communities; equal shares share a rank, and nobody the next.

    Where all are equal there is nothing to rank.
    """
    shares = {tally.title: Fraction(tally.covered, tally.total) for tally in tallies if tally.total >= max(1, least)}
    if len(set(shares.values())) < 2:
        return {}
    return {title: 1 + sum(other > share for other in shares.values()) for title, share in shares.items()}
