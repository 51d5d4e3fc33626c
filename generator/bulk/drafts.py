"""Drafts: where they lie, the figures that they print, and what one would be without writing it."""

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
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import Term
from generator.problems.pg6_word import BROKEN_IMAGE
from generator.word.pictures import check_whole
from generator.word.refusal import ImageError

FIGURE_LIMIT = 20 * files.MIB


@dataclass(frozen=True, slots=True)
class Unwritten:
    """The manual of one community in one edition as it would be now, if there can be one."""

    entry: Entry
    edition: Edition
    manual: Manual | None
    problems: tuple[Problem, ...]


def draft_path(workspace: Workspace, entry: Entry, edition: Edition) -> Path:
    """Where the draft of a community's manual lies; the name is legal on every system."""
    return workspace.root / draft_file(entry.slug, entry.name, edition.value)


def unwritten(
    workspace: Workspace, entry: Entry, settings: Settings, templates: Templates, edition: Edition
) -> Unwritten:
    """What the draft would be, made from the files as they are now, whatever is known of earlier builds."""
    try:
        facts, problems = load_facts(workspace, entry, settings)
    except PlangenError as error:  # a folder of the community that cannot be read
        return Unwritten(entry, edition, None, error.problems)
    if facts is None or any(problem.severity is Severity.ERROR for problem in problems):
        return Unwritten(entry, edition, None, tuple(problems))
    figures, found = load_figures(workspace, facts)
    manual = build_manual(facts, templates, edition, figures)
    return Unwritten(entry, edition, manual, (*problems, *found, *manual.problems))


def load_figures(workspace: Workspace, facts: Facts) -> tuple[dict[str, bytes], list[Problem]]:
    """The figures that the profile names, by file name; those that cannot be read or are no pictures are problems."""
    figures: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(figure.file for figure in facts.profile.figures if figure.file):
        path = facts.figure_path(name)
        data, found = files.read_bytes(path, FIGURE_LIMIT, root=workspace.root)
        if data is not None:
            found = _faults(data, Place(file=files.shown(path, workspace.root)))
        problems += found
        if data is not None and not found:
            figures[name] = data
    return figures, problems


def _faults(data: bytes, place: Place) -> list[Problem]:
    """Why a figure cannot be printed, if it cannot."""
    try:
        check_whole(data)
    except ImageError as error:
        return [BROKEN_IMAGE.at(place, reason=Term(error))]
    return []


def read_figures(workspace: Workspace, folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Those of the figures in a community's folder that can be read, by file name."""
    found = {name: files.read_bytes(folder / "figures" / name, FIGURE_LIMIT, root=workspace.root)[0] for name in names}
    return {name: data for name, data in found.items() if data is not None}
