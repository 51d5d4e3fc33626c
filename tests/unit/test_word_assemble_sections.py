"""Sections: kinds of base, markers, landscape, headers and footers, page breaks."""

from __future__ import annotations

import pytest
import wml
from assembling import SCHEME
from assembling import STYLES
from assembling import Made
from assembling import W
from assembling import base
from assembling import compiled
from assembling import made
from assembling import piece
from assembling import problems_of
from assembling import render_uses
from lxml import etree
from wml import LANDSCAPE
from wml import local
from wml import p
from wml import part
from wml import sect
from wml import section_break
from wml import table

from generator.word import Use
from generator.word import assemble

HEADERS = {
    "header1.xml": part("w:hdr", p("封面眉")),
    "header2.xml": part("w:hdr", p("{{ 社区 }}手册")),
    "footer1.xml": part("w:ftr", p("正文脚")),
}


def refer(tag: str, name: str, use: str = "default") -> str:
    return f'<w:{tag}Reference w:type="{use}" r:id="rId_{name}"/>'


KINDS = base(
    p("[[section: 封面]]"),
    p("样张"),
    section_break(refer("header", "header1.xml"), '<w:vAlign w:val="center"/>'),
    p("[[节：正式页]]"),
    section_break('<w:pgNumType w:fmt="upperRoman" w:start="1"/>'),
    section=sect(refer("header", "header2.xml"), refer("footer", "footer1.xml"), '<w:pgNumType w:start="1"/>'),
    parts=HEADERS,
)


def section_properties(manual: Made) -> list[etree._Element]:
    """The section properties of a manual in order."""
    return list(manual.body.iter(f"{{{wml.W}}}sectPr"))


def described(manual: Made) -> list[str]:
    """Each section: orientation, page numbers, and the text of its header and footer."""
    found = []
    targets = {rel.id: rel.target.lstrip("/") for rel in manual.package.relationships("word/document.xml")}
    for properties in section_properties(manual):
        size = properties.find("w:pgSz", W)
        assert size is not None
        number = properties.find("w:pgNumType", W)
        texts = [
            "".join(manual.part(targets[e.get(f"{{{wml.R}}}id", "")]).itertext())
            for e in properties
            if "Reference" in local(e)
        ]
        form = "横" if size.get(f"{{{wml.W}}}orient") == "landscape" else "竖"
        start = "" if number is None else f"{number.get(f'{{{wml.W}}}fmt', '')}{number.get(f'{{{wml.W}}}start', '')}"
        found.append(f"{form} {start} {'|'.join(texts)}")
    return found


def test_pieces_stand_in_the_normal_kind_of_base() -> None:
    one = made(piece(p("甲"), on=KINDS), piece(p("乙"), on=KINDS, file="b"), on=KINDS, context={"社区": "云岭村"})
    assert described(one) == ["竖 1 云岭村手册|正文脚"]
    assert one.texts == ["甲", "乙"]


def test_a_use_asks_for_a_kind_and_each_keeps_its_header_and_page_numbers() -> None:
    cover, formal, text = (piece(p(t), on=KINDS, file=t) for t in ("封", "批", "文"))
    uses = [Use(cover, section="封面"), Use(formal, section="正式页"), Use(text), Use(formal, section="正式页")]
    one = made(*uses, on=KINDS, context={"社区": "<甲>"})
    # In base, 正式页 goes on with the header before it, as in Word.
    assert described(one) == ["竖  封面眉|", "竖 upperRoman1 封面眉|", "竖 1 <甲>手册|正文脚", "竖 upperRoman 封面眉|"]
    assert one.texts == ["封", "批", "文", "批"]
    assert section_properties(one)[0].find("w:vAlign", W) is not None


def test_a_marker_in_the_piece_asks_for_a_kind_and_vanishes() -> None:
    one = made(piece(p("[[ section：封面 ]]"), p("甲"), on=KINDS), on=KINDS, context={"社区": ""})
    assert (described(one), one.texts) == (["竖  封面眉|"], ["甲"])
    used = made(Use(piece(p("[[section: 封面]]"), p("甲"), on=KINDS), section=""), on=KINDS, context={"社区": "x"})
    assert described(used) == ["竖 1 x手册|正文脚"]


def test_an_unknown_kind_is_a_problem_with_the_nearest() -> None:
    one = piece(p("[[section: 封页]]"), p("甲"), on=KINDS)
    manual, problems = assemble(KINDS, [Use(one)], SCHEME)
    assert manual is None
    assert [(q.code, dict(q.values)["found"], dict(q.values)["nearest"]) for q in problems] == [
        ("PG658", "封页", "封面")
    ]


def test_a_marker_in_the_middle_is_a_problem_at_its_place() -> None:
    assert problems_of(p("甲"), p("[[section: 封面]]")) == [("PG668", "¶2", "[[section: 封面]]")]


def test_a_landscape_piece_gets_the_turned_normal_kind() -> None:
    wide = piece(p("宽表"), section=sect(setup=LANDSCAPE), on=KINDS, file="b")
    text = piece(p("甲"), on=KINDS)
    one = made(text, wide, text, on=KINDS, context={"社区": "x"})
    # Page numbers begin once and go on; no paragraph was added.
    assert described(one) == ["竖 1 x手册|正文脚", "横  x手册|正文脚", "竖  x手册|正文脚"]
    assert one.texts == ["甲", "宽表", "甲"]
    margins = section_properties(one)[1].find("w:pgMar", W)
    assert margins is not None
    assert [margins.get(f"{{{wml.W}}}{side}") for side in ("top", "right", "bottom", "left")] == [
        "1587",
        "1440",
        "1474",
        "1440",
    ]


def test_a_landscape_piece_gets_the_landscape_kind_that_base_declares() -> None:
    on = base(p("[[section: 横向]]"), section_break(setup=LANDSCAPE + '<w:cols w:num="2"/>'))
    one = made(piece(p("宽"), section=sect(setup=LANDSCAPE), on=on), on=on)
    assert section_properties(one)[0].find("w:cols", W) is not None


def test_a_section_inside_a_piece_keeps_its_place() -> None:
    body = (p("前"), section_break(), table(("宽",)), section_break(setup=LANDSCAPE), p("后"))
    one = made(piece(*body))
    assert [d[0] for d in described(one)] == ["竖", "横", "竖"]
    # The break after the table stands in a paragraph of almost no height, the other one in 前.
    assert one.texts == ["前", "宽", "", "后"]


def test_a_section_inside_a_piece_may_hang_on_a_condition() -> None:
    inside = (section_break(), p("宽"), section_break(setup=LANDSCAPE))
    body = (p("前"), p("{%p if 宽 %}"), *inside, p("{%p endif %}"), p("后"))
    one = piece(*body)
    assert made(one, context={"宽": False}).texts == ["前", "后"]
    assert [d[0] for d in described(made(one, context={"宽": False}))] == ["竖"]
    assert [d[0] for d in described(made(one, context={"宽": True}))] == ["竖", "横", "竖"]


def test_own_keeps_the_piece_s_page_setup_header_and_footer() -> None:
    own = piece(
        p("[[section: own]]"),
        p("甲"),
        section=sect(refer("header", "header1.xml"), '<w:pgNumType w:start="5"/>', setup=LANDSCAPE),
        parts={"header1.xml": part("w:hdr", p("自己的{{ 社区 }}"))},
        on=KINDS,
    )
    one = made(own, piece(p("乙"), on=KINDS, file="b"), on=KINDS, context={"社区": "x"})
    assert described(one) == ["横 5 自己的x|", "竖 1 x手册|正文脚"]


def test_headers_of_a_piece_are_ignored_unless_it_asks_for_them() -> None:
    stale = piece(
        p("甲"),
        section=sect(refer("header", "header1.xml")),
        parts={"header1.xml": part("w:hdr", p("旧眉 {{ 坏"))},
        on=KINDS,
    )
    assert described(made(stale, on=KINDS, context={"社区": "x"})) == ["竖 1 x手册|正文脚"]


def test_first_and_even_pages_have_their_headers() -> None:
    on = base(
        settings="<w:evenAndOddHeaders/>",
        section=sect(refer("header", "header1.xml", "first"), refer("footer", "footer1.xml", "even"), "<w:titlePg/>"),
        parts=HEADERS,
    )
    properties = section_properties(made(piece(p("甲"), on=on), on=on))[0]
    assert [(local(e)[:6], e.get(f"{{{wml.W}}}type")) for e in properties if "Reference" in local(e)] == [
        *(("header", "default"), ("header", "first"), ("header", "even")),
        *(("footer", "default"), ("footer", "first"), ("footer", "even")),
    ]


def page_breaks(manual: Made) -> list[str]:
    """The paragraphs that begin a page."""
    return [
        "".join(e.itertext())
        for e in manual.body.iter(f"{{{wml.W}}}p")
        if e.xpath("w:pPr/w:pageBreakBefore[not(@w:val='0')]", namespaces=W)
    ]


def test_a_piece_begins_a_page_without_a_blank_paragraph() -> None:
    first, second = piece(p("甲")), piece(p("乙", style="要点"), p("丙"), file="b")
    one = made(Use(first, new_page=True), Use(second, new_page=True))
    # The manual's first page needs no break.
    assert page_breaks(one) == ["乙"]
    properties = one.body[1][0]
    assert [local(child) for child in properties] == ["pStyle", "pageBreakBefore"]


def test_the_page_break_goes_to_whatever_prints_first() -> None:
    body = (p("{%p if 有 %}"), p("条件"), p("{%p endif %}"), p("总有"), p("后"))
    uses = [Use(piece(p("甲"))), Use(piece(*body, file="b"), new_page=True)]
    assert page_breaks(made(*uses, context={"有": True})) == ["条件"]
    assert page_breaks(made(*uses, context={"有": False})) == ["总有"]
    in_table = [
        Use(piece(p("甲"))),
        Use(piece(table(("{%tr for x in 列 %}",), ("{{ x }}",), ("{%tr endfor %}",)), file="c"), new_page=True),
    ]
    assert page_breaks(made(*in_table, context={"列": ["一", "二"]})) == ["一"]


def test_a_page_break_of_the_piece_s_own_stays() -> None:
    off = p("乙", props='<w:pageBreakBefore w:val="0"/>')
    assert page_breaks(made(piece(p("甲", props="<w:pageBreakBefore/>"), off))) == ["甲"]
    assert page_breaks(made(piece(off))) == []


def test_a_new_section_needs_no_page_break() -> None:
    one = made(
        Use(piece(p("甲"), on=KINDS), section="封面"),
        Use(piece(p("乙"), on=KINDS, file="b"), new_page=True),
        on=KINDS,
        context={"社区": "x"},
    )
    assert page_breaks(one) == []


def test_a_repeated_piece_stands_once_per_item_and_without_items_not_at_all() -> None:
    point = piece(p("{{ 点.名 }}", style="heading 1"), p("{{ 社区 }}"), on=KINDS, section=sect(setup=LANDSCAPE))
    uses = [Use(piece(p("甲"), on=KINDS, file="b")), Use(point, each=("点", "风险.点位"), pages_each=True)]
    context = {"社区": "x", "风险": {"点位": [{"名": "后坑"}, {"名": "北门"}]}}
    two = made(*uses, on=KINDS, context=context)
    assert two.texts == ["甲", "第一章　后坑", "x", "第二章　北门", "x"]
    assert [d[0] for d in described(two)] == ["竖", "横"]
    assert page_breaks(two) == ["第二章　北门"]
    none = made(*uses, on=KINDS, context={"社区": "x", "风险": {"点位": []}})
    assert (none.texts, len(section_properties(none))) == (["甲"], 1)


@pytest.mark.parametrize("context", [{}, {"点位": "后坑"}, {"点位": {"名": 1}}])
def test_a_piece_cannot_be_repeated_for_what_is_no_list(context: dict[str, object]) -> None:
    data, problems = render_uses([Use(piece(p("甲")), each=("点", "点位"))], context)
    assert data is None
    assert [(q.code, q.values[0][1]) for q in problems] == [("PG666", "点位")]


def test_a_piece_that_prints_nothing_leaves_no_section() -> None:
    empty = piece(p("{%p if 有 %}"), p("x"), p("{%p endif %}"), section=sect(setup=LANDSCAPE), file="b")
    one = made(piece(p("甲")), empty, piece(p("乙"), file="c"), context={"有": False})
    assert (one.texts, [d[0] for d in described(one)]) == (["甲", "乙"], ["竖"])


def test_two_tables_of_two_pieces_stay_apart() -> None:
    one = made(piece(table(("甲",)), p("")), piece(table(("乙",)), file="b"))
    assert [local(child) for child in one.body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_empty_paragraphs_at_the_end_of_a_piece_are_left_out() -> None:
    assert made(piece(p("甲"), p(), p()), piece(p("乙"), p(), file="b")).texts == ["甲", "乙"]


def test_problems_of_a_header_name_the_header() -> None:
    _, problems = compiled(
        p("[[section: own]]"),
        section=sect(refer("header", "header1.xml")),
        parts={"header1.xml": part("w:hdr", p("甲"), p("{{ 坏"))},
        styles=STYLES,
    )
    assert [(q.code, q.place.part, q.place.where) for q in problems] == [("PG401", "header", "¶2")]
