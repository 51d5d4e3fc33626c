"""`plangen cards`: cards for posts, households and risk points, posters, and the annex volume."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen
from generator.cli.choose import require_some
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import bar
from generator.cli.session import Session
from generator.press.cards.recipe import KINDS
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.facts.workspace import Entry
    from generator.press.cards.run import CardResult
    from generator.press.cards.run import Shop
    from generator.problems import Problem

_FEW = 3


@click.command(
    cls=Command,
    help=N_(
        "Make cards for posts (处置卡), households (明白卡) and risk points (工作明白卡), posters (海报) and the annex "
        "volume (附册). What names residents is put into output/personal."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile."))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help=N_("Only this kind; all when not given."),
)
@click.option("--pdf", is_flag=True, help=N_("As PDF, too; needs LibreOffice."))
@click.option("--sheet", is_flag=True, help=N_("And several to a sheet with cut marks, as PDF."))
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar=N_("N"), help=N_("Use so many processes."))
@click.option("--force", is_flag=True, help=N_("Print also what is up to date."))
@click.option("--strict", is_flag=True, help=N_("Gaps and notes fail too."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def cards(
    session: Session,
    names: Sequence[str],
    town: str | None,
    every: bool,
    kinds: Sequence[str],
    pdf: bool,
    sheet: bool,
    jobs: int | None,
    force: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 when cards could not be made."""
    from generator.bulk.settings import load_settings
    from generator.facts.workspace import Workspace
    from generator.press.cards.templates import load_cards

    workspace = Workspace(session.workspace())
    require_some(names, town, every=every)
    settings, problems = load_settings(workspace)
    entries, found = chosen(workspace, settings, names, town, every=every)
    problems += found
    results: list[CardResult] = []
    if settings is not None:
        templates, found = load_cards(workspace, settings)
        problems += found
        if templates is not None and not present.exit_code(found):
            from generator.press.cards.run import Shop
            from generator.press.cards.run import Wish

            wish = Wish(tuple(kinds), pdf=pdf or sheet, sheet=sheet, force=force, jobs=jobs)
            results, found = _made(Shop(workspace, settings, templates, wish), entries, as_json=as_json)
            problems += found
    everything = list(dict.fromkeys([*problems, *(problem for result in results for problem in result.problems)]))
    if as_json:
        data = {
            "cards": [_as_data(result) for result in results],
            "problems": [present.as_data(problem) for problem in everything],
        }
        present.print_json(data)
    else:
        whole = len(entries) <= _FEW
        shown = [problem for problem in everything if whole or problem.severity is Severity.ERROR]
        present.report(shown, summary=False)
        console.out(_summary(results, everything))
    return present.exit_code(everything, strict=strict)


def _made(shop: Shop, entries: Sequence[Entry], *, as_json: bool) -> tuple[list[CardResult], list[Problem]]:
    """What became of each document of cards; told line by line while the work goes on; and notes of the lock."""
    from generator.bulk.lock import locked

    with locked(shop.workspace.root) as notes, bar(len(entries) * len(shop.sets()), quiet=as_json) as show:

        def tell(result: CardResult) -> None:
            if not as_json:
                for said in _lines(result):
                    console.out(said)
            show(result.name)

        return shop.make(entries, tell), notes


def _lines(result: CardResult) -> list[str]:
    """What is told of a document: its files, or that it could not be made."""
    if result.status == "failed":
        return [_("failed {name} ({edition})").format(name=result.name, edition=result.title)]
    words = {"made": N_("made  {path}"), "current": N_("as before  {path}")}
    return [_(words[result.status]).format(path=path) for path in result.paths] if result.status in words else []


def _summary(results: Sequence[CardResult], problems: Sequence[Problem]) -> str:
    number = sum(result.cards for result in results)
    documents = sum(bool(result.paths) for result in results)
    said = [
        counted("{count} card", "{count} cards", number),
        counted("{count} document", "{count} documents", documents),
    ]
    failed = sum(result.status == "failed" for result in results)
    if failed:
        said.append(counted("{count} failed", "{count} failed", failed))
    if problems:
        said.append(present.counts(problems))
    return _(", ").join(said)


def _as_data(result: CardResult) -> dict[str, object]:
    return {
        "name": result.name,
        "folder": result.slug,
        "kind": result.kind,
        "title": result.title,
        "status": str(result.status),
        "cards": result.cards,
        "prints": result.prints,
        "paths": list(result.paths),
    }
