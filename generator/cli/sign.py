"""`plangen sign`: a signature is entered, which puts a revision in force."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.bulk.settings import load_settings
from generator.cli.day import DATE
from generator.cli.day import by_option
from generator.cli.day import day_of
from generator.cli.entering import found_community
from generator.cli.entering import needed
from generator.cli.entering import told
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.revisions.sign import Signature
from generator.revisions.sign import sign as enter


@click.command(cls=Command, help=N_("Enter that a revision was signed; from its day on it is the plan that holds."))
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("version", metavar="V1.0")
@click.option("--on", "day", required=True, type=DATE, metavar=N_("DATE"), help=N_("The day of the signature."))
@click.option("--signer", required=True, metavar=N_("NAME"), help=N_("Who signed."))
@click.option("--post", default="", metavar=N_("TEXT"), help=N_("The post in which it was signed."))
@click.option("--seal", is_flag=True, help=N_("The seal was put on it, too."))
@click.option(
    "--scan", type=click.Path(exists=True, dir_okay=False), metavar=N_("FILE"), help=N_("The signed page, scanned.")
)
@click.option(
    "--in-force-on", type=DATE, metavar=N_("DATE"), help=N_("In force from this day; else from the signature.")
)
@click.option(
    "--review-due", type=DATE, metavar=N_("DATE"), help=N_("To be reviewed by then; else by the district's cycle.")
)
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def sign(
    session: Session,
    name: str,
    version: str,
    day: dt.datetime,
    signer: str,
    post: str,
    seal: bool,
    scan: str | None,
    in_force_on: dt.datetime | None,
    review_due: dt.datetime | None,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was entered."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    settings = needed(load_settings(workspace))
    said = Signature(
        version=version.strip().upper(),
        on=day_of(day),
        by=by,
        signer=signer,
        post=post,
        seal=seal,
        scan=Path(scan) if scan else None,
        in_force_on=in_force_on.date() if in_force_on else None,
        review_due=review_due.date() if review_due else None,
    )
    written, problems = enter(workspace, entry, said, settings.district.review_months)
    line = ""
    if written is not None:
        start = written.in_force_on or written.on
        line = _("signed  {name} {version}, in force from {day}").format(
            name=entry.name, version=said.version, day=start
        )
    then = f"plangen file {entry.slug} {said.version}"
    return told(entry, [written], problems, line=line, then=then, as_json=as_json)
