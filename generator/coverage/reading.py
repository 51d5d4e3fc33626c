"""Reading communities for a measurement, here or in other processes: what comes back is bytes and plain values."""

from __future__ import annotations

import gc
import marshal
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.bulk.executor import jobs_for
from generator.bulk.executor import pool
from generator.bulk.executor import serve
from generator.bulk.executor import spread
from generator.bulk.setup import load_setup
from generator.bulk.stamps import Seen as Stamps
from generator.bulk.stamps import community_paths
from generator.bulk.stamps import digest
from generator.bulk.stamps import look
from generator.bulk.stamps import tree_paths
from generator.coverage.denominator import Counted
from generator.coverage.ground import Ground
from generator.coverage.load import Loading
from generator.coverage.load import rules_of
from generator.coverage.memory import Kept
from generator.coverage.memory import Stored
from generator.coverage.others import others_of
from generator.coverage.others import sum_up
from generator.coverage.packing import packed
from generator.coverage.row import NO_OTHERS
from generator.coverage.row import row_of
from generator.coverage.trend import course_of
from generator.coverage.trend import trend_days
from generator.facts.workspace import Workspace
from generator.problems import PlangenError
from generator.problems import Severity
from generator.problems.plain import problems_to_plain


class Read(NamedTuple):
    """A community's evidence in bytes, and what else is kept of it (see `memory`).

    `registered`: what tells residents again, packed; it is not kept. `is_lasting`: the rest may be kept.
    """

    slug: str
    kept: Kept
    stored: Stored
    registered: bytes
    is_lasting: bool


def paths_of(loading: Loading, one: Counted) -> list[tuple[str, bool]]:
    """Every file that a community's evidence may be read from, and the folders in which more could appear."""
    root = str(loading.setup.workspace.root)
    paths = community_paths(root, one.slug)
    for folder in (f"plans/{one.slug}/calls", f"plans/{one.town.folder}/calls"):
        paths += tree_paths(root, folder)
    for _name, slug in loading.merged_folders(one.entry):
        paths += tree_paths(root, f"plans/{slug}/revisions")
    if any("-issue" in path for path, _is_folder in paths):
        paths += tree_paths(root, f"output/issued/{one.slug}")
    return paths


def stamps_of(loading: Loading, one: Counted, before: Stamps) -> Stamps:
    """The stamps of those files now; only what has moved is read."""
    return look(str(loading.setup.workspace.root), paths_of(loading, one), before)


def read(loading: Loading, one: Counted, of: tuple[str, ...], templates: str, before: Stamps) -> Read:
    """A community read from its files. `of`, `templates`: what else it is made of (see `Kept`)."""
    stamps = stamps_of(loading, one, before)  # first: what changes while it is read is then seen the next time
    evidence = loading.found(one).evidence()
    records, now, across = evidence.records, evidence.present, evidence.across
    current = records.life.current
    is_compared = bool(now.is_valid) and current is not None and current.issue is not None
    told = [problem for problem in records.told if now.subject is None or problem.severity is Severity.ERROR]
    known = sum_up(one, evidence, stamps)
    # As if it shared nothing with any other: most do not, and then the row is right.
    alone = others_of({one.slug: known}).get(one.slug, NO_OTHERS)
    row = row_of(evidence, alone, loading.setup.settings, loading.rules, loading.day, is_today=loading.is_today)
    named = across._replace(seen=replace(across.seen, registered=())) if across is not None else None
    kept = Kept(
        of=of,
        templates=templates if is_compared else "",
        key=digest(stamps, *of, templates if is_compared else ""),
        paths=(),
        stamps=(),
        sum=marshal.dumps(tuple(known)),
        row=tuple(row),
        course=course_of(records, loading.rules, trend_days(loading.day)),
        month=0,
        codes=b"",
        told=problems_to_plain(told),
    ).at(stamps)
    return Read(
        slug=one.slug,
        kept=kept,
        stored=Stored(stamps, packed(records), packed(now), packed(named)),
        registered=packed(across.seen.registered) if across is not None and across.seen.registered else b"",
        is_lasting=evidence.is_lasting,
    )


# --------------------------------------------------------------------------------------------- in other processes

Wanted = tuple[str, tuple[str, ...], str, Stamps]
"""A community to be read: town/community, and what `read` is given besides."""

_RARELY = (200_000, 20, 20)
"""When to look for garbage in rings: reading makes many records and no ring, and looking takes a tenth of it."""

_inherited: list[Loading] = []
"""What a worker finds ready when it is forked."""
_desk: list[Loading] = []


def read_all(loading: Loading, ground: Ground, wanted: Sequence[Wanted], jobs: int | None) -> Iterator[Read]:
    """Each of those communities read, as it gets done: here, or by as many processes as are worth it."""
    by_slug = loading.all_by_slug
    number = jobs_for(len(wanted), jobs)
    if number == 1:
        thresholds = gc.get_threshold()
        gc.set_threshold(*_RARELY)
        try:
            for slug, of, templates, before in wanted:
                yield read(loading, by_slug[slug], of, templates, before)
        finally:
            gc.set_threshold(*thresholds)
        return
    ground.setup()  # so that workers need not each load it
    _inherited[:] = [loading]
    given = {slug: (of, templates) for slug, of, templates, _before in wanted}
    root = str(loading.setup.workspace.root)
    hire = pool(number, _enlist, (root, loading.day.toordinal(), loading.is_today, given))
    try:
        for done in spread(_read_batch, [slug for slug, *_rest in wanted], hire, number):
            if isinstance(done, Read):
                yield done
            else:  # its worker died of something: once more here, where it can be seen
                yield read(loading, by_slug[done[0]], *given[done[0]], {})
    finally:
        _inherited.clear()


_given: dict[str, tuple[tuple[str, ...], str]] = {}


def _enlist(root: str, day: int, is_today: bool, given: dict[str, tuple[tuple[str, ...], str]]) -> None:  # noqa: FBT001
    """Nothing; this process reads communities now."""
    serve()
    gc.set_threshold(*_RARELY)
    _given.update(given)
    if _inherited:
        _desk[:] = _inherited
        return
    setup, problems = load_setup(Workspace(Path(root)))
    if setup is None:
        raise PlangenError(*problems)
    _desk[:] = [Loading(setup, rules_of(setup.settings), date.fromordinal(day), is_today)]


def _read_batch(slugs: Sequence[str]) -> tuple[Read, ...]:
    loading = _desk[0]
    by_slug = loading.all_by_slug
    return tuple(read(loading, by_slug[slug], *_given[slug], {}) for slug in slugs)
