"""What officers' files hold now and then: broken parts, odd page set-ups, text boxes, fields, empty runs."""

from __future__ import annotations

import pytest
import wml
from assembling import SCHEME
from assembling import STYLES
from assembling import W
from assembling import base
from assembling import built
from assembling import compiled
from assembling import made
from assembling import piece
from assembling import problems_of
from wml import local
from wml import p
from wml import part
from wml import r
from wml import sect
from wml import table

from generator.problems import PlangenError
from generator.word import HeadingRule
from generator.word import NumberingScheme
from generator.word import compile_base
from generator.word import compile_piece
from generator.word import parts_digest
from generator.word.blocks import unconditional
from generator.word.package import parse_xml
from generator.word.sections import make_spec
from generator.word.sections import text_width
from generator.word.sections import turned
from generator.word.xmlns import serialise


def test_files_that_are_no_documents_are_problems_and_not_errors() -> None:
    assert [q.code for q in compile_piece(b"text", "a.docx", base(), SCHEME)[1]] == ["PG606"]
    assert [q.code for q in compile_base(b"text", "b.docx")[1]] == ["PG606"]
    with pytest.raises(PlangenError):
        parts_digest(b"text")


@pytest.mark.parametrize("name", ["styles.xml", "numbering.xml", "footnotes.xml"])
def test_broken_parts_are_problems(name: str) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    codes = [q.code for q in compiled(p("甲", note), parts={name: "<w:broken>"})[1]]
    assert "PG608" in codes


def test_a_broken_header_of_base_is_a_problem() -> None:
    header = sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>')
    for text, code in (("<w:broken>", "PG608"), (part("w:hdr", p("{{ x")), "PG401")):
        made_base, problems = compile_base(wml.docx(section=header, parts={"header1.xml": text}), "b.docx")
        assert made_base is None
        assert [q.code for q in problems] == [code]


def test_a_header_that_is_not_there_is_no_header() -> None:
    on = base(section=sect('<w:headerReference w:type="default" r:id="rIdNone"/>'))
    assert made(piece(p("甲"), on=on), on=on).names("word/header") == ["word/headerblank.xml"]


def test_runs_without_text_do_not_keep_an_empty_paragraph_alive() -> None:
    body = (table(("甲",)), p(r("", "<w:b/>")), p(r(" ")))
    assert [local(e) for e in built(*body).body] == ["tbl", "p", "sectPr"]
    two = made(piece(*body), piece(table(("乙",)), file="b"))
    assert [local(e) for e in two.body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_heading_in_a_text_box_counts_once_although_it_stands_twice() -> None:
    box = f"<w:txbxContent>{p('要点', style='heading 1')}</w:txbxContent>"
    choice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback>'
        f"<w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    one = built(p("{{ 目录 }}"), p(f"<w:r>{choice}</w:r>"), p("总则", style="heading 1"))
    assert [text for text in one.texts if text.endswith("\t")] == ["第一章　要点\t", "第二章　总则\t"]


def test_fields_written_as_one_element_follow_their_bookmarks() -> None:
    body = (
        p(f'<w:bookmarkStart w:id="1" w:name="处"/>{r("x")}<w:bookmarkEnd w:id="1"/>'),
        p(f'<w:fldSimple w:instr=" REF 处 \\h ">{r("x")}</w:fldSimple>'),
    )
    one = built(*body)
    name = one.body.find(".//w:bookmarkStart", W)
    field = one.body.find(".//w:fldSimple", W)
    assert name is not None
    assert field is not None
    assert field.get(f"{{{wml.W}}}instr") == f" REF {name.get(f'{{{wml.W}}}name')} \\h "


def test_fields_lose_the_mark_that_asks_for_an_update() -> None:
    one = built(p('<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>', "甲"))
    assert b"dirty" not in one.package.members["word/document.xml"]


def test_what_follows_a_number_may_hold_text_behind_a_tab() -> None:
    scheme = NumberingScheme(headings=(HeadingRule("heading 1", 1, "{n}", after="）\t："),))
    assert made(piece(p("甲", style="heading 1"), scheme=scheme), scheme=scheme).texts == ["1）\t：甲"]


def test_a_reference_may_print_otherwise_than_the_heading() -> None:
    scheme = NumberingScheme(headings=(HeadingRule("heading 1", 1, "{zh}、", refer="本预案第{zh}部分"),))
    one = piece(p("见{{ 见('甲') }}"), p("甲", style="heading 1"), scheme=scheme)
    assert made(one, scheme=scheme).texts[0] == "见本预案第一部分"


def test_the_first_of_two_equal_titles_is_meant_whichever_depends_on_data() -> None:
    one = piece(p("{{ 见('路线') }}"), p("{{ x }}", style="heading 1"), p("路线", style="heading 1"))
    assert made(one, context={"x": "路线"}).texts[0] == "第一章"
    two = piece(p("{{ 见('路线') }}"), p("路线", style="heading 1"), p("{{ x }}", style="heading 1"))
    assert made(two, context={"x": "路线"}).texts[0] == "第一章"


def test_page_setups_may_leave_things_out() -> None:
    bare = parse_xml(f'<w:sectPr xmlns:w="{wml.W}"/>'.encode())
    assert text_width(bare) == 11906 - 2 * 1440
    size = turned(bare).find("w:pgSz", W)
    assert size is not None
    assert size.get(f"{{{wml.W}}}orient") == "landscape"
    spec = make_spec(bare, "", {}, even_and_odd=False)
    assert (spec.landscape, spec.setup, spec.is_continuous) == (False, b"", False)


def test_a_piece_may_lack_section_properties() -> None:
    assert built(p("甲"), section="<w:bookmarkEnd w:id='9'/>").texts == ["甲"]


def test_paragraphs_joined_by_a_template_do_not_stand_for_sure() -> None:
    def blocks(*texts: str) -> list[bool]:
        root = parse_xml(wml.part("w:body", *[p(text) for text in texts]).encode())
        return unconditional(list(root))

    assert blocks("甲", "{% if x %}甲", "乙", "{% endif %}丙", "丁") == [True, False, False, False, True]
    assert blocks("{%p for x in y %}", "甲", "{%p endfor %}", "乙 -%}") == [False, False, False, False]
    assert blocks("{# 说明 #}", "{{ x }}{# 说明 #}", "{% if x %}甲{% endif %}") == [False, True, True]


def test_elements_of_unknown_namespaces_declare_them() -> None:
    root = parse_xml(f'<w:p xmlns:w="{wml.W}" xmlns:q="urn:q" q:a="&lt;"><q:b>x &amp; y</q:b></w:p>'.encode())
    assert serialise(root) == b'<w:p xmlns:n1="urn:q" n1:a="&lt;"><q:b xmlns:q="urn:q">x &amp; y</q:b></w:p>'


def test_chapters_named_in_a_piece_s_own_styles_tell_where_a_problem_is() -> None:
    _, problems = compiled(p("总则", style="heading 1"), p("{{ x"), styles=STYLES)
    assert [(q.place.heading, q.place.where) for q in problems] == [("总则", "¶2")]


def test_an_empty_heading_of_a_piece_is_found_when_it_is_read() -> None:
    assert problems_of(p("甲"), p(style="heading 2"), p("乙")) == [("PG655", "¶2", "")]


def test_the_engine_s_names_are_where_the_package_says() -> None:
    from generator import word

    for name in word.__all__:
        assert getattr(word, name) is not None
    with pytest.raises(AttributeError):
        getattr(word, "assembly_line")  # noqa: B009  (the point is that there is none)
