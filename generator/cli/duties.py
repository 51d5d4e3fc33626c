"""`plangen duties`: the book of one community, one town or one person: what is held there, what is due and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator import files
from generator.cli import console
from generator.cli import present
from generator.cli.coverage import FOLDER
from generator.cli.coverage import named
from generator.cli.coverage import require_town
from generator.cli.coverage_told import say
from generator.cli.day import DATE
from generator.cli.day import day_of
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.progress import progress
from generator.cli.session import Session
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.coverage.duties.book import Book
    from generator.coverage.ground import Base
    from generator.coverage.report import Report
    from generator.problems import Problem


@click.command(
    cls=Command,
    help=N_(
        "Tell everything that a community, a town or a person on duty has to do, and by when: posts, points, batches, "
        "findings, drills, inspections, the plan itself. No residents."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("The book of this town; with --person, its people only."))
@click.option(
    "--person",
    metavar=N_("NAME"),
    help=N_("The book of everybody on duty of this name or in this post, wherever they are."),
)
@click.option(
    "--on", "day", type=DATE, metavar=N_("DATE"), help=N_("What is late is counted on this day; today when not given.")
)
@click.option("--docx", is_flag=True, help=N_("Write each book as a Word file, into output/coverage."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def duties(
    session: Session,
    names: Sequence[str],
    town: str | None,
    person: str | None,
    day: dt.datetime | None,
    docx: bool,
    as_json: bool,
) -> int:
    """Exit code 0; 1 if nobody is called that, or the roster, settings or the template cannot be used."""
    from generator.coverage.duties.shown import as_data
    from generator.coverage.ground import load_ground
    from generator.coverage.memory import Memory
    from generator.coverage.survey import survey
    from generator.facts.workspace import Workspace

    if sum((bool(names), town is not None and person is None, person is not None)) != 1:
        raise click.UsageError(_("name communities, or one --town, or one --person"))
    workspace = Workspace(session.workspace())
    memory = Memory(workspace.root)
    click.get_current_context().call_on_close(memory.close)
    setup, problems = load_ground(workspace, memory)
    if setup is None:
        present.report(problems, as_json=as_json)
        return 1
    wanted, unknown = named(setup, names)
    if unknown:
        present.report(unknown, as_json=as_json)
        return 1
    report, of_ledgers = survey(
        setup,
        day_of(day),
        is_today=True,
        memory=memory,
        watched=lambda every: progress(every, label=lambda one: one.entry.name or one.slug, quiet=as_json),
    )
    require_town(report, town)
    books = _books(setup, report, wanted, town, person)
    if not books:
        raise click.UsageError(
            _("nobody on duty is called “{name}” or holds that post").format(name=person or names[0])
        )
    problems = [problem for problem in problems if problem.severity is Severity.ERROR] + of_ledgers
    written = _written(setup, report, books) if docx else ([], [])
    problems += written[1]
    if as_json:
        told = [present.as_data(problem) for problem in problems]
        present.print_json({"books": [as_data(book) for book in books], "problems": told})
    else:
        present.report(problems, summary=False)
        for book in books:
            _tell(book)
        for name in written[0]:
            console.out(_("written  {path}").format(path=name))
    return present.exit_code(problems)


def _books(
    setup: Base, report: Report, wanted: Sequence[str], town: str | None, person: str | None
) -> tuple[Book, ...]:
    from generator.coverage.duties.load import community_books
    from generator.coverage.duties.load import person_books
    from generator.coverage.duties.load import town_book

    folders = [folder for folder, name in report.towns.items() if town in (None, folder, name)]
    if person is not None:
        return person_books(setup, report, person, folders)
    if town is not None:
        return (town_book(setup, report, folders[0]),)
    return community_books(setup, report, wanted)


def _tell(book: Book) -> None:
    """Nothing; the book was told: what is due first, then what is held."""
    console.out(
        _("{name}: {held} posts, {due} things due, {late} of them late").format(
            name=book.of, held=len(book.held), due=len(book.due), late=book.late
        )
    )
    for due in book.due:
        sign = "✗" if due.due.is_late(book.day) else " "
        when = str(due.due.day or due.due.when or "")
        who = "、".join((due.due.who, *due.names))
        say([f"  {sign} {console.pad(when, 10)}  {due.where}  {due.due.what}  → {who}  [{due.due.basis}]"])
    for row in book.held:
        what = "  ".join(filter(None, (row.held.post, row.held.at, row.held.does)))
        say([f"    {row.where}  {row.name}  {what}"])


def _written(setup: Base, report: Report, books: Sequence[Book]) -> tuple[list[str], list[Problem]]:
    """Which files were written, and what kept others from it."""
    from generator.coverage.duties.shown import shown
    from generator.coverage.notices import DUTIES
    from generator.coverage.notices import load_template
    from generator.legal import legal_name

    template, problems = load_template(setup.workspace, DUTIES)
    if template is None:
        return [], problems
    names: list[str] = []
    taken: dict[str, int] = {}
    for book in books:
        taken[book.of] = number = taken.get(book.of, 0) + 1
        name = legal_name(f"一本账-{book.of}{f'（{number}）' if number > 1 else ''}-{book.day}") + ".docx"
        path = setup.workspace.root / FOLDER / name
        found = files.write_bytes(path, template.render(shown(book, report.district)), root=setup.workspace.root)
        problems += found
        if not found:
            names.append(files.shown(path, setup.workspace.root))
    return names, problems
