"""The table of contents, and whether others can open and accept what was assembled."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import wml
from assembling import NAMES
from assembling import SCHEME
from assembling import STYLES
from assembling import TITLES
from assembling import Made
from assembling import W
from assembling import base
from assembling import built
from assembling import made
from assembling import piece
from assembling import problems_of
from assembling import text_of
from openxml_audit import OpenXmlValidator
from wml import p
from wml import r
from wml import sect
from wml import section_break
from wml import styles
from wml import table

from generator.word import NumberingScheme
from generator.word import Use

BODY = (
    p("目录", style="要点"),
    p(r("{{ 目"), r("录 }}")),
    p("总则", style="heading 1"),
    p("目的", style="heading 2"),
    p("细目", style="heading 3"),
    p("{{ 名 }}", style="附录标题"),
)


def lines(one: Made) -> list[str]:
    """The entries of a manual's contents."""
    return [text_of(link) for link in one.body.iter(f"{{{wml.W}}}hyperlink")]


def test_the_contents_list_the_headings_down_to_their_level() -> None:
    one = built(*BODY, context={"名": "名册<1>"})
    assert lines(one) == ["第一章　总则\t", "一、目的\t", "附录A 名册<1>\t"]
    assert one.texts[0] == "目录"
    used = [e.get(f"{{{wml.W}}}val") for e in one.body.iter(f"{{{wml.W}}}pStyle")]
    assert used[1:4] == ["stoc201", "stoc202", "stoc201"]


def test_entries_lead_to_their_headings() -> None:
    one = built(*BODY, context={"名": "名册"})
    anchors = [e.get(f"{{{wml.W}}}anchor") for e in one.body.iter(f"{{{wml.W}}}hyperlink")]
    starts = {e.get(f"{{{wml.W}}}name"): e.get(f"{{{wml.W}}}id") for e in one.body.iter(f"{{{wml.W}}}bookmarkStart")}
    ends = [e.get(f"{{{wml.W}}}id") for e in one.body.iter(f"{{{wml.W}}}bookmarkEnd")]
    assert set(anchors) <= set(starts)
    assert list(starts.values()) == ends


def test_the_field_is_whole_and_asks_nothing_on_opening() -> None:
    one = built(*BODY, context={"名": "名册"})
    kinds = [e.get(f"{{{wml.W}}}fldCharType") for e in one.body.iter(f"{{{wml.W}}}fldChar")]
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * 3, "end"]
    codes = [(e.text or "").split()[0] for e in one.body.iter(f"{{{wml.W}}}instrText")]
    assert codes == ["TOC", "PAGEREF", "PAGEREF", "PAGEREF"]
    everything = b"".join(one.package.members.values())
    assert b"w:dirty" not in everything
    assert b"updateFields" not in everything


LISTED = replace(
    SCHEME, captions=tuple(replace(rule, tag="图目录") for rule in SCHEME.captions if rule.function == "图")
)


def test_captions_are_listed_where_their_tag_stands_whether_their_text_is_known_or_not() -> None:
    body = (p("总则", style="heading 1"), p("风险图", style="图题"), p("{{ 名 }}", style="图题"), p("{{ 图目录 }}"))
    one = made(piece(*body, scheme=LISTED), context={"名": "路线<图>"}, scheme=LISTED)
    assert lines(one) == ["图 1-1 风险图\t", "图 1-2 路线<图>\t"]
    anchors = [e.get(f"{{{wml.W}}}anchor") for e in one.body.iter(f"{{{wml.W}}}hyperlink")]
    starts = [e.get(f"{{{wml.W}}}name") for e in one.body.iter(f"{{{wml.W}}}bookmarkStart")]
    assert anchors == starts[1:]
    codes = [(e.text or "").strip() for e in one.body.iter(f"{{{wml.W}}}instrText")]
    assert codes[0] == r'TOC \h \z \t "图题,1"'


def test_captions_that_no_tag_lists_have_no_bookmark() -> None:
    one = built(p("风险图", style="图题"), context={})
    assert not list(one.body.iter(f"{{{wml.W}}}bookmarkStart"))


def test_a_leader_tab_is_added_where_base_s_style_has_none() -> None:
    one = built(*BODY, context={"名": "名册"})
    tab = one.body.find(".//w:tab[@w:leader='dot']", W)
    assert tab is not None
    assert tab.get(f"{{{wml.W}}}pos") == str(11906 - 1474 - 1587)
    leader = (
        '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/><w:pPr><w:tabs><w:tab w:val="right" '
        'w:leader="dot" w:pos="8000"/></w:tabs></w:pPr></w:style>'
    )
    on = base(styles=styles(*(n for n in NAMES if n != "toc 1"), extra=leader + TITLES))
    assert made(piece(*BODY, on=on), on=on, context={"名": "x"}).body.find(".//w:tab[@w:pos='8000']", W) is None


def test_contents_without_headings_are_one_empty_line() -> None:
    assert built(p("{{目录}}"), p("正文")).texts == ["", "正文"]


def test_contents_may_begin_a_page() -> None:
    one = made(Use(piece(p("甲"))), Use(piece(p("{{ 目录 }}"), p("总则", style="heading 1"), file="b"), new_page=True))
    breaks = [e.find("w:pPr/w:pageBreakBefore", W) is not None for e in one.body.iter(f"{{{wml.W}}}p")]
    assert breaks == [False, True, False]
    assert [wml.local(e) for e in one.body[1][0]] == ["pStyle", "pageBreakBefore", "tabs"]


def test_the_tag_must_stand_alone() -> None:
    assert problems_of(p("甲"), p("见{{ 目录 }}")) == [("PG665", "¶2", "{{ 目录 }}")]


def test_without_a_rule_the_tag_is_a_name_like_others() -> None:
    scheme = NumberingScheme()
    one = piece(p("{{ 目录 }}"), scheme=scheme)
    assert made(one, scheme=scheme, context={"目录": "x"}).texts == ["x"]


FULL = base(
    p("[[section: 封面]]"),
    section_break('<w:vAlign w:val="center"/>'),
    section=sect(
        '<w:headerReference w:type="default" r:id="rId_header1.xml"/>',
        '<w:pgNumType w:fmt="decimal" w:start="1"/><w:docGrid w:linePitch="312"/>',
    ),
    styles=STYLES,
    parts={"header1.xml": wml.part("w:hdr", p("{{ 名 }}", style="header"))},
)


def full_manual() -> Made:
    """A manual with a bit of everything."""
    pictured: dict[str, Any] = {
        "links": {"rIdPic": ("image", "media/image1.png")},
        "parts": {"media/image1.png": wml.PNG},
    }
    note = wml.part("w:footnotes", f'<w:footnote w:id="2">{p("注", style="footnote text")}</w:footnote>')
    uses = [
        Use(piece(p("手册"), on=FULL), section="封面"),
        Use(piece(*BODY, on=FULL, file="b")),
        Use(
            piece(
                p("步骤", style="heading 1", props="<w:keepNext/><w:pageBreakBefore/><w:rPr><w:b/></w:rPr>"),
                p("见{{ 见('宽表') }}、{{ 表('批次') }}"),
                p("甲", style="步骤"),
                p("批次", style="表题"),
                table(("{%tr for x in 列 %}", ""), ("{{ x }}", "b"), ("{%tr endfor %}", ""), style="Table Grid"),
                p(wml.picture(), wml.picture()),
                on=FULL,
                file="c",
                **pictured,
            ),
            new_page=True,
        ),
        Use(
            piece(
                p("宽表", style="heading 2"), table(("一", "二")), section=sect(setup=wml.LANDSCAPE), on=FULL, file="d"
            )
        ),
        Use(
            piece(
                p("末", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
                on=FULL,
                file="e",
                parts={"footnotes.xml": note},
            )
        ),
    ]
    return made(*uses, on=FULL, context={"名": "名册", "列": ["一", "二"]})


def test_python_docx_opens_what_was_assembled() -> None:
    document = docx.Document(io.BytesIO(full_manual().data))
    assert document.paragraphs[0].text == "手册"
    assert [section.orientation for section in document.sections] == [0, 0, 1, 0]
    assert document.core_properties.title == "手册"
    assert len(document.inline_shapes) == 2


@pytest.mark.parametrize("make", [full_manual, lambda: built(p("甲")), lambda: made(scheme=SCHEME)])
def test_what_was_assembled_is_valid(make: Callable[[], Made], tmp_path: Path) -> None:
    path = tmp_path / "manual.docx"
    path.write_bytes(make().data)
    result = OpenXmlValidator().validate(path)
    # The tiny base of these tests has neither theme nor font table.
    said = [error.description for error in result.errors if "is missing" not in error.description]
    assert said == []
