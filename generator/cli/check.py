"""`plangen check`: everything wrong with profiles, settings and templates, and nothing built."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.bulk.drafts import load_figures
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
from generator.cli.template import template_problems
from generator.coverage.calls.check import check_calls
from generator.facts.across import check_across
from generator.facts.across.seen import Seen
from generator.facts.across.seen import seen
from generator.facts.load import load_case
from generator.facts.load import load_towns
from generator.facts.workspace import Workspace
from generator.press.cards.templates import card_problems
from generator.press.cards.templates import load_cards
from generator.problems import PlangenError


@click.command(cls=Command, help=N_("Check profiles, settings and templates, and build nothing."))
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=N_("All communities that have a profile, what must hold between them, and all templates."),
)
@click.option("--strict", is_flag=True, help=N_("Gaps and notes fail too."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def check(session: Session, names: Sequence[str], town: str | None, every: bool, strict: bool, as_json: bool) -> int:
    """Exit code 0, or 1 when there are errors; all problems were told."""
    workspace = Workspace(session.workspace())
    settings, problems = load_settings(workspace)
    entries, found = chosen(workspace, settings, names, town, every=every)
    problems += found
    communities: list[Seen] = []
    for entry in progress(entries, label=lambda entry: entry.name, quiet=as_json):
        try:
            case, found = load_case(workspace, entry, settings)
        except PlangenError as error:  # a folder of the community that cannot be read
            case, found = None, list(error.problems)
        problems += found
        if case is not None:
            problems += load_figures(workspace, case.facts)[1]
            problems += check_calls(workspace, entry, case)
            if every:
                communities.append(seen(case))
    if every and settings is not None:
        towns, found = load_towns(workspace, settings.roster)
        problems += found + check_across(settings.roster, towns, communities)
        templates, found = load_templates(workspace, settings)
        problems += found
        if templates is not None:
            problems += template_problems(workspace, templates, settings)
        cards, found = load_cards(workspace, settings)
        problems += found
        if cards is not None:
            problems += card_problems(workspace, cards, settings)
    problems = list(dict.fromkeys(problems))
    present.report(problems, as_json=as_json, summary=False)
    if not as_json:
        number = counted("{count} community checked", "{count} communities checked", len(entries))
        console.out(_(", ").join((number, present.counts(problems))))
    return present.exit_code(problems, strict=strict)
