"""The lives of communities, with mergers joined: what held where, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.facts.ledger import Ledger
from generator.facts.ledger import Life
from generator.facts.ledger.merger import ended_by
from generator.facts.load import load_ledger
from generator.facts.model.town import Roster
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.revisions.archive.layout import slugs


@dataclass(frozen=True)
class History:
    """One community's ledger. `life` ends where a successor's manual holds instead."""

    slug: str
    name: str
    town: str
    ledger: Ledger
    life: Life
    problems: tuple[Problem, ...]


def members(workspace: Workspace, roster: Roster) -> list[Entry]:
    """Every community of the roster, in its order, those merged away too; then those that only have a ledger."""
    found = {
        f"{town.folder}/{entry.folder}": Entry(
            town.folder, entry.folder, entry.name or entry.folder, entry.code or "", town.name or town.folder, entry
        )
        for town in roster.towns
        for entry in town.communities
        if town.folder and entry.folder
    }
    for slug in slugs(workspace.root):
        town, _slash, folder = slug.partition("/")
        found.setdefault(slug, Entry(town, folder, slug, "", town))
    return list(found.values())


def load_histories(workspace: Workspace, every: Sequence[Entry], chosen: Sequence[Entry]) -> list[History]:
    """The histories of the chosen communities among all `members`."""
    ledgers: dict[str, tuple[Ledger, list[Problem]]] = {}

    def read(entry: Entry) -> tuple[Ledger, list[Problem]]:
        if entry.slug not in ledgers:
            ledgers[entry.slug] = load_ledger(workspace, entry.path(workspace))
        return ledgers[entry.slug]

    successors = {code: entry for entry in every if entry.roster is not None for code in entry.roster.succeeds}
    found: list[History] = []
    for entry in chosen:
        ledger, problems = read(entry)
        successor = successors.get(entry.code) if entry.code else None
        life = ledger.life if successor is None else ended_by(ledger.life, read(successor)[0].life)
        found.append(History(entry.slug, entry.name, entry.town_name, ledger, life, tuple(problems)))
    return found
