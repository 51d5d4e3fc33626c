"""Digests: what a DOCX says, whatever zip and serialiser wrote it.

XML parts count in canonical form (C14N), all others by their bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from lxml import etree

from generator.problems import PlangenError
from generator.word.package import read_package


def parts_digest(data: bytes) -> dict[str, str]:
    """The digest of each part of a DOCX by name, sorted.

    Raises: PlangenError if the package cannot be read.
    """
    package, problems = read_package(data)
    if package is None:
        raise PlangenError(*problems)
    return {name: part_digest(name, content) for name, content in sorted(package.members.items())}


def part_digest(name: str, content: bytes) -> str:
    """The digest of one part."""
    if name.endswith((".xml", ".rels")):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        content = etree.tostring(etree.fromstring(content, parser), method="c14n", exclusive=False)
    return hashlib.sha256(content).hexdigest()


def content_digest(parts: Mapping[str, str]) -> str:
    """One digest of all parts: equal where the same is said, in whatever order and compression."""
    lines = "".join(f"{name}\0{digest}\n" for name, digest in sorted(parts.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
