"""The text of tags: where they begin and end in a text, what they hold, and which quotes and signs are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_TAG = 4_000  # beyond it nothing is looked for, so that a text of open brackets is read in one go
_OPENING = re.compile(r"\{[{%#]")
_PREFIXES = ("tr", "tc", "p", "r")
_DOUBLE = "“”„‟＂"
_SINGLE = "‘’‚‛＇"
# Full-width signs that stand for ASCII ones; inside a tag's quoted texts they are welcome.
_WIDE = "（）［］｛｝，．。：；！？＝＋－＊／％＃＜＞｜＆～＿＂＇　、【】《》〈〉"
_NARROW = "()[]{},..:;!?=+-*/%#<>|&~_\"' ,[]<><>"
HALF_WIDTH = str.maketrans(_WIDE, _NARROW)
# What matters for a tag's end: a quoted text as a whole, or a bracket, or a percent sign.
_SIGNS = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[()\[\]{}%]""", re.DOTALL)


@dataclass(slots=True)
class Tag:
    """What a tag holds: `{%tr- for x in y -%}` has prefix `tr`, body `for x in y`, and both minus signs."""

    prefix: str
    body: str
    minus_before: bool = False
    minus_after: bool = False


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each tag in the text; the end is -1 for a tag that is not closed before the next begins."""
    found: list[tuple[int, int]] = []
    position = 0
    missing: set[str] = set()
    while match := _OPENING.search(text, position):
        end, position = _end_of(text, match.start(), missing)
        found.append((match.start(), end))
    return found


def _end_of(text: str, start: int, missing: set[str]) -> tuple[int, int]:
    """Where the tag that begins at `start` ends, or -1, and where to go on.

    A closing sign in a quoted text or in brackets does not end the tag; where the quotes or brackets are not in
    order, the first closing sign does, and the tag's expression will be a problem. What opens another tag, outside
    of quoted texts, shows that this one has lost its closing sign; a comment may speak of other tags.
    `missing`: the closing signs that do not come any more, so that nothing is looked for twice.
    """
    opening = text[start : start + 2]
    closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[opening]
    body = start + 2
    if opening != "{#":
        depth, first = 0, -1
        for sign in _SIGNS.finditer(text, body, start + LONGEST_TAG):
            if text.startswith(closing, sign.start()):
                if depth == 0:
                    return sign.start() + 2, sign.start() + 2
                first = sign.start() if first < 0 else first
            if _OPENING.match(text, sign.start()):
                return (first + 2, first + 2) if first >= 0 else (-1, sign.start())
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(sign[0], 0)
            depth = max(depth, 0)
        if first >= 0:
            return first + 2, first + 2
    plain = -1 if closing in missing else text.find(closing, body)
    if plain < 0:
        missing.add(closing)
        return -1, body
    other = text.find(opening, body, plain)
    return (-1, other) if other >= 0 else (plain + 2, plain + 2)


def inner(text: str) -> Tag:
    """What stands between the braces of a tag."""
    body = text[2:-2]
    minus_before = body.startswith(("-", "+"))
    minus = body.startswith("-")
    if minus_before:
        body = body[1:]
    prefix = ""
    for candidate in _PREFIXES:
        rest = body[len(candidate) :]
        if body.startswith(candidate) and (not rest.strip() or rest[0].isspace()):
            if rest.strip():
                prefix, body = candidate, rest
            break
    stripped = body.rstrip()
    minus_after = stripped.endswith("-")
    if stripped.endswith(("-", "+")):
        stripped = stripped[:-1]
    return Tag(prefix, " ".join(_lines(stripped)), minus, minus_after)


def _lines(body: str) -> list[str]:
    """The body's lines, stripped: a break inside a tag is a space."""
    return [line for line in (part.strip() for part in body.splitlines()) if line]


def straighten(body: str) -> tuple[str, bool, list[str]]:
    """The body with straight quotes; whether it had others; the full-width signs outside of quoted texts."""
    if body.isascii():
        return body, False, []
    out: list[str] = []
    quotes = False
    signs: list[str] = []
    position = 0
    while position < len(body):
        sign = body[position]
        if sign in "\"'":
            end = _closing_quote(body, position)
            out.append(body[position:end])
            position = end
            continue
        if sign in _DOUBLE or sign in _SINGLE:
            family = _DOUBLE if sign in _DOUBLE else _SINGLE
            end = next((i for i in range(position + 1, len(body)) if body[i] in family), -1)
            quotes = True
            if end < 0:
                out.append('"' if family is _DOUBLE else "'")
                position += 1
                continue
            out.append(_quoted(body[position + 1 : end]))
            position = end + 1
            continue
        if sign in _WIDE:
            if sign == "　":
                sign = " "
            else:
                signs.append(sign)
        out.append(sign)
        position += 1
    return "".join(out), quotes, signs


def _closing_quote(body: str, start: int) -> int:
    """The end of the quoted text that begins at `start`; of the body, where it is not closed."""
    position = start + 1
    while position < len(body):
        if body[position] == "\\":
            position += 1
        elif body[position] == body[start]:
            return position + 1
        position += 1
    return len(body)


def _quoted(text: str) -> str:
    """The text in straight quotes, as an expression writes it."""
    return '"' + text.replace('"', '\\"') + '"' if "'" in text else f"'{text}'"
