"""Relocation: pictures, charts and links of a part, renamed by content so that they can join any manual.

A relationship's id and a part's name are digests of what they mean. Two pieces with the same picture share it; a
piece's XML, once rewritten, is right in whichever manual it lands.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass

from lxml import etree

from generator.problems import Place
from generator.problems import Problem
from generator.problems.pg6_assembly import FOREIGN_CONTENT
from generator.problems.pg6_assembly import MISSING_PART
from generator.word.package import Package
from generator.word.package import Relationship
from generator.word.package import resolve
from generator.word.xmlns import R
from generator.word.xmlns import w

# Pictures are typed by extension; all other parts one by one.
IMAGE_TYPES: dict[str, str] = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
}
_SECTION = frozenset({w("headerReference"), w("footerReference")})
_LINKED = {w("altChunk"): "a document inserted as a chunk", w("subDoc"): "a subdocument"}
_DEPTH = 8
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that a story needs: its name and content, its type and its own relationships."""

    name: str
    data: bytes
    content_type: str
    relationships: tuple[Relationship, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachments:
    """What the XML of one part needs beside itself."""

    relationships: tuple[Relationship, ...] = ()
    parts: tuple[Attachment, ...] = ()

    def joined(self, *others: Attachments) -> Attachments:
        """These and the others, each once, in an order that does not depend on who comes first."""
        everything = (self, *others)
        relationships = {rel.id: rel for one in everything for rel in one.relationships}
        parts = {part.name: part for one in everything for part in one.parts}
        return Attachments(
            tuple(relationships[ident] for ident in sorted(relationships)),
            tuple(parts[name] for name in sorted(parts)),
        )


def media_name(data: bytes, extension: str) -> str:
    """The part name of a picture: the same bytes always have the same name."""
    return f"word/media/{hashlib.sha256(data).hexdigest()[:_DIGEST]}.{extension.lower()}"


def relationship_to(target: str, kind: str, *, external: bool = False) -> Relationship:
    """The relationship of a part below word/ to `target`, its id a digest of what it says."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    full = kind if ":" in kind else f"{office}/{kind}"
    ident = hashlib.sha256(f"{full}\0{target}\0{external}".encode()).hexdigest()[:_DIGEST]
    return Relationship(f"rId{ident}", full, target if external else f"/{target}", external)


def relocate(root: etree._Element, package: Package, part: str, place: Place) -> tuple[Attachments, list[Problem]]:
    """What `root`, the tree of `part`, needs; its relationship ids are rewritten in place.

    References to headers and footers are left alone: sections deal with them.
    Codes: PG663 (content of another file), PG664 (missing part).
    """
    known = {rel.id: rel for rel in package.relationships(part)}
    problems: list[Problem] = []
    relationships: dict[str, Relationship] = {}
    parts: dict[str, Attachment] = {}
    for element in list(root.iter(*_LINKED)):
        problems.append(FOREIGN_CONTENT.at(place, what=_LINKED[str(element.tag)]))
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter(etree.Element):
        if element.tag in _SECTION:
            continue
        for name in element.attrib:
            if not str(name).startswith(f"{{{R}}}"):
                continue
            ident = str(element.attrib[name])
            if not ident:
                continue
            made = _relocated(known.get(ident), package, part, parts)
            if made is None:
                problems.append(MISSING_PART.at(place, found=ident))
            elif made.external and made.kind != "hyperlink":
                problems.append(FOREIGN_CONTENT.at(place, what=f"a link to {made.target}"))
            else:
                relationships[made.id] = made
                element.set(str(name), made.id)
    return Attachments(tuple(relationships.values()), tuple(parts.values())).joined(), problems


def _relocated(
    rel: Relationship | None, package: Package, part: str, parts: dict[str, Attachment]
) -> Relationship | None:
    if rel is None:
        return None
    if rel.external:
        return relationship_to(rel.target, rel.type, external=True)
    name = _copied(resolve(part, rel.target), package, parts, 0)
    return relationship_to(name, rel.type) if name else None


def _copied(source: str, package: Package, parts: dict[str, Attachment], depth: int) -> str:
    """The new name of the part `source`, which is added to `parts` with all that it needs; empty if it is missing."""
    data = package.members.get(source)
    if data is None or depth > _DEPTH:
        return ""
    digest = hashlib.sha256(data)
    relationships: list[Relationship] = []
    for rel in package.relationships(source):
        target = rel.target if rel.external else _copied(resolve(source, rel.target), package, parts, depth + 1)
        if target:
            new = relationship_to(target, rel.type, external=rel.external)
            # Parts with parts of their own (charts) keep the ids inside: only the targets move.
            relationships.append(Relationship(rel.id, new.type, new.target, new.external))
            digest.update(f"{rel.id}\0{rel.type}\0{target}".encode())
    folder, file = posixpath.split(source)
    stem, _, extension = file.rpartition(".")
    extension = extension.lower()
    label = "".join(c for c in stem if c.isascii() and c.isalpha()).lower()
    if extension in IMAGE_TYPES and not relationships:
        name = media_name(data, extension)
        content_type = IMAGE_TYPES[extension]
    else:
        inside = folder.removeprefix("word").strip("/") or "parts"
        name = f"word/{inside}/{label}{digest.hexdigest()[:_DIGEST]}.{extension}"
        content_type = package.content_type(source)
    parts[name] = Attachment(name, data, content_type, tuple(relationships))
    return name
