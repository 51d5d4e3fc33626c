"""A template as plain text, and its own words without tags."""

from __future__ import annotations

import pytest
from wml import docx
from wml import p
from wml import styles
from wml import table

from generator.problems import PlangenError
from generator.word.spoken import spoken
from generator.word.text import template_text


def test_text_shows_headings_styles_rows_and_tags() -> None:
    data = docx(
        p("转移", style="heading 1"),
        p("先走人 {{ 点.名称 }}"),
        p("带名单", style="步骤"),
        table(("点位", "监测员"), ("{{ 点.名称 }}", "{{ 点.监测员 }}")),
        p("完"),
        styles=styles("heading 1", "步骤"),
    )
    assert template_text(data).splitlines() == [
        "# 转移",
        "先走人 {{ 点.名称 }}",
        "[步骤] 带名单",
        "| 点位 | 监测员",
        "| {{ 点.名称 }} | {{ 点.监测员 }}",
        "完",
    ]


def test_what_is_no_document_is_a_problem_and_no_traceback() -> None:
    with pytest.raises(PlangenError):
        template_text(b"PK not a document")


def test_the_authors_own_words_are_those_outside_of_tags() -> None:
    stories, problems = spoken(docx(p("打{{ 区.电话 }}或120{% if 甲 %}，快{% endif %}")))
    assert problems == []
    assert stories[0].paragraphs[0].plain == "打 或120 ，快 "


def test_a_tag_that_never_ends_takes_the_rest_with_it() -> None:
    stories, _ = spoken(docx(p("打120 {{ 区.电话 119")))
    assert stories[0].paragraphs[0].plain.strip() == "打120"
