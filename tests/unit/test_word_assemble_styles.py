"""Styles and lists: by name, from base alone."""

from __future__ import annotations

from assembling import NAMES
from assembling import SCHEME
from assembling import STYLES
from assembling import TITLES
from assembling import W
from assembling import base
from assembling import built
from assembling import compiled
from assembling import made
from assembling import piece
from assembling import problems_of
from wml import docx
from wml import local
from wml import numbering
from wml import p
from wml import part
from wml import r
from wml import sect
from wml import styles
from wml import table

from generator.word import assemble
from generator.word import compile_base
from generator.word.package import parse_xml
from generator.word.styles import folded
from generator.word.styles import read_styles

BULLET = numbering((7, "bullet", "●"), (8, "decimal", "%1."))


def renamed(*pairs: tuple[str, str], kind: str = "paragraph") -> str:
    """A styles part in which styles have other ids."""
    return styles(
        extra="".join(
            f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{name}"/></w:style>' for ident, name in pairs
        )
    )


def test_styles_are_matched_by_name_whatever_their_ids() -> None:
    own = renamed(("1", "Heading 1"), ("af3", "要点"))
    body = built(p("总则", ident="1"), p("甲", ident="af3"), styles=own).body
    assert [e.get(f"{{{W['w']}}}val") for e in body.iter(f"{{{W['w']}}}pStyle")] == ["sheading201", "s898170b9"]


def test_character_and_table_styles_are_matched_too() -> None:
    own = renamed(("t9", "Table Grid"), kind="table").replace(
        "</w:styles>",
        '<w:style w:type="character" w:styleId="c9"><w:name w:val="hyperlink"/></w:style></w:styles>',
    )
    body = built(
        table((p(r("甲", '<w:rStyle w:val="c9"/>')),)).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="t9"/>'),
        styles=own,
    ).body
    assert [e.get(f"{{{W['w']}}}val") for e in body.iter(f"{{{W['w']}}}tblStyle", f"{{{W['w']}}}rStyle")] == [
        *("sTable20Grid", "sHyperlink"),
    ]


def test_a_style_that_base_lacks_is_a_problem_where_it_is_used() -> None:
    own = renamed(("x", "要点2"), ("y", "没人用"))
    assert problems_of(p("甲"), p("乙", ident="x"), styles=own) == [("PG650", "¶2", "要点2")]


def test_the_nearest_style_is_named() -> None:
    _, problems = compiled(p("乙", ident="x"), styles=renamed(("x", "要点2")))
    assert dict(problems[0].values) == {"name": "要点2", "base": "base.docx", "nearest": "要点"}


def test_a_missing_style_in_a_note_or_cell_has_its_place() -> None:
    own = renamed(("x", "别样"))
    assert problems_of(table(("甲", p("乙", ident="x"))), styles=own) == [("PG650", "¶2, table 1 row 1 cell 2", "别样")]
    notes = part("w:footnotes", f'<w:footnote w:id="2">{p("注", ident="x")}</w:footnote>')
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert problems_of(p("甲", note), styles=own, parts={"footnotes.xml": notes}) == [("PG650", "¶1", "别样")]


def test_default_styles_are_left_out_where_base_has_no_such_name() -> None:
    own = STYLES.replace('w:val="Normal"/>', 'w:val="正文甲"/>')
    assert built(p("甲", ident="a"), styles=own).body.find(".//w:pStyle", W) is None


def test_what_a_piece_only_defines_is_ignored() -> None:
    own = renamed(("x", "没人用"))
    assert problems_of(p("甲"), styles=own, parts={"numbering.xml": BULLET}) == []


def test_names_are_compared_as_word_means_them() -> None:
    assert [folded(name) for name in ("Heading 1", "标题 1", "标题1", "目录 2", "正文", "题注", "要点")] == [
        *("heading 1", "heading 1", "heading 1", "toc 2", "normal", "caption", "要点"),
    ]


def test_properties_are_taken_along_the_chain_of_bases_even_if_it_is_a_ring() -> None:
    ring = (
        '<w:style w:type="paragraph" w:styleId="a1x"><w:name w:val="甲"/><w:basedOn w:val="b1x"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b1x"><w:name w:val="乙"/><w:basedOn w:val="a1x"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    found = read_styles(parse_xml(styles(extra=ring).encode())).find("甲")
    assert found is not None
    assert (found.outline, found.list_id, found.list_level) == (2, "7", 1)


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_a_bullet_of_a_piece_becomes_the_same_bullet_of_base() -> None:
    on = base(parts={"numbering.xml": numbering((3, "bullet", "●"))})
    body = made(piece(listed("甲", 7), on=on, parts={"numbering.xml": BULLET}), on=on).body
    assert [e.get(f"{{{W['w']}}}val") for e in body.iter(f"{{{W['w']}}}numId")] == ["3"]


def test_a_list_that_base_lacks_is_a_problem() -> None:
    assert problems_of(p("甲"), listed("乙", 7), parts={"numbering.xml": BULLET}) == [("PG651", "¶2", "bullet ●")]


def test_a_list_that_counts_is_a_problem_even_if_base_has_it() -> None:
    on = base(parts={"numbering.xml": BULLET})
    assert problems_of(listed("乙", 8), on=on, parts={"numbering.xml": BULLET}) == [("PG652", "¶1", "decimal %1.")]


def test_no_list_stays_no_list_and_a_list_without_definition_vanishes() -> None:
    body = built(listed("甲", 0), listed("乙", 99)).body
    assert [e.get(f"{{{W['w']}}}val") for e in body.iter(f"{{{W['w']}}}numId")] == ["0"]


def test_lists_are_the_same_by_style_by_name_or_by_word_s_own_id() -> None:
    def lists(inside: str, text: str) -> str:
        return part(
            "w:numbering",
            f'<w:abstractNum w:abstractNumId="1">{inside}<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>',
        )

    for same in ('<w:nsid w:val="0AB1"/>', '<w:name w:val="圆点"/>', '<w:styleLink w:val="sList"/>'):
        on = base(parts={"numbering.xml": lists(same, "●")})
        own = {"numbering.xml": lists(same, "■")}
        assert problems_of(listed("甲", 5), on=on, parts=own) == []
    assert problems_of(
        listed("甲", 5),
        on=base(parts={"numbering.xml": lists("", "●")}),
        parts={"numbering.xml": lists("", "■")},
    ) == [("PG651", "¶1", "bullet ■")]


def test_a_counting_list_in_a_style_of_base_is_a_note() -> None:
    counting = (
        '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="编号段"/><w:pPr>'
        '<w:numPr><w:numId w:val="8"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    on = base(styles=styles(*NAMES, extra=TITLES + counting), parts={"numbering.xml": BULLET})
    _, problems = assemble(on, [], SCHEME)
    assert [(q.code, q.severity, q.values[0][1]) for q in problems] == [("PG667", "note", "编号段")]


def test_a_base_without_page_setup_is_refused() -> None:
    data = docx(p("x"), section="<w:p/>")
    assert [q.code for q in compile_base(data, "b.docx")[1]] == ["PG669"]
    assert compile_base(docx(section=sect()), "b.docx")[1] == []


def test_settings_of_base_keep_what_concerns_the_page_and_lose_its_history() -> None:
    settings = (
        '<w:zoom w:percent="100"/><w:trackRevisions/><w:evenAndOddHeaders/><w:updateFields w:val="true"/>'
        '<w:rsids><w:rsidRoot w:val="00A1"/></w:rsids><w14:docId w14:val="1"/>'
    )
    root = made(piece(p("x")), on=base(settings=settings)).part("word/settings.xml")
    assert [local(child) for child in root] == ["evenAndOddHeaders"]
