"""The lists of a pack: who gets a copy, what the printer needs, and workbooks in which a text stays a text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import small_workspace
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from generator.facts.facts import Facts
from generator.facts.model.distribution import HOLDING_POSTS
from generator.facts.model.distribution import ITEMS
from generator.facts.model.distribution import PLACES
from generator.facts.model.distribution import Distribution
from generator.facts.model.organisation import POSTS
from generator.press.pack import items
from generator.press.pack.holders import UNKNOWN
from generator.press.pack.holders import Holder
from generator.press.pack.holders import copies
from generator.press.pack.holders import holders
from generator.press.pack.paper import measure
from generator.problems import Place
from generator.workbook import Column
from generator.workbook import Sheet
from generator.workbook import workbook

MM = 72 / 25.4
INTERNAL = items.BY_KEY["内部版"]


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    found, problems = small_workspace.loaded(small_workspace.copied(tmp_path))
    assert found is not None, problems
    return found


def ruled(facts: Facts, *rules: Distribution) -> Facts:
    """The facts where the district hands out copies by these rules."""
    district = replace(facts.district, distribution=rules)
    return replace(facts, settings=replace(facts.settings, district=district))


def rule(**values: object) -> Distribution:
    return Distribution(item="内部版", source="示例", **values)  # type: ignore[arg-type]


def test_a_person_with_several_posts_gets_one_copy(facts: Facts) -> None:
    organisation = facts.profile.organisation
    assert organisation is not None
    group = replace(organisation.groups[0], leader=organisation.leader)
    profile = replace(facts.profile, organisation=replace(organisation, groups=(group,)))
    found = holders(ruled(replace(facts, profile=profile), rule(posts=("组长", "小组组长"))), "内部版")
    assert len(found) == 1
    assert found[0].post == f"组长、{group.kind}组组长"
    assert found[0].person


def test_a_post_that_nobody_has_yet_still_gets_its_copy(facts: Facts) -> None:
    grids = tuple(replace(grid, chief=None) for grid in facts.profile.grids)
    found = holders(
        ruled(replace(facts, profile=replace(facts.profile, grids=grids)), rule(posts=("网格长",))), "内部版"
    )
    assert [holder.person for holder in found] == [UNKNOWN] * len(grids)


def test_offices_bear_the_names_of_community_and_town(facts: Facts) -> None:
    rules = rule(offices=("社区（村）应急值班室", "街镇应急管理站", "派出所"), copies=2)
    assert holders(ruled(facts, rules), "内部版") == [
        Holder("甲村应急值班室", "", 2),
        Holder(f"{facts.town.name}应急管理站", "", 2),
        Holder("派出所", "", 2),
    ]


def test_copies_are_numbered_one_after_another_through_all_rules(facts: Facts) -> None:
    both = ruled(facts, rule(offices=("甲", "乙"), copies=2), rule(offices=("丙",)))
    assert [copy.number for copy in copies(both, INTERNAL)] == ["内-01", "内-02", "内-03", "内-04", "内-05"]
    assert copies(ruled(facts, rule(offices=("甲",), copies=120)), INTERNAL)[0].number == "内-001"


def test_without_settings_there_is_one_copy_for_the_community(facts: Facts) -> None:
    assert [(copy.number, copy.post) for copy in copies(ruled(facts), INTERNAL)] == [("内-01", "甲村（未定分发对象）")]


@pytest.mark.parametrize("post", HOLDING_POSTS)
def test_every_post_of_the_settings_is_looked_for(post: str, facts: Facts) -> None:
    found = holders(ruled(facts, rule(posts=(post,))), "内部版")
    assert all(holder.post and holder.person for holder in found)
    held = {one.post for one in facts.profile.posts}
    assert found or post not in held | {"组长", "副组长", "驻村（社）干部", "小组组长", "网格长"}


@pytest.mark.parametrize("place", PLACES)
def test_every_kind_of_place_is_looked_for(place: str, facts: Facts) -> None:
    assert holders(ruled(facts, rule(places=(place,))), "内部版")


def test_what_settings_may_name_is_what_packs_know() -> None:
    assert set(ITEMS) == {item.key for item in items.ITEMS if item.is_counted}
    assert set(POSTS) <= set(HOLDING_POSTS)
    assert len({item.letter for item in items.ITEMS}) == len(items.ITEMS)


def pdf(*sizes: tuple[float, float]) -> bytes:
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width * MM, height * MM)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("sizes", "text", "duplex", "simplex"),
    [
        ([(210, 297)] * 5, "A4", {"A4": 3}, {"A4": 5}),
        ([(297, 210)] * 2, "A4", {"A4": 1}, {"A4": 2}),
        ([(210, 297), (297, 420), (210, 297)], "A4 2页、A3 1页", {"A4": 2, "A3": 1}, {"A4": 2, "A3": 1}),
        ([(148, 210)], "A5", {"A5": 1}, {"A5": 1}),
        ([(209, 298)], "A4", {"A4": 1}, {"A4": 1}),
        ([(100, 150)], "100×150毫米", {"100×150毫米": 1}, {"100×150毫米": 1}),
    ],
)
def test_paper_and_sheets_are_those_that_the_pages_need(
    sizes: list[tuple[float, float]], text: str, duplex: dict[str, int], simplex: dict[str, int]
) -> None:
    paper, problems = measure(pdf(*sizes), Place())
    assert problems == []
    assert paper is not None
    assert paper.text == text
    assert paper.sheets(is_duplex=True) == duplex
    assert paper.sheets(is_duplex=False) == simplex


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", pdf((210, 297))[:200], pdf()])
def test_a_pdf_that_cannot_be_read_is_a_problem(data: bytes) -> None:
    paper, problems = measure(data, Place(file="a.pdf"))
    assert paper is None
    assert [(problem.code, problem.place.file) for problem in problems] == [("PG764", "a.pdf")]


DANGEROUS = [
    *('=HYPERLINK("http://x","点")', "+8613", "-1+1", "@SUM(A1)", "=cmd|'/c'!A1", "http://x"),
    *("1-2", "0577", "\t=1", "<b>&", "_x0041_"),
]


def sheet(*rows: tuple[str | int, ...]) -> Sheet:
    return Sheet("表", "标题", "说明", (Column("甲"), Column("乙", is_open=True, choices=("收回", "销毁"))), rows)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.sampled_from(DANGEROUS), st.text(max_size=40)))
def test_a_text_stays_a_text_whatever_it_begins_with(text: str) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(workbook(text, [sheet((text, ""))])))
    cell = opened.worksheets[0]["A4"]
    assert cell.data_type in {"s", "n"}
    assert cell.data_type == "s" or cell.value is None
    assert cell.hyperlink is None
    shown = "".join(char for char in text if char in "\t\n" or ord(char) >= 32).encode("utf-8", "ignore").decode()
    assert (cell.value or "").replace("\r", "") == shown.replace("\ufffe", "").replace("\uffff", "")


def test_the_same_lists_are_the_same_bytes_and_hold_no_clock() -> None:
    first, second = (workbook("标题", [sheet(("甲", 1), ("乙", 2))]) for _ in range(2))
    assert first == second
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert properties.created == properties.modified
    assert properties.created.year == 2000


def test_a_list_prints_on_a4_across_with_its_header_on_every_page() -> None:
    paper = openpyxl.load_workbook(io.BytesIO(workbook("标题", [sheet(("甲", 1))]))).worksheets[0]
    assert paper.page_setup.orientation == "landscape"
    assert paper.page_setup.paperSize == 9
    assert paper.page_setup.fitToHeight == 0
    assert paper.print_title_rows == "$3:$3"
    assert paper.freeze_panes == "A4"
    assert paper.auto_filter.ref == "A3:B4"


def test_columns_are_as_wide_as_chinese_needs_and_rows_as_high() -> None:
    wide = Sheet("表", "标题", "说明", (Column("甲", 6, 20), Column("乙", 6, 40)), (("一" * 30, "社区应急值班室"),))
    paper = openpyxl.load_workbook(io.BytesIO(workbook("标题", [wide]))).worksheets[0]
    assert paper.column_dimensions["A"].width >= 20
    assert paper.column_dimensions["B"].width >= 14
    assert paper.row_dimensions[4].height >= 4 * 13
