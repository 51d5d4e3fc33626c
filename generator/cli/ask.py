"""Asking for a record on a terminal, field by field, by the same rules as a file is read by."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

import click

from generator.cli import console
from generator.cli import present
from generator.cli.language import _
from generator.facts.reader.refusal import Refusal
from generator.facts.reader.scalars import parser_of
from generator.facts.schema import Column
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.facts.text import Scalar
from generator.problems import Place
from generator.problems import nearest
from generator.problems import pg2_values as codes

_NAMED = 40

Values = dict[str, Any]
Known = Mapping[str, object]
"""What is proposed for fields; a list of records is proposed whole."""


Names = Mapping[Ref, Mapping[str, str]]
"""What references may name: for each list its names, and what they are called by."""

Answer = Callable[[Values], object]
"""The value of a field, by what was answered before it."""


def ask_record(
    kind: type[Record],
    known: Known | None = None,
    given: Mapping[str, Answer] | None = None,
    names: Names | None = None,
) -> Values:
    """What was answered for the fields of a record, by key; fields in `given` are had otherwise, or left out if None.

    An answer that cannot be is refused at once, with what is expected. An empty one takes what is proposed, or leaves
    an optional field out. A proposal may be an `Answer`.

    Raises: click.Abort when the input ends.
    """
    proposed, otherwise = dict(known or {}), dict(given or {})
    values: Values = {}
    for key, column in columns(kind).items():
        if key in otherwise:
            found = otherwise[key](values)
        else:
            proposal = proposed.get(key)
            ref = column.fact.ref
            found = _ask_field(
                column, proposal(values) if callable(proposal) else proposal, (names or {}).get(ref) if ref else None
            )
        if found is not None:
            values[key] = found
    return values


def ask_list(column: Column, known: Callable[[int], Known], names: Names | None = None) -> list[Values]:
    """The records that were entered for a list, one after another until the first field of one is left empty.

    `known` proposes for the record of that position.
    """
    entered: list[Values] = []
    while True:
        at = len(entered) + 1
        console.out(_("{title}, number {number}; an empty answer ends the list").format(
            title=column.fact.title, number=at
        ))  # fmt: skip
        proposed = known(at)
        head = next(key for key in columns(column.type) if key not in proposed)
        start = _ask_field(columns(column.type)[head], None, may_be_empty=True)
        if start is None:
            return entered
        entered.append(ask_record(column.type, proposed, {head: said(start)}, names))


def said(value: object) -> Answer:
    """The same value, whatever was answered."""
    return lambda _values: value


def _ask_field(
    column: Column, proposed: object, names: Mapping[str, str] | None = None, *, may_be_empty: bool = False
) -> Any:  # noqa: ANN401
    """The value of one field, or `None` if it is left out."""
    required = column.fact.need is Need.REQUIRED and not may_be_empty
    while True:
        answer = click.prompt(_question(column, proposed), default="", show_default=False, prompt_suffix=": ")
        text = answer.strip()
        if not text and proposed is not None:
            return proposed
        if not text and column.many:
            return []
        if not text and not required:
            return None
        if not text:
            console.out(_("  this cannot be left out"))
            continue
        texts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()] if column.many else [text]
        values = [_value(column, one, names) for one in texts]
        refused = next((value for value in values if isinstance(value, Refusal)), None)
        if refused is None:
            return values if column.many else values[0]
        problem = refused.code.at(Place(), title=column.fact.title, **refused.values)
        console.out(f"  {present.message(problem)}")
        console.out(f"  {present.hint(problem)}")


def _value(column: Column, text: str, names: Mapping[str, str] | None) -> object:
    """What an answer means: the number of a choice, something by its name or title, or what a file would say."""
    if names is not None:
        by_title = {title: name for name, title in names.items()} | {name: name for name in names}
        near = nearest(text, by_title) or "、".join(list(by_title)[:_NAMED])
        return by_title.get(text) or Refusal(codes.NOT_A_CHOICE, {"found": text, "known": near})
    choices = column.fact.choices
    if choices and text.isdecimal() and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1]
    return parser_of(column)(Scalar(0, text, plain=True), column.fact)


def _question(column: Column, proposed: object) -> str:
    """The field's title and unit, what is meant, what may be chosen, and what an empty answer takes."""
    declared = column.fact
    parts = [f"{declared.title}（{declared.unit}）" if declared.unit else declared.title]
    if declared.meaning:
        parts.append(f"（{declared.meaning}）")
    if declared.choices:
        parts.append(" " + " ".join(f"{at} {choice}" for at, choice in enumerate(declared.choices, 1)))
    elif column.type is bool:
        parts.append(" " + _("(yes or no)"))
    elif column.many:
        parts.append(" " + _("(several with commas)"))
    if proposed is not None:
        parts.append(f" [{_shown(proposed)}]")
    return console.fit("".join(parts), console.encoding())


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
