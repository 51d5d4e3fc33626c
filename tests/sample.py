"""The sample district's manuals, built once for all tests that look at them."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from generator.bulk.drafts import load_figures
from generator.bulk.manual import Manual
from generator.bulk.manual import build_manual
from generator.bulk.templates import Templates
from generator.bulk.templates import load_templates
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.load import load_district
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.workspace import Workspace
from generator.mask import Edition

ROOT = Path(__file__).resolve().parents[1]
WORKSPACE = Workspace(ROOT)
COMMUNITIES = ("石桥头社区", "云岭村", "望礁村", "云栖苑社区")
# 一、 （二） 附录A — what the scheme of manual.yaml puts before headings.
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附录[A-Z]　)")


@dataclass(frozen=True)
class Sample:
    """One sample manual."""

    facts: Facts
    manual: Manual

    @property
    def data(self) -> bytes:
        """The Word file."""
        assert self.manual.data is not None, self.manual.problems
        return self.manual.data

    def document(self) -> Document:
        """The Word file, opened by python-docx."""
        return docx.Document(io.BytesIO(self.data))


@functools.cache
def settings() -> Settings:
    """The sample district's settings."""
    found, problems = load_district(WORKSPACE)
    assert found is not None, problems
    return found


@functools.cache
def templates() -> Templates:
    """The sample district's templates."""
    found, problems = load_templates(WORKSPACE, settings())
    assert found is not None, problems
    return found


@functools.cache
def sample(name: str, edition: Edition = Edition.INTERNAL) -> Sample:
    """The manual of a sample community."""
    entry, problems = resolve(WORKSPACE, name, settings())
    assert entry is not None, problems
    facts, problems = load_facts(WORKSPACE, entry, settings())
    assert facts is not None, problems
    figures, problems = load_figures(WORKSPACE, facts)
    assert not problems, problems
    return Sample(facts, build_manual(facts, templates(), edition, figures))


def blocks(document: Document) -> Iterator[Paragraph]:
    """All paragraphs of the body in order, those in tables too."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def heading_of(paragraph: Paragraph) -> tuple[int, str] | None:
    """Level and text, without its number, if the paragraph is a heading of a chapter or below."""
    name = paragraph.style.name if paragraph.style is not None else ""
    if name == "附录标题":
        return 1, _NUMBER.sub("", paragraph.text)
    if name in ("Heading 1", "Heading 2"):
        return int(name[-1]), _NUMBER.sub("", paragraph.text)
    return None


def headings(document: Document) -> list[str]:
    """The headings as paths: 火灾逃生, 火灾逃生/高层住宅 …"""
    found: list[str] = []
    chapter = ""
    for paragraph in blocks(document):
        heading = heading_of(paragraph)
        if heading is not None:
            level, text = heading
            chapter = text if level == 1 else chapter
            found.append(text if level == 1 else f"{chapter}/{text}")
    return found
