"""Text on its way out."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import console


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("云岭村", 6), ("é", 1), ("e\u0301", 1), ("（待填）", 8), ("", 0), ("𠮷", 2)]
)
def test_counts_columns_not_characters(text: str, width: int) -> None:
    assert console.cells(text) == width


def test_chinese_breaks_anywhere_but_not_before_closing_signs() -> None:
    assert console.wrap("监测员电话没有填写，请补上。", 19) == ["监测员电话没有填", "写，请补上。"]
    assert console.wrap("一二三四，五", 8) == ["一二三", "四，五"]


def test_words_of_other_scripts_stay_whole() -> None:
    assert console.wrap("the file is locked", 10, first="> ", rest="  ") == ["> the file", "  is", "  locked"]


def test_a_full_width_sign_needs_no_space_behind_it() -> None:
    assert [console.lead(word) for word in ("hint:", "办法：")] == ["hint: ", "办法："]


def test_a_word_wider_than_the_line_gets_a_line_of_its_own() -> None:
    assert console.wrap("a abcdefghijkl b", 6) == ["a", "abcdefghijkl", "b"]


@given(st.text(alphabet="ab 云岭，“”（）。", max_size=80), st.integers(4, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    joined = "".join(console.wrap(text, width))
    assert joined.replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="a 云岭村", max_size=80), st.integers(10, 40))
def test_lines_of_breakable_text_fit(text: str, width: int) -> None:
    longest_word = max((console.cells(word) for word in text.split()), default=0)
    for line in console.wrap(text, width):
        assert console.cells(line) <= max(width, longest_word)


def test_signs_become_ascii_only_where_they_cannot_be_printed() -> None:
    assert console.fit("“a” → ¶3", "utf-8") == "“a” → ¶3"
    assert console.fit("“a” → ¶3", "ascii") == '"a" -> par. 3'
    assert console.fit("‹found›", "ascii") == "<found>"
    assert console.fit("“村” → é", "gbk") == "“村” → é"
    assert console.fit("x", "no-such-encoding") == "x"


def test_what_a_file_says_cannot_steer_the_terminal() -> None:
    assert console.visible("a\x1b[31mb\x07\u202ec\nd\te") == "a\\x1b[31mb\\x07\\u202ec⏎d e"


def test_printing_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.prepare()
    console.out("“云岭村” 𠮷 \udcb4")
    assert raw.getvalue() == b'"\\u4e91\\u5cad\\u6751" \\U00020bb7 \\udcb4\n'


def test_a_pipe_has_no_width() -> None:
    assert console.terminal_width(io.StringIO()) is None
