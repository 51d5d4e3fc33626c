"""Drills as the ledger says they stand: their files are never rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.facts.ledger.life import Life
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding


def with_states(drills: Iterable[Drill], life: Life) -> tuple[Drill, ...]:
    """The drills, each finding in the state that the newest act about it gives; untouched ones as the file says."""
    if not life.findings:
        return tuple(drills)
    return tuple(
        replace(drill, findings=tuple(_overlaid(finding, life) for finding in drill.findings)) for drill in drills
    )


def _overlaid(finding: Finding, life: Life) -> Finding:
    said = life.findings.get(finding.id or "")
    return finding if said is None else replace(finding, state=said.state)
