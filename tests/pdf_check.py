"""Reads a printed manual, as PDF and as Word file, and tells what is wrong with it.

    for fault in faults(Printed(pdf, docx)): ...

    python tests/pdf_check.py output/drafts         every manual that was printed there, and its length by bands

What the Word file says of its pages is compared with the page on which each heading stands, which the PDF's outline
tells, and with the number that is printed at that page's foot.
"""

from __future__ import annotations

import io
import itertools
import re
import shutil
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from pypdf.generic import DictionaryObject
from pypdf.generic import IndirectObject

FOOT = re.compile(r"—\s*([0-9]+|[ivxlc]+)\s*—")
REFERENCE = re.compile(r"（第([0-9]+|[ivxlc]+)页）")
POINT = "点位标题"
_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"\s*PAGEREF (\S+)")
_NAMELESS = re.compile(r"\.notdef|(?:cid|glyph)0+")
_PUT = re.compile(r"dup\s+(\d+)\s*/(\S+)\s+put")


@dataclass(frozen=True)
class Page:
    """A page: its text without spaces, the number at its foot, and how many pictures it has."""

    text: str
    number: str
    pictures: int


@dataclass(frozen=True)
class Heading:
    """A heading as the Word file has it: text with number, without spaces, and its style and bookmarks."""

    text: str
    style: str
    bookmarks: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """A field of the Word file that shows a page: what it leads to and what it shows; one of the contents or not."""

    bookmark: str
    shows: str
    in_contents: bool


class Printed:
    """A manual as it was printed."""

    def __init__(self, pdf: bytes, word: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(pdf))
        self.document: Document = docx.Document(io.BytesIO(word))
        texts = _texts(pdf)
        self.pages = [
            Page(_bare(text), _foot(text), _pictures(page)) for text, page in zip(texts, self.reader.pages, strict=True)
        ]
        self.outline = list(_outline(self.reader, self.reader.outline))
        self.headings = list(_headings(self.document))
        self.captions = dict(_captions(self.document))
        self.references = list(_references(self.document))

    def sheets(self) -> dict[str, int]:
        """On which page, from 0, each bookmarked heading and caption stands, as outline and pages say."""
        found: dict[str, int] = {}
        for heading, (_title, page) in zip(self.headings, self.outline, strict=True):
            found.update(dict.fromkeys(heading.bookmarks, page))
        for bookmark, text in self.captions.items():
            alone = re.compile(re.escape(text) + r"(?!\.)")  # dots lead to the number in a list
            pages = [at for at, page in enumerate(self.pages) if alone.search(page.text)]
            if len(pages) == 1:
                found[bookmark] = pages[0]
        return found

    def text_at(self, bookmark: str) -> str:
        """What a heading or caption says."""
        texts = {name: heading.text for heading in self.headings for name in heading.bookmarks}
        return (texts | self.captions)[bookmark]

    def page_of(self, heading: str) -> int:
        """On which page, from 0, a heading stands."""
        return next(page for title, page in self.outline if title == _bare(heading))


def faults(one: Printed, *, is_draft: bool = True) -> list[str]:
    """What is wrong with a printed manual, in words."""
    found = [*_about_outline(one), *_about_document(one, is_draft=is_draft), *_about_fonts(one), *_about_pages(one)]
    return found if any("outline" in fault for fault in found) else [*_about_numbers(one), *found]


def bands(one: Printed) -> dict[tuple[str, ...], int]:
    """How many pages the bands take for which the recipe has limits."""
    quick = one.page_of("批准页") - one.page_of("一、紧急情况先看这一页")
    action, parts = one.page_of("二、组织与职责"), one.page_of("五、社区概况与风险")
    points = [page for heading, (_, page) in zip(one.headings, one.outline, strict=True) if heading.style == POINT]
    end = min(points, default=len(one.pages))
    return {("action",): quick + parts - action, ("action", "parts"): quick + end - action}


def _about_outline(one: Printed) -> Iterator[str]:
    wanted = [heading.text for heading in one.headings]
    titles = [title for title, _ in one.outline]
    if wanted != titles:
        yield f"outline: {sorted((Counter(wanted) - Counter(titles)) + (Counter(titles) - Counter(wanted)))}"
        return
    for title, page in one.outline:
        if title not in one.pages[page].text:
            yield f"outline: {title} does not stand on sheet {page + 1}"


def _about_numbers(one: Printed) -> Iterator[str]:
    """The contents, and every reference, show the number at the foot of the page where the heading stands."""
    sheets = one.sheets()
    entries = [reference for reference in one.references if reference.in_contents]
    listed = {reference.bookmark for reference in entries}
    yield from (f"contents: {text} is not listed" for bookmark, text in one.captions.items() if bookmark not in listed)
    if len(entries) < len(one.headings) // 2:
        yield f"contents: {len(entries)} entries for {len(one.headings)} headings"
    for reference in one.references:
        if reference.bookmark not in sheets:
            yield f"{reference.bookmark} is no heading and no caption"
        elif one.pages[sheets[reference.bookmark]].number != reference.shows:
            page = one.pages[sheets[reference.bookmark]].number
            yield f"{reference.bookmark} shows {reference.shows or 'nothing'}, stands on {page}"
    whole = "".join(page.text for page in one.pages)
    said = Counter(REFERENCE.findall(whole))
    wanted = Counter(reference.shows for reference in one.references if not reference.in_contents)
    if said != wanted:
        yield f"references: the PDF shows {said - wanted} too often and {wanted - said} not at all"
    for reference in entries:
        text = one.text_at(reference.bookmark)
        if not re.search(re.escape(text) + r"\.{3,}" + reference.shows, whole):
            yield f"contents: {text} has no line with {reference.shows}"


def _about_document(one: Printed, *, is_draft: bool) -> Iterator[str]:
    root: Any = one.reader.trailer["/Root"].get_object()
    about = one.reader.metadata
    if not about or not about.title or not about.author:
        yield "title or author is missing"
    elif about.title != one.document.core_properties.title or about.author != one.document.core_properties.author:
        yield f"{about.title} by {about.author} is not what the Word file says"
    if root.get("/Lang") != "zh-CN":
        yield f"its language is {root.get('/Lang')}"
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not tagged"
        return
    drawings = list(one.document.element.body.iter(qn("wp:docPr")))
    silent = [drawing.get("name") for drawing in drawings if not drawing.get("descr")]
    if silent:
        yield f"pictures without words: {silent}"
    spoken = [figure.get("/Alt") for figure in _figures(root["/StructTreeRoot"])]
    if sorted(filter(None, spoken)) != sorted(drawing.get("descr") for drawing in drawings if drawing.get("descr")):
        yield f"the words for pictures in the PDF are {spoken}"
    marked = [number for number, page in enumerate(one.pages, 1) if "修订草案" in page.text]
    unmarked = [number for number, page in enumerate(one.pages, 1) if page.text and number not in marked]
    if is_draft and unmarked:
        yield f"no draft mark on {unmarked}"
    if not is_draft and marked:
        yield f"a draft mark on {marked}"


def _about_fonts(one: Printed) -> Iterator[str]:
    for name, font in _fonts(one.reader).items():
        program = _program(font)
        if program is None:
            yield f"{name} is not embedded"
        elif _is_boxed(font, program):
            yield f"{name} has no shape for a sign that is printed in it"
    printed = set("".join(page.text for page in one.pages))
    wanted = set("".join(_bare(node.text or "") for node in one.document.element.body.iter(qn("w:t"))))
    if wanted - printed:
        yield f"signs that are not printed: {sorted(wanted - printed)}"


def _about_pages(one: Printed) -> Iterator[str]:
    for number, page in enumerate(one.pages, 1):
        text = re.sub(r"^.*?(?:内部版|公示版)(?:修订草案|送签稿)?", "", page.text)
        text = re.sub(r"[^。|]{0,20}校验码.*$", "", text)
        is_filler = not page.text and number % 2 == 0  # so that an odd page lies on the right
        if len(text) < 20 and not page.pictures and not is_filler:
            yield f"sheet {number} is blank"
    titles: dict[int, list[str]] = {}
    for title, sheet in one.outline:
        titles.setdefault(sheet, []).append(title)
    for sheet, found in titles.items():
        body = re.sub(r"[^。]{0,12}(?:草案|V[0-9.]+)校验码.*$", "", one.pages[sheet].text)
        if body.endswith(found[-1]) and not one.pages[sheet].pictures:
            yield f"{found[-1]} stands alone at the end of sheet {sheet + 1}"


# Reading


def _texts(pdf: bytes) -> list[str]:
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: make setup installs it"
    done = subprocess.run([program, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def _bare(text: str) -> str:
    return _SPACE.sub("", text)


def _foot(text: str) -> str:
    found = FOOT.findall(text)
    return found[-1] if found else ""


def _pictures(page: DictionaryObject) -> int:
    resources = page.get("/Resources", {})
    objects = resources.get("/XObject", {}) if resources else {}
    return sum(objects[name].get("/Subtype") == "/Image" for name in objects)


def _outline(reader: PdfReader, items: list[Any]) -> Iterator[tuple[str, int]]:
    for item in items:
        if isinstance(item, list):
            yield from _outline(reader, item)
        else:
            yield _bare(item.title), reader.get_destination_page_number(item) or 0


def _headings(document: Document) -> Iterator[Heading]:
    level = f"{qn('w:pPr')}/{qn('w:outlineLvl')}"
    levels = {style.name for style in document.styles if style.element.find(level) is not None}
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        style = paragraph.style.name if paragraph.style is not None else ""
        if style in levels and paragraph.text.strip():
            starts = element.iter(qn("w:bookmarkStart"))
            yield Heading(_bare(paragraph.text), style or "", tuple(start.get(qn("w:name")) for start in starts))


def _captions(document: Document) -> Iterator[tuple[str, str]]:
    """The captions that are listed with their pages, by bookmark."""
    for element in document.element.body.iter(qn("w:p")):
        for start in element.iter(qn("w:bookmarkStart")):
            if start.get(qn("w:name"), "").startswith("_Fig"):
                yield start.get(qn("w:name")), _bare(Paragraph(element, document).text)


def _references(document: Document) -> Iterator[Reference]:
    """The fields in the order of the text; those in links are the contents'."""
    for element in document.element.body.iter(qn("w:p")):
        code, shows, reading = "", "", ""
        in_contents = element.find(f".//{qn('w:hyperlink')}") is not None
        for node in element.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
            if node.tag == qn("w:fldChar"):
                kind = node.get(qn("w:fldCharType"))
                if kind == "begin":
                    code, shows, reading = "", "", "code"
                elif kind == "separate":
                    reading = "result"
                else:
                    found = _FIELD.match(code)
                    if found:
                        yield Reference(found[1], shows, in_contents)
                    code, reading = "", ""
            elif node.tag == qn("w:instrText"):
                code += node.text or ""
            elif reading == "result":
                shows += node.text or ""


def _figures(node: Any) -> Iterator[DictionaryObject]:  # noqa: ANN401  (a tree of anything)
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for one in node:
            yield from _figures(one)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == "/Figure":
            yield node
        if "/K" in node:
            yield from _figures(node["/K"])


def _fonts(reader: PdfReader) -> dict[str, DictionaryObject]:
    found: dict[str, DictionaryObject] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts = resources.get("/Font", {})
        for name in fonts:
            font = fonts[name].get_object()
            found[str(font["/BaseFont"])] = font
    return found


def _program(font: DictionaryObject) -> bytes | None:
    inner: Any = font
    if "/DescendantFonts" in inner:
        inner = inner["/DescendantFonts"][0].get_object()
    descriptor = inner.get("/FontDescriptor", {})
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            data: bytes = descriptor[key].get_object().get_data()
            return data
    return None


def _is_boxed(font: DictionaryObject, program: bytes) -> bool:
    """Whether a code that is in use leads to the glyph of signs that the font does not have.

    LibreOffice writes subsets in which codes count from 1: glyphs have names in a Type 1 font, and their order in a
    TrueType one, where the first is that of signs that are missing.
    """
    if program.startswith(b"%!"):
        return any(_NAMELESS.fullmatch(name) for _code, name in _PUT.findall(program.decode("latin-1")))
    glyphs = _glyphs(program)
    return bool(glyphs and glyphs[0]) and glyphs[0] in glyphs[1 : int(font.get("/LastChar", 0)) + 1]


def _glyphs(program: bytes) -> list[bytes]:
    """The outlines of a TrueType font."""
    tables = {}
    for at in range(12, 12 + 16 * struct.unpack(">H", program[4:6])[0], 16):
        tag, _, offset, length = struct.unpack(">4sLLL", program[at : at + 16])
        tables[tag] = program[offset : offset + length]
    if not {b"glyf", b"loca", b"head"} <= tables.keys():
        return []
    is_long = struct.unpack(">h", tables[b"head"][50:52])[0] == 1
    size = 4 if is_long else 2
    count = len(tables[b"loca"]) // size
    where = struct.unpack(f">{count}{'L' if is_long else 'H'}", tables[b"loca"][: count * size])
    where = where if is_long else tuple(2 * one for one in where)
    return [tables[b"glyf"][start:end] for start, end in itertools.pairwise(where)]


def main(folder: str) -> int:
    """Every manual below a folder on one line; 1 if anything is wrong with any."""
    wrong = False
    for pdf in sorted(Path(folder).rglob("*综合应急预案*.pdf")):
        one = Printed(pdf.read_bytes(), pdf.with_suffix(".docx").read_bytes())
        found = faults(one, is_draft="草案" in pdf.name)
        wrong |= bool(found)
        said = (pdf.name, len(one.pages), *bands(one).values(), *found)
        sys.stdout.write("  ".join(map(str, said)) + "\n")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
