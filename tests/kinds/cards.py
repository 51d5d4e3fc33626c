"""Cases of cards: `sets` of a cards.yaml against `files` that are there; a community of which a set is made; pages.

sets: […]  files: […]         the recipe of cards
made: 西门社区  set: 附册      a set of the sample recipe, of a community of the sample district
titles: [甲, 乙]  pages: [1, 3]  of: 4      cards with these titles, on these pages of a PDF with so many
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import sample
import yaml
from printing import bookmark
from pypdf import PdfWriter
from wml import docx

from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.reader.files import read_record
from generator.facts.text import parse_document
from generator.press.cards.checks import card_faults
from generator.press.cards.checks import unused_cards
from generator.press.cards.make import Subject
from generator.press.cards.make import make_set
from generator.press.cards.printing import Job
from generator.press.cards.printing import misfits
from generator.press.cards.recipe import CardRecipe
from generator.press.cards.templates import load_cards
from generator.press.office import Printed
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_cards


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What is wrong in the case."""
    if "sets" in case:
        return _recipe(case)
    return _made(case) if "made" in case else _printed(case)


def _recipe(case: dict[str, Any]) -> list[Problem]:
    text = yaml.safe_dump({"schema": 1, "sets": case["sets"]}, allow_unicode=True)
    parsed, found = parse_document(text.encode(), "cards.yaml")
    assert parsed is not None, found
    read = read_record(parsed, CardRecipe)
    files = case.get("files", ["a.docx"])
    faults = card_faults(read.record, files, sample.settings())
    unused = [pg7_cards.UNUSED_CARD.at(Place(file=name), found=name) for name in unused_cards(read.record, files)]
    return [*read.problems, *(code.at(read.places.at(trail), **values) for code, trail, values in faults), *unused]


def _made(case: dict[str, Any]) -> list[Problem]:
    entry, found = resolve(sample.WORKSPACE, case["made"], sample.settings())
    assert entry is not None, found
    facts, found = load_facts(sample.WORKSPACE, entry, sample.settings())
    assert facts is not None, found
    templates, found = load_cards(sample.WORKSPACE, sample.settings())
    assert templates is not None, found
    one = next(one for one in templates.recipe.sets if one.title == case["set"])
    return list(make_set(Subject(facts), templates, one).problems)


def _printed(case: dict[str, Any]) -> list[Problem]:
    names = [f"_Toc{at:08d}" for at in range(1, len(case["titles"]) + 1)]
    marked = (bookmark(name, at, title) for at, (name, title) in enumerate(zip(names, case["titles"], strict=True)))
    writer = PdfWriter()
    for _page in range(case["of"]):
        writer.add_blank_page(420, 595)
    for name, page in zip(names, case["pages"], strict=True):
        writer.add_named_destination(name, page - 1)
    written = io.BytesIO()
    writer.write(written)
    printed = Printed(written.getvalue(), dict.fromkeys(names, ""), case["of"])
    job = Job("应急处置卡", "卡片.docx", "卡片.pdf", "", "A5", "", len(names), one_page=True)
    return misfits(docx(*marked), printed, job)
