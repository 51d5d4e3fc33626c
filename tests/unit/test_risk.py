"""Risk assessment: matrix, floors, doubts, 多灾易灾; all by the profile's own date."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import PARTS
from invented import REVIEWED
from invented import hazard
from invented import point
from invented import profile
from invented import record
from invented import standards

from generator.facts.model.hazards import LEVELS
from generator.facts.model.hazards import Reservoir
from generator.facts.model.place import Isolation
from generator.facts.model.place import PastEvent
from generator.facts.model.profile import OfficialList
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Floor
from generator.facts.model.standards import Standards
from generator.facts.schema import columns
from generator.risk import Assessment
from generator.risk import Level
from generator.risk import Standing
from generator.risk import SubAssessment
from generator.risk import assess
from generator.risk.ages import is_older
from generator.risk.ages import is_within
from generator.risk.ages import latest_day
from generator.risk.ages import years_after
from generator.risk.ages import years_before
from generator.risk.floors import RULES
from generator.risk.reasons import PLACEHOLDERS


def sub(key: str, of: Profile, *floors: Floor) -> SubAssessment:
    """The assessment of one sub-hazard under these floors."""
    found = assess(of, standards(*floors)).sub(key)
    assert found is not None
    return found


def assessed(of: Profile) -> Assessment:
    return assess(of, standards())


# The matrix


@pytest.mark.parametrize(
    ("likelihood", "consequence", "level"),
    [
        (1, 1, "低"),
        (1, 3, "低"),
        (2, 2, "一般"),
        (2, 4, "一般"),
        (3, 3, "较大"),
        (4, 3, "较大"),
        (5, 3, "重大"),
        (5, 5, "重大"),
    ],
)
def test_the_product_of_the_scores_gives_the_level(likelihood: int, consequence: int, level: str) -> None:
    assert sub("heat", profile({"heat": hazard(likelihood, consequence)})).level.title == level


def test_the_worst_consequence_is_never_below_its_limit() -> None:
    found = sub("earthquake", profile({"earthquake": hazard(1, 5)}))
    assert (found.score, found.level.title) == (5, "较大")


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 4), st.integers(0, 4))
def test_a_higher_score_never_gives_a_lower_level(likelihood: int, consequence: int, more: int, worse: int) -> None:
    low = sub("heat", profile({"heat": hazard(likelihood, consequence)}))
    high = sub("heat", profile({"heat": hazard(min(5, likelihood + more), min(5, consequence + worse))}))
    assert low.level <= high.level


def test_levels_are_ordered_and_have_their_colours() -> None:
    assert [(level.title, level.colour) for level in sorted(Level)] == [
        ("低", "蓝"),
        ("一般", "黄"),
        ("较大", "橙"),
        ("重大", "红"),
    ]
    assert [Level.named(title) for title in LEVELS] == list(Level)
    assert Level.named("很高") is None
    assert Level.GREAT.higher is Level.GREAT


def test_limits_that_the_standards_lack_count_as_reached() -> None:
    found = assess(profile({"heat": hazard(1, 1)}), Standards(parts=PARTS)).sub("heat")
    assert found is not None
    assert found.level is Level.GREAT


# Parts and the whole


def test_a_part_is_its_highest_sub_hazard_and_the_whole_the_highest_part() -> None:
    found = assessed(profile({"heat": hazard(5, 2), "earthquake": hazard(1, 3), "landslide": hazard(2, 2)}))
    assert [(part.title, part.level and part.level.title, part.colour) for part in found.parts] == [
        ("火灾", None, ""),
        ("地质灾害", "一般", "黄"),
        ("防汛防台", None, ""),
        ("自然灾害", "较大", "橙"),
    ]
    assert found.overall is Level.MAJOR
    assert found.levels() == {
        "geological": "一般",
        "landslide": "一般",
        "natural": "较大",
        "heat": "较大",
        "earthquake": "低",
    }


def test_a_place_without_hazards_has_no_level() -> None:
    found = assessed(profile())
    assert (found.overall, found.subs, found.sub("heat"), found.part("natural")) == (None, (), None, found.parts[3])
    assert found.part("chemical") is None


def test_a_point_shows_a_hazard_that_nobody_declared() -> None:
    found = sub("landslide", profile(points=(point("landslide", people_night=4),)))
    assert (found.undeclared, found.unverified, found.score, found.level.title) == (True, True, None, "一般")


# Floors


def floor(rule: str, level: str | None = None, reason: str = "{people}", **values: Any) -> Floor:  # noqa: ANN401
    return Floor(rule=rule, level=level, reason=reason, **values)


def lifted(of: Profile, key: str, under: Floor) -> tuple[str, tuple[str, ...]]:
    found = sub(key, of, under)
    return found.level.title, found.reasons


def test_a_departments_level_is_a_floor() -> None:
    of = profile({"heat": hazard(1, 1, official_level="较大", official_source="示例1号")})
    assert lifted(of, "heat", floor("official_level", reason="{document}认定为{level}")) == (
        "较大",
        ("示例1号认定为较大",),
    )
    assert lifted(profile({"heat": hazard(1, 1)}), "heat", floor("official_level")) == ("低", ())


def test_a_floor_below_the_matrix_is_not_mentioned() -> None:
    of = profile({"heat": hazard(5, 5, official_level="一般")})
    assert lifted(of, "heat", floor("official_level")) == ("重大", ())


@pytest.mark.parametrize(
    ("zone", "people", "level"), [("隐患点", 3, "较大"), ("自查未登记", 3, "低"), ("风险防范区", 0, "低")]
)
def test_people_at_a_registered_point_are_a_floor(zone: str, people: int, level: str) -> None:
    of = profile(
        {"landslide": hazard(1, 1)}, points=(point("landslide", zone=zone, people_day=people, people_night=0),)
    )
    assert lifted(of, "landslide", floor("point_with_people", "较大", part="geological"))[0] == level


def test_a_floor_of_another_part_does_not_hold() -> None:
    of = profile({"landslide": hazard(1, 1)}, points=(point("landslide", zone="隐患点", people_night=9),))
    assert lifted(of, "landslide", floor("point_with_people", "较大", part="fire")) == ("低", ())


def test_the_official_grade_is_a_floor() -> None:
    of = profile({"landslide": hazard(1, 1)}, points=(point("landslide", grade="高", people_night=2),))
    assert lifted(of, "landslide", floor("grade_or_night_people", "重大", people=30)) == ("重大", ("2",))


def test_people_by_night_count_over_the_part_and_the_hazard_with_most_of_them_answers() -> None:
    hazards = {"landslide": hazard(1, 1), "debris_flow": hazard(1, 1)}
    points = (point("landslide", people_night=20), point("debris_flow", people_night=15))
    under = floor("grade_or_night_people", "重大", people=30)
    assert lifted(profile(hazards, points=points), "landslide", under) == ("重大", ("35",))
    assert lifted(profile(hazards, points=points), "debris_flow", under) == ("低", ())
    assert lifted(profile(hazards, points=points[:1]), "landslide", under) == ("低", ())


def test_sleepers_by_an_unregistered_slope_are_a_floor() -> None:
    of = profile({"landslide": hazard(1, 1)}, points=(point("landslide", zone="自查未登记", people_night=1),))
    assert lifted(of, "landslide", floor("unregistered_with_sleepers", "较大", people=1)) == ("较大", ("1",))


@pytest.mark.parametrize(
    ("dam", "level"),
    [
        ({"dam_safety": "三类", "people_night": 12, "households": 4}, "重大"),
        ({"dam_safety": "三类", "households": 4}, "重大"),
        ({"dam_safety": "三类", "people_night": 0, "households": 4}, "重大"),
        ({"dam_safety": "三类"}, "重大"),
        ({"dam_safety": "二类", "people_night": 12, "households": 4}, "低"),
        ({"dam_safety": "三类", "people_night": 0, "households": 0}, "低"),
        ({"dam_safety": "三类", "households": 0}, "低"),
    ],
)
def test_a_bad_dam_above_people_is_a_floor(dam: dict[str, Any], level: str) -> None:
    of = profile({"reservoir": hazard(1, 1)}, reservoirs=(Reservoir(name="云塘", **dam),))
    assert lifted(of, "reservoir", floor("bad_dam", "重大", people=1))[0] == level


def test_a_bad_dam_shows_the_danger_by_itself() -> None:
    of = profile(reservoirs=(Reservoir(name="云塘", dam_safety="三类", people_night=12),))
    found = sub("reservoir", of, floor("bad_dam", "重大", people=1, reason="{names}下有{people}人"))
    assert (found.undeclared, found.level.title, found.reasons) == (True, "重大", ("云塘下有12人",))


def test_people_whom_nobody_has_counted_are_some_and_not_none() -> None:
    uncounted = profile(
        {"landslide": hazard(1, 1), "reservoir": hazard(1, 1)},
        points=(point("landslide", zone="隐患点", people_day=0),),
        reservoirs=(Reservoir(name="云塘", dam_safety="三类", households=4),),
    )
    registered = floor("point_with_people", "较大", people=1, reason="内有{people}人受威胁")
    dam = floor("bad_dam", "重大", people=1, reason="可能淹到{people}人")
    assert lifted(uncounted, "landslide", registered) == ("较大", ("内有若干人受威胁",))
    assert lifted(uncounted, "reservoir", dam) == ("重大", ("可能淹到若干人",))


def test_an_estimate_at_a_point_where_nobody_has_counted_lifts_as_if_people_were_there() -> None:
    of = profile({"landslide": hazard(2, 2, basis_source="估计")}, points=(point("landslide"),))
    assert lifted(of, "landslide", STALE)[0] == "较大"


def test_many_people_in_a_flash_flood_are_a_floor() -> None:
    under = floor("flash_flood_zone", "重大", people=30)
    many = profile({"flash_flood": hazard(1, 1)}, points=(point("flash_flood", people_night=30),))
    few = profile({"flash_flood": hazard(1, 1)}, points=(point("flash_flood", people_night=29),))
    assert lifted(many, "flash_flood", under) == ("重大", ("30",))
    assert lifted(few, "flash_flood", under) == ("低", ())
    assert lifted(profile({"typhoon_wind": hazard(1, 1)}), "typhoon_wind", under) == ("低", ())


@pytest.mark.parametrize(
    ("kind", "houses", "level"),
    [("木结构", 50, "重大"), ("砖木结构", 49, "低"), ("自建房", 80, "低"), (None, 50, "重大")],
)
def test_a_large_timber_quarter_is_a_floor(kind: str | None, houses: int, level: str) -> None:
    of = profile({"timber_old": hazard(1, 1)}, points=(point("timber_old", building_type=kind, households=houses),))
    assert lifted(of, "timber_old", floor("timber_quarter", "重大", houses=50, reason="{houses}户"))[0] == level


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ({"one_exit": True, "people_night": 10}, "重大"),
        ({"exits": 1, "lodgers": 12}, "重大"),
        ({"exits": 2, "people_night": 40}, "低"),
        ({"one_exit": True, "people_night": 9}, "低"),
        ({"people_night": 40}, "低"),
    ],
)
def test_sleepers_behind_one_exit_are_a_floor(values: dict[str, Any], level: str) -> None:
    of = profile({"mixed_use": hazard(1, 1)}, points=(point("mixed_use", **values),))
    assert lifted(of, "mixed_use", floor("one_exit_sleepers", "重大", people=10))[0] == level


def test_high_and_mixed_buildings_are_a_floor_by_hazard_or_by_point() -> None:
    under = floor("fire_building", "较大")
    assert lifted(profile({"dwelling_highrise": hazard(1, 1)}), "dwelling_highrise", under)[0] == "较大"
    shop = point("gas", building_type="合用场所")
    assert lifted(profile({"gas": hazard(1, 1)}, points=(shop,)), "gas", under)[0] == "较大"
    assert lifted(profile({"gas": hazard(1, 1)}), "gas", under)[0] == "低"


@pytest.mark.parametrize(
    ("on", "level"), [("2016", "较大"), ("2016-10", "较大"), ("2016-10-19", "低"), ("不详", "较大")]
)
def test_a_death_in_the_last_years_is_a_floor(on: str, level: str) -> None:
    of = profile({"heat": hazard(1, 1)}, past_events=(PastEvent(on=on, kind="heat", deaths=1),))
    assert lifted(of, "heat", floor("deaths", "较大", years=10))[0] == level


def test_a_death_of_another_hazard_does_not_count() -> None:
    of = profile({"heat": hazard(1, 1)}, past_events=(PastEvent(on="2025", kind="earthquake", deaths=3),))
    assert lifted(of, "heat", floor("deaths", "较大", years=10)) == ("低", ())


def test_a_placeholder_that_the_rule_does_not_know_stays_visible() -> None:
    of = profile({"heat": hazard(1, 1, official_level="较大")})
    assert lifted(of, "heat", floor("official_level", reason="{level}{score}")) == ("较大", ("较大{score}",))


def test_every_rule_of_the_model_has_its_function_and_its_placeholders() -> None:
    rules = set(columns(Floor)["rule"].fact.choices)
    assert rules == set(RULES) == set(PLACEHOLDERS)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_rule_lifts_a_place_that_it_says_nothing_of(rule: str) -> None:
    of = profile({key: hazard(1, 1) for key in ("gas", "debris_flow", "typhoon_wind", "heat")})
    found = assess(of, standards(floor(rule, "重大")))
    assert found.overall is Level.LOW


# Doubts

STALE = floor("stale_or_estimated", years=3, reason="{years}年")


@pytest.mark.parametrize(
    ("values", "unverified"),
    [
        ({}, False),
        ({"basis_source": "估计"}, True),
        ({"basis_source": None}, True),
        ({"assessed_on": date(2023, 10, 20)}, False),
        ({"assessed_on": date(2023, 10, 19)}, True),
        ({"assessed_on": None}, True),
    ],
)
def test_doubtful_evidence_lifts_one_step_where_people_are_exposed(values: dict[str, Any], unverified: bool) -> None:
    found = sub("heat", profile({"heat": hazard(2, 2, **values)}), STALE)
    assert found.unverified == unverified
    assert (found.level.title, found.reasons) == (("较大", ("3年",)) if unverified else ("一般", ()))


def test_doubtful_evidence_where_nobody_is_exposed_is_only_shown() -> None:
    estimated = hazard(5, 1, basis_source="估计")
    nobody = sub("heat", profile({"heat": estimated}), STALE)
    empty = point("landslide", people_day=0, people_night=0)
    no_sleepers = sub("landslide", profile({"landslide": hazard(2, 2, basis_source="估计")}, points=(empty,)), STALE)
    assert [(f.level.title, f.unverified) for f in (nobody, no_sleepers)] == [("一般", True), ("一般", True)]


def test_a_doubt_lifts_the_scores_and_not_what_a_fact_demands() -> None:
    of = profile({"heat": hazard(2, 2, basis_source="估计", official_level="较大")})
    found = sub("heat", of, STALE, floor("official_level", reason="认定"))
    assert (found.level.title, found.reasons) == ("较大", ("3年", "认定"))


def test_scores_that_are_missing_are_a_doubt_and_print_the_full_text() -> None:
    found = sub("heat", profile({"heat": hazard(None, 4)}), STALE)
    assert (found.matrix_level, found.score, found.level.title, found.unverified) == (None, None, "较大", True)


def test_without_a_review_date_evidence_counts_as_old_and_deaths_as_recent() -> None:
    assert is_older(date(2026, 10, 1), 3, None)
    assert is_within("1950", 10, None)


# Days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019", date(2019, 12, 31)),
        ("2019-08", date(2019, 8, 31)),
        ("2020年2月", date(2020, 2, 29)),
        ("2019-08-10", date(2019, 8, 10)),
        ("2019年8月10日", date(2019, 8, 10)),
        ("2019-13-40", date(2019, 12, 31)),
        ("很早", None),
        ("00000", None),
        (None, None),
    ],
)
def test_a_coarse_time_is_taken_as_late_as_it_can_be(text: str | None, day: date | None) -> None:
    assert latest_day(text) == day


def test_the_29th_of_february_has_a_birthday_every_year() -> None:
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_before(date(3, 1, 1), 10) == date(1, 1, 1)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_none(text: str) -> None:
    latest_day(text)


# 多灾易灾


def test_the_published_list_decides() -> None:
    listed = assessed(profile(disaster_prone=OfficialList(document="示例6号", on=date(2024, 4, 8)))).disaster_prone
    assert (listed.standing, listed.document, listed.published_on, bool(listed)) == (
        Standing.LISTED,
        "示例6号",
        date(2024, 4, 8),
        True,
    )


def test_one_great_natural_risk_proposes_the_community() -> None:
    found = assessed(profile({"landslide": hazard(5, 5)})).disaster_prone
    assert (found.standing, found.reasons) == (Standing.PROPOSED, ("地质灾害风险重大",))


def test_two_major_natural_risks_propose_it() -> None:
    found = assessed(profile({"landslide": hazard(3, 3), "heat": hazard(3, 3)})).disaster_prone
    assert found.reasons == ("地质灾害、自然灾害2类风险达到较大以上",)


def test_fire_alone_does_not() -> None:
    events = tuple(PastEvent(on="2026", kind="gas", deaths=2, transferred=50) for _ in range(3))
    found = assessed(profile({"gas": hazard(5, 5)}, past_events=events)).disaster_prone
    assert (found.standing, bool(found)) == (Standing.NONE, False)


@pytest.mark.parametrize(
    ("events", "reasons"),
    [
        ([("2024", 0, 30), ("2022-08", 0, 5)], ("近5年有2次灾情组织了转移",)),
        ([("2024", 0, 30), ("2019-08", 0, 5)], ()),
        ([("2025-01-02", 1, 0)], ("近5年灾情死亡1人",)),
    ],
)
def test_recent_disasters_propose_it(events: list[tuple[str, int, int]], reasons: tuple[str, ...]) -> None:
    past = tuple(PastEvent(on=on, kind="heat", deaths=deaths, transferred=moved) for on, deaths, moved in events)
    assert assessed(profile(past_events=past)).disaster_prone.reasons == reasons


@pytest.mark.parametrize(("way", "said"), [("single_road", "仅一条路进出"), ("boat_only", "仅靠船进出")])
def test_a_place_that_can_be_cut_off_is_proposed_with_one_major_natural_risk(way: str, said: str) -> None:
    cut_off = record(Isolation, **{way: True})
    found = assessed(profile({"heat": hazard(3, 3)}, isolation=cut_off)).disaster_prone
    assert found.reasons == (f"{said}，自然灾害风险达到较大以上",)
    assert not assessed(profile({"heat": hazard(2, 2)}, isolation=cut_off)).disaster_prone
    assert not assessed(profile({"heat": hazard(3, 3)}, isolation=Isolation())).disaster_prone


# No clock


def test_the_same_facts_reviewed_later_are_older() -> None:
    of = profile({"heat": hazard(2, 2, assessed_on=date(2024, 1, 1))})
    assert not sub("heat", of, STALE).unverified
    later = dataclasses.replace(of, reviewed_on=years_after(REVIEWED, 1))
    assert sub("heat", later, STALE).unverified
