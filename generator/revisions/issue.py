"""送签: the next revision of each community examined, made, printed, archived and entered; each of them whole or not.

entries ── examine (gates) ─┬─ refused, the same as before, or waiting for its signature
                            └─ order ── press (several offices) ── parcel ── archive ── ledger

Whoever is stopped in between runs it again: what is entered is entered, the rest is done.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.bulk.manual import standing_of
from generator.bulk.results import Fault
from generator.bulk.setup import Setup
from generator.facts.facts import Facts
from generator.facts.ledger import Ledger
from generator.facts.ledger import Life
from generator.facts.ledger import State
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import Merged
from generator.facts.ledger.entries import Succeeds
from generator.facts.load import load_facts
from generator.facts.load import load_ledger
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.mask import Edition
from generator.outline.outline import Decision
from generator.outline.outline import outline
from generator.press.offices import Failed
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import has_errors
from generator.revisions import printing as printers
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen
from generator.revisions.gates import Case
from generator.revisions.gates import refusals
from generator.revisions.gates import unusable
from generator.revisions.make import Made
from generator.revisions.plan import Before
from generator.revisions.plan import Wish
from generator.revisions.plan import planned
from generator.revisions.printing import Press
from generator.revisions.printing import Printing
from generator.revisions.printing import load_source
from generator.revisions.records.histories import members
from generator.revisions.records.ledger import Writer
from generator.revisions.records.ledger import writing
from generator.revisions.records.verify import verify_community
from generator.risk import assess

_SETTINGS = ("plans/district.yaml", "plans/standards.yaml", "plans/fields.yaml")


class Status(StrEnum):
    """Issued now; waits for its signature; says the same as before; refused; could not be made or written."""

    ISSUED = "issued"
    WAITING = "waiting"
    SAME = "same"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a community. `version`: the one that was issued, that waits, or that says the same."""

    entry: Entry
    status: Status
    version: str = ""
    issue: Issue | None = None
    problems: tuple[Problem, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """A revision that may be made."""

    entry: Entry
    issue: Issue
    problems: tuple[Problem, ...]


Tell = Callable[[Result], None]


def issue_each(setup: Setup, entries: Sequence[Entry], wish: Wish, printing: Printing, tell: Tell) -> list[Result]:
    """What became of each community, in the order given; `tell` hears of each as soon as it is known.

    Raises: PlangenError PG801 if somebody else writes in the workspace.
    """
    printers.inherited[:] = [setup]
    without = printing.missing()
    results: dict[str, Result] = {}

    def known(result: Result) -> None:
        results[result.entry.slug] = result
        tell(result)

    with writing(setup.workspace) as writer:
        orders: dict[str, _Order] = {}
        for entry in entries:
            found = _examined(setup, writer, entry, wish, without)
            if isinstance(found, Result):
                known(found)
            else:
                orders[entry.slug] = found
        for slug, made in _all_made(setup, orders, printing, can_print=not without):
            known(_entered(writer, orders[slug], made))
    return [results[entry.slug] for entry in entries]


def _all_made(
    setup: Setup, orders: dict[str, _Order], printing: Printing, *, can_print: bool
) -> Iterator[tuple[str, Made]]:
    """What was made for each order, as it gets done."""
    press = Press(setup.workspace.root, {slug: order.issue for slug, order in orders.items()})
    if not can_print:
        for slug in orders:
            yield slug, press.bound(slug, None).made
        return
    with closing(printing.each(press, list(orders))) as bounds:
        for bound in bounds:
            if isinstance(bound, Failed):
                yield bound.name, Made(None, problems=(bound.problem,))
            else:
                yield bound.slug, bound.made


def _examined(setup: Setup, writer: Writer, entry: Entry, wish: Wish, without: Sequence[Problem]) -> Result | _Order:
    """The order, or why there is none. Nothing is written but what a broken-off command left."""
    try:
        ledger, problems = writer.open(entry.slug)
        facts, found = load_facts(setup.workspace, entry, setup.settings)
    except PlangenError as error:  # a folder of the community that cannot be read
        return Result(entry, Status.REFUSED, problems=error.problems)
    problems = list(dict.fromkeys([*problems, *found, *_of_settings(setup)]))
    refused = unusable(entry, problems)
    if refused or facts is None:
        return Result(entry, Status.REFUSED, problems=tuple(refused or problems))
    source, found = load_source(setup, entry, facts)
    if source is None:
        return Result(entry, Status.REFUSED, problems=tuple(unusable(entry, found)))
    before, archive = _before(setup.workspace, entry, ledger.life)
    archive += verify_community(setup.workspace, entry.slug)
    archive = [problem for problem in dict.fromkeys(archive) if problem.severity is Severity.ERROR]
    newest = ledger.life.newest
    is_same = before.newest is not None and is_current(before.newest, source.frozen)
    if newest is not None and is_same and newest.state() is State.DRAFT:
        return Result(entry, Status.WAITING, newest.version)
    if newest is not None and is_same and wish.may_be_same:
        return Result(entry, Status.SAME, newest.version)
    issue = planned(ledger.life, before, source.frozen, facts.drills, wish)
    case = Case(
        entry=entry,
        facts=facts,
        problems=problems,
        life=ledger.life,
        decisions=_decisions(setup, facts),
        templates=setup.templates,
        issue=issue,
        present=source.frozen,
        newest=before.newest,
        is_same=is_same,
        archive=(*archive, *without),
    )
    reasons = refusals(case, wish)
    if has_errors(reasons):
        return Result(entry, Status.REFUSED, newest.version if newest is not None else "", problems=tuple(reasons))
    opened = open_merged(setup, writer, entry, ledger, wish.on, wish.by)
    if has_errors(opened):
        return Result(entry, Status.REFUSED, problems=tuple(opened))
    return _Order(entry, issue, tuple(reasons))


def _decisions(setup: Setup, facts: Facts) -> list[Decision]:
    """Which pieces stand in either edition."""
    standing = standing_of(facts, assess(facts.profile, facts.standards))
    return [one for edition in Edition for one in outline(setup.templates.recipe, standing, edition)]


def _of_settings(setup: Setup) -> list[Problem]:
    """What is wrong with the settings, which every manual prints; templates are looked at piece by piece."""
    return [problem for problem in setup.problems if problem.place.file in _SETTINGS]


def _before(workspace: Workspace, entry: Entry, life: Life) -> tuple[Before, list[Problem]]:
    """What was frozen of the revision that readers have, and of the newest one."""
    problems: list[Problem] = []

    def frozen(version: str) -> Frozen | None:
        found, told = load_frozen(workspace.root, entry.slug, life, version)
        problems.extend(told)
        return found

    newest, held = life.newest, life.current or life.newest
    of_newest = frozen(newest.version) if newest is not None and newest.issue is not None else None
    if held is newest or held is None:
        return Before(of_newest, of_newest), problems
    return Before(frozen(held.version) if held.issue is not None else None, of_newest), problems


def open_merged(setup: Setup, writer: Writer, entry: Entry, ledger: Ledger, on: date, by: str) -> list[Problem]:
    """Nothing, when the ledger of a community that succeeds others begins with them."""
    codes = entry.roster.succeeds if entry.roster is not None else ()
    if ledger.sheets or not codes:
        return []
    known = {one.code: one for one in members(setup.workspace, setup.settings.roster) if one.code}
    merged = [
        Merged(
            code=code,
            name=known[code].name if code in known else code,
            folder=known[code].slug if code in known else None,
            head=load_ledger(setup.workspace, known[code].path(setup.workspace))[0].head or None
            if code in known
            else None,
        )
        for code in codes
    ]
    return writer.append(entry.slug, Succeeds(on=on, by=by, merged=tuple(merged)))[1]


def _entered(writer: Writer, order: _Order, made: Made) -> Result:
    """The revision in archive and ledger, or why it is in neither."""
    version, problems = order.issue.version or "", [*order.problems, *made.problems]
    if made.parcel is None:
        return Result(order.entry, Status.FAILED, version, problems=tuple(problems), fault=made.fault)
    digest, found = writer.archive(order.entry.slug, made.parcel)
    problems += found
    entered = None
    if digest:
        issue = dataclasses.replace(order.issue, codes=made.codes, archive=digest)
        entered, found = writer.append(order.entry.slug, issue)
        problems += found
    problems = list(dict.fromkeys(problem for problem in problems if problem.severity is not Severity.GAP))
    if not isinstance(entered, Issue):
        return Result(order.entry, Status.FAILED, version, problems=tuple(problems))
    return Result(order.entry, Status.ISSUED, version, entered, tuple(problems))
