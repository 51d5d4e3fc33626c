"""Packs from a workspace: cards made and printed as far as need be, then a pack for each town."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from generator import folders
from generator.bulk.lock import locked
from generator.bulk.results import LABELS
from generator.bulk.results import Member
from generator.bulk.results import Result
from generator.bulk.results import Wish as BuildWish
from generator.bulk.run import Run
from generator.bulk.setup import Setup
from generator.context.revision import RevisionView
from generator.facts.load import load_facts
from generator.press.cards.run import CardResult
from generator.press.cards.run import Shop
from generator.press.cards.run import Wish
from generator.press.cards.templates import CardTemplates
from generator.press.cards.templates import load_cards
from generator.press.pack.drafts import drafts_of
from generator.press.pack.drafts import nothing_of
from generator.press.pack.drafts import without_profile
from generator.press.pack.forms import Forms
from generator.press.pack.forms import load_forms
from generator.press.pack.holders import unsettled
from generator.press.pack.holding import Holding
from generator.press.pack.holding import Lacking
from generator.press.pack.holding import Town
from generator.press.pack.issued import Issued
from generator.press.pack.issued import issued_of
from generator.press.pack.items import ITEMS
from generator.press.pack.items import item_of
from generator.press.pack.make import Pack
from generator.press.pack.make import make_pack
from generator.press.pack.make import pack_name
from generator.press.prints import Pressed
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import has_errors

FOLDER = "output/pack"


@dataclass(frozen=True, slots=True)
class Source:
    """What there is, by community: revisions in force; else drafts that were built, and their PDFs; cards of all.

    `editions`: those that are packed.
    """

    editions: Sequence[str]
    issued: Mapping[str, Issued]
    results: Mapping[str, Sequence[Result]]
    pdfs: Mapping[str, Mapping[str, str]]
    cards: Mapping[str, Sequence[CardResult]]

    @classmethod
    def of(
        cls,
        editions: Sequence[str],
        issued: Mapping[str, Issued],
        results: Sequence[Result],
        pressed: Sequence[Pressed],
        cards: Mapping[str, Sequence[CardResult]],
    ) -> Source:
        """From the revisions in force, and what became of each draft and of each PDF."""
        by_slug: dict[str, list[Result]] = {}
        for result in results:
            by_slug.setdefault(result.member.slug, []).append(result)
        pdfs: dict[str, dict[str, str]] = {}
        for one in pressed:
            if one.path:
                pdfs.setdefault(one.result.member.slug, {})[one.result.edition] = one.path
        return cls(editions, issued, by_slug, pdfs, cards)


def cards_for_packs(
    setup: Setup,
    members: Sequence[Member],
    wish: BuildWish,
    views: Mapping[str, RevisionView],
    tell: Callable[[CardResult], None],
) -> tuple[dict[str, list[CardResult]], list[Problem]]:
    """The documents of cards of each community, printed where they are not yet; the problems of their templates.

    `views`: the revisions of which they are, by community; `tell` hears of each document as soon as it is done.
    """
    templates, problems = load_cards(setup.workspace, setup.settings)
    if templates is None or has_errors(problems):
        return {}, problems
    kinds = _kinds(templates, wish.editions)
    found: dict[str, list[CardResult]] = {member.slug: [] for member in members}
    if not kinds:
        return found, problems
    wanted = Wish(kinds, pdf=True, sheet=True, jobs=wish.jobs)
    shop = Shop(setup.workspace, setup.settings, templates, wanted, views)
    with locked(setup.workspace.root) as notes:
        problems += notes
        for result in shop.make([setup.by_slug[member.slug] for member in members], tell):
            found[result.slug].append(result)
    return found, problems


def _kinds(templates: CardTemplates, editions: Sequence[str]) -> tuple[str, ...]:
    """The kinds of the recipe that are packed with these editions."""
    kinds = {one.kind or "": item_of(one.kind or "", one.title or "").edition for one in templates.recipe.sets}
    return tuple(kind for kind, edition in kinds.items() if edition in editions)


def make_packs(
    run: Run, setup: Setup, source: Source, members: Sequence[Member], out: Path | None, *, as_zip: bool
) -> tuple[list[Pack], list[Problem]]:
    """A pack for the communities of each town, in `out` or in the town's folder of `output/pack`; problems besides.

    Codes: PG760 and those of `make_pack`.
    """
    editions = source.editions
    forms, problems = load_forms(setup.workspace)
    problems += unsettled(setup.settings.district, [item for item in ITEMS if item.edition in editions])
    packs: list[Pack] = []
    with locked(run.root) as notes:
        problems += notes
        for folder, found in groupby(members, key=lambda member: member.town):
            town = _town(run, setup, source, folder, list(found), editions)
            place = out.absolute() if out is not None else run.root / FOLDER / folder
            folders.sweep(place)
            try:
                packs.append(_pack(town, place, forms, run, as_zip=as_zip))
            except PlangenError as error:  # of this town; others are packed all the same
                problems += error.problems
    return packs, problems


def _pack(town: Town, place: Path, forms: Forms, run: Run, *, as_zip: bool) -> Pack:
    target = place / (pack_name(town) + (".zip" if as_zip else ""))
    root = run.root if place.is_relative_to(run.root) else place
    return make_pack(town, target, forms, len(town.places), as_zip=as_zip, root=root)


def _town(
    run: Run, setup: Setup, source: Source, folder: str, members: Sequence[Member], editions: Sequence[str]
) -> Town:
    """What is to be packed of a town."""
    every = [member for member in run.members if member.town == folder]
    width = max(2, len(str(len(every))))
    places = {member.slug: f"{number:0{width}}" for number, member in enumerate(every, 1)}
    holdings: list[Holding] = []
    lacking: list[Lacking] = []
    for member in members:
        holding, found = _holding(run, setup, source, member)
        holdings += [] if holding is None else [holding]
        lacking += found
    scope = []
    whose = members[0].town_name or folder
    if len(members) == 1 and len(every) > 1:
        whose = members[0].name
    elif len(members) < len(every):
        scope.append(f"{members[0].name}等{len(members)}个")
    if len(editions) == 1:
        scope.append(LABELS[editions[0]])
    name = members[0].town_name or folder
    return Town(folder, name, tuple(holdings), tuple(lacking), places, whose, "·".join(scope))


def _holding(run: Run, setup: Setup, source: Source, member: Member) -> tuple[Holding | None, list[Lacking]]:
    results, issued = source.results.get(member.slug), source.issued.get(member.slug)
    if not results and issued is None:
        return None, [without_profile(member)]
    facts, problems = load_facts(setup.workspace, setup.by_slug[member.slug], setup.settings)
    if facts is None or has_errors(problems):
        return None, list(nothing_of(member, results or ()))
    if issued is not None or not results:
        assert issued is not None  # noqa: S101  (one of them is there)
        return issued_of(run.root, member, facts, issued, source.editions, source.cards.get(member.slug, ()))
    return drafts_of(run.root, facts, results, source.pdfs.get(member.slug, {}), source.cards.get(member.slug, ()))
