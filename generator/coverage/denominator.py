"""The denominator: which communities there were on a day, which of them are new, and which are exempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from generator.facts.model.town import Roster
from generator.facts.model.town import RosterEntry
from generator.facts.model.town import RosterTown


@dataclass(frozen=True, slots=True)
class Counted:
    """A community that is counted; within its grace it is shown apart, and counted none the less."""

    town: RosterTown
    entry: RosterEntry
    in_grace_until: date | None

    @property
    def slug(self) -> str:
        """What names it without doubt: town/community."""
        return f"{self.town.folder}/{self.entry.folder}"


@dataclass(frozen=True, slots=True)
class Exempt:
    """A community that a document exempts."""

    town: RosterTown
    entry: RosterEntry
    document: str


def counted(roster: Roster, day: date, grace_days: int) -> tuple[tuple[Counted, ...], tuple[Exempt, ...]]:
    """Who is counted on that day and who is exempt, in the roster's order.

    Who was merged leaves on the day of the approval, a new one enters on its day. An exemption needs a document.
    """
    found: list[Counted] = []
    exempt: list[Exempt] = []
    for town in roster.towns:
        for entry in town.communities:
            if (entry.since is not None and day < entry.since) or (entry.until is not None and day >= entry.until):
                continue
            document = _exempted_by(entry, day)
            if document:
                exempt.append(Exempt(town, entry, document))
                continue
            ends = entry.since + timedelta(days=grace_days) if entry.since is not None else None
            found.append(Counted(town, entry, ends if ends is not None and day < ends else None))
    return tuple(found), tuple(exempt)


def _exempted_by(entry: RosterEntry, day: date) -> str:
    """The document that exempts it on that day."""
    exemption = entry.exempt
    if exemption is None or not exemption.document or exemption.on is None or exemption.on > day:
        return ""
    if exemption.until is not None and day >= exemption.until:
        return ""
    return exemption.document
