"""Rich values of a context in a manual: pictures, formatted text, several paragraphs."""

from __future__ import annotations

import wml
from assembling import SCHEME
from assembling import STYLES
from assembling import base
from assembling import built
from assembling import made
from assembling import piece
from wml import PNG
from wml import p
from wml import part
from wml import relationships
from wml import sect

from generator.word import Use
from generator.word.values import InlineImage
from generator.word.values import Listing
from generator.word.values import RichText

IMAGE = InlineImage(PNG)


def test_a_picture_of_the_context_joins_the_package_by_content() -> None:
    looped = (p("{%p for x in 列 %}"), p("{{ x }}"), p("{%p endfor %}"))
    one = built(*looped, context={"列": [IMAGE, IMAGE]})
    assert [one.package.members[name] for name in one.names("word/media/")] == [PNG]
    embedded = {e.get(f"{{{wml.R}}}embed") for e in one.body.iter("{*}blip")}
    targets = {rel.id: rel.target for rel in one.package.relationships("word/document.xml")}
    assert {targets[str(ident)] for ident in embedded} == {f"/{one.names('word/media/')[0]}"}
    assert one.package.content_type(one.names("word/media/")[0]) == "image/png"
    assert len({e.get("id") for e in one.body.iter("{*}docPr")}) == 2


def test_a_picture_that_a_piece_already_brings_is_not_brought_twice() -> None:
    one = built(
        *(p(wml.picture()), p("{{ x }}")),
        context={"x": IMAGE},
        links={"rIdPic": ("image", "media/image1.png")},
        parts={"media/image1.png": PNG},
    )
    assert len(one.names("word/media/")) == 1
    assert len({e.get(f"{{{wml.R}}}embed") for e in one.body.iter("{*}blip")}) == 1


def test_a_manual_without_the_picture_is_as_if_there_had_never_been_one() -> None:
    body = (p("{%p if x %}"), p("{{ x }}"), p("{%p endif %}"), p("后"))
    with_picture = built(*body, context={"x": IMAGE})
    without = built(*body, context={"x": ""})
    assert set(with_picture.package.members) - set(without.package.members) == set(with_picture.names("word/media/"))
    assert b"png" not in without.package.members["[Content_Types].xml"]


def test_headers_and_notes_have_pictures_of_their_own() -> None:
    header = {"header1.xml": part("w:hdr", p("{{ x }}"))}
    on = base(section=sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>'), parts=header)
    notes = part("w:footnotes", f'<w:footnote w:id="2">{p("{{ x }}")}</w:footnote>')
    one = made(
        piece(p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>'), on=on, parts={"footnotes.xml": notes}),
        on=on,
        context={"x": IMAGE},
    )
    media = [f"/{name}" for name in one.names("word/media/")]
    assert one.related("image", "word/footnotes.xml") == media
    assert one.related("image", one.names("word/header")[0]) == media
    assert one.part(one.names("word/header")[0]).find(".//{*}blip") is not None


def test_links_of_a_piece_s_header_stay_beside_new_pictures() -> None:
    header = part("w:hdr", p(f'<w:hyperlink r:id="rIdL">{wml.r("处")}</w:hyperlink>', "{{ x }}"))
    on = base(
        section=sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>'),
        parts={
            "header1.xml": header,
            "_rels/header1.xml.rels": relationships(rIdL=("hyperlink", "https://example.org")),
        },
    )
    one = made(piece(p("甲"), on=on), on=on, context={"x": IMAGE})
    name = one.names("word/header")[0]
    assert one.related("hyperlink", name) == ["https://example.org"]
    assert len(one.related("image", name)) == 1


def test_several_paragraphs_from_one_value_leave_marks_once() -> None:
    first = piece(p("甲"), file="a")
    lines = piece(p("{{ x }}", style="要点", props="<w:keepLines/>"), section=sect(setup=wml.LANDSCAPE), file="b")
    one = made(Use(first), Use(lines, new_page=True), Use(first), context={"x": Listing("一\a二")})
    # The section ends after the last of them, in a paragraph of its own.
    assert one.texts == ["甲", "一", "二", "", "甲"]
    assert b"<?" not in one.package.members["word/document.xml"][5:]
    assert len(list(one.body.iter(f"{{{wml.W}}}sectPr"))) == 3


def test_formatted_text_in_a_heading_is_read_as_text() -> None:
    body = (p("{{ 目录 }}"), p("{{r 题 }}", style="heading 1"), p("见{{ 见('危险 & 点') }}"))
    one = built(*body, context={"题": RichText("危险 & 点", bold=True)})
    assert one.texts == ["第一章　危险 & 点\t", "第一章　危险 & 点", "见第一章"]
    assert SCHEME.contents is not None
    assert STYLES
