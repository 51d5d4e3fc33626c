"""Pictures, charts, links, notes and bookmarks of pieces; what a package holds and what it does not."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import wml
from assembling import SCHEME
from assembling import Made
from assembling import W
from assembling import base
from assembling import built
from assembling import compiled
from assembling import made
from assembling import piece
from assembling import problems_of
from assembling import render_uses
from assembling import text_of
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from wml import PNG
from wml import docx
from wml import p
from wml import part
from wml import picture
from wml import r
from wml import relationships
from wml import sect

from generator.word import Properties
from generator.word import Use
from generator.word import assemble
from generator.word import content_digest
from generator.word import parts_digest
from generator.word.manual import render

OTHER = PNG + b"\0"
PICTURED: dict[str, Any] = {"links": {"rIdPic": ("image", "media/image1.png")}, "parts": {"media/image1.png": PNG}}
LINK = {"rIdL": ("hyperlink", "https://example.org/a?b=1&c=2")}


def linked(text: str, ident: str = "rIdL") -> str:
    return f'<w:hyperlink r:id="{ident}">{r(text)}</w:hyperlink>'


def test_pictures_are_named_by_content_and_shared() -> None:
    first = piece(p(picture()), **PICTURED)
    again = piece(p(picture("rIdX")), links={"rIdX": ("image", "media/b.PNG")}, parts={"media/b.PNG": PNG}, file="b")
    other = piece(p(picture("rId9")), links={"rId9": ("image", "media/c.png")}, parts={"media/c.png": OTHER}, file="c")
    one = made(first, again, other)
    assert len(one.names("word/media/")) == 2
    assert {one.package.members[name] for name in one.names("word/media/")} == {PNG, OTHER}
    embedded = [e.get(f"{{{wml.R}}}embed") for e in one.body.iter("{*}blip")]
    assert embedded[0] == embedded[1] != embedded[2]
    targets = {rel.id: rel.target for rel in one.package.relationships("word/document.xml")}
    assert [one.package.members[targets[str(ident)][1:]] for ident in embedded] == [PNG, PNG, OTHER]


def test_every_drawing_has_a_number_of_its_own() -> None:
    looped = (p("{%p for x in 列 %}"), p(picture()), p("{%p endfor %}"))
    header = {"header1.xml": part("w:hdr", p(picture()))}
    on = base(
        section=sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>'),
        parts={
            **header,
            "media/image1.png": PNG,
            "_rels/header1.xml.rels": relationships(rIdPic=("image", "media/image1.png")),
        },
    )
    one = made(piece(*looped, on=on, **PICTURED), on=on, context={"列": [1, 2]})
    roots = [one.body, *(one.part(name) for name in one.names("word/header"))]
    numbers = [e.get("id") for root in roots for e in root.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) == 3


def test_links_keep_their_addresses() -> None:
    one = built(p(linked("甲")), links=LINK)
    assert one.related("hyperlink") == ["https://example.org/a?b=1&c=2"]


def test_a_chart_brings_its_workbook() -> None:
    chart = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="c"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdC" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    parts = {
        "charts/chart1.xml": '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>',
        "charts/_rels/chart1.xml.rels": relationships(rId1=("package", "../embeddings/book.xlsx")),
        "embeddings/book.xlsx": b"PK book",
    }
    one = built(
        p(chart),
        links={"rIdC": ("chart", "charts/chart1.xml"), "rIdE": ("package", "embeddings/book.xlsx")},
        parts=parts,
    )
    (name,) = one.names("word/charts/chart")
    (book,) = one.related("package", name)
    assert one.package.members[book[1:]] == b"PK book"
    assert one.related("chart") == [f"/{name}"]


def test_linked_pictures_and_chunks_of_other_files_are_problems() -> None:
    outside = {"rIdPic": ("image", "https://example.org/a.png")}
    chunk = '<w:altChunk r:id="rIdPic"/>'
    assert problems_of(p(picture()), links=outside) == [("PG663", "", "a link to https://example.org/a.png")]
    assert problems_of(chunk, links=outside) == [("PG663", "", "a document inserted as a chunk")]


def test_a_picture_that_the_file_does_not_hold_is_a_problem() -> None:
    assert problems_of(p(picture())) == [("PG664", "", "rIdPic")]
    assert problems_of(p(picture()), links={"rIdPic": ("image", "media/gone.png")}) == [("PG664", "", "rIdPic")]


def test_bookmarks_are_kept_where_the_piece_refers_to_them() -> None:
    def marked(name: str, ident: int) -> str:
        return f'<w:bookmarkStart w:id="{ident}" w:name="{name}"/>{r(name)}<w:bookmarkEnd w:id="{ident}"/>'

    body = (
        p(marked("_GoBack", 1), marked("处", 2), marked("_Ref1", 3)),
        p(f'<w:hyperlink w:anchor="处">{r("去")}</w:hyperlink>'),
        p('<w:r><w:instrText xml:space="preserve"> REF _Ref1 \\h </w:instrText></w:r>'),
    )
    one = made(piece(*body), piece(*body, p("别"), file="b"))
    names = [e.get(f"{{{wml.W}}}name", "") for e in one.body.iter(f"{{{wml.W}}}bookmarkStart")]
    ids = [e.get(f"{{{wml.W}}}id") for e in one.body.iter(f"{{{wml.W}}}bookmarkStart")]
    assert len(set(names)) == len(set(ids)) == 4
    assert [e.get(f"{{{wml.W}}}anchor") for e in one.body.iter(f"{{{wml.W}}}hyperlink")] == [names[0], names[2]]
    assert [e.text for e in one.body.iter(f"{{{wml.W}}}instrText")] == [f" REF {n} \\h " for n in (names[1], names[3])]


def test_a_bookmark_in_a_loop_stands_once() -> None:
    mark = f'<w:bookmarkStart w:id="1" w:name="处"/>{r("x")}<w:bookmarkEnd w:id="1"/>'
    body = (
        p("{%p for x in 列 %}"),
        p(mark),
        p("{%p endfor %}"),
        p(f'<w:hyperlink w:anchor="处">{r("去")}</w:hyperlink>'),
    )
    one = built(*body, context={"列": [1, 2]})
    assert [len(one.body.findall(f".//w:bookmark{end}", W)) for end in ("Start", "End")] == [1, 1]


NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
NOTES = part(
    "w:footnotes",
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
    f'<w:footnote w:id="2">{p("注{{ x }}", style="footnote text")}</w:footnote>',
    f'<w:footnote w:id="5">{p("另见", linked("处"))}</w:footnote>',
)
NOTED: dict[str, Any] = {
    "parts": {"footnotes.xml": NOTES, "_rels/footnotes.xml.rels": relationships(rIdL=LINK["rIdL"])}
}


def notes_of(one: Made) -> list[tuple[str | None, str]]:
    root = one.part("word/footnotes.xml")
    return [
        (e.get(f"{{{wml.W}}}id"), "".join(text_of(q) for q in e)) for e in root if e.get(f"{{{wml.W}}}type") is None
    ]


def test_notes_of_pieces_are_counted_through_the_manual() -> None:
    first = piece(p("甲", NOTE.format(5)), p("乙", NOTE.format(2)), **NOTED)
    second = piece(p("丙", NOTE.format(2)), file="b", **NOTED)
    one = made(first, second, context={"x": "<一>"})
    assert notes_of(one) == [("1", "另见处"), ("2", "注<一>"), ("3", "注<一>")]
    assert [e.get(f"{{{wml.W}}}id") for e in one.body.iter(f"{{{wml.W}}}footnoteReference")] == ["1", "2", "3"]
    assert one.texts == ["甲", "乙", "丙"]
    assert one.related("hyperlink", "word/footnotes.xml") == ["https://example.org/a?b=1&c=2"]


def test_a_note_in_a_loop_sees_the_loop() -> None:
    body = (p("{%p for x in 列 %}"), p("甲", NOTE.format(2)), p("{%p endfor %}"))
    assert notes_of(built(*body, context={"列": ["一", "二"]}, **NOTED)) == [("1", "注一"), ("2", "注二")]


def test_base_s_separators_stay_and_its_own_notes_do_not() -> None:
    own = part(
        "w:footnotes",
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>',
        f'<w:footnote w:id="1">{p("样张")}</w:footnote>',
    )
    on = base(parts={"footnotes.xml": own})
    with_notes = made(piece(p("甲", NOTE.format(2)), on=on, **NOTED), on=on, context={"x": "一"})
    without = made(piece(p("甲"), on=on), on=on)
    for one in (with_notes, without):
        root = one.part("word/footnotes.xml")
        assert "".join(root[0].itertext()) == "线"
    assert notes_of(with_notes) == [("1", "注一")]
    assert notes_of(without) == []


def test_a_note_that_is_missing_is_a_problem() -> None:
    assert problems_of(p("甲", NOTE.format(9)), **NOTED) == [("PG664", "¶1", "footnote 9")]


def test_endnotes_are_notes_too() -> None:
    notes = part("w:endnotes", f'<w:endnote w:id="1">{p("尾注")}</w:endnote>')
    one = built(p("甲", '<w:r><w:endnoteReference w:id="1"/></w:r>'), parts={"endnotes.xml": notes})
    assert "尾注" in "".join(one.part("word/endnotes.xml").itertext())


def test_a_tag_in_a_note_that_is_wrong_is_a_problem() -> None:
    _, problems = compiled(
        p("甲", NOTE.format(2)), parts={**NOTED["parts"], "footnotes.xml": NOTES.replace("{{ x }}", "{{ x")}
    )
    assert [q.code for q in problems] == ["PG401"]


def test_properties_are_those_given_and_no_others() -> None:
    manual, _ = assemble(base(), [Use(piece(p("甲")))], SCHEME)
    assert manual is not None
    given_properties = Properties(title="手册 <1>", creator="云岭村", created="2026-05-18T00:00:00Z")
    data, _ = render(manual, {}, given_properties)
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "手册 &lt;1&gt;" in core
    assert "<dc:language>zh-CN</dc:language>" in core
    assert "2026-05-18T00:00:00Z" in core
    assert "modified" not in core


POOL: dict[str, tuple[str, str, dict[str, Any]]] = {
    "text": (p("总则", style="heading 1"), p("见{{ 见('总则') }}"), {}),
    "list": (p("甲", style="步骤"), p("{%p for x in 列 %}") + p("{{ x }}", style="表题") + p("{%p endfor %}"), {}),
    "picture": (p(picture()), p("后"), PICTURED),
    "notes": (p("甲", NOTE.format(2)), p("后"), NOTED),
    "wide": (p("宽"), wml.table(("a",)), {"section": sect(setup=wml.LANDSCAPE)}),
    "linked": (p(linked("甲")), p("后"), {"links": LINK}),
}
ON = base()
PIECES = {name: piece(first, second, on=ON, file=name, **options) for name, (first, second, options) in POOL.items()}
CONTEXT = {"列": ["一", "二"], "x": "注"}


def build(names: list[str], *, fresh: bool = False) -> bytes | None:
    """The manual of these pieces of the pool; `fresh` compiles everything again."""
    if fresh:
        again = {name: piece(*POOL[name][:2], on=base(), file=name, **POOL[name][2]) for name in set(names)}
        return render_uses([Use(again[name]) for name in names], CONTEXT)[0]
    return render_uses([Use(PIECES[name]) for name in names], CONTEXT, on=ON)[0]


ANY = st.lists(st.sampled_from([name for name in POOL if name != "text"]), max_size=6)


@given(ANY)
@settings(max_examples=25, deadline=None)
def test_what_is_assembled_from_a_cache_equals_what_is_made_afresh(names: list[str]) -> None:
    chosen = ["text", *names]
    assert build(chosen) == build(chosen, fresh=True)


@given(ANY)
@settings(max_examples=15, deadline=None)
def test_a_piece_that_is_not_used_leaves_no_trace(names: list[str]) -> None:
    data = build(names)
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        present = set(archive.namelist())
    assert any("media" in name for name in present) == ("picture" in names)
    assert (b"image/png" in everything) == ("picture" in names)
    assert ("word/footnotes.xml" in present) == ("notes" in names)
    assert (b"example.org" in everything) == bool({"notes", "linked"} & set(names))
    assert (b"landscape" in everything) == ("wide" in names)


def test_a_pickled_piece_is_the_same_piece() -> None:
    copies = [Use(pickle.loads(pickle.dumps(PIECES[name]))) for name in POOL]  # noqa: S301  (our own)
    assert render_uses(copies, CONTEXT, on=ON)[0] == build(list(POOL))


def test_another_process_with_another_hash_seed_makes_the_same_bytes() -> None:
    here = Path(__file__).resolve()
    code = (
        "import sys, hashlib\n"
        f"sys.path[:0] = [{str(here.parent)!r}, {str(here.parents[1])!r}, {str(here.parents[2])!r}]\n"
        "import test_word_assemble_parts as t\n"
        "print(hashlib.sha256(t.build(list(t.POOL), fresh=True)).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": ""},
        ).stdout
        for seed, zone in (("1", "UTC"), ("77", "Asia/Shanghai"))
    }
    assert len(seen) == 1


def test_digests_see_content_and_not_its_packing() -> None:
    data = build(["text", "picture"])
    assert data is not None
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(again, "w") as target:
        for name in reversed(source.namelist()):
            content = source.read(name)
            target.writestr(name, content.replace(b"<w:p>", b"<w:p >") if name.endswith("document.xml") else content)
    assert again.getvalue() != data
    assert parts_digest(again.getvalue()) == parts_digest(data)
    assert content_digest(parts_digest(data)) != content_digest(parts_digest(build(["text"]) or b""))


def test_a_builder_of_packages_makes_one() -> None:
    assert zipfile.ZipFile(io.BytesIO(docx(p("x")))).testzip() is None
