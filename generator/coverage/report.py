"""One measurement with all that its outputs say: whatever they show is made from this, so that they agree."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from generator.coverage.asking import Readiness
from generator.coverage.contradictions import Contradiction
from generator.coverage.judge import OpenFinding
from generator.coverage.measure import Measurement
from generator.coverage.measure import Tally
from generator.coverage.measure import percent
from generator.coverage.next_steps import Step
from generator.coverage.next_steps import Told
from generator.coverage.next_steps import next_steps
from generator.coverage.particulars import Particulars
from generator.coverage.phones import Phones
from generator.coverage.standing import Standing
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.standards import ReadinessRule


class RuleTally(NamedTuple):
    """How many communities (or towns) a rule was asked of, and how many fail it."""

    rule: ReadinessRule
    asked: int
    failed: int


class Failure(NamedTuple):
    """A rule that somebody fails. `community` is empty where a town does."""

    rule: ReadinessRule
    town: str
    community: str
    said: str


@dataclass(frozen=True)
class Report:
    """A measurement, the answers to the rules (of today only), coverage over time, and what is said of each community.

    `particulars`, `findings`, `phones`, `gaps` and `heads` (the newest hash of each ledger) by town/community.
    """

    district: str
    bureau: str
    measured: Measurement
    rules: CoverageStandards
    readiness_rules: tuple[ReadinessRule, ...] = ()
    ready: Readiness | None = None
    over_time: tuple[tuple[date, Tally], ...] = ()
    particulars: Mapping[str, Particulars] = field(default_factory=lambda: MappingProxyType({}))
    findings: Mapping[str, tuple[OpenFinding, ...]] = field(default_factory=lambda: MappingProxyType({}))
    phones: Mapping[str, Phones] = field(default_factory=lambda: MappingProxyType({}))
    gaps: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    heads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    contradictions: Sequence[Contradiction] = ()

    @property
    def day(self) -> date:
        """The day of the measurement."""
        return self.measured.as_of

    @cached_property
    def whole(self) -> Tally:
        """The district."""
        return self.measured.whole

    @cached_property
    def towns(self) -> Mapping[str, str]:
        """Names of towns by folder, in the roster's order."""
        return {standing.town: standing.town_name for standing in self.measured.standings}

    def of_town(self, folder: str) -> tuple[Standing, ...]:
        """The communities of a town."""
        return tuple(standing for standing in self.measured.standings if standing.town == folder)

    def ready_of(self, town: str | None = None) -> int:
        """How many communities (of a town) fail no 必须."""
        if self.ready is None:
            return 0
        return sum(self.ready.is_ready(one.slug) for one in self.measured.standings if town in (None, one.town))

    @property
    def ready_percent(self) -> str:
        """The share of communities that fail no 必须, of the whole roster."""
        return percent(self.ready_of(), self.whole.total)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What to do next; of a past day nothing is to be done."""
        if self.ready is None:
            return ()
        told = Told(self.gaps, self.ready.communities, self.contradictions_by, self.phones, self.findings)
        return next_steps(self.measured.standings, self.day, self.rules, told)

    @cached_property
    def contradictions_by(self) -> Mapping[str, tuple[Contradiction, ...]]:
        """What contradicts others, by whom it concerns: town/community, or the folder of a town."""
        found: dict[str, list[Contradiction]] = {}
        for one in self.contradictions:
            for slug in one.concerned:
                found.setdefault(slug, []).append(one)
        return {slug: tuple(every) for slug, every in found.items()}

    def concerned(self, one: Contradiction) -> tuple[str, ...]:
        """The names of those that a contradiction concerns, each with its town."""
        return tuple(self._called.get(slug, self.towns.get(slug, slug)) for slug in one.concerned)

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return {standing.slug: f"{standing.town_name}{standing.name}" for standing in self.measured.standings}

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """Every rule that is not met, by rule, then as in the roster."""
        if self.ready is None:
            return ()
        found = [
            Failure(result.rule, standing.town_name, standing.name, result.answer.said)
            for standing in self.measured.standings
            for result in self.ready.communities.get(standing.slug, ())
            if not result.answer.met
        ]
        found += [
            Failure(result.rule, self.towns.get(folder, folder), "", result.answer.said)
            for folder, results in self.ready.towns.items()
            for result in results
            if not result.answer.met
        ]
        order = {rule.id: at for at, rule in enumerate(self.readiness_rules)}
        return tuple(sorted(found, key=lambda one: order.get(one.rule.id, len(order))))

    @cached_property
    def by_rule(self) -> tuple[RuleTally, ...]:
        """Each rule with how many were asked and how many fail, in the order of the standards."""
        if self.ready is None:
            return ()
        asked: dict[str | None, int] = {}
        failed: dict[str | None, int] = {}
        for results in (*self.ready.communities.values(), *self.ready.towns.values()):
            for result in results:
                asked[result.rule.id] = asked.get(result.rule.id, 0) + 1
                failed[result.rule.id] = failed.get(result.rule.id, 0) + (not result.answer.met)
        return tuple(RuleTally(rule, asked.get(rule.id, 0), failed.get(rule.id, 0)) for rule in self.readiness_rules)
