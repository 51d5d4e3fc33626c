"""Printing cards: a PDF beside each Word file, and sheets with cut marks; by several offices at once."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.facts.workspace import Entry
from generator.press.cards.fitting import overlong
from generator.press.cards.places import DRAFT
from generator.press.cards.places import card_file
from generator.press.cards.recipe import CardSet
from generator.press.impose import impose
from generator.press.office import Office
from generator.press.office import Printed
from generator.press.offices import Failed
from generator.press.offices import print_each
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg7_cards as codes

PDF_LIMIT = 500 * files.MIB


class Job(NamedTuple):
    """A document of cards that is to be printed: its files, relative to the workspace, and what it should come to.

    `sheets` is empty where nothing is laid on sheets; `one_page` asks for as many pages as there are cards.
    """

    title: str
    docx: str
    pdf: str
    sheets: str
    page: str
    sheet: str
    cards: int
    one_page: bool

    @classmethod
    def of(cls, entry: Entry, one: CardSet, cards: int, mark: str = DRAFT) -> Job:
        """The job of a set of a community; `mark` is its revision."""
        slug, name = entry.slug, entry.name
        return cls(
            title=one.title or "",
            docx=card_file(slug, name, one, mark),
            pdf=card_file(slug, name, one, mark, ending="pdf"),
            sheets=card_file(slug, name, one, mark, sheet=True, ending="pdf") if one.sheet else "",
            page=one.page or "",
            sheet=one.sheet or "",
            cards=cards,
            one_page=bool(one.one_page),
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """All files that there may be of it, the Word file first."""
        return (self.docx, self.pdf, self.sheets) if self.sheets else (self.docx, self.pdf)


@dataclass(frozen=True, slots=True)
class _Press:
    """Prints the document of a name; travels to other processes."""

    root: Path
    jobs: Mapping[str, Job]
    sheets: bool

    def __call__(self, office: Office, docx: str) -> tuple[str, list[Problem]]:
        """The name, and what kept its files from being written."""
        return docx, self._print(office, self.jobs[docx])

    def _print(self, office: Office, job: Job) -> list[Problem]:
        pdf, _ = files.read_bytes(self.root / job.pdf, PDF_LIMIT, root=self.root)
        problems: list[Problem] = []
        if pdf is None:
            data, problems = files.read_bytes(self.root / job.docx, PDF_LIMIT, root=self.root)
            if data is None:
                return problems
            printed = office.print_docx(data)
            problems += misfits(data, printed, job)
            if has_errors(problems):
                return problems
            pdf = printed.pdf
            problems += files.write_bytes(self.root / job.pdf, pdf, root=self.root)
        if self.sheets and job.sheets and not has_errors(problems):
            problems += files.write_bytes(self.root / job.sheets, impose(pdf, job.page, job.sheet), root=self.root)
        return problems


def misfits(data: bytes, printed: Printed, job: Job) -> list[Problem]:
    """PG745 if the document has another number of pages than of cards, where each should have one."""
    if not job.one_page or printed.count == job.cards:
        return []
    found = "、".join(overlong(data, printed.sheets, printed.count)) or f"{printed.count} / {job.cards}"
    return [codes.CARD_TOO_LONG.at(Place(file=job.docx), title=job.title, found=found)]


def print_cards(
    root: Path, jobs: Mapping[str, Job], processes: int | None, *, sheets: bool
) -> Iterator[tuple[str, list[Problem]]]:
    """What came of each job by the name of its Word file, as it gets done.

    Codes: PG704 to PG707 of the office, PG745 (a card longer than its page).
    Raises: PlangenError PG700 to PG703 (no LibreOffice, or it does not start).
    """
    for result in print_each(_Press(root, jobs, sheets), list(jobs), jobs=processes):
        yield (result.name, [result.problem]) if isinstance(result, Failed) else result
