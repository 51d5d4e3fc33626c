"""`plangen open`: an archived file back, byte for byte."""

from __future__ import annotations

from pathlib import Path

import click

from generator import durable
from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.history import load_members
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.session import Session
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.facts.workspace import find
from generator.problems import PlangenError
from generator.revisions.archive.manifest import Manifest
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archived_bytes


@click.command("open", cls=Command, help=N_("Give an archived file back, byte for byte; or list what is archived."))
@click.argument("community", metavar=N_("COMMUNITY"))
@click.argument("number", metavar=N_("V1.0"))
@click.argument("names", nargs=-1, metavar=N_("[FILE]..."))
@click.option(
    "--to",
    "folder",
    metavar=N_("DIR"),
    default=".",
    type=click.Path(file_okay=False),
    help=N_("Put the files there; here when none is named."),
)
@click.pass_obj
def open_(session: Session, community: str, number: str, names: tuple[str, ...], folder: str) -> int:
    """Exit code 0, or 1 if there is no such file, or it is not what was archived."""
    workspace = Workspace(session.workspace())
    entry, problems = find(community, load_members(workspace))
    if entry is None:
        raise PlangenError(*problems)
    life = load_ledger(workspace, entry.path(workspace))[0].life
    manifest, problems = archived(workspace.root, entry.slug, life, number)
    if manifest is None:
        raise PlangenError(*problems)
    if not names:
        _list(manifest)
        return 0
    to = Path(folder).absolute()
    for name in _meant(manifest, names):
        data, found = archived_bytes(workspace.root, entry.slug, life, number, name)
        problems += found
        if data is not None:
            made, found = durable.create(to / Path(name).name, data, to)
            problems += found
            if made:
                console.out(_("wrote {path}").format(path=console.visible(str(to / Path(name).name))))
            elif not found:
                raise click.UsageError(_("{path} is there already").format(path=to / Path(name).name))
    present.report(problems, summary=False)
    return present.exit_code(problems)


def _list(manifest: Manifest) -> None:
    for item in manifest.files:
        console.out(f"{console.pad(item.role, 20)}  {item.size:>10}  {console.visible(item.name)}")
    for shared in manifest.objects:
        console.out(f"{console.pad(shared.role, 20)}  {shared.size:>10}  {console.visible(shared.name)}")
    for one in manifest.personal:
        console.out(f"{console.pad(one.role, 20)}  {one.size:>10}  {console.visible(one.name)}")


def _meant(manifest: Manifest, names: tuple[str, ...]) -> list[str]:
    """The archived names that are meant: by themselves, or by how they end (`.pdf`)."""
    known = [item.name for item in manifest.files]
    known += [shared.name for shared in manifest.objects]
    known += [one.name for one in manifest.personal]
    found: list[str] = []
    for name in names:
        ending = [one for one in known if one.endswith(name)]
        found += [name] if name in known else ending or [name]
    return list(dict.fromkeys(found))
