"""Ordinary YAML: what is read by patterns is what libyaml reads, and everything else is left to libyaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import ROOT

from generator.facts.text import ListNode
from generator.facts.text import MapNode
from generator.facts.text import Scalar
from generator.facts.text.compose import VALUES
from generator.facts.text.compose import compose
from generator.facts.text.decode import decode
from generator.facts.text.ordinary import ordinary

# Bits that mean something to YAML, or nearly; put together at random they are now and then a record.
BITS = st.sampled_from([
    "a", "b", "甲：乙", "，", "1.5", "-5", "2026-10-20", "a:b", "http://x", "c#d", "\u3000", "\xa0", "𠮷", "~", "null",
    " ", "  ", "\n", "\n  ", "\n    ", "\n\n", "- ", "-", "\n- ", "\n  - ", ": ", ":", ":\n", "k: ", "\nk: ",
    "\n  l: ", "#", " #", " # 注\n", "[", "]", "{", "}", ",", ", ", "[]", "{}", "[a, b]", "{a: b, c: [d]}", '"x"',
    "'y'", '""', '"', "'", "\\", "&a ", "*a", "!t ", "|", ">", "|\n  x", "%", "@", "`", "?", "? ", "=", "<<", "<<: ",
    "---", "\n---\n", "...", "\t", "\r\n", "\x85", "\u200b",
])  # fmt: skip
TEXTS = st.lists(BITS, max_size=14).map("".join)
WORDS = st.sampled_from(["名称", "a", "后坑 上", "19900000001", "a:b", "c#d", "-1", "é", "～"])


def in_brackets(items: list[str]) -> str:
    return f"[{', '.join(items)}]"


def in_braces(items: list[str]) -> str:
    return "{" + ",\n ".join(f"k{number}: {item}" for number, item in enumerate(items)) + "}"


def as_fields(items: list[str]) -> list[str]:
    return [f"f{number}: {item}" for number, item in enumerate(items)]


def as_records(blocks: list[list[str]]) -> list[str]:
    return [line for number, block in enumerate(blocks) for line in (f"m{number}:", *(f"  {one}" for one in block))]


def as_list(blocks: list[list[str]]) -> list[str]:
    return ["l:", *(line for block in blocks for line in (f"- {block[0]}", *(f"  {one}" for one in block[1:])))]


IN_FLOW = st.recursive(
    WORDS | WORDS.map('"{}"'.format) | WORDS.map("'{}'".format),
    lambda inner: st.lists(inner, max_size=3).map(in_brackets) | st.lists(inner, max_size=3).map(in_braces),
    max_leaves=6,
)
FIELDS = st.recursive(
    st.lists(IN_FLOW, min_size=1, max_size=3).map(as_fields),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(as_records) | st.lists(inner, min_size=1, max_size=3).map(as_list)
    ),
    max_leaves=5,
)
FILES = sorted(ROOT.glob("plans/*/*/**/*.yaml"))


def assert_read_as_by_libyaml(text: str) -> bool:
    """Whether the text is ordinary; if it is, libyaml reads the same, places included, and finds nothing wrong."""
    clean = (decode(text.encode(), "a.yaml")[0] or "").replace("\r\n", "\n")
    found = ordinary(clean, VALUES)
    if found is None:
        return False
    assert compose(clean, "a.yaml") == (found, [])
    return True


@given(TEXTS)
def test_what_is_read_of_any_text_is_what_libyaml_reads(text: str) -> None:
    assert_read_as_by_libyaml(text)


@given(TEXTS)
def test_so_is_what_stands_behind_a_key(text: str) -> None:
    assert_read_as_by_libyaml(f"k: {text}\nz: 1\n")


@given(FIELDS)
def test_records_and_lists_in_each_other_are_ordinary(lines: list[str]) -> None:
    assert assert_read_as_by_libyaml("\n".join(lines) + "\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_a_community_is_ordinary(path: Path) -> None:
    assert assert_read_as_by_libyaml(path.read_text("utf-8"))


def test_places_values_and_quotation_marks_are_kept() -> None:
    text = "# 注\n名称: 云岭  # 村\nphones: ['110',\n  119]\nempty:\nlist:\n- a: 1\n  b: {}\n- c\n"
    assert ordinary(text, VALUES) == MapNode(
        text.index("名称"),
        {
            "名称": (4, Scalar(8, "云岭")),
            "phones": (
                text.index("phones"),
                ListNode(
                    text.index("["),
                    [Scalar(text.index("'110'"), "110", plain=False), Scalar(text.index("119"), "119")],
                ),
            ),
            "empty": (text.index("empty"), Scalar(text.index("\nlist"), "")),
            "list": (
                text.index("list"),
                ListNode(
                    text.index("- a"),
                    [
                        MapNode(
                            text.index("a: 1"),
                            {
                                "a": (text.index("a: 1"), Scalar(text.index("1\n  b"), "1")),
                                "b": (text.index("b: {"), MapNode(text.index("{}"))),
                            },
                        ),
                        Scalar(text.index("c\n"), "c"),
                    ],
                ),
            ),
        },
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "甲", "- a\n", "a: 1\na: 2\n", "{a: 1, a: 2}", "a: &x 1\n", "a: *x\n", "a: !t 1\n", "a: |\n  b\n",
        "a: b\n  c\n", 'a: "b\\n"\n', "a: 'b''c'\n", "a: b: c\n", "a: [b\n", "a: [b: c]\n", "a: {b}\n",
        "a:\tb\n", "---\na: 1\n", "a: 1\n...\n", "? a\n: b\n", "<<: b\n", "a:b\n", " a: 1\nb: 2\n",
        "a:\n  b: 1\n c: 2\n", "- a: 1\n   b: 2\n", "a: 1\n- b\n", f"{'a' * 1001}: 1\n",
        "a: " + "[" * 40 + "]" * 40 + "\n",
    ],
)  # fmt: skip
def test_what_is_not_ordinary_is_left_to_libyaml(text: str) -> None:
    assert ordinary(text, VALUES) is None


def test_a_file_may_hold_so_many_values_and_no_more() -> None:
    text = "a: [1, 2]\nb: {c: 3}\n"  # three records and lists, three keys, three scalars
    assert ordinary(text, 9) is not None
    assert ordinary(text, 8) is None
    assert compose(text, "a.yaml", most=9)[0] is not None
    assert compose(text, "a.yaml", most=8)[0] is None
