"""What a measurement is made from: roster, ledgers, drills, and (of today) profiles and what has moved since."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from generator.bulk.setup import Setup
from generator.coverage.denominator import Counted
from generator.coverage.denominator import counted
from generator.coverage.judge import Known
from generator.coverage.judge import Update
from generator.coverage.trend import Dated
from generator.facts.checks.case import Case
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.ledger import Ledger
from generator.facts.ledger import Life
from generator.facts.ledger import life_of
from generator.facts.ledger.merger import in_force_after_merger
from generator.facts.load import load_case
from generator.facts.load import load_drills
from generator.facts.load import load_ledger
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.town import RosterEntry
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import has_profile
from generator.problems import Problem
from generator.problems import Severity
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import Changes
from generator.revisions.changes.compare import changes
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen
from generator.risk import assess


class Found(NamedTuple):
    """What is known of a community, its risk level and whether it is 多灾易灾 (where assessed), and problems.

    `head`: the SHA-256 of the newest entry of its ledger, of that day.
    """

    known: Known
    level: tuple[str, bool] | None
    problems: list[Problem]
    dated: Dated
    case: Case | None = None
    head: str = ""


@dataclass(frozen=True)
class Loading:
    """One measurement's reading. Of a past day only dated records are taken: ledgers, drills, roster."""

    setup: Setup
    rules: CoverageStandards
    day: date
    is_today: bool

    @cached_property
    def communities(self) -> tuple[Counted, ...]:
        """Who is counted."""
        return counted(self.setup.settings.roster, self.day, self.rules.grace_days or 0)[0]

    @cached_property
    def _folders(self) -> Mapping[str, tuple[str | None, RosterEntry]]:
        """Every community that ever was by its code, with the folder of its town."""
        towns = self.setup.settings.roster.towns
        return {entry.code: (town.folder, entry) for town in towns for entry in town.communities if entry.code}

    def found(self, one: Counted) -> Found:
        """What is known of a community."""
        entry = _entry(one.town.folder or "", one.town.name or "", one.entry)
        told = _today(self.setup, self.rules, entry) if self.is_today else _dated(self.setup, entry, self.day)
        known, found = _with_held(self.setup.workspace, told.known, one.entry, self._folders, self.day)
        return told._replace(known=known, problems=told.problems + found)


def _entry(town: str, town_name: str, entry: RosterEntry) -> Entry:
    return Entry(town, entry.folder or "", entry.name or entry.folder or "", entry.code or "", town_name, entry)


def _dated(setup: Setup, entry: Entry, day: date) -> Found:
    """What dated records say."""
    folder = entry.path(setup.workspace)
    ledger, problems = load_ledger(setup.workspace, folder)
    drills, found = load_drills(setup.workspace, entry, setup.settings)
    dated = Dated(ledger.entries, drills)
    known = Known(life_of(ledger.entries, as_of=day), drills)
    return Found(known, None, [*problems, *found], dated, head=_head(ledger, day))


def _today(setup: Setup, rules: CoverageStandards, entry: Entry) -> Found:
    """What the files say now."""
    if not has_profile(setup.workspace, entry):
        ledger, problems = load_ledger(setup.workspace, entry.path(setup.workspace))
        known = Known(ledger.life, has_profile=False)
        return Found(known, None, problems, Dated(ledger.entries, ()), head=ledger.head)
    case, problems = load_case(setup.workspace, entry, setup.settings)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if case is None:
        ledger, found = load_ledger(setup.workspace, entry.path(setup.workspace))
        known = Known(ledger.life, has_profile=True, is_valid=False)
        return Found(known, None, errors + found, Dated(ledger.entries, ()), head=ledger.head)
    facts = case.facts
    organisation = facts.profile.organisation
    updates, found = _updates(setup, rules, entry, facts) if not errors else ((), [])
    known = Known(
        facts.ledger.life,
        facts.drills,
        has_profile=True,
        is_valid=not errors,
        elected_on=organisation.elected_on if organisation is not None else None,
        updates=updates,
        gaps=sum(problem.severity is Severity.GAP for problem in problems),
    )
    assessment = assess(facts.profile, facts.standards)
    level = assessment.overall.title if assessment.overall is not None else ""
    dated = Dated(facts.ledger.entries, facts.drills)
    return Found(known, (level, bool(assessment.disaster_prone)), errors + found, dated, case, facts.ledger.head)


def _head(ledger: Ledger, day: date) -> str:
    """The SHA-256 of the newest entry that was made by that day."""
    made = [sheet for sheet in ledger.sheets if sheet.entry is not None and (sheet.entry.on or day) <= day]
    return made[-1].sha256 if made else ""


def _updates(
    setup: Setup, rules: CoverageStandards, entry: Entry, facts: Facts
) -> tuple[tuple[Update, ...], list[Problem]]:
    """What has moved since the plan in force was frozen; nothing of a paper plan, whose content nobody froze."""
    revision = facts.ledger.life.current
    if revision is None or revision.issue is None:
        return (), []
    frozen, problems = load_frozen(setup.workspace.root, entry.slug, facts.ledger.life, revision.version)
    if frozen is None:
        return (), problems
    now, problems = freeze_now(setup, entry)
    if now is None or is_current(frozen, now):
        return (), problems
    release = setup.templates.recipe.release
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


def _with_held(
    workspace: Workspace,
    known: Known,
    entry: RosterEntry,
    folders: Mapping[str, tuple[str | None, RosterEntry]],
    day: date,
) -> tuple[Known, list[Problem]]:
    """What is known, with the plans of merged communities that hold until the successor's does, by name and version."""
    lives: dict[str, Life] = {}
    problems: list[Problem] = []
    for code in entry.succeeds:
        town, old = folders.get(code, (None, None))
        if town and old is not None and old.folder:
            ledger, found = load_ledger(workspace, workspace.plans / town / old.folder)
            lives[old.name or code] = ledger.life
            problems += found
    held = in_force_after_merger("", known.life, lives, day)
    return replace(known, held_by=tuple(f"{name}{revision.version}" for name, revision in held if name)), problems


def rules_of(settings: Settings) -> CoverageStandards:
    """The district's rules; those that ask for everything where it has none."""
    return settings.standards.coverage or CoverageStandards(requires=("签发", "备案", "分发"))
