"""Tables as XLSX: repeated header rows, frozen panes, filters, columns that fit Chinese, a chart that Excel draws.

The same tables give the same bytes: no clock, no random. A text is a text, whatever it begins with: cells are written
by type, and nothing is ever taken for a formula or a link.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float

_FONT = "宋体"
_A3, _A4 = 8, 9
_LONGEST = 32_000  # Excel refuses a cell with more than 32,767 characters
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # XlsxWriter asks the clock if nothing is said
_HEADER_ROW = 2
_LINE, _HEADING, _TALL = 14, 26, 24  # points
_FILLED_BY_HAND = 200  # rows below the last that still offer choices: somebody adds a copy
_ILLEGAL = {code: None for code in range(32) if chr(code) not in "\t\n"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the narrowest and the widest it may be (in half-width characters).

    `is_open`: filled in by hand; `is_date`: with a day; `choices`: with one of these.
    """

    title: str
    least: int = 6
    most: int = 40
    is_open: bool = False
    is_date: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A line drawn from a column of the table it stands beside, over the texts of another; its axis ends at `most`."""

    title: str
    over: int
    of: int
    most: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its heading, a line that explains it, and a last line with totals, if there are any.

    `frozen`: how many columns stay in sight, on paper too; `across`: on how many pages side by side it prints.
    """

    name: str
    heading: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    portrait: bool = False
    tall: bool = False
    """Rows are high enough to be signed by hand."""
    frozen: int = 0
    across: int = 1
    is_a3: bool = False
    chart: Chart | None = None


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """An XLSX file with these sheets."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": _FONT, "font_size": 10},
        },
    )
    book.set_properties({"title": _text(title), "created": _CREATED})
    looks = _Looks(book)
    for sheet in sheets:
        paper = book.add_worksheet(sheet.name)
        _write(paper, sheet, looks)
        if sheet.chart is not None and sheet.rows:
            _draw(book, paper, sheet, sheet.chart)
    book.close()
    return data.getvalue()


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        cell = {"font_name": _FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        heading = {"font_name": "黑体", "font_size": 16, "valign": "vcenter", "text_wrap": True}
        self.heading: Format = book.add_format(heading | {"align": "center"})
        self.left_heading: Format = book.add_format(heading | {"align": "left"})
        self.note: Format = book.add_format(
            {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
        )
        self.header: Format = book.add_format(
            cell | {"font_name": "黑体", "align": "center", "bg_color": "#E7E6E6"},
        )
        self.text: Format = book.add_format(cell | {"num_format": "@"})
        self.number: Format = book.add_format(cell | {"align": "center"})
        self.date: Format = book.add_format(cell | {"num_format": "yyyy-mm-dd", "align": "center"})
        self.share: Format = book.add_format(cell | {"num_format": "0.0", "align": "center"})
        self.total: Format = book.add_format(cell | {"font_name": "黑体", "num_format": "@"})
        self.total_number: Format = book.add_format(cell | {"font_name": "黑体", "align": "center"})
        self.total_share: Format = book.add_format(cell | {"font_name": "黑体", "num_format": "0.0", "align": "center"})


def _write(paper: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    last = len(sheet.columns) - 1
    _page(paper, sheet)
    widths = [_width(sheet, at) for at in range(len(sheet.columns))]
    for at, width in enumerate(widths):
        paper.set_column(at, at, width)
    # A wide table is looked at from its left end.
    look = looks.left_heading if sheet.frozen else looks.heading
    paper.merge_range(0, 0, 0, last, "", look)
    paper.write_string(0, 0, _text(sheet.heading), look)
    paper.set_row(0, _HEADING * -(-cells(sheet.heading) * 8 // (5 * sum(widths))) + 4)
    paper.merge_range(1, 0, 1, last, "", looks.note)
    paper.write_string(1, 0, _text(sheet.note), looks.note)
    paper.set_row(1, _LINE * _lines((sheet.note,), (sum(widths),)) + 3)
    for at, column in enumerate(sheet.columns):
        paper.write_string(_HEADER_ROW, at, _text(column.title), looks.header)
    for row, values in enumerate(sheet.rows, _HEADER_ROW + 1):
        # Said, for not every program fits the row to a text that wraps when it opens the file.
        paper.set_row(row, max(_LINE * _lines(values, widths) + 3, _TALL if sheet.tall else 0))
        for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            _cell(paper, row, at, column, value, looks)
    end = _HEADER_ROW + len(sheet.rows)
    for at, value in enumerate(sheet.total):
        if isinstance(value, int | float):
            look = looks.total_share if isinstance(value, float) else looks.total_number
            paper.write_number(end + 1, at, value, look)
        else:
            paper.write_string(end + 1, at, _text(value), looks.total)
    paper.autofilter(_HEADER_ROW, 0, max(end, _HEADER_ROW), last)
    _choices(paper, sheet, end)


def _cell(paper: Worksheet, row: int, at: int, column: Column, value: Cell, looks: _Looks) -> None:
    if isinstance(value, int | float):
        paper.write_number(row, at, value, looks.share if isinstance(value, float) else looks.number)
    elif not value and column.is_open:
        paper.write_blank(row, at, None, looks.date if column.is_date else looks.text)
    else:
        paper.write_string(row, at, _text(value), looks.text)


def _page(paper: Worksheet, sheet: Sheet) -> None:
    """Nothing; the sheet prints on its paper, its header on every page, numbered."""
    if not sheet.portrait:
        paper.set_landscape()
    paper.set_paper(_A3 if sheet.is_a3 else _A4)
    paper.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    paper.fit_to_pages(sheet.across, 0)
    paper.center_horizontally()
    paper.repeat_rows(_HEADER_ROW)
    paper.freeze_panes(_HEADER_ROW + 1, sheet.frozen)
    if sheet.frozen:
        paper.repeat_columns(0, sheet.frozen - 1)
    paper.set_footer("&C第&P页 共&N页")
    paper.hide_gridlines(2)


def _draw(book: xlsxwriter.Workbook, paper: Worksheet, sheet: Sheet, chart: Chart) -> None:
    """Nothing; the chart stands to the right of its table, and takes its numbers from there."""
    first, last = _HEADER_ROW + 1, _HEADER_ROW + len(sheet.rows)
    drawn = book.add_chart({"type": "line"})
    drawn.add_series(
        {
            "name": _text(sheet.columns[chart.of].title),
            "categories": [sheet.name, first, chart.over, last, chart.over],
            "values": [sheet.name, first, chart.of, last, chart.of],
            "line": {"color": "#000000", "width": 1.5},
            "marker": {"type": "circle", "size": 5, "fill": {"color": "#FFFFFF"}, "border": {"color": "#000000"}},
            "data_labels": {"value": True, "position": "above"},
        }
    )
    drawn.set_title({"name": _text(chart.title), "name_font": {"name": "黑体", "size": 14, "bold": False}})
    drawn.set_y_axis({"min": 0, "max": chart.most, "major_gridlines": {"visible": True}})
    drawn.set_legend({"none": True})
    drawn.set_size({"width": 720, "height": 320})
    paper.insert_chart(_HEADER_ROW, len(sheet.columns) + 1, drawn, {"description": _text(chart.title)})


def _choices(paper: Worksheet, sheet: Sheet, end: int) -> None:
    """Nothing; columns with choices offer them, and take other words too: the reader of the form says what is wrong."""
    for at, column in enumerate(sheet.columns):
        if column.choices:
            paper.data_validation(
                _HEADER_ROW + 1,
                at,
                end + _FILLED_BY_HAND,
                at,
                {"validate": "list", "source": list(column.choices), "error_type": "information"},
            )


def cells(text: str) -> int:
    """How wide a text is, in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _lines(values: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many lines the fullest cell of a row has."""
    return max(
        sum(-(-(cells(line) or 1) // max(1, width - 1)) for line in str(value).split("\n"))
        for value, width in zip(values, widths, strict=True)
    )


def _width(sheet: Sheet, at: int) -> int:
    """As wide as the longest line of the column, within its bounds; the header keeps room for its filter button."""
    column = sheet.columns[at]
    texts = [str(row[at]) for row in (*sheet.rows, *((sheet.total,) if sheet.total else ()))]
    longest = max((cells(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + 2, cells(column.title) + 4, column.least), column.most)


def _text(value: str) -> str:
    """A text that XML can hold, no longer than a cell may be."""
    kept = value.translate(_ILLEGAL).encode("utf-8", "ignore").decode("utf-8")
    return kept.replace("\ufffe", "").replace("\uffff", "")[:_LONGEST]
