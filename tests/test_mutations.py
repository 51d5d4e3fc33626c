"""Every tag of every template, broken in every way, is reported at its own place; cut into runs, it is as it was.

Fields of profiles are broken in `unit/test_facts_mutations.py`, all of them, in the small workspace; here ten of the
sample district through the command line.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import sample
from tags import Tag
from tags import tags
from tags import with_cuts
from tags import with_tag
from workspace import PIECES
from workspace import Workspace

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
from generator.word.piece import CompiledPiece
from generator.word.piece import compile_piece
from generator.word.properties import Properties

PIECE_NAMES = sorted(name for name in sample.templates().documents if tags(sample.templates().documents[name]))
every_piece = pytest.mark.parametrize("piece", PIECE_NAMES)

_PARTS = re.compile(r"(\{\{r?|\{%(?:p|tr|tc|r)?|\{#(?:p|tr|tc)?)(\s*)(.*?)(\s*)(\}\}|%\}|#\})")
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_WORDS = {"and", "or", "not", "in", "is", "if", "else", "true", "false", "none"}


@functools.cache
def names() -> Names:
    return names_of(sample.settings())


def own(piece: str) -> Names:
    """The name of the item, for a piece that is printed once per item."""
    for found in sample.templates().recipe.pieces:
        if found.file == piece and found.each and found.called:
            return {found.called: Name(found.called, Kind.GROUP, found.each, members=names()[found.each].members)}
    return {}


def compiled(piece: str, data: bytes) -> tuple[CompiledPiece | None, list[Problem]]:
    templates = sample.templates()
    return compile_piece(data, f"{PIECES}/{piece}", templates.base, templates.scheme)


def problems_of(piece: str, data: bytes) -> list[Problem]:
    """What compiling a piece and checking its names report."""
    scheme = sample.templates().scheme
    return compiled(piece, data)[1] + check_template(data, f"{PIECES}/{piece}", names(), scheme, own(piece))


def original(piece: str) -> bytes:
    return sample.templates().documents[piece]


def rewritten(piece: str, changes: dict[Tag, str]) -> bytes:
    """The piece with these tags rewritten, the last first, so that the others stay where they are."""
    data = original(piece)
    for tag in sorted(changes, key=lambda tag: (tag.paragraph, tag.start), reverse=True):
        data = with_tag(data, tag, changes[tag])
    return data


def body(tag: Tag) -> str:
    """What stands between the braces of a tag, prefix aside."""
    match = _PARTS.fullmatch(tag.text)
    assert match is not None, tag.text
    return match[3]


def with_body(tag: Tag, text: str) -> str:
    """The tag with another body."""
    return _PARTS.sub(lambda match: f"{match[1]}{match[2]}{text}{match[4]}{match[5]}", tag.text)


def head(text: str) -> int:
    """Where in the body of a tag its expression begins; it has none where that is its end."""
    if text.startswith("for "):
        return text.index(" in ") + len(" in ")
    if text.startswith("set "):
        return text.index("=") + len("=")
    if text.startswith(("if ", "elif ")):
        return text.index(" ") + 1
    return len(text) if text.startswith("end") or text == "else" else 0


def with_misspelt(tag: Tag, mark: str) -> str:
    """The tag with the first name misspelt that it reads; a statement that reads none has its own word misspelt."""
    text = body(tag)
    unquoted = re.sub(r"'[^']*'|\"[^\"]*\"", lambda quote: " " * len(quote[0]), text)
    read = [found for found in _NAME.finditer(unquoted, head(text)) if found[0] not in _WORDS]
    end = read[0].end() if read else len(text)
    return with_body(tag, text[:end] + mark + text[end:])


def with_unsafe(tag: Tag, mark: str) -> str | None:
    """The tag with an expression that reaches for what no template may have; None where it has no expression."""
    text = body(tag)
    return None if head(text) == len(text) else with_body(tag, f"{text[: head(text)]}''.{mark}")


def where(problem: Problem) -> tuple[str, str]:
    return problem.place.file, problem.place.where.partition(",")[0]


@every_piece
def test_every_misspelt_name_is_reported_at_its_own_place(piece: str) -> None:
    """Many tags at once: each problem names the misspelt word, so each can be told from the others."""
    marks = {tag: f"错{number}错" for number, tag in enumerate(tags(original(piece)))}
    for chosen in layers(list(marks)):
        found = problems_of(piece, rewritten(piece, {tag: with_misspelt(tag, marks[tag]) for tag in chosen}))
        for tag in chosen:
            told = [p for p in found if any(marks[tag] in value for _, value in p.values)]
            assert (f"{PIECES}/{piece}", tag.where) in {where(p) for p in told}, (tag, found)


@every_piece
def test_every_unsafe_expression_is_reported_at_its_own_place(piece: str) -> None:
    """All of a piece's tags at once."""
    marks = {tag: f"__c{number}__" for number, tag in enumerate(tags(original(piece)))}
    changes = {tag: text for tag, mark in marks.items() if (text := with_unsafe(tag, mark)) is not None}
    found = problems_of(piece, rewritten(piece, changes))
    for tag in changes:
        told = {(p.code, *where(p)) for p in found if any(marks[tag] in value for _, value in p.values)}
        assert ("PG409", f"{PIECES}/{piece}", tag.where) in told, (tag, found)


@every_piece
def test_every_unclosed_tag_is_reported_at_its_own_place(piece: str) -> None:
    """And nothing else is said, whatever the tag opens, closes or makes known."""
    for tag in tags(original(piece)):
        data = with_tag(original(piece), tag, tag.text[:-2])
        found = problems_of(piece, data) if body(tag).startswith(("for ", "set ")) else compiled(piece, data)[1]
        assert [(p.code, *where(p)) for p in found] == [("PG401", f"{PIECES}/{piece}", tag.where)], (tag, found)


@every_piece
def test_an_unclosed_tag_hides_no_other_problem(piece: str) -> None:
    first, *rest = tags(original(piece))
    changes = {tag: text for tag in rest if (text := with_unsafe(tag, "__class__")) is not None}
    found = problems_of(piece, rewritten(piece, changes | {first: first.text[:-2]}))
    told = {(p.code, *where(p)) for p in found}
    assert {("PG401", f"{PIECES}/{piece}", first.where)} <= told
    assert {("PG409", f"{PIECES}/{piece}", tag.where) for tag in changes} <= told


@every_piece
def test_every_unclosed_block_is_reported_where_it_opens(piece: str) -> None:
    for opening, closing in blocks(tags(original(piece))):
        found = compiled(piece, with_tag(original(piece), closing, "没有了"))[1]
        assert (f"{PIECES}/{piece}", opening.where) in {where(p) for p in found}, (opening, found)


def layers(found: list[Tag]) -> Iterator[list[Tag]]:
    """The tags by the number of loops around them, ends and elses last.

    A loop over a misspelt list leaves nothing to be said of the names in it, so these are misspelt by themselves.
    """
    by_depth: dict[int, list[Tag]] = {}
    ends = []
    depth = 0
    for tag in found:
        if body(tag).startswith("end") or body(tag) == "else":
            ends.append(tag)
            depth -= body(tag) == "endfor"
        else:
            by_depth.setdefault(depth, []).append(tag)
            depth += body(tag).startswith("for ")
    yield from by_depth.values()
    if ends:
        yield ends


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
    parts = [f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in (1, 2, 3)]
    broken = [(part, tag) for part in parts for tag in tags(base, part)]
    assert len(broken) > len(parts)
    for part, tag in broken:
        found = check_template(with_tag(base, tag, with_misspelt(tag, "错"), part), f"{PIECES}/base.docx", names())
        assert [(where(p), p.place.part.partition(" ")[0]) for p in found] == [
            ((f"{PIECES}/base.docx", tag.where), part[5:11])
        ]
        assert found[0].code in {"PG430", "PG431"}


# Ten at once


def test_ten_broken_templates_give_ten_problems(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    expected = set()
    for number, piece in enumerate(PIECE_NAMES[1:11]):
        tag = next(tag for tag in tags(original(piece)) if tag.text.startswith("{{ "))
        new = (tag.text[:-2], with_misspelt(tag, "错"), "{{ ''.__class__ }}")[number % 3]
        workspace.write(f"{PIECES}/{piece}", with_tag(original(piece), tag, new))
        expected.add((f"{PIECES}/{piece}", tag.where))
    found = workspace.run("template", "check", "--json").problems
    assert {(p["place"]["file"], p["place"]["where"].partition(",")[0]) for p in found} == expected
    assert len(found) == len(expected)


def test_ten_broken_facts_in_ten_files_give_ten_problems(tmp_path: Path) -> None:
    """In the sample district, by the command that an office runs."""
    workspace = Workspace.at(tmp_path)
    communities = ("lingjiao/yunling", "haijiao/wangjiao", "luming/shiqiaotou", "xincheng/yunqiyuan")
    changes = {f"plans/{name}/profile.yaml": ("area_km2: ", "area_km: ") for name in communities}
    changes |= {f"plans/{name}/register.yaml": ("\nchecked_on: ", "\nchecked_on: 明年 # ") for name in communities}
    changes["plans/lingjiao/yunling/drills/2026-05-18-landslide.yaml"] = ("\nkind: ", "\nkind: 演戏 # ")
    changes["plans/haijiao/town.yaml"] = ("staff_total: ", "staff_total: -1 # ")
    expected = set()
    for file, (old, new) in changes.items():
        workspace.change(file, old, new)
        text = (workspace.root / file).read_text("utf-8")
        expected.add((file, text.partition(new.lstrip())[0].count("\n") + 1))
    done = workspace.run("check", "--all", "--json")
    assert done.code == 1
    errors = [p for p in done.problems if p["severity"] == "error"]
    assert {(p["place"]["file"], p["place"]["line"]) for p in errors} == expected
    assert len(errors) == len(expected) == 10


# Cut into runs


@functools.cache
def context() -> dict[str, object]:
    facts = sample.sample("云岭村").facts
    return dict(build_context(facts, assess(facts.profile, facts.standards), Edition.INTERNAL))


def rendered(piece: str, data: bytes) -> tuple[bytes, list[Problem]]:
    """The manual that consists of this piece alone, as its file's bytes; references to other pieces are problems."""
    templates = sample.templates()
    made, problems = compiled(piece, data)
    assert made is not None, problems
    recipe = next(found for found in templates.recipe.pieces if found.file == piece)
    each = (recipe.called or "", recipe.each) if recipe.each else None
    manual, found = assemble(templates.base, [Use(made, each=each, name=piece)], templates.scheme)
    assert manual is not None
    document, rest = render(manual, context(), Properties())
    assert document is not None
    return document, [*problems, *found, *rest]


CUT_PIECES = ("action/quick.docx", "fire/points.docx", "geological/points.docx", "points/point.docx")


def cuts_of(data: bytes) -> Iterator[list[tuple[Tag, int]]]:
    """All tags at once behind their first letter, then behind their second, … and at last behind every letter."""
    everywhere = [(tag, offset) for tag in tags(data) for offset in range(1, len(tag.text))]
    for length in range(1, max(offset for _, offset in everywhere) + 1):
        yield [(tag, offset) for tag, offset in everywhere if offset == length]
    yield everywhere


@pytest.mark.parametrize("marks", [False, True], ids=["bare", "with marks of Word"])
@pytest.mark.parametrize("piece", CUT_PIECES)
def test_a_tag_that_is_cut_anywhere_renders_as_if_it_were_not(piece: str, marks: bool) -> None:
    whole = rendered(piece, original(piece))
    for cuts in cuts_of(original(piece)):
        assert rendered(piece, with_cuts(original(piece), cuts, marks=marks)) == whole, cuts[0]


def test_a_cut_in_a_run_with_line_breaks_leaves_them_where_they_were() -> None:
    """What follows in the run may stay a run of its own: nobody sees where two alike runs meet."""
    cover = original("front/cover.docx")

    def looks(data: bytes) -> list[tuple[str, str]]:
        document = docx.Document(io.BytesIO(rendered("front/cover.docx", data)[0]))
        return [(p.text, p.style.name or "") for p in sample.blocks(document) if p.style is not None]

    assert any("\n" in text for text, _ in looks(cover))
    for cuts in cuts_of(cover):
        assert looks(with_cuts(cover, cuts)) == looks(cover), cuts[0]
