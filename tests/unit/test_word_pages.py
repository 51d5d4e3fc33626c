"""Page numbers are put into a finished manual, and nothing else in it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
import wml
from assembling import SCHEME
from assembling import STYLES
from assembling import Made
from assembling import W
from assembling import base
from assembling import made
from assembling import piece
from assembling import render_uses
from wml import p
from wml import r

from generator.word import Use
from generator.word import assemble
from generator.word.contents import entries
from generator.word.package import read_package
from generator.word.pages import for_layout
from generator.word.pages import numbered
from generator.word.pages import wanted
from generator.word.scheme import PageRule

BODY = (
    p("{{ 目录 }}"),
    p("总则", style="heading 1"),
    p("见{{ 见('转移') }}转移{{ 页('转移') }}。"),
    p("转移", style="heading 2"),
)


def manual(*body: str, **context: object) -> Made:
    """The manual of one piece with that body."""
    return made(piece(*body), context=context)


def again(data: bytes) -> Made:
    """The manual in those bytes."""
    package, problems = read_package(data)
    assert package is not None, problems
    return Made(data, package, [])


def codes(one: Made) -> list[str]:
    """The codes of the fields of the body."""
    return [(node.text or "").strip() for node in one.body.iter(f"{{{wml.W}}}instrText")]


def test_nothing_stands_where_a_page_is_not_known_yet() -> None:
    assert manual(*BODY).texts[:4] == ["第一章　总则\t", "一、转移\t", "第一章　总则", "见一转移。"]


def test_pages_stand_in_the_contents_and_in_references_once_they_are_known() -> None:
    one = manual(*BODY)
    chapter, section = wanted(one.data)
    filled = again(numbered(one.data, {chapter: "Ⅱ", section: "12"}))
    assert filled.texts[:4] == ["第一章　总则\tⅡ", "一、转移\t12", "第一章　总则", "见一转移（第12页）。"]
    assert [line for _, line in entries(filled.package)] == ["第一章　总则", "一、转移"]
    assert codes(filled)[-1] == f"PAGEREF {section} \\h"


def test_no_other_part_of_the_package_changes() -> None:
    one = manual(*BODY)
    filled = again(numbered(one.data, dict.fromkeys(wanted(one.data), "7")))
    assert list(filled.package.members) == list(one.package.members)
    assert [name for name, data in filled.package.members.items() if data != one.package.members[name]] == [
        "word/document.xml"
    ]


def test_numbering_again_replaces_the_numbers_and_is_the_same_each_time() -> None:
    one = manual(*BODY)
    marks = wanted(one.data)
    first = numbered(one.data, dict.fromkeys(marks, "7"))
    assert numbered(first, dict.fromkeys(marks, "7")) == first
    assert numbered(first, dict.fromkeys(marks, "8")) == numbered(one.data, dict.fromkeys(marks, "8"))
    assert wanted(first) == marks


def test_a_page_that_is_not_told_leaves_its_field_as_it_is() -> None:
    one = manual(*BODY)
    assert numbered(one.data, {}) == one.data


def test_a_reference_looks_like_the_text_around_it() -> None:
    look = "<w:b/>"
    one = manual(p(r("见{{ 页('总则') }}。", look)), p("总则", style="heading 1"))
    filled = again(numbered(one.data, dict.fromkeys(wanted(one.data), "7")))
    runs = filled.body.findall("w:p", W)[0].findall("w:r", W)
    assert {len(run.findall("w:rPr/w:b", W)) for run in runs} == {1}
    assert filled.texts[0] == "见（第7页）。"


def test_for_the_layout_every_page_is_a_field_that_is_computed_there() -> None:
    one = manual(*BODY)
    laid = again(for_layout(one.data))
    assert [code.split()[0] for code in codes(laid)] == ["TOC", "PAGEREF", "PAGEREF", "PAGEREF"]
    assert laid.texts[3] == "见一转移（第页）。"


def test_a_manual_that_has_been_numbered_is_laid_out_like_before() -> None:
    one = manual(*BODY)
    filled = numbered(one.data, dict.fromkeys(wanted(one.data), "7"))
    assert codes(again(for_layout(filled))) == codes(again(for_layout(one.data)))


def test_a_page_field_that_somebody_inserted_in_word_is_filled_too() -> None:
    field = (
        '<w:bookmarkStart w:id="1" w:name="处"/><w:bookmarkEnd w:id="1"/><w:r><w:rPr><w:i/></w:rPr>'
        '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF 处 \\h </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    one = manual(p(r("第"), field, r("页")))
    filled = again(numbered(one.data, dict.fromkeys(wanted(one.data), "31")))
    assert filled.texts[0] == "第31页"
    assert len(filled.body.findall(".//w:i", W)) == 2


def test_a_heading_that_is_not_there_is_a_problem_with_its_place() -> None:
    body = (p("总则", style="heading 1"), p("见{{ 页('总責') }}"))
    data, problems = render_uses([Use(piece(*body))])
    assert data is None
    assert [(found.code, found.place.where) for found in problems] == [("PG656", "¶2")]


@pytest.mark.parametrize(("otherwise", "printed"), [("", "见。"), ("附册", "见附册。")])
def test_what_to_print_instead_of_a_heading_that_is_not_there_may_be_said(otherwise: str, printed: str) -> None:
    one = manual(p("见{{ 页('没有', 甲) }}。"), 甲=otherwise)
    assert one.texts[0] == printed
    assert one.problems == []


def test_a_page_cannot_be_printed_in_a_macro() -> None:
    body = (p("总则", style="heading 1"), p("{% macro 处(名) %}{{ 页(名) }}{% endmacro %}{{ 处('总则') }}"))
    _, problems = render_uses([Use(piece(*body))])
    assert [found.code for found in problems] == ["PG609"]


def test_a_form_without_a_place_for_the_page_is_a_problem() -> None:
    scheme = replace(SCHEME, page=PageRule("页", "第页"))
    made_of, problems = assemble(base(styles=STYLES), [], scheme)
    assert made_of is None
    assert [found.code for found in problems] == ["PG662"]
