"""Figures in a piece's own text: each must be covered by a constant with its source.

Example (templates/manual/constants.yaml):
    constants:
      - {text: 100–120次/分, source: AHA 2025 心肺复苏指南, mark: 已核对}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

# What counts as a figure: a run of digits, with the signs that belong inside it.
_FIGURE = re.compile(r"\d+(?:[.:,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant(Record):
    """A figure that may stand in a piece's own text, and where it comes from."""

    text: str | None = fact("文字", "数字连同前后的字，照段落里写", need=Need.REQUIRED, length=80)
    source: str | None = fact("来源", need=Need.REQUIRED)
    mark: str | None = fact("把握", need=Need.REQUIRED, choices=("已核对", "通行", "待确认"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants(Record):
    """`templates/manual/constants.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    constants: tuple[Constant, ...] = fact("常数", need=Need.REQUIRED, many=True)


def uncovered(text: str, constants: Iterable[str]) -> Iterator[str]:
    """The figures of `text` that no constant covers where they stand, in order."""
    spans = [m.span() for known in constants if known for m in re.finditer(re.escape(known), text)]
    for figure in _FIGURE.finditer(text):
        if not any(a <= figure.start() and figure.end() <= b for a, b in spans):
            yield figure.group()
