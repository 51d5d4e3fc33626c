"""Drills: records that can be believed, and findings that somebody answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.facts.checks.case import Case
from generator.facts.model.organisation import POSTS
from generator.facts.model.records import GRADES
from generator.facts.model.records import SEVERITIES
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.standards import DrillStandards
from generator.facts.reader.places import Places
from generator.facts.reader.references import check_names
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_days as codes
from generator.problems import pg2_place
from generator.problems import pg3_drills as drill_codes

_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_ROLES = ("组长", "副组长", "网格长", "副网格长", "网格员", "避灾安置场所副管理员", "突击队副队长", "驻村干部")


def check_drills(case: Case) -> list[Problem]:
    """Times, numbers, verdicts and grades that cannot be or surprise; judges, findings, photos."""
    problems: list[Problem] = list(_same_numbers(case))
    for drill, places in zip(case.facts.drills, case.drill_places, strict=True):
        problems += _times(drill, places)
        problems += _judges(case, drill, places)
        problems += _verdict(drill, places)
        problems += _grade(case, drill, places)
        problems += _photos(case, drill, places)
        problems += _findings(case, drill, places)
        problems += check_names(drill.findings, "id", places, "发现问题")
    return problems


def _times(drill: Drill, places: Places) -> Iterator[Problem]:
    for key, title in (("start", "开始时间"), ("end", "结束时间")):
        found = getattr(drill, key)
        if found is not None and _TIME.fullmatch(found) is None:
            yield codes.NO_TIME.at(places.of(drill, key), title=title, found=found)
    reached, total = drill.households_reached, drill.households_total
    if reached is not None and total is not None and reached > total:
        yield pg2_place.MORE_THAN_ALL.at(
            places.of(drill, "households_reached"),
            places.of(drill, "households_total"),
            title="通知到户",
            found=reached,
            limit=total,
        )
    for score in drill.scores:
        if score.points is not None and score.full is not None and score.points > score.full:
            yield pg2_place.MORE_THAN_ALL.at(
                places.of(score, "points"),
                places.of(score, "full"),
                title=score.item or "",
                found=f"{score.points:g}",
                limit=f"{score.full:g}",
            )


def _judges(case: Case, drill: Drill, places: Places) -> Iterator[Problem]:
    organisation = case.profile.organisation
    leader = organisation.leader if organisation is not None else None
    contact = case.facts.contacts.get(leader or "")
    names = {name for name in (leader, contact.name if contact is not None else None, drill.controller) if name}
    for number, evaluator in enumerate(drill.evaluators):
        judged = next((name for name in sorted(names) if name in evaluator), None)
        if judged is not None:
            yield codes.JUDGES_HIMSELF.at(places.at((*drill.at, "evaluators", number)), found=judged)
    if "evaluators" in drill.given and not drill.evaluators:
        yield codes.NO_EVALUATOR.at(places.of(drill, "evaluators"))


def _verdict(drill: Drill, places: Places) -> Iterator[Problem]:
    if drill.vetoes and drill.grade not in {None, "差"}:
        yield codes.VETO_IGNORED.at(places.of(drill, "grade"), places.of(drill, "vetoes"), found=drill.grade or "")
    if "findings" in drill.given and not drill.findings:
        yield codes.NO_FINDING.at(places.of(drill, "findings"))
    full = sum(score.full or 0 for score in drill.scores)
    if drill.scores and full and sum(score.points or 0 for score in drill.scores) == full:
        yield codes.FULL_MARKS.at(places.of(drill, "scores"))


def _grade(case: Case, drill: Drill, places: Places) -> Iterator[Problem]:
    standards = case.facts.standards.drill
    full = sum(score.full or 0 for score in drill.scores)
    if standards is None or not full or drill.grade is None or drill.vetoes:
        return
    points = 100 * sum(score.points or 0 for score in drill.scores) / full
    expected = grade_for(standards, points)
    if drill.grade != expected:
        at = (places.of(drill, "grade"), places.of(drill, "scores"))
        yield drill_codes.GRADE_DIFFERS.at(*at, found=drill.grade, points=f"{points:.0f}", expected=expected)


def grade_for(standards: DrillStandards, points: float) -> str:
    """The grade that so many points of 100 make."""
    bounds = (standards.excellent, standards.good, standards.fair)
    return next((grade for grade, low in zip(GRADES, bounds, strict=False) if low and points >= low), GRADES[-1])


def _photos(case: Case, drill: Drill, places: Places) -> Iterator[Problem]:
    for photo in drill.photos:
        if photo.file is not None and photo.file not in case.figure_files:
            yield pg2_place.NO_SUCH_FIGURE.at(places.of(photo, "file"), found=photo.file)


def _same_numbers(case: Case) -> Iterator[Problem]:
    """Numbers by which the ledger speaks of drills and findings: each must mean one."""
    seen: dict[str, Place] = {}
    # The oldest first: its record was there before, and the newer one is to be renumbered.
    for drill, places in reversed(list(zip(case.facts.drills, case.drill_places, strict=True))):
        records: tuple[Drill | Finding, ...] = (drill, *drill.findings)
        for record in records:
            place = places.of(record, "id")
            if record.id is None:
                continue
            if record.id in seen and seen[record.id].file != place.file:
                yield drill_codes.NUMBER_TWICE.at(place, seen[record.id], found=record.id)
            seen.setdefault(record.id, place)


def _findings(case: Case, drill: Drill, places: Places) -> Iterator[Problem]:
    owners = _owners(case)
    for finding in drill.findings:
        if finding.due is not None and drill.on is not None and finding.due < drill.on:
            place = places.of(finding, "due")
            yield codes.DUE_BEFORE_DRILL.at(place, places.of(drill, "on"), found=finding.due, on=drill.on)
        days = days_for(case.facts.standards.drill, finding.severity)
        if finding.due is not None and drill.on is not None and days and (finding.due - drill.on).days > days:
            place, severity = places.of(finding, "due"), finding.severity or ""
            yield drill_codes.DUE_LATE.at(place, found=finding.due, severity=severity, days=days)
        if finding.owner is not None and not any(owner in finding.owner for owner in owners):
            known = nearest(finding.owner, sorted(owners)) or "、".join(sorted(owners)[:12])
            yield codes.UNKNOWN_OWNER.at(places.of(finding, "owner"), found=finding.owner, known=known)
        if finding.severity == "致命" and finding.asks_revision is False:
            yield codes.FATAL_WITHOUT_REVISION.at(places.of(finding, "asks_revision"), found=finding.id or "")


def days_for(standards: DrillStandards | None, severity: str | None) -> int | None:
    """Within how many days a finding of that severity must be mended."""
    if standards is None:
        return None
    days = (standards.fatal_days, standards.important_days, standards.ordinary_days)
    return dict(zip(SEVERITIES, days, strict=True)).get(severity or "")


def _owners(case: Case) -> set[str]:
    """Whoever can answer for a measure: posts, leaders of groups, grids."""
    profile = case.profile
    owners = {*POSTS, *_ROLES}
    owners |= {contact.post for contact in profile.contacts if contact.post}
    if profile.organisation is not None:
        owners |= {f"{group.kind}组" for group in profile.organisation.groups if group.kind}
    return owners
