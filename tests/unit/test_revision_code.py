"""Check codes: typed as people type, never valid by accident; and what an edition says, whatever lays it out."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wml import docx

from generator.revisions.frozen.code import ALPHABET
from generator.revisions.frozen.code import PLACEHOLDER
from generator.revisions.frozen.code import code_of
from generator.revisions.frozen.code import own_code
from generator.revisions.frozen.code import parse_code
from generator.revisions.frozen.code import qr_payload
from generator.revisions.frozen.code import qr_png
from generator.revisions.frozen.printed import printed_lines

LINES = ("听到信号就走", f"云岭村 V1.0 校验码 {PLACEHOLDER}")
CODE = code_of(LINES, "V1.0")
codes = st.builds(code_of, st.lists(st.text()), st.text())


@given(codes)
def test_a_code_is_two_groups_of_four_without_look_alikes(code: str) -> None:
    assert len(code) == 9
    assert code[4] == "-"
    assert set(code) <= {*ALPHABET, "-"}
    assert not set(code) & set("OILBSZU")
    assert parse_code(code) == code


@given(codes, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_no_code(code: str, place: int, sign: str) -> None:
    signs = code.replace("-", "")
    wrong = signs[:place] + sign + signs[place + 1 :]
    assert (parse_code(wrong) is not None) == (wrong == signs)


@given(codes, st.integers(0, 7), st.integers(0, 7))
def test_two_signs_that_changed_places_are_no_code(code: str, one: int, other: int) -> None:
    signs = list(code.replace("-", ""))
    signs[one], signs[other] = signs[other], signs[one]
    assert (parse_code("".join(signs)) is not None) == ("".join(signs) == code.replace("-", ""))


@given(codes, st.sampled_from(["{}", " {} ", "{} V1.0", "{}\n"]), st.sampled_from(["", " ", "—", "－", "."]))
def test_a_code_is_understood_however_it_is_typed(code: str, around: str, between: str) -> None:
    typed = code.replace("-", between).lower().translate(str.maketrans("01V", "olu"))
    assert parse_code(around.format(typed)) == code


@given(st.text(alphabet=string.printable))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse_code(text)
    assert found is None or parse_code(found) == found


def test_full_width_signs_are_understood() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in CODE)
    assert parse_code(wide) == CODE


def test_the_code_covers_words_and_version() -> None:
    assert code_of((*LINES, "一句"), "V1.0") != CODE
    assert code_of(LINES, "V1.1") != CODE


def test_a_print_that_bears_its_own_code_is_unaltered() -> None:
    printed = [line.replace(PLACEHOLDER, CODE) for line in LINES]
    assert own_code(printed, "V1.0", CODE) == CODE
    assert own_code([printed[0].replace("就走", "再走"), printed[1]], "V1.0", CODE) != CODE


def test_the_picture_says_code_and_version_alone_and_is_always_the_same() -> None:
    assert qr_payload(CODE, "V1.0") == f"{CODE} V1.0"
    assert qr_png(CODE, "V1.0").startswith(b"\x89PNG")
    assert qr_png(CODE, "V1.0") == qr_png(CODE, "V1.0")
    assert qr_png(CODE, "V1.0") != qr_png(CODE, "V1.1")
    assert len(qr_png(CODE, "V1.0")) < 2000


def _field(instruction: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{char('begin')}{code}{char('separate')}<w:r><w:t>{result}</w:t></w:r>{char('end')}"


@pytest.mark.parametrize(
    "instruction", [" PAGE ", " NUMPAGES ", " PAGEREF _Toc1 \\h ", " ADDIN PAGEREF _Toc1 第{n}页 "]
)
def test_page_numbers_are_no_words(instruction: str) -> None:
    xml = f"<w:p><w:r><w:t>见后坑</w:t></w:r>{_field(instruction, '12')}<w:r><w:t>。</w:t></w:r></w:p>"
    assert printed_lines(docx(xml)) == (("见后坑。",), [])


def test_other_fields_and_tabs_are_words() -> None:
    xml = f"<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>{_field(' REF x ', '丙')}</w:p><w:p/>"
    assert printed_lines(docx(xml)) == (("甲 乙丙",), [])


def test_a_simple_page_field_is_left_out_too() -> None:
    xml = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p>'
    assert printed_lines(docx(xml)) == (("页",), [])


def test_what_is_no_word_file_has_no_lines_and_a_problem() -> None:
    lines, problems = printed_lines(b"no zip")
    assert lines == ()
    assert problems
