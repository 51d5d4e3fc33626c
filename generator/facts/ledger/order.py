"""What cannot be, given the entries before: asked when a ledger is read, and before an entry is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
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
from generator.facts.ledger.life import Life
from generator.facts.ledger.life import Revision
from generator.facts.ledger.life import State
from generator.facts.model.records import Drill
from generator.facts.schema import title_of
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg5_ledger as codes

VERSION = re.compile(r"V(\d{1,3})\.(\d{1,3})")
CORRECTION = re.compile(r"G-\d{4}-\d{2,3}")

Places = Mapping[str, Place]
"""Where the fields of an entry stand, by key; the empty key is the entry itself."""


def version_key(version: str) -> tuple[int, int]:
    """What versions are sorted by: V1.10 comes after V1.9; (0, 0) if it is none."""
    match = VERSION.fullmatch(version)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def check_next(life: Life, entry: LedgerEntry, places: Places) -> list[Problem]:
    """Why `entry` cannot follow upon `life`.

    Codes: PG568 (no such number), PG569 (unknown version), PG570 (said already), PG571 (not signed), PG572 (date),
    PG573 (not the first), PG574 (something is missing), PG575 (the same person twice).
    """
    return list(_CHECKS[type(entry)](life, entry, places))


def check_finding(drills: tuple[Drill, ...], entry: FindingAct, places: Places) -> list[Problem]:
    """What is wrong with an act, given the drills: no such finding (PG576), verified by its owner (PG575)."""
    known = {finding.id: finding for drill in drills for finding in drill.findings if finding.id}
    finding = known.get(entry.finding or "")
    if finding is None:
        near = nearest(entry.finding or "", known) or "、".join(list(known)[:12]) or "—"
        return [codes.UNKNOWN_FINDING.at(_at(places, "finding"), found=entry.finding or "", known=near)]
    owner, verifier = finding.owner or "", entry.verified_by or ""
    if verifier and owner and (owner in verifier or verifier in owner):
        return [codes.SAME_PERSON.at(_at(places, "verified_by"), found=verifier)]
    return []


def _at(places: Places, key: str) -> Place:
    return places.get(key) or places.get("") or Place()


def _number(version: str | None, places: Places) -> Iterator[Problem]:
    if version and not VERSION.fullmatch(version):
        yield codes.BAD_NUMBER.at(_at(places, "version"), found=version, expected="V1.0")


def _before(found: date | None, bound: date | None, place: Place, what: str) -> Iterator[Problem]:
    if found is not None and bound is not None and found < bound:
        yield codes.DATE_BEFORE.at(place, found=found, bound=bound, what=what)


def _adopt(life: Life, entry: Adopt, places: Places) -> Iterator[Problem]:
    yield from _number(entry.version, places)
    if life.revisions:
        yield codes.NOT_FIRST.at(_at(places, ""), found="adopt")
    yield from _before(entry.on, entry.signed_on, _at(places, "on"), entry.version or "")


def _issue(life: Life, entry: Issue, places: Places) -> Iterator[Problem]:
    yield from _number(entry.version, places)
    newest = life.newest
    if newest is not None and version_key(entry.version or "") <= version_key(newest.version):
        yield codes.SAID_ALREADY.at(_at(places, "version"), found=entry.version or "", known=newest.version)
    if newest is not None:
        yield from _before(entry.on, newest.signed_on or newest.issued_on, _at(places, "on"), newest.version)
    for number in entry.absorbs:
        if life.correction(number) is None:
            known = "、".join(found.number for found in life.open_corrections()) or "—"
            yield codes.NOT_IN_LEDGER.at(_at(places, "absorbs"), found=number, known=known)


def _known(life: Life, version: str | None, places: Places) -> tuple[Revision | None, list[Problem]]:
    """The revision that an entry is about."""
    found = life.revision(version or "")
    if found is None:
        known = "、".join(revision.version for revision in life.revisions) or "—"
        return None, [codes.NOT_IN_LEDGER.at(_at(places, "version"), found=version or "", known=known)]
    return found, []


def _sign(life: Life, entry: Sign, places: Places) -> Iterator[Problem]:
    revision, problems = _known(life, entry.version, places)
    yield from problems
    if revision is None:
        return
    if revision.is_signed or revision.state() is State.DROPPED:
        known = revision.version if revision.is_signed else revision.replaced_by
        yield codes.SAID_ALREADY.at(_at(places, "version"), found=revision.version, known=known)
    yield from _before(entry.on, revision.issued_on, _at(places, "on"), revision.version)
    yield from _before(entry.in_force_on, entry.on, _at(places, "in_force_on"), title_of(Sign, "on"))
    current = life.current
    if current is not None and current is not revision:
        start = entry.in_force_on or entry.on
        yield from _before(start, current.in_force_from, _at(places, "in_force_on"), current.version)


def _of_signed(life: Life, entry: File | HandOut | Reconfirm | Correct, places: Places) -> Iterator[Problem]:
    """Entries that say something of a revision once it is signed."""
    revision, problems = _known(life, entry.version, places)
    yield from problems
    if revision is None:
        return
    if not revision.is_signed:
        yield codes.NOT_SIGNED.at(_at(places, "version"), found=revision.version)
    else:
        yield from _before(entry.on, revision.signed_on, _at(places, "on"), revision.version)


def _reconfirm(life: Life, entry: Reconfirm, places: Places) -> Iterator[Problem]:
    yield from _of_signed(life, entry, places)
    yield from _before(entry.review_due, entry.on, _at(places, "review_due"), title_of(Reconfirm, "on"))


def _correct(life: Life, entry: Correct, places: Places) -> Iterator[Problem]:
    yield from _of_signed(life, entry, places)
    number = entry.correction or ""
    if number and not CORRECTION.fullmatch(number):
        yield codes.BAD_NUMBER.at(_at(places, "correction"), found=number, expected="G-2026-01")
    elif life.correction(number) is not None:
        yield codes.SAID_ALREADY.at(_at(places, "correction"), found=number, known=number)


def _finding(life: Life, entry: FindingAct, places: Places) -> Iterator[Problem]:
    wanted = {"销号": ("evidence", "verified_by"), "延期": ("until", "approver"), "完成待核": ("evidence",)}
    for key in wanted.get(entry.act or "", ()):
        if not getattr(entry, key):
            title = title_of(FindingAct, key)
            yield codes.ACT_LACKS.at(_at(places, "act"), act=entry.act or "", title=title, key=key)
    before = life.findings.get(entry.finding or "")
    if before is not None:
        yield from _before(entry.on, before.on, _at(places, "on"), before.finding)
        if before.is_closed and entry.act == "销号":
            yield codes.SAID_ALREADY.at(_at(places, "finding"), found=before.finding, known=before.finding)
    yield from _before(entry.until, entry.on, _at(places, "until"), title_of(FindingAct, "on"))


def _destroy(life: Life, entry: Destroy, places: Places) -> Iterator[Problem]:
    if len(entry.witnesses) < 2:
        title = title_of(Destroy, "witnesses")
        yield codes.ACT_LACKS.at(_at(places, "witnesses"), act="destroy", title=title, key="witnesses")
    elif len(set(entry.witnesses)) < len(entry.witnesses):
        yield codes.SAME_PERSON.at(_at(places, "witnesses"), found=entry.witnesses[0])
    if entry.sha256 in life.destroyed:
        yield codes.SAID_ALREADY.at(_at(places, "sha256"), found=entry.sha256 or "", known=entry.sha256 or "")


def _succeeds(life: Life, _entry: Succeeds, places: Places) -> Iterator[Problem]:
    if life != Life():
        yield codes.NOT_FIRST.at(_at(places, ""), found="succeeds")


_CHECKS: Mapping[type[LedgerEntry], Callable[[Life, Any, Places], Iterator[Problem]]] = {
    Adopt: _adopt,
    Issue: _issue,
    Sign: _sign,
    File: _of_signed,
    HandOut: _of_signed,
    Reconfirm: _reconfirm,
    Correct: _correct,
    FindingAct: _finding,
    Destroy: _destroy,
    Succeeds: _succeeds,
}
