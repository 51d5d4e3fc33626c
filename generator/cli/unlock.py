"""`plangen unlock`: take away a lock that somebody left behind on another computer."""

from __future__ import annotations

import click

from generator.bulk.lock import holder_of
from generator.bulk.lock import unlock as take_away
from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session


@click.command(cls=Command, help=N_("Take away the lock that a plangen left behind which no longer runs."))
@click.pass_obj
def unlock(session: Session) -> int:
    """Exit code 0, or 1 if the lock could not be taken away."""
    root = session.workspace()
    holder = holder_of(root)
    if holder is None:
        console.out(_("nobody holds a lock here"))
        return 0
    problems = take_away(root)
    present.report(problems, summary=False)
    if not problems:
        values = {name: console.visible(str(value)) or "?" for name, value in holder._asdict().items()}
        console.out(_("took away the lock of {who} on {host}, process {pid}, since {since}").format(**values))
    return present.exit_code(problems)
