"""`plangen coverage`: who has a plan that counts, who lacks what, what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import files
from generator.cli import console
from generator.cli import coverage_told
from generator.cli import present
from generator.cli.day import DATE
from generator.cli.day import day_of
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.progress import progress
from generator.cli.session import Session
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.coverage.ground import Base
    from generator.coverage.report import Report
    from generator.problems import Problem

FOLDER = "output/coverage"


@click.command(
    cls=Command,
    help=N_(
        "Measure coverage: every community of the roster in one state, and why. Percentages are floored: 100 means "
        "that none is missing. With the name of a community, all that is known of it."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option(
    "--as-of",
    type=DATE,
    metavar=N_("DATE"),
    help=N_("Measure a past day from ledgers, drills and roster; today, from everything, when not given."),
)
@click.option("--town", metavar=N_("TOWN"), help=N_("List the communities of this town only; totals stay whole."))
@click.option("--gaps", is_flag=True, help=N_("List only communities that do not count or must be updated."))
@click.option(
    "--next", "steps", is_flag=True, help=N_("List what to do next and who does it, the most pressing first.")
)
@click.option(
    "--contradictions",
    "conflicts",
    is_flag=True,
    help=N_("List what communities and towns cannot both be right about."),
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar=N_("PERCENT"),
    help=N_("Fail if coverage is below this percentage."),
)
@click.option("--html", is_flag=True, help=N_("Write a page that can be searched and filtered, into output/coverage."))
@click.option("--xlsx", is_flag=True, help=N_("Write the workbook with all tables, into output/coverage."))
@click.option(
    "--docx", is_flag=True, help=N_("Write the monthly circular and a notice to each town, into output/coverage.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def coverage(
    session: Session,
    names: Sequence[str],
    as_of: dt.datetime | None,
    town: str | None,
    gaps: bool,
    steps: bool,
    conflicts: bool,
    fail_under: float | None,
    html: bool,
    xlsx: bool,
    docx: bool,
    as_json: bool,
) -> int:
    """Exit code 0; 1 if coverage is below what was asked for, or the roster or settings cannot be used."""
    from generator.coverage.as_data import as_data
    from generator.coverage.ground import load_ground
    from generator.coverage.memory import Memory
    from generator.coverage.survey import survey
    from generator.facts.workspace import Workspace

    _require_today(as_of, {"--next": steps, "--contradictions": conflicts})
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
        day_of(as_of),
        is_today=as_of is None,
        watched=lambda every: progress(every, label=lambda one: one.entry.name or one.slug, quiet=as_json),
        memory=memory,
    )
    require_town(report, town)
    problems = [problem for problem in problems if problem.severity is Severity.ERROR] + of_ledgers
    written: list[Path] = []
    for is_wanted, write in ((html, _html), (xlsx, _xlsx), (docx, _docx)):
        if is_wanted:
            paths, found = write(setup, report)
            written += paths
            problems += found
    if as_json:
        present.print_json({**as_data(report), "problems": [present.as_data(problem) for problem in problems]})
    else:
        present.report(problems, summary=False)
        coverage_told.told(report, wanted, town, steps=steps, conflicts=conflicts, only_gaps=gaps)
        for path in written:
            console.out(_("written  {path}").format(path=files.shown(path, setup.workspace.root)))
    whole = report.whole
    below = fail_under is not None and whole.covered * 100 < fail_under * whole.total
    return int(below) or present.exit_code(problems)


def _require_today(as_of: dt.datetime | None, asked: Mapping[str, bool]) -> None:
    option = next((option for option, is_asked in asked.items() if is_asked), None)
    if as_of is not None and option is not None:
        raise click.UsageError(_("{option} tells of today only, without --as-of").format(option=option))


def named(setup: Base, names: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The communities of these names as town/community, and why a name means none."""
    from generator.facts.load import resolve

    found: list[str] = []
    problems: list[Problem] = []
    for name in names:
        entry, told = resolve(setup.workspace, name, setup.settings)
        problems += told
        if entry is not None:
            found.append(entry.slug)
    return found, problems


def require_town(report: Report, town: str | None) -> None:
    """Nothing; the town is one of those that are counted, or none was named."""
    if town is not None and town not in report.towns and town not in report.towns.values():
        towns = "、".join(f"{name} ({folder})" for folder, name in report.towns.items())
        raise click.UsageError(_("there is no town “{town}”; there are: {towns}").format(town=town, towns=towns))


Written = tuple[list[Path], list["Problem"]]


def _stored(setup: Base, contents: Sequence[tuple[str, Callable[[], bytes]]]) -> Written:
    """Where the files of these names lie now, and what kept others from being written."""
    paths: list[Path] = []
    problems: list[Problem] = []
    for name, content in contents:
        path = setup.workspace.root / FOLDER / name
        found = files.write_bytes(path, content(), root=setup.workspace.root)
        problems += found
        if not found:
            paths.append(path)
    return paths, problems


def _html(setup: Base, report: Report) -> Written:
    from generator.coverage.dashboard import dashboard

    return _stored(setup, [(f"覆盖情况-{report.day}.html", lambda: dashboard(report))])


def _xlsx(setup: Base, report: Report) -> Written:
    from generator.coverage.sheets import sheets
    from generator.workbook import workbook

    title = f"{report.district}应急预案台账"
    return _stored(setup, [(f"台账-{report.day}.xlsx", lambda: workbook(title, sheets(report)))])


def _docx(setup: Base, report: Report) -> Written:
    from generator.coverage.notices import load_notices
    from generator.legal import legal_name

    notices, problems = load_notices(setup.workspace)
    if notices is None:
        return [], problems
    made: list[tuple[str, Callable[[], bytes]]] = [(f"通报-{report.day}.docx", partial(notices.circular, report))]
    made += [
        (legal_name(f"街镇通知-{name}-{report.day}") + ".docx", partial(notices.to_town, report, folder))
        for folder, name in report.towns.items()
    ]
    paths, found = _stored(setup, made)
    return paths, problems + found
