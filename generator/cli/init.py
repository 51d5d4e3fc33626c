"""`plangen init`: a new workspace."""

from __future__ import annotations

import click

from generator import files
from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg0_starter
from generator.starter.workspace import COMMUNITY
from generator.starter.workspace import TOWN
from generator.starter.workspace import new_workspace

# What systems leave in every folder that somebody has looked into.
_STREWN = frozenset({"thumbs.db", "desktop.ini"})
_NAMED = 4


@click.command(
    cls=Command,
    help=N_("Make a new workspace in a new or empty folder: templates, settings, an example to be filled in."),
)
@click.argument("folder", metavar=N_("DIR"), type=click.Path(file_okay=False))
@click.pass_obj
def init(session: Session, folder: str) -> int:
    """Exit code 0 when the workspace was made, 1 when it could not be: then nothing was left."""
    target = session.root / folder
    contents, problems = new_workspace()
    names = _occupants(folder=str(target))
    if names:
        found = "、".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        problems = [pg0_starter.NOT_EMPTY.at(Place(file=files.shown(target)), found=found)]
    told: list[Problem] = problems or files.create_all(target, contents)
    if told:
        present.report(told, err=True)
        return 1
    console.out(counted("made {count} file in", "made {count} files in", len(contents)) + f" {target}")
    console.out(_("next:"))
    for line in (
        _("  fill in plans/district.yaml and plans/roster.yaml, then"),
        _("  plans/{town}/{community}/profile.yaml; README.md says how").format(town=TOWN, community=COMMUNITY),
        f"  plangen -C {_quoted(folder)} build --all",
    ):
        console.out(line)
    return 0


def _occupants(folder: str) -> list[str]:
    """What is in the folder; hidden names do not count, such as `.git` of a new clone."""
    names, folders = files.listed(folder)
    return [name for name in (*folders, *names) if name.lower() not in _STREWN]


def _quoted(folder: str) -> str:
    """`folder` as it is typed in a command, in any shell."""
    return f'"{folder}"' if any(char.isspace() for char in folder) else folder
