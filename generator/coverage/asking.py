"""The rules of readiness asked of every community and town: what needs to know of the others is gathered first."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.coverage.asked import Asked
from generator.coverage.asked import AskedTown
from generator.coverage.readiness import Result
from generator.coverage.readiness import community_results
from generator.coverage.readiness import is_ready
from generator.coverage.readiness import town_results
from generator.facts.across.seen import folded
from generator.facts.across.seen import seen
from generator.facts.across.shelters import assigned
from generator.facts.checks.case import Case
from generator.facts.facts import Settings
from generator.facts.model.records import Drill
from generator.facts.model.town import Town
from generator.risk import assess


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answers of communities by town/community, of towns by folder. Who has no profile was not asked."""

    communities: Mapping[str, tuple[Result, ...]]
    towns: Mapping[str, tuple[Result, ...]]

    def is_ready(self, slug: str) -> bool:
        """Whether a community is 达标: it was asked, and no 必须 fails."""
        return slug in self.communities and is_ready(self.communities[slug])


def readiness(cases: Mapping[str, Case], towns: Mapping[str, Town], settings: Settings, day: date) -> Readiness:
    """Every rule answered on that day. `cases` by town/community, `towns` by folder."""
    rules = [rule for rule in settings.standards.readiness if rule.level == "社区"]
    sent = assigned([seen(case) for case in cases.values()])
    watched = _watched(cases.values())
    answers = {
        slug: community_results(
            Asked(
                facts=case.facts,
                assessment=assess(case.facts.profile, case.facts.standards),
                life=case.facts.ledger.life,
                day=day,
                assigned=sent.get(slug, {}),
                observed=tuple(watched.get(folded(case.facts.profile.name or slug), ())),
            ),
            rules,
        )
        for slug, case in cases.items()
    }
    of_towns = [rule for rule in settings.standards.readiness if rule.level == "街镇"]
    return Readiness(
        answers,
        {
            folder: town_results(AskedTown(town, _drills(cases, folder), day), of_towns)
            for folder, town in towns.items()
        },
    )


def _watched(cases: Iterable[Case]) -> dict[str, list[date]]:
    """By name, when a community came to watch a drill of another one."""
    found: dict[str, list[date]] = {}
    for case in cases:
        for drill in case.facts.drills:
            for name in drill.observers:
                if drill.on is not None:
                    found.setdefault(folded(name), []).append(drill.on)
    return found


def _drills(cases: Mapping[str, Case], town: str) -> tuple[tuple[str, Drill], ...]:
    return tuple(
        (case.facts.profile.name or slug, drill)
        for slug, case in cases.items()
        if slug.startswith(f"{town}/")
        for drill in case.facts.drills
    )
