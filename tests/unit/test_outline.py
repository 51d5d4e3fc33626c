"""Which pieces stand in a manual, and the reasons in words."""

from __future__ import annotations

import pytest

from generator.facts.model.place import Isolation
from generator.facts.model.place import KeyPlace
from generator.facts.model.place import Place
from generator.facts.model.profile import Profile
from generator.outline.conditions import Standing
from generator.outline.conditions import holds
from generator.outline.outline import outline
from generator.outline.recipe import Condition
from generator.outline.recipe import Piece
from generator.outline.recipe import Recipe

STANDING = Standing(
    profile=Profile(
        isolation=Isolation(single_road=True, boat_only=False),
        place=Place(terrain=("山区", "丘陵")),
        key_places=(KeyPlace(name="示例小学", kind="学校"),),
    ),
    levels={"fire": "较大", "timber_old": "较大", "heat": "低"},
    titles={
        "fire": "火灾",
        "timber_old": "木屋砖木房火灾",
        "heat": "高温",
        "e_bike": "电动自行车火灾",
        "geological": "地质灾害",
    },
    points={"fire": 2, "geological": 0},
    drills=1,
)


def said(condition: Condition) -> tuple[bool, str]:
    verdict, reasons = holds(condition, STANDING)
    return verdict, "; ".join(reason.text() for reason in reasons)


@pytest.mark.parametrize(
    ("condition", "verdict", "reason"),
    [
        (Condition(has=("e_bike", "timber_old")), True, "this community has 木屋砖木房火灾（较大）"),
        (Condition(has=("e_bike",)), False, "this community has no 电动自行车火灾"),
        (Condition(level="heat", at_most="低"), True, "高温 is 低, within 低 to 低"),
        (Condition(level="heat", at_least="一般"), False, "高温 is 低, outside 一般 to 重大"),
        (Condition(level="geological", at_least="低"), False, "this community has no 地质灾害"),
        (Condition(points="fire"), True, "火灾 has 2 risk points"),
        (Condition(points="geological"), False, "地质灾害 has no risk point"),
        (Condition(drills=True), True, "1 drills are on record"),
        (Condition(drills=False), False, "1 drills are on record"),
        (Condition(profile="isolation.single_road"), True, "断联风险·仅一条路进出 is given"),
        (Condition(profile="isolation.boat_only"), False, "断联风险·仅靠船进出 is empty or no"),
        (Condition(profile="squad.leader"), False, "应急突击队·leader is empty or no"),
        (Condition(profile="place.terrain", among=("海岛", "山区")), True, "基本情况·地形 has 山区"),
        (Condition(profile="key_places", field="kind", among=("市场",)), False, "重点场所 has none of 市场"),
        (Condition(profile="key_places", field="kind", among=("学校",)), True, "重点场所 has 学校"),
    ],
)
def test_a_condition_holds_or_not_and_says_why(condition: Condition, verdict: bool, reason: str) -> None:
    assert said(condition) == (verdict, reason)


def test_all_keys_of_a_condition_must_hold_and_only_what_failed_is_told() -> None:
    both = Condition(has=("timber_old",), points="geological")
    assert said(both) == (False, "地质灾害 has no risk point")


def test_any_of_tells_what_decided_and_all_that_failed() -> None:
    no, yes = Condition(has=("e_bike",)), Condition(points="fire")
    assert said(Condition(any_of=(no, yes))) == (True, "火灾 has 2 risk points")
    nothing = Condition(any_of=(no, Condition(points="geological")))
    assert said(nothing) == (False, "this community has no 电动自行车火灾; 地质灾害 has no risk point")


def test_none_of_turns_a_condition_round_and_keeps_its_reason() -> None:
    assert said(Condition(none_of=(Condition(drills=True),))) == (False, "1 drills are on record")
    assert said(Condition(none_of=(Condition(has=("e_bike",)),)))[0]


def test_all_of_wants_each() -> None:
    assert not said(Condition(all_of=(Condition(drills=True), Condition(has=("e_bike",)))))[0]


def test_an_outline_has_a_decision_per_piece_in_the_recipes_order() -> None:
    recipe = Recipe(
        pieces=(
            Piece(file="a.docx"),
            Piece(file="b.docx", when=Condition(has=("e_bike",))),
            Piece(file="c.docx", editions=("internal",)),
        )
    )
    decisions = outline(recipe, STANDING, "public")
    assert [(d.piece.file, d.included) for d in decisions] == [("a.docx", True), ("b.docx", False), ("c.docx", False)]
    assert [d.reasons[0].text() for d in decisions] == [
        "the recipe always takes it",
        "this community has no 电动自行车火灾",
        "only in the edition internal",
    ]


def test_a_reason_is_said_in_the_readers_language() -> None:
    _, reasons = holds(Condition(points="fire"), STANDING)
    assert reasons[0].text({"{title} has {number} risk points": "{title}有{number}个点"}) == "火灾有2个点"
