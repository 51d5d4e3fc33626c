"""Why a revision is not issued: every reason, each a problem. Pure: what verifying found is given."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.bulk.templates import FOLDER
from generator.bulk.templates import Templates
from generator.facts.facts import Facts
from generator.facts.ledger import Life
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.order import check_next
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.workspace import Entry
from generator.outline.outline import Decision
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import has_errors
from generator.problems import pg5_life as codes
from generator.revisions.frozen.content import Frozen
from generator.revisions.plan import Wish

CLOSED, DEFERRED = "已销号", "延期"
FATAL, INCIDENT = "致命", "事件"


@dataclass(frozen=True, slots=True)
class Case:
    """One community that wants a revision: everything that decides whether it gets one.

    `problems`: those of facts and settings; `archive`: what verifying found; `newest`: what was frozen last.
    """

    entry: Entry
    facts: Facts
    problems: Sequence[Problem]
    life: Life
    decisions: Sequence[Decision]
    templates: Templates
    issue: Issue
    present: Frozen
    newest: Frozen | None
    is_same: bool
    archive: Sequence[Problem] = ()

    @property
    def place(self) -> Place:
        """The community, as the place of a problem."""
        return Place(file=f"plans/{self.entry.slug}/profile.yaml")


def unusable(entry: Entry, problems: Sequence[Problem]) -> list[Problem]:
    """PG533 and the errors behind it, if the facts have any."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return []
    place = Place(file=f"plans/{entry.slug}/profile.yaml")
    return [codes.FACTS_WRONG.at(place, name=entry.name, slug=entry.slug, count=len(errors)), *errors]


def refusals(case: Case, wish: Wish) -> list[Problem]:
    """Every reason against this revision; one that is interim is only stopped by what nobody could pass over.

    Codes: PG534 to PG539, PG541, PG543, PG568 to PG572 (it cannot follow), those of verifying.
    """
    lasting = [*check_next(case.life, case.issue, {"": case.place})]
    passing = [*_missing(case), *_pieces(case), *_findings(case, wish.on), *_release(case), *_same(case), *case.archive]
    if not wish.interim:
        return [*lasting, *passing]
    if INCIDENT not in wish.reasons and not _has_fatal(case.facts.drills):
        lasting.append(codes.NOT_URGENT.at(case.place, name=case.entry.name))
    waived = list(dict.fromkeys(problem.code for problem in passing if problem.severity is Severity.ERROR))
    if waived and not has_errors(lasting):
        lasting.append(codes.WAIVED.at(case.place, count=len(waived), found="、".join(waived)))
    return lasting


def _missing(case: Case) -> Iterator[Problem]:
    gaps = [problem for problem in case.problems if problem.severity is Severity.GAP]
    if gaps:
        sample = "、".join(dict.fromkeys(gap.place.field for gap in gaps[:3] if gap.place.field))
        values = {"name": case.entry.name, "slug": case.entry.slug, "count": len(gaps), "sample": sample or "—"}
        yield codes.GAPS_OPEN.at(gaps[0].place, **values)


def _pieces(case: Case) -> Iterator[Problem]:
    wanted = {decision.piece.file or "": decision.piece for decision in case.decisions if decision.included}
    for file, piece in wanted.items():
        if file not in case.templates.documents or case.templates.piece(file)[0] is None:
            place = Place(file=f"{FOLDER}/{file}")
            yield codes.PIECE_MISSING.at(place, name=case.entry.name, title=piece.title or "", file=file)


def _findings(case: Case, day: date) -> Iterator[Problem]:
    for finding, due in overdue(case.facts.drills, case.life, day):
        values = {"found": finding.id or "", "due": due.isoformat(), "state": finding.state or ""}
        yield codes.FINDING_OVERDUE.at(case.place, name=case.entry.name, **values)


def overdue(drills: Sequence[Drill], life: Life, day: date) -> Iterator[tuple[Finding, date]]:
    """The findings that ask for a revision and whose day has passed, with that day; deferred ones have a later one."""
    for drill in drills:
        for finding in drill.findings:
            due = finding.due
            said = life.findings.get(finding.id or "")
            if said is not None and said.state == DEFERRED:
                due = said.until
            if finding.asks_revision and finding.state != CLOSED and due is not None and due < day:
                yield finding, due


def _has_fatal(drills: Sequence[Drill]) -> bool:
    return any(one.severity == FATAL and one.state != CLOSED for drill in drills for one in drill.findings)


def _release(case: Case) -> Iterator[Problem]:
    release = case.present.release
    recipe = Place(file=f"{FOLDER}/manual.yaml")
    if not (release.name and release.on and release.kind):
        yield codes.NO_RELEASE.at(recipe, name=case.entry.name)
        return
    newest = case.newest
    if newest is None or (newest.release.name, newest.release.on) != (release.name, release.on):
        return
    known = {template.file: template.text for template in newest.templates}
    moved = [one.file for one in case.present.templates if known.get(one.file, one.text) != one.text]
    if moved:
        version = case.life.newest.version if case.life.newest is not None else ""
        values = {"file": "、".join(moved[:3]), "release": release.name, "version": version}
        yield codes.TEMPLATE_MOVED.at(Place(file=f"{FOLDER}/{moved[0]}"), name=case.entry.name, **values)


def _same(case: Case) -> Iterator[Problem]:
    if case.is_same and case.life.newest is not None:
        values = {"version": case.life.newest.version, "slug": case.entry.slug}
        yield codes.NOTHING_CHANGED.at(case.place, name=case.entry.name, **values)
