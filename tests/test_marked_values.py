"""Every piece and every card, made from facts whose masked values are unmistakable: none of them gets out.

All pieces of the recipe at once, whatever the community has, and all cards; the package's every part, its properties,
descriptions and file names, and the PDF with its text, outline, links and properties.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator

import card_samples
import marking
import pytest
import sample
from marking import Marks
from pypdf import PdfReader
from sample import COMMUNITIES
from test_public_edition import joined
from test_public_edition import said

from generator.bulk.drafts import load_figures
from generator.bulk.manual import compose
from generator.bulk.manual import ground_of
from generator.bulk.manual import pictures_of
from generator.facts.facts import Facts
from generator.mask import Edition
from generator.outline.outline import Decision
from generator.outline.recipe import Piece
from generator.press.office import Office
from generator.risk import assess

every_community = pytest.mark.parametrize("name", COMMUNITIES)


@functools.cache
def marked(name: str) -> tuple[Facts, Marks]:
    return marking.marked(sample.sample(name).facts)


@functools.cache
def every_piece(name: str, edition: Edition) -> bytes:
    facts, _marks = marked(name)
    figures, _problems = load_figures(sample.WORKSPACE, facts)
    pieces = sample.templates().recipe.pieces
    decisions = tuple(Decision(piece, included=_can_be_printed(piece, facts), reasons=()) for piece in pieces)
    ground = ground_of(facts, assess(facts.profile, facts.standards), edition, pictures_of(figures))
    manual = compose(sample.templates(), decisions, ground)
    assert manual.data is not None, manual.problems
    return manual.data


def _can_be_printed(piece: Piece, facts: Facts) -> bool:
    """All but the appendix on drills where there has been none, which it could not print."""
    return piece.when is None or piece.when.drills is None or piece.when.drills == bool(facts.drills)


def documents(name: str, kind: str) -> Iterator[bytes]:
    for one in card_samples.made_of(marked(name)[0], kind):
        assert not one.problems, one.problems
        if one.data is not None:
            yield one.data


def found(values: set[str], texts: dict[str, str]) -> dict[str, set[str]]:
    """Which of the values stand in which part, however numbers are grouped."""
    everywhere = {part: joined(text) for part, text in texts.items()}
    return {part: hits for part, text in everywhere.items() if (hits := {one for one in values if one in text})}


def printed(office: Office, data: bytes) -> dict[str, str]:
    """All that a PDF says: its pages, its outline and properties, its links."""
    reader = PdfReader(io.BytesIO(office.print_docx(data).pdf))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    links = " ".join(str(page.get("/Annots", "")) for page in reader.pages)
    metadata = f"{reader.metadata} {reader.xmp_metadata}"
    return {"pages": pages.replace("\n", ""), "outline": str(reader.outline), "links": links, "properties": metadata}


@every_community
def test_no_piece_gives_away_a_masked_value(name: str) -> None:
    _facts, marks = marked(name)
    hidden = marks.names | marks.numbers | marks.texts
    assert len(hidden) > 100
    assert found(hidden, said(every_piece(name, Edition.PUBLIC))) == {}


@every_community
def test_no_piece_says_anything_of_residents_in_any_edition(name: str) -> None:
    _facts, marks = marked(name)
    assert found(marks.residents, said(every_piece(name, Edition.INTERNAL))) == {}


@every_community
def test_no_poster_gives_away_a_masked_value(name: str) -> None:
    _facts, marks = marked(name)
    hidden = marks.names | marks.numbers | marks.texts
    posters = list(documents(name, "海报"))
    assert len(posters) == 2
    for poster in posters:
        assert found(hidden, said(poster)) == {}


@every_community
@pytest.mark.parametrize("kind", ["处置卡", "工作明白卡"])
def test_cards_of_posts_and_points_say_nothing_of_residents(name: str, kind: str) -> None:
    _facts, marks = marked(name)
    for data in documents(name, kind):
        assert found(marks.residents, said(data)) == {}


@every_community
def test_what_is_masked_there_is_said_where_it_belongs(name: str) -> None:
    """Else the tests above would pass on empty cards."""
    _facts, marks = marked(name)
    hits = found(marks.numbers | marks.names, said(next(documents(name, "处置卡"))))
    assert len(hits["word/document.xml"]) > 40
    hits = found(marks.residents, said(next(documents(name, "附册"))))
    assert len(hits["word/document.xml"]) > 20


def test_no_pdf_gives_away_a_masked_value(office: Office) -> None:
    name = "云岭村"
    _facts, marks = marked(name)
    hidden = marks.names | marks.numbers | marks.texts
    for data in (every_piece(name, Edition.PUBLIC), *documents(name, "海报")):
        pdf = printed(office, data)
        assert "云岭村" in pdf["pages"]
        assert found(hidden, pdf) == {}
    duty = printed(office, next(documents(name, "处置卡")))
    assert found(marks.residents, duty) == {}
    assert len(found(marks.numbers, duty)["pages"]) > 40
