"""What a PDF takes to print: its pages, the paper that they need, and how many sheets."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from pypdf import PdfReader

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_pack as codes

_POINTS_PER_MM = 72 / 25.4
_SIZES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148)}
_TOLERANCE_MM = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of each page of a PDF, in order."""

    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paper in words: `A4`, or `A4 30页、A3 1页`."""
        counted = Counter(self.pages)
        if len(counted) == 1:
            return next(iter(counted))
        return "、".join(f"{size} {count}页" for size, count in counted.most_common())

    def sheets(self, *, is_duplex: bool) -> Counter[str]:
        """How many sheets of each paper one copy takes; a change of paper begins a new sheet."""
        needed: Counter[str] = Counter()
        for size, run in groupby(self.pages):
            pages = len(list(run))
            needed[size] += -(-pages // 2) if is_duplex else pages
        return needed


def measure(data: bytes, place: Place) -> tuple[Paper | None, list[Problem]]:
    """The paper that a PDF needs, or nothing if it cannot be read. Codes: PG764."""
    try:
        reader = PdfReader(io.BytesIO(data))
        sizes = tuple(_size(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages)
    except Exception:  # noqa: BLE001  (a damaged PDF fails in as many ways as it can be damaged)
        sizes = ()
    return (Paper(sizes), []) if sizes else (None, [codes.NOT_A_PDF.at(place)])


def _size(width_points: float, height_points: float) -> str:
    """The name of a paper, however it is turned; its size where it has no name."""
    short, long = sorted((width_points / _POINTS_PER_MM, height_points / _POINTS_PER_MM))
    for name, (least, most) in _SIZES.items():
        if abs(short - least) <= _TOLERANCE_MM and abs(long - most) <= _TOLERANCE_MM:
            return name
    return f"{short:.0f}×{long:.0f}毫米"
