"""The whole report of a workspace: everything is read once, judged, and asked the rules."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.bulk.setup import Setup
from generator.coverage.asking import Readiness
from generator.coverage.asking import readiness
from generator.coverage.denominator import Counted
from generator.coverage.discreet import discreet
from generator.coverage.judge import open_findings
from generator.coverage.load import Found
from generator.coverage.load import Loading
from generator.coverage.load import rules_of
from generator.coverage.measure import measure
from generator.coverage.particulars import particulars
from generator.coverage.report import Report
from generator.coverage.trend import month_ends
from generator.coverage.trend import trend
from generator.facts.checks.case import Case
from generator.facts.load import load_towns
from generator.problems import Problem

MONTHS = 12

Watched = Callable[[Sequence[Counted]], Iterable[Counted]]


def survey(setup: Setup, day: date, *, is_today: bool, watched: Watched = iter) -> tuple[Report, list[Problem]]:
    """The report of that day and the problems of ledgers. `watched` hands the communities on, one by one.

    Of today everything is read; of a past day ledgers, drills and roster, and no rules are asked.
    """
    loading = Loading(setup, rules_of(setup.settings), day, is_today=is_today)
    found: dict[str, Found] = {one.slug: loading.found(one) for one in watched(loading.communities)}
    problems = [problem for one in found.values() for problem in one.problems if "/revisions/" in problem.place.file]
    return report_of(setup, found, day, is_today=is_today), problems


def report_of(setup: Setup, found: Mapping[str, Found], day: date, *, is_today: bool) -> Report:
    """The report made from what was found of each community, by town/community."""
    rules = rules_of(setup.settings)
    levels = {slug: one.level for slug, one in found.items() if one.level is not None}
    cases = {slug: one.case for slug, one in found.items() if one.case is not None}
    roster, district = setup.settings.roster, setup.settings.district
    ready = _readiness(setup, cases, day) if is_today else None
    findings = {slug: tuple(open_findings(one.known, day)) for slug, one in found.items()}
    if ready is not None:
        answers = dict(ready.communities)
        for slug, case in cases.items():
            answers[slug], findings[slug] = discreet(case.facts, answers[slug], findings[slug])
        ready = replace(ready, communities=answers)
    measured = measure(roster, {slug: one.known for slug, one in found.items()}, rules, day, levels)
    before = trend(roster, {slug: one.dated for slug, one in found.items()}, rules, month_ends(day, MONTHS)[:-1])
    return Report(
        district=district.name or "",
        bureau=district.bureau or "",
        measured=measured,
        rules=rules,
        readiness_rules=setup.settings.standards.readiness,
        ready=ready,
        over_time=(*before, (day, measured.whole)),
        particulars={slug: particulars(case.facts, day) for slug, case in cases.items()},
        findings=findings,
        gaps={slug: one.known.gaps for slug, one in found.items()},
        heads={slug: one.head for slug, one in found.items() if one.head},
    )


def _readiness(setup: Setup, cases: Mapping[str, Case], day: date) -> Readiness:
    """The rules asked of who has a profile; what is wrong with a town's record is for `plangen check` to say."""
    towns, _problems = load_towns(setup.workspace, setup.settings.roster)
    return readiness(cases, {folder: read.record for folder, read in towns.items()}, setup.settings, day)
