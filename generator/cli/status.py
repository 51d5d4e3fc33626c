"""`plangen status`: which drafts are not up to date, and why; nothing is built."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.bulk.printed import pdfs_of
from generator.bulk.prune import orphans
from generator.bulk.results import LABELS
from generator.bulk.results import Member
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.bulk.results import Wish
from generator.bulk.run import Run
from generator.cli import closing
from generator.cli import console
from generator.cli import present
from generator.cli import standing
from generator.cli.choose import chosen_members
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import bar
from generator.cli.session import Session
from generator.revisions.standing import Standing


@click.command(cls=Command, help=N_("Say which drafts are not up to date, and why; nothing is built."))
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile; so when none is named."))
@click.option("--why", is_flag=True, help=N_("Every reason, not only the first."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def status(session: Session, names: Sequence[str], town: str | None, every: bool, why: bool, as_json: bool) -> int:
    """Exit code 0, or 1 where settings, templates or a profile cannot be used."""
    root = session.workspace()
    every = every or not (names or town)
    run = Run.open(root)
    try:
        members, found = chosen_members(run.members, names, town, every=every) if run.is_usable else ([], [])
        problems = [*run.problems, *found]
        wish = Wish(tuple(LABELS), only_look=True, whole=as_json)
        with bar(len(members) * len(LABELS), quiet=as_json) as show:
            results = run.refreshed(
                members, wish, lambda result: show(result.member.name), lambda member: show(member.name, 0)
            )
        nobodys = orphans(root, run.members, LABELS) if every and run.is_usable else []
        pdfs = pdfs_of(root, run.state, results)
        # Asking whether a revision is current takes a look at all its facts: of many communities only on demand.
        found_standing = _standings(run, members) if run.is_usable and (why or not every) else []
    finally:
        run.close()
    everything = list(dict.fromkeys([*problems, *closing.problems_of(results)]))
    if as_json:
        data = {
            "drafts": [
                {**closing.as_data(root, result), "pdf": pdf or None} for result, pdf in zip(results, pdfs, strict=True)
            ],
            "orphans": nobodys,
            "revisions": [standing.as_data(one) for one in found_standing],
            "problems": [present.as_data(problem) for problem in everything],
        }
        present.print_json(data)
    else:
        present.report(problems, summary=False)
        for one in found_standing:
            for line in standing.as_lines(one):
                console.out(line)
        _tell(results, nobodys, sum(map(bool, pdfs)), why=why)
    return present.exit_code(everything)


def _standings(run: Run, members: Sequence[Member]) -> list[Standing]:
    """Where the manuals of these communities stand."""
    setup = run.load()
    return [] if setup is None else standing.standings(setup, [member.slug for member in members])


def _tell(results: Sequence[Result], nobodys: Sequence[str], pdfs: int, *, why: bool) -> None:
    for result in results:
        if result.status is not Status.CURRENT:
            console.out(closing.line(result, why=not why))
            if why:
                for reason in result.reasons:
                    console.out(f"  {closing.reason(reason)}")
    for path in nobodys:
        console.out(_("of no community  {path}").format(path=path))
    for said in closing.failures(results):
        console.out(said)
    number = {kind: sum(result.status is kind for result in results) for kind in Status}
    parts = [counted("{count} up to date", "{count} up to date", number[Status.CURRENT])]
    parts.append(counted("{count} stale", "{count} stale", number[Status.STALE]))
    if number[Status.FAILED]:
        parts.append(counted("{count} failed", "{count} failed", number[Status.FAILED]))
    if pdfs:
        parts.append(counted("{count} with a PDF that shows it", "{count} with a PDF that shows them", pdfs))
    if nobodys:
        parts.append(counted("{count} of no community", "{count} of no community", len(nobodys)))
    console.out(_(", ").join(parts))
