"""One template from bytes to bytes: which parts are rendered, what rich values add, what is kept for later."""

from __future__ import annotations

import io
import marshal
import pickle
import struct
import subprocess
import sys
import zipfile

import pytest
from lxml import etree
from wml import PNG
from wml import docx
from wml import p
from wml import part
from wml import picture
from wml import r
from wml import sect
from wml import table

from generator.problems import PlangenError
from generator.word.package import read_package
from generator.word.package import resolve
from generator.word.template import CompiledTemplate
from generator.word.template import compile_checked
from generator.word.template import compile_template
from generator.word.template import render_template
from generator.word.values import InlineImage
from generator.word.values import Listing
from generator.word.values import RichText
from generator.word.values import RichTextParagraph
from generator.word.values import mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Width 96, height 192, 96 dots to the inch.
TIFF = (
    b"II*\0\x08\0\0\0\4\0"
    + b"".join(
        struct.pack("<HHLL", *entry) for entry in ((256, 3, 1, 96), (257, 4, 1, 192), (282, 5, 1, 62), (283, 5, 1, 62))
    )
    + bytes(4)
    + struct.pack("<LL", 96, 1)
)
HEADER = sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>')


def member(document: bytes, name: str = "word/document.xml") -> str:
    """The text of a member."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return archive.read(name).decode()


def text(document: bytes, name: str = "word/document.xml") -> str:
    """What a part says."""
    return "".join(t.text or "" for t in etree.fromstring(member(document, name).encode()).iter(W + "t"))


def related(document: bytes, source: str = "word/document.xml") -> dict[str, str]:
    """What a part's relationships point at."""
    package, problems = read_package(document)
    assert package is not None, problems
    return {
        rel.kind: rel.target if rel.external else resolve(source, rel.target) for rel in package.relationships(source)
    }


def codes(template: bytes, **context: object) -> list[str]:
    """The codes of what is wrong."""
    with pytest.raises(PlangenError) as caught:
        render_template(template, context, file="a.docx")
    return [problem.code for problem in caught.value.problems]


def test_every_story_is_rendered() -> None:
    notes = part("w:footnotes", f'<w:footnote w:id="2">{p("{{ x }}")}</w:footnote>')
    template = docx(
        p("{{ x }}"),
        section=HEADER,
        parts={
            "header1.xml": part("w:hdr", p("{{ x }}")),
            "footnotes.xml": notes,
            "endnotes.xml": notes.replace("footnote", "endnote"),
            "comments.xml": part("w:comments", f'<w:comment w:id="1">{p("{{ x }}")}</w:comment>'),
        },
    )
    made = render_template(template, {"x": "甲"})
    for name in ("document", "header1", "footnotes", "endnotes", "comments"):
        assert text(made, f"word/{name}.xml") == "甲"


def test_parts_without_tags_are_copied() -> None:
    template = docx(p("{{ x }}"), section=HEADER, parts={"header1.xml": part("w:hdr", p("{ x }")), "media/a.png": PNG})
    made = render_template(template, {"x": "甲"})
    for name in ("word/header1.xml", "word/styles.xml"):
        assert member(made, name) == member(template, name)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.read("word/media/a.png") == PNG


def test_rendering_twice_gives_the_same_bytes() -> None:
    template = docx(p("{{ x }}"), p("{{ y }}"))
    context = {"x": "甲", "y": InlineImage(PNG)}
    assert render_template(template, context) == render_template(template, context)


def test_problems_of_all_parts_are_told_at_once() -> None:
    template = docx(p("{{ a b }}"), section=HEADER, parts={"header1.xml": part("w:hdr", p("{{ c"))})
    made, problems = compile_checked(template, "a.docx")
    assert made is None
    assert [(q.code, q.place.file, q.place.part) for q in problems] == [
        ("PG404", "a.docx", "body"),
        ("PG401", "a.docx", "header 1"),
    ]


def test_notes_do_not_stop_a_template() -> None:
    made, problems = compile_checked(docx(p("{{ x|default(“无”) }}")))
    assert made is not None
    assert [problem.code for problem in problems] == ["PG406"]
    assert text(made.render({"x": "甲"})) == "甲"


def test_undefined_names_of_all_parts_are_told_at_once() -> None:
    template = docx(p("{{ x }}"), section=HEADER, parts={"header1.xml": part("w:hdr", p("{{ y }}"))})
    assert codes(template) == ["PG601", "PG601"]


def test_broken_parts_and_packages_are_refused() -> None:
    assert codes(b"PK") == ["PG606"]
    assert codes(docx(p("a"), section=HEADER, parts={"header1.xml": "<w:hdr"})) == ["PG608"]
    assert codes(docx(p("a"), parts={"footnotes.xml": "<!DOCTYPE a><a/>"})) == ["PG608"]


def test_strict_documents_are_refused_and_not_left_unread() -> None:
    strict = part("w:hdr", p("{{ x }}")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert codes(docx(p("a"), section=HEADER, parts={"header1.xml": strict})) == ["PG606"]


def test_markup_that_a_template_has_cut_is_a_broken_result() -> None:
    macro = (p("{%p macro m() %}"), p("a"), p("{%p endmacro %}"))
    assert text(render_template(docx(*macro, p("{{p m() }}")), {})) == "a"
    assert codes(docx(*macro, p("{{p m()[:9] }}"))) == ["PG611"]


def test_a_compiled_template_can_be_kept() -> None:
    template = compile_template(
        docx(p("{{ x }}"), p("{{ i }}"), section=HEADER, parts={"header1.xml": part("w:hdr", p("{{ x }}"))}), "a.docx"
    )
    context = {"x": "甲", "i": InlineImage(PNG)}
    expected = template.render(context)
    assert pickle.loads(pickle.dumps(template)).render(context) == expected  # noqa: S301
    kept = marshal.loads(marshal.dumps(template.dump()))  # noqa: S302
    assert CompiledTemplate.load(kept).render(context) == expected


def test_rendering_from_a_cache_loads_no_compiler() -> None:
    kept = marshal.dumps(compile_template(docx(p("{{ x }}"))).dump())
    script = (
        "import marshal, sys; from generator.word.template import CompiledTemplate as C;"
        "C.load(marshal.loads(sys.stdin.buffer.read())).render({'x': '1'});"
        "print({'docx', 'docxtpl', 'lxml', 'zipfile', 'generator.word.compiling'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, input=kept)
    assert told.stdout.strip() == b"set()"


class TestRichValues:
    def test_a_picture_brings_its_part_relationship_and_type(self) -> None:
        template = docx(p("{{ x }}"), table(("{{ x }}",)))
        made = render_template(template, {"x": InlineImage(PNG, width=mm(10), description='"图"')})
        picture_name = related(made)["image"]
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert archive.read(picture_name) == PNG
            assert archive.namelist().count(picture_name) == 1
        xml = member(made)
        assert xml.count('cx="360000" cy="360000"') == 4
        assert 'descr="&#34;图&#34;"' in xml
        assert xml.count('<wp:docPr id="1001"') == xml.count('<wp:docPr id="1002"') == 1
        assert 'Extension="png"' in member(made, "[Content_Types].xml")

    def test_a_picture_in_a_header_belongs_to_the_header(self) -> None:
        template = docx(p("a"), section=HEADER, parts={"header1.xml": part("w:hdr", p("{{ x }}"))})
        made = render_template(template, {"x": InlineImage(PNG)})
        assert "image" not in related(made)
        assert related(made, "word/header1.xml")["image"].startswith("word/media/")

    @pytest.mark.parametrize(
        ("data", "size"),
        [
            (PNG, (12_700, 12_700)),
            (b"GIF89a\x48\0\x90\0", (914_400, 1_828_800)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\1\0\x90\0\x90\0\0\xff\xc0\0\x11\x08\0\x48\0\x90", (914_400, 457_200)),
            (b"BM" + bytes(16) + b"\x60\0\0\0\x60\0\0\0" + bytes(12) + bytes(8), (914_400, 914_400)),
            (TIFF, (914_400, 1_828_800)),
        ],
        ids=["png", "gif", "jpeg", "bmp", "tiff"],
    )
    def test_a_pictures_size_comes_from_its_bytes(self, data: bytes, size: tuple[int, int]) -> None:
        xml = member(render_template(docx(p("{{ x }}")), {"x": InlineImage(data)}))
        assert 'cx="{}" cy="{}"'.format(*size) in xml

    @pytest.mark.parametrize(
        "data",
        [
            b"BM" + bytes(16) + struct.pack("<ll", -5, 10) + bytes(20),
            b"GIF89a" + struct.pack("<HH", 0, 9),
            b"\x89PNG\r\n\x1a\n" + struct.pack(">L4sLL", 13, b"IHDR", 1, 1_000_000) + bytes(9),
        ],
        ids=["negative", "nothing", "a kilometre high"],
    )
    def test_a_size_that_no_picture_has_is_a_problem(self, data: bytes) -> None:
        assert codes(docx(p("{{ x }}")), x=InlineImage(data, width=100)) == ["PG610"]

    def test_a_resolution_that_no_scanner_has_is_not_believed(self) -> None:
        header = struct.pack(">L4sLL", 13, b"IHDR", 72, 36) + bytes(9)
        dense = b"\x89PNG\r\n\x1a\n" + header + struct.pack(">L4sLLB", 9, b"pHYs", 2**32 - 1, 1, 1) + bytes(4)
        xml = member(render_template(docx(p("{{ x }}")), {"x": InlineImage(dense, width=7200)}))
        assert 'cx="7200" cy="3600"' in xml

    @pytest.mark.parametrize(
        "data", [b"", b"<svg/>", PNG[:12], b"\xff\xd8\xff", b"BM", b"GIF89a", b"\x89PNG\r\n\x1a\n"]
    )
    def test_a_broken_picture_is_a_problem(self, data: bytes) -> None:
        assert codes(docx(p("{{ x }}")), x=InlineImage(data)) == ["PG610"]

    def test_a_link_is_an_external_relationship(self) -> None:
        made = render_template(docx(p("{{r x }}")), {"x": RichText("站", url="https://example.org/?a=1&b=2")})
        assert related(made)["hyperlink"] == "https://example.org/?a=1&b=2"

    def test_rich_text_in_a_plain_tag_parts_its_run(self) -> None:
        made = render_template(docx(p(r("前{{ x }}后", "<w:i/>"))), {"x": RichText("中", bold=True)})
        assert text(made) == "前中后"
        assert member(made).count("<w:rPr><w:i/></w:rPr>") == 2

    def test_looks_are_written_in_the_order_of_the_schema(self) -> None:
        made = render_template(
            docx(p("{{r x }}")), {"x": RichText("a", size=20, bold=True, color="#FF0000", font="eastAsia:仿宋")}
        )
        assert (
            '<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:cs="仿宋" w:eastAsia="仿宋"/><w:b/>'
            '<w:color w:val="FF0000"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>' in member(made)
        )

    @pytest.mark.parametrize("value", [RichText("<&\x01"), Listing("\x01"), RichTextParagraph("\x02")])
    def test_rich_values_hold_no_illegal_characters_either(self, value: object) -> None:
        assert codes(docx(p("{{p x }}")), x=value) == ["PG602"]

    def test_looks_cannot_break_out_of_their_attribute(self) -> None:
        made = render_template(docx(p("{{r x }}")), {"x": RichText("a", color='"/><w:b/>')})
        assert "<w:b/>" not in member(made)

    @pytest.mark.parametrize("value", [RichText("a"), RichTextParagraph("a"), InlineImage(PNG)])
    def test_rich_values_do_not_fit_into_attributes(self, value: object) -> None:
        assert codes(docx(p(picture(descr="{{ x }}"))), x=value) == ["PG609"]

    def test_a_listing_in_an_attribute_is_one_line(self) -> None:
        assert 'descr="a b"' in member(render_template(docx(p(picture(descr="{{ x }}"))), {"x": Listing("a\nb")}))

    def test_a_paragraph_does_not_fit_into_text(self) -> None:
        assert codes(docx(p("{{ x }}")), x=RichTextParagraph("a")) == ["PG609"]

    def test_a_rich_value_does_not_fit_into_an_expression(self) -> None:
        assert codes(docx(p("{{ x ~ 'a' }}")), x=RichText("a")) == ["PG609"]

    def test_a_listing_keeps_the_formats_around_it(self) -> None:
        template = docx(p(r("{{ x }}", "<w:b/>"), props='<w:jc w:val="center"/>'))
        xml = member(render_template(template, {"x": Listing("a\nb\tc\ad\fe")}))
        assert xml.count('<w:pPr><w:jc w:val="center"/></w:pPr>') == 3
        assert xml.count("<w:rPr><w:b/></w:rPr>") == 3
        assert xml.count('<w:br w:type="page"/>') == 1
