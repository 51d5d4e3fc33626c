"""Marks: what a story leaves in its output for the pass over the finished manual.

A manual's output is a list of XML stretches. Calls of the engine put marks between them; when all is rendered, the
marks are replaced by XML: bookmarks, numbers of references, contents, notes, section properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.problems import Place
    from generator.word.sections import SectionSpec


def _unread(text: str) -> None:
    """Nothing; nobody wants the text."""


class Mark:
    """A place in the output; `xml` is what stands there in the end."""

    __slots__ = ("xml",)

    def __init__(self, xml: bytes = b"") -> None:
        self.xml = xml

    def resolve(self) -> bytes:
        """What stands here in the end."""
        return self.xml


class Opening(Mark):
    """The beginning of a heading or caption whose text depends on data.

    `number` is what is printed before its text; `read` is told the text; `order` is its rank in the manual.
    """

    __slots__ = ("end", "number", "order", "place", "read")

    def __init__(self, number: str, place: Place, order: int) -> None:
        super().__init__()
        self.number = number
        self.place = place
        self.order = order
        self.end = b""
        self.read: Callable[[str], None] = _unread


class Closing(Mark):
    """The end of a heading or caption."""

    __slots__ = ()


class NoteOpening(Mark):
    """The beginning of a note's text, which is moved to the notes' part; a reference stays."""

    __slots__ = ("kind",)

    def __init__(self, kind: str, reference: bytes) -> None:
        super().__init__(reference)
        self.kind = kind


class NoteClosing(Mark):
    """The end of a note's text."""

    __slots__ = ()


class SectionMark(Mark):
    """The beginning of a section of a piece: the set-up that it wants, and whether tables stand at its ends."""

    __slots__ = ("begins_with_table", "ends_with_table", "spec")

    def __init__(self, spec: SectionSpec, *, begins_with_table: bool, ends_with_table: bool) -> None:
        super().__init__()
        self.spec = spec
        self.begins_with_table = begins_with_table
        self.ends_with_table = ends_with_table


class SectionSlot(Mark):
    """Where the last paragraph before a possible section break has room for section properties."""

    __slots__ = ()


class Late(Mark):
    """Something that is only known when the whole manual is: contents, the number of a heading further down."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], bytes]) -> None:
        super().__init__()
        self.make = make

    def resolve(self) -> bytes:
        """What stands here in the end."""
        return self.make()
