"""What others make of the manuals: LibreOffice, python-docx, the schemas of ECMA-376; page limits, type sizes."""

from __future__ import annotations

import fcntl
import functools
import io
import itertools
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pdf_check
import pytest
import sample
from lxml import etree
from openxml_audit import FileFormat
from openxml_audit import OpenXmlValidator
from pdf_check import POINT
from pdf_check import Printed
from pdf_check import bands
from sample import COMMUNITIES

from generator.mask import Edition
from generator.press.office import Office
from generator.word.pages import for_layout
from generator.word.pages import numbered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MANUALS = list(itertools.product(COMMUNITIES, Edition))
# With those that have most to say: they are the first that grow too long.
CHECKED = [*MANUALS, ("渔港村", Edition.INTERNAL), ("里坑村", Edition.INTERNAL)]
every_manual = pytest.mark.parametrize(("name", "edition"), MANUALS)
every_print = pytest.mark.parametrize(("name", "edition"), CHECKED)
QUICK = "action/quick.docx"
QUICK_PT = 18
UNNUMBERED = "无号标题"
LEFT_OVER = re.compile(
    r"Error!|错误！|错误!|未找到引用源|MERGEFORMAT|PAGEREF|HYPERLINK|\bREF \w|TOC \\|SEQ |NUMPAGES|\{\{|\{%"
)


@pytest.fixture(scope="session")
def prints(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, office: Office) -> Path:
    """The folder in which every manual lies, as PDF and as Word file with page numbers, made once for all processes."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    with (folder / "printed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "printed"
        if not done.exists():
            made = folder / "printing"
            made.mkdir()
            for name, edition in CHECKED:
                data = sample.sample(name, edition).data
                printed = office.print_docx(for_layout(data))
                (made / f"{name} {edition}.pdf").write_bytes(printed.pdf)
                (made / f"{name} {edition}.docx").write_bytes(numbered(data, printed.pages))
            made.rename(done)
    return done


@pytest.fixture(scope="session")
def printed(prints: Path) -> Callable[[str, Edition], Printed]:
    """A manual as it was printed, read once for all tests of a process."""

    @functools.cache
    def read(name: str, edition: Edition) -> Printed:
        manual = f"{name} {edition}"
        return Printed((prints / f"{manual}.pdf").read_bytes(), (prints / f"{manual}.docx").read_bytes())

    return read


@every_print
def test_what_is_printed_is_right_in_every_respect(
    name: str, edition: Edition, printed: Callable[[str, Edition], Printed]
) -> None:
    """Contents and references show true pages, the outline is whole, fonts are embedded, pictures have words …"""
    assert pdf_check.faults(printed(name, edition)) == []


@every_print
def test_the_bands_keep_their_page_limits(
    name: str, edition: Edition, printed: Callable[[str, Edition], Printed]
) -> None:
    one = printed(name, edition)
    limits = {tuple(limit.bands): limit.pages or 0 for limit in sample.templates().recipe.limits}
    lengths = bands(one)
    assert limits.keys() == lengths.keys()
    assert one.page_of("批准页") - one.page_of("一、紧急情况先看这一页") == 1
    assert {found: length for found, length in lengths.items() if length > limits[found]} == {}


@every_manual
def test_every_risk_point_has_one_page(name: str, edition: Edition, printed: Callable[[str, Edition], Printed]) -> None:
    one = printed(name, edition)
    points = [page for heading, (_, page) in zip(one.headings, one.outline, strict=True) if heading.style == POINT]
    number = len(sample.sample(name, edition).facts.profile.points)
    assert points == list(range(len(one.pages) - number, len(one.pages)))


@every_manual
def test_no_field_is_left_over(name: str, edition: Edition, printed: Callable[[str, Edition], Printed]) -> None:
    for number, page in enumerate(printed(name, edition).pages, 1):
        assert not LEFT_OVER.search(page.text), f"page {number}"


@every_manual
def test_each_heading_is_in_the_contents(
    name: str, edition: Edition, printed: Callable[[str, Edition], Printed]
) -> None:
    one = printed(name, edition)
    entries = {reference.bookmark for reference in one.references if reference.in_contents}
    headings = [heading for heading in one.headings if heading.style != UNNUMBERED]
    assert len(headings) > 20
    assert [heading.text for heading in headings if not entries.intersection(heading.bookmarks)] == []


@every_manual
def test_python_docx_opens_it(name: str, edition: Edition) -> None:
    document = sample.sample(name, edition).document()
    assert name in document.core_properties.title
    assert len(document.tables) > 10


def faults(data: bytes, folder: Path) -> list[str]:
    """What the schemas and the package rules of ECMA-376, transitional, say against a file."""
    path = folder / "manual.docx"
    path.write_bytes(data)
    # The Word that follows the edition in which “transitional” was defined; that of 2007 follows the one before.
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2010, max_errors=0).validate(path)
    return [f"{fault.part_uri} {fault.path}: {fault.description}" for fault in found.errors]


@every_manual
def test_it_is_valid_against_the_schemas(name: str, edition: Edition, tmp_path: Path) -> None:
    assert faults(sample.sample(name, edition).data, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<w:body>", b"<w:body><w:nonsense/>"),
        (b"<w:body>", b"<w:body><w:p><w:r><w:t>a</w:t></w:r><w:pPr/></w:p>"),
        (b"<w:body>", b"<w:body><w:tbl><w:tr/></w:tbl>"),
        (b"<w:body>", b'<w:body><w:p><w:pPr><w:jc w:val="nowhere"/></w:pPr></w:p>'),
    ],
    ids=["an unknown element", "properties at the end", "a table without its properties", "a value that there is not"],
)
def test_the_check_against_the_schemas_has_teeth(old: bytes, new: bytes, tmp_path: Path) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample.sample("云岭村").data)) as whole, zipfile.ZipFile(written, "w") as broken:
        for part in whole.namelist():
            content = whole.read(part)
            broken.writestr(part, content.replace(old, new, 1) if part == "word/document.xml" else content)
    assert faults(written.getvalue(), tmp_path)


# Type sizes


class Styles:
    """The styles of a document, and the size that they give to text."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read("word/styles.xml"))
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self.by_name = {self.name(ident).casefold(): style for ident, style in self.by_id.items()}
        self.default = _size(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) or 10.0
        defaults = [s for s in self.by_id.values() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"]
        self.normal = self.name(defaults[0].get(f"{W}styleId", "")) if defaults else ""

    def name(self, ident: str) -> str:
        """The name of the style with an id."""
        name = self.by_id[ident].find(f"{W}name") if ident in self.by_id else None
        return name.get(f"{W}val", "") if name is not None else ""

    def size(self, name: str) -> float | None:
        """The size that a style sets, or those that it is based on."""
        style = self.by_name.get(name.casefold())
        while style is not None:
            found = _size(style.find(f"{W}rPr"))
            if found is not None:
                return found
            based = style.find(f"{W}basedOn")
            style = self.by_id.get(based.get(f"{W}val", "")) if based is not None else None
        return None


def _size(properties: etree._Element | None) -> float | None:
    """Points: Word counts in halves."""
    size = properties.find(f"{W}sz") if properties is not None else None
    return float(size.get(f"{W}val", "0")) / 2 if size is not None else None


def sizes(piece: str) -> list[tuple[float, str]]:
    """The size of each run of a piece in a manual, whose styles are those of base, with its text."""
    documents = sample.templates().documents
    base, own = Styles(documents["base.docx"]), Styles(documents[piece])
    with zipfile.ZipFile(io.BytesIO(documents[piece])) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = []
    for run in root.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        if not text.strip() or re.fullmatch(r"\s*(\{%.*%\}|\{#.*#\})\s*", text):
            continue
        paragraph = next(run.iterancestors(f"{W}p"))
        table = next(run.iterancestors(f"{W}tbl"), None)
        given = [_size(run.find(f"{W}rPr"))]
        given += [base.size(own.name(_named(run, "rPr/rStyle")))]
        given += [base.size(own.name(_named(paragraph, "pPr/pStyle")) or base.normal)]
        given += [base.size(own.name(_named(table, "tblPr/tblStyle")))] if table is not None else []
        found.append((next((size for size in given if size is not None), base.default), text))
    return found


def _named(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found.get(f"{W}val", "") if found is not None else ""


def least_sizes() -> list[tuple[str, float]]:
    """Each piece of a band with a least type size, and that size."""
    recipe = sample.templates().recipe
    least = {band.key: band.min_pt for band in recipe.bands if band.min_pt is not None}
    pieces = {piece.file or "": least[piece.band] for piece in recipe.pieces if piece.band in least}
    return sorted((pieces | {QUICK: QUICK_PT}).items())


@pytest.mark.parametrize(("piece", "least"), least_sizes())
def test_no_text_of_the_action_band_is_too_small(piece: str, least: float) -> None:
    found = sizes(piece)
    assert len(found) > 3
    assert [(size, text) for size, text in found if size < least] == []


def test_the_action_band_asks_for_twelve_points() -> None:
    assert {band.key: band.min_pt for band in sample.templates().recipe.bands}["action"] == 12
    assert len(least_sizes()) > 3
