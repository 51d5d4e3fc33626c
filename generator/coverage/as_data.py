"""A report as plain data, for JSON and the page: posts only, no names of people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.coverage.contradictions import Contradiction
from generator.coverage.measure import Tally
from generator.coverage.next_steps import Step
from generator.coverage.phones import Phones
from generator.coverage.readiness import Result
from generator.coverage.report import Report
from generator.coverage.report import RuleTally
from generator.coverage.standing import Reason
from generator.coverage.standing import Standing
from generator.coverage.standing import State

Data = dict[str, object]


def as_data(report: Report, *, is_short: bool = False) -> Data:
    """The whole report: tallies, communities, exemptions, next steps, contradictions, and answers to the rules.

    In short: of the answers those alone that are not met, and no telephones.
    """
    data = _measured(report)
    data["state_titles"] = {state.value: state.title for state in State}
    data["trend"] = [{"day": day.isoformat(), **_tally(tally)} for day, tally in report.over_time]
    data["next_steps"] = [_step(step) for step in report.steps]
    data["contradictions"] = [_contradiction(report, one) for one in report.contradictions]
    ready = report.ready
    if ready is not None:
        data["readiness"] = {
            "ready": report.ready_of(),
            "total": report.whole.total,
            "percent": report.ready_percent,
            "communities": {
                slug: [_result(one) for one in results if not (is_short and one.answer.met)]
                for slug, results in ready.communities.items()
            },
            "towns": {folder: [_result(one) for one in results] for folder, results in ready.towns.items()},
            "rules": [_rule(one) for one in report.by_rule],
        }
        if not is_short:
            data["phones"] = {slug: _phones(one) for slug, one in report.phones.items()}
    return data


def _rule(one: RuleTally) -> Data:
    rule = one.rule
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "title": rule.title,
        "level": rule.level,
        "asked": one.asked,
        "failed": one.failed,
    }


def _result(result: Result) -> Data:
    return {"rule": result.rule.id, "met": result.answer.met, "said": result.answer.said}


def _phones(one: Phones) -> Data:
    return {
        "numbers": one.total,
        "days": one.days,
        "answered": one.answered,
        "old": one.old,
        "never": one.never,
        "gone": one.gone_count,
        "gone_posts": list(one.gone),
        "silent_posts": list(one.silent),
        "called_on": _day(one.called_on),
    }


def _contradiction(report: Report, one: Contradiction) -> Data:
    return {
        "kind": one.kind,
        "must": one.must,
        "concerned": list(one.concerned),
        "names": list(report.concerned(one)),
        "what": one.what,
        "evidence": list(one.evidence),
        "who": one.who,
    }


def _step(step: Step) -> Data:
    return {
        "community": step.standing.slug,
        "name": step.standing.name,
        "town_name": step.standing.town_name,
        "kind": step.kind,
        "what": step.what,
        "who": step.who,
        "due": _day(step.due),
        "weight": step.weight,
    }


def _measured(report: Report) -> Data:
    measured = report.measured
    return {
        "as_of": measured.as_of.isoformat(),
        "district": report.district,
        "whole": _tally(report.whole),
        "towns": [_tally(tally) for tally in measured.by_town],
        "kinds": [_tally(tally) for tally in measured.by_kind],
        "levels": [_tally(tally) for tally in measured.by_level],
        "communities": [_standing(standing) for standing in measured.standings],
        "exempt": [
            {"code": one.entry.code, "name": one.entry.name, "town": one.town.name, "document": one.document}
            for one in measured.exempt
        ],
    }


def _tally(tally: Tally) -> Data:
    return {
        "title": tally.title,
        "total": tally.total,
        "covered": tally.covered,
        "percent": tally.percent,
        "states": {state.value: number for state, number in tally.states.items()},
        "steps": dict(tally.steps),
    }


def _standing(standing: Standing) -> Data:
    evidence = standing.evidence
    return {
        "code": standing.code,
        "name": standing.name,
        "kind": standing.kind,
        "town": standing.town,
        "town_name": standing.town_name,
        "community": standing.slug,
        "state": standing.state.value,
        "title": standing.state.title,
        "reasons": _reasons(standing.reasons),
        "flags": _reasons(standing.flags),
        "step": standing.step,
        "in_grace_until": _day(standing.in_grace_until),
        "update_due": _day(standing.update_due),
        "level": standing.level,
        "disaster_prone": standing.prone,
        "open_findings": standing.open_findings,
        "overdue_findings": standing.overdue_findings,
        "evidence": {
            "version": evidence.version,
            "paper": evidence.is_paper,
            "signed_on": _day(evidence.signed_on),
            "signer_post": evidence.signer_post,
            "review_due": _day(evidence.review_due),
            "filed_on": _day(evidence.filed_on),
            "receipt_no": evidence.receipt_no,
            "copies": evidence.copies,
            "handed_on": _day(evidence.handed_on),
        },
    }


def _reasons(reasons: Iterable[Reason]) -> list[Data]:
    return [{"text": reason.text, "day": _day(reason.day)} for reason in reasons]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
