"""Numbers of headings, captions and steps; references to them."""

from __future__ import annotations

import pytest
from assembling import SCHEME
from assembling import STYLES
from assembling import base
from assembling import built
from assembling import compiled
from assembling import made
from assembling import piece
from assembling import render_uses
from wml import docx
from wml import local
from wml import p
from wml import r
from wml import styles
from wml import table

from generator.word import HeadingRule
from generator.word import NumberingScheme
from generator.word import StepRule
from generator.word import Use
from generator.word import assemble
from generator.word.numerals import alpha
from generator.word.numerals import chinese
from generator.word.numerals import circled
from generator.word.numerals import roman
from generator.word.scheme import parse_format


@pytest.mark.parametrize(
    ("count", "text"),
    [
        *(
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (100, "一百"),
            (101, "一百零一"),
        ),
        *((110, "一百一十"), (1005, "一千零五"), (1050, "一千零五十"), (9999, "九千九百九十九"), (10000, "10000")),
    ],
)
def test_chinese_numerals(count: int, text: str) -> None:
    assert chinese(count) == text


def test_other_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1994, 0)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIV", "0"]
    assert [alpha(n) for n in (1, 26, 27, 0)] == ["A", "Z", "AA", "0"]
    assert [circled(n) for n in (1, 20, 21, 36, 51)] == ["①", "⑳", "㉑", "㊱", "(51)"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [("第{zh}章", "第三章"), ("{1}.{2}.{n}", "5.7.3"), ("（{zh2}）", "（七）"), ("附录{alpha}", "附录C"), ("", "")],
)
def test_a_format_prints_its_counts(text: str, printed: str) -> None:
    pattern, unknown = parse_format(text)
    assert (pattern.text(3, [0, 5, 7, 0]), unknown) == (printed, "")


@pytest.mark.parametrize(("text", "unknown"), [("{cn}", "{cn}"), ("{}", "{}"), ("第{zh章", "第{zh章"), ("{0}", "{0}")])
def test_a_format_with_an_unknown_field_is_found(text: str, unknown: str) -> None:
    assert parse_format(text)[1] == unknown


def test_headings_are_numbered_in_the_order_of_the_manual() -> None:
    first = piece(p("总则", style="heading 1"), p("目的", style="heading 2"), p("依据", style="heading 2"), file="a")
    second = piece(p("转移", style="heading 1"), p("路线", style="heading 2"), p("东线", style="heading 3"), file="b")
    assert made(first, second).texts == [
        "第一章　总则",
        "一、目的",
        "二、依据",
        "第二章　转移",
        "一、路线",
        "2.1.1\t东线",
    ]
    assert made(second, first).texts == [
        "第一章　转移",
        "一、路线",
        "1.1.1\t东线",
        "第二章　总则",
        "一、目的",
        "二、依据",
    ]


def test_headings_in_conditions_and_loops_count_when_they_print() -> None:
    body = (
        *(p("{%p if 山 %}"), p("滑坡", style="heading 1"), p("{%p endif %}")),
        *(p("{%p for 点 in 点位 %}"), p("{{ 点 }}", style="heading 1"), p("{%p endfor %}")),
    )
    made_one = built(*body, context={"山": False, "点位": ["后坑", "北门"]})
    assert made_one.texts == ["第一章　后坑", "第二章　北门"]


def test_appendices_count_apart_and_unnumbered_headings_not_at_all() -> None:
    body = [
        p(text, style=style)
        for text, style in [
            *(("前言", "无号标题"), ("总则", "heading 1"), ("名册", "附录标题"), ("地图", "附录标题")),
            *(("转移", "heading 1"),),
        ]
    ]
    assert built(*body).texts == ["前言", "第一章　总则", "附录A 名册", "附录B 地图", "第二章　转移"]


def test_a_number_looks_like_the_mark_of_its_paragraph() -> None:
    heading = p(r("总则", "<w:i/>"), style="heading 1", props="<w:rPr><w:b/></w:rPr>")
    runs = built(heading).body.findall(".//{*}r")
    assert [[local(child) for child in run.iterfind("{*}rPr/*")] for run in runs] == [["b"], ["i"]]


def test_captions_count_through_the_manual_or_begin_anew_at_a_heading() -> None:
    body = [
        *(p("总则", style="heading 1"), p("人口", style="表题"), p("位置", style="图题"), p("航拍", style="图题")),
        *(p("转移", style="heading 1"), p("批次", style="表题"), p("路线", style="图题")),
    ]
    assert built(*body).texts == [
        *("第一章　总则", "表 1 人口", "图 1-1 位置", "图 1-2 航拍"),
        *("第二章　转移", "表 2 批次", "图 2-1 路线"),
    ]


def test_steps_begin_anew_after_any_other_paragraph() -> None:
    body = [*(p("喊人", style="步骤"), p("关门", style="步骤")), p("到集合点后："), p("点名", style="步骤")]
    assert built(*body).texts == ["1.\t喊人", "2.\t关门", "到集合点后：", "1.\t点名"]


def test_steps_go_on_through_a_loop_and_begin_anew_after_its_end() -> None:
    body = [
        *(p("{%p for x in 步 %}"), p("{{ x }}", style="步骤"), p("{%p endfor %}")),
        *(p("{%p for x in 步 %}"), p("{{ x }}："), p("做", style="步骤"), p("{%p endfor %}")),
    ]
    assert built(*body, context={"步": ["甲", "乙"]}).texts == ["1.\t甲", "2.\t乙", "甲：", "1.\t做", "乙：", "1.\t做"]


def test_steps_begin_anew_in_each_cell_after_each_table_and_piece() -> None:
    cells = table((p("甲", style="步骤") + p("乙", style="步骤"), p("丙", style="步骤")))
    body = [p("零", style="步骤"), cells, p("丁", style="步骤")]
    assert made(piece(*body), piece(p("戊", style="步骤"), file="b")).texts == [
        *("1.\t零", "1.\t甲", "2.\t乙", "1.\t丙", "1.\t丁"),
        "1.\t戊",
    ]


def test_steps_of_the_other_kind_begin_anew_at_a_heading_only() -> None:
    body = [
        p("甲", style="条款"),
        p("说明"),
        p("乙", style="条款"),
        p("转移", style="heading 2"),
        p("丙", style="条款"),
    ]
    assert built(*body).texts == ["（一）甲", "说明", "（二）乙", "一、转移", "（一）丙"]


def test_paragraphs_that_only_control_do_not_interrupt_steps() -> None:
    body = [
        p("甲", style="步骤"),
        *(p("{%p if 真 %}"), p("乙", style="步骤"), p("{%p endif %}")),
        *(p("{% if 真 %}"), p("丙", style="步骤"), p("{% endif %}")),
    ]
    assert built(*body, context={"真": True}).texts == ["1.\t甲", "2.\t乙", "3.\t丙"]


def test_a_reference_prints_the_number_of_a_heading_also_of_one_further_down() -> None:
    first = piece(
        p("总则", style="heading 1"), p("见{{ 见('转移  路线') }}和{{ 见('总则') }}，{{ 表('批次') }}"), file="a"
    )
    second = piece(p("转移 路线", style="heading 1"), p("批次", style="表题"), p("前言", style="无号标题"), file="b")
    third = piece(p("见{{ 见('前言') }}、{{ 见('要点') }}"), p("要点", style="heading 2"), file="c")
    texts = made(first, second, third).texts
    assert texts[1] == "见第二章和第一章，表 1"
    assert "见「前言」、一" in texts


def test_references_work_in_loops_with_the_names_of_the_loop() -> None:
    body = [
        *(p("{%p for 点 in 点位 %}"), p("{{ 点 }}见{{ 见(点) }}"), p("{%p endfor %}")),
        *(p("{%p for 点 in 点位 %}"), p("{{ 点 }}", style="heading 1"), p("{%p endfor %}")),
    ]
    assert built(*body, context={"点位": ["甲<", "乙"]}).texts[:2] == ["甲<见第一章", "乙见第二章"]


def test_an_unknown_target_is_a_problem_at_its_place() -> None:
    one = piece(p("开头"), p("见{{ 见('转移路县') }}。"), p("转移路线", style="heading 1"))
    data, problems = render_uses([Use(one)])
    assert data is None
    assert [(q.code, q.place.where, q.place.text, dict(q.values)) for q in problems] == [
        ("PG656", "¶2", "见{{ 见('转移路县') }}。", {"found": "转移路县", "nearest": "转移路线"})
    ]


def test_a_target_that_stands_twice_is_a_note_and_means_the_first() -> None:
    one = piece(p("{{ 见('路线') }}"), p("路线", style="heading 1"), p("路线", style="heading 1"))
    rendered = made(one)
    assert rendered.texts[0] == "第一章"
    assert [(q.code, q.severity, q.values[1]) for q in rendered.problems] == [("PG657", "note", ("count", "2"))]


def test_a_heading_without_text_is_a_problem_at_its_place() -> None:
    one = piece(p("甲"), p("{{ 空 }} ", style="heading 1"))
    data, problems = render_uses([Use(one)], {"空": ""})
    assert data is None
    assert [(q.code, q.place.where) for q in problems] == [("PG655", "¶2")]


def test_places_are_those_of_the_file_although_paragraphs_were_taken_out() -> None:
    _, problems = compiled(p("{{ 目录 }}"), p("甲"), p("{{ x"))
    assert [(q.code, q.place.where) for q in problems] == [("PG401", "¶3")]


def test_the_scheme_is_checked_against_base() -> None:
    listed = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    scheme = NumberingScheme(headings=(HeadingRule("heading 1", 1, "{cn}"), HeadingRule("heading 9", 2)))
    _, problems = assemble(base(styles=styles(extra=listed)), [], scheme)
    assert [(q.code, q.values[0][1]) for q in problems] == [
        *(("PG662", "{cn}"), ("PG659", "heading 1"), ("PG661", "heading 1"), ("PG660", "heading 9")),
    ]


def test_styles_are_found_by_their_chinese_names_too() -> None:
    scheme = NumberingScheme(headings=(HeadingRule("标题 1", 1, "{n} "),), steps=(StepRule("步骤"),))
    on = base(styles=STYLES)
    one = piece(p("总则", style="heading 1"), on=on, scheme=scheme)
    assert made(one, on=on, scheme=scheme).texts == ["1 总则"]


def test_number_and_text_of_a_heading_are_escaped() -> None:
    scheme = NumberingScheme(headings=(HeadingRule("heading 1", 1, "<{n}>&"),))
    on = base()
    assert made(
        piece(p("{{ x }}", style="heading 1"), on=on, scheme=scheme), context={"x": "<b>"}, scheme=scheme
    ).texts == ["<1>&<b>"]


def test_a_manual_of_no_pieces_is_a_document() -> None:
    assert made(scheme=SCHEME).texts == [""]
    assert docx()
