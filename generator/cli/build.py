"""`plangen build`: drafts of manuals, only those that something has changed, and why each piece stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator.bulk.results import LABELS
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.bulk.results import Wish
from generator.bulk.run import Run
from generator.cli import closing
from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen_members
from generator.cli.choose import require_some
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import bar
from generator.cli.session import Session
from generator.problems import PlangenError
from generator.problems import Severity
from generator.problems import pg8_build

if TYPE_CHECKING:
    from generator.bulk.results import Member
    from generator.cli.printing import Prints
    from generator.cli.progress import Bar
    from generator.problems import Problem

_MANY = 40
_FEW = 3


@click.command(
    cls=Command,
    help=N_(
        "Build the manuals of communities as drafts in output/drafts: those that something has changed since they "
        "were built."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile."))
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice(list(LABELS)),
    help=N_("Only this edition; both when not given."),
)
@click.option("--pdf", "as_pdf", is_flag=True, help=N_("Print them too, as PDF, and put page numbers into the drafts."))
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar=N_("N"), help=N_("Use so many processes."))
@click.option("--force", is_flag=True, help=N_("Build also what is up to date."))
@click.option("--check", "only_look", is_flag=True, help=N_("Build nothing; fail if anything is not up to date."))
@click.option(
    "--prune",
    is_flag=True,
    help=N_("Remove drafts and cards of communities that are gone, and drafts of other editions."),
)
@click.option("--explain", is_flag=True, help=N_("Say for every piece why it is in or out, and write nothing."))
@click.option("--strict", is_flag=True, help=N_("Gaps and notes fail too."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def build(
    session: Session,
    names: Sequence[str],
    town: str | None,
    every: bool,
    editions: Sequence[str],
    as_pdf: bool,
    jobs: int | None,
    force: bool,
    only_look: bool,
    prune: bool,
    explain: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 when a manual could not be built (or, if only looked at, is not up to date)."""
    root = session.workspace()
    require_some(names, town, every=every)
    wanted = tuple(edition for edition in LABELS if not editions or edition in editions)
    run = Run.open(root)
    try:
        members, found = chosen_members(run.members, names, town, every=every) if run.is_usable else ([], [])
        if explain:
            from generator.cli.explained import explained

            return explained(run, members, wanted[0], [*run.problems, *found], strict=strict, as_json=as_json)
        whole = as_json or len(members) <= _FEW
        wish = Wish(wanted, force=force, only_look=only_look, jobs=jobs, whole=whole)
        results = _built(run, members, wish, as_json=as_json)
        prints: Prints | None = None
        if as_pdf and run.is_usable:
            from generator.cli.printing import printed_drafts

            prints = printed_drafts(run, results, wish, as_json=as_json)
            found = [*found, *prints.problems]
        problems = [*run.problems, *found]
        gone: list[str] = []
        if prune and not only_look and run.is_usable:
            gone, found = _pruned(run, members, wanted)
            problems += found
    finally:
        run.close()
    everything = list(dict.fromkeys([*problems, *closing.problems_of(results)]))
    shown = prints.paths() if prints is not None else set()
    outdated = [result.removed for result in results if result.removed and result.removed not in shown]
    if as_json:
        data = {
            "built": [closing.as_data(root, result) for result in results],
            "removed": [*outdated, *gone],
            "problems": [present.as_data(problem) for problem in everything],
        }
        if prints is not None:
            data["printed"] = prints.as_data()
        present.print_json(data)
    else:
        for path in outdated:
            console.out(_("removed  {path}: it showed an older draft").format(path=path))
        _tell(results, prints, everything, gone, whole=whole)
    if any(result.fault for result in results):
        from generator.cli import fault

        return fault.answer_results(results)
    statuses = {result.status for result in results} | (prints.statuses() if prints is not None else set())
    stale = only_look and Status.STALE in statuses
    failed = Status.FAILED in statuses
    untold = strict and any(any(result.untold) for result in results)
    return int(stale or failed or untold) or present.exit_code(everything, strict=strict)


def _built(run: Run, members: Sequence[Member], wish: Wish, *, as_json: bool) -> list[Result]:
    """What became of each; told line by line while the work goes on, unless there are too many for a terminal."""
    quiet = as_json or (console.terminal_width() is not None and len(members) * len(wish.editions) > _MANY)
    with bar(len(members) * len(wish.editions), quiet=as_json) as show:

        def tell(result: Result) -> None:
            if not quiet and result.status is not Status.CURRENT:
                console.out(closing.line(result, why=result.status is Status.STALE))
            show(result.member.name)

        return run.refreshed(members, wish, tell, lambda member: _begin(show, member))


def _begin(show: Bar, member: Member) -> None:
    show(member.name, 0)


def _pruned(run: Run, members: Sequence[Member], editions: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The drafts that were removed: of communities that are gone, and of other editions of those chosen."""
    from generator.bulk.prune import orphans
    from generator.bulk.prune import prune

    try:
        nobodys = orphans(run.root, run.members, LABELS)
        others = [
            path
            for path in orphans(run.root, run.members, editions)
            if any(path.startswith(f"output/drafts/{member.slug}/") for member in members)
        ]
        return prune(run.root, dict.fromkeys([*nobodys, *others]))
    except PlangenError as error:  # somebody else writes there now, or a folder cannot be read
        return [], list(error.problems)


def _is_of_build(problem: Problem) -> bool:
    """Whether it is about the building itself: `plangen check` will not tell it."""
    return problem.code == pg8_build.TAKEN_OVER.id


def _tell(
    results: Sequence[Result],
    prints: Prints | None,
    problems: Sequence[Problem],
    gone: Sequence[str],
    *,
    whole: bool,
) -> None:
    """Nothing; it was told. Of many communities only the errors, unless `whole`.

    A district that still collects its data has thousands of gaps, and each draft shows its own.
    """
    shown = [problem for problem in problems if whole or problem.severity is Severity.ERROR or _is_of_build(problem)]
    present.report(shown, summary=False)
    for path in gone:
        console.out(_("removed  {path}").format(path=path))
    for said in closing.failures(results):
        console.out(said)
    said = closing.summary(results, problems)
    if prints is not None:
        said = _(", ").join((said, *prints.counts()))
    if gone:
        said = _(", ").join((said, counted("{count} removed", "{count} removed", len(gone))))
    console.out(said)
    if len(shown) < len(problems) or any(any(result.untold) for result in results):
        console.out(_("gaps and notes are listed by: plangen check --all"))
