"""The files of a revision: both editions with their check codes and page numbers, what was frozen, what lies apart.

facts ── build (code left open) ── printed lines ── code ── build (with the code) ── print ── numbered ── parcel

Everything is made from the same facts and templates that were frozen; nothing is written here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.bulk.manual import build_manual
from generator.bulk.results import Fault
from generator.bulk.templates import FOLDER
from generator.bulk.templates import Templates
from generator.context.revision import RevisionView
from generator.context.views import issue_view
from generator.facts.facts import Facts
from generator.facts.ledger import Life
from generator.facts.ledger import life_of
from generator.facts.ledger.entries import CheckCode
from generator.facts.ledger.entries import Issue
from generator.legal import legal_name
from generator.mask import Edition
from generator.press.cards.make import Subject
from generator.press.cards.make import make_set
from generator.press.cards.templates import CardTemplates
from generator.press.compact import compact
from generator.press.office import Printed
from generator.problems import Problem
from generator.problems import has_errors
from generator.revisions.archive.parcel import Content
from generator.revisions.archive.parcel import Parcel
from generator.revisions.archive.parcel import PersonalContent
from generator.revisions.frozen.code import PLACEHOLDER
from generator.revisions.frozen.code import code_of
from generator.revisions.frozen.code import own_code
from generator.revisions.frozen.code import qr_png
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.printed import printed_lines
from generator.revisions.frozen.stored import FROZEN_FILE
from generator.revisions.frozen.stored import frozen_file
from generator.word.pages import for_layout
from generator.word.pages import numbered

Print = Callable[[bytes], Printed]
"""A Word file as a PDF with its pages."""

REGISTER, ANNEX = "人员名册", "附册"
REGISTER_FILE = "人员名册.yaml"
_FROZEN = "送签时的各项数据、各段正文"


@dataclass(frozen=True, slots=True)
class Source:
    """What a revision is made from. `register`: the bytes of the register, nothing where it is not here."""

    facts: Facts
    templates: Templates
    figures: Mapping[str, bytes]
    frozen: Frozen
    recipe: bytes
    cards: CardTemplates | None = None
    register: bytes | None = None


class Made(NamedTuple):
    """The parcel of a revision and the check codes that it bears; without a parcel the problems say why."""

    parcel: Parcel | None
    codes: tuple[CheckCode, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: Fault | None = None


class _Edition(NamedTuple):
    """One edition: its Word file, its PDF if it was printed, its code, the lines that the code is of."""

    docx: bytes
    pdf: bytes | None
    code: str
    lines: tuple[str, ...]


def make_revision(source: Source, issue: Issue, print_docx: Print | None) -> Made:
    """Everything that is archived of the revision; without `print_docx` no PDFs and no page numbers.

    Raises: whatever `print_docx` does.
    """
    life = life_of([issue], source.facts.ledger.life)
    editions: dict[Edition, _Edition] = {}
    problems: list[Problem] = []
    for edition in Edition:
        made, found = _made(source, life, issue, edition, print_docx)
        problems += found
        if made is not None:
            editions[edition] = made
    if len(editions) < len(Edition):
        return Made(None, problems=tuple(problems))
    personal, found = _personal(source, issue_view(life, issue, ""), issue, print_docx)
    problems += found
    if has_errors(found):
        return Made(None, problems=tuple(problems))
    codes = tuple(CheckCode(edition=edition.value, code=made.code) for edition, made in editions.items())
    frozen = dataclasses.replace(
        source.frozen, printed={edition.value: made.lines for edition, made in editions.items()}
    )
    parcel = Parcel(
        code=source.frozen.code,
        community=source.frozen.name,
        number=issue.version or "",
        files=(*_volumes(source, issue, editions), Content(FROZEN_FILE, _FROZEN, frozen_file(frozen))),
        objects=tuple(_templates(source)),
        personal=personal,
        said=_said(issue, codes),
    )
    return Made(parcel, codes, tuple(problems))


def _made(
    source: Source, life: Life, issue: Issue, edition: Edition, print_docx: Print | None
) -> tuple[_Edition | None, list[Problem]]:
    version = issue.version or ""

    def built(code: str) -> tuple[bytes | None, list[Problem]]:
        view = issue_view(life, issue, code, qr_png(code, version))
        manual = build_manual(source.facts, source.templates, edition, source.figures, view)
        return manual.data, list(manual.problems)

    data, problems = built(PLACEHOLDER)
    if data is None:
        return None, problems
    lines, _found = printed_lines(for_layout(data) if print_docx is not None else data)
    code = code_of(lines, version)
    data, problems = built(code)
    if data is None:
        return None, problems
    pdf = None
    if print_docx is not None:
        printed = print_docx(for_layout(data))
        data, pdf = numbered(data, printed.pages), compact(printed.pdf)
    if own_code(printed_lines(data)[0], version, code) != code:
        raise ValueError(version)  # a page that nobody told of, or a text that is not the same twice
    return _Edition(data, pdf, code, lines), problems


def _volumes(source: Source, issue: Issue, editions: Mapping[Edition, _Edition]) -> Iterator[Content]:
    for edition, made in editions.items():
        name = volume_name(source.frozen.name, issue.version or "", edition)
        yield Content(f"{name}.docx", f"{edition.label}（Word）", made.docx)
        if made.pdf is not None:
            yield Content(f"{name}.pdf", f"{edition.label}（PDF）", made.pdf)


def volume_name(name: str, version: str, edition: Edition) -> str:
    """What an edition's files are called, but for their ending; legal on every system."""
    return legal_name(f"{name}综合应急预案（{version}·{edition.label}）")


def _templates(source: Source) -> Iterator[Content]:
    yield Content(f"{FOLDER}/manual.yaml", "目录方案", source.recipe)
    for one in source.frozen.templates:
        yield Content(f"{FOLDER}/{one.file}", "模板", source.templates.documents[one.file])


def _personal(
    source: Source, view: RevisionView, issue: Issue, print_docx: Print | None
) -> tuple[tuple[PersonalContent, ...], list[Problem]]:
    """The register as it is, and the annex volume made from it; nothing where there is no register."""
    register = source.facts.register
    if register is None or source.register is None:
        return (), []
    due = register.destroy_by.isoformat() if register.destroy_by is not None else ""
    count = len(register.people) + len(register.households)
    found = [PersonalContent(REGISTER_FILE, REGISTER, source.register, count, due)]
    problems: list[Problem] = []
    subject = Subject(source.facts, view)
    for one in source.cards.recipe.sets if source.cards is not None else ():
        if one.kind != ANNEX or source.cards is None:
            continue
        made = make_set(subject, source.cards, one)
        problems += made.problems
        if made.data is None:
            continue
        name = legal_name(f"{source.frozen.name}{one.title or ANNEX}（{issue.version}）")
        found.append(PersonalContent(f"{name}.docx", ANNEX, made.data, count, due))
        if print_docx is not None:
            found.append(PersonalContent(f"{name}.pdf", ANNEX, compact(print_docx(made.data).pdf), count, due))
    return tuple(found), problems


def _said(issue: Issue, codes: tuple[CheckCode, ...]) -> tuple[tuple[str, str], ...]:
    """Facts for the page in the archive."""
    labels = {edition.value: edition.label for edition in Edition}
    kind = (issue.kind_of_change or "") + ("（应急修订）" if issue.interim else "")
    return (
        ("送签日期", issue.on.isoformat() if issue.on is not None else ""),
        ("修订类别", kind),
        ("原因", "、".join(issue.reasons)),
        ("依据", issue.basis or ""),
        ("主要修改", issue.summary or ""),
        ("并入的更正通知单", "、".join(issue.absorbs)),
        ("回应的问题", "、".join(issue.answers)),
        ("模板发布", issue.release or ""),
        *((f"校验码（{labels[one.edition or '']}）", one.code or "") for one in codes),
    )
