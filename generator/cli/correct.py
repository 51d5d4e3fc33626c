"""`plangen correct`: a numbered correction notice, one page for every copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack

import click

from generator.bulk.setup import load_setup
from generator.cli.day import by_option
from generator.cli.day import day_of
from generator.cli.day import on_option
from generator.cli.entering import found_community
from generator.cli.entering import needed
from generator.cli.entering import told
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.ledger.entries import Change
from generator.facts.workspace import Workspace
from generator.press.finding import find_office
from generator.press.office import Office
from generator.problems import Place
from generator.problems import pg5_life
from generator.revisions.archive.layout import number_folder
from generator.revisions.correct import Correction
from generator.revisions.correct import correct as enter


@click.command(
    cls=Command,
    help=N_(
        "Make a correction notice (更正通知单): what changed in names, telephones and quantities since the revision "
        "in force, on one page to be stuck into every copy. The next revision absorbs it."
    ),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.option("--only", multiple=True, metavar=N_("TEXT"), help=N_("Only changes whose title or path holds this text."))
@click.option(
    "--change",
    "changed",
    nargs=3,
    multiple=True,
    metavar=N_("TITLE BEFORE AFTER"),
    help=N_("A correction that no profile shows, as of a plan on paper. May be repeated."),
)
@on_option
@by_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def correct(
    session: Session,
    name: str,
    only: Sequence[str],
    changed: Sequence[tuple[str, str, str]],
    day: dt.datetime | None,
    by: str,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if there is no notice. Without LibreOffice it is a Word file alone."""
    workspace = Workspace(session.workspace())
    entry = found_community(workspace, name, as_json=as_json)
    if entry is None:
        return 1
    setup = needed(load_setup(workspace))
    typed = [Change(title=title, before=before or None, after=after or None) for title, before, after in changed]
    said = Correction(day_of(day), by, only, typed)
    office, missing = find_office()
    with ExitStack() as stack:
        print_docx = stack.enter_context(Office(office)).print_docx if office is not None else None
        written, problems = enter(setup, entry, said, print_docx)
    line = then = ""
    if written is not None:
        if office is None:
            found = "、".join(problem.code for problem in missing)
            problems.append(pg5_life.WAIVED.at(Place(), count=len(missing), found=found))
        number = counted("{count} correction", "{count} corrections", len(written.changes))
        folder = number_folder(workspace.root, entry.slug, written.correction or "")
        line = _("notice  {name} {number}: {changes}").format(
            name=entry.name, number=written.correction, changes=number
        )
        then = _("print and hand out {folder}").format(folder=folder.relative_to(workspace.root).as_posix())
    return told(entry, [written], problems, line=line, then=then, as_json=as_json)
