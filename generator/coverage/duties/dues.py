"""What is due in a community or a town, and by when: plan, findings, drills, inspections, phones, contradictions."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from generator.coverage.next_steps import COMMUNITY
from generator.coverage.next_steps import HEAD
from generator.coverage.next_steps import STATION
from generator.coverage.report import Report
from generator.coverage.rules.equipment import in_season
from generator.coverage.standing import Standing
from generator.facts.calls import Heard
from generator.facts.calls import of_contact
from generator.facts.checks.case import Case
from generator.facts.facts import Facts
from generator.facts.model.town import Town

_OFFICER, _SETTLED = "灾害信息员", "矛盾核对"
_RADIOS = ("卫星电话", "数字集群", "北斗终端")
_MACHINES = ("发电机", "水泵", "扩音器")


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done. `who`: the post or body; `handles`: the people, where it is known who.

    `when` stands for a day that is not fixed yet (2027年4月).
    """

    day: date | None
    what: str
    who: str
    basis: str
    handles: tuple[str, ...] = ()
    when: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is of one community alone, whatever others have to do of the same name."""
        return not self.basis.startswith(_SETTLED)

    def is_late(self, day: date) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < day


def pressing(due: Due, day: date) -> tuple[int, date]:
    """The sort key: what is late first, then what is to be done at once, then by day; what has no fixed day last."""
    if due.is_late(day):
        return 0, due.day or day
    if due.day is None:
        return (1 if not due.when else 3), date.max
    return 2, due.day


def dues_of(report: Report, standing: Standing, case: Case | None, calls: Mapping[str, Heard]) -> list[Due]:
    """All that is due in a community, the nearest day first. `calls`: what is known of each number that was rung."""
    found = [*_plan(report, standing, case), *_findings(report, standing)]
    if case is not None:
        days = {rule.id: rule.days for rule in report.readiness_rules if rule.days}
        dated = (_shelters, _stocks, _squad, _patrols, _ledger)
        found += [due for each in dated for due in each(case.facts, days)]
        found += _drills(case.facts, days, is_prone=bool(standing.prone))
        if standing.prone and in_season(case.facts.district.seasons, report.day):
            found += _tests(case.facts, days, "R-08", _MACHINES)
        found += _tests(case.facts, days, "R-09", _RADIOS)
        found += _phones(case.facts, days, calls, report.day)
    found += _contradictions(report, standing.slug)
    return sorted(found, key=lambda due: pressing(due, report.day))


def dues_of_town(report: Report, folder: str, town: Town | None) -> list[Due]:
    """What the town owes itself: its squads' insurance, the rules that it fails, what it is to settle."""
    squads = town.regional_squads if town is not None else ()
    answers = report.ready.towns.get(folder, ()) if report.ready is not None else ()
    found = [
        Due(squad.insurance_until, f"{squad.name}续保", STATION, "保险到期", _some(squad.coordinator))
        for squad in squads
    ]
    found += [
        Due(None, f"{one.rule.title}：{one.answer.said}", STATION, one.rule.id or "")
        for one in answers
        if not one.answer.met
    ]
    found += [
        Due(None, one.what, STATION, f"{_SETTLED}：{one.kind}")
        for one in report.contradictions
        if one.is_of(folder) and one.who == STATION
    ]
    return found


def _plan(report: Report, standing: Standing, case: Case | None) -> Iterator[Due]:
    """What the plan in force, or the one that is not yet, waits for."""
    leader = case.profile.organisation.leader if case is not None and case.profile.organisation is not None else None
    step = next((one for one in report.steps if one.standing.slug == standing.slug), None)
    if step is not None and not standing.is_covered:
        yield Due(step.due, step.what, step.who, standing.state.title, _some(leader) if step.who == HEAD else ())
    for flag in standing.flags:
        yield Due(flag.day, flag.text, HEAD, "会失去覆盖的事", _some(leader))
    evidence = standing.evidence
    if evidence.review_due is not None and not any(flag.day == evidence.review_due for flag in standing.flags):
        yield Due(evidence.review_due, f"复核{evidence.version}", HEAD, "复核期限", _some(leader))


def _findings(report: Report, standing: Standing) -> Iterator[Due]:
    for one in report.findings.get(standing.slug, ()):
        what = f"整改{one.finding.id}（{one.finding.severity}）：{one.finding.what}"
        yield Due(one.due, what, one.finding.owner or COMMUNITY, f"演练{one.drill.id}，{one.state}")


Days = Mapping[str | None, int | None]


def _drills(facts: Facts, days: Days, *, is_prone: bool) -> Iterator[Due]:
    organisation = facts.profile.organisation
    leader = _some(organisation.leader if organisation is not None else None)
    last = max((drill.on for drill in facts.drills if drill.on is not None), default=None)
    rule = "R-15" if is_prone else "R-16"
    limit = days.get(rule)
    if last is not None and limit:
        yield Due(last + timedelta(days=limit), f"再演练一次（上次{last}）", HEAD, rule, leader)
    planned = facts.profile.next_drill
    if planned is not None and planned.scenario:
        what = f"{planned.kind or '演练'}：{planned.scenario}"
        yield Due(None, what, "组织人", "演练计划", _some(planned.owner), planned.on or "")


def _shelters(facts: Facts, days: Days) -> Iterator[Due]:
    limit = days.get("R-13")
    for one in facts.profile.shelters:
        if one.inspection is not None and one.inspection.on is not None and limit:
            day = one.inspection.on + timedelta(days=limit)
            yield Due(day, f"{one.name}重新鉴定", "避灾安置场所管理员", "R-13", _some(one.manager))


def _stocks(facts: Facts, _days: Days) -> Iterator[Due]:
    """What expires."""
    profile = facts.profile
    for aed in profile.aeds:
        if aed.expires_on is not None:
            yield Due(aed.expires_on, f"换AED电极片和电池（{aed.place}）", "看管人", "有效期", _some(aed.keeper))
    for item in profile.supplies:
        if item.expires_on is not None:
            yield Due(item.expires_on, f"更换{item.item}（{item.place}）", "保管人", "有效期", _some(item.keeper))


def _tests(facts: Facts, days: Days, rule: str, kinds: Collection[str]) -> Iterator[Due]:
    """By when machines must be tried again."""
    limit = days.get(rule)
    for machine in facts.profile.equipment:
        if machine.kind in kinds and machine.tested_on is not None and limit:
            day = machine.tested_on + timedelta(days=limit)
            yield Due(day, f"{machine.kind}试机（{machine.place}）", "会用的人", rule, machine.users)


def _squad(facts: Facts, days: Days) -> Iterator[Due]:
    squad = facts.profile.squad
    if squad is None:
        return
    if squad.insurance_until is not None:
        yield Due(squad.insurance_until, "突击队续保", "突击队队长", "保险到期", _some(squad.leader))
    limit = days.get("R-06")
    if squad.trained_on is not None and limit:
        day = squad.trained_on + timedelta(days=limit)
        yield Due(day, f"突击队训练（上次{squad.trained_on}）", "突击队队长", "R-06", _some(squad.leader))


def _patrols(facts: Facts, days: Days) -> Iterator[Due]:
    limit = days.get("R-19")
    for patrol in facts.profile.patrols:
        if patrol.last_on is not None and limit:
            yield Due(
                patrol.last_on + timedelta(days=limit), f"巡查{patrol.route}", "巡查人", "R-19", _some(patrol.who)
            )


def _ledger(facts: Facts, days: Days) -> Iterator[Due]:
    ledger, limit = facts.profile.duty_ledger, days.get("R-03")
    organisation = facts.profile.organisation
    leader = _some(organisation.leader if organisation is not None else None)
    if ledger is not None and limit:
        for title, day in (("更新", ledger.updated_on), ("公开", ledger.publicised_on)):
            if day is not None:
                yield Due(day + timedelta(days=limit), f"一本账{title}", HEAD, "R-03", leader)


def _phones(facts: Facts, days: Days, calls: Mapping[str, Heard], day: date) -> Iterator[Due]:
    """By when the phones of the information officer and the deputy must have been answered again."""
    limit = days.get("R-24")
    for post in facts.profile.posts:
        for title, handle in (("", post.person), ("副", post.deputy)) if post.post == _OFFICER and limit else ():
            contact = facts.contacts.get(handle or "")
            if contact is None or not contact.phone or limit is None:
                continue
            answered = of_contact(contact, contact.phone, calls, day).answered_on
            said = f"上次接通{answered}" if answered is not None else "还没有接通记录"
            yield Due(
                answered + timedelta(days=limit) if answered is not None else None,
                f"电话抽查时接听（{said}）",
                f"{title}{_OFFICER}",
                "R-24",
                _some(handle),
            )


def _contradictions(report: Report, slug: str) -> Iterator[Due]:
    for one in report.contradictions_by.get(slug, ()):
        yield Due(None, one.what, one.who, f"{_SETTLED}：{one.kind}")


def _some(handle: str | None) -> tuple[str, ...]:
    return (handle,) if handle else ()
