"""The text of YAML files: any bytes give a tree or problems, and every place is the reader's."""

from __future__ import annotations

import codecs

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.text import ListNode
from generator.facts.text import MapNode
from generator.facts.text import Node
from generator.facts.text import Scalar
from generator.facts.text import parse_document
from generator.facts.text.compose import compose

# What YAML is made of, so that broken structure is found more often than by letters alone.
FRAGMENTS = st.sampled_from(
    [
        "a", "名称", "0577", "12:30", "𠮷", ": ", ":", "：", "- ", "-", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ", ",
        "，", '"', "'", "#", "*a", "&a ", "!t ", "|\n", ">", "%", "@", "---\n", "...", "<<", "? ", "\\", " ",
        "\x00", "\x85", "\u2028", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(FRAGMENTS, max_size=40).map("".join), st.text(max_size=60))


def lines_of(text: str) -> list[str]:
    """Lines as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(TEXTS)
def test_any_text_gives_a_record_or_a_problem(text: str) -> None:
    document, problems = parse_document(text.encode("utf-8", "surrogatepass"), "a.yaml")
    assert document is not None or problems


@given(st.binary(max_size=80))
def test_any_bytes_give_a_record_or_a_problem(data: bytes) -> None:
    document, problems = parse_document(data, "a.yaml")
    assert document is not None or problems


@given(TEXTS)
def test_every_problem_stands_within_the_text(text: str) -> None:
    lines = lines_of(text.removeprefix("\ufeff"))
    for problem in parse_document(text.encode("utf-8", "surrogatepass"), "a.yaml")[1]:
        if problem.code in {"PG101", "PG102"}:
            continue
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@given(TEXTS)
def test_both_parsers_of_pyyaml_read_the_same(text: str) -> None:
    """Where libyaml is missing the other one reads; what it understands must not mean anything else."""
    clean = "".join(c for c in text if c.isprintable() or c == "\n").replace("\ufeff", "")
    try:
        clean.encode("utf-8")
    except UnicodeEncodeError:
        return
    fast, fast_problems = compose(clean, "a.yaml")
    slow, slow_problems = compose(clean, "a.yaml", yaml.SafeLoader)
    if fast is not None and slow is not None and not fast_problems and not slow_problems:
        assert shape(fast) == shape(slow)


def shape(node: Node) -> object:
    """What a tree says, with the places of its scalars."""
    if isinstance(node, Scalar):
        # An empty value stands nowhere: the parsers differ in what they call its place.
        return (node.text, node.plain, node.at) if node.text else ""
    if isinstance(node, ListNode):
        return [shape(item) for item in node.items]
    return {key: shape(value) for key, (_, value) in node.entries.items()}


NAMES = st.from_regex(r"[a-z一-龥][a-z0-9一-龥]{0,8}", fullmatch=True)
BREAKS = st.sampled_from(["\n", "\r\n"])


@given(st.dictionaries(NAMES, st.lists(NAMES, min_size=1, max_size=4), min_size=1, max_size=6), BREAKS, st.booleans())
def test_a_scalar_stands_where_its_text_stands(data: dict[str, list[str]], line_break: str, mark: bool) -> None:
    text = ""
    for key, items in data.items():
        text += f"{key}:{line_break}" + "".join(f"  -   {item}  # 注{line_break}" for item in items)
    written = (codecs.BOM_UTF8 if mark else b"") + text.encode("utf-8")
    document, problems = parse_document(written, "a.yaml")
    assert document is not None
    assert problems == []
    lines = lines_of(text)
    for key, (at, items_node) in document.root.entries.items():
        line, column = document.spot(Scalar(at, key))
        assert lines[line - 1][column - 1 :].startswith(key)
        assert isinstance(items_node, ListNode)
        for item in items_node.items:
            assert isinstance(item, Scalar)
            line, column = document.spot(item)
            assert lines[line - 1][column - 1 :].startswith(item.text)


@pytest.mark.parametrize(
    "scalar", ["no", "on", "057700000005", "339901100201", "12:30", "2026-04-15", "1e3", "012", "0x1F", "1_000"]
)
def test_scalars_stay_the_text_that_was_written(scalar: str) -> None:
    document, problems = parse_document(f"a: {scalar}\n".encode(), "a.yaml")
    assert document is not None
    assert problems == []
    assert document.root.entries["a"][1] == Scalar(3, scalar)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_chinese_is_read_in_every_encoding_that_editors_write(encoding: str) -> None:
    document, problems = parse_document("name: 瓯江市鹿鸣区\n".encode(encoding), "a.yaml")
    assert document is not None
    assert document.root.entries["name"][1] == Scalar(6, "瓯江市鹿鸣区")
    assert [problem.code for problem in problems] == ([] if encoding.startswith("utf-8") else ["PG101"])


def test_rare_characters_count_as_one_column() -> None:
    document, _ = parse_document("𠮷: 👍\n".encode(), "a.yaml")
    assert document is not None
    assert document.root.entries["𠮷"][1] == Scalar(3, "👍")


def test_a_syntax_error_gives_no_half_of_a_record() -> None:
    document, problems = parse_document(b"a: 1\nb: [\nc: 2\n", "a.yaml")
    assert document is None
    assert len(problems) == 1


def test_what_can_be_read_over_is_all_reported_at_once() -> None:
    _, problems = parse_document(b"a: 1\na: 2\nb: !t c\nd: x\x01\ne: {<<: f}\n", "a.yaml")
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("PG103", 4),
        ("PG110", 2),
        ("PG111", 3),
        ("PG118", 5),
    ]


def test_a_repeated_value_stands_where_it_was_first_written() -> None:
    document, _ = parse_document(b"a: &x [1, 2]\nb: *x\n", "a.yaml")
    assert document is not None
    assert document.root.entries["b"][1] is document.root.entries["a"][1]


def test_an_empty_record_is_a_record() -> None:
    document, problems = parse_document(b"{}", "a.yaml")
    assert document is not None
    assert document.root == MapNode(0)
    assert problems == []
