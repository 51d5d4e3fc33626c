"""Building many: what is up to date is left alone, the rest is looked at closely and built where it must be.

state, clocks and sizes ── glance ─┬─ fresh: told from the state, nothing loaded
                                   └─ the rest ── records: pieces not touched ─┬─ up to date
                                                                               └─ refresh, in an executor ── state
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.bulk.glance import fresh
from generator.bulk.glance import known_site
from generator.bulk.glance import members_of
from generator.bulk.glance import remembered
from generator.bulk.lock import locked
from generator.bulk.results import Member
from generator.bulk.results import Refreshed
from generator.bulk.results import Result
from generator.bulk.results import Wish
from generator.bulk.state import Row
from generator.bulk.state import Site
from generator.bulk.state import State
from generator.problems import Problem
from generator.problems.plain import problems_of

if TYPE_CHECKING:
    from generator.bulk.setup import Setup

_MANY = 50  # looking through all that was loaded costs as much as a few manuals


@dataclass(slots=True)
class Run:
    """One command's work on a workspace: its state, what is known of it, and what must be loaded.

    `members`: every community; `problems`: those of settings, roster and templates.
    """

    root: Path
    state: State
    site: Site | None = None
    setup: Setup | None = None
    members: tuple[Member, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def open(cls, root: Path) -> Run:
        """The workspace as it is; nothing is loaded if nothing that all communities share has moved."""
        state = State(root)
        run = cls(root, state, known_site(root, state))
        if run.site is None:
            run.load()
        else:
            run.members = members_of(run.site)
            if run.site.problems:
                run.problems = problems_of(run.site.problems)
        return run

    @property
    def is_usable(self) -> bool:
        """Whether settings and templates can be used at all."""
        return self.site is not None

    def load(self) -> Setup | None:
        """Settings and templates, loaded once; nothing if they cannot be used."""
        if self.setup is None:
            from generator.bulk.setup import load_setup  # noqa: PLC0415  (a run that changes nothing needs none of it)
            from generator.facts.workspace import Workspace  # noqa: PLC0415

            self.setup, self.problems = load_setup(Workspace(self.root), self.state.site())
            if self.setup is not None:
                self.site = self.setup.site
                self.members = members_of(self.site)
        return self.setup

    def refreshed(
        self,
        members: Sequence[Member],
        wish: Wish,
        tell: Callable[[Result], None],
        begin: Callable[[Member], None],
    ) -> list[Result]:
        """What became of each community in each edition, in the order given.

        `tell` hears of each result as soon as the order allows, `begin` of each community that is set to work on.

        What was found out is kept, unless the wish is only to look.
        """
        rows = dict(self.state.rows())
        done: dict[str, tuple[Result, ...]] = {}
        site = self.site
        if site is not None and not wish.force:
            still = fresh(self.root, site, rows, members, wish.editions)
            for member in members:
                if member.slug in still:
                    done[member.slug] = tuple(
                        remembered(self.state, member, rows[member.slug], wish.editions, whole=wish.whole)
                    )
        waiting = [member for member in members if member.slug not in done]
        told = _Teller(members, done, tell)
        if waiting and wish.only_look:
            self._refresh(waiting, wish, rows, begin, done, told)
        elif waiting:
            with locked(self.root) as notes:
                self.problems += notes
                self._refresh(waiting, wish, rows, begin, done, told)
        told.all()
        if self.setup is not None and not wish.only_look:
            # Also if nothing was built: the files were read, and need not be read again.
            self.state.save_site(self.setup.site)
            self.setup.bundle.save()
        return [result for member in members for result in done.get(member.slug, ())]

    def close(self) -> None:
        """Nothing; the state is closed."""
        self.state.close()

    def _refresh(
        self,
        waiting: Sequence[Member],
        wish: Wish,
        rows: Mapping[str, Row],
        begin: Callable[[Member], None],
        done: dict[str, tuple[Result, ...]],
        told: _Teller,
    ) -> None:
        setup = self.load()
        if setup is None:
            return
        from generator.bulk.triage import untouched  # noqa: PLC0415  (needs the setup and all that it imports)

        if not wish.force:
            same = untouched(setup, self.state, rows, waiting, wish.editions)
            for member in waiting:
                if member.slug in same:
                    done[member.slug] = tuple(
                        remembered(self.state, member, same[member.slug], wish.editions, whole=wish.whole)
                    )
            if not wish.only_look:
                self.state.begin()
                for slug, row in same.items():
                    self.state.save_row(slug, row)
                self.state.commit()
        for refreshed in _each(setup, self.state, [m for m in waiting if m.slug not in done], wish, begin):
            if refreshed.kept is not None:
                self._keep(refreshed)
            told.add(refreshed.slug, refreshed.results)

    def _keep(self, refreshed: Refreshed) -> None:
        kept = refreshed.kept
        if kept is None:
            return
        self.state.begin()
        self.state.save_row(refreshed.slug, kept.row)
        for edition, record in kept.records.items():
            self.state.save_record(refreshed.slug, edition, record)
        for edition, ground in kept.grounds.items():
            self.state.save_ground(refreshed.slug, edition, ground)
        for edition, told in kept.told.items():
            self.state.save_told(refreshed.slug, edition, told)
        self.state.commit()


class _Teller:
    """Hands on results in the order of the communities, however they come in."""

    def __init__(
        self, members: Sequence[Member], done: dict[str, tuple[Result, ...]], tell: Callable[[Result], None]
    ) -> None:
        self._waiting: Iterator[Member] = iter(members)
        self._next = next(self._waiting, None)
        self._done = done
        self._tell = tell

    def add(self, slug: str, results: tuple[Result, ...]) -> None:
        """Nothing; what may be told now has been told."""
        self._done[slug] = results
        self.all()

    def all(self) -> None:
        """Nothing; everything up to the first community that is still at work has been told."""
        while self._next is not None and self._next.slug in self._done:
            for result in self._done[self._next.slug]:
                self._tell(result)
            self._next = next(self._waiting, None)


def _each(
    setup: Setup, state: State, members: Sequence[Member], wish: Wish, begin: Callable[[Member], None]
) -> Iterator[Refreshed]:
    """What became of each community, as it gets done, here or in processes of their own."""
    from generator.bulk.collecting import settle_down  # noqa: PLC0415  (needs the whole engine)
    from generator.bulk.executor import jobs_for  # noqa: PLC0415
    from generator.bulk.worker import refreshed  # noqa: PLC0415

    jobs = min(jobs_for(len(members) * len(wish.editions), wish.jobs), max(len(members), 1))
    if jobs > 1:
        yield from _spread(setup, members, wish, jobs)
        return
    if len(members) >= _MANY:
        settle_down()
    for member in members:
        begin(member)
        yield refreshed(setup, state, member.slug, wish)


def _spread(setup: Setup, members: Sequence[Member], wish: Wish, jobs: int) -> Iterator[Refreshed]:
    from generator.bulk import worker  # noqa: PLC0415  (needs the whole engine)
    from generator.bulk.executor import pool  # noqa: PLC0415
    from generator.bulk.executor import spread  # noqa: PLC0415
    from generator.problems import pg8_build  # noqa: PLC0415

    setup.compile()
    setup.bundle.save()
    worker.inherited[:] = [setup]
    hire = pool(jobs, worker.enlist, (str(setup.workspace.root), wish))
    with closing(spread(worker.refresh_batch, [member.slug for member in members], hire, jobs)) as results:
        for found in results:
            if isinstance(found, Refreshed):
                yield found
            else:
                slug, _lost = found
                name = setup.by_slug[slug].name
                yield worker.failed(setup, slug, wish, pg8_build.WORKER_LOST, found=name, folder=slug)
