"""`plangen destroy`: a frozen register or annex volume is destroyed before two witnesses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from generator.cli.day import by_option
from generator.cli.day import day_of
from generator.cli.day import on_option
from generator.cli.entering import found_community
from generator.cli.entering import told
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.revisions.destroy import ANNEX
from generator.revisions.destroy import REGISTER
from generator.revisions.destroy import Destruction
from generator.revisions.destroy import destroy as enter

_WHAT = {"register": (REGISTER,), "annex": (ANNEX,), "both": (REGISTER, ANNEX)}


@click.command(
    cls=Command,
    help=N_(
        "Destroy the register and annex volume that were frozen with a revision, before two witnesses. Their hashes "
        "stay, and the archive still verifies; the files cannot be brought back."
    ),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("version", metavar="V1.0")
@click.option("--what", type=click.Choice(list(_WHAT)), default="both", help=N_("Which of them."))
@click.option(
    "--witness", "witnesses", multiple=True, required=True, metavar=N_("NAME"), help=N_("Who saw it; two of them.")
)
@click.option("--why", required=True, metavar=N_("TEXT"), help=N_("Why: its day has come, or it was replaced."))
@on_option
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def destroy(
    session: Session,
    name: str,
    version: str,
    what: str,
    witnesses: Sequence[str],
    why: str,
    day: dt.datetime | None,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was destroyed."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    said = Destruction(version.strip().upper(), day_of(day), by, _WHAT[what], witnesses, why)
    written, problems = enter(workspace, entry, said)
    number = counted("{count} file", "{count} files", len(written))
    line = _("destroyed  {name} {version}: {number}").format(name=entry.name, version=said.version, number=number)
    return told(entry, written, problems, line=line, as_json=as_json)
