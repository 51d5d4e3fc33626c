"""One template as docxtpl works with it: compiled once, rendered often.

    document = render_template(template_bytes, {"社区": "示例社区"})

    template = compile_template(template_bytes, "卡片.docx")     # once
    document = template.render({"社区": "示例社区"})              # often; raises PlangenError with what went wrong

    template, problems = compile_checked(template_bytes, "卡片.docx")
    document, problems = template.render_checked(context)

Parts with tags are compiled to code, everything else is deflated once and copied ever after. A `CompiledTemplate` can
be pickled, or kept in the plain values of `dump`, for a cache on disk.

The seam to the assembler of manuals: `compiling.compile_story` and `Story.render` for fragments, `state.RenderState` to
derive from, `zipwriter` for the package.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from generator.problems import PlangenError
from generator.word import zipwriter
from generator.word.package import CONTENT_TYPES
from generator.word.package import XML_DECLARATION
from generator.word.package import Relationship
from generator.word.package import parse_part
from generator.word.package import read_package
from generator.word.package import read_relationships
from generator.word.package import rels_name
from generator.word.package import write_content_types
from generator.word.package import write_relationships
from generator.word.place import StoryPlace
from generator.word.state import RenderState
from generator.word.state import join
from generator.word.story import Story
from generator.word.story import check_output
from generator.word.zipwriter import Blob
from generator.word.zipwriter import Member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.problems import Problem
    from generator.word.environment import TemplateEnvironment
    from generator.word.package import Package
    from generator.word.styles import StyleTable

_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The parts that may hold tags, by the end of their content types, and what readers call them.
_STORIES = {
    "document.main+xml": "body",
    "document.macroEnabled.main+xml": "body",
    "template.main+xml": "body",
    "header+xml": "header",
    "footer+xml": "footer",
    "footnotes+xml": "footnotes",
    "endnotes+xml": "endnotes",
    "comments+xml": "comments",
    "drawingml.chart+xml": "chart",
    "drawingml.diagramData+xml": "diagram",
    "core-properties+xml": "properties",
    "extended-properties+xml": "properties",
    "custom-properties+xml": "properties",
}
_WORD_STORIES = frozenset({"body", "header", "footer", "footnotes", "endnotes", "comments"})


@dataclass(frozen=True, slots=True)
class PartStory:
    """A part of the package that is written for each context."""

    part: str
    label: str
    story: Story


class TemplateState(RenderState):
    """What rendering one template collects besides: pictures and links that values bring along."""

    def __init__(self, styles: Member | None = None) -> None:
        super().__init__()
        self.part = ""
        self._styles = styles
        self.pictures: dict[str, tuple[bytes, str]] = {}
        self.relationships: dict[str, dict[str, Relationship]] = {}

    def image(self, data: bytes, extension: str, content_type: str) -> str:
        """The id of the part's relationship to the picture, which is kept once, under its digest."""
        digest = hashlib.sha256(data).hexdigest()[:16]
        name = f"word/media/pg{digest}.{extension}"
        self.pictures[name] = (data, content_type)
        target = posixpath.relpath(name, posixpath.dirname(self.part) or ".")
        return self._relate(f"rPg{digest}", "image", target, external=False)

    def hyperlink(self, url: str) -> str:
        """The id of the part's relationship to the address."""
        return self._relate(f"rPg{hashlib.sha256(url.encode()).hexdigest()[:16]}", "hyperlink", url, external=True)

    def styles(self) -> StyleTable:
        """The template's styles."""
        from generator.word.package import parse_xml  # noqa: PLC0415  (sub-documents alone ask for styles)
        from generator.word.styles import read_styles  # noqa: PLC0415

        return read_styles(parse_xml(zipwriter.content(self._styles)) if self._styles is not None else None)

    def _relate(self, name: str, kind: str, target: str, *, external: bool) -> str:
        """The id of a relationship, made once for each part."""
        known = self.relationships.setdefault(self.part, {})
        known[name] = Relationship(name, f"{_RELATIONSHIP}/{kind}", target, external)
        return name


class CompiledTemplate:
    """A template, ready to be rendered: code for the parts with tags, deflated bytes for all others."""

    __slots__ = ("_blob", "_package", "_styles", "file", "static", "stories")

    def __init__(self, file: str, stories: tuple[PartStory, ...], static: tuple[Member, ...], held: Held) -> None:
        self.file = file
        self.stories = stories
        self.static = static
        self._package = held
        self._blob = zipwriter.blob(static)
        self._styles = next((member for member in static if member.name == held.styles), None)

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document for this context.

        Raises: PlangenError with the problems, where there are errors.
        """
        document, problems = self.render_checked(context)
        if document is None:
            raise PlangenError(*problems)
        return document

    def render_checked(self, context: Mapping[str, object]) -> tuple[bytes | None, list[Problem]]:
        """The document for this context, or None where a problem is an error; the problems.

        Codes: PG409, PG601 to PG605, PG609 to PG611.
        """
        state = TemplateState(self._styles)
        written = []
        for part in self.stories:
            state.part = part.part
            written.append((part, part.story.render(context, state)))
        if state.problems:
            return None, state.problems
        members = []
        problems: list[Problem] = []
        for part, pieces in written:
            xml = join(pieces)
            problems += check_output(part.story, xml, StoryPlace(self.file, part.label))
            members.append(zipwriter.fresh_member(part.part, xml))
        if problems:
            return None, problems
        if not state.relationships:
            return zipwriter.write_zip(self._blob, members), []
        return zipwriter.write_zip(*self._with_relations(state, members)), []

    def _with_relations(self, state: TemplateState, members: list[Member]) -> tuple[Blob, list[Member]]:
        """What to write when values brought pictures or links: rewritten relationships and content types."""
        fresh: dict[str, bytes] = {}
        defaults = dict(self._package.defaults)
        for part, added in state.relationships.items():
            name = rels_name(part)
            old = self._package.relationships.get(part, ())
            known = {relationship.id for relationship in old}
            fresh[name] = write_relationships([*old, *(r for r in added.values() if r.id not in known)])
        for name, (_, content_type) in state.pictures.items():
            defaults.setdefault(name.rsplit(".", 1)[-1], content_type)
        fresh[CONTENT_TYPES] = write_content_types(defaults, self._package.overrides)
        pictures = [zipwriter.static_member(name, data) for name, (data, _) in sorted(state.pictures.items())]
        kept = [member for member in self.static if member.name not in fresh]
        own = {member.name for member in kept}
        first = [zipwriter.fresh_member(name, fresh[name]) for name in sorted(fresh)]
        blob = zipwriter.blob([*first, *kept, *(p for p in pictures if p.name not in own)])
        return blob, members

    def dump(self) -> tuple[Any, ...]:
        """The template in plain values that marshal can write."""
        stories = tuple((part.part, part.label, part.story.dump()) for part in self.stories)
        static = tuple((member.name, member.local, member.central) for member in self.static)
        return (self.file, stories, static, self._package.dump())

    @classmethod
    def load(cls, dumped: tuple[Any, ...]) -> CompiledTemplate:
        """The template that `dump` gave, in the same version of Python and plangen."""
        file, stories, static, held = dumped
        return cls(
            file,
            tuple(PartStory(part, label, Story.load(story)) for part, label, story in stories),
            tuple(Member(*member) for member in static),
            Held.load(held),
        )

    def __reduce__(self) -> tuple[Any, tuple[tuple[Any, ...]]]:
        return (CompiledTemplate.load, (self.dump(),))


@dataclass(frozen=True, slots=True)
class Held:
    """What is needed of the package when values bring relationships along."""

    relationships: Mapping[str, tuple[Relationship, ...]]
    defaults: Mapping[str, str]
    overrides: Mapping[str, str]
    styles: str = ""  # the name of the part with styles

    def dump(self) -> tuple[Any, ...]:
        """In plain values."""
        plain = {p: tuple((r.id, r.type, r.target, r.external) for r in rs) for p, rs in self.relationships.items()}
        return (plain, dict(self.defaults), dict(self.overrides), self.styles)

    @classmethod
    def load(cls, dumped: tuple[Any, ...]) -> Held:
        """From plain values."""
        relationships, defaults, overrides, styles = dumped
        known = {part: tuple(Relationship(*one) for one in ones) for part, ones in relationships.items()}
        return cls(known, defaults, overrides, styles)


def render_template(
    data: bytes,
    context: Mapping[str, object],
    *,
    file: str = "",
    environment: TemplateEnvironment | None = None,
) -> bytes:
    """The document that a template (the bytes of a DOCX) becomes for a context.

    Context: plain dicts, lists and texts; numbers; rich values of `generator.word.values`.
    `environment`: one of `make_environment`, for filters, tests and functions of one's own.
    Raises: PlangenError with everything that is wrong with the template, or with these values.
    """
    return compile_template(data, file, environment=environment).render(context)


def compile_template(
    data: bytes, file: str = "", *, environment: TemplateEnvironment | None = None
) -> CompiledTemplate:
    """The template, ready to be rendered many times.

    Raises: PlangenError with everything that is wrong with the template.
    """
    template, problems = compile_checked(data, file, environment=environment)
    if template is None:
        raise PlangenError(*problems)
    return template


def compile_checked(
    data: bytes, file: str = "", *, environment: TemplateEnvironment | None = None
) -> tuple[CompiledTemplate | None, list[Problem]]:
    """The compiled template, or None where a problem is an error; the problems, notes included.

    Codes: PG401 to PG417, PG606 to PG608.
    """
    from generator.word.compiling import compile_story  # noqa: PLC0415  (rendering from a cache needs no compiler)

    package, problems = read_package(data, file)
    if package is None:
        return None, problems
    stories: list[PartStory] = []
    failed = False
    numbers: dict[str, int] = {}
    for part, label in story_parts(package):
        if label in {"header", "footer"}:
            numbers[label] = numbers.get(label, 0) + 1
            label = f"{label} {numbers[label]}"  # noqa: PLW2901  (the label that readers see)
        root, broken = parse_part(package, part, file)
        problems += broken
        if root is None:
            failed = True
            continue
        place = StoryPlace(file, label)
        story, found = compile_story(root, where=place, environment=environment, prolog=XML_DECLARATION.decode())
        problems += found
        if story is None:
            failed = True
        elif story.told:
            stories.append(PartStory(part, label, story))
    if failed:
        return None, problems
    dynamic = {story.part for story in stories}
    names = [CONTENT_TYPES, *(n for n in package.members if n not in dynamic and n != CONTENT_TYPES)]
    static = tuple(zipwriter.static_member(name, package.members[name]) for name in names)
    held = Held(
        {
            s.part: read_relationships(package.members[n])
            for s in stories
            if (n := rels_name(s.part)) in package.members
        },
        package.defaults,
        package.overrides,
        next((name for name in names if package.content_type(name).endswith("wordprocessingml.styles+xml")), ""),
    )
    return CompiledTemplate(file, tuple(stories), static, held), problems


def story_parts(package: Package) -> list[tuple[str, str]]:
    """The parts that may hold tags, the body first, with what readers call them."""
    found = []
    for part, data in package.members.items():
        kind = package.content_type(part)
        label = next((label for ending, label in _STORIES.items() if kind.endswith(ending)), "")
        if label and (label in _WORD_STORIES or b"{{" in data or b"{%" in data):
            found.append((part, label))
    return sorted(found, key=lambda item: (item[1] != "body", item[1]))
