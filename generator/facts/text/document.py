"""A YAML file that was read: its name and its record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field

from generator.facts.text.compose import VALUES
from generator.facts.text.compose import compose
from generator.facts.text.decode import decode
from generator.facts.text.nodes import MapNode
from generator.facts.text.nodes import Scalar
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg1_text as codes


@dataclass(frozen=True, slots=True)
class Document:
    """The record of one file, and the text that it was read from."""

    file: str
    root: MapNode
    text: str = field(default="", repr=False)


def parse_document(data: bytes, file: str, most: int = VALUES) -> tuple[Document | None, list[Problem]]:
    """The record that the bytes of `file` hold, or `None` if there is none; every problem of the text.

    `most`: how many values it may unfold to.

    Codes: PG101–PG122.
    """
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    root, found = compose(text, file, most=most)
    problems += found
    if isinstance(root, MapNode):
        return Document(file, root, text), problems
    start = Place(file=file, line=1, column=1)
    if not found and (root is None or (isinstance(root, Scalar) and root.is_nothing)):
        problems.append(codes.EMPTY_FILE.at(start))
    elif isinstance(root, Scalar) and (column := _full_width_colon(text, root)):
        place = Place(file=file, line=root.line, column=column)
        problems.append(codes.FULL_WIDTH.at(place, found="：", expected=": "))
    elif root is not None:
        problems.append(codes.NOT_A_RECORD.at(Place(file=file, line=root.line, column=root.column)))
    return None, problems


def _full_width_colon(text: str, node: Scalar) -> int:
    """The column of a full-width colon on the line where `node` begins, or 0."""
    line = re.split("\r\n|\n|\r", text)[node.line - 1]
    return line.find("：", node.column - 1) + 1
