"""Why a revision is made: what somebody says, else what follows from what changed."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from generator.facts.ledger.entries import REASONS
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg5_life as codes
from generator.revisions.changes.change import Change
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import Changes

FIRST, LAW, ORGANISATION, RISK, RESOURCE, DRILL, INCIDENT, TEMPLATE, PERIODIC, CORRECTION, OTHER = REASONS
WORDS = MappingProxyType({
    "first": FIRST,
    "law": LAW,
    "organisation": ORGANISATION,
    "risk": RISK,
    "resource": RESOURCE,
    "drill": DRILL,
    "incident": INCIDENT,
    "template": TEMPLATE,
    "periodic": PERIODIC,
    "correction": CORRECTION,
    "other": OTHER,
})  # fmt: skip
"""What may be typed instead of each reason."""

_RESOURCES = ("shelters", "supplies", "equipment", "water", "medical", "aeds", "outside", "assembly_points")
_PEOPLE = ("contacts", "organisation", "squad", "grids", "duty_phone", "issue", "town:")


def parse_reasons(said: Iterable[str]) -> tuple[tuple[str, ...], list[Problem]]:
    """The reasons that were typed, in Chinese or by their English word, in the ledger's order. Codes: PG540."""
    found: list[str] = []
    problems: list[Problem] = []
    for text in said:
        word = text.strip()
        reason = WORDS.get(word.lower(), word)
        if reason in REASONS:
            found.append(reason)
        else:
            near = nearest(word, (*REASONS, *WORDS))
            known = "、".join(f"{zh} ({en})" for en, zh in WORDS.items())
            problems.append(codes.UNKNOWN_REASON.at(Place(), found=word, known=near or known))
    return tuple(reason for reason in REASONS if reason in found), problems


def reasons_of(changes: Changes | None, *, corrected: bool) -> tuple[str, ...]:
    """The reasons that follow from what changed; 其他 if none does. A plan on paper is compiled anew: 首次编制."""
    if changes is None:
        return (FIRST,)
    found = {_reason(change) for change in changes.printed}
    found |= {CORRECTION} if corrected else set()
    return tuple(reason for reason in REASONS if reason in found) or (OTHER,)


def _reason(change: Change) -> str:
    if change.source is Source.DRILL:
        return DRILL
    if change.source is Source.TEMPLATE:
        return TEMPLATE
    if change.source is Source.ENGINE:
        return LAW
    if change.path.startswith(_PEOPLE):
        return ORGANISATION
    return RESOURCE if change.path.startswith(_RESOURCES) else RISK
