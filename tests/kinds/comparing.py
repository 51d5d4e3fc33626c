"""Cases of versions that somebody wants to compare: `issued` and `adopted` are those of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.facts.ledger import Life
from generator.facts.ledger import Revision
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Issue
from generator.problems import Problem
from generator.revisions.frozen.now import comparable
from generator.revisions.frozen.now import since


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What keeps the version (without one, that in force) from being compared."""
    adopted = [Revision(version, adopt=Adopt()) for version in case.get("adopted", ())]
    issued = [Revision(version, issue=Issue()) for version in case.get("issued", ())]
    life = Life(revisions=(*adopted, *issued))
    version, found = (case["version"], []) if "version" in case else since(life, "云岭村")
    return found or comparable(life, version, "云岭村")[1]
