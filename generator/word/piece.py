"""Pieces: one DOCX file compiled against a base, for use in any manual.

What a piece compiles to depends on its own bytes, on base and on the numbering scheme, never on the pieces beside it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lxml import etree

from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems.pg6_assembly import COMMENTS
from generator.problems.pg6_assembly import MISSING_PART
from generator.problems.pg6_assembly import TRACKED_CHANGES
from generator.word.base import Base
from generator.word.clean import clean
from generator.word.fragment import rooted
from generator.word.furniture import Furniture
from generator.word.furniture import Vocabulary
from generator.word.layout import PieceSection
from generator.word.layout import lay_out
from generator.word.lighten import lighten
from generator.word.lists import map_lists
from generator.word.lists import read_lists
from generator.word.notes import KINDS
from generator.word.notes import inline_notes
from generator.word.numbering import Tables
from generator.word.numbering import counted_styles
from generator.word.numbering import mark_numbers
from generator.word.package import Package
from generator.word.package import parse_part
from generator.word.package import read_package
from generator.word.package import resolve
from generator.word.place import Places
from generator.word.place import StoryPlace
from generator.word.relocate import Attachments
from generator.word.relocate import relocate
from generator.word.report import list_problems
from generator.word.report import style_problems
from generator.word.scheme import NumberingScheme
from generator.word.story import Story
from generator.word.styles import folded
from generator.word.styles import map_styles
from generator.word.styles import read_styles
from generator.word.targets import mark_bookmarks
from generator.word.targets import mark_contents
from generator.word.xmlns import NSMAP
from generator.word.xmlns import w


@dataclass(frozen=True, slots=True)
class CompiledPiece:
    """A piece, compiled.

    `places`, `titles` and `bookmarks` are tables that the story's calls index. `note_attachments` are what the notes
    need, by the kind of note that the piece has.
    """

    file: str
    digest: str
    story: Story
    places: tuple[Place, ...]
    titles: tuple[str, ...]
    bookmarks: tuple[str, ...]
    sections: tuple[PieceSection, ...]
    furniture: tuple[Furniture, ...]
    attachments: Attachments
    note_attachments: tuple[tuple[str, Attachments], ...] = ()


def compile_piece(
    data: bytes, file: str, base: Base, scheme: NumberingScheme
) -> tuple[CompiledPiece | None, list[Problem]]:
    """The piece in `data`, and everything that is wrong with it as a part of manuals.

    Codes: those of the package and of its tags, PG650 to PG654, PG663 to PG665, PG668.
    """
    from generator.word.compiling import compile_story  # noqa: PLC0415  (rendering from a cache needs no compiler)

    package, problems = read_package(data, file)
    if package is None:
        return None, problems
    document = package.document()
    root, found = parse_part(package, document, file)
    problems += found
    body = root.find(w("body")) if root is not None else None
    if root is None or body is None:
        return None, problems
    own, found = _vocabulary(package, document, file)
    problems += found
    places = Places([body], StoryPlace(file, headings=_heading_ids(scheme, own)))
    traces = clean(root)
    here = Place(file=file)
    if traces.tracked:
        problems.append(TRACKED_CHANGES.at(here))
    if traces.comments:
        problems.append(COMMENTS.at(here))
    digest = hashlib.sha256(data).hexdigest()
    bookmarks = mark_bookmarks(body, digest)
    laid_out = lay_out(body, package, document, own, base, places)
    problems += laid_out.problems
    problems += style_problems(map_styles(body, own.styles, base.vocabulary.styles), places, base.vocabulary)
    counted = counted_styles(scheme, base.vocabulary.styles)
    problems += list_problems(map_lists(body, own.lists, base.vocabulary.lists), places, base.vocabulary)
    attachments, found = relocate(body, package, document, here)
    problems += found
    tables = Tables(places.at)
    problems += mark_numbers(body, scheme, counted, tables)
    problems += mark_contents(body, scheme, places)
    note_attachments, found = _notes(body, package, document, own, base, places)
    problems += found
    lighten(body)
    where = StoryPlace(file, headings=frozenset(counted.headings))
    story, found = compile_story(rooted(body), where=where, namespaces=NSMAP, places=places)
    problems += found
    if story is None or has_errors(problems):
        return None, problems
    piece = CompiledPiece(
        file=file,
        digest=digest,
        story=story,
        places=tuple(tables.places),
        titles=tuple(tables.titles),
        bookmarks=bookmarks,
        sections=laid_out.sections,
        furniture=laid_out.furniture,
        attachments=attachments,
        note_attachments=note_attachments,
    )
    return piece, problems


def _vocabulary(package: Package, document: str, file: str) -> tuple[Vocabulary, list[Problem]]:
    problems: list[Problem] = []
    roots: dict[str, etree._Element | None] = {}
    for rel in package.relationships(document):
        part = resolve(document, rel.target)
        if rel.kind in {"styles", "numbering"} and not rel.external and part in package.members:
            roots[rel.kind], found = parse_part(package, part, file)
            problems += found
    styles = read_styles(roots.get("styles"))
    return Vocabulary(styles, read_lists(roots.get("numbering"), styles), file), problems


def _heading_ids(scheme: NumberingScheme, own: Vocabulary) -> frozenset[str]:
    """The ids that the scheme's heading styles have in the piece itself."""
    names = {folded(rule.style) for rule in scheme.headings}
    return frozenset(style.id for style in own.styles.styles.values() if folded(style.name) in names)


def _notes(
    body: etree._Element, package: Package, document: str, own: Vocabulary, base: Base, places: Places
) -> tuple[tuple[tuple[str, Attachments], ...], list[Problem]]:
    """What the piece's notes need, by kind; their text is moved into the body."""
    problems: list[Problem] = []
    made: list[tuple[str, Attachments]] = []
    parts = {rel.kind: resolve(document, rel.target) for rel in package.relationships(document) if not rel.external}
    for plural, kind in KINDS.items():
        if body.find(f".//{w(f'{kind}Reference')}") is None:
            continue
        notes: dict[str, etree._Element] = {}
        attachments = Attachments()
        part = parts.get(plural, "")
        if part in package.members:
            root, found = parse_part(package, part, own.file)
            problems += found
            if root is not None:
                inside = Places([root], StoryPlace(own.file, kind))
                clean(root)
                problems += style_problems(
                    map_styles(root, own.styles, base.vocabulary.styles), inside, base.vocabulary
                )
                problems += list_problems(map_lists(root, own.lists, base.vocabulary.lists), inside, base.vocabulary)
                attachments, found = relocate(root, package, part, Place(file=own.file, part=kind))
                problems += found
                notes = {e.get(w("id"), ""): e for e in root.iterchildren(w(kind))}
        missing = inline_notes(body, kind, notes)
        problems += [MISSING_PART.at(places.at(one), found=f"{kind} {one.get(w('id'))}") for one in missing]
        made.append((kind, attachments))
    return tuple(made), problems
