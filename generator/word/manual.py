"""Rendering a manual: the stories of its pieces in order, then one pass over what they left.

No XML is parsed here and no static part deflated: the work is what depends on the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems.pg6_assembly import EACH_NOT_LIST
from generator.word.assembly import CONTENT_TYPES
from generator.word.assembly import CORE
from generator.word.assembly import DOCUMENT
from generator.word.assembly import CompiledManual
from generator.word.assembly import Step
from generator.word.furniture import furniture_xml
from generator.word.manualstate import ManualState
from generator.word.notes import KINDS
from generator.word.notes import notes_part
from generator.word.package import Relationship
from generator.word.package import rels_name
from generator.word.package import write_content_types
from generator.word.package import write_relationships
from generator.word.properties import Properties
from generator.word.properties import core_xml
from generator.word.settle import Output
from generator.word.settle import prints
from generator.word.settle import settle
from generator.word.state import join
from generator.word.story import Scope
from generator.word.xmlns import open_root
from generator.word.zipwriter import Member
from generator.word.zipwriter import fresh_member
from generator.word.zipwriter import static_member
from generator.word.zipwriter import write_zip

_OPEN = open_root("w:document") + b"<w:body>"
_CLOSE = b"</w:body></w:document>"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A manual that is rendered and not yet packed: the parts that depend on data, and all members but the static."""

    manual: CompiledManual
    parts: Mapping[str, bytes]
    members: tuple[Member, ...]

    def package(self) -> bytes:
        """The manual as a DOCX file."""
        return write_zip(self.manual.static, self.members)


def render(
    manual: CompiledManual,
    context: Mapping[str, object],
    properties: Properties,
) -> tuple[bytes | None, list[Problem]]:
    """The manual for a context, as a DOCX file, and what went wrong; `pages.numbered` puts page numbers into it."""
    rendered, problems = render_parts(manual, context, properties)
    return (rendered.package() if rendered is not None else None), problems


def render_parts(
    manual: CompiledManual,
    context: Mapping[str, object],
    properties: Properties,
) -> tuple[Rendered | None, list[Problem]]:
    """The manual for a context, part by part, and what went wrong.

    Codes: PG601 to PG610 of the tags, PG655 to PG657, PG666.
    """
    state = ManualState(manual=manual)
    context = {**context, **_functions(manual, state)}
    if manual.steps:
        context = Scope(context, state, manual.steps[0].piece.story.environment)
    output: Output = []
    for step in manual.steps:
        _render_step(step, context, state, output)
    settled = settle(output, state)
    rendered = _rendered(manual, context, properties, state, settled)
    return (None if has_errors(state.problems) else rendered), state.problems


def _render_step(step: Step, context: Mapping[str, object], state: ManualState, output: Output) -> None:
    """Append what a step prints to the output: once, or once per item of its list."""
    first = True
    for values in _contexts(step, context, state):
        output.append(state.begin(step, new_page=step.pages_each or (first and step.new_page)))
        rendered = step.piece.story.render(values, state)
        try:
            xml = b"".join(rendered)  # type: ignore[arg-type]  # most pieces leave no mark
        except TypeError:
            state.end(printed=prints(rendered))
            output += rendered
        else:
            state.end(printed=bool(xml))
            output.append(xml)
        first = False


def _contexts(step: Step, context: Mapping[str, object], state: ManualState) -> Iterator[Mapping[str, object]]:
    if step.each is None:
        yield context
        return
    name, path = step.each
    items: object = context
    for key in path.split("."):
        items = items.get(key) if isinstance(items, Mapping) else None
    if not isinstance(items, (list, tuple)):
        state.problems.append(EACH_NOT_LIST.at(Place(file=step.piece.file), found=path))
        return
    for item in items:
        yield _with(context, name, item, state)


def _with(context: Mapping[str, object], name: str, item: object, state: ManualState) -> Mapping[str, object]:
    """The context, and an item by its name."""
    values = {**context, name: item}
    return Scope(values, state, context.environment) if isinstance(context, Scope) else values


def _functions(manual: CompiledManual, state: ManualState) -> dict[str, object]:
    """The functions by which templates refer to headings, captions and pages."""

    def function(name: str) -> object:
        def refer(text: object, otherwise: str | None = None) -> object:
            return state.reference(name, str(text), otherwise)

        return refer

    functions = {name: function(name) for name in manual.scheme.functions}
    rule = manual.scheme.page
    if rule is None:
        return functions

    def page(text: object, otherwise: str | None = None) -> object:
        return state.page(rule.format, str(text), otherwise)

    return functions | {rule.function: page}


def _rendered(
    manual: CompiledManual,
    context: Mapping[str, object],
    properties: Properties,
    state: ManualState,
    settled: tuple[list[bytes], dict[str, list[bytes]]],
) -> Rendered:
    """The parts that depend on data; their members are in a fixed order."""
    body, notes = settled
    fresh: dict[str, bytes] = {DOCUMENT: b"".join((_OPEN, *body, _CLOSE))}
    relations: dict[str, dict[str, Relationship]] = {DOCUMENT: dict(state.relationships)}
    for plural, kind in KINDS.items():
        if kind in manual.notes:
            name = f"word/{plural}.xml"
            fresh[name] = notes_part(kind, manual.separators[kind], notes[kind])
            # What notes print is rendered with the body, so either may need it.
            relations[name] = dict(state.relationships)
    for furniture in manual.furniture:
        if furniture.story is None:
            continue
        state.begin_part(furniture.story)
        inside = join(furniture.story.render(context, state))
        fresh[furniture.name] = furniture_xml(furniture, inside)
        relations[furniture.name] = dict(state.relationships)
    fresh[CORE] = core_xml(properties)
    written: dict[str, bytes] = {}
    for part, added in relations.items():
        if added:
            known = {rel.id: rel for rel in manual.relations.get(part, ())} | added
            written[rels_name(part)] = write_relationships(known[ident] for ident in sorted(known))
    media = {name: found for name, found in state.media.items() if name not in manual.names}
    if media:
        types = {name.rsplit(".", 1)[-1]: content_type for name, (_, content_type) in sorted(media.items())}
        written[CONTENT_TYPES] = write_content_types({**types, **manual.defaults}, manual.overrides)
    ready = manual.ready | {name: fresh_member(name, data) for name, data in written.items()}
    members = (
        *(ready[name] for name in sorted(ready)),
        *(fresh_member(name, data) for name, data in fresh.items()),
        *(static_member(name, media[name][0]) for name in sorted(media)),
    )
    return Rendered(manual, fresh | written, members)
