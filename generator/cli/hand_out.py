"""`plangen hand-out`: which copies were handed out, and what became of the old ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

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
from generator.facts.ledger.entries import EDITIONS
from generator.facts.ledger.entries import OLD_COPIES
from generator.facts.ledger.entries import Copy
from generator.facts.workspace import Workspace
from generator.revisions.handout import HandingOut
from generator.revisions.handout import hand_out as enter


@click.command(
    "hand-out",
    cls=Command,
    help=N_(
        "Enter which copies were handed out: from the workbook of receipts that plangen pack makes, filled in, or one "
        "by one with --copy."
    ),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("version", metavar="V1.0")
@on_option
@click.option(
    "--from",
    "workbook",
    type=click.Path(exists=True, dir_okay=False),
    metavar=N_("FILE"),
    help=N_("The workbook of receipts, filled in."),
)
@click.option(
    "--copy",
    "copies",
    nargs=2,
    multiple=True,
    metavar=N_("NUMBER POST"),
    help=N_("A copy that was signed for: its number and who holds it. May be repeated."),
)
@click.option("--edition", type=click.Choice(EDITIONS), default="internal", help=N_("The edition of those copies."))
@click.option("--old", type=click.Choice(OLD_COPIES), help=N_("What became of the old copies of those posts."))
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def hand_out(
    session: Session,
    name: str,
    version: str,
    day: dt.datetime | None,
    workbook: str | None,
    copies: Sequence[tuple[str, str]],
    edition: str,
    old: str | None,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was entered."""
    if workbook is None and not copies:
        raise click.UsageError(_("name the workbook (--from) or the copies (--copy)"))
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    on = day_of(day)
    typed = [
        Copy(copy=number, post=post, edition=edition, received_on=on, receipt=True, old=old) for number, post in copies
    ]
    said = HandingOut(version.strip().upper(), on, by, typed, Path(workbook) if workbook else None)
    written, problems = enter(workspace, entry, said)
    number = counted("{count} copy", "{count} copies", len(written.rows) if written is not None else 0)
    line = _("handed out  {name} {version}: {number}").format(name=entry.name, version=said.version, number=number)
    return told(entry, [written], problems, line=line, as_json=as_json)
