"""Cases of ledgers and archives.

`story: true` begins with a whole story of two revisions, `entries` with the ones named; `do` changes files then:
`{delete: PATH}`, `{write: [PATH, TEXT]}`, `{replace: [PATH, OLD, NEW]}`, `{copy: [FROM, TO]}`, `{move: [FROM, TO]}`.
`ask` is what is asked then: `verify` (as a rule), `{add: entries}`, `{issue: version}`, `{rebase: file to keep}`,
`{file: text}`, `{code: text}`, `{archived: number}`, `{finding: entry}`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from ledgers import SLUG
from ledgers import Shelf
from ledgers import adopt_of
from ledgers import correct_of
from ledgers import destroy_of
from ledgers import file_of
from ledgers import finding_of
from ledgers import issue_of
from ledgers import sign_of

from generator.facts.ledger import LedgerEntry
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.order import check_finding
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.problems import Problem
from generator.revisions.archive.store import archived
from generator.revisions.records.identify import identify_bytes
from generator.revisions.records.identify import identify_code
from generator.revisions.records.ledger import writing
from generator.revisions.records.rebase import rebase

MAKERS = {
    "adopt": adopt_of,
    "issue": issue_of,
    "sign": sign_of,
    "file": file_of,
    "correct": correct_of,
    "finding": finding_of,
    "destroy": destroy_of,
}
DRILLS = (Drill(findings=(Finding(id="F-2026-01-1", owner="转移组组长"),)),)


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What is said of the ledger and the archive."""
    shelf = Shelf(folder)
    if case.get("story"):
        shelf.story()
    for said in case.get("entries", []):
        _enter(shelf, said)
    for act in case.get("do", []):
        _do(folder, act)
    ask = case.get("ask", "verify")
    if ask == "verify":
        return list(shelf.verify().problems)
    ((what, value),) = ask.items()
    return _asked(shelf, what, value)


def _asked(shelf: Shelf, what: str, value: Any) -> list[Problem]:  # noqa: ANN401  (as the case says)
    if what == "add":
        return [problem for said in value for problem in _enter(shelf, said)]
    if what == "issue":
        return shelf.issue(value, 20)
    if what == "file":
        return identify_bytes(shelf.workspace, value.encode())[1]
    if what == "code":
        return identify_code(shelf.workspace, value)[1]
    if what == "archived":
        return archived(shelf.root, SLUG, shelf.life, value)[1]
    if what == "finding":
        entry = _made({"finding": value})
        assert isinstance(entry, FindingAct)
        return check_finding(DRILLS, entry, {})
    assert what == "rebase"
    with writing(shelf.workspace) as writer:
        return rebase(writer, SLUG, value)[1]


def _made(said: dict[str, Any]) -> LedgerEntry:
    ((kind, values),) = said.items()
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    entry: LedgerEntry = MAKERS[kind](**lists)  # type: ignore[operator]
    return entry


def _enter(shelf: Shelf, said: dict[str, Any]) -> list[Problem]:
    ((kind, values),) = said.items()
    if kind == "issue" and "archive" not in values:
        return shelf.issue(**values)
    if kind == "correct":
        return shelf.correct(**values)
    return shelf.add(_made(said))


def _do(folder: Path, act: dict[str, Any]) -> None:
    ((what, value),) = act.items()
    names = [value] if isinstance(value, str) else value
    path = folder / names[0]
    if what == "delete":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif what == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(names[1], "utf-8")
    elif what == "replace":
        text = path.read_bytes().decode()
        assert names[1] in text
        path.chmod(0o644)
        path.write_bytes(text.replace(names[1], names[2]).encode())
    elif what == "move":
        path.rename(folder / names[1])
    else:
        assert what == "copy"
        shutil.copytree(path, folder / names[1]) if path.is_dir() else shutil.copy(path, folder / names[1])
