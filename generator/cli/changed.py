"""Changes on a terminal: by where they come from, titles with the old and the new value."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.cli import console
from generator.cli.language import N_
from generator.cli.language import _
from generator.revisions.changes.change import Act
from generator.revisions.changes.change import Source
from generator.revisions.changes.text import Mark
from generator.revisions.changes.text import spans
from generator.revisions.changes.told import Line
from generator.revisions.changes.told import Told

_SOURCES = {
    Source.FACTS: N_("Facts"),
    Source.TEMPLATE: N_("Templates"),
    Source.DRILL: N_("Drills"),
    Source.ENGINE: N_("Settings of the district, release, plangen"),
}
_COLOURS = {"-": "red", "+": "green"}
_SHORT = 30
"""Columns of a value that stands beside its title."""


def as_lines(found: Told) -> Iterator[str]:
    """The lines that tell of the changes, under a heading for each source that has any."""
    for source, heading in _SOURCES.items():
        lines = found.of(source)
        if lines:
            yield ""
            yield click.style(_(heading), bold=True)
            for line in lines:
                yield from _change(line)


def as_data_by_source(found: Told) -> dict[str, list[dict[str, object]]]:
    """The changes for machines, by source."""
    return {source.value: [as_data(line) for line in found.of(source)] for source in _SOURCES}


def as_data(line: Line) -> dict[str, object]:
    """One change for machines."""
    return {
        "act": line.act.value,
        "path": line.path,
        "title": line.title,
        "before": line.before or None,
        "after": line.after or None,
        "chapters": list(line.chapters),
        "printed": line.printed,
        "measure": line.measure,
        "edits": [{"before": edit.before, "after": edit.after} for edit in line.edits],
    }


def _change(line: Line) -> Iterator[str]:
    """The lines of one change: title with both values where they fit, else one below the other."""
    width = console.terminal_width()
    mark = " 〔主〕" if line.measure else ""
    title = f"  {console.visible(line.title)}{mark}"
    before, after = console.visible(line.before), console.visible(line.after)
    if line.act is Act.FORM:
        yield from _fitted(f"{title}  " + _("only its form changed"), width)
        return
    if line.edits:
        yield from _fitted(title, width)
        for edit in line.edits:
            yield from _edit(edit.before, edit.after, width)
        return
    one = f"{title}  {before} → {after}"
    is_short = max(console.cells(before), console.cells(after)) <= _SHORT
    if before and after and is_short and (width is None or console.cells(one) <= width):
        yield one
        return
    yield from _fitted(title, width)
    yield from _edit(before, after, width, marked=not is_short)


def _edit(before: str, after: str, width: int | None, *, marked: bool = True) -> Iterator[str]:
    """The old text and the new one below it; what changed stands in brackets, for a terminal may have no colours."""
    before, after = console.visible(before), console.visible(after)
    if before and after and marked:
        pieces = spans(before, after)
        before = "".join(f"[-{text}-]" if mark is Mark.GONE else text for mark, text in pieces if mark is not Mark.NEW)
        after = "".join(f"{{+{text}+}}" if mark is Mark.NEW else text for mark, text in pieces if mark is not Mark.GONE)
    for sign, text in (("-", before), ("+", after)):
        if text:
            for said in _fitted(text, width, first=f"    {sign} ", rest="      "):
                yield click.style(said, fg=_COLOURS[sign])


def _fitted(text: str, width: int | None, *, first: str = "", rest: str = "    ") -> list[str]:
    if width is None:
        return [first + text]
    stripped = text.lstrip(" ")
    lead = first or text[: len(text) - len(stripped)]
    return console.wrap(stripped, width, first=lead, rest=rest)
