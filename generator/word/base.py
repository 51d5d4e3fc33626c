"""The base document: styles, lists, page set-up, headers and footers of every manual.

Read once; its body is not used, except for the kinds of sections that it declares (`sections.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems.pg6_assembly import NO_SECTIONS
from generator.word.clean import clean
from generator.word.furniture import Furniture
from generator.word.furniture import Vocabulary
from generator.word.furniture import by_key
from generator.word.furniture import compile_furniture
from generator.word.lists import read_lists
from generator.word.package import Package
from generator.word.package import parse_part
from generator.word.package import read_package
from generator.word.package import resolve
from generator.word.relocate import Attachment
from generator.word.relocate import relocate
from generator.word.sections import SectionSpec
from generator.word.sections import is_on
from generator.word.sections import make_spec
from generator.word.sections import section_marker
from generator.word.sections import split_sections
from generator.word.sections import text_width
from generator.word.sections import turned
from generator.word.styles import read_styles
from generator.word.xmlns import R
from generator.word.xmlns import W
from generator.word.xmlns import w

# The parts that a manual takes from base as they are, by relationship kind.
_PARTS = ("styles", "settings", "numbering", "theme", "fontTable", "footnotes", "endnotes")
_SETTINGS_LEFT_OUT = frozenset(
    w(tag)
    for tag in (
        *("rsids", "trackRevisions", "attachedTemplate", "linkStyles", "documentProtection", "writeProtection"),
        *(
            "mailMerge",
            "docVars",
            "updateFields",
            "proofState",
            "revisionView",
            "activeWritingStyle",
            "saveThroughXslt",
        ),
        *("attachedSchema", "schemaLibrary", "hdrShapeDefaults", "shapeDefaults", "documentType", "view", "zoom"),
        *("removePersonalInformation", "removeDateAndTime"),
    )
)


@dataclass(frozen=True, slots=True)
class Base:
    """What all manuals have in common.

    `kinds` are the kinds of sections by name, the normal one being ""; `sideways` holds for each kind what a landscape
    piece in it gets. `parts` are the parts taken as they are, by relationship kind.
    """

    file: str
    digest: str
    vocabulary: Vocabulary
    kinds: Mapping[str, SectionSpec]
    sideways: Mapping[str, SectionSpec]
    furniture: Mapping[str, Furniture]
    parts: Mapping[str, Attachment]
    attached: tuple[Attachment, ...]
    width: int
    even_and_odd: bool


def compile_base(data: bytes, file: str) -> tuple[Base | None, list[Problem]]:
    """The base document in `data`, and what is wrong with it."""
    package, problems = read_package(data, file)
    if package is None:
        return None, problems
    document = package.document()
    roots: dict[str, tuple[str, etree._Element]] = {}
    for rel in package.relationships(document):
        part = resolve(document, rel.target)
        if rel.kind in _PARTS and rel.kind not in roots and not rel.external and part in package.members:
            root, found = parse_part(package, part, file)
            problems += found
            if root is not None:
                roots[rel.kind] = (part, root)
    body, found = _body(package, document, file)
    problems += found
    if body is None:
        return None, problems
    styles = read_styles(roots["styles"][1] if "styles" in roots else None)
    lists = read_lists(roots["numbering"][1] if "numbering" in roots else None, styles)
    vocabulary = Vocabulary(styles, lists, file)
    even_and_odd = "settings" in roots and is_on(roots["settings"][1].find(w("evenAndOddHeaders")))
    kinds, sideways, furniture, found = _kinds(package, document, body, vocabulary, even_and_odd=even_and_odd)
    problems += found
    parts, attached, found = _parts(package, roots, file)
    problems += found
    if has_errors(problems):
        return None, problems
    final = split_sections(body)[-1][1]
    base = Base(
        file=file,
        digest=hashlib.sha256(data).hexdigest(),
        vocabulary=vocabulary,
        kinds=kinds,
        sideways=sideways,
        furniture=furniture,
        parts=parts,
        attached=attached,
        width=text_width(final),
        even_and_odd=even_and_odd,
    )
    return base, problems


def _body(package: Package, document: str, file: str) -> tuple[etree._Element | None, list[Problem]]:
    root, problems = parse_part(package, document, file)
    body = root.find(w("body")) if root is not None else None
    if root is not None and (body is None or body.find(w("sectPr")) is None):
        return None, [*problems, NO_SECTIONS.at(Place(file=file))]
    return body, problems


def _kinds(
    package: Package, document: str, body: etree._Element, vocabulary: Vocabulary, *, even_and_odd: bool
) -> tuple[dict[str, SectionSpec], dict[str, SectionSpec], dict[str, Furniture], list[Problem]]:
    """The kinds of sections, what a landscape piece gets in each, and all headers and footers by key.

    As in Word, a section without a header of its own has that of the section before.
    """
    kinds: dict[str, SectionSpec] = {}
    patterns: dict[str, etree._Element] = {}
    inherited: dict[str, dict[tuple[str, str], str]] = {}
    furniture: dict[str, Furniture] = {}
    problems: list[Problem] = []
    current: dict[tuple[str, str], str] = {}
    sections = split_sections(body)
    for index, (blocks, sect) in enumerate(sections):
        made, found = compile_furniture(package, document, sect, vocabulary, vocabulary)
        problems += found
        furniture |= {one.key: one for one in made.values()}
        current = {**current, **by_key(made)}
        name = section_marker(blocks[0]) if blocks else None
        names = [name] if name else []
        if index == len(sections) - 1:
            names.append("")
        for kind in names:
            patterns[kind] = sect
            inherited[kind] = current
            kinds[kind] = make_spec(sect, kind, current, even_and_odd=even_and_odd)
    declared = next((spec for spec in kinds.values() if spec.landscape), None)
    sideways = {
        kind: spec
        if spec.landscape
        else declared or make_spec(turned(patterns[kind]), kind, inherited[kind], even_and_odd=even_and_odd)
        for kind, spec in kinds.items()
    }
    return kinds, sideways, furniture, problems


def _parts(
    package: Package, roots: Mapping[str, tuple[str, etree._Element]], file: str
) -> tuple[dict[str, Attachment], tuple[Attachment, ...], list[Problem]]:
    """The parts that are taken as they are, those that they need, and what is wrong with them."""
    problems: list[Problem] = []
    parts: dict[str, Attachment] = {}
    attached: dict[str, Attachment] = {}
    for kind, (part, root) in roots.items():
        if kind == "settings":
            _clean_settings(root)
        elif kind in {"footnotes", "endnotes"}:
            _keep_separators(root)
        if kind in {"numbering", "footnotes", "endnotes"}:
            clean(root)
        attachments, found = relocate(root, package, part, Place(file=file, part=kind))
        problems += found
        attached |= {one.name: one for one in attachments.parts}
        name = "word/theme/theme1.xml" if kind == "theme" else f"word/{kind}.xml"
        xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        parts[kind] = Attachment(name, xml, package.content_type(part), attachments.relationships)
    return parts, tuple(attached[name] for name in sorted(attached)), problems


def _clean_settings(root: etree._Element) -> None:
    """Leave out what belongs to base as a file: its editing history, its template, its view."""
    for child in list(root):
        foreign = etree.QName(child).namespace != W and "schemas.microsoft.com/office/word" in str(child.tag)
        linked = any(str(name).startswith(f"{{{R}}}") for element in child.iter() for name in element.attrib)
        if child.tag in _SETTINGS_LEFT_OUT or foreign or linked:
            root.remove(child)


def _keep_separators(root: etree._Element) -> None:
    """Leave out base's own notes; what separates notes from the text has a type."""
    for child in list(root):
        if child.get(w("type"), "normal") == "normal":
            root.remove(child)
