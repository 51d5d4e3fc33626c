"""`plangen ledger rebase`: a ledger that grew at two places becomes one again."""

from __future__ import annotations

import click

from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.group import Group
from generator.cli.history import load_members
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.facts.workspace import find
from generator.problems import PlangenError
from generator.revisions.records.ledger import writing
from generator.revisions.records.rebase import rebase as made_one


@click.group(cls=Group, help=N_("Mend a ledger that grew at two places."))
def ledger() -> None:
    """Nothing; the command that follows does the work."""


@ledger.command(
    cls=Command,
    help=N_("Make a forked ledger one again, and take entries into the archive’s list that came from elsewhere."),
)
@click.argument("community", metavar=N_("COMMUNITY"))
@click.option("--keep", metavar=N_("FILE"), default="", help=N_("Keep the branch that this entry is on."))
@click.option("--others-are-void", is_flag=True, help=N_("Leave out signatures of other branches that cannot follow."))
@click.pass_obj
def rebase(session: Session, community: str, keep: str, others_are_void: bool) -> int:
    """Exit code 0, or 1 if the ledger is not one yet; the problems say why."""
    workspace = Workspace(session.workspace())
    entry, problems = find(community, load_members(workspace))
    if entry is None:
        raise PlangenError(*problems)
    with writing(workspace) as writer:
        done, problems = made_one(writer, entry.slug, keep, others_are_void=others_are_void)
        present.report([*writer.notes, *problems], summary=False)
    if not present.exit_code(problems):
        many = counted("{count} entry entered again", "{count} entries entered again", len(done.entered))
        console.out(_("the ledger of {name} is whole: {many}").format(name=entry.name, many=many))
    return present.exit_code(problems)
