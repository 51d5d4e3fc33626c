"""Settling: one pass over a rendered manual in which marks become XML."""

from __future__ import annotations

from itertools import compress
from itertools import repeat
from operator import is_not

from generator.problems.pg6_assembly import EMPTY_HEADING
from generator.word.contents import plain_text
from generator.word.manualstate import ManualState
from generator.word.marks import Closing
from generator.word.marks import Late
from generator.word.marks import NoteClosing
from generator.word.marks import NoteOpening
from generator.word.marks import Opening
from generator.word.marks import SectionMark
from generator.word.marks import SectionSlot
from generator.word.sections import SectionSpec
from generator.word.state import Deferred

Output = list[bytes | Deferred]

# A paragraph of almost no height: Word wants one between two tables and after the last one.
_TINY = (
    b'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" '
    b'w:afterAutospacing="0" w:line="20" w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
    b'<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>%s</w:pPr></w:p>'
)
_SEPARATOR = _TINY % b""


def settle(output: Output, state: ManualState) -> tuple[list[bytes], dict[str, list[bytes]]]:
    """The body's XML in stretches, with its last section properties, and the notes by kind."""
    # Thousands of pieces are bytes and a few are marks: the search runs without a line of Python per piece.
    others = compress(range(len(output)), map(is_not, map(type, output), repeat(bytes)))
    marks = [(index, output[index]) for index in others]
    _collect(output, marks, state)
    last = _break_sections(output, marks, state)
    settled: list[bytes] = output  # type: ignore[assignment]  # from here on it is
    for index, mark in marks:
        settled[index] = mark.resolve()  # type: ignore[union-attr]  # no mark is bytes
    notes: dict[str, list[bytes]] = {"footnote": [], "endnote": []}
    begun, kind = 0, ""
    for index, mark in marks:
        if isinstance(mark, NoteOpening):
            begun, kind = index, mark.kind
        elif isinstance(mark, NoteClosing):
            notes[kind].append(b"".join(settled[begun + 1 : index]))
            settled[begun + 1 : index] = [b""] * (index - begun - 1)
    settled.append(last)
    return settled, notes


def prints(output: Output, start: int = 0, end: int | None = None) -> bool:
    """Whether anything stands in the output between the two indices."""
    for index in range(start, len(output) if end is None else end):
        piece = output[index]
        if piece and (type(piece) is bytes or isinstance(piece, Late)):
            return True
    return False


def _collect(output: Output, marks: list[tuple[int, bytes | Deferred]], state: ManualState) -> None:
    """Read the text of headings and captions that depend on data, for the contents and for references."""
    begun: list[tuple[int, Opening]] = []
    for index, mark in marks:
        if isinstance(mark, Opening):
            begun.append((index, mark))
        elif isinstance(mark, Closing) and begun:
            start, opening = begun.pop()
            mark.xml = opening.end
            printed = plain_text(b"".join([p for p in output[start + 1 : index] if type(p) is bytes]))
            text = printed[len(opening.number) :].strip()
            if not text:
                state.problems.append(EMPTY_HEADING.at(opening.place))
            opening.read(text)


def _break_sections(output: Output, marks: list[tuple[int, bytes | Deferred]], state: ManualState) -> bytes:
    """The properties of the last section; those of all others are put where each ends.

    A section ends where the next thing that prints wants another set-up; what prints nothing leaves no section.
    """
    breaks = state.manual.breaks
    kinds: set[str] = set()

    def properties(spec: SectionSpec) -> bytes:
        first, later = breaks[spec.key]
        known = spec.kind in kinds
        kinds.add(spec.kind)
        return later if known else first

    sections = [(index, mark) for index, mark in marks if isinstance(mark, SectionMark)]
    ends = [index for index, _ in [*sections, (len(output), None)]][1:]
    slots = [(index, mark) for index, mark in marks if isinstance(mark, SectionSlot)]
    before: SectionMark | None = None
    slot: SectionSlot | None = None
    for (index, mark), end in zip(sections, ends, strict=True):
        if not prints(output, index + 1, end):
            continue
        if before is not None and before.spec.key != mark.spec.key:
            ended = properties(before.spec)
            if slot is None:
                mark.xml = _TINY % ended
            else:
                slot.xml = ended
        elif before is not None and before.ends_with_table and mark.begins_with_table:
            mark.xml = _SEPARATOR
        before = mark
        slot = next((found for at, found in reversed(slots) if index < at < end), None)
    if before is None:
        return b"<w:p/>" + next(iter(breaks.values()))[0]
    return (_SEPARATOR if before.ends_with_table else b"") + properties(before.spec)
