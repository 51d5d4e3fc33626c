"""`plangen template check|text|fields`: templates by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click

from generator import files
from generator.bulk.settings import load_settings
from generator.bulk.templates import FOLDER
from generator.bulk.templates import PIECE_LIMIT
from generator.bulk.templates import Templates
from generator.bulk.templates import load_templates
from generator.bulk.templates import load_wording
from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.group import Group
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.release import release
from generator.cli.session import Session
from generator.context import names_of
from generator.context.cards import card_names_of
from generator.facts.facts import Settings
from generator.facts.workspace import Workspace
from generator.press.cards.templates import FOLDER as CARDS
from generator.press.cards.templates import CardTemplates
from generator.press.cards.templates import card_problems
from generator.press.cards.templates import in_recipe
from generator.press.cards.templates import load_cards
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import nearest
from generator.word.lint import check_template
from generator.word.names import Kind
from generator.word.names import Name
from generator.word.names import Names
from generator.word.text import template_text
from generator.wording.check import check_wording


@click.group(cls=Group, help=N_("Look at templates: check them, list fields, print as text."))
def template() -> None:
    """Nothing; the command that follows does the work."""


template.add_command(release)


@template.command(cls=Command, help=N_("Check Word templates: tags, names, styles, figures, wording."))
@click.argument("names", nargs=-1, metavar=N_("[FILE]..."))
@click.option("--strict", is_flag=True, help=N_("Gaps and notes fail too."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def check(session: Session, names: Sequence[str], strict: bool, as_json: bool) -> int:
    """Exit code 0, or 1 when there are errors; all problems were told."""
    workspace = Workspace(session.workspace())
    settings, problems = load_settings(workspace)
    if settings is None:
        present.report(problems, as_json=as_json)
        return 1
    templates, problems = load_templates(workspace, settings)
    if templates is None:
        present.report(problems, as_json=as_json)
        return 1
    cards, found = load_cards(workspace, settings)
    problems += found
    wanted = _wanted(templates, cards, names, session)
    problems = [p for p in problems if not names or p.place.file in wanted]
    problems += template_problems(workspace, templates, settings, _below(wanted, FOLDER))
    if cards is not None:
        problems += card_problems(workspace, cards, settings, _below(wanted, CARDS))
    problems = list(dict.fromkeys(problems))
    present.report(problems, as_json=as_json, summary=False)
    if not as_json:
        number = counted("{count} template checked", "{count} templates checked", len(wanted))
        console.out(_(", ").join((number, present.counts(problems))))
    return present.exit_code(problems, strict=strict)


@template.command(cls=Command, help=N_("Print a Word template as plain text, tags and all; also for `git diff`."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def text(file: Path) -> int:
    """Exit code 0; the text was printed."""
    data, problems = files.read_bytes(file, PIECE_LIMIT)
    if data is None:
        raise PlangenError(*problems)
    console.out(template_text(data))
    return 0


@template.command(cls=Command, help=N_("List the names that templates may use, with kind and meaning."))
@click.argument("path", required=False, metavar=N_("[NAME]"))
@click.option("--cards", is_flag=True, help=N_("Those that cards may use, with the lists of residents."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def fields(session: Session, path: str | None, cards: bool, as_json: bool) -> int:
    """Exit code 0; the names were printed: all at the top, or those inside one group or list.

    Raises: click.UsageError if there is no such name, with the nearest one.
    """
    workspace = Workspace(session.workspace())
    settings, problems = load_settings(workspace)
    if settings is None:
        raise PlangenError(*problems)
    found = _inside(card_names_of(settings, personal=True) if cards else names_of(settings), path)
    if as_json:
        present.print_json([_name_data(name) for name in found.values()])
    else:
        console.out("\n".join(_name_lines(found)))
    return 0


def template_problems(
    workspace: Workspace, templates: Templates, settings: Settings, wanted: Iterable[str] | None = None
) -> list[Problem]:
    """Everything wrong with the Word files of the recipe (or those wanted): tags, names, styles, figures, wording."""
    names = names_of(settings)
    constants, wording, problems = load_wording(workspace)
    for name in wanted if wanted is not None else _in_recipe(templates):
        shown = f"{FOLDER}/{name}"
        data = templates.documents[name]
        if name == "base.docx":
            problems += check_template(data, shown, names)
            continue
        problems += check_template(data, shown, names, templates.scheme, _extra(templates, name, names))
        _compiled, found = templates.piece(name)
        problems += found
        problems += check_wording(data, shown, constants, wording)
    return list(dict.fromkeys(problems))


def _in_recipe(templates: Templates) -> list[str]:
    named = [piece.file for piece in templates.recipe.pieces]
    return ["base.docx", *(name for name in named if name is not None and name in templates.documents)]


def _extra(templates: Templates, file: str, names: Names) -> Names:
    """The name of the item for a piece that the recipe prints once per item."""
    for piece in templates.recipe.pieces:
        if piece.file == file and piece.each and piece.called and piece.each in names:
            members = names[piece.each].members
            return {piece.called: Name(piece.called, Kind.GROUP, piece.each, members=members)}
    return {}


def _wanted(
    templates: Templates, cards: CardTemplates | None, names: Sequence[str], session: Session
) -> dict[str, None]:
    """The Word files to be checked, as paths in the workspace, each once: those named, or all of the recipes."""
    known = [f"{FOLDER}/{name}" for name in templates.documents]
    known += [f"{CARDS}/{name}" for name in cards.documents] if cards is not None else []
    if not names:
        every = [f"{FOLDER}/{name}" for name in _in_recipe(templates)]
        if cards is not None:
            every += [f"{CARDS}/base.docx", *(f"{CARDS}/{card.file}" for _one, card in in_recipe(cards))]
        return dict.fromkeys(every)
    wanted: dict[str, None] = {}
    for name in names:
        shown = files.shown(Path(name), session.root)
        here = [path for path in (shown, f"{FOLDER}/{shown}", f"{CARDS}/{shown}") if path in known]
        if not here:
            close = nearest(shown, known) or nearest(f"{FOLDER}/{shown}", known) or _some(known)
            raise click.UsageError(_("there is no template “{name}”; nearest: {near}").format(name=name, near=close))
        wanted[here[0]] = None
    return wanted


def _below(paths: Iterable[str], folder: str) -> list[str]:
    """Those of the paths that are below a folder, as seen from there."""
    return [path.removeprefix(f"{folder}/") for path in paths if path.startswith(f"{folder}/")]


def _some(known: Iterable[str]) -> str:
    """The first of many names; what is near to none of them may be near to nothing."""
    return "、".join(islice(known, 12)) or "—"


def _inside(names: Names, path: str | None) -> Names:
    for step in path.split(".") if path else ():
        if step not in names:
            near = nearest(step, names) or _some(names)
            raise click.UsageError(_("there is no name “{name}”; nearest: {near}").format(name=step, near=near))
        names = names[step].members or {}
    return names


def _name_lines(names: Names) -> Iterator[str]:
    column = max((console.cells(name) for name in names), default=0) + 2
    width = console.terminal_width()
    for title, name in names.items():
        optional = _(" (may be empty)") if name.optional else ""
        first = console.pad(title, column)
        said = f"{_(_KINDS[name.kind])}{optional}  {name.meaning}".rstrip()
        yield from [first + said] if width is None else console.wrap(said, width, first=first, rest=" " * column)


def _name_data(name: Name) -> dict[str, object]:
    members = [_name_data(member) for member in name.members.values()] if name.members else []
    data = {"name": name.title, "kind": name.kind.name.lower(), "meaning": name.meaning, "optional": name.optional}
    return data | ({"members": members} if members else {})


_KINDS = {
    Kind.TEXT: N_("text"),
    Kind.NUMBER: N_("number"),
    Kind.FLAG: N_("yes or no"),
    Kind.IMAGE: N_("picture"),
    Kind.GROUP: N_("group"),
    Kind.LIST: N_("list"),
    Kind.FUNCTION: N_("function"),
}
