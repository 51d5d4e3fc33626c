"""Cases of packs and receipts.

`receipts`: rows of a table, read back (`repeat`: the last one so often), or a text that is no workbook. Else a town of
one small community is packed: `prints` names what there is, `damaged` which of it is no PDF; `mine` lies where the
pack is to lie, `filled` changes a file of the pack and packs again; `settled: false` asks who is handed copies.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlsxwriter
from packing import Office

from generator.press.pack.holders import unsettled
from generator.press.pack.items import ITEMS
from generator.press.pack.receipts import read_receipts
from generator.problems import PlangenError
from generator.problems import Problem


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What packing, or reading the receipts, reports."""
    if "receipts" in case:
        return _received(case)
    office = Office.at(folder / "workspace")
    if "settled" in case:
        rules = tuple(
            replace(rule, item=item) for item in case["settled"] for rule in office.facts.district.distribution[:1]
        )
        return unsettled(replace(office.facts.district, distribution=rules), ITEMS)
    prints = office.prints(*case["prints"])
    for one in prints:
        if one.item.key in case.get("damaged", []):
            one.path.write_bytes(b"%PDF-1.7")
    town = office.town(prints)
    if case.get("complete"):
        town = replace(town, lacking=())
    if "mine" in case:
        mine = office.target(town) / case["mine"]
        mine.parent.mkdir(parents=True)
        mine.write_bytes(b"mine")
    try:
        pack = office.pack(town)
        if "filled" in case:
            (office.target(town) / case["filled"]).write_bytes(b"filled in")
            pack = office.pack(town)
    except PlangenError as error:
        return list(error.problems)
    return list(pack.problems)


def _received(case: dict[str, Any]) -> list[Problem]:
    if isinstance(case["receipts"], str):
        return read_receipts(case["receipts"].encode(), "签收表.xlsx")[1]
    data = io.BytesIO()
    rows = [*case["receipts"][:-1], *[case["receipts"][-1]] * case.get("repeat", 1)]
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("签收表")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(at, column, value)
    return read_receipts(data.getvalue(), "签收表.xlsx")[1]
