"""Cards of communities from facts to disk: Word files first, then PDFs and sheets of those that have none yet.

A PDF never lies beside a Word file that it does not show: before a Word file changes, what was printed of it goes. So a
PDF that is there is up to date, and is not printed again.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.context.revision import RevisionView
from generator.facts.facts import Settings
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.press.cards.make import Made
from generator.press.cards.make import Subject
from generator.press.cards.make import make_set
from generator.press.cards.places import DRAFT
from generator.press.cards.printing import PDF_LIMIT
from generator.press.cards.printing import Job
from generator.press.cards.printing import print_cards
from generator.press.cards.recipe import CardSet
from generator.press.cards.templates import CardTemplates
from generator.problems import Problem
from generator.problems import has_errors


class Wish(NamedTuple):
    """What is asked: which kinds (all if none is named), as PDF and on sheets, all anew, by how many processes."""

    kinds: tuple[str, ...] = ()
    pdf: bool = False
    sheet: bool = False
    force: bool = False
    jobs: int | None = None


class Status(StrEnum):
    """Written now; the same as before; nobody gets one; could not be made."""

    MADE = "made"
    CURRENT = "current"
    NONE = "none"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CardResult:
    """What became of one document of cards. `paths`: the files that lie there now: Word file, PDF, sheets."""

    name: str
    slug: str
    kind: str
    title: str
    status: Status
    cards: int = 0
    prints: int = 1
    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    job: Job | None = None


Tell = Callable[[CardResult], None]


@dataclass(frozen=True, slots=True)
class Shop:
    """Where cards are made, and what for. `views`: the revisions, by community, of which they are; else drafts."""

    workspace: Workspace
    settings: Settings
    templates: CardTemplates
    wish: Wish
    views: Mapping[str, RevisionView] = field(default_factory=dict)

    def sets(self) -> list[CardSet]:
        """The sets that are wanted."""
        return [one for one in self.templates.recipe.sets if not self.wish.kinds or one.kind in self.wish.kinds]

    def make(self, entries: Sequence[Entry], tell: Tell) -> list[CardResult]:
        """What became of every set of every community, in order; `tell` hears of each as soon as it is done."""
        results: list[CardResult] = []
        for entry in entries:
            for result in self._cards_of(entry):
                results.append(result)
                if result.job is None:
                    tell(result)
        jobs = {result.job.docx: result.job for result in results if result.job is not None}
        if jobs:
            results = self._printed(results, jobs, tell)
        return results

    def _cards_of(self, entry: Entry) -> Iterator[CardResult]:
        """What became of each set of a community; an erroneous profile leaves the old cards as they were."""
        facts, problems = load_facts(self.workspace, entry, self.settings)
        view = self.views.get(entry.slug)
        subject = None if facts is None or has_errors(problems) else Subject(facts, view or RevisionView())
        for one in self.sets():
            blank = CardResult(
                entry.name, entry.slug, one.kind or "", one.title or "", Status.FAILED, prints=one.prints or 1
            )
            if subject is None:
                yield replace(blank, problems=tuple(problems))
                continue
            made = make_set(subject, self.templates, one)
            known = Job.of(entry, one, made.cards, view.version if view is not None else DRAFT)
            yield self._nothing(blank, made, known) if made.data is None else self._written(blank, made, known)

    def _nothing(self, blank: CardResult, made: Made, known: Job) -> CardResult:
        """Nobody gets such a card: those of before go. Where something is wrong or missing, they stay."""
        if made.problems:
            status = Status.FAILED if has_errors(made.problems) else Status.NONE
            return replace(blank, status=status, problems=made.problems)
        found = [problem for path in known.paths for problem in self._removed(path)]
        return replace(blank, status=Status.NONE, problems=tuple(found))

    def _written(self, blank: CardResult, made: Made, known: Job) -> CardResult:
        """The Word file is there; what is still to be printed of it is the result's job."""
        assert made.data is not None  # noqa: S101  (the caller looked)
        problems = list(made.problems)
        old, _ = files.read_bytes(self._path(known.docx), PDF_LIMIT, root=self.workspace.root)
        is_same = old == made.data
        if not is_same or self.wish.force:
            problems += [problem for path in known.paths[1:] for problem in self._removed(path)]
        if not is_same and not has_errors(problems):
            problems += files.write_bytes(self._path(known.docx), made.data, root=self.workspace.root)
        wanted = [known.pdf] if self.wish.pdf else []
        wanted += [known.sheets] if self.wish.sheet and known.sheets else []
        waits = not has_errors(problems) and not all(self._path(path).is_file() for path in wanted)
        return replace(
            blank,
            status=Status.FAILED if has_errors(problems) else Status.CURRENT if is_same else Status.MADE,
            cards=made.cards,
            paths=self._there(known),
            problems=tuple(problems),
            job=known if waits else None,
        )

    def _printed(self, results: list[CardResult], jobs: Mapping[str, Job], tell: Tell) -> list[CardResult]:
        """The results with what came of their jobs."""
        at = {result.job.docx: index for index, result in enumerate(results) if result.job is not None}
        done = list(results)
        for docx, problems in print_cards(self.workspace.root, jobs, self.wish.jobs, sheets=self.wish.sheet):
            before = results[at[docx]]
            done[at[docx]] = now = replace(
                before,
                status=Status.FAILED if has_errors(problems) else Status.MADE,
                paths=self._there(jobs[docx]),
                problems=(*before.problems, *problems),
                job=None,
            )
            tell(now)
        return done

    def _there(self, known: Job) -> tuple[str, ...]:
        return tuple(path for path in known.paths if self._path(path).is_file())

    def _path(self, path: str) -> Path:
        return self.workspace.root / path

    def _removed(self, path: str) -> list[Problem]:
        return files.remove(self._path(path), root=self.workspace.root) if self._path(path).is_file() else []
