"""What every command that enters something has in common: the community, what came of it, text or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from generator.cli import console
from generator.cli import present
from generator.cli.language import _
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger.writing import entry_name
from generator.facts.load import resolve
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import PlangenError
from generator.problems import Problem

_Loaded = TypeVar("_Loaded")


def found_community(workspace: Workspace, name: str, *, as_json: bool) -> Entry | None:
    """The community that is meant; `None` when it was told that there is none."""
    entry, problems = resolve(workspace, name)
    if entry is None:
        told(None, [], problems, as_json=as_json)
    return entry


def needed(loaded: tuple[_Loaded | None, list[Problem]]) -> _Loaded:
    """What was loaded, without which nothing can be entered. Raises: PlangenError with what kept it away."""
    value, problems = loaded
    if value is None:
        raise PlangenError(*problems)
    return value


def told(
    entry: Entry | None,
    written: Sequence[LedgerEntry | None],
    problems: Sequence[Problem],
    *,
    line: str = "",
    then: str = "",
    as_json: bool,
) -> int:
    """The exit code, once it was said what was entered (`line`), where, and what to do next; or why nothing was."""
    entries = [one for one in written if one is not None]
    problems = list(dict.fromkeys(problems))
    if as_json:
        data: dict[str, object] = {
            "community": {"code": entry.code, "name": entry.name, "folder": entry.slug} if entry is not None else None,
            "entries": [as_data(one) for one in entries],
            "problems": [present.as_data(problem) for problem in problems],
        }
        present.print_json(data)
    else:
        present.report(problems, summary=False)
        if entries and entry is not None:
            console.out(line)
            for one in entries:
                console.out(f"  plans/{entry.slug}/revisions/{entry_name(one.number or 0, one.kind or '')}")
            if then:
                console.out("  " + _("next: {command}").format(command=then))
    return 0 if entries and not present.exit_code(problems) else 1


def as_data(record: Record) -> dict[str, object]:
    """A record for machines: its keys as in its file, what is not known left out."""
    data: dict[str, object] = {}
    for key, column in columns(type(record)).items():
        value = getattr(record, column.attribute)
        if value is not None and value != ():
            data[key] = _plain(value)
    return data


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return as_data(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value
