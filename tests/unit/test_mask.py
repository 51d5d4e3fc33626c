"""Editions: what the public one masks, where the duty phone stands in, and what the last scan finds."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as slow
from hypothesis import strategies as st
from invented import facts
from invented import filled_facts
from invented import point
from invented import profile
from invented import record
from invented import settings

from generator.context import build_context
from generator.facts.facts import Facts
from generator.facts.model.fields import ExtraField
from generator.facts.model.organisation import Grid
from generator.facts.model.organisation import MicroStation
from generator.facts.model.organisation import Organisation
from generator.facts.model.organisation import Post
from generator.facts.model.people import Contact
from generator.facts.model.people import Household
from generator.facts.model.people import Person
from generator.facts.model.people import Register
from generator.facts.model.place import KeyPlace
from generator.facts.model.place import ShutOff
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.supplies import Equipment
from generator.facts.model.town import Station
from generator.facts.model.town import Town
from generator.facts.model.transfer import HelpCount
from generator.facts.schema import Class
from generator.mask import Edition
from generator.mask import Secrets
from generator.mask import contact_secrets
from generator.mask import few
from generator.mask import hides
from generator.mask import is_printable
from generator.mask import known_secrets
from generator.mask import masked_name
from generator.mask import masked_phone
from generator.mask import redacted
from generator.mask import scan
from generator.mask import shown
from generator.risk import assess

ZHOU = record(Contact, handle="周示例", name="周示例", phone="19900000041", post="后坑监测员")
WU = record(Contact, handle="吴示例", name="吴示例", phone="19900000031")
WILLING = record(
    Contact, handle="郑示例", name="郑示例", phone="19900000032", public=True, consent_on=date(2026, 5, 1), post="书记"
)
DUTY_ROOM = record(Contact, handle="村值班室", name="村值班室", phone="0577-00000004")


def public(of: Profile | Facts) -> Any:  # noqa: ANN401  (nested)
    made = of if isinstance(of, Facts) else facts(of)
    return build_context(made, assess(made.profile, made.standards), Edition.PUBLIC)


# Masks


@pytest.mark.parametrize(("name", "masked"), [("张示例", "张*"), ("欧阳示例", "欧阳*"), ("欧阳", "欧*"), ("", "")])
def test_of_a_name_the_surname_stays(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("19900000001", "1990****001"), ("0577-00000003", "0577*****003"), ("66600000", "6*******"), ("", "")],
)
def test_of_a_number_the_middle_is_starred(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@given(st.text("0123456789- ", max_size=20))
def test_a_masked_number_never_says_the_whole(phone: str) -> None:
    digits = "".join(c for c in phone if c.isdigit())
    assert len(digits) < 2 or digits not in masked_phone(phone)


@pytest.mark.parametrize(
    ("values", "printable"),
    [
        ({"phone": "19900000041"}, False),
        ({"phone": "199 0000 0041"}, False),
        ({"phone": "19900000041", "public": True}, False),
        ({"phone": "19900000041", "consent_on": date(2026, 5, 1)}, False),
        ({"phone": "19900000041", "public": True, "consent_on": date(2026, 5, 1)}, True),
        ({"phone": "0577-00000004"}, True),
        ({"phone": "119"}, True),
        ({"phone": "19900000041转2"}, False),
        ({"phone": "0086 199 0000 0041"}, False),
        ({}, False),
    ],
)
def test_a_duty_line_is_printable_and_a_person_by_dated_consent(values: dict[str, Any], printable: bool) -> None:
    assert is_printable(Contact(handle="某", **values)) == printable


def test_the_internal_edition_prints_everybody_in_full() -> None:
    assert shown(ZHOU, Edition.INTERNAL, role="监测员", duty_phone="0577-00000004").text == "周示例 19900000041"


def test_the_public_edition_prints_surname_and_starred_number_or_the_duty_phone() -> None:
    assert shown(ZHOU, Edition.PUBLIC).text == "周* 1990****041"
    assert shown(ZHOU, Edition.PUBLIC, duty_phone="0577-00000004").text == "周*（后坑监测员），打值班电话0577-00000004"
    assert (
        shown(WU, Edition.PUBLIC, role="监测员", duty_phone="0577-00000004").text
        == "吴*（监测员），打值班电话0577-00000004"
    )
    assert shown(WILLING, Edition.PUBLIC, duty_phone="0577-00000004").text == "郑示例 19900000032"
    assert shown(Contact(handle="吴示例"), Edition.PUBLIC).text == "吴*"


def test_counts_of_one_or_two_residents_are_few_where_everybody_reads_them() -> None:
    assert [few(count, Edition.PUBLIC) for count in (None, 0, 1, 2, 3)] == [None, 0, "少数", "少数", 3]
    assert few(1, Edition.INTERNAL) == 1


def test_editions_leave_out_classes() -> None:
    assert [cls for cls in Class if hides(Edition.PUBLIC, cls)] == [Class.INTERNAL, Class.PERSONAL]
    assert [cls for cls in Class if hides(Edition.INTERNAL, cls)] == [Class.PERSONAL]


# In contexts


def test_whom_residents_have_to_reach_is_reached_by_the_duty_phone() -> None:
    of = profile(
        duty_phone="0577-00000004",
        contacts=(ZHOU, WU),
        points=(point("landslide", watcher="周示例", responsible_town="吴示例"),),
        organisation=record(Organisation, leader="吴示例"),
        posts=(record(Post, post="广播员", person="吴示例", accepted_on=date(2026, 1, 2)),),
        grids=(record(Grid, chief="查无此人"),),
        key_places=(record(KeyPlace, name="示例小学", contact="吴示例"),),
    )
    made = public(facts(of, town=Town(station=Station(duty_phone="0577-00000014"))))
    watched = made["风险点"][0]
    assert (watched["监测员"], watched["监测员姓名"], watched["监测员电话"]) == (
        "周*（后坑监测员），打值班电话0577-00000004",
        "周*",
        "0577-00000004",
    )
    assert watched["街镇责任人"] == "吴*（街镇责任人），打值班电话0577-00000014"
    assert made["岗位"][0]["责任人电话"] == "0577-00000004"
    assert made["组织"]["组长电话"] == "0577-00000004"
    assert made["重点场所"][0]["联系人"] == "吴* 1990****031"
    assert made["网格"][0]["网格长"] == "查* （待填：网格长电话）"


def test_internal_values_say_where_they_stand_and_missing_ones_stay_missing() -> None:
    of = profile(
        shut_offs=(record(ShutOff, place="东街口配电箱"), record(ShutOff)),
        equipment=(record(Equipment, kind="卫星电话", call_number="17400000001"), record(Equipment)),
        posts=(record(Post, accepted_on=date(2026, 1, 2)),),
    )
    made = public(of)
    assert [valve["位置"] for valve in made["水电气总阀"]] == ["（内部版载明）", "（待填：位置）"]
    assert [machine["号码"] for machine in made["应急装备"]] == ["（内部版载明）", ""]
    assert made["岗位"][0]["到岗日期"] == "（内部版载明）"


def test_small_counts_of_those_who_need_help_are_few_and_their_sum_gives_nothing_away() -> None:
    of = profile(help_counts=(HelpCount(people=20), HelpCount(people=2)))
    made = public(of)
    assert [count["人数"] for count in made["帮扶对象人数"]] == [20, "少数"]
    assert made["帮扶对象总数"] == "若干"
    assert public(profile(help_counts=(HelpCount(people=20),)))["帮扶对象总数"] == 20


def test_added_fields_are_masked_by_their_class() -> None:
    extra = (
        ExtraField(key="a", title="仓库", type="text", class_="I"),
        ExtraField(key="b", title="手机", type="text", class_="D"),
        ExtraField(key="c", title="座机", type="text", class_="D"),
        ExtraField(key="d", title="门卫", type="text", class_="D"),
        ExtraField(key="e", title="有暗门", type="flag", class_="I"),
        ExtraField(key="f", title="暗号", type="texts", class_="I"),
    )
    given: tuple[tuple[str, object], ...] = (
        ("a", "北库"),
        ("b", "19900000099"),
        ("c", "0577-00000099"),
        ("d", "老张"),
        ("e", True),
        ("f", ("一", "二")),
    )
    assert public(facts(profile(extra=given), held=settings(extra=extra)))["补充"] == {
        "仓库": "（内部版载明）",
        "手机": "1990****099",
        "座机": "0577-00000099",
        "门卫": "（内部版载明）",
        "有暗门": False,
        "有暗门文字": "（内部版载明）",
        "暗号": "（内部版载明）",
        "暗号列表": ["（内部版载明）"],
    }


def test_names_and_numbers_inside_free_text_are_masked_too() -> None:
    of = profile(contacts=(ZHOU,), grids=(record(Grid, no_power_warning="周示例敲锣，打199 0000 0041"),))
    assert public(of)["网格"][0]["断电时怎么通知"] == "周*敲锣，打1990****041"


def test_a_number_that_a_public_field_holds_is_public_whoever_owns_it() -> None:
    of = profile(contacts=(ZHOU,), micro_station=record(MicroStation, phone="19900000041"))
    assert public(of)["微型消防站"]["值守电话"] == "19900000041"


def test_a_name_that_a_printable_contact_bears_is_public() -> None:
    namesake = record(Contact, handle="郑示例（后坑）", name="郑示例", phone="19900000077")
    assert contact_secrets(facts(profile(contacts=(WILLING, namesake)))) == Secrets(
        frozenset(), frozenset({"19900000077"})
    )


def test_the_brackets_of_a_handle_are_no_part_of_the_name() -> None:
    zhang = record(Contact, handle="张示例（后坑）", phone="19900000041")
    of = profile(contacts=(zhang,), grids=(record(Grid, chief="张示例（后坑）", area="张示例家以东"),))
    grid = public(of)["网格"][0]
    assert (grid["范围"], grid["网格长姓名"]) == ("张*家以东", "张*")


def test_the_mobile_behind_an_office_line_is_nobodys_business() -> None:
    office = record(Contact, handle="村值班室", phone="0577-00000004", backup_phone="19900000055")
    of = profile(contacts=(office,), grids=(record(Grid, area="夜里打19900000055，白天打0577-00000004"),))
    assert public(of)["网格"][0]["范围"] == "夜里打1990****055，白天打0577-00000004"


def test_namesakes_in_community_and_town_are_two_people() -> None:
    town = Town(contacts=(record(Contact, handle="周示例", phone="19900000066"),))
    assert contact_secrets(facts(profile(contacts=(ZHOU,)), town=town)).numbers == {"19900000041", "19900000066"}


def test_whoever_only_a_drill_names_is_masked_in_its_other_texts() -> None:
    gone = record(Drill, controller="旧示例", safety_officer="周示例", findings=(record(Finding, what="旧示例晚到"),))
    made = public(facts(profile(contacts=(ZHOU,)), drills=(gone,)))
    assert made["演练"][0]["总控"] == "旧*"
    assert made["演练"][0]["发现问题"][0]["问题"] == "旧*晚到"


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("周示例 19900000098，吴示例 19900000099", "（内部版载明）"),
        ("19900000098、199 0000 0099", "1990****098、1990****099"),
        ("0577-00000099/19900000099", "0577-00000099、1990****099"),
        ("119 19900000099", "（内部版载明）"),
        ("(0577)00000099转801", "(0577)00000099转801"),
        (("19900000098", "0577-00000099"), "1990****098、0577-00000099"),
        (("19900000098", "老张"), "（内部版载明）"),
    ],
)
def test_every_number_of_an_added_duty_field_is_masked(given: object, printed: str) -> None:
    kind = "texts" if isinstance(given, tuple) else "text"
    field = ExtraField(key="a", title="值守", type=kind, class_="D")
    made = public(facts(profile(extra=(("a", given),)), held=settings(extra=(field,))))["补充"]
    assert made["值守"] == printed
    assert made.get("值守列表", [printed]) == [printed]


@slow(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.6, 1.0]))
def test_no_whole_masked_value_stands_in_a_public_context(seed: int, chance: float) -> None:
    made, filling = filled_facts(seed, chance)
    whole = json.dumps(public(made), ensure_ascii=False)
    hidden = [*filling.said[Class.DUTY], *filling.said[Class.INTERNAL], *filling.said[Class.PERSONAL]]
    assert len(hidden) > 10
    assert [value for value in hidden if value in whole and value not in filling.said[Class.PUBLIC]] == []


def test_the_internal_context_says_every_value_of_a_full_profile() -> None:
    made, filling = filled_facts(5)
    whole = json.dumps(build_context(made, assess(made.profile, made.standards)), ensure_ascii=False)
    used = {handle for handle in filling.handles if handle in whole}
    assert len(used) > 5
    assert [value for value in filling.said[Class.INTERNAL] if value not in whole] == []


# Redaction


def test_longer_names_are_masked_before_those_they_contain() -> None:
    secrets = Secrets(frozenset({"张示", "张示例"}))
    assert redacted({"文": ["张示例和张示"]}, secrets) == {"文": ["张*和张*"]}


def test_values_that_overlap_are_masked_once() -> None:
    secrets = Secrets(frozenset({"张示例19900000041"}), frozenset({"19900000041"}))
    assert redacted({"文": "找张示例19900000041"}, secrets) == {"文": "找张示例1990****041"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("打19900000041。", "打1990****041。"),
        ("199-0000-0041", "1990****041"),
        ("19900000041 19900000042", "1990****041 19900000042"),
        ("86 19900000041", "86 1990****041"),
        ("919900000041", "919900000041"),
        ("+8619900000041", "+8619******041"),
        ("019900000041", "0199*****041"),
        ("１９９００００００４１", "１９９０****０４１"),
        ("199 - 0000 - 0041", "1990****041"),
        ("(199)0000(0041)", "(1990****041)"),
        ("199\u200b0000\u200b0041", "1990****041"),
        ("2026-10-20", "2026-10-20"),
    ],
)
def test_numbers_are_found_as_whole_numbers_however_they_are_grouped(text: str, masked: str) -> None:
    assert redacted({"文": text}, Secrets(numbers=frozenset({"19900000041"}))) == {"文": masked}


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("张示例", "张 示 例、张　示例", "张*、张*"),
        ("张示", "张　示在家", "张*在家"),
        ("阿依·示例", "阿依•示例", "阿*"),
        ("John Smith", "Ask john smith or JOHN  SMITH.", "Ask j* or J*."),
        ("Li", "Lift, Li", "Lift, L*"),
    ],
)
def test_names_are_found_however_they_are_set(name: str, text: str, masked: str) -> None:
    assert redacted({"文": text}, Secrets(frozenset({name}))) == {"文": masked}


def test_nothing_to_hide_leaves_the_context_as_it_is() -> None:
    context: dict[str, object] = {"图": object(), "数": 3}
    assert redacted(context, Secrets()) is context
    assert redacted(context, Secrets(frozenset({"张示例"}))) == context


# The scan


def test_the_finished_text_is_scanned_for_what_was_typed_into_a_template() -> None:
    of = facts(profile(contacts=(ZHOU,)))
    found = scan(
        {"body": "有事找周示例（19900000041），还是找周示例", "header": "云岭村"}, of, Edition.PUBLIC, "a.docx"
    )
    assert [(p.code, p.place.file, p.place.part, dict(p.values)["found"]) for p in found] == [
        ("PG542", "a.docx", "body", "周*"),
        ("PG542", "a.docx", "body", "1990****041"),
    ]


def test_a_problem_says_no_masked_value_itself() -> None:
    of = facts(profile(contacts=(ZHOU, WU)))
    found = scan({"body": "周示例吴示例19900000041、19900000031"}, of, Edition.PUBLIC)
    whole = repr(found)
    assert len(found) == 4
    assert not any(secret in whole for secret in ("周示例", "吴示例", "19900000041", "19900000031", "9900000031"))


def test_the_internal_edition_is_not_scanned() -> None:
    assert scan({"body": "周示例"}, facts(profile(contacts=(ZHOU,))), Edition.INTERNAL) == []


def test_internal_values_and_the_register_are_scanned_for() -> None:
    register = record(
        Register,
        people=(Person(name="老示例", address="后坑12号东首第二间"),),
        households=(Household(head="户示例", phone="19900000088", address="后坑3号"),),
    )
    of = profile(
        contacts=(WILLING,),
        shut_offs=(record(ShutOff, place="东街口配电箱后面", key_place="值班室"),),
        equipment=(record(Equipment, call_number="174 0000 0001"),),
        supplies=(),
    )
    assert known_secrets(facts(of, register=register)) == Secrets(
        names=frozenset({"老示例", "户示例"}),
        numbers=frozenset({"17400000001", "19900000088"}),
        texts=frozenset({"东街口配电箱后面", "后坑12号东首第二间"}),
    )


def test_relatives_and_added_internal_values_are_scanned_for() -> None:
    register = record(
        Register,
        people=(Person(name="老示例", relative="女儿 199 0000 0087、0577-00000087"),),
        households=(Household(head="户示例", alternative="城东示例路女儿家"),),
    )
    field = ExtraField(key="depot", title="仓库", type="text", class_="I")
    of = profile(extra=(("depot", "北坡防空洞里"),))
    known = known_secrets(facts(of, register=register, held=settings(extra=(field,))))
    assert known.numbers == {"19900000087", "057700000087"}
    assert known.texts == {"女儿 199 0000 0087、0577-00000087", "城东示例路女儿家", "北坡防空洞里"}


def test_the_scan_finds_a_number_that_the_next_cell_was_glued_to() -> None:
    of = facts(profile(contacts=(ZHOU, WU)))
    found = scan({"body": "12户1219900000041199000000317天"}, of, Edition.PUBLIC)
    assert [dict(problem.values)["found"] for problem in found] == ["1990****041", "1990****031"]
    assert not any(number in repr(found) for number in ("19900000041", "19900000031"))


def test_an_internal_text_that_a_public_field_says_as_well_is_no_secret() -> None:
    of = profile(
        shut_offs=(record(ShutOff, place="村办公楼一楼东侧"),),
        points=(point("gas", place="村办公楼一楼东侧厨房"),),
    )
    assert not known_secrets(facts(of))


def test_the_main_volume_does_not_depend_on_the_register() -> None:
    register = record(Register, people=(Person(name="郑示例", address="后坑12号"),))
    of = profile(grids=(record(Grid, area="郑示例家以东"),))
    assert public(facts(of, register=register)) == public(facts(of))
