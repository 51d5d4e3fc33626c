"""The whole report of a workspace: everything is gathered, judged, and asked the rules."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from generator.coverage.asking import Readiness
from generator.coverage.between import Between
from generator.coverage.denominator import counted
from generator.coverage.gather import Gathering
from generator.coverage.gather import Watched
from generator.coverage.ground import Base
from generator.coverage.ground import Ground
from generator.coverage.ground import ground_of
from generator.coverage.load import Loading
from generator.coverage.load import rules_of
from generator.coverage.measure import Measurement
from generator.coverage.memory import Memory
from generator.coverage.readiness import Result
from generator.coverage.report import Report
from generator.coverage.row import Row
from generator.coverage.row import findings_of
from generator.coverage.row import particulars_of
from generator.coverage.row import phones_in
from generator.coverage.row import results_of
from generator.coverage.towns import answers_of_towns
from generator.coverage.trend import trend
from generator.coverage.trend import trend_days
from generator.problems import Problem

Value = TypeVar("Value")


def survey(
    setup: Base,
    day: date,
    *,
    is_today: bool,
    watched: Watched = iter,
    memory: Memory | None = None,
    jobs: int | None = None,
) -> tuple[Report, list[Problem]]:
    """The report of that day and the problems of ledgers. `watched` hands the communities on that are read, one by one.

    Of today all is read that is not remembered; of a past day ledgers, drills and roster, and no rules are asked.
    """
    ground = ground_of(setup)
    loading = Loading(ground, rules_of(ground.settings), day, is_today=is_today)
    return surveyed(loading, watched, memory, jobs)


def surveyed(
    loading: Loading, watched: Watched = iter, memory: Memory | None = None, jobs: int | None = None
) -> tuple[Report, list[Problem]]:
    """The report of what this loading finds, and the problems of ledgers."""
    ground = ground_of(loading.setup)
    gathering = Gathering(ground, loading, memory or Memory(None))
    gathering.run(watched, jobs)
    return report_of(ground, gathering), gathering.told()


def report_of(ground: Ground, gathering: Gathering) -> Report:
    """The report made from what was gathered."""
    loading, rows = gathering.loading, gathering.rows
    settings, rules, day = ground.settings, loading.rules, loading.day
    there, exempt = counted(settings.roster, day, rules.grace_days or 0)
    measured = Measurement(day, tuple([rows[one.slug].standing(one) for one in there]), exempt)
    asked = {slug: row for slug, row in rows.items() if row.was_asked}
    before = trend(settings.roster, gathering.codes, rules.grace_days or 0, trend_days(day))
    return Report(
        district=settings.district.name or "",
        bureau=settings.district.bureau or "",
        measured=measured,
        rules=rules,
        readiness_rules=settings.standards.readiness,
        ready=_readiness(ground, gathering, asked) if loading.is_today else None,
        over_time=(*before, (day, measured.whole)),
        particulars=_Lazy(asked, particulars_of),
        findings=_Lazy(rows, findings_of),
        phones=_Lazy(asked, phones_in),
        gaps={slug: row.gaps for slug, row in rows.items()},
        heads={slug: row.head for slug, row in rows.items() if row.head},
        contradictions=Between(ground, gathering) if loading.is_today else (),
    )


def _readiness(ground: Ground, gathering: Gathering, asked: Mapping[str, Row]) -> Readiness:
    rules = {rule.id: rule for rule in ground.settings.standards.readiness}

    def results(row: Row) -> tuple[Result, ...]:
        return results_of(row, rules)

    towns = answers_of_towns(ground, gathering.memory, gathering.hosts(), gathering.loading.day)
    return Readiness(_Lazy(asked, results), towns, {slug: row.musts for slug, row in asked.items()})


class _Lazy(Mapping[str, Value]):
    """What is made of each row, when it is asked for: most outputs ask for little of it."""

    def __init__(self, rows: Mapping[str, Row], make: Callable[[Row], Value]) -> None:
        self._rows = rows
        self._make = make

    def __getitem__(self, slug: str) -> Value:
        return self._make(self._rows[slug])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
