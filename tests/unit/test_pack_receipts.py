"""Receipts come back as people filled them in: whatever was meant is understood, whatever was not has its cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from generator.filled import ROWS
from generator.press.pack.receipts import OLD_COPIES
from generator.press.pack.receipts import TITLES
from generator.press.pack.receipts import read_receipts
from generator.press.pack.tables import receipt_sheet
from generator.problems import Problem
from generator.workbook import workbook

MORNING = datetime(2026, 5, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None)
HEADER = ("份号", "签收日期", "签名", "旧本处理")


def book(*sheets: Sequence[Sequence[object]]) -> bytes:
    data = io.BytesIO()
    written = openpyxl.Workbook()
    written.remove(written.worksheets[0])
    for rows in sheets:
        sheet = written.create_sheet()
        for row in rows:
            sheet.append(list(row))
    written.save(data)
    return data.getvalue()


def rows(*filled: Sequence[object]) -> bytes:
    return book([HEADER, *filled])


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.where) for problem in problems]


def test_a_copy_is_handed_out_when_it_is_signed_for_on_a_day() -> None:
    found, problems = read_receipts(rows(["内-01", "2026-05-01", "√", "收回"], ["内-02", None, None, None]))
    assert problems == []
    first, second = found
    assert (first.copy, first.received_on, first.is_signed, first.old) == ("内-01", date(2026, 5, 1), True, "收回")
    assert first.is_handed_out
    assert not second.is_handed_out


def test_every_column_is_read_wherever_it_stands() -> None:
    values = {title: f"甲{title}" for title in TITLES} | {
        "份号": "内-07",
        "签收日期": "2026-05-01",
        "签名": "√",
        "旧本处理": "无",
    }
    for order in (TITLES, tuple(reversed(TITLES)), ("别的", *TITLES)):
        found, problems = read_receipts(book([[], ["标题"], order, [values.get(title, "") for title in order]]))
        assert problems == []
        only = found[0]
        assert (only.community, only.code, only.item) == ("甲社区（村）", "甲区划代码", "甲印件")
        assert (only.post, only.person, only.version, only.note) == ("甲持有岗位或地点", "甲持有人", "甲版本", "甲备注")


def test_header_titles_may_be_spaced_and_wide() -> None:
    header = [" 份　号 ", "签收\n日期", "签 名", "旧本处理"]
    found, problems = read_receipts(book([header, ["内-01", "2026.5.1", "已签", ""]]))
    assert problems == []
    assert found[0].is_handed_out


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-01", "2026-5-1", "2026/5/1", "2026.05.01", "2026年5月1日", " 2026 年 5 月 1 日 ", "20260501", 20260501,
        "２０２６－０５－０１", MORNING, date(2026, 5, 1), 46143, 46143.0, "2026-05-01 00:00:00",
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(written: object) -> None:
    found, problems = read_receipts(rows(["内-01", written, "√", ""]))
    assert problems == []
    assert found[0].received_on == date(2026, 5, 1)


@pytest.mark.parametrize("written", ["5月1日", "2026-02-30", "2026年13月1日", "昨天", 12, True, "1926-05-01"])
def test_what_is_no_day_is_not_guessed_at(written: object) -> None:
    found, problems = read_receipts(rows(["内-01", written, "√", ""]))
    assert told(problems) == [("PG772", "B2")]
    assert found == []


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "☑", "是", "已签", "Y", "yes", "1", 1, True, "张示例", "张示例√"])
def test_ticks_and_names_are_signatures(tick: object) -> None:
    assert read_receipts(rows(["内-01", "2026-05-01", tick, ""]))[0][0].is_signed


@pytest.mark.parametrize("cross", ["×", "否", "未签", "未到", "没来", "No", "0", 0, False, "—", "", None, "　", "无"])
def test_crosses_and_empty_cells_are_none(cross: object) -> None:
    assert not read_receipts(rows(["内-01", None, cross, ""]))[0][0].is_signed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("收回", "收回"),
        ("已收回", "收回"),
        ("收回并销毁", "销毁"),
        ("已 销毁", "销毁"),
        ("丢失", "遗失"),
        ("首次", "无"),
        ("", ""),
    ],
)
def test_what_became_of_the_old_copy_may_be_said_in_many_words(said: str, meant: str) -> None:
    found, problems = read_receipts(rows(["内-01", "2026-05-01", "√", said]))
    assert problems == []
    assert found[0].old == meant


def test_an_unknown_word_for_the_old_copy_is_told_with_what_may_be_written() -> None:
    found, problems = read_receipts(
        rows(["内-01", "2026-05-01", "√", "在抽屉里"], ["内-02", "2026-05-01", "√", "以收回"])
    )
    assert found == []
    assert told(problems) == [("PG773", "D2"), ("PG773", "D3")]
    assert [dict(problem.values)["known"] for problem in problems] == ["、".join(OLD_COPIES), "收回"]


def test_a_signature_without_a_copy_is_told_and_an_empty_row_is_not() -> None:
    nothing: list[list[object]] = [[], ["", "", "", ""], ["合计", "", "", 3], [None, None, None, "以上无误"]]
    found, problems = read_receipts(rows(["", "2026-05-01", "√", ""], *nothing))
    assert found == []
    assert told(problems) == [("PG774", "A2")]


def test_half_a_receipt_is_a_gap_at_the_cell_that_is_missing() -> None:
    _found, problems = read_receipts(rows(["内-01", "2026-05-01", "", ""], ["内-02", "", "√", ""]))
    assert told(problems) == [("PG776", "C2"), ("PG776", "B3")]


def test_a_number_that_stands_twice_is_told_unless_it_is_another_communitys() -> None:
    header = ("份号", "区划代码", "签收日期", "签名")
    rows_ = [["内-01", "339901001003", "", ""], ["内-01", "339901001007", "", ""], ["内-01", "339901001003", "", ""]]
    found, problems = read_receipts(book([header, *rows_]))
    assert len(found) == 3
    assert told(problems) == [("PG775", "A4")]
    assert problems[0].related[0].where == "A2"


def test_every_sheet_with_a_table_is_read_and_others_are_passed_over() -> None:
    found, problems = read_receipts(
        book([["移交"], ["份数"]], [HEADER, ["内-01", "", "", ""]], [HEADER, ["公-01", "", "", ""]])
    )
    assert problems == []
    assert [row.copy for row in found] == ["内-01", "公-01"]


def test_a_workbook_without_a_table_says_which_columns_it_needs() -> None:
    assert told(read_receipts(book([["份号", "签名"]]))[1]) == [("PG771", "")]


def test_a_cell_far_away_neither_fills_the_memory_nor_is_passed_over_in_silence() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as written:
        sheet = written.add_worksheet()
        for at, title in enumerate(HEADER):
            sheet.write_string(0, at, title)
        sheet.write_string(1, 0, "内-01")
        sheet.write_string(1_048_575, 16_383, "x")
    found, problems = read_receipts(data.getvalue())
    assert [row.copy for row in found] == ["内-01"]
    assert [problem.code for problem in problems] == ["PG777"]


def test_a_table_of_the_greatest_length_is_read_whole() -> None:
    found, problems = read_receipts(rows(*([f"内-{number}", "", "", ""] for number in range(1, ROWS))))
    assert len(found) == ROWS - 1
    assert problems == []


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0" + bytes(600), "份号,签名".encode("gbk")])
def test_what_is_no_workbook_is_said_to_be_none(data: bytes) -> None:
    assert told(read_receipts(data, "签收表.xls")[1]) == [("PG770", "")]


def test_places_name_file_sheet_and_column() -> None:
    place = read_receipts(rows(["内-01", "?", "", ""]), "签收表.xlsx")[1][0].place
    assert (place.file, place.part, place.where, place.field) == ("签收表.xlsx", "Sheet", "B2", "签收日期")


SPELLINGS = (
    "{0:%Y-%m-%d}",
    "{0.year}-{0.month}-{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y%m%d}",
)


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    spelling=st.sampled_from(SPELLINGS),
    as_number=st.booleans(),
)
def test_every_day_is_the_same_however_it_is_spelt(day: date, spelling: str, as_number: bool) -> None:
    written: object = (day - date(1899, 12, 30)) // timedelta(days=1) if as_number else spelling.format(day)
    found, problems = read_receipts(rows(["内-01", written, "√", ""]))
    assert (problems, found[0].received_on) == ([], day)


CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([*TITLES, *OLD_COPIES, "√", "2026-05-01", "=1+1", "内-01"]),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(grid=st.lists(st.lists(CELL, max_size=8), max_size=12))
def test_whatever_stands_in_the_table_is_a_row_or_a_problem_at_a_cell(grid: list[list[object]]) -> None:
    found, problems = read_receipts(rows(*grid), "f.xlsx")
    assert all(row.copy for row in found)
    assert all(problem.place.file == "f.xlsx" and problem.place.where for problem in problems)
    assert len(found) <= len(grid)


FORM = workbook("签收表", [receipt_sheet("签收表", [])])


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_is_refused_or_read_but_never_fails(data: st.DataObject) -> None:
    whole = bytearray(FORM)
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        whole[at] = byte
    read_receipts(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


@given(data=st.binary(max_size=400))
def test_any_bytes_at_all_are_answered(data: bytes) -> None:
    found, problems = read_receipts(data)
    assert found == []
    assert [problem.code for problem in problems] == ["PG770"]


def test_a_file_of_an_office_is_read(tmp_path: Path) -> None:
    """The form as packed, saved again by another program (openpyxl), with the cells filled in as dates and ticks."""
    path = tmp_path / "签收表.xlsx"
    path.write_bytes(FORM)
    opened = openpyxl.load_workbook(path)
    sheet = opened.worksheets[0]
    titles = [cell.value for cell in sheet[3]]
    filled: dict[str, str | datetime] = {"份号": "内-18", "签收日期": MORNING, "签名": "√", "旧本处理": "无"}
    for title, value in filled.items():
        sheet.cell(4, titles.index(title) + 1, value)
    opened.save(path)
    found, problems = read_receipts(path.read_bytes())
    assert problems == []
    assert found[0].is_handed_out
