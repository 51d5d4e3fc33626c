"""A round of calls made up: of communities, their towns, some groups of posts, all numbers or the silent ones alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.coverage.calls.lines import State
from generator.coverage.calls.lines import days_of
from generator.coverage.calls.lines import in_groups
from generator.coverage.calls.lines import lines
from generator.coverage.calls.lines import without_number
from generator.coverage.calls.opened import Opened
from generator.coverage.calls.opened import heard_in
from generator.coverage.calls.opened import open_community
from generator.coverage.calls.opened import open_town
from generator.coverage.calls.posts import Group
from generator.coverage.calls.sheet import Round
from generator.facts.facts import Settings
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be called: in which groups (of none, all), as of which day; `silent`: only who has not answered.

    `towns`: the folders of towns whose own posts are called, too.
    """

    whose: str
    day: date
    groups: tuple[Group, ...] = ()
    silent: bool = False
    towns: frozenset[str] = frozenset()


def make_round(
    workspace: Workspace, settings: Settings, entries: Sequence[Entry], wish: Wish
) -> tuple[Round, list[Opened], list[Problem]]:
    """The round, what was opened for it, and the errors that keep somebody out of it."""
    opened: list[Opened] = []
    problems: list[Problem] = []
    for entry in entries:
        one, told = open_community(workspace, entry, settings)
        problems += told
        if one is not None:
            opened.append(one)
    for town in settings.roster.towns:
        if town.folder in wish.towns:
            around = [one for one in opened if one.unit.folder.startswith(f"{town.folder}/")]
            one, told = open_town(workspace, town, around)
            problems += told
            if one is not None:
                opened.append(one)
    known, told = heard_in(workspace, [one.unit for one in opened], wish.day)
    problems += told
    days = days_of(settings.standards)
    found = in_groups(lines([one.source for one in opened], known, wish.day), frozenset(wish.groups))
    if wish.silent:
        found = tuple(line for line in found if line.state(wish.day, days) is not State.ANSWERED)
    return Round(wish.whose, wish.groups, wish.day, days, found), opened, list(dict.fromkeys(problems))


def unreachable(opened: Sequence[Opened], groups: Sequence[Group]) -> dict[str, tuple[str, ...]]:
    """Posts that have nobody with a number, by the name of their community or town."""
    found: dict[str, tuple[str, ...]] = {}
    for one in opened:
        titles = without_number(one.source, frozenset(groups))
        if titles:
            found[one.unit.name] = titles
    return found
