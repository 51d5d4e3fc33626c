"""Text on its way out: what a stream can print, how wide it is, and lines that fit."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from typing import TextIO

import click

_DEFAULT_WIDTH = 80
_MIN_WIDTH = 30
# Control signs, format signs (right-to-left marks among them), lone surrogates, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Where an encoding lacks the sign, its nearest in ASCII reads better than an escape.
_ASCII = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "「": '"',
        "」": '"',
        "…": "...",
        "→": "->",
        "‹": "<",
        "›": ">",
        "–": "-",
        "—": "-",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
        "¶": "par. ",
        "·": "-",
        "✓": "ok",
        "✗": "--",
    },
)


def prepare() -> None:
    """Nothing; from now on no character makes a stream raise, whatever its encoding, and there is one to print to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: a timer, a program without a window
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def out(text: str, *, err: bool = False) -> None:
    """Nothing; `text` is printed as the stream can, colours taken out unless it is a terminal.

    Raises: BrokenPipeError if nobody reads any more; PlangenError PG007 or PG008 if the stream leads to a file that
    cannot take it.
    """
    # Named, or click writes UTF-8 into a stream that said ASCII.
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(fit(text, encoding(err=err)), file=stream, color=None if _may_colour() else False)
    except OSError as error:
        # What could not be written waits in the stream: the interpreter must not try it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        from generator.problems import Place
        from generator.problems import PlangenError
        from generator.refused import unwritable

        raise PlangenError(unwritable(Place(file="stderr" if err else "stdout"), error)) from error


def encoding(*, err: bool = False) -> str:
    """The encoding of the stream that `out` prints to."""
    return getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"


def fit(text: str, name: str) -> str:
    """`text` with typographic signs in ASCII where the encoding `name` cannot print them."""
    if can_print(text, name):
        return text
    signs = {sign: plain for sign, plain in _ASCII.items() if not can_print(chr(sign), name)}
    return text.translate(signs)


def can_print(text: str, name: str) -> bool:
    """Whether the encoding `name` has every character of `text`."""
    try:
        text.encode(name)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def visible(text: str) -> str:
    """`text` on one line, with every control sign as an escape: what a file says must not steer a terminal."""
    if text.isprintable():
        return text
    return "".join(_escape(char) if unicodedata.category(char) in _UNSEEN else char for char in text)


def terminal_width(stream: TextIO | None = None) -> int | None:
    """The columns of the terminal that `stream` (stdout) is, or `None` where it is a pipe or a file."""
    import shutil

    stream = stream or sys.stdout
    if not stream.isatty():
        return None
    return max(shutil.get_terminal_size((_DEFAULT_WIDTH, 24)).columns, _MIN_WIDTH)


def cells(text: str) -> int:
    """The columns that `text` takes: Chinese characters take two, marks on other characters none."""
    return sum(_cell(char) for char in text)


def lead(word: str) -> str:
    """`word` and what parts it from the text that it leads in: nothing behind a full-width sign, else a space."""
    return word if cells(word[-1:]) == 2 else f"{word} "


def pad(text: str, width: int) -> str:
    """`text` with spaces behind, to `width` columns."""
    return text + " " * max(width - cells(text), 0)


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """The lines of `text`, each at most `width` columns, led by `first` and then by `rest`.

    Chinese breaks between any two characters, but no line begins with a closing sign; other scripts break at spaces.
    """
    lines: list[str] = []
    line = first
    used = cells(first)
    empty = True
    for atom in _atoms(text):
        size = cells(atom.rstrip(" "))
        if not empty and used + size > width:
            lines.append(line.rstrip(" "))
            line, used, empty = rest, cells(rest), True
        line += atom
        used += cells(atom)
        empty = False
    lines.append(line.rstrip(" "))
    return lines


def _atoms(text: str) -> list[str]:
    """The pieces of `text` between which a line may break, each with the spaces behind it."""
    atoms: list[str] = []
    for char in " ".join(text.split()):
        joins = bool(atoms) and (
            char == " " or char in "，。、；：？！”’）》」』】〉…,.;:?!)" or _glued(atoms[-1][-1], char)
        )
        if joins:
            atoms[-1] += char
        else:
            atoms.append(char)
    return atoms


def _glued(left: str, right: str) -> bool:
    """Whether no line may break between two signs: within a word, or behind an opening bracket."""
    if left in "“‘（《「『【〈([":
        return True
    return left != " " and _cell(left) == 1 and _cell(right) == 1


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _escape(char: str) -> str:
    return {"\n": "⏎", "\r": "", "\t": " "}.get(char, char.encode("unicode_escape").decode("ascii"))


def _may_colour() -> bool:
    """Whether the user lets us colour (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")
