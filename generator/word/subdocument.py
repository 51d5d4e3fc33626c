"""Sub-documents: a whole DOCX as a value, printed with `{{p …}}` between a template's paragraphs.

    {"附件": SubDocument(path.read_bytes())}

Its paragraphs, tables, pictures and links come along; its styles are the template's of the same names. What belongs to
its own package and cannot come along (notes, charts, lists of its own) is a problem, not a loss. For joining many
documents, with sections, notes and numbering, there is the assembler of manuals.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from generator.problems import PlangenError
from generator.problems.words import N_
from generator.word.package import parse_part
from generator.word.package import read_package
from generator.word.package import resolve
from generator.word.refusal import MisplacedValueError
from generator.word.styles import map_styles
from generator.word.styles import read_styles
from generator.word.xmlns import R
from generator.word.xmlns import w

if TYPE_CHECKING:
    from generator.word.package import Package
    from generator.word.printing import Spot
    from generator.word.state import RenderState

_STAY = frozenset({w("numPr"), w("footnoteReference"), w("endnoteReference"), w("commentReference")})
_SECTION = w("sectPr")


class SubDocument:
    """The body of a DOCX, for `{{p …}}`.

    Raises: PlangenError for bytes that are no document.
    """

    __slots__ = ("_body", "_document", "_package", "_styles")

    def __init__(self, data: bytes, file: str = "") -> None:
        package, problems = read_package(data, file)
        if package is None:
            raise PlangenError(*problems)
        self._package: Package = package
        self._document = package.document()
        root, problems = parse_part(package, self._document, file)
        if root is None:
            raise PlangenError(*problems)
        body = root.find(w("body"))
        self._body = body if body is not None else etree.Element(w("body"))
        self._styles = read_styles(self._part("styles", file))

    def _part(self, kind: str, file: str) -> etree._Element | None:
        """The part that the document is related to in that way."""
        for relationship in self._package.relationships(self._document):
            name = resolve(self._document, relationship.target)
            if relationship.kind == kind and not relationship.external and name in self._package.members:
                return parse_part(self._package, name, file)[0]
        return None

    def to_xml(self, spot: Spot, state: RenderState) -> bytes:
        """The blocks of the document, related to the part that they are printed in."""
        if spot.position != "paragraph":
            raise MisplacedValueError(N_("a sub-document"), N_("print it with {{p … }}"))
        body = deepcopy(self._body)
        if any(node.tag in _STAY for node in body.iter(etree.Element)):
            raise MisplacedValueError(N_("a sub-document with lists or notes"), N_("join it as a piece of a manual"))
        for section in list(body.iter(_SECTION)):
            parent = section.getparent()
            if parent is not None:
                parent.remove(section)
        if map_styles(body, self._styles, state.styles()):
            raise MisplacedValueError(
                N_("a sub-document with styles that are not here"), N_("add them to the template")
            )
        self._relate(body, state)
        return b"".join(etree.tostring(block, encoding="utf-8", with_tail=False) for block in body)

    def _relate(self, body: etree._Element, state: RenderState) -> None:
        """Point the references of a body at relationships of the part that it will stand in."""
        known = {relationship.id: relationship for relationship in self._package.relationships(self._document)}
        for node in body.iter(etree.Element):
            for name, value in node.attrib.items():
                relationship = known.get(str(value)) if str(name).startswith(f"{{{R}}}") else None
                if relationship is None:
                    continue
                target = resolve(self._document, relationship.target)
                if relationship.kind == "hyperlink" and relationship.external:
                    node.set(name, state.hyperlink(relationship.target))
                elif relationship.kind == "image" and target in self._package.members:
                    ending = target.rsplit(".", 1)[-1].lower()
                    data = self._package.members[target]
                    node.set(name, state.image(data, ending, self._package.content_type(target)))
                else:
                    raise MisplacedValueError(
                        N_("a sub-document with charts or embedded objects"), N_("join it as a piece of a manual")
                    )
        for drawing in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            drawing.set("id", state.drawing_id().decode())
