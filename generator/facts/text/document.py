"""A YAML file that was read: its name and its record."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from itertools import accumulate

from generator.facts.text.compose import VALUES
from generator.facts.text.compose import compose
from generator.facts.text.decode import decode
from generator.facts.text.nodes import MapNode
from generator.facts.text.nodes import Node
from generator.facts.text.nodes import Scalar
from generator.facts.text.ordinary import ordinary
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg1_text as codes

_BREAK = re.compile("\n|\r")


@dataclass(frozen=True)
class Document:
    """The record of one file, and the text that it was read from."""

    file: str
    root: MapNode
    text: str = field(default="", repr=False)

    def spot(self, node: Node) -> tuple[int, int]:
        """Line and column (from 1) of a value."""
        return _spot(self._lines, node.at)

    @cached_property
    def _lines(self) -> list[int]:
        return _lines_of(self.text)


def parse_document(data: bytes, file: str, most: int = VALUES) -> tuple[Document | None, list[Problem]]:
    """The record that the bytes of `file` hold, or `None` if there is none; every problem of the text.

    `most`: how many values it may unfold to.

    Codes: PG101–PG122.
    """
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    text = text.replace("\r\n", "\n")  # as YAML does; lines and columns are the same
    record = ordinary(text, most)
    if record is not None:
        return Document(file, record, text), problems
    root, found = compose(text, file, most=most)
    problems += found
    if isinstance(root, MapNode):
        return Document(file, root, text), problems
    if not found and (root is None or (isinstance(root, Scalar) and root.is_nothing)):
        problems.append(codes.EMPTY_FILE.at(Place(file=file, line=1, column=1)))
    elif root is not None:
        line, column = _spot(_lines_of(text), root.at)
        colon = _full_width_colon(text, root) if isinstance(root, Scalar) else -1
        if colon >= 0:
            place = Place(file=file, line=line, column=column + colon)
            problems.append(codes.FULL_WIDTH.at(place, found="：", expected=": "))
        else:
            problems.append(codes.NOT_A_RECORD.at(Place(file=file, line=line, column=column)))
    return None, problems


def _lines_of(text: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *accumulate(len(line) + 1 for line in text.replace("\r", "\n").split("\n"))]


def _spot(lines: list[int], at: int) -> tuple[int, int]:
    line = bisect_right(lines, at)
    return line, at - lines[line - 1] + 1


def _full_width_colon(text: str, node: Scalar) -> int:
    """How far behind its beginning a full-width colon stands on the line where `node` begins; -1 if there is none."""
    return _BREAK.split(text[node.at :], maxsplit=1)[0].find("：")
