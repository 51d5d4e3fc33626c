"""Drafts: where they lie, and building a community's manual from disk to disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import files
from generator.bulk.manual import Manual
from generator.bulk.manual import build_manual
from generator.bulk.results import draft_file
from generator.bulk.templates import Templates
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.mask import Edition
from generator.problems import Problem
from generator.problems import Severity

FIGURE_LIMIT = 20 * files.MIB


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one community in one edition: the draft's path if one was written."""

    entry: Entry
    edition: Edition
    path: Path | None
    manual: Manual | None
    problems: tuple[Problem, ...]


def draft_path(workspace: Workspace, entry: Entry, edition: Edition) -> Path:
    """Where the draft of a community's manual lies; the name is legal on every system."""
    return workspace.root / draft_file(entry.slug, entry.name, edition.value)


def build_community(
    workspace: Workspace,
    entry: Entry,
    settings: Settings,
    templates: Templates,
    editions: tuple[Edition, ...],
    *,
    write: bool = True,
) -> list[Built]:
    """The manuals of one community, one per edition, written as drafts unless `write` is false.

    An erroneous profile leaves the old drafts as they were.
    """
    facts, problems = load_facts(workspace, entry, settings)
    if facts is None or any(problem.severity is Severity.ERROR for problem in problems):
        return [Built(entry, edition, None, None, tuple(problems)) for edition in editions]
    figures, found = load_figures(workspace, facts)
    problems += found
    results: list[Built] = []
    for edition in editions:
        manual = build_manual(facts, templates, edition, figures)
        told = [*problems, *manual.problems]
        path: Path | None = None
        if manual.data is not None and write:
            path = draft_path(workspace, entry, edition)
            failed = files.write_bytes(path, manual.data, root=workspace.root)
            told += failed
            path = None if failed else path
        results.append(Built(entry, edition, path, manual, tuple(told)))
    return results


def load_figures(workspace: Workspace, facts: Facts) -> tuple[dict[str, bytes], list[Problem]]:
    """The figures that the profile names, by file name; those that cannot be read are problems."""
    figures: dict[str, bytes] = {}
    problems: list[Problem] = []
    for figure in facts.profile.figures:
        if figure.file:
            data, found = files.read_bytes(facts.figure_path(figure.file), FIGURE_LIMIT, root=workspace.root)
            problems += found
            if data is not None:
                figures[figure.file] = data
    return figures, problems


def read_figures(workspace: Workspace, folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Those of the figures in a community's folder that can be read, by file name."""
    found = {name: files.read_bytes(folder / "figures" / name, FIGURE_LIMIT, root=workspace.root)[0] for name in names}
    return {name: data for name, data in found.items() if data is not None}
