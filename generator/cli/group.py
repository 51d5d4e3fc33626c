"""Groups whose commands are imported when they are called, and help pages that know how wide Chinese is."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any
from typing import TypeVar

import click

from generator.cli import console
from generator.cli.language import N_
from generator.cli.language import _

Row = tuple[str, str, str]
_Command = TypeVar("_Command", bound=click.Command)
# click's own words of a usage line, which it does not translate.
_METAVARS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))


class Formatter(click.HelpFormatter):
    """click's help pages, wrapped by columns instead of characters, so that Chinese fits."""

    def write_text(self, text: str) -> None:
        """Nothing; the paragraphs of `text` are written, each wrapped anew."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if number else "")
            self.write("\n".join(console.wrap(paragraph, self.width, first=indent, rest=indent)) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Nothing; two columns are written, terms and what they mean."""
        pairs = list(rows)
        column = min(max(console.cells(term) for term, _meaning in pairs), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in pairs:
            rest = indent + " " * column
            first = indent + console.pad(term, column)
            if console.cells(term) > col_max:
                self.write(f"{indent}{term}\n")
                first = rest
            self.write("\n".join(console.wrap(meaning, self.width, first=first, rest=rest)).rstrip() + "\n")


class Context(click.Context):
    """A context whose help pages are ours."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help page is ours."""

    context_class = Context


class Group(click.Group):
    """A group that knows its commands from a table of name, help line and `module:command`, or has them at hand."""

    context_class = Context
    command_class = Command

    def __init__(self, *args: Any, table: Sequence[Row] = (), **kwargs: Any) -> None:  # noqa: ANN401  (click's own)
        super().__init__(*args, **kwargs)
        self.table = {name: (line, target) for name, line, target in table}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the table's order, then those at hand."""
        return [*self.table, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now, with its help in the language in use."""
        if cmd_name not in self.table:
            found = super().get_command(ctx, cmd_name)
            return found and translated(found)
        module, name = self.table[cmd_name][1].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing; the commands are listed from the table, none of them imported."""
        rows = [(name, _(line)) for name, (line, _target) in self.table.items()]
        at_hand = [command for name in super().list_commands(ctx) if (command := self.get_command(ctx, name))]
        rows += [(command.name or "", command.get_short_help_str(200)) for command in at_hand if not command.hidden]
        if rows:
            with formatter.section(_("Commands")):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; an unknown name is answered with the nearest ones.

        Raises: click.NoSuchCommand if there is none of that name.
        """
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            raise click.exceptions.NoSuchCommand(name, possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)


def translated(command: _Command) -> _Command:
    """`command` with its help texts in the language in use; the original keeps them as they stand in the source."""
    said = copy.copy(command)
    said.help = _said(command.help)
    said.short_help = _said(command.short_help)
    said.epilog = _said(command.epilog)
    said.options_metavar = _said(command.options_metavar)
    if isinstance(said, click.Group):
        said.subcommand_metavar = _(said.subcommand_metavar)
    said.params = [_translated_parameter(parameter) for parameter in command.params]
    # A command made by plain `click.command` gets our help pages too.
    said.context_class = Context
    return said


def _said(text: str | None) -> str | None:
    """A text of a command in the language in use; none stays none."""
    return _(text) if text else None


def _translated_parameter(parameter: click.Parameter) -> click.Parameter:
    said = copy.copy(parameter)
    said.metavar = _said(parameter.metavar)
    if isinstance(said, click.Option):
        said.help = _said(said.help)
    return said
