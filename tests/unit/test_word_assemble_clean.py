"""What a piece loses when it is compiled: traces of editing."""

from __future__ import annotations

import pytest
from assembling import SCHEME
from assembling import STYLES
from assembling import base
from assembling import built
from assembling import compiled
from assembling import made
from wml import docx
from wml import local
from wml import p
from wml import r
from wml import table

from generator.word import compile_piece

INS = '<w:ins w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z">'
DEL = '<w:del w:id="2" w:author="x" w:date="2026-01-01T00:00:00Z">'


def deleted(text: str) -> str:
    return f"{DEL}<w:r><w:delText>{text}</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (p(r("先"), f"{INS}{r('喊')}</w:ins>", deleted("拿"), r("人")), ["先喊人"]),
        (
            p(f'<w:moveFrom w:id="3" w:author="x">{r("甲")}</w:moveFrom>', r("乙"))
            + p(f'<w:moveTo w:id="4" w:author="x">{r("甲")}</w:moveTo>'),
            ["乙", "甲"],
        ),
        (p("甲", props=f"<w:rPr>{DEL}</w:del></w:rPr>") + p("乙"), ["甲乙"]),
        (p(r("甲", '<w:b/><w:rPrChange w:id="5" w:author="x"><w:rPr/></w:rPrChange>')), ["甲"]),
    ],
)
def test_tracked_changes_count_as_accepted_and_are_noted(body: str, texts: list[str]) -> None:
    assert built(body).texts == texts
    assert [(q.code, q.severity) for q in compiled(body)[1]] == [("PG653", "note")]
    assert not built(body).body.xpath(
        "//*[contains(local-name(), 'Change') or local-name()='del' or local-name()='ins']"
    )


def test_deleted_rows_cells_and_tables_vanish() -> None:
    row = '<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    one = table(("甲",)).replace("</w:tbl>", f"{row}</w:tbl>")
    assert len(built(one).body.findall(".//{*}tr")) == 1
    assert built(f"<w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl>", p("x")).body.find("{*}tbl") is None
    cell = table(("甲", "乙")).replace("</w:tcPr>", '<w:cellDel w:id="1" w:author="x"/></w:tcPr>', 1)
    assert built(cell).texts[0] == "乙"


def test_comments_are_left_out_and_noted() -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/>',
        r("甲"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    one = built(body, parts={"comments.xml": "<w:comments xmlns:w='x'/>"})
    assert [local(child) for child in one.body[0]] == ["pPr", "r"]
    assert [q.code for q in compiled(body)[1]] == ["PG654"]
    assert one.names("word/comments") == []


def test_content_controls_and_smart_tags_are_unwrapped() -> None:
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('甲'), inside)}</w:sdtContent></w:sdt>"
    smart = p('<w:smartTag w:element="x" w:uri="y"><w:smartTagPr/>' + r("丙") + "</w:smartTag>")
    assert built(body, smart).texts == ["甲乙", "丙"]
    assert not built(body).body.findall(".//{*}sdt")


def test_ids_of_editing_sessions_and_marks_of_proofing_are_left_out() -> None:
    body = (
        '<w:p w:rsidR="00A1" w:rsidRDefault="00A2" w14:paraId="1" w14:textId="2"><w:proofErr w:type="spellStart"/>'
        f"{r('甲')}<w:r><w:lastRenderedPageBreak/></w:r></w:p>"
    )
    paragraph = built(body).body[0]
    assert dict(paragraph.attrib) == {}
    assert len(paragraph.findall("{*}r")) == 1


def test_pretty_printed_files_lose_their_white_space_but_no_text() -> None:
    body = f"\n  <w:p>\n    {r(' 甲 ')}\n  </w:p>\n"
    one = built(body)
    assert one.texts == [" 甲 "]
    assert b"\n  " not in one.package.members["word/document.xml"]


def test_content_of_unknown_ignorable_namespaces_is_left_out() -> None:
    body = '<w:p xmlns:z="urn:z" z:secret="1">' + r("甲") + "<z:thing/></w:p>"
    declared = docx(body, styles=STYLES, root=' xmlns:z="urn:z" mc:Ignorable="w14 z"')
    one, problems = compile_piece(declared, "a.docx", base(), SCHEME)
    assert one is not None, problems
    assert b"urn:z" not in made(one).package.members["word/document.xml"]


def test_a_choice_that_no_manual_can_declare_leaves_its_fallback() -> None:
    def choice(prefix: str) -> str:
        return p(
            f'<w:r><mc:AlternateContent xmlns:q="urn:q"><mc:Choice Requires="{prefix}"><w:t>新</w:t></mc:Choice>'
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        )

    assert built(choice("q")).texts == ["旧"]
    assert built(choice("wps")).texts == ["新旧"]
