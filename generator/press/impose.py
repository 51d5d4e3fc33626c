"""Imposing: several pages of a PDF on each sheet, with cut marks. Bytes in, bytes out.

The blank edge of each page is cut away, so that the marks lie outside of what is kept, and pages need no scaling.
Pages are laid for cutting a pile: cut the pile of sheets, lay the pile of the second place under that of the first,
and so on, and all cards are in order.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject
from pypdf import PdfReader
from pypdf import PdfWriter
from pypdf import Transformation
from pypdf.generic import DecodedStreamObject
from pypdf.generic import NameObject
from pypdf.generic import RectangleObject

MM = 72 / 25.4
SIZES = {"A5": (148.0, 210.0), "A4": (210.0, 297.0), "A4横": (297.0, 210.0), "A3": (297.0, 420.0)}
"""Width and height in millimetres."""

TRIM_MM = 4.0
"""How much of each edge of a page is cut away."""

_MARK_MM = 3.0
_GAP_MM = 0.8
_HAIR = "0.4 w 0 G"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How many kept pages, each `width` by `height` millimetres, lie side by side on a sheet that is `sheet` large."""

    columns: int
    rows: int
    width: float
    height: float
    sheet: tuple[float, float]

    @property
    def places(self) -> int:
        """How many pages one sheet holds."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """Left and bottom of a place, in reading order, in millimetres from the sheet's lower left corner."""
        row, column = divmod(place, self.columns)
        left = (self.sheet[0] - self.columns * self.width) / 2
        bottom = (self.sheet[1] - self.rows * self.height) / 2
        return left + column * self.width, bottom + (self.rows - 1 - row) * self.height


def arrangement(page: str, sheet: str) -> Arrangement | None:
    """How most pages of one size go on a sheet, upright or lying; `None` if there is no room for two and the marks."""
    width, height = (side - 2 * TRIM_MM for side in SIZES[page])
    found: list[Arrangement] = []
    for across, up in (SIZES[sheet], SIZES[sheet][::-1]):
        columns, rows = (int((side - 2 * _MARK_MM) // own) for side, own in ((across, width), (up, height)))
        if columns * rows > 1:
            found.append(Arrangement(columns, rows, width, height, (across, up)))
    return max(found, key=lambda one: one.places, default=None)


def impose(pdf: bytes, page: str, sheet: str) -> bytes:
    """The pages of `pdf`, all of one size, on sheets with cut marks.

    Raises: ValueError if two of them do not fit on a sheet.
    """
    plan = arrangement(page, sheet)
    if plan is None:
        raise ValueError(f"two pages of {page} do not fit on a sheet of {sheet}")
    reader = PdfReader(io.BytesIO(pdf))
    writer = PdfWriter()
    for numbers in _sheets(len(reader.pages), plan.places):
        size = tuple(side * MM for side in plan.sheet)
        made = writer.add_blank_page(*size)
        for place, number in enumerate(numbers):
            if number is not None:
                _lay(made, reader.pages[number], plan.corner(place))
        made.merge_page(_marks(plan, [place for place, number in enumerate(numbers) if number is not None], size))
        made.compress_content_streams()
    if reader.metadata is not None and reader.metadata.title:
        writer.add_metadata({"/Title": reader.metadata.title})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _sheets(pages: int, places: int) -> list[list[int | None]]:
    """Which page lies in each place of each sheet: place after place, sheet after sheet, so that piles are in order."""
    sheets = -(-pages // places)
    return [
        [at if (at := place * sheets + sheet) < pages else None for place in range(places)] for sheet in range(sheets)
    ]


def _lay(sheet: PageObject, page: PageObject, corner: tuple[float, float]) -> None:
    """Nothing; the kept part of the page lies on the sheet, its lower left corner there."""
    box = page.mediabox
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    trim = TRIM_MM * MM
    page.cropbox = page.trimbox = RectangleObject((left + trim, bottom + trim, right - trim, top - trim))
    move = Transformation().translate(corner[0] * MM - left - trim, corner[1] * MM - bottom - trim)
    sheet.merge_transformed_page(page, move)


def _marks(plan: Arrangement, used: Sequence[int], size: tuple[float, ...]) -> PageObject:
    """A page with the cut marks around the places in use: outside of all that is kept."""
    corners = [plan.corner(place) for place in used]
    lefts = {x for x, _ in corners} | {x + plan.width for x, _ in corners}
    bottoms = {y for _, y in corners} | {y + plan.height for _, y in corners}
    lines = [_HAIR]
    for x in sorted(lefts):
        for y, away in ((max(bottoms), 1), (min(bottoms), -1)):
            lines.append(_line(x, y + away * _GAP_MM, x, y + away * _MARK_MM))
    for y in sorted(bottoms):
        for x, away in ((max(lefts), 1), (min(lefts), -1)):
            lines.append(_line(x + away * _GAP_MM, y, x + away * _MARK_MM, y))
    page = PageObject.create_blank_page(width=size[0], height=size[1])
    drawn = DecodedStreamObject()
    drawn.set_data("\n".join(lines).encode())
    page[NameObject("/Contents")] = drawn
    return page


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x * MM:.2f} {y * MM:.2f} m {to_x * MM:.2f} {to_y * MM:.2f} l S"
