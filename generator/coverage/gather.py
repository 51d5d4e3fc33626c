"""Everything that a measurement is made of: taken from memory where nothing has moved, read and judged where it has.

files ── stamps ─┬─ as remembered ───────────────────────────────┬─ row holds on the day ──────────┬─ rows
                 └─ moved: read, in several processes ── evidence ┴─ rules asked of the evidence ──┘
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from generator.bulk.stamps import digest
from generator.coverage.denominator import Counted
from generator.coverage.evidence import Across
from generator.coverage.evidence import Evidence
from generator.coverage.evidence import Now
from generator.coverage.evidence import Records
from generator.coverage.ground import Ground
from generator.coverage.load import Loading
from generator.coverage.load import entry_of
from generator.coverage.memory import Kept
from generator.coverage.memory import Memory
from generator.coverage.others import Sum
from generator.coverage.others import digest_of
from generator.coverage.others import others_of
from generator.coverage.others import sum_of
from generator.coverage.packing import unpacked
from generator.coverage.reading import Read
from generator.coverage.reading import Wanted
from generator.coverage.reading import read
from generator.coverage.reading import read_all
from generator.coverage.reading import stamps_of
from generator.coverage.row import NO_OTHERS
from generator.coverage.row import Others
from generator.coverage.row import Row
from generator.coverage.row import row_of
from generator.coverage.trend import codes_of
from generator.coverage.trend import course_of
from generator.coverage.trend import trend_days
from generator.facts.workspace import Entry
from generator.problems import Problem
from generator.problems.plain import problems_of

Watched = Callable[[Sequence[Counted]], Iterable[Counted]]

_BATCH = 200
_OTHERS = "others"


class Gathering:
    """One measurement's communities. What is found out anew of today is remembered as soon as it is known.

    Of a past day nothing is remembered that was not known before: its records alone are read, which today needs whole.
    """

    def __init__(self, ground: Ground, loading: Loading, memory: Memory) -> None:
        self._ground = ground
        self.loading = loading
        self.memory = memory
        self._root = str(ground.workspace.root)
        self._days = trend_days(loading.day)
        self._hand: dict[str, Read] = {}  # what may not be kept
        self._changed: set[str] = set()
        self.kept: dict[str, Kept] = {}
        self.rows: dict[str, Row] = {}
        self.registered: dict[str, bytes] = {}
        """What tells the residents of registers that were read now."""
        self.key = ""
        """A digest of who is counted and what each says."""

    def run(self, watched: Watched, jobs: int | None) -> None:
        """Nothing; every community has its row and its course."""
        self._find(watched, jobs)
        self._judge()
        self._trace()
        if self.loading.is_today:
            self._save()

    @property
    def codes(self) -> dict[str, bytes]:
        """What each community was on the days of the curve, also those that are gone."""
        return {slug: kept.codes for slug, kept in self.kept.items()}

    def told(self) -> list[Problem]:
        """The problems of ledgers."""
        counted = (self.kept[one.slug] for one in self.loading.communities)
        return [problem for kept in counted if kept.told for problem in problems_of(kept.told)]

    def sums(self) -> dict[str, Sum]:
        """What the others need to know of each that is counted and has a profile."""
        every = ((one.slug, sum_of(self.kept[one.slug])) for one in self.loading.communities)
        return {slug: one for slug, one in every if one.name}

    def across(self) -> Iterator[tuple[str, Across]]:
        """How the others see each of these, without its register."""
        for one in self.loading.communities:
            found: Across | None = self._part(one.slug, "across")
            if found is not None:
                yield one.slug, found

    def hosts(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Drills to which others were invited, by town/community."""
        found = {slug: one.hosts for slug, one in self.sums().items()}
        return {slug: hosts for slug, hosts in found.items() if hosts}

    def entry(self, slug: str) -> Entry:
        """A community as files are found by it."""
        return entry_of(self.loading.all_by_slug[slug])

    # ------------------------------------------------------------------------------------------------------ files

    def _find(self, watched: Watched, jobs: int | None) -> None:
        """Each is as it is remembered, or has been read."""
        before = dict(self.memory.kept())
        wanted: list[Wanted] = []
        for one in (*self.loading.communities, *self.loading.gone):
            of = self._of(one)
            kept = before.pop(one.slug, None)
            if kept is not None and kept.of == of and self._is_right(kept):
                if kept.is_unmoved(self._root):
                    self.kept[one.slug] = kept
                    continue
                seen = stamps_of(self.loading, one, self.memory.seen(one.slug))
                if digest(seen, *of, kept.templates) == kept.key:  # touched, and it says what it said
                    self.memory.save_seen(one.slug, seen)
                    self._put(one.slug, kept.at(seen))
                    continue
            wanted.append((one.slug, of, self._ground.templates_key, self.memory.seen(one.slug)))
        self._read(wanted, watched, jobs)
        if self.loading.is_today:
            self.memory.begin()
            for slug in before:
                self.memory.forget(slug)
            self.memory.commit()

    def _of(self, one: Counted) -> tuple[str, ...]:
        """What a community's evidence is made of besides its files."""
        entry = one.entry
        merged = (slug for _name, slug in self.loading.merged_folders(entry))
        state = "" if one.slug in self.loading.by_slug else "gone"
        said = (entry.code or "", entry.name or "", entry.kind or "", one.town.name or "", state)
        return (self._ground.settings_key, *said, *merged)

    def _is_right(self, kept: Kept) -> bool:
        """Whether it was compared with what the templates make now, where that matters."""
        return not self.loading.is_today or kept.templates in ("", self._ground.templates_key)

    def _read(self, wanted: Sequence[Wanted], watched: Watched, jobs: int | None) -> None:
        every = self.loading.all_by_slug
        done = read_all(self.loading, self._ground, wanted, jobs)
        batch: list[Read] = []
        for _one in watched([every[slug] for slug, *_rest in wanted]):
            batch.append(next(done))
            if len(batch) == _BATCH:
                self._keep(batch)
        self._keep(batch)

    def _keep(self, batch: list[Read]) -> None:
        """Nothing; what was read is remembered, as far as it may be."""
        if not batch:
            return
        self.memory.begin()
        if self.loading.is_today:
            self.memory.save_about(_OTHERS, "")  # what others say of them is not in their rows yet
        for one in batch:
            self._put(one.slug, one.kept)
            if one.registered:
                self.registered[one.slug] = one.registered
            if not self.loading.is_today:
                self._hand[one.slug] = one
            elif one.is_lasting:
                self.memory.save_evidence(one.slug, one.stored)
                self.memory.save_kept(one.slug, one.kept)
            else:
                self._hand[one.slug] = one
                self.memory.forget(one.slug)
        self.memory.commit()
        batch.clear()

    def _put(self, slug: str, kept: Kept) -> None:
        self.kept[slug] = kept
        self._changed.add(slug)

    # ---------------------------------------------------------------------------------------------------- the day

    def _judge(self) -> None:
        """Each has a row that holds on the day, with what the others say now."""
        loading = self.loading
        if not loading.is_today:
            for one in loading.communities:
                read_now = self._hand.get(one.slug)
                self.rows[one.slug] = Row(*read_now.kept.row) if read_now else self._row(one.slug, NO_OTHERS)
            return
        day = loading.day.toordinal()
        slugs = [one.slug for one in loading.communities]
        self.key = digest_of({slug: self.kept[slug].key for slug in slugs})
        others: Mapping[str, Others] | None = None
        if self.key != self.memory.about(_OTHERS):
            others = others_of(self.sums())
        for slug in slugs:
            kept = self.kept[slug]
            row = Row(*kept.row)
            told = others.get(slug, NO_OTHERS) if others is not None else Others(*row.others)
            if not row.holds(day, told):
                row = self._row(slug, told)
                self._put(slug, kept._replace(row=tuple(row)))
            self.rows[slug] = row

    def _row(self, slug: str, others: Others) -> Row:
        loading = self.loading
        now: Now = self._part(slug, "now") if loading.is_today else Now()
        evidence = Evidence(self._records(slug), now)
        return row_of(evidence, others, loading.setup.settings, loading.rules, loading.day, is_today=loading.is_today)

    def _trace(self) -> None:
        """Each is known on the days of the curve."""
        month = self._days[-1].toordinal()
        for slug, kept in list(self.kept.items()):
            if kept.month == month:
                continue
            course = kept.course
            codes = codes_of(course, self._days)
            if codes is None:
                course = course_of(self._records(slug), self.loading.rules, self._days)
                codes = codes_of(course, self._days) or b""
            self._put(slug, kept._replace(course=course, month=month, codes=codes))

    def _records(self, slug: str) -> Records:
        found: Records = self._part(slug, "records")
        return found

    def _part(self, slug: str, part: str) -> Any:  # noqa: ANN401  (what was packed)
        """One part of a community's evidence: records, now, across."""
        if slug in self._hand:
            return unpacked(getattr(self._hand[slug].stored, part))
        data = self.memory.evidence(slug, part)
        if data is None:  # damaged since it was found, or never written
            self._hand[slug] = self._again(slug)
            return self._part(slug, part)
        return unpacked(data)

    def _again(self, slug: str) -> Read:
        """A community read once more."""
        one = self.loading.all_by_slug[slug]
        return read(self.loading, one, self._of(one), self._ground.templates_key, {})

    def _save(self) -> None:
        """Nothing; what was made of them is remembered."""
        self.memory.begin()
        for slug in self._changed - self._hand.keys():
            self.memory.save_kept(slug, self.kept[slug])
        self.memory.save_about(_OTHERS, self.key)
        self.memory.commit()
