"""A compacted PDF says what it said, in fewer bytes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf import PdfWriter

from generator.press.compact import compact


def pdf(pages: int, titles: tuple[str, ...] = ()) -> bytes:
    """A PDF with so many pages, a title, an outline, and marks on each page."""
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_metadata({"/Title": "云岭村应急预案（内部版）"})
    for number in range(pages):
        writer.add_blank_page(200 + number, 300)
    for at, title in enumerate(titles):
        writer.add_outline_item(title=title, page_number=at % pages)
        writer.add_named_destination(title=f"heading-{at}", page_number=at % pages)
    writer.write(written)
    return written.getvalue()


def said(data: bytes) -> tuple[object, ...]:
    """What a reader finds in it."""
    reader = PdfReader(io.BytesIO(data), strict=True)
    metadata = reader.metadata
    outline = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]  # type: ignore[union-attr, arg-type]
    places = {name: reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
    return metadata.title if metadata is not None else None, outline, places, sizes


def test_everything_is_still_there_and_takes_less() -> None:
    before = pdf(250, tuple(f"第{number}章 转移与安置" for number in range(80)))
    after = compact(before)
    assert said(after) == said(before)
    assert len(after) < len(before) / 3
    assert compact(before) == after  # the same bytes each time
    assert said(compact(after)) == said(before)


@given(st.integers(1, 12), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_no_title_is_lost(pages: int, titles: list[str]) -> None:
    try:
        before = pdf(pages, tuple(titles))
    except UnicodeEncodeError:  # half a character, which no PDF can hold
        return
    assert said(compact(before)) == said(before)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 ready\n", b"no PDF", pdf(1)[:120]])
def test_what_cannot_be_read_stays_as_it_is(data: bytes) -> None:
    assert compact(data) == data
