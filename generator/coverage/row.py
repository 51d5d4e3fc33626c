"""A community in one row of plain values: how it stands, what the rules say, and on which days that is so.

A row holds for all days of its span; a later measurement within it takes the row as it is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import NamedTuple

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.coverage.calls.lines import days_of
from generator.coverage.denominator import Counted
from generator.coverage.discreet import discreet
from generator.coverage.evidence import Evidence
from generator.coverage.judge import OpenFinding
from generator.coverage.judge import Verdict
from generator.coverage.judge import judge
from generator.coverage.judge import open_findings
from generator.coverage.packing import packed
from generator.coverage.packing import plain
from generator.coverage.packing import squeezed
from generator.coverage.packing import unpacked
from generator.coverage.particulars import Particulars
from generator.coverage.particulars import particulars
from generator.coverage.phones import Phones
from generator.coverage.phones import last_call
from generator.coverage.phones import phones_of
from generator.coverage.readiness import Result
from generator.coverage.readiness import community_results
from generator.coverage.standing import STEPS
from generator.coverage.standing import Evidence as Proof
from generator.coverage.standing import Reason
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.coverage.traced import Span
from generator.facts.calls import heard
from generator.facts.facts import Settings
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.standards import ReadinessRule

_STATES = tuple(State)
_STEPS = ("", *STEPS)
_DATES = (2, 5, 6, 9)  # of what proves a plan
_DATED = tuple(at for at, one in enumerate(dataclasses.fields(Particulars)) if "date" in str(one.type))


class Others(NamedTuple):
    """What a community's answers need to know of others: people sent to each shelter, days on which it watched."""

    sent: tuple[tuple[str, int], ...] = ()
    watched: tuple[int, ...] = ()


NO_OTHERS = Others()


class Row(NamedTuple):
    """Plain values alone. `first` to `last`: the days, as ordinals, for which it holds; `others`: what it was told.

    `verdict`, `answers`, `particulars`, `findings`, `phones`: as this module packs them. `musts`: the rules that it
    must meet and does not. `was_asked`: it has a profile that can be read.
    """

    first: int
    last: int
    others: tuple[Any, ...]
    verdict: tuple[Any, ...]
    level: tuple[str, bool] | None
    gaps: int
    head: str
    was_asked: bool
    musts: tuple[str, ...]
    answers: bytes
    particulars: bytes
    findings: bytes
    phones: bytes

    def holds(self, day: int, others: Others) -> bool:
        """Whether it is what would be found on that day."""
        return self.first <= day <= self.last and self.others == (others.sent, others.watched)

    def standing(self, one: Counted) -> Standing:
        """How the community stands."""
        state, reasons, flags, proof, step, update_due, still_open, overdue = self.verdict
        level, prone = self.level or ("", None)
        entry = one.entry
        return Standing(
            entry.code or "",
            entry.name or one.slug,
            entry.kind or "",
            one.town.folder or "",
            one.town.name or "",
            one.slug,
            _STATES[state],
            _reasons(reasons),
            _reasons(flags),
            _proof(proof) if proof else _NO_PROOF,
            _STEPS[step],
            one.in_grace_until,
            _day(update_due),
            level,
            prone,
            still_open,
            overdue,
        )


_NO_PROOF = Proof()


def row_of(
    evidence: Evidence, others: Others, settings: Settings, rules: CoverageStandards, day: date, *, is_today: bool
) -> Row:
    """What is made of that evidence on that day; of a past day no rules are asked."""
    span = Span(day.toordinal())
    traced = span.traced()
    records, now = evidence.records, evidence.present
    known = records.known_today(now, traced) if is_today else records.known(traced)
    verdict = judge(known, rules, traced)
    findings: Sequence[OpenFinding] = open_findings(known, traced)
    results: Sequence[Result] = ()
    said: Particulars | None = None
    phones: Phones | None = None
    subject = now.subject if is_today else None
    if subject is not None:
        facts = subject.facts(settings, records.drills)
        called = heard(records.calls, traced)
        asked = Asked(
            facts=facts,
            is_prone=subject.is_prone,
            life=records.life,
            day=traced,
            assigned=dict(others.sent),
            observed=tuple(map(date.fromordinal, others.watched)),
            heard=called,
        )
        results = community_results(asked, community_rules(settings))
        results, findings = discreet(subject.secrets, results, findings)
        said = particulars(facts, traced)
        last = last_call(records.calls, traced)
        phones = phones_of(now.numbers, called, last, traced, days_of(settings.standards)).without(subject.secrets)
    row = Row(
        first=0,
        last=0,
        others=tuple(others),
        verdict=_verdict(verdict),
        level=now.level if is_today else None,
        gaps=known.gaps,
        head=records.head(None if is_today else day),
        was_asked=subject is not None,
        musts=tuple(result.rule.id or "" for result in results if result.fails_must),
        answers=squeezed(tuple((one.rule.id, one.answer.met, one.answer.said) for one in results)),
        particulars=_said(said) if said is not None else b"",
        findings=packed(tuple(findings)) if findings else b"",
        phones=_phones(phones) if phones is not None else b"",
    )
    return row._replace(first=span.first, last=span.last)


def community_rules(settings: Settings) -> list[ReadinessRule]:
    """The rules that are asked of communities."""
    return [rule for rule in settings.standards.readiness if rule.level == "社区"]


def results_of(row: Row, rules: Mapping[str | None, ReadinessRule]) -> tuple[Result, ...]:
    """The answers, with their rules."""
    return tuple(Result(rules[name], Answer(met, said)) for name, met, said in plain(row.answers))


def findings_of(row: Row) -> tuple[OpenFinding, ...]:
    """The findings that are not closed."""
    found: tuple[OpenFinding, ...] = unpacked(row.findings) if row.findings else ()
    return found


def phones_in(row: Row) -> Phones:
    """What is known of its telephones."""
    days, answered, old, never, gone_count, since, called_on, gone, silent = plain(row.phones)
    return Phones(days, answered, old, never, gone_count, gone, _day(since), silent, _day(called_on))


def particulars_of(row: Row) -> Particulars:
    """What the list of communities says besides."""
    values = list(plain(row.particulars))
    for at in _DATED:
        values[at] = _day(values[at])
    return Particulars(*values)


def _phones(one: Phones) -> bytes:
    counts = (one.days, one.answered, one.old, one.never, one.gone_count)
    return squeezed((*counts, _ordinal(one.since), _ordinal(one.called_on), one.gone, one.silent))


def _said(said: Particulars) -> bytes:
    values = [getattr(said, one.name) for one in dataclasses.fields(said)]
    for at in _DATED:
        values[at] = _ordinal(values[at])
    return squeezed(tuple(values))


def _verdict(verdict: Verdict) -> tuple[Any, ...]:
    proof: tuple[Any, ...] = ()
    if verdict.evidence != _NO_PROOF:
        values = [getattr(verdict.evidence, one.name) for one in dataclasses.fields(verdict.evidence)]
        for at in _DATES:
            values[at] = _ordinal(values[at])
        proof = tuple(values)
    return (
        _STATES.index(verdict.state),
        tuple((reason.text, _ordinal(reason.day)) for reason in verdict.reasons),
        tuple((reason.text, _ordinal(reason.day)) for reason in verdict.flags),
        proof,
        _STEPS.index(verdict.step),
        _ordinal(verdict.update_due),
        verdict.open_findings,
        verdict.overdue_findings,
    )


def _proof(said: tuple[Any, ...]) -> Proof:
    values = list(said)
    for at in _DATES:
        values[at] = _day(values[at])
    return Proof(*values)


def _reasons(said: tuple[tuple[str, int], ...]) -> tuple[Reason, ...]:
    return tuple([Reason(text, date.fromordinal(day) if day else None) for text, day in said])


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day is not None else 0


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
