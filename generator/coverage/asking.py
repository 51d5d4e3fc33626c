"""The rules of readiness: what communities and towns answer to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.coverage.readiness import Result


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answers of communities by town/community, of towns by folder. Who has no profile was not asked.

    `musts`: of each community that was asked the rules that it must meet and does not.
    """

    communities: Mapping[str, tuple[Result, ...]]
    towns: Mapping[str, tuple[Result, ...]]
    musts: Mapping[str, tuple[str, ...]]

    def is_ready(self, slug: str) -> bool:
        """Whether a community is 达标: it was asked, and no 必须 fails."""
        return slug in self.musts and not self.musts[slug]
