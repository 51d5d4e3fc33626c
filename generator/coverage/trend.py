"""Coverage over time, computed anew from dated records: no snapshot is kept, and none can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.coverage.judge import Known
from generator.coverage.measure import Tally
from generator.coverage.measure import measure
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger import life_of
from generator.facts.model.records import Drill
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.town import Roster


@dataclass(frozen=True, slots=True)
class Dated:
    """A community's dated records."""

    entries: tuple[LedgerEntry, ...]
    drills: tuple[Drill, ...]


def month_ends(day: date, number: int) -> tuple[date, ...]:
    """The last days of the `number` months before, oldest first, and the day itself."""
    found = [day]
    year, month = day.year, day.month
    for _ in range(number):
        first = date(year, month, 1)
        found.append(date.fromordinal(first.toordinal() - 1))
        year, month = found[-1].year, found[-1].month
    return tuple(reversed(found))


def trend(
    roster: Roster, dated: Mapping[str, Dated], rules: CoverageStandards, days: Sequence[date]
) -> tuple[tuple[date, Tally], ...]:
    """The district on each of these days. `dated` by town/community: who is missing there has nothing."""
    return tuple(
        (
            day,
            measure(
                roster,
                {slug: Known(life_of(one.entries, as_of=day), one.drills) for slug, one in dated.items()},
                rules,
                day,
            ).whole,
        )
        for day in days
    )
