"""Packages: what is read, what is refused, and that what is written is the same every time."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wml import docx
from wml import p

from generator.word import zipwriter
from generator.word.package import Limits
from generator.word.package import Relationship
from generator.word.package import parse_xml
from generator.word.package import read_package
from generator.word.package import read_relationships
from generator.word.package import rels_name
from generator.word.package import resolve
from generator.word.package import write_content_types
from generator.word.package import write_relationships


def zipped(*members: tuple[str, bytes], like: bytes = b"") -> bytes:
    """A package of those members, after those of another."""
    out = io.BytesIO(like)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a" if like else "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of double names
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def code(data: bytes, limits: Limits | None = None) -> str:
    """The code of the one problem of reading."""
    package, problems = read_package(data, "a.docx", limits or Limits())
    assert package is None
    (problem,) = problems
    assert problem.place.file == "a.docx"
    return problem.code


def test_a_document_is_read_with_types_and_relationships() -> None:
    package, problems = read_package(docx(p("a"), parts={"header1.xml": "<w:hdr xmlns:w='x'/>"}))
    assert problems == []
    assert package is not None
    assert package.document() == "word/document.xml"
    assert package.content_type("word/header1.xml").endswith("header+xml")
    assert package.content_type("word/media/a.png") == "image/png"
    kinds = {relationship.kind for relationship in package.relationships("word/document.xml")}
    assert {"styles", "header"} <= kinds


@pytest.mark.parametrize("data", [b"", b"PK", b"<html/>", b"\xd0\xcf\x11\xe0" * 200, docx(p("a"))[:-40]])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    assert code(data) == "PG606"


def test_a_package_without_a_document_is_refused() -> None:
    assert code(zipped(("[Content_Types].xml", b"<Types/>"))) == "PG606"
    assert code(zipped(("word/document.xml", b"<w/>"))) == "PG606"


@pytest.mark.parametrize("name", ["../a", "/etc/x", "word\\a.xml", "c:a", "a//b", "word/./a", "word/../../a"])
def test_hostile_names_are_refused(name: str) -> None:
    assert code(zipped((name, b"x"), like=docx(p("a")))) == "PG607"


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_double_names_are_refused(name: str) -> None:
    assert code(zipped((name, b"x"), like=docx(p("a")))) == "PG607"


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    assert code(zipped(("word/a.xml", b" " * (8 << 20)), like=docx(p("a")))) == "PG607"


def test_a_lying_size_is_found_while_unpacking() -> None:
    data = bytearray(zipped(("word/a.bin", b"x" * 5000), like=docx(p("a"))))
    record = data.rindex(b"PK\1\2")
    data[record + 24 : record + 28] = struct.pack("<L", 10)
    assert code(bytes(data)) in {"PG606", "PG607"}


@pytest.mark.parametrize("limits", [Limits(members=3), Limits(part_bytes=100), Limits(total_bytes=1000)])
def test_limits_are_kept(limits: Limits) -> None:
    assert code(docx(p("a" * 2000)), limits) == "PG607"


def test_encrypted_members_are_refused() -> None:
    data = bytearray(docx(p("a")))
    position = 0
    while (position := data.find(b"PK\1\2", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    assert code(bytes(data)) == "PG606"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressions_that_no_office_writes_are_refused(method: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("a")))) as source, zipfile.ZipFile(written, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    assert code(written.getvalue()) == "PG607"


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
        b"<a>",
        b"",
        b"<a>\x01</a>",
    ],
)
def test_doctypes_and_broken_xml_are_refused(xml: bytes) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        parse_xml(xml)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    package, problems = read_package(data)
    assert (package is None) == bool(problems)


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_flipped_byte_is_read_or_refused(position: int, value: int) -> None:
    data = bytearray(docx(p("a")))
    data[position % len(data)] = value
    package, problems = read_package(bytes(data))
    assert (package is None) == bool(problems)


def test_relationships_are_written_as_they_are_read() -> None:
    made = (
        Relationship("rId1", "http://x/image", "media/a.png"),
        Relationship("rId2", "http://x/hyperlink", 'http://example.org/?a="1"&b=<2>', external=True),
    )
    assert read_relationships(write_relationships(made)) == made


def test_content_types_are_sorted() -> None:
    xml = write_content_types({"xml": "b", "png": "a"}, {"/word/b.xml": "2", "/word/a.xml": "1"}).decode()
    assert xml.index("png") < xml.index('"xml"') < xml.index("/word/a.xml") < xml.index("/word/b.xml")


@pytest.mark.parametrize(
    ("part", "target", "name"),
    [
        ("word/document.xml", "media/a.png", "word/media/a.png"),
        ("word/document.xml", "/word/media/a.png", "word/media/a.png"),
        ("word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"),
        ("", "word/document.xml", "word/document.xml"),
        ("word/document.xml", "media/%E5%9B%BE.png", "word/media/图.png"),
    ],
)
def test_targets_are_resolved(part: str, target: str, name: str) -> None:
    assert resolve(part, target) == name


def test_the_relationships_of_a_part_stand_beside_it() -> None:
    assert (rels_name("word/document.xml"), rels_name("")) == ("word/_rels/document.xml.rels", "_rels/.rels")


_MEMBERS = st.lists(st.tuples(st.text(alphabet="ab/图", min_size=1, max_size=8), st.binary(max_size=200)), max_size=5)


@given(_MEMBERS, _MEMBERS)
def test_what_is_written_can_be_read(static: list[tuple[str, bytes]], fresh: list[tuple[str, bytes]]) -> None:
    unique = dict(static)
    late = {name: data for name, data in fresh if name not in unique}
    blob = zipwriter.blob([zipwriter.static_member(name, data) for name, data in unique.items()])
    data = zipwriter.write_zip(blob, [zipwriter.fresh_member(name, data) for name, data in late.items()])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == unique | late
        assert [info.date_time for info in archive.infolist()] == [(1980, 1, 1, 0, 0, 0)] * len(archive.infolist())


def test_pictures_are_stored() -> None:
    member = zipwriter.static_member("word/media/a.PNG", b"a" * 1000)
    assert len(member.local) > 1000
    assert len(zipwriter.static_member("word/a.xml", b"a" * 1000).local) < 100
