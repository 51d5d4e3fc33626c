"""DOCX packages: bytes to parts, content types and relationships, within limits.

Nothing is trusted: sizes, counts and names are checked before anything is unpacked, and XML is parsed without
entities, DTDs and network.
"""

from __future__ import annotations

import io
import posixpath
import zlib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.problems import Place
from generator.problems.pg6_word import BROKEN_XML
from generator.problems.pg6_word import NOT_A_PACKAGE
from generator.problems.pg6_word import UNSAFE_PACKAGE

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable
    from collections.abc import Mapping

    from lxml import etree

    from generator.problems import Problem

XML_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
CONTENT_TYPES = "[Content_Types].xml"
NS_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NS_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
# The namespace of “Strict Open XML” documents, which Word writes only when it is asked to.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may weigh."""

    members: int = 2_000
    part_bytes: int = 64 << 20
    total_bytes: int = 192 << 20
    ratio: int = 400  # of unpacked to packed, for parts above one megabyte


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship; `kind` is the last word of its type, e.g. `header`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type; transitional and strict documents agree in it."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a package by name, in the order of the file."""

    members: Mapping[str, bytes]
    defaults: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)

    def content_type(self, part: str) -> str:
        """The content type of a part, or an empty string."""
        known = self.overrides.get("/" + part)
        return known if known is not None else self.defaults.get(part.rsplit(".", 1)[-1].lower(), "")

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """The relationships of a part, of the package itself without one; empty where there are none."""
        data = self.members.get(rels_name(part))
        return read_relationships(data) if data is not None else ()

    def document(self) -> str:
        """The name of the main document part, or an empty string."""
        for rel in self.relationships():
            if rel.kind == "officeDocument" and not rel.external:
                name = resolve("", rel.target)
                if name in self.members:
                    return name
        return ""


def rels_name(part: str) -> str:
    """The name of the member with the relationships of a part: `word/_rels/document.xml.rels`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def resolve(part: str, target: str) -> str:
    """The member that a relationship of `part` points at."""
    target = unquote(target)
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def parse_xml(data: bytes) -> etree._Element:
    """The root of a part.

    Raises: `lxml.etree.XMLSyntaxError` (a `ValueError` for a DOCTYPE) when the part must be refused.
    """
    from lxml import etree  # noqa: PLC0415  (only compiling needs it)

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        msg = "DOCTYPE"
        raise ValueError(msg)
    return root


def parse_part(package: Package, part: str, file: str) -> tuple[etree._Element | None, list[Problem]]:
    """The root of a part of the package, or the problem that it cannot be read."""
    from lxml import etree  # noqa: PLC0415  (only compiling needs it)

    place = Place(file=file, part=part)
    try:
        root = parse_xml(package.members[part])
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, [BROKEN_XML.at(place, part=part, reason=error)]
    if str(root.tag).startswith(_STRICT):
        return None, [NOT_A_PACKAGE.at(place, reason="Strict Open XML")]
    return root, []


def read_relationships(data: bytes) -> tuple[Relationship, ...]:
    """The relationships of one `.rels` member."""
    return tuple(
        Relationship(
            element.get("Id", ""),
            element.get("Type", ""),
            element.get("Target", ""),
            element.get("TargetMode", "") == "External",
        )
        for element in parse_xml(data)
        if element.tag == f"{{{NS_RELATIONSHIPS}}}Relationship"
    )


def write_relationships(relationships: Iterable[Relationship]) -> bytes:
    """The `.rels` member, in the given order."""
    from markupsafe import escape  # noqa: PLC0415  (its C part loads fast, but reading needs none)

    lines = [XML_DECLARATION.decode(), f'<Relationships xmlns="{NS_RELATIONSHIPS}">']
    for rel in relationships:
        mode = ' TargetMode="External"' if rel.external else ""
        lines.append(
            f'<Relationship Id="{escape(rel.id)}" Type="{escape(rel.type)}" Target="{escape(rel.target)}"{mode}/>'
        )
    lines.append("</Relationships>")
    return "".join(lines).encode()


def write_content_types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """The `[Content_Types].xml` member: defaults by extension, then overrides by part name, both sorted."""
    from markupsafe import escape  # noqa: PLC0415  (its C part loads fast, but reading needs none)

    lines = [XML_DECLARATION.decode(), f'<Types xmlns="{NS_CONTENT_TYPES}">']
    lines += [f'<Default Extension="{escape(k)}" ContentType="{escape(v)}"/>' for k, v in sorted(defaults.items())]
    lines += [f'<Override PartName="{escape(k)}" ContentType="{escape(v)}"/>' for k, v in sorted(overrides.items())]
    lines.append("</Types>")
    return "".join(lines).encode()


_DEFAULT_LIMITS = Limits()


def read_package(data: bytes, file: str = "", limits: Limits = _DEFAULT_LIMITS) -> tuple[Package | None, list[Problem]]:
    """The package in `data`, or the problems that forbid opening it.

    Codes: PG606 (no Word document), PG607 (hostile package), PG608 (broken content types or relationships).
    """
    import zipfile  # noqa: PLC0415  (reading alone needs it)

    place = Place(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            reason = _refusal(archive.infolist(), limits)
            if reason:
                return None, [UNSAFE_PACKAGE.at(place, reason=reason)]
            members: dict[str, bytes] = {}
            total = 0
            for info in archive.infolist():
                if info.is_dir():
                    continue
                with archive.open(info) as stream:
                    content = stream.read(limits.part_bytes + 1)
                total += len(content)
                if len(content) > limits.part_bytes or total > limits.total_bytes:
                    return None, [UNSAFE_PACKAGE.at(place, reason=f"{info.filename}: too big")]
                members[info.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        # RuntimeError and NotImplementedError: zipfile's words for encryption and for foreign compression.
        return None, [NOT_A_PACKAGE.at(place, reason=error)]
    return _typed(members, file)


# Stored and deflated: the others that zip knows are no part of a package (ECMA-376 Part 2, annex B).
_COMPRESSIONS = frozenset({0, 8})


def _refusal(infos: list[zipfile.ZipInfo], limits: Limits) -> str:
    """Why the directory of the package must be refused, or an empty string."""
    if len(infos) > limits.members:
        return f"{len(infos)} members"
    seen: set[str] = set()
    total = 0
    for info in infos:
        name = info.filename
        if any(sign in name for sign in "\\:\0") or not {"", ".", ".."}.isdisjoint(name.rstrip("/").split("/")):
            return f"member name {name!r}"
        # Part names are compared without case (ECMA-376 Part 2, 6.2.2.3).
        if name.lower() in seen:
            return f"{name!r} twice"
        seen.add(name.lower())
        if info.compress_type not in _COMPRESSIONS:
            return f"{name!r}: compression method {info.compress_type}"
        total += info.file_size
        if info.file_size > limits.part_bytes or total > limits.total_bytes:
            return f"{name}: too big"
        if info.file_size > max(1 << 20, limits.ratio * max(info.compress_size, 1)):
            return f"{name}: packed {info.file_size // max(info.compress_size, 1)} to 1"
    return ""


def _typed(members: dict[str, bytes], file: str) -> tuple[Package | None, list[Problem]]:
    """The package with its content types, once the parts that hold it together have been read."""
    from lxml import etree  # noqa: PLC0415  (only compiling needs it)

    place = Place(file=file)
    if CONTENT_TYPES not in members:
        return None, [NOT_A_PACKAGE.at(place, reason=f"no {CONTENT_TYPES}")]
    problems: list[Problem] = []
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for name, content in members.items():
        if name != CONTENT_TYPES and not name.endswith(".rels"):
            continue
        try:
            root = parse_xml(content)
        except (etree.XMLSyntaxError, ValueError) as error:
            problems.append(BROKEN_XML.at(Place(file=file, part=name), part=name, reason=error))
            continue
        if name == CONTENT_TYPES:
            for element in root.iter(f"{{{NS_CONTENT_TYPES}}}Default"):
                defaults[element.get("Extension", "").lower()] = element.get("ContentType", "")
            for element in root.iter(f"{{{NS_CONTENT_TYPES}}}Override"):
                overrides[element.get("PartName", "")] = element.get("ContentType", "")
    if problems:
        return None, problems
    package = Package(members, defaults, overrides)
    if not package.document():
        return None, [NOT_A_PACKAGE.at(place, reason="no main document")]
    return package, []
