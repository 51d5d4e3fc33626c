"""Contradictions between communities: what `check --all` finds is told in every output, and nobody is named in it."""

from __future__ import annotations

import importlib
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import sample
import yaml
from contradicting import HERE
from contradicting import THERE
from contradicting import contradicting
from covering import DAY
from covering import District
from test_coverage_outputs import Made
from test_coverage_outputs import made_of
from test_coverage_outputs import parts
from test_coverage_outputs import setup_of
from workspace import Workspace

from generator.coverage.contradictions import KINDS
from generator.coverage.contradictions import Contradiction
from generator.coverage.contradictions import contradictions
from generator.coverage.contradictions import discreet
from generator.coverage.survey import survey
from generator.mask import Secrets
from generator.problems import pg3_across

CASES = sample.ROOT / "tests/codes"
NAMES = {"xizhen/jiacun": "甲村", "xizhen/yishequ": "乙社区", "dongzhen/bingcun": "丙村", "xizhen": "西镇"}
TOLD = {
    pg3_across.SAME_CODE: "区划代码重复",
    pg3_across.SHARED_OVER_CAPACITY: "避灾场所超员",
    pg3_across.RESERVED_OVER_CAPACITY: "避灾场所超员",
    pg3_across.SHELTER_DIFFERS: "避灾场所说法不一",
    pg3_across.SHELTER_IN_THEIR_DANGER: "避灾场所在险区",
    pg3_across.ROUTE_INTO_THEIR_DANGER: "路线经过邻村险区",
    pg3_across.PHONE_ACROSS: "一个号码两个名字",
    pg3_across.DUTIES_ACROSS: "岗位冲突",
    pg3_across.WATCHER_ACROSS: "岗位冲突",
    pg3_across.SQUAD_NOT_NAMED: "联动队对不上",
    pg3_across.LEAD_NOT_MEMBER: "联动队对不上",
    pg3_across.SQUAD_SIZE: "联动队对不上",
    pg3_across.SQUAD_NOT_LED: "联动队没人带",
    pg3_across.SQUAD_NEEDED_TWICE: "联动队同时要",
    pg3_across.TWO_REGISTERS: "一人两册",
}


def found_in(code: str, folder: Path) -> list[Contradiction]:
    """What the first case of a code that brings it about contradicts."""
    page = yaml.safe_load((CASES / f"{code}.yml").read_text("utf-8"))
    case: dict[str, Any] = next(case for case in page["cases"] if case["problems"])
    problems = importlib.import_module(f"kinds.{case['kind']}").problems(case, folder)
    return list(contradictions([problem for problem in problems if problem.code == code], NAMES))


@pytest.mark.parametrize(("code", "kind"), [(code.id, kind) for code, kind in TOLD.items()])
def test_each_kind_is_told_in_chinese_with_whom_it_concerns_and_without_a_name(
    code: str, kind: str, tmp_path: Path
) -> None:
    found = found_in(code, tmp_path)
    assert {one.kind for one in found} == {kind}
    for one in found:
        assert set(one.concerned) <= set(NAMES)
        assert any(name in one.what for name in (*NAMES.values(), "旧校舍"))
        assert "示例" not in one.what.replace("西镇", "")
        assert re.search(r"\d{11}", one.what) is None or kind == "区划代码重复"
        assert all(re.fullmatch(r"plans/\S+\.yaml 第\d+行", place) for place in one.evidence)
        assert one.who


def test_every_kind_has_a_case() -> None:
    assert set(TOLD.values()) == set(KINDS)


def test_what_cannot_be_right_comes_first(tmp_path: Path) -> None:
    found = [one for code in ("PG330", "PG312", "PG329", "PG314") for one in found_in(code, tmp_path / code)]
    ordered = sorted(found, key=lambda one: not one.must)
    assert [one.must for one in ordered] == [one.must for one in found if one.must] + [False] * sum(
        not one.must for one in found
    )


def test_a_name_that_a_text_lets_in_is_masked() -> None:
    one = Contradiction(
        "路线经过邻村险区", ("a/b", "a/c"), "甲村有一条路线洪涝时经过乙村的赵示例家后坡", (), "", must=False
    )
    [masked] = discreet([one], {"a/c": Secrets(names=frozenset({"赵示例"}))})
    assert "赵示例" not in masked.what
    assert "家后坡" in masked.what


# ------------------------------------------------------------------------------------------------ in every output


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("district")
    contradicting(root)
    report, problems = survey(setup_of(root), DAY, is_today=True)
    assert problems == []
    return made_of(root, report)


def rows(data: bytes, title: str) -> list[list[str]]:
    """The rows below the head of the table that has a column of this title."""
    for table in docx.Document(io.BytesIO(data)).tables:
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        if title in cells[0]:
            return cells[1:]
    return []


def test_the_sample_contradicts_itself_as_it_was_told_to(made: Made) -> None:
    assert [(one["kind"], one["must"], one["concerned"]) for one in made.data["contradictions"]] == [
        ("避灾场所超员", True, [THERE, HERE]),
        ("联动队没人带", True, ["lingjiao", THERE, HERE]),
        ("联动队同时要", False, ["lingjiao", THERE, HERE]),
        ("岗位冲突", False, [HERE, THERE]),
        ("一个号码两个名字", False, [HERE, THERE]),
        ("一人两册", False, [HERE, THERE]),
    ]


def test_all_outputs_tell_the_same_contradictions(made: Made) -> None:
    every = made.data["contradictions"]
    told = [(one["kind"], "必改" if one["must"] else "核对", "、".join(one["names"]), one["what"]) for one in every]
    sheet = made.sheet("矛盾核对")
    assert [(row["类别"], row["程度"], row["涉及"], row["情况"]) for row in sheet] == told
    assert [row["证据"] for row in sheet] == ["；".join(one["evidence"]) for one in every]
    assert [tuple(row[1:5]) for row in rows(made.circular, "情况")] == told
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made.circular)).paragraphs)
    assert f"对不上的有{len(told)}处" in text
    assert "附件2" in text
    assert [tuple(row[:4]) for row in rows(made.notices["lingjiao"], "情况")] == told
    assert rows(made.notices["luming"], "情况") == []
    shown = [{key: value for key, value in one.items() if key != "names"} for one in every]
    assert made.page_data()["contradictions"] == shown


def test_without_contradictions_no_annex_is_promised(tmp_path: Path) -> None:
    report, _problems = survey(setup_of(District.at(tmp_path).root), DAY, is_today=True)
    circular = made_of(tmp_path, report).circular
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(circular)).paragraphs)
    assert "附件2" not in text
    assert "没有对不上的地方" in text


def test_a_contradiction_is_settled_before_the_plan_is_signed(made: Made) -> None:
    steps = {step["community"]: step for step in made.data["next_steps"]}
    for slug in (HERE, THERE):
        assert steps[slug]["what"].startswith("先核对6处矛盾（避灾场所超员、联动队没人带")
        assert sum(step["community"] == slug for step in made.data["next_steps"]) == 1
    without = [step for step in made.data["next_steps"] if "矛盾" in step["what"]]
    assert len(without) == 2


def test_nobody_is_named(made: Made) -> None:
    said = json.dumps(made.data["contradictions"], ensure_ascii=False)
    assert "示例" not in said
    assert re.search(r"\d{7}", said) is None
    book = openpyxl.load_workbook(io.BytesIO(made.book))["矛盾核对"]
    assert not any("示例" in str(value) for row in book.iter_rows(values_only=True) for value in row if value)


def test_no_output_holds_a_resident_or_a_mobile_number(made: Made) -> None:
    texts = {"json": json.dumps(made.data, ensure_ascii=False), "html": made.page}
    for name, data in (("xlsx", made.book), ("通报", made.circular), *made.notices.items()):
        texts |= {f"{name} {part}": text for part, text in parts(data)}
    registers = [yaml.safe_load(path.read_text("utf-8")) for path in made.root.glob("plans/*/*/register.yaml")]
    residents = {one["name"] for register in registers for one in register["people"]}
    residents |= {one["head"] for register in registers for one in register["households"]}
    assert len(residents) > 50
    for where, text in texts.items():
        assert not [name for name in residents if name in text], where
        assert re.search(r"(?<![0-9a-f])1[3-9]\d{9}(?![0-9a-f])", text) is None, where


def test_the_command_lists_them_and_counts_them(made: Made) -> None:
    workspace = Workspace(made.root)
    assert "contradictions between communities: 6, 2 of them cannot be right" in workspace.run("coverage").out
    listed = workspace.run("coverage", "--contradictions", "--town", "岭脚镇").out
    assert [one["what"] in listed for one in made.data["contradictions"]] == [True] * 6
    assert workspace.run("coverage", "--contradictions", "--town", "luming").out.strip().endswith(": 0")
    assert workspace.run("coverage", "--contradictions", "--as-of", "2026-08-01").code == 2
    assert "避灾场所超员" in workspace.run("coverage", "云岭村").out
