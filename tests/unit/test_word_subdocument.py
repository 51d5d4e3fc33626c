"""Sub-documents and swapped pictures: what one document takes over from another."""

from __future__ import annotations

import io
import zipfile

import docxtpl
import pytest
from lxml import etree
from wml import PNG
from wml import docx
from wml import p
from wml import part
from wml import picture
from wml import r
from wml import sect
from wml import section_break
from wml import style_id
from wml import styles
from wml import table

from generator.problems import PlangenError
from generator.word.media import replace_media
from generator.word.media import replace_member
from generator.word.media import replace_picture
from generator.word.subdocument import SubDocument
from generator.word.template import render_template

GIF = b"GIF89a\1\0\1\0\0\0\0"
HEADER = sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>')


def members(document: bytes) -> dict[str, bytes]:
    """The members of a package."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body(document: bytes) -> str:
    """The XML of the body."""
    xml = members(document)["word/document.xml"]
    etree.fromstring(xml)
    return xml.decode()


class TestSubDocuments:
    def test_its_blocks_stand_in_place_of_the_tag(self) -> None:
        inside = SubDocument(docx(p("一 <&>"), table(("二",)), section_break(), p("三")))
        xml = body(render_template(docx(p("前"), p("{{p x }}"), p("后")), {"x": inside}))
        assert [xml.index(sign) for sign in "前一二三后"] == sorted(xml.index(sign) for sign in "前一二三后")
        assert xml.count("<w:sectPr") == 1

    def test_its_styles_are_the_templates_of_the_same_name(self) -> None:
        inside = docx(p("一", style="heading 1"), styles=styles("heading 1"))
        other = styles("heading 1").replace(style_id("heading 1"), "其他")
        xml = body(render_template(docx(p("{{p x }}"), styles=other), {"x": SubDocument(inside)}))
        assert '<w:pStyle w:val="其他"/>' in xml

    def test_its_pictures_and_links_come_along(self) -> None:
        link = '<w:hyperlink r:id="l1">' + r("站") + "</w:hyperlink>"
        inside = SubDocument(
            docx(
                p(picture("rId_media_a.png")),
                p(link),
                parts={"media/a.png": PNG},
                links={"l1": ("hyperlink", "https://example.org/")},
            )
        )
        made = members(render_template(docx(p("{{p x }}"), p("{{p x }}")), {"x": inside}))
        assert [data for name, data in made.items() if name.startswith("word/media/")] == [PNG]
        rels = made["word/_rels/document.xml.rels"].decode()
        assert rels.count("https://example.org/") == 1
        assert made["word/document.xml"].count(b'<wp:docPr id="1001"') == 1

    @pytest.mark.parametrize(
        "inside",
        [
            docx(p("一", props='<w:numPr><w:numId w:val="1"/></w:numPr>')),
            docx(p("一", '<w:r><w:footnoteReference w:id="2"/></w:r>')),
            docx(p("一", style="表题"), styles=styles("表题")),
            docx(p('<w:r><w:object r:id="rId_settings.xml"/></w:r>')),
        ],
        ids=["list", "note", "style", "object"],
    )
    def test_what_cannot_come_along_is_a_problem(self, inside: bytes) -> None:
        with pytest.raises(PlangenError) as caught:
            render_template(docx(p("{{p x }}")), {"x": SubDocument(inside)})
        assert [problem.code for problem in caught.value.problems] == ["PG609"]

    def test_it_does_not_fit_into_text(self) -> None:
        with pytest.raises(PlangenError) as caught:
            render_template(docx(p("{{ x }}")), {"x": SubDocument(docx(p("一")))})
        assert [problem.code for problem in caught.value.problems] == ["PG609"]

    def test_bytes_that_are_no_document_are_refused(self) -> None:
        with pytest.raises(PlangenError):
            SubDocument(b"PK")


class TestSwappedPictures:
    TEMPLATE = docx(
        p(picture("rId_media_a.png", name="图甲", descr="地图")),
        section=HEADER,
        parts={
            "media/a.png": PNG,
            "header1.xml": part("w:hdr", p("页眉")),
        },
    )

    def test_a_picture_is_swapped_by_its_name_as_docxtpl_does(self) -> None:
        ours = members(replace_picture(self.TEMPLATE, "图甲", GIF))
        made = docxtpl.DocxTemplate(io.BytesIO(self.TEMPLATE))
        made.replace_pic("图甲", io.BytesIO(GIF))
        made.render({})
        out = io.BytesIO()
        made.save(out)
        assert ours["word/media/a.png"] == GIF == members(out.getvalue())["word/media/a.png"]
        assert ours["word/document.xml"] == members(self.TEMPLATE)["word/document.xml"]

    def test_a_picture_is_swapped_by_its_bytes_or_member(self) -> None:
        for made in (replace_media(self.TEMPLATE, PNG, GIF), replace_member(self.TEMPLATE, "word/media/a.png", GIF)):
            assert members(made)["word/media/a.png"] == GIF

    def test_a_picture_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            replace_picture(self.TEMPLATE, "图乙", GIF)
        with pytest.raises(KeyError):
            replace_media(self.TEMPLATE, GIF, PNG)
        with pytest.raises(KeyError):
            replace_member(self.TEMPLATE, "word/media/b.png", PNG)
