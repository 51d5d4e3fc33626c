"""Cards of four communities: who gets one, what stands on it, what must not, and that it keeps to its page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import card_samples
import docx
import pytest
import sample
from docx.oxml.ns import qn
from pypdf import PdfReader
from sample import COMMUNITIES
from workspace import PROFILE
from workspace import Workspace

from generator.facts.facts import Facts
from generator.press.cards.templates import BASE
from generator.press.office import Office

every_community = pytest.mark.parametrize("name", COMMUNITIES)
with_households = pytest.mark.parametrize("name", ["石桥头社区", "云岭村", "望礁村"])

LAW = ("位置", "类型", "规模范围", "受威胁", "触发因素", "预警信号", "避灾场所", "联系方式")
"""R-ZGE-25: what the card must say; the route stands on it where people have to move."""


def facts_of(name: str) -> Facts:
    return sample.sample(name).facts


def joined(name: str, kind: str) -> str:
    return "\n".join(card_samples.text(card) for card in card_samples.cards(name, kind))


# Who gets one


@every_community
def test_everybody_with_a_duty_stands_on_a_card_with_a_phone(name: str) -> None:
    facts, said = facts_of(name), joined(name, "处置卡")
    profile = facts.profile
    assert profile.organisation is not None
    holders = {profile.organisation.leader, *(post.person for post in profile.posts)}
    holders |= {group.leader for group in profile.organisation.groups} | {grid.chief for grid in profile.grids}
    holders |= {batch.leader for batch in profile.batches} | {point.watcher for point in profile.points}
    holders |= {shelter.manager for shelter in profile.shelters}
    for handle in holders:
        contact = facts.contacts[handle or ""]
        assert f"{contact.name or contact.handle} {contact.phone}" in said


@with_households
def test_every_household_gets_three_copies_each_saying_where_it_stays(name: str) -> None:
    register = facts_of(name).register
    assert register is not None
    cards = card_samples.cards(name, "明白卡")
    assert len(cards) == 3 * len(register.households) == card_samples.made(name, "明白卡").cards
    for at, card in enumerate(cards):
        assert ("户主留存", "社区（村）留存", "制发街镇留存")[at % 3] in next(card_samples.rows(card))[1]


@every_community
def test_every_point_gets_one_for_those_on_duty(name: str) -> None:
    points = facts_of(name).profile.points
    said = [card_samples.text(card) for card in card_samples.cards(name, "工作明白卡")]
    assert [(point.name or "—") in text for point, text in zip(points, said, strict=True)] == [True] * len(points)


def test_without_households_there_is_no_household_card() -> None:
    made = card_samples.made("云栖苑社区", "明白卡")
    assert (made.data, made.problems) == (None, ())


# What stands on it


@every_community
def test_a_post_has_at_most_seven_lines_of_what_to_do(name: str) -> None:
    for card in card_samples.cards(name, "处置卡"):
        rows = [cells[0] for cells in card_samples.rows(card)]
        acts = rows[rows.index("遇到") + 1 : rows.index("打给谁")]
        assert 4 <= len(acts) <= 7, rows[0]
        assert {"责任人", "管哪里", "听谁的", "打给谁", "带什么", "不许做", "值班"} <= set(rows)


@with_households
def test_a_household_card_says_what_the_law_asks(name: str) -> None:
    facts = facts_of(name)
    moved = {point for batch in facts.profile.batches for point in batch.points}
    assert facts.register is not None
    for household, card in zip(facts.register.households, card_samples.cards(name, "明白卡")[::3], strict=True):
        said = {cells[0]: cells[1] for cells in card_samples.rows(card)} | {
            cells[2]: cells[3] for cells in card_samples.rows(card) if len(cells) == 4
        }
        for label in LAW:
            assert said[label]
            assert "待填" not in said[label]
        assert bool(said.get("撤离路线")) == (household.point in moved)
        assert said["制发盖章"] == facts.town.name
        assert str(facts.profile.duty_phone) in said["联系方式"]
        assert {"户主签字", "发卡日期"} <= set(said)


@with_households
def test_a_household_card_names_its_own_family_and_no_other(name: str) -> None:
    facts = facts_of(name)
    register = facts.register
    assert register is not None
    phones = {household.phone for household in register.households if household.phone}
    for household, card in zip(register.households, card_samples.cards(name, "明白卡")[::3], strict=True):
        said = card_samples.text(card)
        assert household.address
        assert household.address in said
        assert {phone for phone in phones if phone in said} == ({household.phone} - {None})
        own = {one.address for one in register.people if one.address == household.address} | {household.address}
        strangers = {one.name for one in register.people if one.address not in own}
        contacts = {contact.name or contact.handle for contact in facts.contacts.values()}
        heads = {one.head for one in register.households} - {household.head}
        assert {n for n in (strangers | heads) - contacts if n and n in said} == set()


@every_community
@pytest.mark.parametrize("kind", ["处置卡", "工作明白卡", "明白卡"])
def test_no_card_says_why_somebody_needs_help(name: str, kind: str) -> None:
    if card_samples.made(name, kind).data is None:
        return
    said = joined(name, kind)
    for word in ("重病", "精神障碍", "失能", "残疾", "困难户", "独居老人", "诊断", "身份证"):
        assert word not in said or (word == "独居老人" and "看独居老人" in said)


@every_community
def test_cards_are_complete_and_marked_as_drafts(name: str) -> None:
    for one in card_samples.sets():
        for made in card_samples.made_of(facts_of(name), one.kind or ""):
            assert not made.problems
            if made.data is None:
                continue
            opened = docx.Document(io.BytesIO(made.data))
            body = "".join(text.text or "" for text in opened.element.body.iter(qn("w:t")))
            assert "待填" not in body
            for section in opened.sections:
                assert "修订草案" in "".join(paragraph.text for paragraph in section.footer.paragraphs)


def test_type_is_large_enough() -> None:
    """A5: 10.5 pt and more; A4 cards: 12; posters: 18, on A3 26; only what is no text to be read is smaller."""
    base = docx.Document(io.BytesIO(card_samples.templates().documents[BASE]))
    least = {"卡片": 10.5, "点卡": 12, "海报A4": 18, "海报A3": 26, "附册": 10.5, "表": 10.5}
    for style in base.styles:
        size = getattr(style, "font", None) and style.font.size
        prefix = next((prefix for prefix in least if style.name.startswith(prefix)), None)
        if prefix and size and not style.name.endswith(("尾", "落款", "页脚")):
            assert size.pt >= least[prefix], style.name


# The command


def test_what_names_residents_lies_in_output_personal_alone(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    done = workspace.run("cards", "云岭村", "--json")
    assert done.code == 0
    paths = {one["title"]: one["paths"] for one in done.data["cards"]}
    assert {title for title, found in paths.items() if found[0].startswith("output/personal/lingjiao/yunling/")} == {
        "避险明白卡",
        "附册",
    }
    assert all(
        found[0].startswith(("output/personal/", "output/drafts/lingjiao/yunling/卡片/")) for found in paths.values()
    )
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".plangen")]


def test_without_a_register_the_rest_is_made_and_the_gap_told(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path).remove("plans/lingjiao/yunling/register.yaml")
    done = workspace.run("cards", "云岭村", "--json")
    assert done.code == 0
    assert [problem["code"] for problem in done.problems] == ["PG744", "PG744"]
    assert {one["title"]: one["status"] for one in done.data["cards"]} == {
        "应急处置卡": "made",
        "避险明白卡": "none",
        "防灾工作明白卡": "made",
        "海报（A4）": "made",
        "海报（A3）": "made",
        "附册": "none",
    }
    assert workspace.run("cards", "云岭村", "--strict").code == 1


def test_an_erroneous_profile_leaves_the_old_cards(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    workspace.run("cards", "云岭村", "--kind", "处置卡")
    before = {path: path.read_bytes() for path in (tmp_path / "output").rglob("*.docx")}
    done = workspace.change(PROFILE, "\nkind: 村\n", "\nkind: 村子\n").run("cards", "云岭村", "--kind", "处置卡")
    assert done.code == 1
    assert "failed 云岭村" in done.out
    assert before
    assert {path: path.read_bytes() for path in (tmp_path / "output").rglob("*.docx")} == before


def test_only_what_changed_is_written_and_no_pdf_outlives_what_it_shows(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    kinds = ("--kind", "处置卡", "--kind", "海报", "--json")
    paths = [one["paths"][0] for one in workspace.run("cards", "云岭村", *kinds).data["cards"]]
    prints = [Path(path).with_suffix(".pdf").as_posix() for path in paths]
    for path in prints:
        workspace.write(path, b"as printed")
    done = workspace.run("cards", "云岭村", *kinds)
    assert {one["status"] for one in done.data["cards"]} == {"current"}
    assert all((tmp_path / path).exists() for path in prints)
    workspace.change(PROFILE, 'phone: "19900000049"', 'phone: "19900000949"')
    done = workspace.run("cards", "云岭村", *kinds)
    assert [one["status"] for one in done.data["cards"]] == ["made", "current", "current"]
    assert [(tmp_path / path).exists() for path in prints] == [False, True, True]


def test_cards_of_nobody_any_more_go(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    register = "plans/lingjiao/yunling/register.yaml"
    workspace.run("cards", "云岭村", "--kind", "明白卡")
    assert len(list((tmp_path / "output/personal").rglob("*.docx"))) == 1
    text = (tmp_path / register).read_text("utf-8")
    workspace.write(register, re.sub(r"(?s)^households:.*", "households: []\n", text, flags=re.MULTILINE))
    assert workspace.run("cards", "云岭村", "--kind", "明白卡").code == 0
    assert list((tmp_path / "output/personal").rglob("*.docx")) == []


def test_wording_and_figures_of_cards_are_checked_like_those_of_pieces(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    path = "../cards/post/leader.docx"
    workspace.change_piece(path, "区应急值班", "区应急值班（请相关部门在7分钟内妥善处置）")
    done = workspace.run("template", "check", "post/leader.docx", "--json")
    assert done.code == 1
    assert {problem["code"] for problem in done.data} == {"PG530", "PG531"}
    assert {problem["place"]["file"] for problem in done.data} == {"templates/cards/post/leader.docx"}


# On paper


@pytest.mark.parametrize(
    ("name", "kind"),
    [*((name, kind) for name in COMMUNITIES for kind in ("处置卡", "工作明白卡", "海报")), ("云岭村", "明白卡")],
)
def test_every_card_keeps_to_its_page(name: str, kind: str, office: Office) -> None:
    for made in card_samples.made_of(facts_of(name), kind):
        assert made.data is not None
        assert office.print_docx(made.data).count == made.cards


def test_a_card_that_runs_over_is_told_and_not_printed(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    workspace.change(PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", f"danger: {'坡体夜里滑下来压房，' * 39}")
    done = workspace.run("cards", "云岭村", "--kind", "工作明白卡", "--sheet", "--json")
    assert done.code == 1
    [problem] = done.problems
    assert problem["code"] == "PG745"
    assert "后坑" in problem["message"]
    assert [Path(path).suffix for one in done.data["cards"] for path in one["paths"]] == [".docx"]


def test_pdf_and_sheets_lie_beside_the_word_file(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    [found] = workspace.run("cards", "云栖苑社区", "--kind", "处置卡", "--sheet", "--json").data["cards"]
    word, pdf, sheets = (tmp_path / path for path in found["paths"])
    assert word.name == "云栖苑社区应急处置卡（草案）.docx"
    cards = PdfReader(pdf)
    assert len(cards.pages) == found["cards"]
    assert len(cards.outline) == found["cards"]
    laid = PdfReader(sheets)
    assert len(laid.pages) == -(-found["cards"] // 2)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in laid.pages} == {(842, 595)}
    before = sheets.stat().st_mtime_ns
    assert workspace.run("cards", "云栖苑社区", "--kind", "处置卡", "--sheet").code == 0
    assert sheets.stat().st_mtime_ns == before
