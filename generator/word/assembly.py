"""Assembling: pieces in order become one manual, ready to be rendered for any community that uses this set.

Nothing of a piece is compiled here; assembling costs little more than compressing the pictures of the set.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import nearest
from generator.problems.pg6_assembly import UNKNOWN_SECTION
from generator.word.base import Base
from generator.word.contents import EntryStyle
from generator.word.contents import entry_styles
from generator.word.furniture import Furniture
from generator.word.furniture import blank
from generator.word.notes import KINDS
from generator.word.notes import separators
from generator.word.numbering import check_scheme
from generator.word.package import Relationship
from generator.word.package import parse_xml
from generator.word.package import rels_name
from generator.word.package import write_content_types
from generator.word.package import write_relationships
from generator.word.piece import CompiledPiece
from generator.word.properties import APP_XML
from generator.word.relocate import IMAGE_TYPES
from generator.word.relocate import Attachment
from generator.word.relocate import Attachments
from generator.word.relocate import relationship_to
from generator.word.scheme import NumberingScheme
from generator.word.sections import BLANK
from generator.word.sections import OWN
from generator.word.sections import SLOTS
from generator.word.sections import SectionSpec
from generator.word.xmlns import serialise
from generator.word.zipwriter import Blob
from generator.word.zipwriter import Member
from generator.word.zipwriter import blob
from generator.word.zipwriter import static_member

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
CONTENT_TYPES = "[Content_Types].xml"
_XML = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_ROOT_RELATIONSHIPS = (
    Relationship(
        "rId1", f"{_PACKAGE.rsplit('/package/', 1)[0]}/officeDocument/2006/relationships/officeDocument", DOCUMENT
    ),
    Relationship("rId2", f"{_PACKAGE}/metadata/core-properties", CORE),
    Relationship(
        "rId3",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
        "docProps/app.xml",
    ),
)


@dataclass(frozen=True, slots=True)
class Use:
    """One piece in its place in a manual.

    `each` renders the piece once per item of a list in the context: (name for the item, dotted path of the list).
    `new_page` begins the piece on a new page, `pages_each` every item. `section` is a kind of base, "" the normal one;
    None leaves it to the piece. `name` is what callers call this use.
    """

    piece: CompiledPiece
    each: tuple[str, str] | None = None
    new_page: bool = False
    pages_each: bool = False
    section: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A use with its sections settled."""

    piece: CompiledPiece
    sections: tuple[SectionSpec, ...]
    each: tuple[str, str] | None
    new_page: bool
    pages_each: bool
    name: str


@dataclass(frozen=True, slots=True)
class CompiledManual:
    """A set of pieces as one package, all but what depends on data.

    `static` are the members that never change. `relations` are the relationships of the parts that are written anew
    for each manual, by part name. `breaks` is the section properties as XML by the section's key: when page numbers
    begin there and when they go on.
    """

    scheme: NumberingScheme
    steps: tuple[Step, ...]
    breaks: dict[str, tuple[bytes, bytes]]
    entry_styles: tuple[EntryStyle, ...]
    furniture: tuple[Furniture, ...]
    separators: dict[str, bytes]
    notes: frozenset[str]
    static: Blob
    names: frozenset[str]
    defaults: dict[str, str]
    overrides: dict[str, str]
    relations: dict[str, tuple[Relationship, ...]]
    ready: dict[str, Member]


def assemble(base: Base, uses: Sequence[Use], scheme: NumberingScheme) -> tuple[CompiledManual | None, list[Problem]]:
    """The manual that the uses make, in their order.

    Codes: PG658 (unknown kind of section), PG659 to PG662 and PG667 (numbering against base's styles).
    """
    problems = check_scheme(scheme, base.vocabulary.styles, base.vocabulary.lists, base.file)
    steps: list[Step] = []
    for use in uses:
        sections, found = _sections(base, use)
        problems += [problem for problem in found if problem not in problems]
        steps.append(Step(use.piece, sections, use.each, use.new_page, use.pages_each, use.name))
    if has_errors(problems):
        return None, problems
    return _Assembly(base, steps, scheme).manual(), problems


def _sections(base: Base, use: Use) -> tuple[tuple[SectionSpec, ...], list[Problem]]:
    """The sections of a use; a landscape one is of its kind's landscape form."""
    problems: list[Problem] = []
    found: list[SectionSpec] = []
    for index, section in enumerate(use.piece.sections):
        asked = section.asked if use.section is None or (index and section.asked is not None) else use.section
        if section.own is not None and asked == OWN:
            found.append(section.own)
            continue
        kind = asked or ""
        if kind not in base.kinds:
            near = nearest(kind, [name for name in base.kinds if name]) or "—"
            place = Place(file=use.piece.file)
            problems.append(UNKNOWN_SECTION.at(place, found=kind, base=base.file, nearest=near))
            kind = ""
        found.append(base.sideways[kind] if section.landscape else base.kinds[kind])
    return tuple(found), problems


class _Assembly:
    """The members of a manual, while they are collected."""

    def __init__(self, base: Base, steps: Sequence[Step], scheme: NumberingScheme) -> None:
        self._base = base
        self._steps = steps
        self._scheme = scheme
        self._overrides = {
            f"/{DOCUMENT}": f"{_MAIN}.document.main+xml",
            f"/{CORE}": "application/vnd.openxmlformats-package.core-properties+xml",
            "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        }
        self._defaults = dict(_XML)
        self._members: dict[str, Member] = {}
        self._document: dict[str, Relationship] = {}
        self._relations: dict[str, tuple[Relationship, ...]] = {}

    def manual(self) -> CompiledManual:
        """The manual."""
        pieces = {step.piece.digest: step.piece for step in self._steps}
        notes = frozenset(kind for piece in pieces.values() for kind, _ in piece.note_attachments)
        self._fixed("_rels/.rels", write_relationships(_ROOT_RELATIONSHIPS))
        self._fixed("docProps/app.xml", APP_XML)
        self._base_parts(notes)
        self._attach(Attachments().joined(*(piece.attachments for piece in pieces.values())), DOCUMENT)
        used = self._note_parts(notes, pieces.values())
        furniture = self._furniture(pieces.values())
        breaks = {spec.key: self._break(spec, furniture) for step in self._steps for spec in step.sections}
        if not breaks:
            normal = self._base.kinds[""]
            furniture = self._furniture(())
            breaks[normal.key] = self._break(normal, furniture)
        self._relations[DOCUMENT] = tuple(self._document[ident] for ident in sorted(self._document))
        ready = {
            CONTENT_TYPES: static_member(CONTENT_TYPES, write_content_types(self._defaults, self._overrides)),
        }
        for part, relations in self._relations.items():
            if relations:
                ready[rels_name(part)] = static_member(rels_name(part), write_relationships(relations))
        return CompiledManual(
            scheme=self._scheme,
            steps=tuple(self._steps),
            breaks=breaks,
            entry_styles=self._entry_styles(),
            furniture=tuple(one for one in furniture.values() if one.story is not None),
            separators=used,
            notes=notes,
            static=blob(self._members[name] for name in sorted(self._members)),
            names=frozenset(self._members),
            defaults=self._defaults,
            overrides=self._overrides,
            relations=self._relations,
            ready=ready,
        )

    def _fixed(self, name: str, data: bytes) -> None:
        if name not in self._members:
            self._members[name] = static_member(name, data)

    def _part(self, part: Attachment) -> None:
        """Take a part as it is, with its type and relationships."""
        self._fixed(part.name, part.data)
        extension = part.name.rsplit(".", 1)[-1]
        if extension in IMAGE_TYPES:
            self._defaults[extension] = IMAGE_TYPES[extension]
        else:
            self._overrides[f"/{part.name}"] = part.content_type
        if part.relationships:
            self._fixed(rels_name(part.name), write_relationships(part.relationships))

    def _attach(self, attachments: Attachments, owner: str) -> None:
        """Take what the XML of `owner` needs."""
        for part in attachments.parts:
            self._part(part)
        if owner == DOCUMENT:
            self._document |= {rel.id: rel for rel in attachments.relationships}
        else:
            self._relations[owner] = attachments.relationships

    def _relate(self, name: str, kind: str) -> str:
        rel = relationship_to(name, kind)
        self._document[rel.id] = rel
        return rel.id

    def _base_parts(self, notes: frozenset[str]) -> None:
        for kind, part in self._base.parts.items():
            if KINDS.get(kind) in notes:
                continue
            self._part(part)
            self._relate(part.name, kind)
        for part in self._base.attached:
            self._part(part)

    def _note_parts(self, notes: frozenset[str], pieces: Iterable[CompiledPiece]) -> dict[str, bytes]:
        """The separators of the notes' parts that are written anew for each manual."""
        made: dict[str, bytes] = {}
        for plural, kind in KINDS.items():
            if kind not in notes:
                continue
            own = self._base.parts.get(plural)
            made[kind] = separators(kind, parse_xml(own.data) if own is not None else None, serialise)
            name = f"word/{plural}.xml"
            self._overrides[f"/{name}"] = f"{_MAIN}.{plural}+xml"
            self._relate(name, plural)
            needed = [found for piece in pieces for note, found in piece.note_attachments if note == kind]
            if own is not None:
                needed.append(Attachments(own.relationships))
            self._attach(Attachments().joined(*needed), name)
        return made

    def _furniture(self, pieces: Iterable[CompiledPiece]) -> dict[tuple[str, str], Furniture]:
        """The headers and footers that the sections in use name, by (header or footer, key)."""
        known = {(one.tag, one.key): one for one in self._base.furniture.values()}
        known |= {(one.tag, one.key): one for piece in pieces for one in piece.furniture}
        specs = [spec for step in self._steps for spec in step.sections] or [self._base.kinds[""]]
        made: dict[tuple[str, str], Furniture] = {}
        for spec in specs:
            for (tag, _), key in zip(SLOTS, spec.furniture, strict=True):
                if key is None or (tag, key) in made:
                    continue
                one = made[tag, key] = known[tag, key] if key != BLANK else blank(tag)
                self._overrides[f"/{one.name}"] = f"{_MAIN}.{tag}+xml"
                self._attach(one.attachments, one.name)
                if one.story is None:
                    self._fixed(one.name, one.xml)
        return made

    def _break(self, spec: SectionSpec, furniture: dict[tuple[str, str], Furniture]) -> tuple[bytes, bytes]:
        references = "".join(
            f'<w:{tag}Reference w:type="{use}" r:id="{self._relate(furniture[tag, key].name, tag)}"/>'
            for (tag, use), key in zip(SLOTS, spec.furniture, strict=True)
            if key is not None
        ).encode()
        return (
            b"<w:sectPr>" + references + spec.setup + b"</w:sectPr>",
            b"<w:sectPr>" + references + spec.later + b"</w:sectPr>",
        )

    def _entry_styles(self) -> tuple[EntryStyle, ...]:
        rule = self._scheme.contents
        if rule is None:
            return ()
        styles = [self._base.vocabulary.styles.find(name) for name in rule.styles[: rule.levels]]
        return entry_styles([(s.id, s.leader_tab) for s in styles if s is not None], self._base.width)
