"""`plangen adopt`: a plan that exists on paper is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from generator.bulk.setup import load_setup
from generator.cli.day import DATE
from generator.cli.day import by_option
from generator.cli.entering import found_community
from generator.cli.entering import needed
from generator.cli.entering import told
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.workspace import Workspace
from generator.revisions.adopt import FIRST_VERSION
from generator.revisions.adopt import Paper
from generator.revisions.adopt import adopt as enter


@click.command(cls=Command, help=N_("Enter a signed plan that exists on paper; the first issued revision replaces it."))
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("version", required=False, default=FIRST_VERSION, metavar=f"[{FIRST_VERSION}]")
@click.option("--signed-on", required=True, type=DATE, metavar=N_("DATE"), help=N_("The day of the signature."))
@click.option("--signer", required=True, metavar=N_("NAME"), help=N_("Who signed."))
@click.option(
    "--in-force-on", type=DATE, metavar=N_("DATE"), help=N_("In force from this day; else from the signature.")
)
@click.option("--scan", type=click.Path(exists=True, dir_okay=False), metavar=N_("FILE"), help=N_("The plan, scanned."))
@click.option(
    "--proves",
    multiple=True,
    type=click.Choice(SUBJECTS),
    help=N_("A subject that the paper treats; may be repeated."),
)
@click.option(
    "--review-due", type=DATE, metavar=N_("DATE"), help=N_("To be reviewed by then; else by the district's cycle.")
)
@click.option("--filed-on", type=DATE, metavar=N_("DATE"), help=N_("The day it was filed with the town, if it was."))
@click.option("--receipt-no", default="", metavar=N_("NUMBER"), help=N_("The number on the receipt."))
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def adopt(
    session: Session,
    name: str,
    version: str,
    signed_on: dt.datetime,
    signer: str,
    in_force_on: dt.datetime | None,
    scan: str | None,
    proves: Sequence[str],
    review_due: dt.datetime | None,
    filed_on: dt.datetime | None,
    receipt_no: str,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was entered."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    setup = needed(load_setup(workspace))
    paper = Paper(
        by=by,
        signed_on=signed_on.date(),
        signer=signer,
        version=version.strip().upper(),
        on=in_force_on.date() if in_force_on else None,
        review_due=review_due.date() if review_due else None,
        scan=Path(scan) if scan else None,
        proves=tuple(proves),
        filed_on=filed_on.date() if filed_on else None,
        receipt_no=receipt_no,
    )
    written, problems = enter(setup, entry, paper)
    line = ""
    if written is not None:
        values = {"name": entry.name, "version": written.version, "day": written.on}
        line = _("entered  {name} {version} (paper), in force from {day}").format(**values)
    return told(entry, [written], problems, line=line, then=f"plangen issue {entry.slug}", as_json=as_json)
