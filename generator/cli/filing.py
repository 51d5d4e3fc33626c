"""`plangen file` and `plangen reconfirm`: what the town received; what a review came to."""

from __future__ import annotations

import datetime as dt

import click

from generator.bulk.setup import load_setup
from generator.cli.day import DATE
from generator.cli.day import by_option
from generator.cli.day import day_of
from generator.cli.day import on_option
from generator.cli.entering import found_community
from generator.cli.entering import needed
from generator.cli.entering import told
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.revisions.filing import Filing
from generator.revisions.filing import Review
from generator.revisions.filing import file_revision
from generator.revisions.filing import reconfirm as enter_review


@click.command("file", cls=Command, help=N_("Enter that a signed revision was filed with the town."))
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("version", metavar="V1.0")
@on_option
@click.option("--received-by", required=True, metavar=N_("OFFICE"), help=N_("Who received it."))
@click.option("--receipt-no", required=True, metavar=N_("NUMBER"), help=N_("The number on the receipt."))
@click.option("--sent-on", type=DATE, metavar=N_("DATE"), help=N_("The day it was sent."))
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def file_(
    session: Session,
    name: str,
    version: str,
    day: dt.datetime | None,
    received_by: str,
    receipt_no: str,
    sent_on: dt.datetime | None,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was entered."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    sent = sent_on.date() if sent_on else None
    said = Filing(version.strip().upper(), day_of(day), by, received_by, receipt_no, sent)
    written, problems = file_revision(workspace, entry, said)
    values = {"name": entry.name, "version": said.version, "number": receipt_no}
    line = _("filed  {name} {version}: {number}").format(**values)
    then = f"plangen hand-out {entry.slug} {said.version}"
    return told(entry, [written], problems, line=line, then=then, as_json=as_json)


@click.command(
    cls=Command,
    help=N_("Enter that a revision was reviewed and needs no change: the same number, a new day for the next review."),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("version", required=False, default="", metavar="[V1.0]")
@on_option
@click.option("--why", required=True, metavar=N_("TEXT"), help=N_("What was looked at, and by whom."))
@click.option(
    "--review-due", type=DATE, metavar=N_("DATE"), help=N_("To be reviewed by then; else by the district's cycle.")
)
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def reconfirm(
    session: Session,
    name: str,
    version: str,
    day: dt.datetime | None,
    why: str,
    review_due: dt.datetime | None,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was entered."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    setup = needed(load_setup(workspace))
    due = review_due.date() if review_due else None
    written, problems = enter_review(setup, entry, Review(version.strip().upper(), day_of(day), by, why, due))
    line = ""
    if written is not None:
        values = {"name": entry.name, "version": written.version, "day": written.review_due}
        line = _("confirmed  {name} {version}, to be reviewed by {day}").format(**values)
    return told(entry, [written], problems, line=line, as_json=as_json)
