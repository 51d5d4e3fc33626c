"""Tags in the XML of a Word file: where they stand, and Word files with one of them changed or cut."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


@dataclass(frozen=True)
class Tag:
    """A tag of a part: in which paragraph (from 1), and which letters of its text."""

    paragraph: int
    start: int
    end: int
    text: str

    @property
    def where(self) -> str:
        """The paragraph as problems name it."""
        return f"¶{self.paragraph}"


def tags(data: bytes, part: str = "word/document.xml") -> list[Tag]:
    """All tags of a part, in order."""
    found = []
    for number, paragraph in enumerate(_root(data, part).iter(f"{W}p"), 1):
        text = "".join(node.text or "" for node in _texts(paragraph))
        found += [Tag(number, match.start(), match.end(), match[0]) for match in _TAG.finditer(text)]
    return found


def with_tag(data: bytes, tag: Tag, new: str, part: str = "word/document.xml") -> bytes:
    """The file, with `new` in the place of a tag."""

    def change(root: etree._Element) -> None:
        at = 0
        for node in _texts(_paragraph(root, tag)):
            text = node.text or ""
            start, end = max(tag.start - at, 0), min(tag.end - at, len(text))
            at += len(text)
            if start < end:
                node.text = text[:start] + (new if at - len(text) + start == tag.start else "") + text[end:]
                node.set(XML_SPACE, "preserve")

    return changed(data, change, part)


def with_cuts(data: bytes, cuts: list[tuple[Tag, int]], *, marks: bool = False) -> bytes:
    """The file, with the runs of some tags cut in two so many letters behind the tag's begin.

    The halves are formatted alike, as Word leaves them after an edit; with `marks`, what Word puts between and around
    them is there as well: marks of its spelling check, the id of an editing session, the last page's break.
    """

    def change(root: etree._Element) -> None:
        for tag, offset in sorted(cuts, key=lambda cut: (cut[0].paragraph, cut[0].start, cut[1]), reverse=True):
            at = 0
            for node in _texts(_paragraph(root, tag)):
                text = node.text or ""
                inside = tag.start + offset - at
                at += len(text)
                if 0 < inside < len(text):
                    _cut(node, inside, marks=marks)
                    break

    return changed(data, change)


def changed(data: bytes, change: Callable[[etree._Element], None], part: str = "word/document.xml") -> bytes:
    """The file, with the tree of a part changed."""
    root = _root(data, part)
    change(root)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as package:
        for name in old.namelist():
            package.writestr(name, etree.tostring(root) if name == part else old.read(name))
    return written.getvalue()


def _cut(node: etree._Element, at: int, *, marks: bool) -> None:
    run = node.getparent()
    assert run is not None
    second = etree.Element(f"{W}r", dict(run.attrib))
    properties = run.find(f"{W}rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    if marks:
        second.append(etree.Element(f"{W}lastRenderedPageBreak"))
        second.set(f"{W}rsidR", "00A1B2C3")
    rest = etree.SubElement(second, f"{W}t")
    text = node.text or ""
    node.text, rest.text = text[:at], text[at:]
    for half in (node, rest):
        half.set(XML_SPACE, "preserve")
    second.extend(list(node.itersiblings()))
    run.addnext(second)
    if marks:
        run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellEnd"}))
        run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))


def _root(data: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


def _paragraph(root: etree._Element, tag: Tag) -> etree._Element:
    return list(root.iter(f"{W}p"))[tag.paragraph - 1]


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """The texts of a paragraph, without those of text boxes in it."""
    return [node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph]
