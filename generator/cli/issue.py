"""`plangen issue`: numbered 送签稿, frozen and archived, or every reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Sequence

import click

from generator.bulk.setup import load_setup
from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen
from generator.cli.day import by_option
from generator.cli.day import day_of
from generator.cli.day import on_option
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import bar
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import by_place
from generator.revisions.archive.layout import number_folder
from generator.revisions.changes.kind import Kind
from generator.revisions.issue import Result
from generator.revisions.issue import Status
from generator.revisions.issue import issue_each
from generator.revisions.plan import Wish
from generator.revisions.printing import Offices
from generator.revisions.reasons import parse_reasons

_KINDS = {"major": Kind.MAJOR, "minor": Kind.MINOR, "主": Kind.MAJOR, "次": Kind.MINOR}


@click.command(
    cls=Command,
    help=N_(
        "Freeze the next revision of a community for signature: numbered, with check codes, as Word and PDF, archived "
        "and entered in the ledger. What hinders it is said, all of it."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile."))
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar=N_("REASON"),
    help=N_("Why (演练, drill …); found from what changed when not given. May be repeated."),
)
@click.option("--basis", default="", metavar=N_("TEXT"), help=N_("The drill, incident or document that asks for it."))
@click.option("--kind", type=click.Choice(list(_KINDS)), help=N_("Against the rule: major (主) or minor (次)."))
@click.option("--why", default="", metavar=N_("TEXT"), help=N_("Why the kind is another one than the rule says."))
@on_option
@click.option("--interim", is_flag=True, help=N_("After an incident or a fatal finding: pass over what is missing."))
@by_option
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help=N_("So many LibreOffices at once."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def issue(
    session: Session,
    names: Sequence[str],
    town: str | None,
    every: bool,
    reasons: Sequence[str],
    basis: str,
    kind: str | None,
    why: str,
    day: dt.datetime | None,
    interim: bool,
    by: str,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if any community that was to get a revision got none."""
    if kind is not None and not why.strip():
        raise click.UsageError(_("--kind needs --why: the ledger keeps the reason"))
    workspace = Workspace(session.workspace())
    found, problems = parse_reasons(reasons)
    setup, told = load_setup(workspace)
    if setup is None or problems:
        return _told([], [*problems, *(told if setup is None else ())], workspace, as_json=as_json)
    entries, problems = chosen(workspace, setup.settings, names, town, every=every)
    wish = Wish(day_of(day), by, found, basis, _KINDS[kind] if kind else None, why, interim, not names)
    with bar(len(entries), quiet=as_json) as show:
        results = issue_each(setup, entries, wish, Offices(jobs), lambda result: show(result.entry.name))
    return _told(results, problems, workspace, as_json=as_json)


def _told(results: Sequence[Result], problems: Sequence[Problem], workspace: Workspace, *, as_json: bool) -> int:
    everything = list(dict.fromkeys([*problems, *(problem for result in results for problem in result.problems)]))
    if as_json:
        present.print_json({
            "communities": [_as_data(result) for result in results],
            "problems": [present.as_data(problem) for problem in sorted(everything, key=by_place)],
        })  # fmt: skip
    else:
        present.report(everything, summary=False)
        for result in results:
            for line in _lines(result, workspace):
                console.out(line)
        if results:
            console.out(_summary(results))
    faults = [result.fault for result in results if result.fault is not None]
    if faults:
        from generator.cli.fault import answer_faults

        return answer_faults(faults)
    failed = any(result.status in {Status.REFUSED, Status.FAILED} for result in results)
    return max(present.exit_code(everything), int(failed))


def _lines(result: Result, workspace: Workspace) -> Iterator[str]:
    values = {"name": result.entry.name, "version": result.version}
    if result.status is Status.ISSUED and result.issue is not None:
        yield _("issued  {name} {version} ({kind}): {summary}").format(
            **values, kind=result.issue.kind_of_change, summary=result.issue.summary
        )
        folder = number_folder(workspace.root, result.entry.slug, result.version)
        yield f"  {folder.relative_to(workspace.root).as_posix()}"
        yield "  " + _("next: plangen sign {slug} {version}").format(slug=result.entry.slug, version=result.version)
    elif result.status is Status.WAITING:
        yield _("waits for its signature  {name} {version}").format(**values)
    elif result.status is Status.SAME:
        yield _("nothing changed  {name} {version}").format(**values)
    else:
        yield _("not issued  {name}").format(**values)


def _summary(results: Sequence[Result]) -> str:
    number = {status: sum(result.status is status for result in results) for status in Status}
    parts = [counted("{count} issued", "{count} issued", number[Status.ISSUED])]
    if number[Status.WAITING]:
        parts.append(counted("{count} waiting", "{count} waiting", number[Status.WAITING]))
    if number[Status.SAME]:
        parts.append(counted("{count} unchanged", "{count} unchanged", number[Status.SAME]))
    hindered = number[Status.REFUSED] + number[Status.FAILED]
    if hindered:
        parts.append(counted("{count} not issued", "{count} not issued", hindered))
    return _(", ").join(parts)


def _as_data(result: Result) -> dict[str, object]:
    issue = result.issue
    data: dict[str, object] = {
        "community": {"code": result.entry.code, "name": result.entry.name, "folder": result.entry.slug},
        "status": result.status.value,
        "version": result.version or None,
    }
    if issue is None:
        return data
    return data | {
        "kind": issue.kind_of_change,
        "reasons": list(issue.reasons),
        "summary": issue.summary,
        "answers": list(issue.answers),
        "absorbs": list(issue.absorbs),
        "codes": {one.edition: one.code for one in issue.codes},
    }
