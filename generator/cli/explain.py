"""`plangen explain`: the page of a problem code, out of the catalogue."""

from __future__ import annotations

import textwrap

import click

from generator.cli import console
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import _
from generator.problems import Code
from generator.problems import nearest
from generator.problems.catalogue import codes
from generator.problems.words import N_

_WIDTH = 80


@click.command(cls=Command, help=N_("Explain a problem code: what it means, why it matters, how to mend it."))
@click.argument("code", required=False, metavar=N_("CODE"))
@click.option("--all", "every", is_flag=True, help=N_("List every code."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
def explain(code: str | None, every: bool, as_json: bool) -> int:
    """Exit code 0; the page of one code, or the list of all, was printed.

    Raises: click.UsageError if there is no such code, with the nearest one.
    """
    if every:
        _print_all(as_json=as_json)
        return 0
    if not code:
        raise click.UsageError(_("name a code, for example PG101, or give --all"))
    found = find(code)
    if as_json:
        present.print_json(_as_data(found))
    else:
        console.out("\n".join(page(found, min(console.terminal_width() or _WIDTH, 100))))
    return 0


def find(asked: str) -> Code:
    """The code that `asked` names: `PG402`, `pg402`, `402` or its slug.

    Raises: click.UsageError if there is none, with the nearest one.
    """
    known = codes()
    wanted = asked.strip().upper()
    number = wanted.removeprefix("PG")
    if number.isdecimal():
        wanted = f"PG{int(number):03}"
    by_slug = {code.slug: code for code in known.values()}
    found = known.get(wanted) or by_slug.get(asked.strip().lower())
    if found:
        return found
    near = nearest(asked.lower(), by_slug) or nearest(wanted, known)
    said = _("there is no code {asked}.").format(asked=console.visible(asked))
    raise click.UsageError(console.lead(said) + _("Did you mean {near}?").format(near=near) if near else said)


def page(code: Code, width: int) -> list[str]:
    """The lines of a code's page."""
    lines = [f"{code.id} {code.slug} ({present.severity_name(code.severity)})", ""]
    lines += console.wrap(present.pattern(code.message), width, rest="    ")
    if code.hint:
        lines += console.wrap(present.pattern(code.hint), width, first="  " + console.lead(_("hint:")), rest="      ")
    for paragraph in textwrap.dedent(present.pattern(code.explanation)).strip().split("\n\n"):
        lines += ["", *_paragraph(paragraph, width)]
    return lines


def _paragraph(paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph: a sample, which is indented, stays as it is, and so do items of a list."""
    rows = paragraph.split("\n")
    if all(row.startswith("    ") for row in rows):
        return rows
    if all(row.startswith(("- ", "  ")) for row in rows):
        return [line for row in rows for line in console.wrap(row, width, rest="  ")]
    return console.wrap(paragraph, width)


def _print_all(*, as_json: bool) -> None:
    known = codes().values()
    if as_json:
        present.print_json([_as_data(code) for code in known])
        return
    width = console.terminal_width()
    for code in known:
        first = f"{code.id}  {console.pad(present.severity_name(code.severity), 6)}  "
        text = f"{code.slug}: {present.pattern(code.message)}"
        lines = [first + text] if width is None else console.wrap(text, width, first=first, rest=" " * 15)
        console.out("\n".join(lines))


def _as_data(code: Code) -> dict[str, str]:
    return {
        "code": code.id,
        "slug": code.slug,
        "severity": str(code.severity),
        "message": present.pattern(code.message),
        "hint": present.pattern(code.hint),
        "explanation": present.pattern(code.explanation),
    }
