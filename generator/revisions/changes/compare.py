"""What changed between two frozen revisions, kept apart by where it comes from: facts, templates, drills, settings.

It needs nothing but what was frozen: titles, texts and masks are those of their own time.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.revisions.changes.change import Change
from generator.revisions.changes.change import Source
from generator.revisions.changes.kind import Kind
from generator.revisions.changes.pieces import changed_engine
from generator.revisions.changes.pieces import changed_outline
from generator.revisions.changes.pieces import changed_templates
from generator.revisions.changes.values import changed_values
from generator.revisions.changes.values import renames_of
from generator.revisions.frozen.content import Frozen


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes from one frozen revision to another, those of facts first, in reading order."""

    before: Frozen
    after: Frozen
    items: tuple[Change, ...]

    @property
    def printed(self) -> tuple[Change, ...]:
        """The changes of what the manual says."""
        return tuple(change for change in self.items if change.printed)

    def of(self, source: Source) -> tuple[Change, ...]:
        """The changes that come from there."""
        return tuple(change for change in self.items if change.source is source)

    def kind(self, *, periodic: bool = False) -> Kind:
        """主 or 次 by what changed, 无 if the manual says the same; a periodic full review is 主."""
        if periodic or any(change.measure for change in self.printed):
            return Kind.MAJOR
        return Kind.MINOR if self.printed else Kind.NONE

    @property
    def measures(self) -> tuple[Change, ...]:
        """The changes that make the revision 主."""
        return tuple(change for change in self.printed if change.measure)


def kind_of_change(before: Frozen | None, after: Frozen, *, periodic: bool = False) -> Kind:
    """首次 if there is nothing before; else as `Changes.kind`."""
    return Kind.FIRST if before is None else changes(before, after).kind(periodic=periodic)


def changes(before: Frozen, after: Frozen) -> Changes:
    """What changed from `before` to `after`."""
    renames = renames_of(before.facts, after.facts)
    of_facts = [
        *changed_values(before.facts, after.facts, renames),
        *changed_values(before.assessment, after.assessment, {}),
    ]
    found = [change for change in of_facts if change.source is Source.FACTS]
    found += changed_outline(before, after)
    found += changed_templates(before, after)
    found += changed_values(before.drills, after.drills, renames)
    found += [change for change in of_facts if change.source is Source.ENGINE]
    found += changed_engine(before, after)
    return Changes(before, after, tuple(found))
