"""`plangen history`: which revisions there are, and which was in force on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from generator.cli import console
from generator.cli import present
from generator.cli.choose import require_some
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session
from generator.facts.ledger import Life
from generator.facts.ledger import Revision
from generator.facts.ledger import life_of
from generator.facts.load import read_roster
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import find
from generator.problems import PlangenError
from generator.problems import Problem
from generator.revisions.records.histories import History
from generator.revisions.records.histories import load_histories
from generator.revisions.records.histories import members


@click.command(cls=Command, help=N_("Say which revisions a manual has had, and which of them was in force on a day."))
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town."))
@click.option("--all", "every", is_flag=True, help=N_("All communities of the roster."))
@click.option(
    "--as-of",
    "day",
    metavar=N_("DATE"),
    type=click.DateTime(["%Y-%m-%d"]),
    help=N_("What was entered by this day, and what was in force on it."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def history(
    session: Session, names: Sequence[str], town: str | None, every: bool, day: dt.datetime | None, as_json: bool
) -> int:
    """Exit code 0, or 1 where a name is unknown or a ledger is not whole."""
    require_some(names, town, every=every)
    workspace = Workspace(session.workspace())
    on = day.date() if day is not None else None
    entries = load_members(workspace)
    chosen, problems = _chosen(entries, names, town, every=every)
    histories = load_histories(workspace, entries, chosen)
    problems += [problem for one in histories for problem in one.problems]
    if as_json:
        data = {
            "communities": [as_data(one, on) for one in histories],
            "problems": [present.as_data(problem) for problem in problems],
        }
        present.print_json(data)
    else:
        for one in histories:
            for line in _row(one, on) if every or town else _story(one, on):
                console.out(line)
        present.report(problems, summary=False)
    return present.exit_code(problems)


def load_members(workspace: Workspace) -> list[Entry]:
    """Every community that may have a ledger, those merged away too.

    Raises: PlangenError if the roster cannot be read.
    """
    read, problems = read_roster(workspace)
    if read is None:
        raise PlangenError(*problems)
    return members(workspace, read.record)


def _chosen(
    entries: Sequence[Entry], names: Sequence[str], town: str | None, *, every: bool
) -> tuple[list[Entry], list[Problem]]:
    wanted: set[str] = set()
    problems: list[Problem] = []
    for name in names:
        entry, found = find(name, entries)
        problems += found
        if entry is not None:
            wanted.add(entry.slug)
    if town is not None:
        of_town = [entry.slug for entry in entries if town in (entry.town, entry.town_name)]
        if not of_town:
            towns = "、".join(dict.fromkeys(f"{entry.town_name} ({entry.town})" for entry in entries))
            raise click.UsageError(_("there is no town “{town}”; there are: {towns}").format(town=town, towns=towns))
        wanted |= set(of_town)
    return [entry for entry in entries if every or entry.slug in wanted], problems


def _life(one: History, on: dt.date | None) -> Life:
    """What had been entered by that day."""
    if on is None:
        return one.life
    from dataclasses import replace

    return replace(life_of(one.ledger.entries, as_of=on), ended_on=one.life.ended_on)


def _holding(life: Life, on: dt.date | None) -> Revision | None:
    if on is not None:
        return life.in_force(on)
    return None if life.ended_on is not None else life.current


def _row(one: History, on: dt.date | None) -> list[str]:
    """A community on one line: what is (or was) in force."""
    holding = _holding(_life(one, on), on)
    name = console.pad(one.name, 16)
    if holding is None:
        return [f"{name}  " + _("nothing in force")]
    return [f"{name}  {console.pad(holding.version, 6)}  {_since(holding)}  {holding.state(on)}  {holding.signer}"]


def _since(revision: Revision) -> str:
    since = _("since {day}").format(day=revision.in_force_from or "—")
    if revision.in_force_until is not None:
        since = _("{since} until {day}").format(since=since, day=revision.in_force_until - dt.timedelta(days=1))
    return since


def _story(one: History, on: dt.date | None) -> list[str]:
    """Everything that a ledger says of a manual's revisions."""
    life = _life(one, on)
    lines = [f"{one.name}  ({one.slug})"]
    if not life.revisions:
        lines.append("  " + _("nothing has been issued"))
    for revision in life.revisions:
        held = _since(revision) if revision.is_signed else _("issued {day}").format(day=revision.issued_on or "—")
        lines.append(f"  {console.pad(revision.version, 6)}  {revision.state(on)}  {held}")
        said = {
            _("why"): "、".join(revision.issue.reasons) if revision.issue is not None else "",
            _("what"): (revision.issue.summary or "") if revision.issue is not None else "",
            _("signed"): f"{revision.signed_on} {revision.signer}" if revision.is_signed else "",
            _("filed"): revision.receipt_no,
            _("handed out"): str(len(revision.copies) or ""),
            _("review due"): str(revision.review_due or ""),
        }
        lines += [f"          {title}  {value}" for title, value in said.items() if value]
    for notice in life.corrections:
        after = _("holds") if notice.is_open(on) else _("absorbed by {version}").format(version=notice.absorbed_by)
        lines.append(f"  {notice.number}  {notice.entry.on}  → {notice.entry.version}  {after}")
    for destroyed in life.destroyed.values():
        gone = _("destroyed")
        witnesses = "、".join(destroyed.witnesses)
        lines.append(f"  {destroyed.on}  {gone}  {destroyed.object}  {witnesses}")
    return lines


def as_data(one: History, on: dt.date | None) -> dict[str, object]:
    """A community's history for machines."""
    life = _life(one, on)
    holding = _holding(life, on)
    return {
        "community": one.slug,
        "name": one.name,
        "in_force": holding.version if holding is not None else None,
        "is_whole": one.ledger.is_whole,
        "head": one.ledger.head or None,
        "revisions": [
            {
                "version": revision.version,
                "state": str(revision.state(on)),
                "issued_on": _iso(revision.issued_on),
                "signed_on": _iso(revision.signed_on),
                "signer": revision.signer or None,
                "in_force_from": _iso(revision.in_force_from),
                "in_force_until": _iso(revision.in_force_until),
                "review_due": _iso(revision.review_due),
                "receipt_no": revision.receipt_no or None,
                "copies": len(revision.copies),
            }
            for revision in life.revisions
        ],
        "corrections": [
            {"number": notice.number, "version": notice.entry.version, "open": notice.is_open(on)}
            for notice in life.corrections
        ],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
