"""Cases of the life of 云岭村's manual.

`from`: nothing, issued (V1.0 waits for its signature) or signed, as a rule; `change`: `[file, old, new]` each, after
that; `overdue: true` opens the findings of the drill again, `shared: true` issues V1.1 with the same register. `do` is
what is done then, one of

    {issue: {reasons: […], interim: true, …}}     {reasons: [typed …]}     {meanwhile: true}
    {sign: [name of the scan, its content]}       {hand_out: version on the receipts}
    {reconfirm: {}}      {correct: pages}         {destroy: 人员名册}      {release: {name: …}}
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from few import few
from issuing import DAY
from issuing import RECORD
from issuing import YUNLING
from issuing import first_issued
from issuing import first_signed
from issuing import issued
from issuing import print_ready
from openpyxl import Workbook as Book
from workspace import PROFILE
from workspace import Workspace

from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.facts.ledger.entries import Issue
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace as Folders
from generator.outline.recipe import Release
from generator.press.office import Printed
from generator.press.pack import receipts
from generator.problems import Problem
from generator.revisions import printing
from generator.revisions.correct import Correction
from generator.revisions.correct import correct
from generator.revisions.destroy import Destruction
from generator.revisions.destroy import destroy
from generator.revisions.filing import Review
from generator.revisions.filing import reconfirm
from generator.revisions.frozen.freeze import content_hash
from generator.revisions.handout import HandingOut
from generator.revisions.handout import hand_out
from generator.revisions.printing import Press
from generator.revisions.reasons import parse_reasons
from generator.revisions.release import declare
from generator.revisions.sign import Signature
from generator.revisions.sign import sign

BY = "应急专员"
BEGINNINGS: dict[str, Callable[[Path], Workspace]] = {
    "nothing": lambda root: few(root, YUNLING),
    "issued": first_issued,
    "signed": first_signed,
}


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What is told of the act."""
    ((act, value),) = case["do"].items()
    if act == "reasons":
        return parse_reasons(value)[1]
    district = BEGINNINGS[case.get("from", "signed")](folder / "w")
    for file, old, new in case.get("change", ()):
        district.change(file, old, new)
    if case.get("overdue"):
        asked = "asks_revision: true\n    state: "
        text = (district.root / RECORD).read_text("utf-8")
        district.write(RECORD, text.replace(f"{asked}已销号", f"{asked}整改中"))
    if case.get("shared"):
        district.change(PROFILE, '"19900000041"', '"19900000099"')
        issued(district.root, YUNLING)
    for piece, old, new in case.get("pieces", ()):
        district.change_piece(piece, old, new)
    for file in case.get("without", ()):
        district.remove(file)
    if act == "issue":
        wish = {**value, "reasons": tuple(value.get("reasons", ()))}
        return [problem for result in issued(district.root, YUNLING, **wish) for problem in result.problems]
    if act == "release":
        said = {"on": DAY, "kind": "wording", "note": "改一句话", **value}
        return declare(Folders(district.root), Release(**said))[1]
    setup, found = load_setup(Folders(district.root))
    assert setup is not None, found
    return ACTS[act](setup, setup.by_slug[YUNLING], folder, value)


def _meanwhile(setup: Setup, _entry: Entry, _folder: Path, value: Any) -> list[Problem]:  # noqa: ANN401
    """Printed after something has changed, or not."""
    source, found = printing.load_source(setup, _entry, _facts(setup, _entry))
    assert source is not None, found
    content = "0" * 64 if value else content_hash(source.frozen)
    issue = Issue(on=DAY, version="V1.0", kind_of_change="首次", summary="全文", content=content)
    printing.inherited[:] = [setup]
    return list(Press(setup.workspace.root, {YUNLING: issue}).bound(YUNLING, print_ready).made.problems)


def _facts(setup: Setup, entry: Entry) -> Any:  # noqa: ANN401
    return load_facts(setup.workspace, entry, setup.settings)[0]


def _sign(setup: Setup, entry: Entry, folder: Path, value: list[str]) -> list[Problem]:
    path = folder / value[0]
    path.write_bytes(value[1].encode())
    said = Signature("V1.0", date(2026, 11, 3), BY, "郑示例", scan=path)
    return sign(setup.workspace, entry, said, 36)[1]


def _hand_out(setup: Setup, entry: Entry, folder: Path, version: str) -> list[Problem]:
    book, written = Book(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(receipts.TITLES))
    row = {
        receipts.COPY: "内01", receipts.COMMUNITY: "云岭村", receipts.POST: "书记", receipts.VERSION: version,
        receipts.RECEIVED: date(2026, 11, 6), receipts.SIGNED: "✓", receipts.ITEM: "综合应急预案（内部版）",
    }  # fmt: skip
    sheet.append([row.get(title, "") for title in receipts.TITLES])
    book.save(written)
    path = folder / "签收.xlsx"
    path.write_bytes(written.getvalue())
    return hand_out(setup.workspace, entry, HandingOut("V1.0", DAY, BY, workbook=path))[1]


def _correct(setup: Setup, entry: Entry, _folder: Path, pages: int) -> list[Problem]:
    def printed(docx: bytes) -> Printed:
        return dataclasses.replace(print_ready(docx), count=pages)

    return correct(setup, entry, Correction(DAY, BY), printed)[1]


def _reconfirm(setup: Setup, entry: Entry, _folder: Path, _value: object) -> list[Problem]:
    return reconfirm(setup, entry, Review("", DAY, BY, "复核"))[1]


def _destroy(setup: Setup, entry: Entry, _folder: Path, what: str) -> list[Problem]:
    return destroy(setup.workspace, entry, Destruction("V1.0", DAY, BY, (what,), ("张示例", "李示例"), "到期"))[1]


ACTS: dict[str, Callable[[Setup, Entry, Path, Any], list[Problem]]] = {
    "meanwhile": _meanwhile,
    "sign": _sign,
    "hand_out": _hand_out,
    "correct": _correct,
    "reconfirm": _reconfirm,
    "destroy": _destroy,
}
