"""The sample district's cards, made once for all tests that look at them."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator

import docx
import sample
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from generator.facts.facts import Facts
from generator.press.cards.make import Made
from generator.press.cards.make import Subject
from generator.press.cards.make import make_set
from generator.press.cards.recipe import CardSet
from generator.press.cards.templates import CardTemplates
from generator.press.cards.templates import load_cards


@functools.cache
def templates() -> CardTemplates:
    """The sample district's card templates."""
    found, problems = load_cards(sample.WORKSPACE, sample.settings())
    assert found is not None, problems
    assert not problems, problems
    return found


def sets(kind: str = "") -> list[CardSet]:
    """The sets of the recipe, or those of a kind."""
    return [one for one in templates().recipe.sets if kind in ("", one.kind)]


def made_of(facts: Facts, kind: str) -> list[Made]:
    """The documents of a kind for these facts."""
    subject = Subject(facts)
    return [make_set(subject, templates(), one) for one in sets(kind)]


@functools.cache
def made(name: str, kind: str) -> Made:
    """The first document of a kind for a sample community."""
    return made_of(sample.sample(name).facts, kind)[0]


def document(name: str, kind: str) -> Document:
    """That document, opened by python-docx."""
    data = made(name, kind).data
    assert data is not None, made(name, kind).problems
    return docx.Document(io.BytesIO(data))


def cards(name: str, kind: str) -> list[Table]:
    """The tables of a document with a table for each card."""
    return list(document(name, kind).tables)


def rows(card: Table) -> Iterator[list[str]]:
    """The texts of a card's cells, row by row; a cell over several columns counts once."""
    for row in card._tbl.iter(qn("w:tr")):
        yield ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]


def text(card: Table) -> str:
    """All that a card says, one row to a line."""
    return "\n".join("｜".join(cells) for cells in rows(card))
