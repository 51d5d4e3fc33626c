"""A document made ready for LibreOffice: the frame of the contents goes, hidden references come, nothing else moves."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
import wml
from hypothesis import given
from hypothesis import strategies as st
from printing import bookmark
from printing import page_of

from generator.press.fieldwork import as_printed
from generator.press.fieldwork import formats_of
from generator.press.fieldwork import ready_to_print
from generator.press.fieldwork import with_hidden_references
from generator.press.fieldwork import without_contents_frame

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(*texts: str) -> str:
    return "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in texts)


def without_empty_runs(xml: bytes) -> str:
    return xml.decode().replace("<w:r></w:r>", "")


def test_entries_and_their_references_stay_without_the_frame() -> None:
    entry = f"<w:hyperlink>{wml.r('一、总则')}{page_of('_Toc1')}</w:hyperlink>"
    contents = code(" TOC \\o &quot;1-2&quot; \\h ")
    document = f"<w:p>{BEGIN}{contents}{SEPARATE}{entry}</w:p><w:p>{END}</w:p>"
    assert without_empty_runs(without_contents_frame(document.encode())) == f"<w:p>{entry}</w:p><w:p></w:p>"


def test_instructions_may_be_cut_into_runs() -> None:
    contents = code(" T", "OC ", "\\u")
    document = f"<w:p>{BEGIN}{contents}{SEPARATE}{wml.r('一')}{END}</w:p>"
    assert without_empty_runs(without_contents_frame(document.encode())) == wml.p(wml.r("一"))


@pytest.mark.parametrize(
    "field",
    [page_of("_Toc1"), f"{BEGIN}{code(' TOCX ')}{SEPARATE}{END}", f"{BEGIN}{code(' TOC ')}{SEPARATE}", END, ""],
    ids=["a reference", "another field", "a frame that never ends", "an end without a beginning", "nothing"],
)
def test_everything_else_stays_as_it_is(field: str) -> None:
    document = wml.p(wml.r("正文"), field).encode()
    assert without_contents_frame(document) is document


def test_references_are_hidden_where_text_is_shown() -> None:
    """Not in a paragraph without text, which would vanish with them, nor around a text box."""
    box = wml.p(f"<w:r><w:pict><w:txbxContent>{wml.p('框')}</w:txbxContent></w:pict></w:r>")
    document = f"{wml.p()}{box}{wml.p('正文')}".encode()
    changed = with_hidden_references(document, ("_Toc1", "点&1"))
    assert changed.startswith(wml.p().encode())
    added = changed.decode().partition("框")[2].partition("</w:p>")[0]
    assert re.findall(r"PAGEREF (\S+) ", added) == ["_Toc1", "点&amp;1"]
    assert added.count("<w:vanish/>") == added.count("<w:rPr>")
    assert with_hidden_references(wml.p().encode(), ("_Toc1",)) == wml.p().encode()


def test_formats_are_those_of_the_section_that_a_bookmark_is_in() -> None:
    roman, plain = '<w:pgNumType w:fmt="lowerRoman"/>', '<w:pgNumType w:fmt="decimal" w:start="1"/>'
    body = [bookmark("a", 1, "一"), wml.section_break(roman), bookmark("b", 2, "二"), wml.section_break(plain)]
    document = "".join([*body, bookmark("c", 3, "三"), wml.sect()]).encode()
    assert formats_of(document) == {"a": "lowerRoman"}


def test_pages_are_told_in_figures_unless_the_text_shows_them_otherwise() -> None:
    roman = wml.sect('<w:pgNumType w:fmt="lowerRoman"/>')
    ready = ready_to_print(wml.docx(bookmark("a", 1, "一"), section=roman))
    assert (ready.bookmarks, ready.styled) == (("a",), ())
    assert ready.pages({"a": "4"}) == {"a": "iv"}
    ready = ready_to_print(wml.docx(bookmark("a", 1, "一"), wml.p(page_of("a")), section=roman))
    assert ready.styled == ("a",)
    assert ready.pages({"a": "iv"}) == {"a": "iv"}
    ready = ready_to_print(wml.docx(bookmark("a", 1, "一"), section=roman.replace("lowerRoman", "upperLetter")))
    assert ready.styled == ("a",)


@pytest.mark.parametrize(("part", "photos"), [("media/x.png", False), ("media/x.JPG", True), ("media/x.jpeg", True)])
def test_photos_are_told(part: str, photos: bool) -> None:
    assert ready_to_print(wml.docx(bookmark("a", 1, "一"), parts={part: wml.PNG})).photos is photos


def test_all_other_parts_are_the_same() -> None:
    data = wml.docx(bookmark("a", 1, "一"), parts={"media/x.png": wml.PNG})
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(ready_to_print(data).data)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml"]
    assert ready_to_print(wml.docx(wml.p("无书签"))).data == wml.docx(wml.p("无书签"))


@pytest.mark.parametrize("data", [b"", b"PK", wml.docx()[:-30]])
def test_what_is_no_document_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a Word document"):
        ready_to_print(data)


@pytest.mark.parametrize("field", [page_of("b"), '<w:fldSimple w:instr=" REF b \\h "/>', f"{BEGIN}{code('REF b')}"])
def test_a_reference_to_nothing_is_told(field: str) -> None:
    with pytest.raises(ValueError, match="it does not have: b"):
        ready_to_print(wml.docx(bookmark("a", 1, "一"), wml.p(field)))


@given(st.integers(1, 4999))
def test_roman_numbers_say_what_they_are_worth(number: int) -> None:
    worth = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
    values = [worth[letter] for letter in as_printed(str(number), "lowerRoman")]
    signed = [-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)]
    assert sum(signed) == number
    assert as_printed(str(number), "decimal") == str(number)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    without_contents_frame(data)
    formats_of(data)
    with_hidden_references(data, ("a",))
