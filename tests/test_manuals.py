"""The four sample manuals say what they have to say, and nothing is left over in them."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import docx
import pytest
import sample
import yaml
from docx.oxml.ns import qn
from sample import COMMUNITIES
from sample import ROOT

from generator.bulk.drafts import load_figures
from generator.bulk.manual import build_manual
from generator.bulk.said import texts_of
from generator.bulk.templates import load_wording
from generator.context.revision import RevisionView
from generator.mask import Edition
from generator.problems import Severity
from generator.wording.check import check_wording

EXPECTED = yaml.safe_load((ROOT / "tests/expected/headings.yml").read_text(encoding="utf-8"))
EDITIONS = tuple(Edition)
every_manual = pytest.mark.parametrize(("name", "edition"), list(itertools.product(COMMUNITIES, EDITIONS)))
every_community = pytest.mark.parametrize("name", COMMUNITIES)


def _short_headings(name: str) -> set[str]:
    """The headings that stand in pieces in their short form."""
    short: set[str] = set()
    chapter = ""
    for decision in sample.sample(name).manual.decisions:
        if not decision.included:
            continue
        document = docx.Document(io.BytesIO(sample.templates().documents[decision.piece.file or ""]))
        for paragraph in sample.blocks(document):
            heading = sample.heading_of(paragraph)
            if heading is None:
                continue
            level, text = heading
            chapter = text if level == 1 else chapter
            if decision.piece.is_short:
                short.add(text if level == 1 else f"{chapter}/{text}")
    return short


@every_community
def test_the_table_of_headings_is_met(name: str) -> None:
    column = EXPECTED["communities"].index(name)
    wanted = {heading: marks.split()[column] for heading, marks in EXPECTED["headings"].items()}
    found = sample.headings(sample.sample(name).document())
    short = _short_headings(name)
    assert len(found) == len(set(found)), "a heading stands twice"
    marks = {heading: "S" if heading in short else "P" for heading in found}
    assert marks == {heading: mark for heading, mark in wanted.items() if mark != "-"}


@every_community
def test_chapters_are_numbered_alike_in_every_community(name: str) -> None:
    chapters = [
        p.text for p in sample.blocks(sample.sample(name).document()) if p.style and p.style.name == "Heading 1"
    ]
    assert [text.partition("、")[0] for text in chapters] == [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
    ]


@every_manual
def test_nothing_is_wrong_and_nothing_is_missing(name: str, edition: Edition) -> None:
    problems = sample.sample(name, edition).manual.problems
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []


@every_manual
def test_no_tag_no_none_and_no_gap_is_left_over(name: str, edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(sample.sample(name, edition).data)) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                text = re.sub(r"<[^>]*>", "", package.read(part).decode())
                for left in ("{{", "}}", "{%", "%}", "{#", "None", "True", "False", "Undefined", "（待填"):
                    assert left not in text, f"{left} in {part}"


@every_manual
def test_no_heading_is_empty(name: str, edition: Edition) -> None:
    document = sample.sample(name, edition).document()
    previous: tuple[int, str] | None = None
    for paragraph in sample.blocks(document):
        heading = sample.heading_of(paragraph)
        if heading is not None:
            assert heading[1].strip(), "a heading without text"
            followed_by_less = previous is not None and heading[0] <= previous[0]
            assert not followed_by_less, f"nothing stands under {previous}"
        if paragraph.text.strip() or paragraph._p.xpath(".//w:drawing"):
            previous = heading


@every_manual
def test_no_table_has_only_its_header(name: str, edition: Edition) -> None:
    for table in sample.sample(name, edition).document().tables:
        rows = table._tbl.tr_lst
        header = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert len(rows) > len(header), [cell.text for cell in table.rows[0].cells]


@every_community
def test_the_two_communities_of_the_issue_differ_visibly(name: str) -> None:
    others = [sample.headings(sample.sample(other).document()) for other in COMMUNITIES if other != name]
    assert sample.headings(sample.sample(name).document()) not in others


def test_every_figure_in_a_piece_has_a_source() -> None:
    constants, wording, problems = load_wording(sample.WORKSPACE)
    assert problems == []
    for file, data in sample.templates().documents.items():
        if file != "base.docx":
            assert check_wording(data, file, constants, wording) == []


def test_no_piece_names_a_person_or_a_number_of_its_own() -> None:
    for file, data in sample.templates().documents.items():
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = re.sub(r"<[^>]*>", "", package.read("word/document.xml").decode())
        assert "示例" not in body, file
        assert not re.search(r"1\d{10}|\d{3,4}-\d{7,8}", body), file


@every_manual
def test_a_draft_is_marked_on_every_page_and_what_is_issued_is_not(name: str, edition: Edition) -> None:
    """The mark stands in every header that prints anything, and on the cover, which has none."""
    found = sample.sample(name, edition)
    texts = texts_of(found.data)
    headers = {part for part, text in texts.items() if part.startswith("word/header") and text.strip()}
    assert {part for part, text in texts.items() if "修订草案" in text} == {"word/document.xml", *headers}
    figures, _ = load_figures(sample.WORKSPACE, found.facts)
    issued = RevisionView(version="V1.0", state="送签稿", check_code="K7M2-P9QX")
    manual = build_manual(found.facts, sample.templates(), edition, figures, issued)
    assert manual.data is not None
    assert [part for part, text in texts_of(manual.data).items() if "草案" in text] == []
