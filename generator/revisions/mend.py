"""整改: what was done about a finding of a drill, entered in the ledger; the drill's own record is never rewritten."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from generator.facts.facts import Settings
from generator.facts.ledger.entries import ACTS
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.order import check_finding
from generator.facts.load import load_drills
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.revisions.acts import at_desk

WORDS = MappingProxyType(dict(zip(("begin", "done", "close", "defer"), ACTS, strict=True)))
"""What may be typed instead of each act."""


class Mending(NamedTuple):
    """What was done. `act`: 开始整改, 完成待核, 销号 or 延期."""

    finding: str
    act: str
    on: date
    by: str
    evidence: str = ""
    verified_by: str = ""
    until: date | None = None
    approver: str = ""
    revision: str = ""
    note: str = ""


def mend(
    workspace: Workspace, entry: Entry, settings: Settings, said: Mending
) -> tuple[FindingAct | None, list[Problem]]:
    """The entry, or why there is none. Codes: PG570, PG572, PG574, PG575, PG576."""
    with at_desk(workspace, entry) as (desk, problems):
        if desk is None:
            return None, problems
        drills, found = load_drills(workspace, entry, settings)
        if has_errors(found):
            return None, found
        of = {finding.id: drill.id for drill in drills for finding in drill.findings}
        wanted = FindingAct(
            on=said.on,
            by=said.by,
            note=said.note or None,
            finding=said.finding,
            drill=of.get(said.finding) or "—",
            act=said.act,
            evidence=said.evidence or None,
            until=said.until,
            approver=said.approver or None,
            verified_by=said.verified_by or None,
            revision=said.revision or None,
        )
        found = check_finding(drills, wanted, {"": Place(file=f"plans/{entry.slug}/drills")})
        if said.revision and not has_errors(found):
            found += desk.revision(said.revision)[1]
        if has_errors(found):
            return None, found
        written, found = desk.write(wanted)
        return (written if isinstance(written, FindingAct) else None), [*problems, *found]
