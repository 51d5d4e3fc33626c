"""Which revision a file or a printed check code belongs to, and whether that one holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from generator.facts.ledger import Ledger
from generator.facts.ledger import Revision
from generator.facts.ledger import State
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg5_archive as codes
from generator.revisions.archive.layout import object_hash
from generator.revisions.archive.layout import slugs
from generator.revisions.archive.parcel import sha256_of
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archives_of
from generator.revisions.frozen.code import own_code
from generator.revisions.frozen.code import parse_code
from generator.revisions.records.claims import Claims
from generator.revisions.records.claims import claims_of


class Sameness(StrEnum):
    """How sure it is that a file says what was archived."""

    EXACT = "exact"  # byte for byte
    WORDS = "words"  # saved again by some program, but every printed word is the archived one's
    ALTERED = "altered"  # bears the code of a revision, and says something else
    CLAIMED = "claimed"  # bears its code or its name and number, and is not the archived file
    CODE = "code"  # only a code was given: nothing is known of the paper around it


@dataclass(frozen=True, slots=True)
class Match:
    """A revision or a correction notice (then `revision` is the corrected one) that a file or code belongs to."""

    slug: str
    number: str
    role: str
    """What the file is, as the manifest says, or the edition of a code: internal, public."""
    sameness: Sameness
    revision: Revision | None
    state: State | None
    is_in_force: bool
    """Whether it holds on the day asked for: a revision in force, or a correction notice not yet absorbed."""
    in_force: str
    """The version that holds on that day; empty if none does."""
    is_sound: bool
    """Whether the ledger that says so is whole."""


def identify_bytes(
    workspace: Workspace, data: bytes, day: date | None = None
) -> tuple[tuple[Match, ...], list[Problem]]:
    """The revisions that a file belongs to, on a day; without one, once everything entered has taken effect.

    Codes: PG598 (none). Files that are not whole in the archive do not keep others from being found.
    """
    sha256 = sha256_of(data)
    ledgers = dict(_ledgers(workspace))
    found: list[Match] = []
    for slug, ledger in ledgers.items():
        found += [
            _match(slug, ledger, number, role, Sameness.EXACT, day)
            for number, role in _names(workspace.root, slug, ledger, sha256)
        ]
    if not found:
        claims = claims_of(data)
        found = list(_by_code(ledgers, claims, day)) or list(_by_name(workspace.root, ledgers, claims, day))
    return tuple(found), [] if found else [codes.UNKNOWN_FILE.at(Place())]


def identify_code(workspace: Workspace, text: str, day: date | None = None) -> tuple[tuple[Match, ...], list[Problem]]:
    """The revisions that print a check code, on a day. Codes: PG599 (none)."""
    wanted = parse_code(text) or text.strip().upper()
    ledgers = dict(_ledgers(workspace))
    found: list[Match] = []
    known: list[str] = []
    for slug, ledger in ledgers.items():
        for revision, edition, code in _codes(ledger):
            known.append(code)
            if code == wanted:
                found.append(_match(slug, ledger, revision.version, edition, Sameness.CODE, day))
    near = nearest(wanted, known) or "—"
    return tuple(found), [] if found else [codes.UNKNOWN_CODE.at(Place(), found=text.strip(), known=near)]


def _ledgers(workspace: Workspace) -> Iterator[tuple[str, Ledger]]:
    for slug in slugs(workspace.root):
        yield slug, load_ledger(workspace, workspace.plans / slug)[0]


def _names(root: Path, slug: str, ledger: Ledger, sha256: str) -> Iterator[tuple[str, str]]:
    """Where a hash stands in a community's archive: number, and what the file is."""
    life = ledger.life
    for number in archives_of(life):
        manifest, _problems = archived(root, slug, life, number)
        if manifest is not None:
            yield from ((number, item.role) for item in manifest.files if item.sha256 == sha256)
            yield from ((number, one.role) for one in manifest.personal if one.sha256 == sha256)
    for revision in life.revisions:
        scans = [entry.scan for entry in (revision.adopt, revision.sign) if entry is not None]
        yield from ((revision.version, "扫描件") for scan in scans if scan and object_hash(scan) == sha256)


def _codes(ledger: Ledger) -> Iterator[tuple[Revision, str, str]]:
    for revision in ledger.life.revisions:
        if revision.issue is not None:
            yield from ((revision, one.edition or "", one.code or "") for one in revision.issue.codes)


def _by_code(ledgers: dict[str, Ledger], claims: Claims, day: date | None) -> Iterator[Match]:
    """The revisions whose code a file bears that is not one of the archived ones."""
    for slug, ledger in ledgers.items():
        for revision, edition, code in _codes(ledger):
            if code not in claims.codes:
                continue
            sameness = Sameness.CLAIMED
            if claims.lines is not None:
                same = own_code(claims.lines, revision.version, code) == code
                sameness = Sameness.WORDS if same else Sameness.ALTERED
            yield _match(slug, ledger, revision.version, edition, sameness, day)


def _by_name(root: Path, ledgers: dict[str, Ledger], claims: Claims, day: date | None) -> Iterator[Match]:
    """The revisions whose community and number a file bears in its properties, and none of their codes."""
    if not claims.title:
        return
    for slug, ledger in ledgers.items():
        for revision in ledger.life.revisions:
            if revision.issue is not None and revision.version in claims.versions:
                manifest, _problems = archived(root, slug, ledger.life, revision.version)
                if manifest is not None and claims.title.startswith(manifest.community):
                    yield _match(slug, ledger, revision.version, "", Sameness.CLAIMED, day)


def _match(slug: str, ledger: Ledger, number: str, role: str, sameness: Sameness, day: date | None) -> Match:
    life = ledger.life
    holding = life.in_force(day) if day is not None else life.current
    version = holding.version if holding is not None else ""
    notice = life.correction(number)
    revision = life.revision(number if notice is None else notice.entry.version or "")
    holds = number == version if notice is None else notice.is_open(day)
    state = revision.state(day) if revision is not None else None
    return Match(slug, number, role, sameness, revision, state, holds, version, ledger.is_whole)
