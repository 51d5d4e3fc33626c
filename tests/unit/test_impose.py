"""Imposing: which page lies where, where the cut marks are, what is left of a page."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PageObject
from pypdf import PdfReader
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject
from pypdf.generic import NameObject

from generator.press.impose import MM
from generator.press.impose import TRIM_MM
from generator.press.impose import arrangement
from generator.press.impose import impose

A5 = (148 * MM, 210 * MM)


def pages(number: int) -> bytes:
    """A PDF of A5 pages that say 1, 2, 3 …"""
    writer = PdfWriter()
    for at in range(1, number + 1):
        page = PageObject.create_blank_page(width=A5[0], height=A5[1])
        said = DecodedStreamObject()
        said.set_data(f"BT ({at}) Tj ET".encode())
        page[NameObject("/Contents")] = said
        writer.add_page(page)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def said(pdf: bytes) -> list[list[tuple[int, int, int]]]:
    """Sheet by sheet: each page's number, and how far right and up it was moved, in millimetres."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        content = page.get_contents()
        assert content is not None
        text = content.get_data().decode("latin-1")
        number = r"(-?[\d.]+)"
        moves = re.findall(rf"1\.?0* 0\.?0* 0\.?0* 1\.?0* {number} {number} cm.*?\((\d+)\) Tj", text, re.DOTALL)
        found.append([(int(at), round(float(x) / MM), round(float(y) / MM)) for x, y, at in moves])
    return found


def test_two_of_a5_lie_side_by_side_on_a4_and_four_on_a3() -> None:
    a4, a3 = arrangement("A5", "A4"), arrangement("A5", "A3")
    assert a4 is not None
    assert a3 is not None
    assert (a4.columns, a4.rows, a4.sheet) == (2, 1, (297.0, 210.0))
    assert (a3.columns, a3.rows, a3.sheet) == (2, 2, (297.0, 420.0))
    assert arrangement("A4", "A4") is None


def test_a_cut_pile_is_in_order() -> None:
    """Five pages on three sheets: left 1, 2, 3, right 4, 5; the right pile goes under the left one."""
    sheets = said(impose(pages(5), "A5", "A4"))
    assert [[number for number, _x, _y in sheet] for sheet in sheets] == [[1, 4], [2, 5], [3]]
    four = said(impose(pages(8), "A5", "A3"))
    assert [[number for number, _x, _y in sheet] for sheet in four] == [[1, 3, 5, 7], [2, 4, 6, 8]]


def test_kept_parts_touch_and_are_not_scaled() -> None:
    [(_one, x, y), (_two, x2, y2)] = said(impose(pages(2), "A5", "A4"))[0]
    assert (x2 - x, y2 - y) == (140, 0)
    assert x == pytest.approx((297 - 280) / 2 - TRIM_MM, abs=1)


def test_marks_lie_outside_of_all_that_is_kept() -> None:
    plan = arrangement("A5", "A4")
    assert plan is not None
    content = PdfReader(io.BytesIO(impose(pages(2), "A5", "A4"))).pages[0].get_contents()
    assert content is not None
    lines = re.findall(r"([\d.]+) ([\d.]+) m\s+([\d.]+) ([\d.]+) l", content.get_data().decode("latin-1"))
    assert len(lines) == 2 * (3 + 2)
    left, bottom = plan.corner(0)
    right, top = left + 2 * plan.width, bottom + plan.height
    for ends in lines:
        x, y, to_x, to_y = (float(value) / MM for value in ends)
        outside = (max(x, to_x) < left or min(x, to_x) > right) or (max(y, to_y) < bottom or min(y, to_y) > top)
        assert outside
        assert min(x, to_x, y, to_y) >= 0
        assert max(x, to_x) <= 297
        assert max(y, to_y) <= 210


def test_the_same_pages_give_the_same_bytes() -> None:
    assert impose(pages(3), "A5", "A4") == impose(pages(3), "A5", "A4")


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        impose(pages(1), "A4", "A4")
