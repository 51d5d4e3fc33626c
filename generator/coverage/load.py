"""What a measurement is made from: roster, ledgers, drills, and (of today) profiles and what has moved since."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from generator.bulk.results import FLEETING
from generator.bulk.setup import Setup
from generator.coverage.denominator import Counted
from generator.coverage.denominator import counted
from generator.coverage.evidence import Across
from generator.coverage.evidence import Evidence
from generator.coverage.evidence import Head
from generator.coverage.evidence import Now
from generator.coverage.evidence import Records
from generator.coverage.evidence import slim
from generator.coverage.evidence import subject_of
from generator.coverage.ground import Base
from generator.coverage.judge import Update
from generator.coverage.phones import numbers_of
from generator.coverage.phones import slim_calls
from generator.coverage.trend import trend_days
from generator.facts.across.seen import seen
from generator.facts.calls import load_calls
from generator.facts.checks.case import Case
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.ledger import Ledger
from generator.facts.ledger import LedgerEntry
from generator.facts.load import load_case
from generator.facts.load import load_drills
from generator.facts.load import load_ledger
from generator.facts.model.records import Drill
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.town import RosterEntry
from generator.facts.workspace import Entry
from generator.facts.workspace import has_profile
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import has_errors
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import Changes
from generator.revisions.changes.compare import changes
from generator.revisions.frozen.now import freeze_facts
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen
from generator.risk import assess


class Found(NamedTuple):
    """What the files of a community say: dated records, and of today what its profile is; the facts where they can be.

    `is_fleeting`: something could not be read this time, and may be there the next.
    """

    records: Records
    present: Now
    case: Case | None = None
    is_fleeting: bool = False

    def evidence(self) -> Evidence:
        """What is made of it on any day."""
        if self.case is None:
            return Evidence(self.records, self.present, is_lasting=not self.is_fleeting)
        prone = self.present.level is not None and self.present.level[1]
        as_seen = seen(self.case)
        numbers = self.present.numbers
        subject, is_lasting = subject_of(self.case.facts, self.records.drills, as_seen, numbers, is_prone=prone)
        now = replace(self.present, subject=subject)
        return Evidence(self.records, now, Across(as_seen, subject.secrets), is_lasting and not self.is_fleeting)


@dataclass(frozen=True)
class Loading:
    """One measurement's reading. Of a past day only dated records are taken: ledgers, drills, roster."""

    setup: Base
    rules: CoverageStandards
    day: date
    is_today: bool

    @cached_property
    def communities(self) -> tuple[Counted, ...]:
        """Who is counted."""
        return counted(self.setup.settings.roster, self.day, self.rules.grace_days or 0)[0]

    @cached_property
    def by_slug(self) -> Mapping[str, Counted]:
        """Who is counted, by town/community."""
        return {one.slug: one for one in self.communities}

    @cached_property
    def all_by_slug(self) -> Mapping[str, Counted]:
        """Who is counted, and who was on a day that the curve shows."""
        return {one.slug: one for one in (*self.communities, *self.gone)}

    @cached_property
    def gone(self) -> tuple[Counted, ...]:
        """Who was counted on a day that the curve shows, and is not any more."""
        roster, grace = self.setup.settings.roster, self.rules.grace_days or 0
        here = {one.slug for one in self.communities}
        if not any(entry.until is not None or entry.exempt for town in roster.towns for entry in town.communities):
            return ()
        every = (one for day in trend_days(self.day) for one in counted(roster, day, grace)[0])
        return tuple({one.slug: one for one in every if one.slug not in here}.values())

    @cached_property
    def _folders(self) -> Mapping[str, tuple[str | None, RosterEntry]]:
        """Every community that ever was by its code, with the folder of its town."""
        towns = self.setup.settings.roster.towns
        return {entry.code: (town.folder, entry) for town in towns for entry in town.communities if entry.code}

    def found(self, one: Counted) -> Found:
        """What is known of a community; of a past day, and of one that is gone, its dated records alone."""
        entry = entry_of(one)
        if self.is_today and one.slug in self.by_slug:
            found = _today(self.setup, self.rules, entry)
        else:
            found = _dated(self.setup, entry, Now())
        return found._replace(records=replace(found.records, merged=self._merged(one.entry)))

    def merged_folders(self, entry: RosterEntry) -> tuple[tuple[str, str], ...]:
        """The communities that one succeeds: the name of each, and town/community."""
        there = ((code, *self._folders.get(code, (None, None))) for code in entry.succeeds)
        return tuple(
            (old.name or code, f"{town}/{old.folder}")
            for code, town, old in there
            if town and old is not None and old.folder
        )

    def _merged(self, entry: RosterEntry) -> tuple[tuple[str, tuple[LedgerEntry, ...]], ...]:
        workspace = self.setup.workspace
        return tuple(
            (name, load_ledger(workspace, workspace.plans / slug)[0].entries)
            for name, slug in self.merged_folders(entry)
        )


def entry_of(one: Counted) -> Entry:
    """The community as files are found by it."""
    entry = one.entry
    name = entry.name or entry.folder or ""
    return Entry(one.town.folder or "", entry.folder or "", name, entry.code or "", one.town.name or "", entry)


def _dated(setup: Base, entry: Entry, now: Now) -> Found:
    """What dated records say, and what is known of the profile without them."""
    ledger, problems = load_ledger(setup.workspace, entry.path(setup.workspace))
    drills, found = load_drills(setup.workspace, entry, setup.settings)
    records = _records_of(setup, entry, ledger, drills, problems)
    return Found(records, now, is_fleeting=_is_fleeting(problems, found, records.told))


def _is_fleeting(*problems: Iterable[Problem]) -> bool:
    return any(problem.code in FLEETING for every in problems for problem in every)


def _records_of(
    setup: Base, entry: Entry, ledger: Ledger, drills: tuple[Drill, ...], problems: list[Problem]
) -> Records:
    calls, found = load_calls(setup.workspace, entry.path(setup.workspace))
    heads = tuple(
        Head(sheet.sha256, sheet.entry.on if sheet.entry is not None else None, sheet.entry is not None)
        for sheet in ledger.sheets
    )
    told = (*(problem for problem in problems if "/revisions/" in problem.place.file), *found)
    return Records(ledger.entries, heads, slim(drills), (), told, slim_calls(calls))


def _today(setup: Base, rules: CoverageStandards, entry: Entry) -> Found:
    """What the files say now."""
    if not has_profile(setup.workspace, entry):
        return _dated(setup, entry, Now())
    case, problems = load_case(setup.workspace, entry, setup.settings)
    if case is None:
        told = _dated(setup, entry, Now(has_profile=True, is_valid=False))
        return told._replace(is_fleeting=told.is_fleeting or _is_fleeting(problems))
    facts = case.facts
    is_valid = not has_errors(problems)
    organisation = facts.profile.organisation
    updates, found = _updates(setup, rules, entry, facts) if is_valid else ((), [])
    assessment = assess(facts.profile, facts.standards)
    level = assessment.overall.title if assessment.overall is not None else ""
    now = Now(
        has_profile=True,
        is_valid=is_valid,
        elected_on=organisation.elected_on if organisation is not None else None,
        updates=updates,
        gaps=sum(problem.severity is Severity.GAP for problem in problems),
        level=(level, bool(assessment.disaster_prone)),
        numbers=numbers_of(facts),
    )
    records = _records_of(setup, entry, facts.ledger, case.recorded, [*problems, *found])
    return Found(records, now, case, _is_fleeting(problems, found, records.told))


def _updates(
    setup: Base, rules: CoverageStandards, entry: Entry, facts: Facts
) -> tuple[tuple[Update, ...], list[Problem]]:
    """What has moved since the plan in force was frozen; nothing of a paper plan, whose content nobody froze."""
    revision = facts.ledger.life.current
    if revision is None or revision.issue is None:
        return (), []
    frozen, problems = load_frozen(setup.workspace.root, entry.slug, facts.ledger.life, revision.version)
    if frozen is None:
        return (), problems
    whole = setup if isinstance(setup, Setup) else setup.setup()
    now, problems = freeze_facts(whole, facts)
    if is_current(frozen, now):
        return (), problems
    release = whole.templates.recipe.release
    reviewed = facts.profile.reviewed_on
    days = timedelta(days=rules.safety_days or 0)
    return tuple(
        updates_of(
            changes(frozen, now),
            reviewed + days if reviewed is not None else None,
            release.name or "" if release is not None else "",
            release.due if release is not None else None,
        )
    ), problems


def updates_of(found: Changes, facts_due: date | None, release: str, release_due: date | None) -> Iterator[Update]:
    """Why a plan must be updated and by when: facts from the day of their review, templates from their release."""
    told = {change.source for change in found.printed}
    if Source.FACTS in told:
        yield Update("风险档案有变化", facts_due)
    if Source.DRILL in told:
        yield Update("演练和整改情况有变化", None)
    if Source.TEMPLATE in told:
        yield Update(f"模板有更新（{release}）" if release else "模板有更新", release_due)
    if Source.ENGINE in told:
        yield Update("区级设置有变化", facts_due)


def rules_of(settings: Settings) -> CoverageStandards:
    """The district's rules; those that ask for everything where it has none."""
    return settings.standards.coverage or CoverageStandards(requires=("签发", "备案", "分发"))
