"""Entries folded into what they say together: pure, in order, lenient with what cannot be (`order` reports that)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.entries import Destroy
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.entries import HandOut
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.entries import Reconfirm
from generator.facts.ledger.entries import Sign
from generator.facts.ledger.entries import Succeeds
from generator.facts.ledger.life import Correction
from generator.facts.ledger.life import FindingState
from generator.facts.ledger.life import Life
from generator.facts.ledger.life import Revision


def life_of(entries: Iterable[LedgerEntry], start: Life | None = None, *, as_of: date | None = None) -> Life:
    """What the entries say together, after `start`; with `as_of`, only those that took effect by that day."""
    life = start or Life()
    for entry in entries:
        if as_of is None or (entry.on is not None and entry.on <= as_of):
            life = _FOLDS.get(type(entry), _ignored)(life, entry)
    return life


def _ignored(life: Life, _entry: LedgerEntry) -> Life:
    return life


def _adopted(life: Life, entry: Adopt) -> Life:
    return _put_in_force(life, Revision(entry.version or "", adopt=entry))


def _issued(life: Life, entry: Issue) -> Life:
    """A draft that nobody signed is dropped by the one after it."""
    version = entry.version or ""
    kept = tuple(
        old if old.is_signed or old.replaced_by else replace(old, replaced_by=version) for old in life.revisions
    )
    corrections = tuple(
        replace(found, absorbed_by=version) if found.number in entry.absorbs and found.absorbed_on is None else found
        for found in life.corrections
    )
    return replace(life, revisions=(*kept, Revision(version, issue=entry)), corrections=corrections)


def _signed(life: Life, entry: Sign) -> Life:
    old = life.revision(entry.version or "")
    if old is None or old.is_signed:
        return life
    return _put_in_force(life, replace(old, sign=entry, replaced_by=""))


def _put_in_force(life: Life, revision: Revision) -> Life:
    """`revision` holds from its day on; whichever held until then does not, nor the corrections that it absorbs."""
    start = revision.in_force_from
    kept: list[Revision] = []
    for old in life.revisions:
        if old.version == revision.version:
            continue
        held = old.is_signed and old.in_force_until is None
        kept.append(replace(old, in_force_until=start, replaced_by=revision.version) if held else old)
    known = [found.version for found in life.revisions]
    at = known.index(revision.version) if revision.version in known else len(kept)
    kept.insert(at, revision)
    corrections = tuple(
        replace(found, absorbed_on=start)
        if found.absorbed_by == revision.version and found.absorbed_on is None
        else found
        for found in life.corrections
    )
    return replace(life, revisions=tuple(kept), corrections=corrections)


def _filed(life: Life, entry: File) -> Life:
    return _noted(life, entry.version, lambda old: replace(old, filings=(*old.filings, entry)))


def _handed_out(life: Life, entry: HandOut) -> Life:
    return _noted(life, entry.version, lambda old: replace(old, hand_outs=(*old.hand_outs, entry)))


def _reconfirmed(life: Life, entry: Reconfirm) -> Life:
    return _noted(life, entry.version, lambda old: replace(old, reconfirmed=(*old.reconfirmed, entry)))


def _noted(life: Life, version: str | None, change: Callable[[Revision], Revision]) -> Life:
    return replace(life, revisions=tuple(change(old) if old.version == version else old for old in life.revisions))


def _corrected(life: Life, entry: Correct) -> Life:
    return replace(life, corrections=(*life.corrections, Correction(entry)))


def _acted(life: Life, entry: FindingAct) -> Life:
    name = entry.finding or ""
    before = life.findings[name].acts if name in life.findings else ()
    return replace(life, findings={**life.findings, name: FindingState((*before, entry))})


def _destroyed(life: Life, entry: Destroy) -> Life:
    return replace(life, destroyed={**life.destroyed, entry.sha256 or "": entry})


def _succeeded(life: Life, entry: Succeeds) -> Life:
    return replace(life, merged=(*life.merged, *entry.merged))


_FOLDS: Mapping[type[LedgerEntry], Callable[[Life, Any], Life]] = {
    Adopt: _adopted,
    Issue: _issued,
    Sign: _signed,
    File: _filed,
    HandOut: _handed_out,
    Reconfirm: _reconfirmed,
    Correct: _corrected,
    FindingAct: _acted,
    Destroy: _destroyed,
    Succeeds: _succeeded,
}
