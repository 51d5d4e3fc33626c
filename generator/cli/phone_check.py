"""`plangen phone-check`: a sheet of numbers to call, and what came of the calls."""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import files
from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen
from generator.cli.choose import require_some
from generator.cli.day import DATE
from generator.cli.day import day_of
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.coverage.calls.posts import EVERYBODY
from generator.coverage.calls.posts import WORDS
from generator.coverage.calls.posts import Group

if TYPE_CHECKING:
    from generator.coverage.calls.keep import Kept
    from generator.coverage.calls.opened import Opened
    from generator.coverage.calls.sheet import Round
    from generator.coverage.calls.take import Taken
    from generator.facts.facts import Settings
    from generator.facts.workspace import Entry
    from generator.facts.workspace import Workspace
    from generator.problems import Problem

FOLDER = "output/phone-check"
_OF_TOWNS = {Group.TOWN, Group.TOWN_SQUADS}


@click.command(
    "phone-check",
    cls=Command,
    help=N_(
        "Write a call sheet, as a workbook and to print: every number once, with all its posts. Filled in, --from "
        "takes it back; --ask asks for the results here. A result changes no profile: what to mend is said, and where."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile, and the town."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile, and all towns."))
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar=N_("GROUP"),
    type=click.Choice(list(WORDS)),
    help=N_(
        "Only these posts: officers, working-group, watchers, leaders (of transfer), shelters, grids, squad, others, "
        "town, town-squads; or the Chinese word. May be repeated; all when not given."
    ),
)
@click.option("--silent", is_flag=True, help=N_("Only numbers that have not been answered within the days."))
@click.option(
    "--from",
    "workbook",
    type=click.Path(exists=True, dir_okay=False),
    metavar=N_("FILE"),
    help=N_("Take back this sheet, filled in."),
)
@click.option("--ask", "asking", is_flag=True, help=N_("Ask for each result on this terminal."))
@click.option(
    "--on",
    "day",
    metavar=N_("DATE"),
    type=DATE,
    help=N_("The day of the calls, or as of which a sheet is written (2026-11-05); today when not given."),
)
@click.option(
    "--by",
    metavar=N_("NAME"),
    envvar="PLANGEN_BY",
    help=N_("Who enters the results: post or name (with --from and --ask)."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def phone_check(
    session: Session,
    names: Sequence[str],
    town: str | None,
    every: bool,
    groups: Sequence[str],
    silent: bool,
    workbook: str | None,
    asking: bool,
    day: dt.datetime | None,
    by: str | None,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 if something could not be read, written or kept."""
    from generator.bulk.settings import load_settings
    from generator.facts.workspace import Workspace
    from generator.problems import PlangenError

    if (workbook or asking) and not (by or "").strip():
        raise click.UsageError(_("say who enters the results: --by NAME"))
    if workbook and (names or town or every or groups or silent or asking):
        raise click.UsageError(_("a sheet says itself whom it is about: --from goes with --on and --by alone"))
    workspace = Workspace(session.workspace())
    settings, problems = load_settings(workspace)
    if settings is None:
        raise PlangenError(*problems)
    if workbook:
        return _take(workspace, settings, Path(workbook), day_of(day), (by or "").strip(), as_json=as_json)
    if asking and not sys.stdin.isatty():
        raise click.UsageError(_("without a terminal, fill in the sheet and take it back with --from"))
    require_some(names, town, every=every)
    entries, problems = chosen(workspace, settings, names, town, every=every)
    round_, opened, found = _round(workspace, settings, entries, (town, every), groups, day_of(day), silent=silent)
    problems += found
    if asking:
        return _ask(workspace, settings, round_, problems, (by or "").strip())
    return _write(workspace, round_, opened, problems, silent=silent, as_json=as_json)


def _round(
    workspace: Workspace,
    settings: Settings,
    entries: Sequence[Entry],
    scope: tuple[str | None, bool],
    words: Sequence[str],
    day: dt.date,
    *,
    silent: bool,
) -> tuple[Round, list[Opened], list[Problem]]:
    """The round that was asked for. `scope`: the town that was named, and whether all are meant."""
    from generator.coverage.calls.round import Wish
    from generator.coverage.calls.round import make_round

    town, every = scope
    groups = () if any(word in EVERYBODY for word in words) else tuple(dict.fromkeys(WORDS[word] for word in words))
    wanted = sorted((group for group in groups if group is not None), key=lambda group: group.rank)
    towns = {one.folder or "" for one in settings.roster.towns if every or (town and town in {one.name, one.folder})}
    if _OF_TOWNS & set(wanted):
        towns |= {entry.town for entry in entries}
    title = next((one.name or town for one in settings.roster.towns if town and town in {one.name, one.folder}), town)
    whose = (settings.district.name or "") if every else title or _named(entries)
    wish = Wish(whose, day, tuple(wanted), silent, frozenset(towns))
    return make_round(workspace, settings, entries, wish)


def _named(entries: Sequence[Entry]) -> str:
    names = [entry.name for entry in entries]
    return names[0] + (f"等{len(names)}个社区（村）" if len(names) > 1 else "") if names else ""


def _write(
    workspace: Workspace,
    found: Round,
    opened: Sequence[Opened],
    problems: list[Problem],
    *,
    silent: bool,
    as_json: bool,
) -> int:
    """The exit code; the sheet was written as a workbook and as a form, or it was told why not."""
    from generator.coverage.calls.form import call_form
    from generator.coverage.calls.form import load_form
    from generator.coverage.calls.round import unreachable
    from generator.coverage.calls.sheet import call_workbook
    from generator.coverage.calls.sheet import tally
    from generator.legal import legal_name

    written: list[str] = []
    if found.lines:
        template, told = load_form(workspace)
        problems += told
        name = legal_name(f"电话核查-{found.whose}-{found.scope}{'-未接通' if silent else ''}-{found.day}")
        contents = {".xlsx": call_workbook(found)}
        if template is not None:
            contents[".docx"] = call_form(template, found)
        for suffix, content in contents.items():
            path = _unspoilt(workspace.root / FOLDER, name, suffix, content)
            told = files.write_bytes(path, content, root=workspace.root)
            problems += told
            written += [] if told else [files.shown(path, workspace.root)]
    states = {state.value: count for state, count in tally(found.lines, found.day, found.days).items()}
    missing = unreachable(opened, found.groups)
    if as_json:
        data = {
            "written": written,
            "day": found.day.isoformat(),
            "days": found.days,
            "numbers": len(found.lines),
            "states": states,
            "without_number": missing,
            "problems": [present.as_data(problem) for problem in problems],
        }
        present.print_json(data)
        return present.exit_code(problems)
    present.report(problems, summary=False)
    for file in written:
        console.out(_("written  {path}").format(path=file))
    console.out(_states(len(found.lines), states, found.days))
    for name, titles in missing.items():
        console.out(_("nobody to be called in {name}: {posts}").format(name=name, posts="、".join(titles)))
    if written:
        sheet = next((file for file in written if file.endswith(".xlsx")), written[0])
        command = f"plangen phone-check --from {sheet} --on {found.day} --by …"
        console.out(_("next: {command}").format(command=command))
    return present.exit_code(problems)


def _unspoilt(folder: Path, name: str, suffix: str, content: bytes) -> Path:
    """Where a sheet may be written: never over one in which somebody may have filled something in."""
    for number in itertools.count(1):
        path = folder / (f"{name}-{number}{suffix}" if number > 1 else f"{name}{suffix}")
        if not files.is_there(str(path)) or files.read_bytes(path, 64 * files.MIB)[0] == content:
            return path
    raise AssertionError  # counting never ends


def _states(count: int, states: Mapping[str, int], days: int) -> str:
    """How many numbers there are, and what is known of them."""
    parts = (
        counted("{count} number", "{count} numbers", count),
        _("{count} answered within {days} days").format(count=states["answered"], days=days),
        _("{count} longer ago").format(count=states["old"]),
        _("{count} never").format(count=states["never"]),
        _("{count} nobody’s or changed").format(count=states["gone"]),
    )
    return _(", ").join(parts)


def _take(workspace: Workspace, settings: Settings, path: Path, day: dt.date, by: str, *, as_json: bool) -> int:
    """The exit code; a sheet was taken back, or it was told why not."""
    from generator.coverage.calls.take import Taken
    from generator.coverage.calls.take import take_back

    data, problems = files.read_bytes(path, 64 * files.MIB)
    taken = Taken()
    if data is not None:
        taken, problems = take_back(workspace, settings, data, path.name, day, by)
    return _told(workspace, taken, problems, as_json=as_json)


def _told(workspace: Workspace, taken: Taken, problems: Sequence[Problem], *, as_json: bool = False) -> int:
    """The exit code, once it was said what was kept, and what is to be put right where."""
    paths = [files.shown(path, workspace.root) for path in taken.kept.paths]
    if as_json:
        data = {
            "kept": paths,
            "results": dict(taken.kept.results),
            "not_called": taken.open_count,
            "problems": [present.as_data(problem) for problem in problems],
        }
        present.print_json(data)
        return present.exit_code(problems)
    present.report(problems, summary=False)
    for path in paths:
        console.out(_("kept  {path}").format(path=path))
    if taken.kept.results:
        console.out(_results(taken.kept, taken.open_count))
    elif present.exit_code(problems):
        console.out(_("nothing was kept; mend the sheet and take it back again"))
    if paths:
        names = " ".join(dict.fromkeys("/".join(path.split("/")[1:-2]) for path in paths if path.count("/") > 3))
        if names:
            console.out(_("next: {command}").format(command=f"plangen coverage {names}"))
    return present.exit_code(problems)


def _results(kept: Kept, open_count: int) -> str:
    parts = [f"{result} {count}" for result, count in kept.results.items()]
    parts += [_("not called yet {count}").format(count=open_count)] if open_count else []
    return _(", ").join(parts)


def _ask(workspace: Workspace, settings: Settings, found: Round, problems: Sequence[Problem], by: str) -> int:
    """The exit code; results were asked for one by one, and kept."""
    from generator.cli.phone_ask import answers
    from generator.coverage.calls.keep import keep
    from generator.coverage.calls.take import Taken
    from generator.coverage.calls.take import around

    present.report(problems, summary=False)
    given = answers(found, by)
    if not given:
        console.out(_("nothing was answered, nothing kept"))
        return present.exit_code(problems)
    kept, told = keep(workspace, around(workspace, settings, given), given, found.day, by)
    return _told(workspace, Taken(kept, len(found.lines) - len(given)), told)
