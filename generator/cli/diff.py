"""`plangen diff`: what changed between two revisions, or since the one in force, in the fields' own titles."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

import click

from generator import files
from generator.bulk.results import DRAFTS
from generator.bulk.setup import load_setup
from generator.cli import changed
from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.session import Session
from generator.facts.ledger import Life
from generator.facts.load import load_ledger
from generator.facts.load import resolve
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.mask import Edition
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import has_errors
from generator.revisions.changes.compare import Changes
from generator.revisions.changes.compare import changes
from generator.revisions.changes.kind import next_version
from generator.revisions.changes.table import TEMPLATE
from generator.revisions.changes.table import table_docx
from generator.revisions.changes.told import Told
from generator.revisions.changes.told import summary
from generator.revisions.changes.told import told
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.now import comparable
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import load_frozen
from generator.revisions.frozen.now import since

_LIMIT = 20 * files.MIB
_NEXT = "修订草案"
"""What the present state is called in the table, which is Chinese in every language."""


class _Compared(NamedTuple):
    """What is compared with what; `new` is empty where it is the present state."""

    entry: Entry
    old: str
    new: str
    changes: Changes


@click.command(
    cls=Command,
    help=N_(
        "Say what changed from one revision to another, or from one to now; without versions from the one in force."
    ),
)
@click.argument("name", metavar=N_("COMMUNITY"))
@click.argument("versions", nargs=-1, metavar="[V1.0 [V1.1]]")
@click.option(
    "--edition",
    type=click.Choice(["internal", "public"]),
    default="internal",
    help=N_("Masked as this edition is; the internal one if none is named."),
)
@click.option("--all", "everything", is_flag=True, help=N_("Also what changed and no manual prints."))
@click.option(
    "--docx", "as_docx", is_flag=True, help=N_("Write the table of changes (修订对照表) as a Word file, too.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def diff(
    session: Session,
    name: str,
    versions: Sequence[str],
    edition: str,
    everything: bool,
    as_docx: bool,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 where a version is unknown or what was frozen cannot be read."""
    if len(versions) > 2:
        raise click.UsageError(_("name two versions at most"))
    workspace = Workspace(session.workspace())
    compared, problems = _compared(workspace, name, [version.strip().upper() for version in versions])
    if compared is None:
        if as_json:
            present.print_json({"problems": [present.as_data(problem) for problem in problems]})
        else:
            present.report(problems)
        return present.exit_code(problems)
    wanted = Edition(edition)
    found = told(compared.changes, wanted, everything=everything)
    path = ""
    if as_docx:
        path, problems = _write_table(workspace, compared, wanted)
    if as_json:
        present.print_json(_as_data(compared, wanted, found) | {"table": path, "problems": _problem_data(problems)})
    else:
        console.out("\n".join(_lines(compared, wanted, found)))
        present.report(problems)
        if path:
            console.out(_("written  {path}").format(path=path))
    return present.exit_code(problems)


def _compared(workspace: Workspace, name: str, versions: Sequence[str]) -> tuple[_Compared | None, list[Problem]]:
    entry, problems = resolve(workspace, name)
    if entry is None:
        return None, problems
    ledger, problems = load_ledger(workspace, entry.path(workspace))
    if has_errors(problems):
        return None, [problem for problem in problems if problem.severity is Severity.ERROR]
    life = ledger.life
    first, problems = since(life, entry.name)
    if problems:
        return None, problems
    wanted = versions or (first,)
    frozen = []
    for version in wanted:
        one, problems = _frozen(workspace, entry, life, version)
        if one is None:
            return None, problems
        frozen.append(one)
    if len(frozen) < 2:
        setup, problems = load_setup(workspace)
        one, problems = (None, problems) if setup is None else freeze_now(setup, entry)
        if one is None:
            return None, [problem for problem in problems if problem.severity is Severity.ERROR]
        frozen.append(one)
    return _Compared(entry, wanted[0], wanted[1] if len(wanted) > 1 else "", changes(*frozen)), []


def _frozen(workspace: Workspace, entry: Entry, life: Life, version: str) -> tuple[Frozen | None, list[Problem]]:
    revision, problems = comparable(life, version, entry.name)
    if revision is None:
        return None, problems
    return load_frozen(workspace.root, entry.slug, life, version)


def _write_table(workspace: Workspace, compared: _Compared, edition: Edition) -> tuple[str, list[Problem]]:
    """Where the table was written, below `output/drafts`; nothing and why not."""
    from generator import files

    template, problems = files.read_bytes(workspace.root / TEMPLATE, _LIMIT, root=workspace.root)
    if template is None:
        return "", problems
    new = compared.new or _NEXT
    data, problems = table_docx(compared.changes, edition, (compared.old, new), template)
    if data is None:
        return "", problems
    name = f"{compared.entry.name}修订对照表（{compared.old}至{new}·{edition.label}）.docx"
    path = workspace.root / DRAFTS / compared.entry.slug / name
    failed = files.write_bytes(path, data, root=workspace.root)
    return "" if failed else files.shown(path, workspace.root), [*problems, *failed]


def _lines(compared: _Compared, edition: Edition, found: Told) -> Iterator[str]:
    new = compared.new or _("now")
    yield _("{name}: {old} → {new} ({edition})").format(
        name=compared.entry.name, old=compared.old, new=new, edition=edition.label
    )
    yield from changed.as_lines(found)
    kind = compared.changes.kind()
    number = len([line for line in found.lines if line.printed])
    yield ""
    if not number and not found.hidden:
        yield _("the manual says the same")
        return
    said = [counted("{count} change", "{count} changes", number)]
    if found.hidden:
        said.append(
            counted("{count} more in the internal edition", "{count} more in the internal edition", found.hidden)
        )
    if compared.new:
        said.append(_("kind: {kind}").format(kind=kind))
    else:
        said.append(_("kind: {kind}, next {version}").format(kind=kind, version=next_version(compared.old, kind)))
    yield _(", ").join(said)


def _as_data(compared: _Compared, edition: Edition, found: Told) -> dict[str, object]:
    kind = compared.changes.kind()
    data: dict[str, object] = {
        "community": {"code": compared.entry.code, "name": compared.entry.name, "folder": compared.entry.slug},
        "from": compared.old,
        "to": compared.new or None,
        "edition": edition.value,
        "kind": kind.value,
        "summary": summary(compared.changes),
        "changes": changed.as_data_by_source(found),
        "hidden": found.hidden,
    }
    return data if compared.new else data | {"next": next_version(compared.old, kind)}


def _problem_data(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [present.as_data(problem) for problem in problems]
