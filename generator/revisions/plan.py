"""What the next revision is: its number, kind, reasons, summary, what it answers and absorbs. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.ledger import Life
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import Override
from generator.facts.ledger.order import version_key
from generator.facts.model.records import Drill
from generator.revisions.changes.compare import Changes
from generator.revisions.changes.compare import changes
from generator.revisions.changes.kind import Kind
from generator.revisions.changes.kind import next_version
from generator.revisions.changes.told import change_lines
from generator.revisions.changes.told import summary
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.freeze import content_hash
from generator.revisions.reasons import PERIODIC
from generator.revisions.reasons import reasons_of

UNDECLARED = "未声明"
"""What an interim revision says that was made from templates without a release."""

_DONE = frozenset({"已完成待核", "已销号"})
_SUMMARY, _LINE, _LINES = 1000, 1000, 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of an issue: day, who asks, reasons (none: those that follow), basis, the kind against the rule.

    `may_be_same`: communities of which nothing has changed are no error, for nobody named them.
    """

    on: date
    by: str
    reasons: tuple[str, ...] = ()
    basis: str = ""
    kind: Kind | None = None
    why: str = ""
    interim: bool = False
    may_be_same: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What was frozen of the revision that readers have, and of the newest one, signed or not; nothing of paper."""

    held: Frozen | None = None
    newest: Frozen | None = None


def planned(life: Life, before: Before, present: Frozen, drills: tuple[Drill, ...], wish: Wish) -> Issue:
    """The entry of the next revision, but for its archive and its check codes."""
    found = changes(before.held, present) if before.held is not None else None
    expected = _kind(life, found, periodic=PERIODIC in wish.reasons)
    kind = wish.kind or expected
    absorbs = tuple(notice.number for notice in life.corrections if notice.absorbed_on is None)
    reasons = wish.reasons or reasons_of(found, corrected=bool(absorbs))
    return Issue(
        on=wish.on,
        by=wish.by,
        version=_version(life, kind),
        kind_of_change=kind.value,
        reasons=reasons,
        basis=wish.basis or _basis(found, drills, life) or None,
        summary=_cut(summary(found), _SUMMARY),
        changes=_lines(found),
        release=present.release.name or UNDECLARED,
        content=content_hash(present),
        absorbs=absorbs,
        answers=answered(life, drills),
        override=Override(expected=expected.value, why=wish.why) if kind is not expected else None,
        interim=True if wish.interim else None,
    )


def answered(life: Life, drills: tuple[Drill, ...]) -> tuple[str, ...]:
    """The findings that ask for a revision, are mended now, and were not answered by an earlier one."""
    earlier = {
        number
        for revision in life.revisions
        if revision.issue is not None and revision.is_signed
        for number in revision.issue.answers
    }
    return tuple(
        finding.id
        for drill in reversed(drills)
        for finding in drill.findings
        if finding.id and finding.asks_revision and finding.state in _DONE and finding.id not in earlier
    )


def _kind(life: Life, found: Changes | None, *, periodic: bool) -> Kind:
    """The kind that follows from what changed; a plan on paper that bore a whole number is followed by the next one."""
    if found is None:
        return Kind.FIRST if version_key(life.newest.version if life.newest else "")[0] == 0 else Kind.MAJOR
    kind = found.kind(periodic=periodic)
    return Kind.MINOR if kind is Kind.NONE else kind


def _version(life: Life, kind: Kind) -> str:
    """The number after that of the revision that readers have, and after any 送签稿 that nobody signed."""
    held, newest = life.current or life.newest, life.newest
    version = next_version(held.version, kind) if held is not None else next_version("", Kind.FIRST)
    if newest is not None and version_key(version) <= version_key(newest.version):
        version = next_version(newest.version, Kind.MINOR)
    return version


def _basis(found: Changes | None, drills: tuple[Drill, ...], life: Life) -> str:
    """The drills whose findings this revision answers, as far as nobody says more."""
    if found is None:
        return ""
    numbers = set(answered(life, drills))
    meant = [drill.id for drill in reversed(drills) if drill.id and numbers & {one.id for one in drill.findings}]
    return "、".join(meant)


def _lines(found: Changes | None) -> tuple[str, ...]:
    if found is None:
        return ()
    lines = [_cut(line, _LINE) for line in change_lines(found)]
    more = len(lines) - _LINES
    return (*lines[:_LINES], f"另有{more}处") if more > 0 else tuple(lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
