"""Calls: which numbers are called in which order, what is known of them on a day, and what a filled-in sheet says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
from calling import CODE
from calling import DAY
from calling import DEPUTY
from calling import HEADER
from calling import LIAISON
from calling import OFFICER
from calling import book
from calling import filled
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from small_workspace import SMALL
from small_workspace import loaded

from generator.coverage.calls.answers import Answers
from generator.coverage.calls.answers import read_answers
from generator.coverage.calls.answers import time_of
from generator.coverage.calls.lines import Line
from generator.coverage.calls.lines import Source
from generator.coverage.calls.lines import State
from generator.coverage.calls.lines import Unit
from generator.coverage.calls.lines import days_of
from generator.coverage.calls.lines import in_groups
from generator.coverage.calls.lines import lines
from generator.coverage.calls.lines import source_of
from generator.coverage.calls.lines import source_of_town
from generator.coverage.calls.lines import without_number
from generator.coverage.calls.posts import WORDS
from generator.coverage.calls.posts import Group
from generator.coverage.calls.posts import Held
from generator.coverage.calls.posts import posts_of
from generator.coverage.calls.sheet import Round
from generator.coverage.calls.sheet import call_workbook
from generator.coverage.calls.sheet import last_text
from generator.coverage.calls.sheet import posts_text
from generator.facts.calls import Heard
from generator.facts.calls import heard
from generator.facts.calls import newer
from generator.facts.facts import Facts
from generator.facts.model.calls import RESULTS
from generator.facts.model.calls import Call
from generator.facts.model.calls import CallRecord
from generator.facts.model.people import Contact
from generator.facts.model.standards import ReadinessRule
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.risk import assess
from generator.risk.level import Level

VILLAGE = Unit("xizhen/jiacun", "甲村", CODE)
OTHER = Unit("xizhen/yicun", "乙村", "339901100203")
TOWN = Unit("xizhen", "西镇", "xizhen")
MAY, JUNE = date(2026, 5, 20), date(2026, 6, 5)


@cache
def small() -> Facts:
    facts, _problems = loaded(Workspace(SMALL))
    assert facts is not None
    return facts


def source(**contacts: date | None) -> Source:
    """甲村, whose people by handle were answered on those days by what the profile says."""
    facts = small()
    people = tuple(
        dataclasses.replace(one, answered_on=contacts.get(one.handle, one.answered_on))
        for one in facts.profile.contacts
    )
    facts = dataclasses.replace(facts, profile=dataclasses.replace(facts.profile, contacts=people))
    return source_of(VILLAGE, facts, assess(facts.profile, facts.standards))


def record(on: date, **results: str) -> CallRecord:
    """A round of calls; `_7` is the number that ends in 7."""
    calls = tuple(Call(posts=("岗位",), phone=f"199000000{at[1:]:0>2}", result=said) for at, said in results.items())
    return CallRecord(schema=1, on=on, by="应急专员", calls=calls)


def of(phone: str, every: Sequence[Line]) -> Line:
    return next(line for line in every if line.phone == phone)


# ---------------------------------------------------------------------------------------------------- who is called


def test_a_number_stands_once_with_all_its_posts() -> None:
    line = of(OFFICER, lines([source()], {}, DAY))
    assert {"灾害信息员", "消防安全管理人副职", "广播员", "监测预警组组长", "后坡点名人"} <= set(line.titles(VILLAGE))
    phones = [one.phone for one in lines([source()], {}, DAY)]
    assert len(phones) == len(set(phones))


def test_every_person_with_a_duty_is_called_and_nobody_of_the_register() -> None:
    called = {line.phone for line in lines([source()], {}, DAY)}
    people = {contact.phone for contact in small().profile.contacts}
    assert called >= people - {"19900000003"} - {None}
    register = small().register
    assert register is not None
    assert called.isdisjoint({one.phone for one in register.households} - people - {None})


def test_a_number_of_a_town_and_a_village_is_called_once_for_both() -> None:
    village, town = source(), source_of_town(TOWN, small().town, Level.GREAT)
    line = of(LIAISON, lines([village, town], {}, DAY))
    assert line.units == (VILLAGE, TOWN)
    assert line.titles(VILLAGE) == ("驻村（社）干部",)
    assert line.titles(TOWN) == ("联络员", "西镇联动队队长")
    assert posts_text(line) == "甲村：驻村（社）干部\n西镇：联络员、西镇联动队队长"


def test_duty_telephones_have_posts_but_no_name() -> None:
    town = lines([source_of_town(TOWN, small().town, None)], {}, DAY)
    assert [(line.name, line.titles(TOWN)) for line in town if line.phone == "0577-00000004"] == [
        ("", ("应急管理站值班",))
    ]
    assert of("0577-00000005", lines([source()], {}, DAY)).titles(VILLAGE) == ("值班电话",)


def test_a_second_number_is_a_line_of_its_own() -> None:
    contact = Contact(handle="甲示例", name="甲示例", phone="19900000001", backup_phone="0577-00000021")
    found = lines([Source(VILLAGE, (Held(Group.GRIDS, "一网格长", "甲示例"),), {"甲示例": contact})], {}, DAY)
    assert {(line.phone, line.is_backup) for line in found} == {("19900000001", False), ("0577-00000021", True)}


def test_a_post_whose_person_has_no_number_is_told() -> None:
    contacts = {"甲示例": Contact(handle="甲示例", name="甲示例")}
    posts = (Held(Group.GRIDS, "一网格长", "甲示例"), Held(Group.SQUAD, "突击队队长", "乙示例"))
    found = Source(VILLAGE, posts, contacts)
    assert lines([found], {}, DAY) == ()
    assert without_number(found) == ("一网格长", "突击队队长")
    assert without_number(found, frozenset({Group.SQUAD})) == ("突击队队长",)


@pytest.mark.parametrize("group", Group)
def test_a_group_is_known_by_two_words(group: Group) -> None:
    assert WORDS[group.word] is WORDS[group.title] is group
    assert group.word.isascii()


def test_groups_choose_numbers_by_their_posts() -> None:
    every = lines([source()], {}, DAY)
    assert {line.phone for line in in_groups(every, frozenset({Group.OFFICERS}))} == {OFFICER, DEPUTY}
    assert {line.phone for line in in_groups(every, frozenset({Group.LEADERS}))} == {
        f"199000000{at}" for at in ("04", "05", "07", "08")
    }
    assert in_groups(every, frozenset()) == every
    assert in_groups(every, frozenset({Group.TOWN})) == ()


def test_who_only_scored_a_hazard_or_will_hold_a_drill_has_no_post_for_it() -> None:
    titles = {held.title for held in posts_of(small().profile)}
    assert not any("评估人" in title or "组织人" in title or "签发人" in title for title in titles)
    assert titles >= {"后坡监测员", "后坡监测副手", "旧校舍管理员", "一网格长", "上塘巡查员", "应急物资保管人"}


# ------------------------------------------------------------------------------------------------------------ order


def test_the_riskiest_come_first_then_the_longest_silent_then_by_post() -> None:
    posts = tuple(Held(Group.OTHERS, f"岗位{at}", f"{at}") for at in range(4))
    contacts = {
        f"{at}": Contact(handle=f"{at}", name=f"{at}", phone=f"1990000000{at}", answered_on=on)
        for at, on in enumerate((JUNE, MAY, None, None))
    }
    last = Held(Group.OFFICERS, "灾害信息员", "3")
    quiet = Source(VILLAGE, (*posts[:3], last), contacts, Level.LOW)
    loud = Source(OTHER, (Held(Group.OTHERS, "岗位9", "9"),), {
        "9": Contact(handle="9", name="9", phone="19900000009", answered_on=DAY)
    }, Level.GREAT)  # fmt: skip
    found = lines([quiet, loud], {}, DAY)
    assert [line.phone[-1] for line in found] == ["9", "3", "2", "1", "0"]


def test_the_order_of_the_communities_changes_nothing_but_ties() -> None:
    village, town = source(), source_of_town(TOWN, small().town, Level.GREAT)
    assert {(line.phone, line.level) for line in lines([village, town], {}, DAY)} == {
        (line.phone, line.level) for line in lines([town, village], {}, DAY)
    }


def test_a_watcher_is_as_urgent_as_what_he_watches() -> None:
    posts = (Held(Group.WATCHERS, "溪边监测员", "甲", hazard="flash_flood"), Held(Group.WATCHERS, "林缘监测员", "乙"))
    contacts = {who: Contact(handle=who, phone=f"1990000000{at}") for at, who in enumerate("甲乙")}
    found = lines([Source(VILLAGE, posts, contacts, Level.LOW, {"flash_flood": Level.GREAT})], {}, DAY)
    assert [line.level for line in found] == [Level.GREAT, Level.LOW]


# ----------------------------------------------------------------------------------------------------- what is known


@pytest.mark.parametrize(
    ("records", "profile", "expected"),
    [
        ([], None, Heard()),
        ([], MAY, Heard(MAY, MAY, "接通")),
        ([record(JUNE, _7="接通")], MAY, Heard(JUNE, JUNE, "接通")),
        ([record(MAY, _7="空号")], JUNE, Heard(JUNE, JUNE, "接通")),
        ([record(JUNE, _7="空号")], JUNE, Heard(JUNE, JUNE, "空号")),
        ([record(JUNE, _7="空号")], MAY, Heard(MAY, JUNE, "空号")),
        ([record(MAY, _7="接通"), record(JUNE, _7="未接")], None, Heard(MAY, JUNE, "未接")),
        ([record(JUNE, _7="未接"), record(MAY, _7="接通")], None, Heard(MAY, JUNE, "未接")),
        ([record(JUNE, _7="未接"), record(JUNE, _7="接通")], None, Heard(JUNE, JUNE, "接通")),
        ([record(JUNE, _8="接通")], None, Heard()),
        ([], date(2027, 1, 1), Heard()),
    ],
    ids=[
        "nothing", "the profile alone", "a newer record", "a newer profile", "a record of the same day wins",
        "an older profile keeps its day", "silence does not undo an answer", "records stand by day",
        "two of one day stand in their order", "another number", "a day to come",
    ],
)  # fmt: skip
def test_the_newest_word_counts(records: list[CallRecord], profile: date | None, expected: Heard) -> None:
    assert newer(heard(records, DAY).get(OFFICER, Heard()), profile, DAY) == expected


def test_later_calls_are_unknown_on_an_earlier_day() -> None:
    every = [record(MAY, _7="接通"), record(JUNE, _7="空号")]
    assert heard(every, date(2026, 6, 4))[OFFICER] == Heard(MAY, MAY, "接通")
    assert heard(every, JUNE)[OFFICER].is_gone
    assert heard(every, date(2026, 5, 19)) == {}


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (Heard(), State.NEVER),
        (Heard(None, JUNE, "未接"), State.NEVER),
        (Heard(JUNE, JUNE, "接通"), State.ANSWERED),
        (Heard(date(2026, 5, 10), JUNE, "未接"), State.ANSWERED),
        (Heard(date(2026, 5, 9), JUNE, "未接"), State.OLD),
        (Heard(JUNE, JUNE, "空号"), State.GONE),
        (Heard(None, JUNE, "已更换", "19900000099"), State.GONE),
    ],
)
def test_a_number_is_in_one_state(known: Heard, state: State) -> None:
    line = of(OFFICER, lines([source()], {OFFICER: known}, DAY))
    assert line.state(DAY, 31) is state


def test_the_days_come_from_the_standards() -> None:
    standards = dataclasses.replace(small().standards, readiness=(ReadinessRule(id="R-24", days=10),))
    assert days_of(standards) == 10
    assert days_of(dataclasses.replace(standards, readiness=())) == 31


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Heard(), "从没接通"),
        (Heard(MAY, MAY, "接通"), "2026-05-20"),
        (Heard(MAY, JUNE, "未接"), "2026-05-20\n2026-06-05未接"),
        (Heard(MAY, JUNE, "已更换"), "2026-06-05已更换"),
    ],
)
def test_the_sheet_says_what_is_known(known: Heard, said: str) -> None:
    assert last_text(of(OFFICER, lines([source()], {OFFICER: known}, DAY)), DAY, 31) == said


def test_the_same_round_gives_the_same_bytes() -> None:
    made = [
        call_workbook(Round("甲村", (), DAY, 31, lines([source()], heard([record(MAY, _7="接通")], DAY), DAY)))
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_sheet_that_is_too_long_to_be_read_back_goes_on_in_another() -> None:
    contacts = {f"{at}": Contact(handle=f"{at}", name=f"{at}", phone=f"199{at:08}") for at in range(4001)}
    posts = tuple(Held(Group.GRIDS, f"{at}网格长", f"{at}") for at in range(4001))
    found = lines([Source(VILLAGE, posts, contacts)], {}, DAY)
    answers, _problems = read_answers(call_workbook(Round("甲村", (), DAY, 31, found)), "", DAY)
    assert answers.open_count == 4001


# -------------------------------------------------------------------------------------------------- what comes back


def read(*rows: dict[str, Any]) -> tuple[Answers, list[Problem]]:
    return read_answers(filled(*rows), "核查.xlsx", DAY)


def test_a_row_with_a_result_is_an_answer_and_one_without_is_still_open() -> None:
    answers, problems = read({"电话": OFFICER, "结果": "接通", "岗位": "灾害信息员"}, {"电话": DEPUTY}, {})
    assert problems == []
    assert answers.open_count == 1
    only = answers.given[0]
    assert (only.units, only.phone, only.result, only.posts) == ((CODE,), OFFICER, "接通", "灾害信息员")
    assert (only.place.part, only.place.where) == ("电话核查", "D2")


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("接通", "接通"), (" 接 通 ", "接通"), ("已接通", "接通"), ("通了", "接通"),
        ("未接", "未接"), ("无人接听", "未接"), ("关机", "未接"), ("停机", "空号"), ("空号", "空号"),
        ("换号了", "已更换"), ("不是本人", "已更换"),
    ],
)  # fmt: skip
def test_results_are_understood_in_many_words(typed: str, result: str) -> None:
    answers, problems = read({"电话": OFFICER, "结果": typed, "新号码": "19900000099" if result == "已更换" else None})
    assert problems == []
    assert answers.given[0].result == result


def test_numbers_come_as_texts_or_as_numbers_in_one_spelling() -> None:
    answers, problems = read(
        {"电话": 19900000007, "结果": "接通"},
        {"电话": "199 0000 0008", "结果": "已更换", "新号码": 19900000099.0},
        {"电话": "（0577）00000003", "结果": "未接"},
    )
    assert problems == []
    assert [(one.phone, one.new_phone) for one in answers.given] == [
        (OFFICER, ""),
        (DEPUTY, "19900000099"),
        (LIAISON, ""),
    ]


@pytest.mark.parametrize(
    ("value", "time"),
    [
        (dt.time(9, 5), "09:05"),
        (dt.datetime(2026, 6, 10, 9, 5, tzinfo=dt.UTC).replace(tzinfo=None), "09:05"),
        (dt.datetime(1899, 12, 30, 14, 0, tzinfo=dt.UTC).replace(tzinfo=None), "14:00"),
        (0.375, "09:00"), ("9:05", "09:05"), ("９：０５", "09:05"), ("9点", "09:00"), ("下午2点30分", "14:30"),
        ("2026-06-10 9:05", "09:05"), ("2026年6月10日 09:05:30", "09:05"),
    ],
)  # fmt: skip
def test_times_are_understood_however_they_were_typed(value: object, time: str) -> None:
    assert time_of(value, DAY) == time


@pytest.mark.parametrize(
    "value",
    [
        "25:00", "9:75", "上午", "2026-06-10", "2026-06-09 9:05", "2026-13-45", "=NOW()", "昨天", 930, True,
        dt.datetime(2026, 6, 9, 9, 5, tzinfo=dt.UTC).replace(tzinfo=None), date(2026, 6, 9),
    ],
)  # fmt: skip
def test_what_is_no_time_of_that_day_is_none(value: object) -> None:
    assert time_of(value, DAY) is None


def test_every_problem_of_a_sheet_is_told_with_its_cell() -> None:
    answers, problems = read(
        {"电话": OFFICER, "结果": "也许"},
        {"电话": "1990000", "结果": "接通"},
        {"电话": DEPUTY, "时间": "9:00"},
        {"电话": LIAISON, "结果": "接通", "时间": "2026-06-31"},
        {"电话": "19900000001", "结果": "已更换", "新号码": '=HYPERLINK("http://x","19900000099")'},
        {"电话": "19900000002", "结果": "接通", "备注": "长" * 401},
        {"电话": "=1+1", "结果": "接通"},
    )  # fmt: skip
    assert answers.given == ()
    assert [(problem.code, problem.place.where) for problem in problems] == [
        ("PG781", "E2"), ("PG783", "D3"), ("PG784", "E4"), ("PG782", "G5"), ("PG783", "F6"), ("PG210", "I7"),
        ("PG783", "D8"),
    ]  # fmt: skip


def test_texts_that_look_like_formulas_stay_texts() -> None:
    hostile = '=HYPERLINK("http://x","y")'
    answers, problems = read({"电话": OFFICER, "结果": "接通", "备注": hostile, "拨打人": "@SUM(1)", "姓名": "+1-1"})
    assert problems == []
    only = answers.given[0]
    assert (only.note, only.caller, only.name) == (hostile, "@SUM(1)", "+1-1")


def test_columns_may_stand_anywhere_and_other_sheets_beside() -> None:
    order = tuple(reversed((*HEADER, "别的")))
    values = {"电话": OFFICER, "结果": "接通", "代码": CODE, "备注": "好"}
    data = book([["随便"], ["写写"]], [[], ["标题"], order, [values.get(title) for title in order]])
    answers, problems = read_answers(data, "", DAY)
    assert problems == []
    assert answers.given[0].note == "好"


def test_without_its_header_a_sheet_is_none() -> None:
    _answers, problems = read_answers(book([["电话", "岗位"], [OFFICER, "灾害信息员"]]), "a.xlsx", DAY)
    assert [problem.code for problem in problems] == ["PG780"]
    _answers, problems = read_answers(b"PK\x03\x04 no book", "a.xlsx", DAY)
    assert [problem.code for problem in problems] == ["PG770"]


def test_a_number_with_two_results_is_told_with_both_places() -> None:
    _answers, problems = read({"电话": OFFICER, "结果": "接通"}, {"电话": OFFICER, "结果": "空号"})
    assert [(problem.code, problem.place.where, problem.related[0].where) for problem in problems] == [
        ("PG785", "D3", "D2")
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats(allow_nan=False), st.dates()),
            st.one_of(st.none(), st.text(max_size=6), st.sampled_from(RESULTS), st.booleans()),
            st.one_of(st.none(), st.text(max_size=12), st.times(), st.datetimes(), st.floats(0, 2)),
        ),
        max_size=5,
    )
)
def test_whatever_is_typed_a_row_is_an_answer_or_open_or_a_problem(rows: list[tuple[object, object, object]]) -> None:
    clean = [
        [str(value).translate(dict.fromkeys((*range(32), *range(55296, 57344), 65534, 65535)))
         if isinstance(value, str) else value for value in row]
        for row in rows
    ]  # fmt: skip
    data = book([("电话", "结果", "时间"), *clean])
    answers, problems = read_answers(data, "a.xlsx", DAY)
    assert all(one.result in RESULTS and one.phone for one in answers.given)
    assert all(problem.place.where for problem in problems if problem.code != "PG793")
    assert read_answers(data, "a.xlsx", DAY) == (answers, problems)
