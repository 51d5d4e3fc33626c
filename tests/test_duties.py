"""履职一本账: what one community, one town and one person have to do, and by when; people on duty, no residents."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
import sample
import yaml
from covering import DAY
from covering import District
from test_coverage_outputs import parts
from workspace import Workspace

YUNLING = "lingjiao/yunling"
ON = ("--on", str(DAY))


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return District.at(tmp_path_factory.mktemp("district")).adopt(YUNLING, handed=False).workspace


def book(district: Workspace, *asked: str) -> dict[str, Any]:
    """The one book that these words ask for."""
    [found] = district.run("duties", *asked, *ON, "--json").data["books"]
    return dict(found)


def profile() -> dict[str, Any]:
    text = (sample.ROOT / f"plans/{YUNLING}/profile.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def test_a_community_s_book_holds_every_post_and_everything_that_is_due(district: Workspace) -> None:
    said, facts = book(district, "云岭村"), profile()
    held = {(row["name"], row["post"], row["at"]) for row in said["held"]}
    for point in facts["points"]:
        assert any(name == point["watcher"] and post == "监测员" and point["name"] in at for name, post, at in held), (
            point["name"]
        )
    for batch in facts["batches"]:
        assert (batch["leader"], "转移责任人") in {(name, post) for name, post, _at in held}
    for post in facts["posts"]:
        assert (post["person"], post["post"]) in {(name, title) for name, title, _at in held}
    due = {row["what"]: row for row in said["due"]}
    assert due["突击队续保"]["day"] == str(facts["squad"]["insurance_until"])
    assert {what for what in due if what.startswith("整改F-")}
    assert {f"{one['name']}重新鉴定" for one in facts["shelters"]} <= set(due)
    assert any("分发" in what or "发到人" in what for what in due), "the plan waits for its receipts"
    assert due["复核V1.0"]["day"] == "2029-04-20"


def test_what_is_late_stands_first_then_what_is_to_be_done_at_once_then_by_day(district: Workspace) -> None:
    rows = book(district, "云岭村")["due"]
    late = [row for row in rows if row["late"]]
    assert rows[: len(late)] == late
    days = [row["day"] for row in rows[len(late) :]]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert days[0] is None
    assert all(row["day"] < str(DAY) for row in late)


def test_a_town_s_book_holds_its_own_posts_and_what_its_communities_owe(district: Workspace) -> None:
    said = book(district, "--town", "岭脚镇")
    assert {(row["name"], row["post"]) for row in said["held"]} >= {("屈示例", "分管领导"), ("祝示例", "队长")}
    whats = [row["what"] for row in said["due"]]
    assert "岭脚联动突击队续保" in whats
    assert {row["where"] for row in said["due"]} >= {"岭脚镇", "云岭村", "茶坑村"}
    assert len([what for what in whats if "续保" in what]) == 2


def test_a_person_s_book_holds_what_is_hers_alone(district: Workspace) -> None:
    facts = profile()
    officer = next(post for post in facts["posts"] if post["post"] == "灾害信息员")
    books = district.run("duties", "--person", officer["person"], "--town", "lingjiao", *ON, "--json").data["books"]
    [mine] = [one for one in books if one["of"] == f"云岭村{officer['person']}"]
    assert {row["name"] for row in mine["held"]} == {officer["person"]}
    assert "灾害信息员" in {row["post"] for row in mine["held"]}
    assert [row["what"] for row in mine["due"] if row["basis"] == "R-24"] == ["电话抽查时接听（还没有接通记录）"]
    assert all(officer["person"] in row["names"] or "灾害信息员" in row["who"] for row in mine["due"])


def test_who_works_for_the_town_has_a_book_too(district: Workspace) -> None:
    said = book(district, "--person", "项示例", "--town", "岭脚镇")
    assert said["of"] == "岭脚镇项示例"
    assert {(row["where"], row["post"]) for row in said["held"]} >= {("岭脚镇", "联络员"), ("岭脚镇", "街镇协调人")}
    assert "岭脚联动突击队续保" in {row["what"] for row in said["due"]}


def test_a_post_means_everybody_who_holds_it(district: Workspace) -> None:
    found = district.run("duties", "--person", "后勤保障组组长", *ON, "--json").data["books"]
    leaders = {group["leader"] for group in profile()["organisation"]["groups"] if group["kind"] == "后勤保障"}
    assert {one["of"] for one in found} >= {f"云岭村{leader}" for leader in leaders}
    [mine] = [one for one in found if one["of"] in {f"云岭村{leader}" for leader in leaders}]
    assert [row["what"] for row in mine["due"] if row["what"].startswith("整改F-2026-01-4")]


def test_the_book_is_a_word_file_without_residents(district: Workspace) -> None:
    done = district.run("duties", "云岭村", *ON, "--docx")
    assert done.code == 0, done.err
    [path] = (district.root / "output/coverage").glob("一本账-岭脚镇云岭村-*.docx")
    data = path.read_bytes()
    said = book(district, "云岭村")
    tables = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(data)).tables[0].rows]
    assert len(tables) == len(said["due"]) + 1
    assert not any("plangen" in cell for row in tables for cell in row), "it is read on paper"
    register = yaml.safe_load((sample.ROOT / f"plans/{YUNLING}/register.yaml").read_text("utf-8"))
    listed = set(profile()["contacts"])
    residents = {one["name"] for one in register["people"]} | {one["head"] for one in register["households"]}
    addresses = {one["address"] for one in (*register["people"], *register["households"])}
    for _part, text in parts(data):
        assert not [name for name in (residents - listed) | addresses if name in text]


def test_who_asks_for_nothing_or_for_nobody_is_told(district: Workspace, tmp_path: Path) -> None:
    assert district.run("duties").code == 2
    assert district.run("duties", "云岭村", "--town", "岭脚镇").code == 2
    nobody = district.run("duties", "--person", "没有这人")
    assert nobody.code == 2
    assert "没有这人" in nobody.err
    assert district.run("duties", "没有的村").code == 1
    assert list(tmp_path.iterdir()) == []
