"""docxtpl and plangen side by side: render the same template with both, and compare the results part by part.

Compared is canonical XML. Some differences are meant; each has a name in `REASONS`, and a case that shows it says so.
`docs/docxtpl-compatibility.md` tells users about them.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docxtpl
import jinja2
from lxml import etree

from generator.word import values
from generator.word.environment import TemplateEnvironment
from generator.word.template import render_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

REASONS = {
    "spaces": "xml:space is set exactly where a text begins or ends with a space or holds a tag",
    "runs": "a tag's run keeps its own properties and those of its neighbours; no empty runs are left",
    "tabs": "a tab stays in its run instead of opening two new ones",
    "order": "children of properties stand in the order of the schema",
    "ids": "drawings are not indented; they and links are numbered in the whole document, and named by content",
    "blank": "paragraphs that hold nothing but tags of whole blocks vanish",
}


@dataclass(frozen=True)
class Kit:
    """The rich values of one of the engines."""

    rich_text: Callable[..., Any]
    paragraph: Callable[..., Any]
    listing: Callable[[str], Any]
    image: Callable[..., Any]
    link: Callable[[str], dict[str, str]]


OURS = Kit(
    values.RichText,
    values.RichTextParagraph,
    values.Listing,
    values.InlineImage,
    lambda url: {"url": url},
)


Context = Callable[[Kit], Mapping[str, object]]


def by_docxtpl(template: bytes, context: Context, environment: jinja2.Environment | None = None) -> bytes:
    """The document that docxtpl makes, escaping on."""
    made = docxtpl.DocxTemplate(io.BytesIO(template))
    kit = Kit(
        docxtpl.RichText,
        docxtpl.RichTextParagraph,
        docxtpl.Listing,
        lambda data, **size: docxtpl.InlineImage(made, io.BytesIO(data), **size),
        lambda url: {"url_id": made.build_url_id(url)},
    )
    made.init_docx()
    made.render(dict(context(kit)), jinja_env=environment, autoescape=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def by_us(template: bytes, context: Context, environment: TemplateEnvironment | None = None) -> bytes:
    """The document that plangen makes."""
    return render_template(template, context(OURS), environment=environment)


def parts(document: bytes, meant: frozenset[str]) -> dict[str, str]:
    """The XML parts of a document in canonical form, `meant` differences evened out."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        for name in names:
            if not name.endswith(".xml") or name == "[Content_Types].xml":
                continue
            root = etree.fromstring(archive.read(name), etree.XMLParser(remove_comments=True, remove_pis=True))
            for difference in sorted(meant):
                if difference in _EVENERS:
                    _EVENERS[difference](root)
            if "ids" in meant:
                _name_relations(root, archive, name)
            found[name] = etree.tostring(root, method="c14n", exclusive=True).decode()
    return found


def _even_spaces(root: etree._Element) -> None:
    for text in root.iter(W + "t"):
        text.attrib.pop(SPACE, None)


def _even_runs(root: etree._Element) -> None:
    """Drop empty texts and runs, then join runs and texts that look alike."""
    for text in list(root.iter(W + "t")):
        if not text.text:
            _remove(text)
    for run in list(root.iter(W + "r")):
        if all(child.tag == W + "rPr" for child in run):
            _remove(run)
    for run in list(root.iter(W + "r")):
        _take_in(run)
    for text in list(root.iter(W + "t")):
        before = text.getprevious()
        if before is not None and before.tag == W + "t":
            text.text = (before.text or "") + (text.text or "")
            _remove(before)


def _take_in(run: etree._Element) -> None:
    """Move what the run before holds into this one, if both look alike."""
    before = run.getprevious()
    if before is None or before.tag != W + "r" or _look(before) != _look(run):
        return
    at = 1 if run.find(W + "rPr") is not None else 0
    run[at:at] = [child for child in before if child.tag != W + "rPr"]
    _remove(before)


def _even_order(root: etree._Element) -> None:
    for properties in root.iter(W + "tcPr", W + "rPr"):
        properties[:] = sorted(properties, key=lambda child: str(child.tag))
        for shade in properties.iter(W + "shd"):
            shade.set(W + "val", shade.get(W + "val", "clear"))
            shade.set(W + "color", shade.get(W + "color", "auto"))


def _even_ids(root: etree._Element) -> None:
    for drawing in root.iter("{*}docPr"):
        drawing.set("id", "1")
        drawing.set("name", re.sub(r"^Picture \d+$", "Picture", drawing.get("name", "")))
    for picture in root.iter("{*}cNvPr"):
        picture.set("name", re.sub(r"^image\..*", "image", picture.get("name", "")))
    for inline in root.iter("{*}inline"):
        for node in inline.iter(etree.Element):
            node.text = node.tail = None  # python-docx indents
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, inline.get(side, "0"))


_EVENERS: dict[str, Callable[[etree._Element], None]] = {
    "spaces": _even_spaces,
    "runs": _even_runs,
    "order": _even_order,
    "ids": _even_ids,
}


def _name_relations(root: etree._Element, archive: zipfile.ZipFile, part: str) -> None:
    """Put what a relationship points at in place of its id."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in archive.namelist():
        return
    targets = {}
    for relation in etree.fromstring(archive.read(rels)):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        if path in archive.namelist() and "media" in path:
            target = hashlib.sha256(archive.read(path)).hexdigest()
        targets[relation.get("Id")] = target
    for element in root.iter(etree.Element):
        for attribute in (R + "id", R + "embed"):
            if attribute in element.attrib:
                element.set(attribute, targets.get(element.get(attribute), "missing"))


def _look(run: etree._Element) -> bytes:
    properties = run.find(W + "rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n", exclusive=True)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)
