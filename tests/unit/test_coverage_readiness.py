"""Readiness: what meets each rule and what does not. Unknown means not met; nobody's name is in an answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
import sample
from small_workspace import SMALL
from small_workspace import loaded

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.coverage.asked import AskedTown
from generator.coverage.readiness import community_results
from generator.coverage.readiness import is_ready
from generator.coverage.rules import CHECKS
from generator.coverage.rules import TOWN_CHECKS
from generator.facts.facts import Facts
from generator.facts.ledger import Life
from generator.facts.ledger import life_of
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.entries import Sign
from generator.facts.load import load_case
from generator.facts.load import load_district
from generator.facts.load import resolve
from generator.facts.model.organisation import DutyLedger
from generator.facts.model.organisation import MicroStation
from generator.facts.model.organisation import SquadMember
from generator.facts.model.profile import OfficialList
from generator.facts.model.records import Training
from generator.facts.model.standards import ReadinessRule
from generator.facts.model.supplies import Equipment
from generator.facts.workspace import Workspace
from generator.risk import assess

DAY = date(2026, 6, 10)
RECENT, OLD = date(2026, 6, 1), date(2020, 1, 1)
Change = Callable[[Facts], Facts]


@cache
def rules() -> dict[str, ReadinessRule]:
    settings, _problems = load_district(sample.WORKSPACE)
    assert settings is not None
    return {rule.id or "": rule for rule in settings.standards.readiness}


@cache
def small() -> Facts:
    facts, _problems = loaded(Workspace(SMALL))
    assert facts is not None
    return facts


def profile(**values: Any) -> Change:  # noqa: ANN401  (values of any field)
    return lambda facts: dataclasses.replace(facts, profile=dataclasses.replace(facts.profile, **values))


def first(name: str, **values: Any) -> Change:  # noqa: ANN401
    """The first entry of a list (or the record itself) with other values."""

    def change(facts: Facts) -> Facts:
        found = getattr(facts.profile, name)
        if isinstance(found, tuple):
            return profile(**{name: (dataclasses.replace(found[0], **values), *found[1:])})(facts)
        return profile(**{name: dataclasses.replace(found, **values)})(facts)

    return change


def register(**values: Any) -> Change:  # noqa: ANN401
    def change(facts: Facts) -> Facts:
        assert facts.register is not None
        return dataclasses.replace(facts, register=dataclasses.replace(facts.register, **values))

    return change


def both(*changes: Change) -> Change:
    def change(facts: Facts) -> Facts:
        for one in changes:
            facts = one(facts)
        return facts

    return change


def nothing(facts: Facts) -> Facts:
    return facts


PRONE = profile(disaster_prone=OfficialList(document="鹿应急〔2026〕3号", on=OLD))
KIT = tuple(
    Equipment(kind=kind, number=number, tested_on=RECENT)
    for kind, number in (("发电机", 1), ("水泵", 1), ("扩音器", 2))
)
LEDGER = DutyLedger(updated_on=RECENT, publicised_on=RECENT, covers_all=True)
TRAINED = Training(on=RECENT, subject="急救", posts=("组长", "灾害信息员"))
AIDERS = tuple(SquadMember(person=name, skills=("急救",)) for name in ("己示例", "壬示例"))


def households_with_cards(facts: Facts) -> Facts:
    assert facts.register is not None
    every = tuple(dataclasses.replace(one, card_issued_on=RECENT) for one in facts.register.households)
    return register(households=every)(facts)


def points_at_threat_only_at_the_slope(facts: Facts) -> Facts:
    return profile(points=facts.profile.points[:1])(facts)


def answered(facts: Facts) -> Facts:
    every = tuple(dataclasses.replace(contact, answered_on=RECENT) for contact in facts.profile.contacts)
    return profile(contacts=every)(facts)


def all_accepted(on: date) -> Change:
    def change(facts: Facts) -> Facts:
        return profile(posts=tuple(dataclasses.replace(post, accepted_on=on) for post in facts.profile.posts))(facts)

    return change


def register_of_sample(person: dict[str, Any]) -> Change:
    def change(facts: Facts) -> Facts:
        assert facts.register is not None
        return register(people=(dataclasses.replace(facts.register.people[0], **person),))(facts)

    return change


def lonely(facts: Facts) -> Facts:
    return dataclasses.replace(facts, register=None)


CASES: list[tuple[str, str, Change, bool | None]] = [
    ("R-03", "nobody kept a ledger", profile(duty_ledger=None), False),
    ("R-03", "it is kept", profile(duty_ledger=LEDGER), True),
    ("R-03", "it is old", profile(duty_ledger=dataclasses.replace(LEDGER, updated_on=OLD)), False),
    ("R-03", "it leaves posts out", profile(duty_ledger=dataclasses.replace(LEDGER, covers_all=False)), False),
    ("R-04", "all took office after the election", all_accepted(RECENT), True),
    ("R-04", "posts are of before the election", all_accepted(OLD), False),
    ("R-04", "one deputy is too few", both(all_accepted(RECENT), first("organisation", deputies=("乙示例",))), False),
    ("R-05", "a regional squad arrives in time", nothing, True),
    ("R-05", "an own one of 30", first("squad", mode="自建", size=30), True),
    ("R-05", "an own one of 8", first("squad", mode="自建", size=8), False),
    ("R-05", "there is none", profile(squad=None), False),
    ("R-06", "insured and trained", first("squad", insurance_until=date(2027, 1, 1), trained_on=RECENT), True),
    ("R-06", "insurance has ended", first("squad", insurance_until=RECENT, trained_on=RECENT), False),
    ("R-06", "never trained", first("squad", insurance_until=date(2027, 1, 1), trained_on=None), False),
    ("R-07", "a village of 150 may share", nothing, True),
    ("R-07", "one of 5,000 may not", first("place", resident=5000), False),
    ("R-07", "who has a squad is not asked", first("squad", mode="自建"), None),
    ("R-08", "who is listed needs the machines", both(PRONE, profile(equipment=())), False),
    ("R-08", "they are there and tested", both(PRONE, profile(equipment=KIT)), True),
    (
        "R-08",
        "they were not tested in the season",
        both(PRONE, profile(equipment=(dataclasses.replace(KIT[0], tested_on=OLD), *KIT[1:]))),
        False,
    ),
    ("R-09", "a satellite phone and two who can use it", nothing, True),
    ("R-09", "only one can use it", first("equipment", users=("庚示例",)), False),
    ("R-09", "nothing fails here", first("isolation", comms_may_fail=False), None),
    ("R-09", "nobody knows", first("isolation", comms_may_fail=None), False),
    ("R-10", "everything is there", nothing, True),
    ("R-10", "half is missing", first("supplies", quantity=1), False),
    ("R-10", "something has expired", first("supplies", expires_on=OLD), False),
    ("R-10", "nothing is listed", profile(supplies=()), False),
    ("R-11", "there is no shelter", profile(shelters=()), False),
    ("R-11", "it is large enough", first("shelters", capacity=60, area_m2=200), True),
    ("R-12", "more people than the floor holds", first("shelters", capacity=100, area_m2=200), False),
    ("R-13", "the inspection is old", lambda facts: first("shelters", inspection=dataclasses.replace(
        facts.profile.shelters[0].inspection, on=OLD))(facts), False),  # type: ignore[type-var]
    ("R-13", "it did not pass", lambda facts: first("shelters", inspection=dataclasses.replace(
        facts.profile.shelters[0].inspection, passed=False))(facts), False),  # type: ignore[type-var]
    ("R-14", "it was never accepted", first("shelters", acceptance=None), False),
    ("R-14", "it opens too late", first("shelters", open_min=120), False),
    ("R-15", "a listed village drilled in May", PRONE, True),
    ("R-15", "its last drill is older", both(PRONE, lambda facts: dataclasses.replace(facts, drills=())), False),
    ("R-18", "both were trained", both(profile(training=(TRAINED,)), first("squad", members=AIDERS)), True),
    ("R-18", "nobody can give first aid", profile(training=(TRAINED,)), False),
    ("R-18", "the training is old", both(
        profile(training=(dataclasses.replace(TRAINED, on=OLD),)), first("squad", members=AIDERS)), False),
    ("R-19", "the route was walked", nothing, True),
    ("R-19", "it was not walked for long", first("patrols", last_on=OLD), False),
    ("R-19", "there is no route", profile(patrols=()), False),
    ("R-20", "nobody has a card", nothing, False),
    ("R-20", "everybody has one", both(points_at_threat_only_at_the_slope, households_with_cards), True),
    ("R-20", "there is no batch", both(households_with_cards, profile(batches=())), False),
    ("R-20", "without a register nobody knows", lonely, False),
    ("R-20", "nobody is under threat", profile(points=()), None),
    ("R-21", "everybody has helpers", nothing, True),
    ("R-21", "somebody has none", register_of_sample({"helpers": ()}), False),
    ("R-21", "nobody was asked for long", register_of_sample({"checked_on": OLD}), False),
    ("R-21", "without a register nobody knows", lonely, False),
    ("R-22", "each grid has a way", PRONE, True),
    ("R-22", "one has none", both(PRONE, first("grids", no_power_warning=None)), False),
    ("R-23", "a village needs the manager", nothing, True),
    ("R-23", "a 社区 needs a station too", profile(kind="社区"), False),
    ("R-23", "and people in it", profile(kind="社区", micro_station=MicroStation(members=6)), True),
    ("R-23", "two are too few", profile(kind="社区", micro_station=MicroStation(members=2)), False),
    ("R-24", "nobody called", nothing, False),
    ("R-24", "both answered", answered, True),
    ("R-25", "consent and a day are there", nothing, True),
    ("R-25", "public without consent", lambda facts: profile(contacts=tuple(
        dataclasses.replace(one, public=True, consent_on=None) for one in facts.profile.contacts))(facts), False),
    ("R-25", "the register should be gone", register(destroy_by=OLD), False),
]  # fmt: skip


def is_prone(facts: Facts) -> bool:
    return bool(assess(facts.profile, facts.standards).disaster_prone)


def ask(number: str, facts: Facts, life: Life | None = None, **more: Any) -> Answer | None:  # noqa: ANN401
    asked = Asked(facts, is_prone(facts), life or Life(), DAY, **more)
    return CHECKS[number](asked, rules()[number])


@pytest.mark.parametrize(("number", "it", "change", "met"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_a_rule(number: str, it: str, change: Change, met: bool | None) -> None:
    answer = ask(number, change(small()))
    assert (answer.met if answer is not None else None) is met, (it, answer)
    assert answer is None or answer.said


def life(*entries: LedgerEntry) -> Life:
    return life_of(entries)


def test_a_plan_must_be_in_force_and_a_paper_one_must_have_the_six_subjects() -> None:
    signed = life(Issue(version="V1.0", on=OLD), Sign(version="V1.0", on=OLD, signer="甲示例"))
    paper = Adopt(version="2025年版", on=OLD, signed_on=OLD, proves=SUBJECTS[:5])
    answers = [ask("R-01", small(), one) for one in (life(), signed, life(paper))]
    assert [answer.met for answer in answers if answer is not None] == [False, True, False]


def test_a_shelter_is_overfull_by_what_others_send_there_too() -> None:
    name = small().profile.shelters[0].name or ""
    fits = first("shelters", capacity=50, area_m2=150)(small())
    one, two = ask("R-12", fits, assigned={name: 50}), ask("R-12", fits, assigned={name: 51})
    assert (one is not None and one.met, two is not None and two.met) == (True, False)


def test_watching_counts_for_who_is_not_prone_and_is_no_drill_of_ones_own() -> None:
    calm = dataclasses.replace(profile(past_events=(), hazards=(), points=(), reservoirs=())(small()), drills=())
    assert ask("R-15", calm) is None
    assert (found := ask("R-16", calm)) is not None
    assert not found.met
    assert (found := ask("R-16", calm, observed=(RECENT,))) is not None
    assert found.met


def test_towns_are_asked_for_their_station_and_their_drill() -> None:
    town, drill = small().town, small().drills[0]
    station = TOWN_CHECKS["R-02"](AskedTown(town, (), DAY), rules()["R-02"])
    assert station is not None
    assert not station.met, "two people are fewer than three"
    hosted = dataclasses.replace(drill, host=True)
    answers = [TOWN_CHECKS["R-17"](AskedTown(town, (("甲村", one),), DAY), rules()["R-17"]) for one in (drill, hosted)]
    assert [answer.met for answer in answers if answer is not None] == [False, True]


def test_every_rule_of_the_standards_has_its_logic_and_every_logic_its_rule() -> None:
    assert set(rules()) == set(CHECKS) | set(TOWN_CHECKS)
    tested = {number for number, *_rest in CASES} | {"R-01", "R-02", "R-16", "R-17"}
    assert tested == set(rules())


def test_a_community_is_ready_when_no_must_fails() -> None:
    asked = Asked(small(), is_prone(small()), Life(), DAY)
    results = community_results(asked, rules().values())
    assert not is_ready(results)
    assert is_ready([one for one in results if one.answer.met or one.rule.severity != "必须"])


def test_no_answer_names_anybody() -> None:
    workspace = sample.WORKSPACE
    settings, _problems = load_district(workspace)
    assert settings is not None
    entry, _problems = resolve(workspace, "云岭村", settings)
    assert entry is not None
    case, _problems = load_case(workspace, entry, settings)
    assert case is not None
    found = community_results(Asked(case.facts, is_prone(case.facts), case.facts.ledger.life, DAY), rules().values())
    said = "".join(result.answer.said for result in found)
    register = case.facts.register
    assert register is not None
    for name in (*(person.name for person in register.people), *(one.name for one in case.facts.contacts.values())):
        assert name
        assert name not in said
