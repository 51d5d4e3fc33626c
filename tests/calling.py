"""A small workspace whose people are called, for tests: sheets written, filled in by hand and taken back."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import sample
import small_workspace
import yaml
from workspace import Done
from workspace import started

from generator.coverage.calls.form import FILE

DAY = date(2026, 6, 10)
HEADER = ("代码", "岗位", "姓名", "电话", "结果", "新号码", "时间", "拨打人", "备注")
CODE = "339901100201"
"""Of 甲村."""

OFFICER, DEPUTY, LIAISON = "19900000007", "19900000008", "0577-00000003"
Row = Mapping[str, Any]


def book(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these rows in its sheets."""
    data = io.BytesIO()
    written = openpyxl.Workbook()
    written.remove(written.worksheets[0])
    for rows in sheets:
        sheet = written.create_sheet("电话核查")
        for row in rows:
            sheet.append(list(row))
    written.save(data)
    return data.getvalue()


def filled(*rows: Row) -> bytes:
    """A call sheet with these rows; of 甲村 where a row says nothing else."""
    return book([HEADER, *([{"代码": CODE, **row}.get(title) for title in HEADER] for row in rows)])


@dataclass(frozen=True)
class Round:
    """A workspace in which people are called."""

    root: Path

    @classmethod
    def at(cls, root: Path, changes: small_workspace.Changes | None = None) -> Round:
        """The small workspace with the form, and without the calls that its fixture has."""
        small_workspace.copied(root, changes)
        (root / FILE).parent.mkdir(parents=True)
        shutil.copyfile(sample.ROOT / FILE, root / FILE)
        shutil.rmtree(root / small_workspace.COMMUNITY / "calls")
        return cls(root)

    def check(self, *arguments: str) -> Done:
        """What `plangen phone-check` does."""
        return started("-C", str(self.root), "phone-check", *arguments)

    def take(self, data: bytes, *, on: date = DAY, by: str = "应急专员", options: Sequence[str] = ()) -> Done:
        """What becomes of a workbook that is taken back."""
        path = self.root / "filled.xlsx"
        path.write_bytes(data)
        return self.check("--from", str(path), "--on", str(on), "--by", by, *options)

    def sheet(self, suffix: str = ".xlsx") -> Path:
        """The sheet that was written last."""
        return max((self.root / "output/phone-check").glob(f"*{suffix}"), key=lambda path: (len(path.name), path.name))

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the sheet that was written last, by title."""
        values = list(openpyxl.load_workbook(self.sheet()).worksheets[0].iter_rows(min_row=3, values_only=True))
        return [dict(zip(map(str, values[0]), row, strict=True)) for row in values[1:]]

    def fill(self, answer: Callable[[dict[str, Any]], Row]) -> bytes:
        """The sheet that was written last, filled in by what `answer` says to each row."""
        written = openpyxl.load_workbook(self.sheet())
        paper = written.worksheets[0]
        titles = [str(cell.value) for cell in paper[3]]
        for cells in paper.iter_rows(min_row=4):
            row = {title: cell.value for title, cell in zip(titles, cells, strict=True)}
            for title, value in answer(row).items():
                cells[titles.index(title)].value = value
        data = io.BytesIO()
        written.save(data)
        return data.getvalue()

    def records(self, unit: str = "xizhen/jiacun") -> dict[str, Any]:
        """The records of a community or town, by file name."""
        folder = self.root / "plans" / unit / "calls"
        return {path.name: yaml.load(path.read_bytes(), yaml.BaseLoader) for path in sorted(folder.glob("*.yaml"))}  # noqa: S506

    def results(self, unit: str = "xizhen/jiacun") -> dict[str, str]:
        """The result of each number in the records of a community or town."""
        return {call["phone"]: call["result"] for record in self.records(unit).values() for call in record["calls"]}
