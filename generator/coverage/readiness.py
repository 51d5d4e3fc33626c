"""Readiness: each rule of `standards.yaml` answered for a community or a town. Unknown means not met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.coverage.asked import AskedTown
from generator.coverage.rules import CHECKS
from generator.coverage.rules import TOWN_CHECKS
from generator.facts.model.standards import ReadinessRule


@dataclass(frozen=True, slots=True)
class Result:
    """A rule's answer."""

    rule: ReadinessRule
    answer: Answer

    @property
    def fails_must(self) -> bool:
        """Whether a 必须 is not met."""
        return not self.answer.met and self.rule.severity == "必须"


def community_results(asked: Asked, rules: Iterable[ReadinessRule]) -> tuple[Result, ...]:
    """The answer to every rule that is asked of communities and applies to this one, in the order of the standards."""
    found: list[Result] = []
    for rule in rules:
        check = CHECKS.get(rule.id or "")
        answer = check(asked, rule) if check is not None else None
        if answer is not None:
            found.append(Result(rule, answer))
    return tuple(found)


def town_results(asked: AskedTown, rules: Iterable[ReadinessRule]) -> tuple[Result, ...]:
    """The answer to every rule that is asked of towns."""
    found: list[Result] = []
    for rule in rules:
        check = TOWN_CHECKS.get(rule.id or "")
        answer = check(asked, rule) if check is not None else None
        if answer is not None:
            found.append(Result(rule, answer))
    return tuple(found)


def is_ready(results: Iterable[Result]) -> bool:
    """Whether a community is 达标: no 必须 fails."""
    return not any(result.fails_must for result in results)
