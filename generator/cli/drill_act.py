"""`plangen drill act`: what was done about a finding."""

from __future__ import annotations

import datetime as dt

import click

from generator.bulk.settings import load_settings
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
from generator.revisions.mend import WORDS
from generator.revisions.mend import Mending
from generator.revisions.mend import mend


@click.command(
    cls=Command,
    help=N_(
        "Enter what was done about a finding: begun (begin, 开始整改), done and to be verified (done, 完成待核), "
        "closed by somebody else than its owner (close, 销号), or deferred to a day (defer, 延期)."
    ),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("finding", metavar="F-2026-01-1")
@click.argument("what", metavar="begin|done|close|defer", type=click.Choice([*WORDS, *WORDS.values()]))
@on_option
@click.option("--evidence", default="", metavar=N_("TEXT"), help=N_("What shows that it is done (done, close)."))
@click.option("--verified-by", default="", metavar=N_("NAME"), help=N_("Who verified it (close): not its owner."))
@click.option("--until", type=DATE, metavar=N_("DATE"), help=N_("The new day (defer)."))
@click.option("--approver", default="", metavar=N_("NAME"), help=N_("Who approved the new day (defer)."))
@click.option("--revision", default="", metavar="V1.1", help=N_("The revision that answers it."))
@click.option("--note", default="", metavar=N_("TEXT"), help=N_("Anything else."))
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def act(
    session: Session,
    name: str,
    finding: str,
    what: str,
    day: dt.datetime | None,
    evidence: str,
    verified_by: str,
    until: dt.datetime | None,
    approver: str,
    revision: str,
    note: str,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if nothing was entered."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    settings = needed(load_settings(workspace))
    said = Mending(
        finding=finding.strip().upper(),
        act=WORDS.get(what, what),
        on=day_of(day),
        by=by,
        evidence=evidence,
        verified_by=verified_by,
        until=until.date() if until else None,
        approver=approver,
        revision=revision.strip().upper(),
        note=note,
    )
    written, problems = mend(workspace, entry, settings, said)
    values = {"name": entry.name, "finding": said.finding, "act": said.act}
    line = _("entered  {name} {finding}: {act}").format(**values)
    return told(entry, [written], problems, line=line, as_json=as_json)
