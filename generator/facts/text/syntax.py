"""What broke YAML's rules, in plain words and at the place where it is mended.

A parser says where it gave up. The reader wants to know where it went wrong: the text around tells.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.problems import Code
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg1_text as codes

_HALF_WIDTH = {
    "：": ": ",
    "，": ", ",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "“": '"',
    "”": '"',
    "＂": '"',
}
_CLOSING = {"]": "[", "}": "{"}
_PARTNER = {"[": "]", "{": "}", '"': '"', "'": "'"}
_FULL_COLON = re.compile(r"^(?P<lead>\s*(?:- +)?)(?P<key>[^\s:：#\"'\[{][^:：]*)：")
_TIGHT_COLON = re.compile(r"^(?P<lead>\s*(?:- +)?)(?P<key>[A-Za-z_一-鿿][^\s:：]*):(?P<value>[^\s:/].*)$")


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The problem that `error` stands for. Codes: PG104–PG109, PG119."""
    lines = re.split("\r\n|\n|\r", text)
    look = _Look(lines, *_spot(error.problem_mark or error.context_mark, lines), file)
    problem, context = error.problem or "", error.context or ""
    began = None if error.context_mark is None else _spot(error.context_mark, lines)
    found = _by_context(look, problem, context, began or (look.row, look.column))
    return found if found is not None else _by_text(look, problem, context)


def _by_context(look: _Look, problem: str, context: str, began: tuple[int, int]) -> Problem | None:
    """What the parser was reading when it gave up says enough."""
    if look.at == "\t" or "\t" in look.indentation:
        return look.report(codes.TAB, column=look.line.index("\t"))
    if "quoted scalar" in context:
        return _quoted(look, problem, began)
    if any(word in context for word in ("alias", "anchor", "tag", "block scalar")):
        return _special(look, began)
    if "cannot start any token" in problem:
        return look.full_width() or look.tight() or look.report(codes.NEEDS_QUOTES, found=look.at)
    if "flow" in context:
        return _flow(look, began)
    if "mapping values are not allowed" in problem:
        return _second_colon(look)
    return None


def _by_text(look: _Look, problem: str, context: str) -> Problem:
    """What the line where the parser gave up looks like."""
    if look.at in _CLOSING:
        return look.report(codes.UNCLOSED, found=look.at, expected=_CLOSING[look.at])
    before = look.line[: look.column].rstrip()
    if before[-1:] in {'"', "'"} and look.line.strip()[:1] not in {'"', "'"}:
        return look.report(codes.NEEDS_QUOTES, found=look.rest())
    found = look.full_width() or look.tight() or look.above()
    if found is not None:
        return found
    if before in {"", "-"} and ("expected key" in problem or "block end" in problem or "simple key" in context):
        return look.report(codes.INDENTATION)
    return look.report(codes.SYNTAX)


class _Look:
    """The text around the place where the parser gave up."""

    def __init__(self, lines: list[str], row: int, column: int, file: str) -> None:
        self.lines = lines
        self.row = row
        self.column = column
        self.file = file
        self.line = lines[row]
        self.at = self.line[column : column + 1]
        self.indentation = self.line[: len(self.line) - len(self.line.lstrip())]

    def report(self, code: Code, *, row: int | None = None, column: int | None = None, **values: object) -> Problem:
        """The problem `code`, here or at `row` and `column` (from 0)."""
        row = self.row if row is None else row
        column = self.column if column is None else column
        return code.at(Place(file=self.file, line=row + 1, column=column + 1), **values)

    def rest(self) -> str:
        """A few characters from the place on."""
        return self.line[self.column : self.column + 12]

    def full_width(self, row: int | None = None) -> Problem | None:
        """The full-width colon behind a key, if the line has one."""
        row = self.row if row is None else row
        match = _FULL_COLON.match(self.lines[row])
        if match is None or ": " in match["key"]:
            return None
        return self.report(codes.FULL_WIDTH, row=row, column=match.end() - 1, found="：", expected=": ")

    def tight(self, row: int | None = None) -> Problem | None:
        """The colon without a space behind a key, if the line has one."""
        row = self.row if row is None else row
        match = _TIGHT_COLON.match(self.lines[row])
        if match is None:
            return None
        expected = f"{match['key']}: {match['value'][:12]}"
        return self.report(codes.NO_SPACE, row=row, column=match.end("key"), found=match["key"], expected=expected)

    def above(self) -> Problem | None:
        """The same for the nearest line above that is not empty: the parser may have taken it for running text."""
        for row in range(self.row - 1, -1, -1):
            if self.lines[row].strip() and not self.lines[row].lstrip().startswith("#"):
                return self.full_width(row) or self.tight(row)
        return None


def _spot(mark: Any, lines: list[str]) -> tuple[int, int]:  # noqa: ANN401  (either parser's mark)
    """Row and column of a mark, from 0; the parsers put the end of a file on a line behind its last."""
    if mark is None:
        return 0, 0
    if mark.line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return mark.line, min(mark.column, len(lines[mark.line]))


def _quoted(look: _Look, problem: str, began: tuple[int, int]) -> Problem:
    if "escape" in problem:
        return look.report(codes.NEEDS_QUOTES, found="\\")
    row, column = began
    quote = look.lines[row][column : column + 1]
    return look.report(codes.UNCLOSED, row=row, column=column, found=quote, expected=quote)


def _special(look: _Look, began: tuple[int, int]) -> Problem:
    row, column = began
    return look.report(codes.NEEDS_QUOTES, row=row, column=column, found=look.lines[row][column : column + 1])


def _flow(look: _Look, began: tuple[int, int]) -> Problem:
    """A list or record in brackets that goes wrong: a full-width sign on the way, or no end."""
    row, column = began
    for number in range(row, look.row + 1):
        line = look.lines[number]
        first = column + 1 if number == row else 0
        last = look.column + 1 if number == look.row else len(line)
        for index in range(first, min(last, len(line))):
            if line[index] in "【】［］｛｝＂" or (line[index] in "，：" and index == last - 1):
                return look.report(
                    codes.FULL_WIDTH, row=number, column=index, found=line[index], expected=_HALF_WIDTH[line[index]]
                )
    bracket = look.lines[row][column : column + 1]
    if bracket not in _PARTNER:
        # The parser names the entry, not the bracket: the last one that is open before this place.
        row, column, bracket = _open_bracket(look)
    if bracket not in _PARTNER:
        return look.report(codes.SYNTAX)
    return look.report(codes.UNCLOSED, row=row, column=column, found=bracket, expected=_PARTNER[bracket])


def _open_bracket(look: _Look) -> tuple[int, int, str]:
    """Where the innermost bracket that is still open before the place stands, or nothing."""
    closed = 0
    for row in range(look.row, -1, -1):
        line = look.lines[row]
        last = look.column if row == look.row else len(line)
        for index in range(min(last, len(line)) - 1, -1, -1):
            if line[index] in "]}":
                closed += 1
            elif line[index] in "[{":
                if closed == 0:
                    return row, index, line[index]
                closed -= 1
    return look.row, look.column, ""


def _second_colon(look: _Look) -> Problem:
    """A colon where no field can begin: within running text, or because a line above ran on."""
    before = look.line[: look.column]
    if re.search(r":\s", before):
        return look.report(codes.NEEDS_QUOTES, found=": ")
    found = look.above()
    if found is not None:
        return found
    return look.report(codes.INDENTATION, column=len(look.indentation))
