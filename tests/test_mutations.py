"""Every tag of every template, broken in every way, is reported at its own place; cut into runs, it is as it was.

Fields of profiles are broken in `unit/test_facts_mutations.py`, all of them, in the small workspace; here through the
command line, and those kinds of records that the small workspace has none of.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
from sample import COMMUNITIES
from tags import Tag
from tags import tags
from tags import with_cuts
from tags import with_tag
from workspace import PIECES
from workspace import Workspace

from generator.cli.template import template_problems
from generator.context import build_context
from generator.context.names import names_of
from generator.mask import Edition
from generator.problems import Problem
from generator.risk import assess
from generator.word.assembly import Use
from generator.word.assembly import assemble
from generator.word.lint import check_template
from generator.word.manual import render
from generator.word.names import Kind
from generator.word.names import Name
from generator.word.names import Names
from generator.word.piece import compile_piece
from generator.word.properties import Properties

PIECE_NAMES = sorted(name for name in sample.templates().documents if tags(sample.templates().documents[name]))
every_piece = pytest.mark.parametrize("piece", PIECE_NAMES)

_PARTS = re.compile(r"(\{\{r?|\{%(?:p|tr|tc|r)?|\{#(?:p|tr|tc)?)(\s*)(.*?)(\s*)(\}\}|%\}|#\})")
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_WORDS = {"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "for", "elif", "set", "with"}


@functools.cache
def names() -> Names:
    return names_of(sample.settings())


def own(piece: str) -> Names:
    """The name of the item, for a piece that is printed once per item."""
    for found in sample.templates().recipe.pieces:
        if found.file == piece and found.each and found.called:
            return {found.called: Name(found.called, Kind.GROUP, found.each, False, names()[found.each].members)}
    return {}


def problems_of(piece: str, data: bytes) -> list[Problem]:
    """What compiling a piece and checking its names report."""
    templates = sample.templates()
    _, problems = compile_piece(data, f"{PIECES}/{piece}", templates.base, templates.scheme)
    return problems + check_template(data, f"{PIECES}/{piece}", names(), templates.scheme, own(piece))


def original(piece: str) -> bytes:
    return sample.templates().documents[piece]


def rewritten(piece: str, changes: dict[Tag, str]) -> bytes:
    """The piece with these tags rewritten, the last first, so that the others stay where they are."""
    data = original(piece)
    for tag in sorted(changes, key=lambda tag: (tag.paragraph, tag.start), reverse=True):
        data = with_tag(data, tag, changes[tag])
    return data


def body_changed(tag: Tag, change: Callable[[str], str]) -> str:
    """The tag with another text between its braces."""
    match = _PARTS.fullmatch(tag.text)
    assert match is not None, tag.text
    return f"{match[1]}{match[2]}{change(match[3])}{match[4]}{match[5]}"


def body(tag: Tag) -> str:
    match = _PARTS.fullmatch(tag.text)
    assert match is not None, tag.text
    return match[3]


def name_in(text: str) -> re.Match[str] | None:
    """The first name that an expression or statement reads."""
    if text.startswith("for "):
        at = text.index(" in ") + 4
    elif text.startswith("set "):
        at = text.index("=") + 1
    else:
        at = 0
    unquoted = re.sub(r"'[^']*'|\"[^\"]*\"", lambda quote: " " * len(quote[0]), text)
    return next((found for found in _NAME.finditer(unquoted, at) if found[0].lower() not in _WORDS), None)


def misspelt(text: str, mark: str) -> str:
    """The body of a tag with a name in it misspelt; a statement that reads none has its own word misspelt."""
    if text.startswith("end") or text == "else":
        return text + mark
    found = name_in(text)
    assert found is not None, text
    return text[: found.end()] + mark + text[found.end() :]


def unsafe(text: str, mark: str) -> str | None:
    """The body of a tag that reaches for what no template may have; None where it reads nothing."""
    hidden = f"''.__{mark}__"
    if text.startswith("for "):
        return text[: text.index(" in ") + 4] + hidden
    if text.startswith(("if ", "elif ")):
        return f"{text.partition(' ')[0]} {hidden}"
    if text.startswith("set "):
        return text[: text.index("=") + 1] + f" {hidden}"
    return None if text.startswith("end") or text in {"else", "raw"} else hidden


def where(problem: Problem) -> tuple[str, str]:
    return problem.place.file, problem.place.where.partition(",")[0]


@every_piece
def test_every_misspelt_name_is_reported_at_its_own_place(piece: str) -> None:
    """All of a piece's tags at once: each problem names the misspelt word, so each can be told from the others."""
    marks = {tag: f"错{number}错" for number, tag in enumerate(tags(original(piece)))}
    ends = [tag for tag in marks if body(tag).startswith("end") or body(tag) == "else"]
    for chosen in (set(marks) - set(ends), set(ends)):
        changes = {tag: body_changed(tag, lambda text, tag=tag: misspelt(text, marks[tag])) for tag in chosen}  # type: ignore[misc]
        found = problems_of(piece, rewritten(piece, changes))
        for tag in chosen:
            told = [p for p in found if any(marks[tag] in value for _, value in p.values)]
            assert (f"{PIECES}/{piece}", tag.where) in {where(p) for p in told}, (tag, found)


@every_piece
def test_every_unsafe_expression_is_reported_at_its_own_place(piece: str) -> None:
    changes: dict[Tag, str] = {}
    for number, tag in enumerate(tags(original(piece))):
        inside = unsafe(body(tag), f"c{number}")
        if inside is not None:
            changes[tag] = body_changed(tag, lambda _, inside=inside: inside)  # type: ignore[misc]
    found = problems_of(piece, rewritten(piece, changes))
    for number, tag in enumerate(tags(original(piece))):
        if tag in changes:
            told = [p for p in found if any(f"__c{number}__" in value for _, value in p.values)]
            assert ("PG409", f"{PIECES}/{piece}", tag.where) in {(p.code, *where(p)) for p in told}, (tag, told)


@every_piece
def test_every_unclosed_tag_is_reported_at_its_own_place(piece: str) -> None:
    """One tag in each paragraph at once, then the next one in each."""
    for changes in rounds(tags(original(piece)), lambda tag: tag.text[:-2]):
        found = {where(p) for p in problems_of(piece, rewritten(piece, changes)) if p.code == "PG401"}
        assert {(f"{PIECES}/{piece}", tag.where) for tag in changes} <= found


@every_piece
def test_every_unclosed_block_is_reported_where_it_opens(piece: str) -> None:
    for opening, closing in blocks(tags(original(piece))):
        found = problems_of(piece, with_tag(original(piece), closing, "没有了"))
        assert (f"{PIECES}/{piece}", opening.where) in {where(p) for p in found}, (opening, found)


def rounds(found: list[Tag], change: Callable[[Tag], str]) -> Iterator[dict[Tag, str]]:
    """Changes of one tag in each paragraph, until each tag was changed once."""
    inside = [list(group) for _, group in itertools.groupby(found, key=lambda tag: tag.paragraph)]
    for number in range(max(map(len, inside))):
        yield {group[number]: change(group[number]) for group in inside if number < len(group)}


def blocks(found: list[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """The opening and closing tags of each block."""
    still_open: list[Tag] = []
    for tag in found:
        if body(tag).startswith(("for ", "if ")):
            still_open.append(tag)
        elif body(tag).startswith("end"):
            yield still_open.pop(), tag
    assert still_open == []


def test_the_tags_of_base_are_reported_at_their_own_place() -> None:
    base = original("base.docx")
    checked = 0
    for part in (f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in (1, 2, 3)):
        for tag in tags(base, part):
            text = body_changed(tag, lambda text: misspelt(text, "错"))
            found = check_template(with_tag(base, tag, text, part), f"{PIECES}/base.docx", names())
            assert [(p.code, where(p), p.place.part.partition(" ")[0]) for p in found] == [
                ("PG431", (f"{PIECES}/base.docx", tag.where), part[5:11])
            ]
            checked += 1
    assert checked > 10
