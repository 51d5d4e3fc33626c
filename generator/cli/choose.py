"""Which communities a command is about: named ones, a town's, or all that have a profile."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.cli.language import _
from generator.facts.facts import Settings
from generator.facts.load import load_communities
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import find
from generator.facts.workspace import has_profile
from generator.problems import Problem


def chosen(
    workspace: Workspace, settings: Settings | None, names: Sequence[str], town: str | None, *, every: bool
) -> tuple[list[Entry], list[Problem]]:
    """The communities meant, in the roster's order, each once; names that mean none are problems.

    Raises: click.UsageError if nothing at all was asked for, or if the town is unknown.
    """
    entries, problems = load_communities(workspace, settings)
    if not names and town is None and not every:
        raise click.UsageError(_("name a community, or give --town or --all"))
    wanted: set[Entry] = set()
    for name in names:
        entry, found = find(name, entries)
        problems += found
        if entry is not None:
            wanted.add(entry)
    if town is not None:
        of_town = {entry for entry in entries if town in (entry.town, entry.town_name)}
        if not of_town:
            towns = "、".join(dict.fromkeys(f"{e.town_name} ({e.town})" for e in entries))
            raise click.UsageError(_("there is no town “{town}”; there are: {towns}").format(town=town, towns=towns))
        wanted |= {entry for entry in of_town if has_profile(workspace, entry)}
    if every:
        wanted |= {entry for entry in entries if has_profile(workspace, entry)}
    return [entry for entry in entries if entry in wanted], problems
