"""`plangen verify`: whether ledgers and archive are whole; which revision a file or a printed code belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.revisions.archive.layout import LIMIT
from generator.revisions.records.identify import Match
from generator.revisions.records.identify import Sameness
from generator.revisions.records.identify import identify_bytes
from generator.revisions.records.identify import identify_code
from generator.revisions.records.verify import Verified
from generator.revisions.records.verify import verify as verify_all

SAMENESS = {
    Sameness.EXACT: N_("byte for byte what was archived"),
    Sameness.WORDS: N_("saved again, but it says what was archived, word for word"),
    Sameness.ALTERED: N_("ALTERED: it bears this revision’s check code and says something else"),
    Sameness.CLAIMED: N_("ALTERED: it claims to be this revision, but its bytes are not those of the archive"),
    Sameness.CODE: N_("the code belongs to this revision; what stands around it was not looked at"),
}
_NOT_ARCHIVED = frozenset({Sameness.ALTERED, Sameness.CLAIMED})


@click.command(
    "verify",
    cls=Command,
    help=N_("Prove that ledgers and archive are whole; or say which revision a file or a printed check code is of."),
)
@click.argument("what", required=False, metavar=N_("[FILE|CODE]"))
@click.option("--archive", is_flag=True, help=N_("Ledgers and archive; so when nothing is named."))
@click.option(
    "--as-of", "day", metavar=N_("DATE"), type=click.DateTime(["%Y-%m-%d"]), help=N_("Say what holds on this day.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def verify(session: Session, what: str | None, archive: bool, day: object, as_json: bool) -> int:
    """Exit code 0, or 1 where something is not as it should be: altered, unknown, missing, extra."""
    import datetime as dt

    workspace = Workspace(session.workspace())
    if what is None or archive:
        return _whole(verify_all(workspace), as_json=as_json)
    on = day.date() if isinstance(day, dt.datetime) else None
    path = Path(what)
    if path.is_file():
        from generator import files

        data, problems = files.read_bytes(path, LIMIT)
        matches, found = identify_bytes(workspace, data, on) if data is not None else ((), [])
        problems += found
    else:
        matches, problems = identify_code(workspace, what, on)
    return _told(matches, problems, as_json=as_json)


def _whole(done: Verified, *, as_json: bool) -> int:
    if as_json:
        data = {
            "communities": done.communities,
            "entries": done.entries,
            "archived": done.numbers,
            "files": done.files,
            "problems": [present.as_data(problem) for problem in done.problems],
        }
        present.print_json(data)
    else:
        present.report(done.problems)
        parts = [
            counted("{count} community", "{count} communities", done.communities),
            counted("{count} entry", "{count} entries", done.entries),
            counted("{count} archived revision", "{count} archived revisions", done.numbers),
            counted("{count} file", "{count} files", done.files),
        ]
        console.out(_("looked at {what}").format(what=_(", ").join(parts)))
        if not present.exit_code(done.problems):
            console.out(_("everything is there, and nothing was changed"))
    return present.exit_code(done.problems)


def _told(matches: Sequence[Match], problems: Sequence[Problem], *, as_json: bool) -> int:
    if as_json:
        data = {
            "matches": [as_data(match) for match in matches],
            "problems": [present.as_data(problem) for problem in problems],
        }
        present.print_json(data)
    else:
        for match in matches:
            for line in _lines(match):
                console.out(line)
        present.report(problems, summary=False)
    altered = any(match.sameness in _NOT_ARCHIVED or not match.is_sound for match in matches)
    return 1 if altered else present.exit_code(problems)


def _lines(match: Match) -> list[str]:
    """What is said of a file or code: what it is, whether it is the archived one, whether it holds."""
    lines = [f"{match.slug}  {match.number}  {match.role}", f"  {_(SAMENESS[match.sameness])}"]
    if match.is_in_force:
        lines.append("  " + _("in force"))
    elif match.in_force:
        lines.append("  " + _("NOT in force ({state}); in force is {version}").format(
            state=match.state or "—", version=match.in_force
        ))  # fmt: skip
    else:
        lines.append("  " + _("NOT in force ({state}); nothing is").format(state=match.state or "—"))
    if not match.is_sound:
        lines.append("  " + _("the ledger that says so is not whole: plangen verify"))
    return lines


def as_data(match: Match) -> dict[str, object]:
    """A match for machines."""
    return {
        "community": match.slug,
        "number": match.number,
        "role": match.role,
        "sameness": str(match.sameness),
        "state": str(match.state) if match.state is not None else None,
        "in_force": match.is_in_force,
        "version_in_force": match.in_force or None,
        "ledger_is_whole": match.is_sound,
    }
