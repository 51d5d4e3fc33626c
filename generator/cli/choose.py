"""Which communities a command is about: named ones, a town's, or all that have a profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator.cli.language import _
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.bulk.results import Member
    from generator.facts.facts import Settings
    from generator.facts.workspace import Entry
    from generator.facts.workspace import Workspace


def chosen(
    workspace: Workspace, settings: Settings | None, names: Sequence[str], town: str | None, *, every: bool
) -> tuple[list[Entry], list[Problem]]:
    """The communities meant, in the roster's order, each once; names that mean none are problems.

    Raises: click.UsageError if nothing at all was asked for, or if the town is unknown.
    """
    from generator.bulk.setup import member_of
    from generator.facts.load import load_communities
    from generator.facts.workspace import has_profile

    entries, problems = load_communities(workspace, settings)
    members = [member_of(entry, has_profile(workspace, entry)) for entry in entries]
    wanted, found = chosen_members(members, names, town, every=every)
    slugs = {member.slug for member in wanted}
    return [entry for entry in entries if entry.slug in slugs], problems + found


def chosen_members(
    members: Sequence[Member], names: Sequence[str], town: str | None, *, every: bool
) -> tuple[list[Member], list[Problem]]:
    """As `chosen`, from what is known of every community already.

    Raises: click.UsageError if nothing at all was asked for, or if the town is unknown.
    """
    require_some(names, town, every=every)
    wanted, problems = _named(members, names)
    if town is not None:
        of_town = [member for member in members if town in (member.town, member.town_name)]
        if not of_town:
            towns = "、".join(dict.fromkeys(f"{m.town_name} ({m.town})" for m in members))
            raise click.UsageError(_("there is no town “{town}”; there are: {towns}").format(town=town, towns=towns))
        wanted |= {member.slug for member in of_town if member.has_profile}
    if every:
        wanted |= {member.slug for member in members if member.has_profile}
    return [member for member in members if member.slug in wanted], problems


def require_some(names: Sequence[str], town: str | None, *, every: bool) -> None:
    """Nothing, if anything at all was asked for.

    Raises: click.UsageError if not.
    """
    if not names and town is None and not every:
        raise click.UsageError(_("name a community, or give --town or --all"))


def _named(members: Sequence[Member], names: Sequence[str]) -> tuple[set[str], list[Problem]]:
    """The communities that names mean, by what names each without doubt."""
    if not names:
        return set(), []
    from generator.facts.workspace import Entry
    from generator.facts.workspace import find

    entries = [Entry(member.town, member.folder, member.name, member.code, member.town_name) for member in members]
    wanted: set[str] = set()
    problems: list[Problem] = []
    for name in names:
        entry, found = find(name, entries)
        problems += found
        if entry is not None:
            wanted.add(entry.slug)
    return wanted, problems
