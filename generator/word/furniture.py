"""Headers and footers: compiled once, shared by content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from generator.problems import Problem
from generator.word.clean import clean
from generator.word.fragment import rooted
from generator.word.lists import ListTable
from generator.word.lists import map_lists
from generator.word.package import Package
from generator.word.package import parse_part
from generator.word.package import resolve
from generator.word.place import Places
from generator.word.place import StoryPlace
from generator.word.relocate import Attachments
from generator.word.relocate import relocate
from generator.word.report import list_problems
from generator.word.report import style_problems
from generator.word.sections import references
from generator.word.story import Story
from generator.word.styles import StyleTable
from generator.word.styles import map_styles
from generator.word.xmlns import NSMAP
from generator.word.xmlns import open_root
from generator.word.xmlns import serialise

_ROOTS = {"header": "w:hdr", "footer": "w:ftr"}
# Tags, and pictures, whose ids are counted through the whole manual.
_CHANGING = ("{{", "{%", "{#", "<wp:docPr")


@dataclass(frozen=True, slots=True)
class Furniture:
    """One header or footer: finished XML, or a story if it holds tags."""

    key: str
    tag: str
    xml: bytes
    story: Story | None
    attachments: Attachments

    @property
    def name(self) -> str:
        """The name of its part."""
        return f"word/{self.tag}{self.key}.xml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The styles and lists of a document, and what things are called where."""

    styles: StyleTable
    lists: ListTable
    file: str


def blank(tag: str) -> Furniture:
    """The empty header or footer that a section has which must not go on with the one before."""
    root = _ROOTS[tag]
    return Furniture("blank", tag, open_root(root) + f"<w:p/></{root}>".encode(), None, Attachments())


def compile_furniture(
    package: Package, document: str, sect: etree._Element, own: Vocabulary, base: Vocabulary
) -> tuple[dict[tuple[str, str], Furniture], list[Problem]]:
    """The headers and footers that a section names, by (header or footer, default, first or even)."""
    known = {rel.id: rel for rel in package.relationships(document)}
    made: dict[tuple[str, str], Furniture] = {}
    problems: list[Problem] = []
    for slot, ident in references(sect).items():
        rel = known.get(ident)
        part = resolve(document, rel.target) if rel is not None and not rel.external else ""
        if part not in package.members:
            continue
        furniture, found = _compile(package, part, slot[0], own, base)
        problems += found
        if furniture is not None:
            made[slot] = furniture
    return made, problems


def _compile(
    package: Package, part: str, tag: str, own: Vocabulary, base: Vocabulary
) -> tuple[Furniture | None, list[Problem]]:
    root, problems = parse_part(package, part, own.file)
    if root is None:
        return None, problems
    where = StoryPlace(file=own.file, part=tag)
    places = Places([root], where)
    clean(root)
    problems = style_problems(map_styles(root, own.styles, base.styles), places, base)
    problems += list_problems(map_lists(root, own.lists, base.lists), places, base)
    attachments, missing = relocate(root, package, part, places.at(root))
    problems += missing
    body = rooted(root)
    inside = b"".join(serialise(child) for child in body)
    parts = "".join(part.name for part in attachments.parts)
    key = hashlib.sha256(inside + parts.encode()).hexdigest()[:16]
    text = inside.decode()
    name = _ROOTS[tag]
    if not any(mark in text for mark in _CHANGING):
        return Furniture(key, tag, open_root(name) + inside + f"</{name}>".encode(), None, attachments), problems
    from generator.word.compiling import compile_story  # noqa: PLC0415  (rendering from a cache needs no compiler)

    story, found = compile_story(body, where=where, namespaces=NSMAP, places=places)
    problems += found
    if story is None:
        return None, problems
    return Furniture(key, tag, b"", story, attachments), problems


def furniture_xml(furniture: Furniture, inside: bytes) -> bytes:
    """The part of a header or footer around its rendered content."""
    root = _ROOTS[furniture.tag]
    return b"".join((open_root(root), inside, f"</{root}>".encode()))


def by_key(made: Mapping[tuple[str, str], Furniture]) -> dict[tuple[str, str], str]:
    """The keys of headers and footers, as sections name them."""
    return {slot: furniture.key for slot, furniture in made.items()}
