"""Telephones in a measurement: what is known of a community's numbers on a day, rule R-24, and what to do next."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from calling import DEPUTY
from calling import OFFICER
from hypothesis import given
from hypothesis import strategies as st
from small_workspace import SMALL
from small_workspace import loaded

from generator.coverage.asked import Asked
from generator.coverage.next_steps import Step
from generator.coverage.next_steps import Told
from generator.coverage.next_steps import next_steps
from generator.coverage.phones import Number
from generator.coverage.phones import Phones
from generator.coverage.phones import few
from generator.coverage.phones import last_call
from generator.coverage.phones import numbers_of
from generator.coverage.phones import phones_of
from generator.coverage.phones import slim_calls
from generator.coverage.rules.organisation import information_officer
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.facts.calls import Heard
from generator.facts.facts import Facts
from generator.facts.ledger import Life
from generator.facts.model.calls import RESULTS
from generator.facts.model.calls import Call
from generator.facts.model.calls import CallRecord
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.standards import ReadinessRule
from generator.facts.workspace import Workspace
from generator.mask import Secrets

DAY, RECENT, OLD = date(2026, 6, 10), date(2026, 6, 1), date(2026, 1, 5)
RULE = ReadinessRule(id="R-24", days=31)
YES, NO = Heard(RECENT, RECENT, "接通"), Heard(None, RECENT, "未接")
DEAD = Heard(OLD, RECENT, "空号")


@cache
def small() -> Facts:
    facts, _problems = loaded(Workspace(SMALL))
    assert facts is not None
    return facts


def said_of(known: Mapping[str, Heard], **contacts: date) -> tuple[bool, str]:
    """What R-24 says of the small community, whose people were answered on those days by the profile."""
    people = tuple(dataclasses.replace(one, answered_on=contacts.get(one.handle)) for one in small().profile.contacts)
    facts = dataclasses.replace(small(), profile=dataclasses.replace(small().profile, contacts=people))
    answer = information_officer(Asked(facts, is_prone=False, life=Life(), day=DAY, heard=known), RULE)
    return answer.met, answer.said


# -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "profile", "met", "said"),
    [
        ({}, {}, False, "正职电话31天内没有接通记录、副职电话31天内没有接通记录"),
        ({OFFICER: YES, DEPUTY: YES}, {}, True, "正副职电话都接通过"),
        ({OFFICER: YES, DEPUTY: NO}, {}, False, "副职电话31天内没有接通记录"),
        ({OFFICER: YES, DEPUTY: NO}, {"辛示例": RECENT}, True, "正副职电话都接通过"),
        ({OFFICER: YES, DEPUTY: DEAD}, {"辛示例": OLD}, False, "副职电话空号（2026-06-01核查）"),
        ({OFFICER: YES, DEPUTY: DEAD}, {"辛示例": date(2026, 6, 2)}, True, "正副职电话都接通过"),
        ({OFFICER: Heard(OLD, OLD, "接通"), DEPUTY: YES}, {}, False, "正职电话31天内没有接通记录"),
        ({OFFICER: YES, DEPUTY: YES}, {"庚示例": OLD}, True, "正副职电话都接通过"),
    ],
    ids=[
        "nobody was called", "both answered", "one did not", "the profile says that he did", "a dead number",
        "the profile is newer than the dead number", "an answer of last winter", "an older profile takes nothing away",
    ],
)  # fmt: skip
def test_the_officer_answers_by_calls_or_by_the_profile(
    known: dict[str, Heard], profile: dict[str, date], met: bool, said: str
) -> None:
    assert said_of(known, **profile) == (met, said)


def test_a_second_number_that_answers_is_enough() -> None:
    people = tuple(
        dataclasses.replace(one, backup_phone="0577-00000021") if one.phone == OFFICER else one
        for one in small().profile.contacts
    )
    facts = dataclasses.replace(small(), profile=dataclasses.replace(small().profile, contacts=people))
    known = {OFFICER: DEAD, "0577-00000021": YES, DEPUTY: YES}
    assert information_officer(Asked(facts, is_prone=False, life=Life(), day=DAY, heard=known), RULE).met


# ------------------------------------------------------------------------------------------------------ all numbers


def phones(known: Mapping[str, Heard], *numbers: Number) -> Phones:
    return phones_of(numbers or numbers_of(small()), known, None, DAY, 31)


ONE, TWO = Number("19900000001", ("组长",), None), Number("0577-00000021", ("组长", "值班"), None)


def test_a_post_with_one_answering_number_is_reached() -> None:
    found = phones({ONE.phone: DEAD, TWO.phone: YES}, ONE, TWO)
    assert (found.answered, found.gone_count, found.gone, found.silent) == (1, 1, ("组长",), ())
    assert found.since == RECENT
    found = phones({TWO.phone: NO}, ONE, TWO)
    assert (found.never, found.silent) == (2, ("组长", "值班"))


def test_the_sentence_names_every_state_that_there_is() -> None:
    known = {ONE.phone: DEAD, TWO.phone: YES}
    assert phones(known, ONE, TWO).said == "2个号码，31天内接通1个，空号或已更换1个"
    old = Number("19900000003", ("广播员",), OLD)
    assert phones({}, ONE, old).said == "2个号码，31天内接通0个，超期1个，从没接通1个"


@given(
    st.dictionaries(
        st.sampled_from([number.phone for number in numbers_of(small())]),
        st.tuples(st.dates(date(2025, 1, 1), DAY), st.sampled_from(RESULTS)),
    )
)
def test_every_number_is_in_one_state(said: dict[str, tuple[date, str]]) -> None:
    known = {phone: Heard(on if result == "接通" else None, on, result) for phone, (on, result) in said.items()}
    found = phones(known)
    assert found.total == len(numbers_of(small()))
    assert found.gone_count == sum(result in {"空号", "已更换"} for _on, result in said.values())
    posts = {post for number in numbers_of(small()) for post in number.posts}
    assert set(found.gone) | set(found.silent) <= posts


def test_known_names_in_the_titles_of_posts_are_masked() -> None:
    one = Number("19900000001", ("寅示例屋后监测员",), None)
    found = phones({one.phone: DEAD}, one).without(Secrets(names=frozenset({"寅示例"})))
    assert found.gone == found.silent == ("寅*屋后监测员",)


def test_what_is_kept_of_calls_names_nobody() -> None:
    record = CallRecord(schema=1, on=OLD, by="李示例", calls=(
        Call(posts=("组长",), name="甲示例", phone="19900000001", result="接通", caller="李示例", note="在家"),
    ))  # fmt: skip
    (slim,) = slim_calls([record])
    assert "示例" not in repr(slim)
    assert (slim.on, slim.calls[0].phone, slim.calls[0].result) == (OLD, "19900000001", "接通")


def test_the_latest_calls_are_those_until_the_day() -> None:
    records = [CallRecord(on=OLD), CallRecord(on=RECENT), CallRecord(on=None)]
    assert (last_call(records, DAY), last_call(records, OLD), last_call([], DAY)) == (RECENT, OLD, None)


def test_a_long_list_of_posts_is_cut() -> None:
    assert few(("甲", "乙")) == "甲、乙"
    assert few(tuple("甲乙丙丁戊")) == "甲、乙、丙、丁等5岗"


# -------------------------------------------------------------------------------------------------------- next steps


def step(state: State, found: Phones) -> Step:
    one = Standing("1", "甲村", "村", "xizhen", "西镇", "xizhen/jia", state, level="一般", prone=False)
    rules = CoverageStandards(soon_days=60, safety_days=30)
    return next_steps([one], DAY, rules, Told(phones={one.slug: found}))[0]


def test_a_wrong_number_is_the_next_step_of_who_is_covered() -> None:
    found = step(State.COVERED, Phones(31, answered=1, gone_count=1, gone=("组长",), since=RECENT))
    assert (found.kind, found.due) == ("更新电话", date(2026, 7, 1))
    assert found.what.startswith("组长的号码是空号或已更换（2026-06-01核查）")
    assert "plangen correct xizhen/jia" in found.what


def test_silent_numbers_are_called_before_the_next_review() -> None:
    found = step(State.COVERED, Phones(31, answered=1, old=2, never=3))
    assert (found.kind, found.who) == ("电话核查", "街镇应急管理站")
    assert found.what == "5个号码31天内没有接通记录：打一遍（plangen phone-check xizhen/jia --silent）"
    assert step(State.COVERED, Phones(31, answered=6)).kind == "保持"


def test_who_is_not_covered_has_another_step_and_is_told_of_wrong_numbers() -> None:
    found = step(State.NOT_FILED, Phones(31, gone_count=2, gone=("组长",), since=RECENT))
    assert found.kind == "备案"
    assert found.what.endswith("；并更新2个空号或已更换的号码")
    assert "号码" not in step(State.NOT_FILED, Phones(31, never=2)).what
