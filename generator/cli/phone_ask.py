"""Asking for the results of calls on a terminal, number by number, while somebody calls."""

from __future__ import annotations

import click

from generator.cli import console
from generator.cli.language import _
from generator.coverage.calls.answers import Answer
from generator.coverage.calls.lines import Line
from generator.coverage.calls.sheet import Round
from generator.coverage.calls.sheet import last_text
from generator.coverage.calls.sheet import posts_text
from generator.facts.model.calls import CHANGED
from generator.facts.model.calls import RESULTS
from generator.facts.reader.phones import parse_phone
from generator.facts.reader.refusal import Refusal

_STOP = frozenset({"q", "Q", "完"})


def answers(found: Round, by: str) -> list[Answer]:
    """What was answered until the list, the input or the patience ended; numbers that were passed over are left out."""
    choices = " ".join(f"{at} {result}" for at, result in enumerate(RESULTS, 1))
    console.out(_("{choices}; an empty answer passes a number over, q ends the list").format(choices=choices))
    given: list[Answer] = []
    try:
        for number, line in enumerate(found.lines, 1):
            _show(found, number, line)
            result = _result()
            if result is None:
                break
            if result:
                new = _new_number(line) if result == CHANGED else ""
                units = tuple(unit.folder for unit in line.units)
                given.append(Answer(units, "", line.name, line.phone, result, new_phone=new, caller=by))
    except click.Abort:  # what was called was called
        console.out("")
    return given


def _show(found: Round, number: int, line: Line) -> None:
    """Nothing; whom to call was told."""
    posts = posts_text(line).replace("\n", "；")
    where = "、".join(unit.name for unit in line.units)
    last = last_text(line, found.day, found.days).replace("\n", "，")
    console.out(console.visible(f"{number}/{len(found.lines)}  {where}  {posts}  {line.name}  {line.phone}  ({last})"))


def _result() -> str | None:
    """A result, an empty text for none, or `None` to stop."""
    while True:
        text = click.prompt("  " + _("result"), default="", show_default=False, prompt_suffix=": ").strip()
        if text in _STOP:
            return None
        if not text or text in RESULTS:
            return str(text)
        if text.isdecimal() and 1 <= int(text) <= len(RESULTS):
            return RESULTS[int(text) - 1]
        console.out("  " + _("write a number from 1 to {count}, or q").format(count=len(RESULTS)))


def _new_number(line: Line) -> str:
    """The new number, or nothing if nobody knows it."""
    while True:
        text = click.prompt("  " + _("new number"), default="", show_default=False, prompt_suffix=": ").strip()
        number = parse_phone(text) if text else ""
        if not isinstance(number, Refusal) and number != line.phone:
            return number
        console.out("  " + _("this is no other number that can be dialled; empty if it is not known"))
