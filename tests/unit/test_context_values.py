"""What single names print: contacts, thresholds, routes, totals, gaps, the first page, drills."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from invented import PARTS
from invented import facts
from invented import hazard
from invented import point
from invented import profile
from invented import record
from invented import settings

from generator.context import Mark
from generator.context import RevisionRow
from generator.context import RevisionView
from generator.context import build_context
from generator.context import gap
from generator.context.prepared import month_day
from generator.facts.facts import Facts
from generator.facts.model.district import District
from generator.facts.model.district import Season
from generator.facts.model.district import Signal
from generator.facts.model.district import Warning as WarningSignal
from generator.facts.model.fields import ExtraField
from generator.facts.model.hazards import Threshold
from generator.facts.model.organisation import Organisation
from generator.facts.model.organisation import Squad
from generator.facts.model.people import Contact
from generator.facts.model.place import AssemblyPoint
from generator.facts.model.place import Figure
from generator.facts.model.place import Isolation
from generator.facts.model.place import KeyPlace
from generator.facts.model.place import Place
from generator.facts.model.profile import OfficialList
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.supplies import Supply
from generator.facts.model.town import RegionalSquad
from generator.facts.model.town import Town
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import HelpCount
from generator.facts.model.transfer import Inspection
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.mask import Edition
from generator.risk import assess

FIRES, FLOODS = (tuple(sub.key or "" for sub in PARTS[at].subs) for at in (0, 2))
ZHOU = record(Contact, handle="周示例（后坑）", name="周示例", phone="19900000041", post="监测员")
ZHU = record(Contact, handle="朱示例", name="朱示例", phone="19900000042")
EAST = Route(
    name="东侧村道",
    start="后坑",
    via=("岔路口",),
    end="旧校舍",
    walk_min=12,
    slow_min=20,
    mode="步行",
    night=True,
)
SCHOOL = record(
    Shelter,
    name="旧校舍",
    address="云岭头18号",
    capacity=80,
    manager="朱示例",
    inspection=Inspection(on=date(2024, 2, 29)),
)


def context(of: Profile | Facts, edition: Edition = Edition.INTERNAL, **options: Any) -> Any:  # noqa: ANN401  (nested)
    made = of if isinstance(of, Facts) else facts(of)
    return build_context(made, assess(made.profile, made.standards), edition, **options)


# Fields


def test_numbers_days_and_flags_are_ready_to_print() -> None:
    place = record(Place, area_km2=2.0, elevation_low_m=3.9, households=318, as_of=date(2026, 3, 20))
    town = context(profile(place=place, isolation=record(Isolation, single_road=True)))["社区"]
    assert (town["面积"], town["最低地面高程"], town["户数"], town["数据截止日期"]) == (2, 3.9, 318, "2026年3月20日")
    assert isinstance(town["面积"], int)
    assert (town["仅一条路进出"], town["仅一条路进出文字"]) == (True, "是")


def test_a_list_of_texts_is_joined_and_stands_item_by_item_beside() -> None:
    place = record(Place, terrain=("山区", "海岛"))
    town = context(profile(place=place))["社区"]
    assert (town["地形"], town["地形列表"]) == ("山区、海岛", ["山区", "海岛"])


def test_a_contact_is_name_and_phone_together_and_apart() -> None:
    of = profile(
        contacts=(ZHOU,),
        organisation=record(Organisation, leader="周示例（后坑）", deputies=("周示例（后坑）", "郑示例")),
    )
    group = context(of)["组织"]
    assert [group[n] for n in ("组长", "组长姓名", "组长电话", "组长职务")] == [
        "周示例 19900000041",
        "周示例",
        "19900000041",
        "监测员",
    ]
    assert group["副组长"] == "周示例 19900000041、郑示例 （待填：副组长电话）"
    assert group["副组长列表"][0] == {"序号": 1, "姓名": "周示例", "电话": "19900000041", "职务": "监测员"}


def test_a_contact_without_a_phone_prints_a_mark_for_it() -> None:
    nameless = record(Contact, handle="周示例")
    group = context(profile(contacts=(nameless,), organisation=record(Organisation, leader="周示例")))["组织"]
    assert group["组长"] == "周示例 （待填：组长电话）"


def test_contacts_of_the_town_are_known_too() -> None:
    town = Town(contacts=(ZHU,), leader_in_charge="朱示例")
    assert context(facts(profile(), town=town))["街镇"]["分管领导"] == "朱示例 19900000042"


def test_a_hazard_prints_its_title() -> None:
    assert context(profile(absent=("heat", "landslide")))["没有的灾种"] == "高温、滑坡"


# Gaps


def test_a_required_value_that_is_missing_prints_a_mark_and_is_true() -> None:
    item = context(profile(points=(point("landslide", name="后坑"),)))["地质点位"][0]
    assert item["监测员"] == "（待填：监测员）"
    assert item["监测员电话"] == "（待填：监测员电话）"
    assert item["户数"] == "（待填：户数）"
    assert item["已立警示牌"]
    assert item["已立警示牌文字"] == "（待填：已立警示牌）"


def test_an_optional_value_that_is_missing_is_empty_and_false() -> None:
    item = context(profile(points=(point("landslide"),)))["地质点位"][0]
    assert (item["曾用名"], item["已工程治理"], item["已工程治理文字"], item["搬迁期限"]) == ("", False, "", "")


def test_a_required_group_that_is_missing_prints_the_mark_of_each_member() -> None:
    issue = context(profile())["签发"]
    assert (issue["签发人"], issue["签发人电话"], issue["印发单位"]) == (
        "（待填：签发人）",
        "（待填：签发人电话）",
        "（待填：印发单位）",
    )
    assert issue["征求意见对象列表"] == ["（待填：征求意见对象）"]


def test_an_optional_group_that_is_missing_is_empty_and_has_a_flag_beside_it() -> None:
    made = context(profile())
    assert (made["微型消防站"], made["有微型消防站"]) == ({}, False)


def test_a_list_that_was_never_given_has_one_item_of_marks_and_one_given_empty_has_none() -> None:
    missing = context(profile())["重点场所"]
    assert [(item["序号"], item["名称"]) for item in missing] == [(1, "（待填：名称）")]
    assert context(profile(key_places=()))["重点场所"] == []
    assert context(profile(key_places=(KeyPlace(name="示例小学"),)))["重点场所"][0]["名称"] == "示例小学"


def test_the_points_that_were_never_given_are_one_item_of_marks_for_all_and_none_of_a_kind() -> None:
    made = context(profile())
    assert [item["名称"] for item in made["风险点"]] == ["（待填：名称）"]
    assert not made["风险点"][0]["是火灾点位"]
    assert made["火灾点位"] == []


def test_a_mark_may_stand_where_a_template_compares_or_adds() -> None:
    mark = gap("户数")
    assert [mark > 3, mark < 3, mark >= 3, mark <= 3] == [True] * 4
    assert [mark + 1, 1 + mark, mark - 1, 1 - mark] == [mark] * 4
    assert mark + "户" == "（待填：户数）户"
    assert sorted([gap("乙"), gap("丙")]) == ["（待填：丙）", "（待填：乙）"]
    assert (mark >= "a", mark <= "a", mark == "（待填：户数）") == (True, False, True)


# Points


def test_a_points_threshold_is_said_in_words_with_its_source() -> None:
    values = (
        Threshold(rain_mm=40.0, hours=1.0, source="自然资源局", on=date(2026, 4, 2)),
        Threshold(rain_mm=120.5, hours=24.0, source="自然资源局", on=date(2026, 4, 2)),
        Threshold(level_m=3.2, gauge="云溪站", source="水利局"),
    )
    item = context(profile(points=(point("landslide", go_when=values),)))["风险点"][0]
    assert item["阈值"] == "1小时雨量40毫米或24小时雨量120.5毫米或云溪站水位3.2米"
    assert item["阈值来源"] == "自然资源局，2026年4月2日、水利局"


def test_a_point_without_a_threshold_prints_the_districts_safe_sentence() -> None:
    district = District(no_threshold="见到异常马上撤", geological_evacuate_at="橙")
    of = profile(points=(point("landslide"), point("flash_flood"), point("gas")))
    items = context(facts(of, held=settings(district=district)))["风险点"]
    assert [item["阈值"] for item in items] == ["见到异常马上撤", "见到异常马上撤", ""]
    assert [item["转移预警颜色"] for item in items] == ["橙", "", ""]


def test_only_a_stricter_point_replaces_the_districts_colour() -> None:
    district = District(geological_evacuate_at="橙")
    of = profile(points=(point("landslide", evacuate_at="黄"),))
    assert context(facts(of, held=settings(district=district)))["风险点"][0]["转移预警颜色"] == "黄"


def test_a_flood_point_says_when_to_prepare() -> None:
    of = profile(points=(point("flash_flood", prepare_when=(Threshold(rain_mm=35.0, hours=1.0),)),))
    assert context(of)["防汛点位"][0]["准备值文字"] == "1小时雨量35毫米"


def test_a_point_finds_its_batch_route_and_shelter() -> None:
    batch = Batch(
        points=("后坑",), leader="朱示例", route="东侧村道", no_backup="留在楼上等救", shelter="旧校舍", people=21
    )
    of = profile(
        {"landslide": hazard(4, 5)},
        contacts=(ZHU,),
        points=(point("landslide", name="前山"), point("landslide", name="后坑")),
        batches=(batch,),
        routes=(EAST,),
        shelters=(SCHOOL,),
    )
    made = context(of)
    item = made["风险点"][1]
    assert {
        name: item[name] for name in ("编号", "序号", "篇", "等级", "颜色", "批次", "路线", "去处", "去处地址")
    } == {
        "编号": "点2",
        "序号": 2,
        "篇": "地质灾害",
        "等级": "重大",
        "颜色": "红",
        "批次": "第1批",
        "路线": "东侧村道",
        "去处": "旧校舍",
        "去处地址": "云岭头18号",
    }
    assert item["路线说明"] == "东侧村道：后坑→岔路口→旧校舍，步行12分钟，搀扶20分钟"
    assert item["备用路线说明"] == "留在楼上等救"
    assert (item["转移责任人"], item["夜间可走文字"], item["要转移"]) == ("朱示例 19900000042", "夜间可走", True)
    assert (made["风险点"][0]["路线"], made["风险点"][0]["要转移"], made["风险点"][0]["转移责任人"]) == ("", False, "")


def test_a_point_of_two_batches_names_both() -> None:
    batches = (
        Batch(points=("后坑",), shelter="旧校舍", route="东侧村道"),
        Batch(points=("后坑", "前山"), shelter="中心校", route="东侧村道"),
    )
    item = context(profile(points=(point("landslide", name="后坑"),), batches=batches))["风险点"][0]
    assert (item["批次"], item["路线"], item["去处"]) == ("第1批、第2批", "东侧村道", "旧校舍、中心校")


def test_a_fire_point_leads_to_its_assembly_point() -> None:
    square = AssemblyPoint(name="石桥头广场", place="桥东")
    of = profile(points=(point("timber_old", assembly="石桥头广场"),), assembly_points=(square,))
    item = context(of)["火灾点位"][0]
    assert (item["去处"], item["去处地址"]) == ("石桥头广场", "桥东")


def test_points_of_each_kind_stand_in_one_list_with_the_names_of_all_and_in_their_own() -> None:
    made = context(
        profile(points=(point("gas", name="甲", floors=6), point("landslide", name="乙"), point("heat", name="丙")))
    )
    assert [(i["名称"], i["编号"], i["层数"], i["规模"]) for i in made["风险点"]] == [
        ("甲", "点1", 6, ""),
        ("乙", "点2", "", "（待填：规模）"),
        ("丙", "点3", "", ""),
    ]
    assert [(i["名称"], i["序号"], i["编号"]) for i in made["地质点位"]] == [("乙", 1, "点2")]
    assert "层数" not in made["地质点位"][0]
    flags = ("是火灾点位", "是地质点位", "是防汛点位", "是自然点位")
    assert [[i[flag] for flag in flags].index(True) for i in made["风险点"]] == [0, 1, 3]


# Moving and shelters


def test_a_batch_carries_everything_that_its_leader_needs() -> None:
    batch = record(
        Batch, points=("后坑",), route="东侧村道", backup_route="后山道", shelter="旧校舍", overflow="中心校"
    )
    of = profile(contacts=(ZHU,), batches=(batch,), routes=(EAST,), shelters=(SCHOOL,))
    item = context(of)["转移批次"][0]
    assert (item["批次名"], item["点位"], item["步行分钟"], item["搀扶分钟"]) == ("第1批", "后坑", 12, 20)
    assert (item["去处地址"], item["去处管理员"], item["满员去处地址"]) == ("云岭头18号", "朱示例 19900000042", "")
    assert item["备用路线说明"] == "后山道"  # a route that is not in the list: its name at least


@pytest.mark.parametrize(
    ("own", "backup", "by_night"), [(True, True, "大路"), (False, True, "小路"), (False, False, ""), (None, None, "")]
)
def test_by_night_a_batch_takes_its_backup_where_its_own_route_is_none(
    own: bool | None, backup: bool | None, by_night: str
) -> None:
    routes = (Route(name="大路", night=own), Route(name="小路", night=backup))
    batch = Batch(points=("后坑",), route="大路", backup_route="小路")
    made = context(profile(points=(point("landslide", name="后坑"),), batches=(batch,), routes=routes))
    assert (made["转移批次"][0]["夜间路线"], made["风险点"][0]["夜间路线"]) == (by_night, by_night)


def test_a_batch_without_a_route_prints_marks() -> None:
    item = context(profile(batches=(record(Batch),)))["转移批次"][0]
    assert (item["路线说明"], item["步行分钟"], item["去处地址"]) == (
        "（待填：路线）",
        "（待填：步行时间）",
        "（待填：去处地址）",
    )


def test_totals_are_computed_and_a_missing_part_makes_them_missing() -> None:
    known = (Batch(households=6, people=21), Batch(households=14, people=47))
    assert [context(profile(batches=known))["社区"][n] for n in ("需转移户数", "需转移人数")] == [20, 68]
    partly = context(profile(batches=(*known, Batch(households=1))))["社区"]
    assert (partly["需转移户数"], partly["需转移人数"]) == (21, "（待填：人数）")
    assert context(profile())["社区"]["需转移人数"] == "（待填：转移批次）"
    assert context(profile(batches=()))["社区"]["需转移人数"] == 0


def test_people_threatened_by_night_are_those_of_natural_hazards() -> None:
    points = (point("landslide", people_night=21), point("flash_flood", people_night=9), point("gas", people_night=50))
    assert context(profile(points=points))["社区"]["夜间受威胁人数"] == 30


def test_a_shelter_knows_its_room_who_comes_and_when_it_is_inspected_again() -> None:
    shared = record(Shelter, name="中心校", capacity=600, own_capacity=60)
    of = profile(
        batches=(Batch(shelter="旧校舍", people=21), Batch(shelter="旧校舍", people=47)), shelters=(SCHOOL, shared)
    )
    old, other = context(of)["避灾安置场所"]
    assert (old["可用人数"], old["分到人数"], old["鉴定到期"]) == (80, 68, "2027年2月28日")
    assert (other["可用人数"], other["分到人数"], other["鉴定到期"]) == (60, 0, "（待填：鉴定日期）")


def test_a_route_by_boat_says_so() -> None:
    boat = Route(name="渡船", start="码头", end="镇码头", walk_min=30, mode="船", night=False)
    item = context(profile(routes=(boat,)))["转移路线"][0]
    assert (item["路线说明"], item["夜间可走文字"]) == ("渡船：码头→镇码头，乘船30分钟", "夜间不走")


def test_supplies_below_their_standard_are_short() -> None:
    items = context(profile(supplies=(Supply(quantity=5.0, standard=10.0), Supply(quantity=5.0))))["应急物资"]
    assert [(item["数量"], item["不足"]) for item in items] == [(5, True), (5, False)]


# Risk


def test_the_assessment_is_told_as_a_whole_by_part_and_by_hazard() -> None:
    of = profile(
        {"landslide": hazard(5, 3, basis="三处隐患点"), "heat": hazard(1, 2, basis_source="估计")},
        absent=("gas", *FIRES, *FLOODS),
    )
    made = context(of)
    assert made["风险"] == {"总等级": "重大", "总颜色": "红", "最高灾种": "滑坡"}
    first, second = made["风险清单"]
    assert [first[n] for n in ("篇", "灾种", "可能性", "后果", "分值", "等级", "颜色", "依据")] == [
        "地质灾害",
        "滑坡",
        5,
        3,
        15,
        "重大",
        "红",
        "三处隐患点",
    ]
    assert (first["待核实"], second["待核实"]) == (False, True)
    assert [(part["篇"], part["等级"], part["灾种"]) for part in made["篇风险"]] == [
        ("火灾", "无", ""),
        ("地质灾害", "重大", "滑坡（重大）"),
        ("防汛防台", "无", ""),
        ("自然灾害", "低", "高温（低）"),
    ]
    assert (made["火灾"]["有"], made["火灾"]["没有的灾种"], made["地质灾害"]["灾种"]) == (
        False,
        "燃气事故、木屋砖木房火灾、合用场所火灾、高层住宅火灾",
        "滑坡",
    )
    assert (made["有灾种"]["滑坡"], made["有灾种"]["山洪"]) == (True, False)
    assert (made["灾种等级"]["滑坡"], made["灾种等级"]["山洪"]) == ("重大", "")


@pytest.mark.parametrize(
    ("of", "flag", "said"),
    [
        (profile(), False, "未列入"),
        (profile({"heat": hazard(5, 5)}), True, "建议纳入：自然灾害风险重大"),
        (
            profile(disaster_prone=OfficialList(document="示例6号", on=date(2024, 4, 8))),
            True,
            "列入多灾易灾社区（村）名单（示例6号，2024年4月8日公布）",
        ),
    ],
)
def test_being_disaster_prone_is_said_in_words(of: Profile, flag: bool, said: str) -> None:
    town = context(of)["社区"]
    assert (town["多灾易灾"], town["多灾易灾说明"]) == (flag, said)


def test_only_warning_signals_of_hazards_that_are_here_are_printed() -> None:
    signals = (WarningSignal(kind="高温", hazards=("heat",)), WarningSignal(kind="台风", hazards=("typhoon_wind",)))
    held = settings(district=District(warnings=(*signals, WarningSignal(kind="任何地方"))))
    made = context(facts(profile({"heat": hazard(1, 1)}), held=held))
    assert [(signal["序号"], signal["种类"]) for signal in made["预警信号"]] == [(1, "高温"), (2, "任何地方")]


# The first page


def test_the_first_page_takes_the_highest_hazards_with_points_and_of_each_the_point_with_most_sleepers() -> None:
    signals = (Signal(signal="喊着火", meaning="火警"), Signal(signal="锣急敲", meaning="立即转移"))
    of = profile(
        {
            "timber_old": hazard(5, 5),
            "landslide": hazard(4, 4),
            "flash_flood": hazard(2, 2),
            "typhoon_wind": hazard(5, 5),
            "earthquake": hazard(5, 5),
        },
        duty_phone="0577-00000004",
        points=(
            point("timber_old", name="北门里", people_night=90, danger="夜里着火", first_act="往外跑"),
            point("landslide", name="后坑", people_night=21),
            point("landslide", name="大岭脚", people_night=47, danger="坡下压房"),
            point("flash_flood", name="溪滩", people_night=300),
        ),
    )
    rows = context(facts(of, held=settings(district=District(signals=signals))))["三大危险"]
    assert [(row["名称"], row["地点"], row["信号"], row["夜间人数"]) for row in rows] == [
        ("木屋砖木房火灾", "北门里", "喊着火", 90),
        ("滑坡", "大岭脚", "锣急敲", 68),
        ("山洪", "溪滩", "锣急敲", 300),
    ]
    assert (rows[1]["要命处"], rows[1]["第一动作"], rows[1]["电话"]) == (
        "坡下压房",
        "（待填：第一动作）",
        "0577-00000004",
    )


def test_a_point_where_nobody_sleeps_takes_no_place_on_the_first_page_from_people() -> None:
    of = profile(
        {"typhoon_wind": hazard(5, 5), "timber_old": hazard(2, 2)},
        points=(
            point("typhoon_wind", name="弯道", people_night=0),
            point("timber_old", name="老屋", people_night=4),
            point("timber_old", name="新屋", people_night=3),
        ),
    )
    rows = context(of)["三大危险"]
    assert [(row["地点"], row["还有别的点"]) for row in rows] == [("老屋", True), ("弯道", False)]


def test_people_who_are_there_by_day_count_on_the_first_page_as_well() -> None:
    of = profile(
        {"flash_flood": hazard(5, 5), "landslide": hazard(5, 5)},
        points=(
            point("flash_flood", name="村口", people_night=30, people_day=5),
            point("landslide", name="栈道", people_night=0, people_day=120),
        ),
    )
    rows = context(of)["三大危险"]
    assert [(row["地点"], row["夜间人数"]) for row in rows] == [("栈道", 0), ("村口", 30)]


def test_the_first_page_falls_back_to_hazards_of_the_whole_place() -> None:
    of = profile(
        {"heat": hazard(2, 2, basis="老人多"), "earthquake": hazard(1, 5)}, points=(point("heat", name="敬老院"),)
    )
    rows = context(of)["三大危险"]
    assert [(row["名称"], row["地点"], row["要命处"]) for row in rows] == [
        ("高温", "敬老院", "（待填：要命处）"),
        ("地震", "全社区", "看过现场"),
    ]


# Squads, figures, seasons, added fields


def test_the_towns_shared_squad_is_found_by_its_name() -> None:
    town = Town(contacts=(ZHU,), regional_squads=(RegionalSquad(name="岭脚联动突击队", leader="朱示例", size=34),))
    shared = profile(squad=record(Squad, mode="联动", regional="岭脚联动突击队"))
    made = context(facts(shared, town=town))
    assert (made["有联动突击队"], made["联动突击队"]["队长"], made["联动突击队"]["人数"]) == (
        True,
        "朱示例 19900000042",
        34,
    )
    alone = context(facts(profile(squad=record(Squad, mode="自建")), town=town))
    assert (alone["有联动突击队"], alone["联动突击队"]) == (False, {})


def test_figures_carry_their_picture_and_stand_by_kind() -> None:
    figures = (
        Figure(file="risk.png", kind="风险图", title="风险示意图"),
        Figure(file="valves.png", kind="疏散图", title="阀门图", internal=True),
    )
    of = profile(figures=figures, points=(point("gas", photo="风险示意图"), point("gas", photo="阀门图")))
    made = context(of, figures={"risk.png": "picture", "valves.png": "secret"})
    assert [(figure["图名"], figure["图片"]) for figure in made["图"]] == [
        ("风险示意图", "picture"),
        ("阀门图", "secret"),
    ]
    assert [figure["图名"] for figure in made["风险图"]] == ["风险示意图"]
    assert made["组织图"] == []
    assert [(p["有照片"], p["照片图"]) for p in made["风险点"]] == [(True, "picture"), (True, "secret")]
    public = context(of, Edition.PUBLIC, figures={"risk.png": "picture", "valves.png": "secret"})
    assert [figure["图名"] for figure in public["图"]] == ["风险示意图"]
    assert (public["疏散图"], public["风险点"][1]["有照片"]) == ([], False)


def test_seasons_say_from_when_to_when() -> None:
    held = settings(district=District(seasons=(Season(name="汛期", start="04-15", end="10-15"),)))
    assert context(facts(profile(), held=held))["季节"][0]["起止"] == "4月15日至10月15日"
    assert [month_day(text) for text in ("11-01", "清明", None)] == ["11月1日", "清明", ""]


def test_added_fields_stand_under_their_titles() -> None:
    extra = (
        ExtraField(key="dialect", title="广播方言", type="text", class_="P"),
        ExtraField(key="water", title="应急蓄水量", type="number", class_="P", need="R"),
        ExtraField(key="dry", title="缺水", type="flag", class_="P"),
        ExtraField(key="grounds", title="起降地", type="texts", class_="P"),
        ExtraField(key="since", title="启用日期", type="date", class_="P"),
    )
    values = (("dialect", "温州话"), ("dry", True), ("grounds", ("操场", "晒场")), ("since", date(2025, 5, 1)))
    assert context(facts(profile(extra=values), held=settings(extra=extra)))["补充"] == {
        "广播方言": "温州话",
        "应急蓄水量": "（待填：应急蓄水量）",
        "缺水": True,
        "缺水文字": "是",
        "起降地": "操场、晒场",
        "起降地列表": ["操场", "晒场"],
        "启用日期": "2025年5月1日",
    }


def test_those_who_need_help_are_summed() -> None:
    counts = (HelpCount(mobility="担架", people=4), HelpCount(mobility="搀扶", people=20))
    assert context(profile(help_counts=counts))["帮扶对象总数"] == 24


# Drills and revisions


def drill(number: str, *states: str) -> Drill:
    found = tuple(Finding(id=f"{number}-{at}", state=state) for at, state in enumerate(states, 1))
    return record(
        Drill,
        id=number,
        on=date(2026, 5, 18),
        findings=found,
        households_reached=193,
        households_total=200,
        controller="离任者",
    )


def test_drills_are_listed_with_their_findings_and_what_is_still_open() -> None:
    made = context(facts(profile(), drills=[drill("D-2026-02", "整改中"), drill("D-2026-01", "已销号", "延期")]))
    assert [(d["编号"], d["通知到户率"]) for d in made["演练"]] == [("D-2026-02", "96.5%"), ("D-2026-01", "96.5%")]
    assert (made["有最近演练"], made["最近演练"]["编号"]) == (True, "D-2026-02")
    assert [(f["序号"], f["编号"], f["演练编号"], f["演练日期"]) for f in made["问题整改"]] == [
        (1, "D-2026-02-1", "D-2026-02", "2026年5月18日"),
        (2, "D-2026-01-1", "D-2026-01", "2026年5月18日"),
        (3, "D-2026-01-2", "D-2026-01", "2026年5月18日"),
    ]
    assert [f["编号"] for f in made["未销号问题"]] == ["D-2026-02-1", "D-2026-01-2"]


def test_who_took_part_in_a_drill_may_have_left_and_nobody_calls() -> None:
    latest = context(facts(profile(), drills=[drill("D-1")]))["最近演练"]
    assert (latest["总控"], latest["总控电话"]) == ("离任者", "")


def test_without_drills_there_is_no_latest_one() -> None:
    made = context(profile())
    assert (made["演练"], made["最近演练"], made["有最近演练"], made["问题整改"]) == ([], {}, False, [])


def test_a_share_of_no_households_is_empty() -> None:
    assert context(facts(profile(), drills=[record(Drill, id="D")]))["最近演练"]["通知到户率"] == ""


def test_a_draft_says_that_it_is_one() -> None:
    made = context(profile())
    assert made["版本"] == {
        "版本号": "草案",
        "状态": "修订草案",
        "日期": "2026年10月20日",
        "校验码": "草案不编码",
        "二维码": "",
    }
    assert (made["版别"], made["是公示版"]) == ("内部版", False)
    assert [(row["版本"], row["日期"], row["签发人"]) for row in made["修订记录"]] == [
        ("草案", "2026年10月20日", "待签发")
    ]
    assert isinstance(context(profile(reviewed_on=None))["版本"]["日期"], Mark)


def test_the_ledger_replaces_the_draft_row() -> None:
    issued = RevisionView(
        "V1.0", "送签稿", "2026年11月1日", "7f3a", (RevisionRow("V1.0", "2026年11月1日", "首次编制"),)
    )
    made = context(profile(), Edition.PUBLIC, revision=issued)
    assert made["版本"] == {"版本号": "V1.0", "状态": "送签稿", "日期": "2026年11月1日", "校验码": "7f3a", "二维码": ""}
    assert [row["版本"] for row in made["修订记录"]] == ["V1.0"]
    assert (made["版别"], made["是公示版"]) == ("公示版", True)


def test_every_part_of_the_standards_is_a_group() -> None:
    everything = tuple(sub.key or "" for part in PARTS for sub in part.subs)
    made = context(profile(absent=everything))
    assert [made[part.title or ""]["等级"] for part in PARTS] == ["无"] * 4
    assert made["风险"] == {"总等级": "无", "总颜色": "", "最高灾种": ""}


def test_a_hazard_that_nobody_has_looked_for_is_missing_and_not_none() -> None:
    made = context(profile(absent=FIRES))
    assert (made["火灾"]["等级"], made["火灾"]["颜色"], made["火灾"]["灾种"]) == ("无", "", "")
    assert (made["地质灾害"]["等级"], made["地质灾害"]["颜色"]) == ("（待填：等级）", "（待填：颜色）")
    assert made["篇风险"][1]["灾种"] == "（待填：灾种）"
    assert made["风险"]["总等级"] == "（待填：等级）"
    assert made["地质灾害"]["有"] is False


def test_a_point_with_a_batch_that_says_too_little_prints_marks_and_one_without_prints_nothing() -> None:
    of = profile(
        points=(point("landslide", name="后坑"), point("landslide"), point("gas", name="灶间")),
        batches=(record(Batch, points=("后坑",)),),
    )
    moved, quiet, fire = context(of)["风险点"]
    names = ("路线", "路线说明", "备用路线说明", "去处", "去处地址", "转移责任人", "转移副手电话")
    assert [moved[name] for name in names] == [
        "（待填：路线）",
        "（待填：路线）",
        "（待填：备用路线）",
        "（待填：去处）",
        "（待填：去处地址）",
        "（待填：转移责任人）",
        "（待填：转移副手电话）",
    ]
    assert [quiet[name] for name in names] == [""] * len(names)
    assert (quiet["编号"], fire["编号"]) == ("点2", "点3")
    assert (fire["去处"], fire["去处地址"]) == ("（待填：集合点名）", "（待填：集合点位置）")


def test_the_first_page_never_prints_the_signal_to_get_ready() -> None:
    signals = (
        Signal(signal="锣慢敲", meaning="准备转移"),
        Signal(signal="广播", meaning="转移通知"),
        Signal(signal="锣急敲", meaning="立即转移"),
    )
    of = profile({"landslide": hazard(2, 2)}, points=(point("landslide", name="后坑", people_night=3),))
    rows = context(facts(of, held=settings(district=District(signals=signals))))["三大危险"]
    assert rows[0]["信号"] == "锣急敲"
