"""`plangen template release`: a state of the template set is declared, with what it is and by when to follow it."""

from __future__ import annotations

import datetime as dt

import click

from generator.cli import console
from generator.cli import present
from generator.cli.day import DATE
from generator.cli.day import day_of
from generator.cli.day import on_option
from generator.cli.entering import as_data
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.outline.recipe import Release
from generator.revisions.release import declare

_KINDS = ("style", "wording", "measure")


@click.command(
    cls=Command,
    help=N_(
        "Declare a release of the templates: what it is, and by when manuals must follow. Only that block of "
        "manual.yaml is written."
    ),
)
@click.argument("name", metavar=N_("NAME"))
@click.option("--kind", required=True, type=click.Choice(_KINDS), help=N_("What changed: looks, words or measures."))
@click.option("--note", required=True, metavar=N_("TEXT"), help=N_("What changed, in a sentence."))
@on_option
@click.option("--due", type=DATE, metavar=N_("DATE"), help=N_("By when manuals must follow."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def release(
    session: Session,
    name: str,
    kind: str,
    note: str,
    day: dt.datetime | None,
    due: dt.datetime | None,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was declared."""
    wanted = Release(name=name, on=day_of(day), kind=kind, note=note, due=due.date() if due else None)
    declared, problems = declare(Workspace(session.workspace()), wanted)
    if as_json:
        data = as_data(declared) if declared is not None else None
        present.print_json({"release": data, "problems": [present.as_data(problem) for problem in problems]})
    else:
        present.report(problems, summary=False)
        if declared is not None:
            console.out(_("declared  {name} ({kind}), {day}").format(name=name, kind=kind, day=declared.on))
            console.out("  " + _("next: {command}").format(command="plangen issue --all"))
    return 0 if declared is not None else 1
