"""`plangen pack`: all that is handed over of a town and its communities, with lists, forms and receipts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import files
from generator.bulk.results import LABELS
from generator.bulk.results import Wish
from generator.bulk.run import Run
from generator.cli import console
from generator.cli import present
from generator.cli.choose import chosen_members
from generator.cli.choose import require_some
from generator.cli.group import Command
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import bar
from generator.cli.session import Session
from generator.problems import Severity
from generator.problems.pg7_pack import NOT_IN_PACK

if TYPE_CHECKING:
    from generator.bulk.results import Member
    from generator.bulk.results import Result
    from generator.bulk.setup import Setup
    from generator.press.cards.run import CardResult
    from generator.press.pack.issued import Issued
    from generator.press.pack.make import Pack
    from generator.press.pack.run import Source
    from generator.press.prints import Pressed
    from generator.problems import Problem

_FEW = 3


@click.command(
    cls=Command,
    help=N_(
        "Pack what is printed for a town and handed over: PDFs by edition, cards, the annex volume apart, the print "
        "list, receipts to be signed, and a note. Of a revision in force it is the archived PDFs; else the draft, "
        "marked so, built and printed first where it is not up to date."
    ),
)
@click.argument("names", nargs=-1, metavar=N_("[COMMUNITY]..."))
@click.option("--town", metavar=N_("TOWN"), help=N_("All communities of this town."))
@click.option("--all", "every", is_flag=True, help=N_("A pack for each town."))
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice(list(LABELS)),
    help=N_("Only this edition; both when not given."),
)
@click.option("--zip", "as_zip", is_flag=True, help=N_("As one zip file instead of a folder."))
@click.option(
    "--out",
    metavar=N_("DIR"),
    type=click.Path(file_okay=False),
    help=N_("Put packs into this folder, not into output/pack."),
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar=N_("N"), help=N_("Use so many processes."))
@click.option("--strict", is_flag=True, help=N_("Gaps and notes fail too."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.pass_obj
def pack(
    session: Session,
    names: Sequence[str],
    town: str | None,
    every: bool,
    editions: Sequence[str],
    as_zip: bool,
    out: str | None,
    jobs: int | None,
    strict: bool,
    as_json: bool,
) -> int:
    """Exit code 0, or 1 when something could not be built, printed or packed."""
    root = session.workspace()
    require_some(names, town, every=every)
    wanted = tuple(edition for edition in LABELS if not editions or edition in editions)
    packs: list[Pack] = []
    problems: list[Problem] = []
    results: list[Result] = []
    run = Run.open(root)
    try:
        setup = run.load()
        members, found = _chosen(run, names, town, every=every) if setup is not None else ([], [])
        problems += found
        if setup is not None and members:
            from generator.press.pack.run import make_packs

            source, found, results = _printed(run, setup, members, Wish(wanted, jobs=jobs, whole=False), quiet=as_json)
            problems += found
            packs, found = make_packs(run, setup, source, members, Path(out) if out else None, as_zip=as_zip)
            problems += found
        problems = [*run.problems, *problems]
    finally:
        run.close()
    everything = list(dict.fromkeys([*problems, *(problem for one in packs for problem in one.problems)]))
    if as_json:
        data = {
            "packs": [_as_data(root, one) for one in packs],
            "problems": [present.as_data(problem) for problem in everything],
        }
        present.print_json(data)
    else:
        _tell(root, packs, everything, whole=len(members) <= _FEW)
    if any(result.fault for result in results):
        from generator.cli import fault

        return fault.answer_results(results)
    return present.exit_code(everything, strict=strict)


def _chosen(run: Run, names: Sequence[str], town: str | None, *, every: bool) -> tuple[list[Member], list[Problem]]:
    """The communities meant; of a town all of them, for the pack says of which there is nothing."""
    members, problems = chosen_members(run.members, names, town, every=every)
    slugs = {member.slug for member in members}
    found = [m for m in run.members if every or m.slug in slugs or (town and town in {m.town, m.town_name})]
    return found, problems


def _printed(
    run: Run, setup: Setup, members: Sequence[Member], wish: Wish, *, quiet: bool
) -> tuple[Source, list[Problem], list[Result]]:
    """What there is to pack, built and printed as far as need be; errors; what became of each manual."""
    from generator.press.pack.run import Source
    from generator.press.pack.run import cards_for_packs
    from generator.press.prints import print_drafts

    issued, problems = _issued(setup, members)
    known = [member for member in members if member.has_profile and member.slug not in issued]
    with bar(len(known) * len(wish.editions), quiet=quiet) as show:
        results = run.refreshed(
            known, wish, lambda result: show(result.member.name), lambda member: show(member.name, 0)
        )
    with ExitStack() as stack:

        def begin(total: int) -> Callable[[Pressed], None]:
            told = stack.enter_context(bar(total, quiet=quiet))
            return lambda pressed: told(pressed.result.member.name)

        # Without drafts nothing is to be printed, and no office is needed.
        pressed = print_drafts(run, results, jobs=wish.jobs, only_look=False, begin=begin) if results else []
    there = {result.member.slug for result in results if result.path} | set(issued)
    built = [member for member in members if member.slug in there and member.has_profile]
    with bar(len(built), quiet=quiet) as show:
        seen: set[str] = set()

        def tell(card: CardResult) -> None:
            show(card.name, int(card.slug not in seen))
            seen.add(card.slug)

        views = {slug: one.view for slug, one in issued.items() if one.view is not None}
        cards, found = cards_for_packs(setup, built, wish, views, tell)
    problems += found
    told = [result.problems for result in results] + [one.problems for one in pressed]
    told += [card.problems for found in cards.values() for card in found]
    problems += [problem for some in told for problem in some if problem.severity is Severity.ERROR]
    return Source.of(wish.editions, issued, results, pressed, cards), problems, results


def _issued(setup: Setup, members: Sequence[Member]) -> tuple[dict[str, Issued], list[Problem]]:
    """The revisions in force of these communities, as far as there are any; what is wrong with them."""
    from generator.press.pack.issued import Issued
    from generator.revisions.in_force import printed_in_force

    issued: dict[str, Issued] = {}
    problems: list[Problem] = []
    for member in members:
        entry = setup.by_slug.get(member.slug)
        if entry is None:
            continue
        found, told = printed_in_force(setup, entry)
        problems += told
        if found is not None:
            issued[member.slug] = Issued(*found)
    return issued, problems


def _tell(root: Path, packs: Sequence[Pack], problems: Sequence[Problem], *, whole: bool) -> None:
    """Nothing; the packs were told, and what is not in them: one by one only if the communities are few."""
    shown = [problem for problem in problems if whole or problem.code != NOT_IN_PACK.id]
    present.report(shown, summary=False)
    for one in packs:
        for said in _lines(root, one):
            console.out(said)
    if problems:
        console.out(present.counts(problems))


def _lines(root: Path, pack: Pack) -> Iterator[str]:
    if pack.path is None:
        yield _("nothing to pack  {name}").format(name=pack.town.whose)
        return
    words = {"packed": N_("packed  {path}"), "current": N_("as before  {path}")}
    yield _(words[pack.status]).format(path=files.shown(pack.path, root))
    counts = (
        counted("{count} community", "{count} communities", pack.communities),
        counted("{count} file", "{count} files", pack.files),
        counted("{count} sheet of paper", "{count} sheets of paper", pack.sheets),
    )
    yield "  " + _(", ").join(counts)
    names = list(dict.fromkeys(one.member.name for one in pack.lacking))
    if names:
        said = "、".join(names[:_FEW])
        if len(names) > _FEW:
            said = counted("{first} and {count} other", "{first} and {count} others", len(names) - _FEW, first=said)
        yield "  " + _("not whole, see 缺件清单: {names}").format(names=said)


def _as_data(root: Path, pack: Pack) -> dict[str, object]:
    """One pack for machines."""
    return {
        "town": pack.town.folder,
        "name": pack.town.whose,
        "status": str(pack.status),
        "path": files.shown(pack.path, root) if pack.path is not None else None,
        "communities": pack.communities,
        "files": pack.files,
        "sheets": pack.sheets,
        "lacking": [
            {"folder": one.member.slug, "name": one.member.name, "what": one.what, "reason": one.reason}
            for one in pack.lacking
        ],
    }
