"""Who makes and prints revisions: several offices at once, each worker with settings and templates of its own."""

from __future__ import annotations

from collections.abc import Generator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from typing import Protocol

from generator import files
from generator.bulk.drafts import load_figures
from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.bulk.templates import FOLDER
from generator.bulk.templates import PIECE_LIMIT
from generator.bulk.worker import fault_of
from generator.facts.facts import Facts
from generator.facts.ledger.entries import Issue
from generator.facts.load import LIMIT
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.press.cards.templates import CardTemplates
from generator.press.cards.templates import load_cards
from generator.press.finding import require_office
from generator.press.office import Office
from generator.press.office import OfficeError
from generator.press.offices import Failed
from generator.press.offices import print_each
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_life as codes
from generator.problems import pg8_build
from generator.revisions.frozen.freeze import content_hash
from generator.revisions.frozen.freeze import freeze
from generator.revisions.make import Made
from generator.revisions.make import Print
from generator.revisions.make import Source
from generator.revisions.make import make_revision

inherited: list[Setup] = []
"""What a worker finds ready when it is forked, and this process itself."""

_cards: list[tuple[Setup, CardTemplates | None]] = []


class Bound(NamedTuple):
    """What was made for a community."""

    slug: str
    made: Made


@dataclass(frozen=True, slots=True)
class Press:
    """Makes and prints the revision of a community, by its slug; travels to other processes."""

    root: Path
    issues: Mapping[str, Issue]

    def __call__(self, office: Office, slug: str) -> Bound:
        """What came of a community; raises as the office does."""
        return self.bound(slug, office.print_docx)

    def bound(self, slug: str, print_docx: Print | None) -> Bound:
        """The same with any way to print; whatever else fails must not stop the other communities."""
        try:
            return Bound(slug, self._made(slug, print_docx))
        except OfficeError:
            raise
        except PlangenError as error:
            return Bound(slug, Made(None, problems=error.problems))
        except Exception as error:  # noqa: BLE001  (as in building: told, and the others go on)
            place, fault = Place(file=f"plans/{slug}/profile.yaml"), fault_of(error)
            problem = pg8_build.COMMUNITY_FAULT.at(place, kind=fault.kind)
            return Bound(slug, Made(None, problems=(problem,), fault=fault))

    def _made(self, slug: str, print_docx: Print | None) -> Made:
        setup = _setup(self.root)
        entry = setup.by_slug[slug]
        facts, problems = load_facts(setup.workspace, entry, setup.settings)
        if facts is None or has_errors(problems):
            return Made(None, problems=(_moved(entry),))
        source, problems = load_source(setup, entry, facts)
        if source is None or content_hash(source.frozen) != self.issues[slug].content:
            return Made(None, problems=(_moved(entry), *problems))
        return make_revision(source, self.issues[slug], print_docx)


class Printing(Protocol):
    """A way to print."""

    def missing(self) -> list[Problem]:
        """Why nothing can be printed here."""

    def each(self, press: Press, slugs: Sequence[str]) -> Generator[Bound | Failed, None, None]:
        """What came of each community, as it gets done."""


@dataclass(frozen=True, slots=True)
class Offices:
    """LibreOffice, so many at once."""

    jobs: int | None = None

    def missing(self) -> list[Problem]:
        """PG700, PG701, PG702."""
        try:
            require_office()
        except PlangenError as error:
            return list(error.problems)
        return []

    def each(self, press: Press, slugs: Sequence[str]) -> Generator[Bound | Failed, None, None]:
        """Each community by the office that is free."""
        yield from print_each(press, slugs, jobs=self.jobs, place=lambda slug: Place(file=f"plans/{slug}"))


def load_source(setup: Setup, entry: Entry, facts: Facts) -> tuple[Source | None, list[Problem]]:
    """What a revision is made from, frozen; nothing where a figure, the recipe or the register cannot be read."""
    root = setup.workspace.root
    figures, problems = load_figures(setup.workspace, facts)
    recipe, found = files.read_bytes(root / FOLDER / "manual.yaml", PIECE_LIMIT, root=root)
    problems += found
    register = None
    if facts.register is not None:
        register, found = files.read_bytes(entry.path(setup.workspace) / "register.yaml", LIMIT, root=root)
        problems += found
    if recipe is None or has_errors(problems):
        return None, problems
    frozen = freeze(facts, setup.templates, figures)
    return Source(facts, setup.templates, figures, frozen, recipe, _cards_of(setup), register), problems


def _setup(root: Path) -> Setup:
    """Settings and templates, in this process loaded once.

    Raises: PlangenError if they cannot be used.
    """
    if not inherited:
        setup, problems = load_setup(Workspace(root))
        if setup is None:
            raise PlangenError(*problems)
        inherited[:] = [setup]
    return inherited[0]


def _cards_of(setup: Setup) -> CardTemplates | None:
    if not _cards or _cards[0][0] is not setup:
        _cards[:] = [(setup, load_cards(setup.workspace, setup.settings)[0])]
    return _cards[0][1]


def _moved(entry: Entry) -> Problem:
    return codes.MOVED_MEANWHILE.at(Place(file=f"plans/{entry.slug}/profile.yaml"), name=entry.name)
