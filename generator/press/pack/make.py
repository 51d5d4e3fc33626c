"""One pack, from what there is to hand over to a folder or zip file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from generator import durable
from generator import files
from generator import folders
from generator.legal import legal_name
from generator.press.pack import forms
from generator.press.pack import tables
from generator.press.pack.forms import Forms
from generator.press.pack.holders import copies
from generator.press.pack.holding import Holding
from generator.press.pack.holding import Lacking
from generator.press.pack.holding import Print
from generator.press.pack.holding import Town
from generator.press.pack.items import FORMS
from generator.press.pack.items import ITEMS
from generator.press.pack.old import Old
from generator.press.pack.old import look
from generator.press.pack.old import manifest
from generator.press.pack.paper import measure
from generator.press.pack.tables import Packed
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg7_pack as codes
from generator.workbook import Sheet
from generator.workbook import workbook

PDF_LIMIT = 300 * files.MIB
LIST = "内容清单.txt"
DAMAGED = "PDF文件损坏"


class Status(StrEnum):
    """Made now; the same as what lies there already; not made, for want of anything to hand over."""

    PACKED = "packed"
    CURRENT = "current"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Pack:
    """What became of a pack. `path`: where it lies, or nothing; `sheets`: of all copies of everything in it."""

    town: Town
    status: Status
    path: Path | None
    files: int
    communities: int
    sheets: int
    lacking: tuple[Lacking, ...]
    problems: tuple[Problem, ...]


def pack_name(town: Town) -> str:
    """What a pack is called: whose, of what, and that it is of drafts."""
    drafts = {holding.is_draft for holding in town.holdings}
    mark = {frozenset({True}): "草案", frozenset({True, False}): "含草案"}.get(frozenset(drafts), "")
    said = "·".join(filter(None, (town.scope, mark)))
    return legal_name(f"{town.whose}分发包（{said}）" if said else f"{town.whose}分发包")


def make_pack(town: Town, target: Path, templates: Forms, registered: int, *, as_zip: bool, root: Path) -> Pack:
    """What became of the pack: `target` holds all of it, or what was there before.

    `registered`: how many communities of the town the roster counts; `root`: what problems name files relative to.
    Codes: PG761 to PG764. Raises: PlangenError if it cannot be written, or a form cannot be filled in.
    """
    if not any(holding.prints for holding in town.holdings):
        return Pack(town, Status.EMPTY, None, 0, 0, 0, town.lacking, tuple(_noted(town.lacking)))
    old, before = look(target, LIST)
    if old is Old.FOREIGN:
        raise PlangenError(codes.NOT_A_PACK.at(Place(file=files.shown(target, root))))
    with folders.shelf(target, as_zip=as_zip, root=root) as shelf:
        work = _Work(town, shelf, root)
        work.add_prints()
        work.add_lists()
        work.add_forms(templates, registered)
        listed = manifest(shelf.digests)
        shelf.add(LIST, listed.encode())
        status = Status.PACKED
        if old is Old.WHOLE and before == listed:
            status, shelf.is_wanted = Status.CURRENT, False
        elif old is Old.CHANGED:
            work.problems.append(_put_aside(target, root))
    return Pack(
        town,
        status,
        target,
        len(shelf.digests),
        len({one.holding.member.slug for one in work.packed}),
        sum(one.sheets.total() * one.count for one in work.packed),
        tuple(work.lacking),
        (*work.problems, *_noted(work.lacking)),
    )


def _noted(lacking: Sequence[Lacking]) -> Iterator[Problem]:
    for one in lacking:
        yield codes.NOT_IN_PACK.at(
            Place(file=f"plans/{one.member.slug}"), found=f"{one.member.name} {one.what}", reason=one.reason
        )


class _Work:
    """A pack while it is being filled."""

    def __init__(self, town: Town, shelf: folders.Shelf, root: Path) -> None:
        self.packed: list[Packed] = []
        self.lacking = list(town.lacking)
        self.problems: list[Problem] = []
        self._town = town
        self._shelf = shelf
        self._root = root

    def add_prints(self) -> None:
        """Nothing; every PDF that can be read lies in the folder of its kind, in the roster's order."""
        for item in ITEMS:
            for holding in self._town.holdings:
                for one in holding.prints:
                    if one.item is item:
                        self._add(holding, one)

    def _add(self, holding: Holding, one: Print) -> None:
        place = Place(file=files.shown(one.path, self._root))
        data, problems = files.read_bytes(one.path, PDF_LIMIT)
        paper = None
        if data is not None:
            paper, problems = measure(data, place)
        if data is None or paper is None:
            self.problems += problems
            self.lacking.append(Lacking(holding.member, one.title, DAMAGED))
            return
        stem = self._stem(holding, one.title, one.mark)
        name = f"{one.item.folder}/{stem}.pdf"
        self._shelf.add(name, data)
        numbered = tuple(copies(holding.facts, one.item)) if one.item.is_counted else ()
        self.packed.append(Packed(holding, one, name, paper, numbered))

    def add_lists(self) -> None:
        """Nothing; the lists are there as workbooks."""
        town = self._town.name
        self._book(forms.PRINT_LIST, tables.print_sheet(town, self.packed), tables.paper_sheet(town, self.packed))
        self._book(
            forms.TRANSFER,
            tables.transfer_sheet(town, self._by_community()),
            tables.receipt_sheet(f"{town}分发签收表（逐份）", self._by_community(), "逐份签收"),
        )
        if self.lacking:
            self._book("缺件清单", tables.lacking_sheet(town, self.lacking))

    def add_forms(self, templates: Forms, registered: int) -> None:
        """Nothing; the cover note and the lists are there as Word files, and each community's receipts as both."""
        town = self._town.name
        ordered = self._by_community()
        for _slug, found in groupby(ordered, key=lambda one: one.holding.member.slug):
            packed = list(found)
            if not any(one.copies for one in packed):
                continue
            name = packed[0].holding.member.name
            stem = self._stem(packed[0].holding, forms.RECEIPTS)
            self._book(f"{FORMS}/{stem}", tables.receipt_sheet(f"{name}综合应急预案分发签收表", packed))
            self._form(f"{FORMS}/{stem}", templates, forms.RECEIPTS, forms.receipts(town, packed))
        self._form(forms.PRINT_LIST, templates, forms.PRINT_LIST, forms.print_list(town, self.packed))
        self._form(forms.TRANSFER, templates, forms.TRANSFER, forms.transfer(town, ordered))
        context = forms.cover(town, self._town.scope, registered, self.packed, self.lacking)
        self._form(forms.COVER, templates, forms.COVER, context)

    def _stem(self, holding: Holding, title: str, mark: str = "") -> str:
        """The name of a file without its ending: number in the roster, community, what it is, of which version."""
        member = holding.member
        return legal_name(f"{self._town.places[member.slug]} {member.name}{marked(title, mark or holding.mark)}")

    def _by_community(self) -> list[Packed]:
        order = {holding.member.slug: at for at, holding in enumerate(self._town.holdings)}
        return sorted(self.packed, key=lambda one: order[one.holding.member.slug])

    def _book(self, name: str, *sheets: Sheet) -> None:
        self._shelf.add(f"{name}.xlsx", workbook(sheets[0].heading, sheets))

    def _form(self, name: str, templates: Forms, form: str, context: forms.Row) -> None:
        self._shelf.add(f"{name}.docx", templates.filled(form, context))


def _put_aside(target: Path, root: Path) -> Problem:
    """The note that the old pack, which somebody has changed, is kept under a number."""
    stem, ending = (target.stem, target.suffix) if target.is_file() else (target.name, "")
    number = 1
    while (kept := target.with_name(f"{stem}（旧{number}）{ending}")).exists():
        number += 1
    if problems := durable.rename(target, kept.name, root):
        raise PlangenError(*problems)
    return codes.OLD_PACK_KEPT.at(Place(file=files.shown(target, root)), kept=kept.name)


def marked(title: str, mark: str) -> str:
    """A title with a mark behind it: 签收表（草案）, 综合应急预案（内部版·草案）."""
    if not mark:
        return title
    return f"{title.removesuffix('）')}·{mark}）" if title.endswith("）") else f"{title}（{mark}）"
