"""`plangen build`: drafts of manuals, and why each piece stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

import click

from generator.bulk.drafts import Built
from generator.bulk.drafts import build_community
from generator.bulk.settings import load_settings
from generator.bulk.templates import load_templates
from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import progress
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.files import shown
from generator.mask import Edition
from generator.outline.outline import Decision
from generator.problems import Problem
from generator.problems import Severity
from generator.word.digest import content_digest
from generator.word.digest import parts_digest


@click.command(cls=Command, help=N_("Build the manuals of communities as drafts in output/drafts."))
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile."))
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice([str(edition) for edition in Edition]),
    help=N_("Only this edition; both when not given."),
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
    explain: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 when a manual could not be built; drafts were written and told of."""
    workspace = Workspace(session.workspace())
    settings, problems = load_settings(workspace)
    entries, found = chosen(workspace, settings, names, town, every=every)
    problems += found
    if settings is None:
        present.report(problems, as_json=as_json)
        return 1
    templates, found = load_templates(workspace, settings)
    problems += found
    if templates is None:
        present.report(problems, as_json=as_json)
        return 1
    wanted = tuple(edition for edition in Edition if not editions or str(edition) in editions)
    if explain:
        wanted = wanted[:1]
    results: list[Built] = []
    for entry in progress(entries, label=lambda entry: entry.name, quiet=as_json):
        results += build_community(workspace, entry, settings, templates, wanted, write=not explain)
    if as_json:
        present.print_json(_as_data(workspace, results, problems, explain=explain))
    else:
        _tell(workspace, results, problems, explain=explain)
    return present.exit_code([*problems, *_all_problems(results)], strict=strict)


def _all_problems(results: Sequence[Built]) -> list[Problem]:
    return list(dict.fromkeys(problem for built in results for problem in built.problems))


def _tell(workspace: Workspace, results: Sequence[Built], problems: Sequence[Problem], *, explain: bool) -> None:
    everything = list(dict.fromkeys([*problems, *_all_problems(results)]))
    present.report(everything, summary=False)
    for built in results:
        if explain and built.manual is not None:
            console.out("\n".join(_explained(built)))
        elif built.path is not None:
            console.out(_("built  {path}").format(path=shown(built.path, workspace.root)))
        elif not explain:
            edition = built.edition.label
            console.out(_("failed {name} ({edition})").format(name=built.entry.name, edition=edition))
    if not explain:
        done = sum(built.path is not None for built in results)
        said = [counted("{count} manual built", "{count} manuals built", done)]
        if done < len(results):
            said.append(counted("{count} failed", "{count} failed", len(results) - done))
        if everything:
            said.append(present.counts(everything))
        console.out(_(", ").join(said))


def _explained(built: Built) -> Iterator[str]:
    """The lines of `--explain` for one community: a mark, the piece, the reasons."""
    decisions: tuple[Decision, ...] = built.manual.decisions if built.manual else ()
    taken = sum(decision.included for decision in decisions)
    yield _("{name}: {taken} of {number} pieces").format(name=built.entry.name, taken=taken, number=len(decisions))
    files = [decision.piece.file or "" for decision in decisions]
    column = max((console.cells(file) for file in files), default=0) + 2
    width = console.terminal_width()
    for decision, file in zip(decisions, files, strict=True):
        mark = "+" if decision.included else "-"
        first = f"  {mark} {console.pad(file, column)}"
        said = f"{decision.piece.title or ''}: {_reasons(decision)}"
        yield from [first + said] if width is None else console.wrap(said, width, first=first, rest=" " * 8)


def _reasons(decision: Decision) -> str:
    return _("; ").join(_(reason.message).format(**dict(reason.values)) for reason in decision.reasons)


def _as_data(
    workspace: Workspace, results: Sequence[Built], problems: Sequence[Problem], *, explain: bool
) -> dict[str, object]:
    return {
        "built": [_built_data(workspace, built, explain=explain) for built in results],
        "problems": [present.as_data(problem) for problem in dict.fromkeys([*problems, *_all_problems(results)])],
    }


def _built_data(workspace: Workspace, built: Built, *, explain: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "code": built.entry.code,
        "name": built.entry.name,
        "folder": built.entry.slug,
        "edition": str(built.edition),
        "path": shown(built.path, workspace.root) if built.path else None,
        "errors": sum(problem.severity is Severity.ERROR for problem in built.problems),
        "gaps": sum(problem.severity is Severity.GAP for problem in built.problems),
    }
    if built.manual is not None and built.manual.data is not None:
        data["content"] = content_digest(parts_digest(built.manual.data))
    if explain and built.manual is not None:
        data["pieces"] = [
            {
                "file": decision.piece.file,
                "title": decision.piece.title,
                "included": decision.included,
                "reasons": [_(reason.message).format(**dict(reason.values)) for reason in decision.reasons],
            }
            for decision in built.manual.decisions
        ]
    return data
