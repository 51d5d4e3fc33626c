"""From a workspace to facts: which communities there are, and what is known of one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from small_workspace import COMMUNITY
from small_workspace import SMALL
from small_workspace import copied
from small_workspace import loaded

from generator.facts.facts import Facts
from generator.facts.load import load_communities
from generator.facts.load import load_district
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import find
from generator.facts.workspace import has_profile


def small() -> Facts:
    facts, problems = loaded(Workspace(SMALL))
    assert problems == []
    assert facts is not None
    return facts


def test_a_complete_community_has_no_problem() -> None:
    assert small().profile.name == "甲村"


def test_points_are_read_as_their_hazard_asks() -> None:
    assert [type(point) for point in small().profile.points] == [GeologicalPoint, FloodPoint, FirePoint]


def test_hazards_stand_in_the_order_of_the_standards() -> None:
    assert [key for key, _ in small().profile.hazards] == ["timber_old", "landslide", "flash_flood", "reservoir"]


def test_contacts_are_those_of_the_community_and_of_its_town() -> None:
    facts = small()
    assert facts.contacts["甲示例"].phone == "19900000001"
    assert facts.contacts["镇长示例"].phone == "19900000091"
    assert facts.contacts["乙示例"].name == "乙示例"


def test_added_fields_have_the_type_that_the_district_declares() -> None:
    assert small().profile.extra == (("cisterns", 40.0), ("dialects", ("土话",)))


def test_the_squad_of_the_town_is_found() -> None:
    squad = small().regional_squad
    assert squad is not None
    assert squad.reach_min == 20


def test_facts_can_be_sent_to_another_process() -> None:
    facts = small()
    assert facts.contacts
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301  (our own bytes)


def test_a_register_may_be_absent(tmp_path: Path) -> None:
    workspace = copied(tmp_path)
    (tmp_path / COMMUNITY / "register.yaml").unlink()
    facts, problems = loaded(workspace)
    assert facts is not None
    assert facts.register is None
    # Helpers are named by the register alone, so without it nobody knows what they are for.
    assert {problem.code for problem in problems} <= {"PG253"}


def test_added_fields_may_be_absent(tmp_path: Path) -> None:
    workspace = copied(tmp_path, {"profile.yaml": [("extra: {cisterns: 40, dialects: [土话]}\n", "")]})
    (tmp_path / "plans" / "fields.yaml").unlink()
    assert loaded(workspace)[1] == []


def test_drills_come_newest_first(tmp_path: Path) -> None:
    drill = (SMALL / COMMUNITY / "drills" / "2026-05-12.yaml").read_text("utf-8")
    older = drill.replace("2026-05-12", "2025-05-12").replace("-2026-01", "-2025-01")
    facts, _ = loaded(copied(tmp_path, {"drills/2025-05-12.yaml": [("", older)]}))
    assert facts is not None
    assert [drill.id for drill in facts.drills] == ["D-2026-01", "D-2025-01"]


@pytest.mark.parametrize("name", ["district.yaml", "standards.yaml", "roster.yaml"])
def test_without_the_settings_there_are_no_facts_but_the_profile_is_still_read(name: str, tmp_path: Path) -> None:
    workspace = copied(tmp_path, {"profile.yaml": [("kind: 学校", "kind: 学堂")]})
    entry, _ = resolve(workspace, "甲村")
    assert entry is not None
    (tmp_path / "plans" / name).unlink()
    facts, problems = load_facts(workspace, entry)
    assert facts is None
    assert {("PG001", f"plans/{name}"), ("PG205", f"{COMMUNITY}profile.yaml")} <= {
        (problem.code, problem.place.file) for problem in problems
    }


def test_settings_that_were_read_once_are_not_read_again() -> None:
    workspace = Workspace(SMALL)
    settings, _ = load_district(workspace)
    entry, _ = resolve(workspace, "甲村", settings)
    assert entry is not None
    facts, problems = load_facts(workspace, entry, settings)
    assert problems == []
    assert facts is not None
    assert facts.settings is settings


def test_a_broken_town_leaves_an_empty_one(tmp_path: Path) -> None:
    facts, problems = loaded(copied(tmp_path, {"plans/xizhen/town.yaml": [("schema: 1", "schema: [")]}))
    assert facts is not None
    assert facts.town.name is None
    assert "PG106" in {problem.code for problem in problems}


def test_problems_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    workspace = copied(tmp_path, {"profile.yaml": [("storeys: 2", "storeys: 两"), ("kind: 学校", "kind: 学堂")]})
    lines = [problem.place.line for problem in loaded(workspace)[1]]
    assert lines == sorted(lines)
    assert len(lines) == 2


# ------------------------------------------------------------------------------------------------------ communities


def test_all_communities_of_the_roster_are_listed() -> None:
    entries, problems = load_communities(Workspace(SMALL))
    assert [entry.slug for entry in entries] == ["xizhen/jiacun", "xizhen/yishequ", "dongzhen/bingcun"]
    assert problems == []
    assert [has_profile(Workspace(SMALL), entry) for entry in entries] == [True, False, False]


def test_a_community_that_was_merged_away_is_not_listed(tmp_path: Path) -> None:
    workspace = copied(tmp_path, {"plans/roster.yaml": [("folder: yishequ", "folder: yishequ, until: 2025-12-31")]})
    assert [entry.name for entry in load_communities(workspace)[0]] == ["甲村", "丙村"]


ENTRIES = (
    Entry("lingjiao", "yunling", "云岭村", "339901104207", "岭脚镇"),
    Entry("luming", "shiqiaotou", "石桥头社区", "339901001003", "鹿鸣街道"),
    Entry("haijiao", "yunling", "云岭社区", "339901105001", "海礁镇"),
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("339901104207", "lingjiao/yunling"),
        ("lingjiao/yunling", "lingjiao/yunling"),
        ("lingjiao/yunling/", "lingjiao/yunling"),
        ("shiqiaotou", "luming/shiqiaotou"),
        ("云岭村", "lingjiao/yunling"),
        ("岭脚镇云岭村", "lingjiao/yunling"),
        ("石桥头", "luming/shiqiaotou"),
        (" 石桥头社区 ", "luming/shiqiaotou"),
    ],
)
def test_a_community_is_named_in_many_ways(text: str, slug: str) -> None:
    entry, problems = find(text, ENTRIES)
    assert problems == []
    assert entry is not None
    assert entry.slug == slug


@pytest.mark.parametrize("text", ["云岭", "yunling"])
def test_what_can_mean_two_communities_means_none(text: str) -> None:
    entry, problems = find(text, ENTRIES)
    assert entry is None
    assert [problem.code for problem in problems] == ["PG023"]


@pytest.mark.parametrize(
    ("text", "known"), [("云领村", "云岭村"), ("石乔头社区", "石桥头社区"), ("shiqiaotuo", "石桥头社区")]
)
def test_a_typing_error_is_answered_by_the_nearest(text: str, known: str) -> None:
    entry, problems = find(text, ENTRIES)
    assert entry is None
    assert dict(problems[0].values)["known"].startswith(known)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("云岭社区", "云岭村 (lingjiao/yunling)"),
        ("云岭居", "云岭村 (lingjiao/yunling)"),
        ("石桥投村", "石桥头社区 (luming/shiqiaotou)"),
        ("云番社区", "云帆社区 (xincheng/yunfan)"),
    ],
)
def test_a_village_called_a_neighbourhood_is_answered_by_its_own_name(text: str, known: str) -> None:
    """Not by another that is one as well."""
    _, problems = find(text, (*ENTRIES[:2], Entry("xincheng", "yunfan", "云帆社区", "", "新城街道")))
    assert dict(problems[0].values)["known"] == known


def test_names_that_differ_in_the_last_letters_alone_are_all_told() -> None:
    _, problems = find("云岭居", ENTRIES)
    assert dict(problems[0].values)["known"] == "云岭村 (lingjiao/yunling)、云岭社区 (haijiao/yunling)"
