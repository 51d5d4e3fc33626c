"""`plangen drill`: enter a drill’s record, list what drills showed and is not mended yet."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

import click

from generator import files
from generator.bulk.settings import load_settings
from generator.cli import ask
from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen
from generator.cli.day import DATE
from generator.cli.day import day_of
from generator.cli.drill_act import act
from generator.cli.group import Command
from generator.cli.group import Group
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.checks.drills import days_for
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.model.records import Drill
from generator.facts.model.standards import DrillStandards
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import Severity
from generator.revisions import drills


@click.group(cls=Group, help=N_("Enter the record of a drill; list findings that are not closed."))
def drill() -> None:
    """Nothing; the commands of the group do the work."""


drill.add_command(act)


@drill.command(
    cls=Command,
    help=N_(
        "Keep the record of a drill: FILE as it is, or what is answered to questions. A record must be complete, and "
        "is never changed afterwards."
    ),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("file", required=False, metavar=N_("[FILE]"), type=click.Path(exists=True, dir_okay=False))
@click.pass_obj
def add(session: Session, name: str, file: str | None) -> int:
    """Exit code 0 when the record is kept, 1 when something in it is wrong or missing."""
    workspace = Workspace(session.workspace())
    settings, problems = load_settings(workspace)
    entry, found = resolve(workspace, name, settings)
    problems += found
    if settings is None or entry is None:
        present.report(problems)
        return 1
    if file is not None:
        data, found = drills.read_record(Path(file))
        source = file
    else:
        data, source, found = _asked(workspace, entry, settings), _ENTERED, []
    if data is None:
        present.report(found)
        return 1
    path, found = drills.add_drill(workspace, entry, settings, data, source)
    present.report(found, summary=path is None)
    if path is not None:
        console.out(_("kept  {path}").format(path=files.shown(path, workspace.root)))
        console.out(_("next: plangen build {name}").format(name=entry.slug))
        return 0
    if file is None:
        _save_aside(entry, data)
    return 1


_ENTERED = "<drill>"


def _save_aside(entry: Entry, data: bytes) -> None:
    """Nothing; what was entered is not lost because something in it is wrong."""
    path = Path.cwd() / f"drill-{entry.folder}.yaml"
    problems = files.write_bytes(path, data)
    present.report(problems, summary=False)
    if not problems:
        console.out(_("what was entered lies in {path}; mend it there, then:").format(path=path.name))
        console.out(f"  plangen drill add {entry.slug} {path.name}")


def _asked(workspace: Workspace, entry: Entry, settings: Settings) -> bytes:
    """The record that answers make.

    Raises: click.UsageError where nobody can answer.
    """
    if not sys.stdin.isatty():
        raise click.UsageError(_("without a terminal, name the file of the record"))
    facts, _problems = load_facts(workspace, entry, settings)
    today = day_of(None)  # only proposed
    number = drills.next_number(facts.drills if facts is not None else (), today.year)
    standards = settings.standards.drill
    handles = {handle: contact.name or handle for handle, contact in (facts.contacts if facts else {}).items()}
    names = {Ref.SUB_HAZARD: {key: sub.title or key for key, sub in settings.subs.items()}, Ref.CONTACT: handles}
    known = {
        "id": number,
        "on": today,
        "host": False,
        "grade": lambda values: drills.grade_of(standards, values["scores"]),
    }
    given: dict[str, ask.Answer] = {
        "schema": ask.said(1),
        "injects": lambda _values: ask.ask_list(columns(Drill)["injects"], lambda _at: {}) or None,
        "timeline": lambda _values: ask.ask_list(columns(Drill)["timeline"], lambda _at: {}),
        "scores": lambda _values: _scores(standards),
        "findings": lambda values: _findings(standards, values, names),
        "photos": lambda _values: ask.ask_list(columns(Drill)["photos"], lambda _at: {}) or None,
    }
    return drills.drill_text(ask.ask_record(Drill, known, given, names)).encode()


def _scores(standards: DrillStandards | None) -> list[ask.Values]:
    """The scores: of the district's items, or of those that are named."""
    column = columns(Drill)["scores"]
    if standards is None:
        return ask.ask_list(column, lambda _at: {})
    found: list[ask.Values] = []
    for item in standards.items:
        console.out(f"{item.item}（{item.full:g}）：{item.measures}")
        found.append(ask.ask_record(column.type, {}, {"item": ask.said(item.item), "full": ask.said(item.full)}))
    return found


def _findings(standards: DrillStandards | None, values: ask.Values, names: ask.Names) -> list[ask.Values]:
    """The findings, each with a number and, by its severity, a day."""

    def due(finding: ask.Values) -> dt.date | None:
        days = days_for(standards, finding["severity"])
        on: dt.date = values["on"]
        return on + dt.timedelta(days=days) if days else None

    def proposed(at: int) -> Mapping[str, object]:
        return {"id": drills.finding_number(values["id"], at), "due": due, "state": drills.FIRST_STATE}

    return ask.ask_list(columns(Drill)["findings"], proposed, names)


@drill.command(
    "list", cls=Command, help=N_("List what drills showed and is not closed, the findings due first in front.")
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town that have a profile."))
@click.option("--all", "every", is_flag=True, help=N_("All communities that have a profile; so when none is named."))
@click.option("--overdue", is_flag=True, help=N_("Only findings whose day has passed."))
@click.option(
    "--as-of",
    type=DATE,
    metavar=N_("DATE"),
    help=N_("Count from this day; today when not given."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def list_findings(
    session: Session,
    names: Sequence[str],
    town: str | None,
    every: bool,
    overdue: bool,
    as_of: dt.datetime | None,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 where a profile cannot be read; open findings are no error."""
    workspace = Workspace(session.workspace())
    day = day_of(as_of)
    settings, problems = load_settings(workspace)
    entries, found = chosen(workspace, settings, names, town, every=every or not (names or town))
    problems += found
    open_ones: list[drills.OpenFinding] = []
    for entry in entries:
        facts, found = load_facts(workspace, entry, settings)
        problems += _fatal(facts, found)
        if facts is not None:
            open_ones += drills.findings_of(entry, facts, day)
    shown = [one for one in open_ones if one.is_overdue or not overdue]
    problems = list(dict.fromkeys(problems))
    if as_json:
        data = {
            "as_of": day.isoformat(),
            "findings": [_as_data(one) for one in shown],
            "problems": [present.as_data(problem) for problem in problems],
        }
        present.print_json(data)
    else:
        present.report(problems, summary=False)
        _tell(shown)
        number = counted("{count} finding not closed", "{count} findings not closed", len(open_ones))
        late = counted("{count} overdue", "{count} overdue", sum(one.is_overdue for one in open_ones))
        console.out(_(", ").join((number, late)))
    return present.exit_code(problems)


def _fatal(facts: Facts | None, problems: Sequence[Problem]) -> list[Problem]:
    """The errors that may keep a finding out of the list: those of drills, or all where a profile cannot be read."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return [problem for problem in errors if facts is None or "/drills/" in problem.place.file]


def _tell(found: Sequence[drills.OpenFinding]) -> None:
    """Nothing; each finding was told, under its community."""
    width = console.terminal_width()
    before = None
    for one in found:
        if one.entry != before:
            console.out(f"{one.entry.name} ({one.entry.slug})")
            before = one.entry
        finding = one.finding
        due = finding.due.isoformat() if finding.due else "—"
        if one.is_overdue:
            due += " " + _("overdue")
        head = "  ".join((finding.id or "—", finding.severity or "—", due, finding.state or "—", finding.owner or "—"))
        for text, indent in ((head, "  "), (console.visible(finding.what or ""), "    ")):
            lines = console.wrap(text, width, first=indent, rest=f"{indent}  ") if width else [indent + text]
            for line in lines:
                console.out(line)


def _as_data(one: drills.OpenFinding) -> dict[str, object]:
    finding = one.finding
    return {
        "community": one.entry.slug,
        "name": one.entry.name,
        "drill": one.drill.id,
        "finding": finding.id,
        "severity": finding.severity,
        "due": finding.due.isoformat() if finding.due else None,
        "overdue": one.is_overdue,
        "state": finding.state,
        "owner": finding.owner,
        "asks_revision": finding.asks_revision,
        "what": finding.what,
        "measure": finding.measure,
    }
