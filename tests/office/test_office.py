"""What others make of the manuals: LibreOffice, python-docx, the schemas of ECMA-376; page limits, type sizes."""

from __future__ import annotations

import fcntl
import io
import itertools
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import sample
from lxml import etree
from openxml_audit import FileFormat
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader
from sample import COMMUNITIES

from generator.mask import Edition

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MANUALS = list(itertools.product(COMMUNITIES, Edition))
every_manual = pytest.mark.parametrize(("name", "edition"), MANUALS)
QUICK = "action/quick.docx"
QUICK_PT = 18
# The headings with which bands begin, and what leads from an entry of the contents to its page.
QUICK_TITLE, AFTER_QUICK = "一、紧急情况先看这一页", "批准页"
ACTION, PARTS = "二、组织与职责", "五、社区概况与风险"
ENTRY = "...."
FIRST_POINT = re.compile(r"点 ?1\u3000")
LEFT_OVER = re.compile(
    r"Error!|错误！|错误!|未找到引用源|MERGEFORMAT|PAGEREF|HYPERLINK|\bREF \w|TOC \\|SEQ |NUMPAGES|\{\{|\{%"
)


Pages = dict[str, list[str]]
"""The text of each page of each manual; a manual is named by community and edition."""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Pages:
    """Every manual made into PDF by LibreOffice, all in one go, and once for all processes of a test run."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    with (folder / "printed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "printed.json"
        if not done.exists():
            done.write_text(json.dumps(_printed(folder / "printed")), "utf-8")
    found: Pages = json.loads(done.read_text("utf-8"))
    return found


def _printed(folder: Path) -> Pages:
    """LibreOffice's profile is a fresh one: neither a running LibreOffice nor anybody's settings have a say."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing: make setup installs it"
    folder.mkdir(exist_ok=True)
    files = {f"{name} {edition}": folder / f"{number}.docx" for number, (name, edition) in enumerate(MANUALS)}
    for file, (name, edition) in zip(files.values(), MANUALS, strict=True):
        file.write_bytes(sample.sample(name, edition).data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {manual: _texts(file.with_suffix(".pdf")) for manual, file in files.items()}


def _texts(pdf: Path) -> list[str]:
    """The text of each page; a picture leaves a mark."""
    return [page.extract_text() + "\n［有图］" * len(page.images) for page in PdfReader(pdf).pages]


def page_of(pages: list[str], heading: str | re.Pattern[str]) -> int:
    """The number of the page on which a heading stands, from 1."""
    for number, text in enumerate(pages, 1):
        for line in (line.strip() for line in text.splitlines() if ENTRY not in line):
            if line == heading if isinstance(heading, str) else heading.match(line):
                return number
    raise AssertionError(heading)


@every_manual
def test_the_bands_keep_their_page_limits(name: str, edition: Edition, printed: Pages) -> None:
    pages = printed[f"{name} {edition}"]
    quick = page_of(pages, AFTER_QUICK) - page_of(pages, QUICK_TITLE)
    action = page_of(pages, ACTION)
    lengths = {
        ("action",): quick + page_of(pages, PARTS) - action,
        ("action", "parts"): quick + page_of(pages, FIRST_POINT) - action,
    }
    limits = {tuple(limit.bands): limit.pages or 0 for limit in sample.templates().recipe.limits}
    assert limits.keys() == lengths.keys()
    assert quick == 1
    assert {bands: length for bands, length in lengths.items() if length > limits[bands]} == {}


@every_manual
def test_every_risk_point_has_one_page(name: str, edition: Edition, printed: Pages) -> None:
    pages = printed[f"{name} {edition}"]
    number = len(sample.sample(name, edition).facts.profile.points)
    assert len(pages) - page_of(pages, FIRST_POINT) + 1 == number


@every_manual
def test_no_page_is_blank_and_no_field_is_left_over(name: str, edition: Edition, printed: Pages) -> None:
    for number, text in enumerate(printed[f"{name} {edition}"], 1):
        lines = [line.strip() for line in text.splitlines()]
        own = [line for line in lines if "（操作手册） " not in line and "校验码" not in line]
        assert any(len(line) > 2 for line in own), f"page {number} is blank"
        assert not LEFT_OVER.search(text), f"page {number}"


@every_manual
def test_each_heading_is_in_the_contents(name: str, edition: Edition, printed: Pages) -> None:
    lines = [line.strip() for text in printed[f"{name} {edition}"] for line in text.splitlines()]
    entries = {line.partition(ENTRY)[0].strip() for line in lines if ENTRY in line}
    headings = [p.text for p in sample.blocks(sample.sample(name, edition).document()) if sample.heading_of(p)]
    assert len(headings) > 20
    assert [heading for heading in headings if heading not in entries] == []


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
