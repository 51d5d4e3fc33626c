"""The measurement: every community of the roster in exactly one state on a day, and what that makes together."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.coverage.denominator import Exempt
from generator.coverage.denominator import counted
from generator.coverage.judge import Known
from generator.coverage.judge import judge
from generator.coverage.standing import STEPS
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.facts.ledger.life import Life
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.town import Roster


@dataclass(frozen=True, slots=True)
class Tally:
    """Some communities counted: how many there are, in which states, and how far their plans have come."""

    title: str
    total: int
    states: Mapping[State, int]
    steps: Mapping[str, int]
    """How many have taken at least this step."""

    @property
    def covered(self) -> int:
        """How many count."""
        return self.states[State.COVERED]

    @property
    def percent(self) -> str:
        """The share that counts, to one decimal, floored: 100 only when none is missing; of none there is no share."""
        return percent(self.covered, self.total)


@dataclass(frozen=True, slots=True)
class Measurement:
    """All communities on one day, in the roster's order. `exempt` are not among them."""

    as_of: date
    standings: tuple[Standing, ...]
    exempt: tuple[Exempt, ...]

    @property
    def whole(self) -> Tally:
        """The district."""
        return tally("全区", self.standings)

    @property
    def by_town(self) -> tuple[Tally, ...]:
        """Each town, in the roster's order."""
        return self._by(lambda standing: standing.town_name)

    @property
    def by_kind(self) -> tuple[Tally, ...]:
        """社区, 村 and others."""
        return self._by(lambda standing: standing.kind)

    @property
    def by_level(self) -> tuple[Tally, ...]:
        """By highest risk level, the highest first; what is not known last."""
        found = {one.title: one for one in self._by(lambda standing: standing.level or "未评估")}
        return tuple(found[title] for title in ("重大", "较大", "一般", "低", "未评估") if title in found)

    @property
    def in_grace(self) -> tuple[Standing, ...]:
        """New communities that have some time left; they are counted."""
        return tuple(standing for standing in self.standings if standing.in_grace_until is not None)

    def _by(self, key: Callable[[Standing], str]) -> tuple[Tally, ...]:
        groups: dict[str, list[Standing]] = {}
        for standing in self.standings:
            groups.setdefault(key(standing), []).append(standing)
        return tuple(tally(title, group) for title, group in groups.items())


def measure(
    roster: Roster,
    known: Mapping[str, Known],
    rules: CoverageStandards,
    day: date,
    levels: Mapping[str, tuple[str, bool]] | None = None,
) -> Measurement:
    """Every community of the roster judged on that day.

    `known` by town/community: who is missing there has nothing. `levels`: risk level and 多灾易灾, where assessed.
    """
    there, exempt = counted(roster, day, rules.grace_days or 0)
    found: list[Standing] = []
    for one in there:
        verdict = judge(known.get(one.slug, _NOTHING), rules, day)
        level, prone = (levels or {}).get(one.slug, ("", None))
        found.append(
            Standing(
                code=one.entry.code or "",
                name=one.entry.name or one.slug,
                kind=one.entry.kind or "",
                town=one.town.folder or "",
                town_name=one.town.name or "",
                slug=one.slug,
                state=verdict.state,
                reasons=verdict.reasons,
                flags=verdict.flags,
                evidence=verdict.evidence,
                step=verdict.step,
                in_grace_until=one.in_grace_until,
                update_due=verdict.update_due,
                level=level,
                prone=prone,
                open_findings=verdict.open_findings,
                overdue_findings=verdict.overdue_findings,
            )
        )
    return Measurement(day, tuple(found), exempt)


_NOTHING = Known(Life(), has_profile=False)


def tally(title: str, standings: Iterable[Standing]) -> Tally:
    """The communities counted."""
    every = tuple(standings)
    states = dict.fromkeys(State, 0)
    steps = dict.fromkeys(STEPS, 0)
    for standing in every:
        states[standing.state] += 1
        for step in STEPS[: STEPS.index(standing.step) + 1] if standing.step else ():
            steps[step] += 1
    return Tally(title, len(every), states, steps)


def percent(part: int, whole: int) -> str:
    """`part` of `whole` in percent with one decimal, floored; `—` of nothing."""
    if not whole:
        return "—"
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}"
