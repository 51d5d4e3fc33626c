"""PDFs of drafts: what must be printed, printed by several offices, and kept so that it need not be done again.

drafts as built ── offices ─┬─ PDF with page numbers
                            └─ their pages ── numbered drafts

A PDF never lies beside a draft that it does not show: it goes before the draft is replaced, and comes after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from generator import files
from generator.bulk.lock import locked
from generator.bulk.printed import Print
from generator.bulk.printed import is_shown
from generator.bulk.printed import pdf_file
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.bulk.stamps import LIMIT
from generator.press.compact import compact
from generator.press.finding import Found
from generator.press.finding import require_office
from generator.press.fonts import check_asked
from generator.press.fonts import installed
from generator.press.glyphs import check_pdf
from generator.press.offices import Failed
from generator.press.offices import print_each
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_prints as codes
from generator.problems.plain import problems_of
from generator.problems.plain import problems_to_plain
from generator.word.pages import for_layout
from generator.word.pages import numbered

if TYPE_CHECKING:
    from generator.bulk.run import Run
    from generator.bulk.state import State
    from generator.press.office import Office

# What decides how a page looks, and what is written into drafts.
_DECIDING = ("driver.py", "fieldwork.py", "surroundings.py", "fonts.conf", "prints.py", "../word/pages.py")


@dataclass(frozen=True, slots=True)
class Pressed:
    """What became of the PDF of a draft. `path`: the PDF that lies there now, or nothing; `pages`: how many it has."""

    result: Result
    status: Status
    path: str = ""
    pages: int = 0
    problems: tuple[Problem, ...] = ()


class Shown(NamedTuple):
    """What a worker has made of a draft, by the draft's path: digest and stamp of the numbered draft, and the PDF."""

    path: str
    docx: str = ""
    docx_stamp: tuple[int, int] = (0, 0)
    pdf_stamp: tuple[int, int] = (0, 0)
    pages: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """Prints drafts of a workspace, given by their paths.

    `digests` tells what they must be; `fonts` are the families that there are, where that is known.
    """

    root: str
    digests: Mapping[str, str]
    fonts: frozenset[str] | None = None

    def __call__(self, office: Office, path: str) -> Shown:
        """What became of a draft; raises as the office does, and has written nothing then."""
        root, docx, pdf = Path(self.root), Path(self.root, path), Path(self.root, pdf_file(path))
        data, problems = files.read_bytes(docx, LIMIT, root=root)
        if data is None:
            return Shown(path, problems=tuple(problems))
        if hashlib.sha256(data).hexdigest() != self.digests[path]:
            return Shown(path, problems=(codes.DRAFT_MOVED.at(Place(file=path)),))
        printed = office.print_docx(for_layout(data))
        whole, sheets = numbered(data, printed.pages), compact(printed.pdf)
        problems = files.remove(pdf, root=root)
        problems = problems or files.write_bytes(docx, whole, root=root, durable=False)
        problems = problems or files.write_bytes(pdf, sheets, root=root, durable=False)
        if problems:
            return Shown(path, problems=tuple(problems))
        stamps = files.stamp_of(str(docx)), files.stamp_of(str(pdf))
        place = Place(file=pdf_file(path))
        problems = check_asked(data, self.fonts, place) if self.fonts is not None else []
        problems += check_pdf(sheets, place)
        return Shown(path, hashlib.sha256(whole).hexdigest(), *stamps, printed.count, tuple(problems))


def print_drafts(
    run: Run,
    results: Sequence[Result],
    *,
    jobs: int | None,
    only_look: bool,
    begin: Callable[[int], Callable[[Pressed], None]],
) -> list[Pressed]:
    """What became of the PDF of each draft that is up to date, in the order given.

    `begin` is told how many must be printed, and gives what is to be told of each, in any order.
    Raises: PlangenError PG700 … PG703 without a LibreOffice, PG801 if somebody else writes in the workspace.
    """
    office, fonts = require_office(), installed()
    key = press_key(office, fonts)
    found: dict[str, Pressed] = {}
    waiting: dict[str, tuple[Result, str]] = {}
    digests: dict[str, str] = {}
    for result in results:
        if result.status not in {Status.BUILT, Status.CURRENT} or not result.path:
            continue
        outcome = _outcome(run.state, result)
        printed = run.state.printed(result.member.slug, result.edition)
        same = printed is not None and outcome == printed.docx
        if printed is not None and same and printed.press == key and is_shown(str(run.root), result.path, printed):
            told = tuple(problems_of(printed.problems))
            found[result.path] = Pressed(result, Status.CURRENT, pdf_file(result.path), printed.pages, told)
            continue
        waiting[result.path] = result, printed.draft if printed is not None and same else outcome
        digests[result.path] = outcome
    if only_look:
        found |= {path: Pressed(result, Status.STALE) for path, (result, _draft) in waiting.items()}
    elif waiting:
        with locked(run.root) as notes:
            run.problems += notes
            tell = begin(len(waiting))
            for path, pressed in _pressed(run, waiting, Press(str(run.root), digests, fonts), key, jobs):
                found[path] = pressed
                tell(pressed)
    return [found[result.path] for result in results if result.path in found]


def press_key(office: Found, fonts: frozenset[str] | None) -> str:
    """A digest that is another one whenever the same draft could come out otherwise: by office, fonts or program."""
    said = [office.soffice, str(files.stamp_of(office.soffice)), *sorted(fonts or ())]
    said += [files.digest_of(str(Path(__file__).parent / name), LIMIT) for name in _DECIDING]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def _pressed(
    run: Run, waiting: Mapping[str, tuple[Result, str]], press: Press, key: str, jobs: int | None
) -> Iterator[tuple[str, Pressed]]:
    with closing(print_each(press, list(waiting), jobs=jobs)) as printing:
        for shown in printing:
            if isinstance(shown, Failed):
                result = waiting[shown.name][0]
                yield shown.name, Pressed(result, Status.FAILED, problems=(shown.problem,))
                continue
            result, draft = waiting[shown.path]
            if not shown.docx:
                yield shown.path, Pressed(result, Status.FAILED, problems=shown.problems)
                continue
            told = problems_to_plain(shown.problems)
            _keep(run.state, result, shown, Print(draft, shown.docx, key, *shown.pdf_stamp, shown.pages, told))
            yield shown.path, Pressed(result, Status.BUILT, pdf_file(shown.path), shown.pages, shown.problems)


def _keep(state: State, result: Result, shown: Shown, printed: Print) -> None:
    """Nothing; draft and PDF are known: the numbered draft is the one that is up to date now."""
    slug, edition = result.member.slug, result.edition
    row = state.row(slug)
    if row is None:
        return
    changed_ns, size = shown.docx_stamp
    outcome = row.outcomes[edition]._replace(changed_ns=changed_ns, size=size, digest=shown.docx)
    state.begin()
    state.save_row(slug, row._replace(outcomes={**row.outcomes, edition: outcome}))
    state.save_printed(slug, edition, printed)
    state.commit()


def _outcome(state: State, result: Result) -> str:
    """The digest of the draft that lies there."""
    row = state.row(result.member.slug)
    outcome = row.outcomes.get(result.edition) if row is not None else None
    return outcome.digest if outcome is not None else ""
