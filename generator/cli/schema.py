"""`plangen schema`: the JSON Schemas that let an editor help with YAML files."""

from __future__ import annotations

import click

from generator import files
from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.load import load_district
from generator.facts.reader.files import NO_WORDS
from generator.facts.reader.files import Vocabulary
from generator.facts.reader.files import vocabulary
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import nearest
from generator.starter.schemas import FOLDER
from generator.starter.schemas import KINDS
from generator.starter.schemas import kind_of
from generator.starter.schemas import schema_text


@click.command(
    cls=Command,
    help=N_(
        "Print the JSON Schema of one kind of YAML file (profile, register, drill, town, district, roster, standards, "
        "fields, manual …) or of the kind that a file is; without FILE list the kinds. In a workspace the schema "
        "knows its hazards and added fields."
    ),
)
@click.argument("file", required=False, metavar=N_("[FILE]"))
@click.option("--write", is_flag=True, help=N_("Write all schemas into the workspace’s folder .schemas."))
@click.pass_obj
def schema(session: Session, file: str | None, write: bool) -> int:
    """Exit code 0; a schema was printed, or all were written. 1 when they could not be.

    Raises: click.UsageError if there is no such kind, with the nearest one.
    """
    if write:
        return _write(session)
    if file is None:
        console.out("\n".join(f"{console.pad(name, 12)}{title}" for name, (_record, title) in KINDS.items()))
        return 0
    name = file if file in KINDS else kind_of(file.replace("\\", "/")) or kind_of(f"{file}.yaml")
    if name is None:
        near = nearest(file, KINDS) or "profile"
        raise click.UsageError(_("there is no schema “{name}”; nearest: {near}").format(name=file, near=near))
    # The text as it is, without a thought for the width of a terminal: it goes into a file or a program.
    click.echo(schema_text(name, _words(session)), nl=False)
    return 0


def _write(session: Session) -> int:
    root = session.workspace()
    words = _words(session)
    problems: list[Problem] = []
    for name in KINDS:
        problems += files.write_text(root / FOLDER / f"{name}.json", schema_text(name, words), root=root)
    present.report(problems, err=True)
    if problems:
        return 1
    console.out(counted("{count} schema written to .schemas", "{count} schemas written to .schemas", len(KINDS)))
    return 0


def _words(session: Session) -> Vocabulary:
    """What profiles of the workspace may name; nothing where there is no workspace, or its settings are unusable."""
    if not (session.root / "plans").is_dir():
        return NO_WORDS
    settings, _problems = load_district(Workspace(session.root))
    return NO_WORDS if settings is None else vocabulary(settings.standards, settings.extra_fields)
