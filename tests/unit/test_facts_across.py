"""Sums of communities: small, portable, without a resident's name; what is found does not hang on who comes first."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

from kinds import across
from small_workspace import copied

from generator.facts.across import check_across
from generator.facts.across.seen import Seen
from generator.facts.across.seen import seen
from generator.facts.load import load_case
from generator.facts.load import load_district
from generator.facts.load import load_towns
from generator.facts.load import resolve
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import pg3_across

NAMES = ("甲村", "乙社区", "丙村")


def sums(folder: Path) -> list[Seen]:
    workspace = copied(folder)
    across.prepare(folder)
    found = []
    for name in NAMES:
        entry, problems = resolve(workspace, name)
        assert entry is not None, problems
        case, problems = load_case(workspace, entry)
        assert case is not None, problems
        found.append(seen(case))
    return found


def compared(folder: Path, communities: list[Seen]) -> list[Problem]:
    workspace = Workspace(folder)
    settings, problems = load_district(workspace)
    assert settings is not None, problems
    return check_across(settings.roster, load_towns(workspace, settings.roster)[0], communities)


def test_three_good_communities_have_nothing_between_them(tmp_path: Path) -> None:
    assert compared(tmp_path, sums(tmp_path)) == []


def test_a_sum_travels_and_holds_no_name_of_the_register(tmp_path: Path) -> None:
    for community in sums(tmp_path):
        data = pickle.dumps(community)
        assert pickle.loads(data) == community  # noqa: S301  (our own)
        assert len(data) < 20_000
        for resident in ("寅示例", "卯示例"):
            assert resident.encode("utf-8") not in data


def test_a_community_is_not_compared_with_itself(tmp_path: Path) -> None:
    first = sums(tmp_path)[0]
    doubled = replace(first, shelters=first.shelters * 2, people=first.people * 2, duties=first.duties * 2)
    assert compared(tmp_path, [doubled]) == []


def test_the_same_collisions_are_found_in_any_order(tmp_path: Path) -> None:
    first, second, third = sums(tmp_path)
    phones = {person.phone: other.phone for person, other in zip(second.people, first.people, strict=True)}
    duties = tuple(duty._replace(phone=phones.get(duty.phone, duty.phone)) for duty in second.duties)
    second = replace(second, code=first.code, duties=duties)
    forwards = compared(tmp_path, [first, second, third])
    backwards = compared(tmp_path, [third, second, first])
    assert sorted(problem.code for problem in forwards) == sorted(problem.code for problem in backwards)
    assert {problem.code for problem in forwards} == {
        pg3_across.SAME_CODE.id,
        pg3_across.DUTIES_ACROSS.id,
        pg3_across.WATCHER_ACROSS.id,
    }
