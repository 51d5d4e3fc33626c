"""The state of one manual's rendering: what its stories call, and what is known when all is rendered."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.problems import Place
from generator.problems import nearest
from generator.problems.pg6_assembly import AMBIGUOUS_TARGET
from generator.problems.pg6_assembly import UNKNOWN_TARGET
from generator.problems.words import N_
from generator.word.contents import Entry
from generator.word.contents import contents_xml
from generator.word.counting import Counter
from generator.word.marks import Closing
from generator.word.marks import Late
from generator.word.marks import Mark
from generator.word.marks import NoteClosing
from generator.word.marks import NoteOpening
from generator.word.marks import Opening
from generator.word.marks import SectionMark
from generator.word.marks import SectionSlot
from generator.word.notes import reference_xml
from generator.word.package import Relationship
from generator.word.pages import page_field
from generator.word.printing import escape_text as escape
from generator.word.refusal import MisplacedValueError
from generator.word.relocate import media_name
from generator.word.relocate import relationship_to
from generator.word.state import RenderState
from generator.word.story import calling
from generator.word.values import in_runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.word.assembly import CompiledManual
    from generator.word.assembly import Step
    from generator.word.printing import Spot
    from generator.word.sections import SectionSpec
    from generator.word.story import Call
    from generator.word.story import Story

_NOTHING = b""
_PAGE_BREAK = b"<w:pageBreakBefore/>"


@dataclass(slots=True)
class Target:
    """A heading or caption that references can name: how they print it, and how many have the same text.

    `bookmark` is that of a heading.
    """

    printed: str
    order: int
    bookmark: str = ""
    count: int = 1


class PageReference:
    """A value that prints as a field: it parts the run around its tag, once its heading's bookmark is known."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Spot], bytes]) -> None:
        self._make = make

    def to_xml(self, spot: Spot, _state: RenderState) -> Late:
        """The field, as the spot needs it."""
        if spot.position not in {"text", "run"}:
            raise MisplacedValueError(N_("a reference"), N_("print it in a text"))
        return Late(lambda: self._make(spot))


@dataclass
class ManualState(RenderState):
    """What rendering one manual counts and collects."""

    manual: CompiledManual = field(kw_only=True)
    relationships: dict[str, Relationship] = field(default_factory=dict)
    media: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    captions: dict[int, list[Entry]] = field(default_factory=dict)
    targets: dict[str, dict[str, Target]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._counter = Counter(self.manual.scheme)
        self._step: Step | None = None
        self._spec: SectionSpec | None = None
        self._story: Story | None = None
        self._number = ""
        self._bookmarks = 0
        self._order = 0
        self._open_bookmarks: dict[str, int] = {}
        self._break_wanted = False
        self._notes = {"footnote": 0, "endnote": 0}

    # What the manual's driver says.

    def begin(self, step: Step, *, new_page: bool) -> Mark:
        """The beginning of a piece, on a new page if wanted; a section of its own begins one anyway."""
        self._step = step
        self._story = step.piece.story
        self._counter.restart()
        spec = step.sections[0]
        same = self._spec is not None and (self._spec.key == spec.key or spec.is_continuous)
        self._break_wanted = new_page and same
        return self.section(0)

    def end(self, *, printed: bool) -> None:
        """Nothing; the piece has ended, and printed something or not."""
        if printed:
            self._spec = self._current().sections[-1]

    def begin_part(self, story: Story) -> None:
        """Nothing; a header or footer begins, with relationships of its own."""
        self._story = story
        self.relationships = {}

    # Calls of stories.

    def title(self, index: int, title: int) -> bytes:
        """The beginning of a heading of the scheme's rule `index` whose text is known."""
        number, refer, bookmark = self._heading(index)
        text = self._current().piece.titles[title]
        rule = self.manual.scheme.headings[index]
        self._add_target(self.manual.scheme.reference, text, refer, self._order, bookmark)
        if rule.contents:
            self.entries.append(Entry(rule.level, number, text, bookmark))
        return b'<w:bookmarkStart w:id="%d" w:name="%s"/>' % (self._bookmarks, bookmark.encode())

    def title_end(self) -> bytes:
        """The end of the heading, which holds no other."""
        return b'<w:bookmarkEnd w:id="%d"/>' % self._bookmarks

    def heading(self, index: int, place: int) -> Mark:
        """The beginning of a heading whose text is read when it has been rendered."""
        number, refer, bookmark = self._heading(index)
        mark = Opening(number, self._place(place), self._order)
        rule = self.manual.scheme.headings[index]
        entry = len(self.entries)
        if rule.contents:
            self.entries.append(Entry(rule.level, number, "", bookmark))

        def read(text: str) -> None:
            self._add_target(self.manual.scheme.reference, text, refer, mark.order, bookmark)
            if rule.contents:
                self.entries[entry] = Entry(rule.level, number, text, bookmark)

        mark.read = read
        mark.xml = b'<w:bookmarkStart w:id="%d" w:name="%s"/>' % (self._bookmarks, bookmark.encode())
        mark.end = b'<w:bookmarkEnd w:id="%d"/>' % self._bookmarks
        return mark

    def caption_mark(self) -> bytes:
        """The beginning of a caption whose text is known, and which is listed with its page."""
        self._bookmarks += 1
        return b'<w:bookmarkStart w:id="%d" w:name="%s"/>' % (self._bookmarks, _listed(self._bookmarks).encode())

    def caption_title(self, index: int, title: int) -> bytes:
        """The number of a caption of the scheme's rule `index` whose text is known."""
        self._number = number = self._counter.caption(index)
        text = self._current().piece.titles[title]
        self._order += 1
        rule = self.manual.scheme.captions[index]
        self._add_target(rule.function, text, number, self._order)
        if rule.tag:
            self.captions.setdefault(index, []).append(Entry(2, number + rule.after, text, _listed(self._bookmarks)))
        return escape(number).encode()

    def caption(self, index: int, place: int) -> Mark:
        """The beginning of a caption whose text is read when it has been rendered."""
        self._number = number = self._counter.caption(index)
        self._order += 1
        rule = self.manual.scheme.captions[index]
        mark = Opening(number + rule.after, self._place(place), self._order)
        listed = self.captions.setdefault(index, [])
        at = len(listed)
        if rule.tag:
            self._bookmarks += 1
            bookmark = _listed(self._bookmarks)
            listed.append(Entry(2, number + rule.after, "", bookmark))
            mark.xml = b'<w:bookmarkStart w:id="%d" w:name="%s"/>' % (self._bookmarks, bookmark.encode())
            mark.end = b'<w:bookmarkEnd w:id="%d"/>' % self._bookmarks

        def read(text: str) -> None:
            self._add_target(rule.function, text, number, mark.order)
            if rule.tag:
                listed[at] = replace(listed[at], text=text)

        mark.read = read
        return mark

    def number(self) -> bytes:
        """The number of the heading or caption that has begun."""
        return escape(self._number).encode()

    def close(self) -> Mark:
        """The end of the heading or caption."""
        return Closing()

    def step(self, index: int) -> bytes:
        """The number of a counted step."""
        return escape(self._counter.step(index)).encode()

    def restart(self) -> bytes:
        """Nothing; something other than a step is printed."""
        self._counter.restart()
        return _NOTHING

    def contents(self, captions: int | None = None) -> Mark:
        """The contents, or the list of captions of a rule; the first line takes a page break that the piece wants."""
        begins_page, self._break_wanted = self._break_wanted, False
        return Late(lambda: self._contents(captions, begins_page=begins_page))

    def note(self, kind: str, custom: bool) -> Mark:  # noqa: FBT001  (a literal in a call of the engine)
        """The beginning of a note's text."""
        self._notes[kind] += 1
        return NoteOpening(kind, reference_xml(kind, self._notes[kind], custom=custom))

    def note_end(self) -> Mark:
        """The end of a note's text."""
        return NoteClosing()

    def bookmark(self, index: int) -> bytes:
        """The beginning of a bookmark of the piece; a second one of the same name would be no bookmark."""
        name = self._bookmark_name(index)
        if name in self._open_bookmarks:
            return _NOTHING
        self._bookmarks += 1
        self._open_bookmarks[name] = self._bookmarks
        return b'<w:bookmarkStart w:id="%d" w:name="%s"/>' % (self._bookmarks, name.encode())

    def bookmark_end(self, index: int) -> bytes:
        """The end of a bookmark that has begun and not ended."""
        name = self._bookmark_name(index)
        number = self._open_bookmarks.get(name, 0)
        if not number:
            return _NOTHING
        self._open_bookmarks[name] = 0
        return b'<w:bookmarkEnd w:id="%d"/>' % number

    def page_break(self, always: bool) -> bytes:  # noqa: FBT001  (a literal in a call of the engine)
        """A page break before this paragraph, if it is the first one of a piece that begins a page."""
        wanted = always or self._break_wanted
        self._break_wanted = False
        return _PAGE_BREAK if wanted else _NOTHING

    def section(self, index: int) -> Mark:
        """The beginning of section `index` of the piece."""
        step = self._current()
        section = step.piece.sections[index]
        return SectionMark(
            step.sections[index],
            begins_with_table=section.begins_with_table,
            ends_with_table=section.ends_with_table,
        )

    def section_slot(self) -> Mark:
        """Room for section properties in the last paragraph of a section."""
        return SectionSlot()

    # Calls of values.

    def image(self, data: bytes, extension: str, content_type: str) -> str:
        """The id of the relationship of the part being rendered to a picture."""
        name = media_name(data, extension)
        self.media.setdefault(name, (data, content_type))
        return self._related(relationship_to(name, "image"))

    def hyperlink(self, url: str) -> str:
        """The id of the relationship of the part being rendered to an address."""
        return self._related(relationship_to(url, "hyperlink", external=True))

    # What is asked for when all is rendered.

    def reference(self, function: str, text: str, otherwise: str | None = None) -> Late:
        """The number of the heading or caption with that text, wherever in the manual it stands.

        Without such a target it is a problem, unless `otherwise` says what to print then.
        """
        story, call = self._story, calling(sys._getframe(1))  # noqa: SLF001  (the only way to the tag that calls)
        return Late(lambda: self._refer(function, text, otherwise, story, call))

    def page(self, form: str, text: str, otherwise: str | None = None) -> PageReference:
        """The page of the heading with that text, in the words of `form`; nothing is printed until it is known.

        Without such a heading it is a problem, unless `otherwise` says what to print then.
        """
        told = (self._story, calling(sys._getframe(1)))  # noqa: SLF001  (the only way to the tag that calls)
        return PageReference(lambda spot: self._page(form, text, otherwise, told, spot))

    def _heading(self, index: int) -> tuple[str, str, str]:
        """What is printed before the text of the next heading, how references print it, and its bookmark."""
        number, refer = self._counter.heading(index)
        self._number = number
        self._bookmarks += 1
        self._order += 1
        printed = number + self.manual.scheme.headings[index].after if number else ""
        return printed, refer, f"_Toc{self._bookmarks:08d}"

    def _add_target(self, function: str, text: str, printed: str, order: int, bookmark: str = "") -> None:
        """Let references of `function` name `text`; of several the first in the manual's order is meant."""
        known = self.targets.setdefault(function, {})
        key = target_key(text)
        target = known.get(key)
        if target is None:
            known[key] = Target(printed or f"「{text}」", order, bookmark)
            return
        target.count += 1
        if order < target.order:
            target.order, target.printed, target.bookmark = order, printed or f"「{text}」", bookmark

    def _refer(self, function: str, text: str, otherwise: str | None, story: Story | None, call: Call) -> bytes:
        target = self._found(function, text, story, call, must=otherwise is None)
        printed = target.printed if target is not None else otherwise or ""
        return escape(printed).encode()

    def _page(self, form: str, text: str, otherwise: str | None, told: tuple[Story | None, Call], spot: Spot) -> bytes:
        """The field that will print the page, in the run around it."""
        target = self._found(self.manual.scheme.reference, text, *told, must=otherwise is None)
        if target is None:
            return in_runs(spot.run(escape(otherwise)) if otherwise else "", spot).encode()
        return in_runs(page_field(target.bookmark, form, spot.run_properties), spot).encode()

    def _found(self, function: str, text: str, story: Story | None, call: Call, *, must: bool) -> Target | None:
        """The heading or caption that is meant; that there `must` be one, and that there are several, are problems."""
        known = self.targets.get(function, {})
        key = target_key(text)
        target = known.get(key)
        if target is not None and target.count == 1:
            return target
        place = story.at(call.line).place if story is not None else Place()
        if target is not None:
            self.problems.append(AMBIGUOUS_TARGET.at(place, found=text, count=target.count))
        elif must:
            self.problems.append(UNKNOWN_TARGET.at(place, found=text, nearest=nearest(key, known) or "—"))
        return target

    def _contents(self, captions: int | None, *, begins_page: bool) -> bytes:
        rule = self.manual.scheme.contents
        if rule is None:
            return _NOTHING
        if captions is None:
            wanted = [entry for entry in self.entries if entry.level <= rule.levels]
            xml = contents_xml(wanted, self.manual.entry_styles, f'\\o "1-{rule.levels}" \\h \\z \\u')
        else:
            style = self.manual.scheme.captions[captions].style
            xml = contents_xml(self.captions.get(captions, []), self.manual.entry_styles, f'\\h \\z \\t "{style},1"')
        return xml.replace(b"/>", b"/>" + _PAGE_BREAK, 1) if begins_page else xml

    def _related(self, relationship: Relationship) -> str:
        self.relationships[relationship.id] = relationship
        return relationship.id

    def _current(self) -> Step:
        if self._step is None:  # pragma: no cover  (stories with such calls belong to pieces)
            msg = "no piece is being rendered"
            raise RuntimeError(msg)
        return self._step

    def _place(self, index: int) -> Place:
        return self._current().piece.places[index]

    def _bookmark_name(self, index: int) -> str:
        return self._current().piece.bookmarks[index]


def _listed(number: int) -> str:
    """The bookmark of a caption that is listed with its page."""
    return f"_Fig{number:08d}"


def target_key(text: str) -> str:
    """The form under which the text of a heading or caption is found: without spaces at its ends, one inside."""
    return " ".join(text.split())
