"""Where manuals stand, as lines and as data: for `plangen status`."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from generator.bulk.setup import Setup
from generator.cli.day import day_of
from generator.cli.language import _
from generator.facts.workspace import Entry
from generator.revisions.standing import Standing
from generator.revisions.standing import has_ledger
from generator.revisions.standing import stands


def standings(setup: Setup, slugs: Sequence[str]) -> list[Standing]:
    """Where the manuals of those communities stand today that have a ledger."""
    entries = [setup.by_slug[slug] for slug in slugs if slug in setup.by_slug]
    return [stands(setup, entry, day_of(None)) for entry in entries if has_ledger(setup, entry)]


def as_lines(standing: Standing) -> Iterator[str]:
    """One line for what holds, one for what waits."""
    values = {"name": standing.entry.name, "slug": standing.entry.slug}
    holds, waits = standing.in_force, standing.waiting
    if holds is None:
        yield _("{name}: no revision in force").format(**values)
    else:
        since = holds.in_force_from.isoformat() if holds.in_force_from is not None else ""
        yield _("{name}: {version} in force since {day}").format(**values, version=holds.version, day=since)
    if waits is not None:
        yield "  " + _("{version} waits for its signature: plangen sign {slug} {version}").format(
            version=waits.version, slug=standing.entry.slug
        )
    if standing.is_current is False:
        yield "  " + _("what it says has changed since: plangen diff {slug}").format(**values)
    elif standing.is_current:
        yield "  " + _("it says what holds now")
    if standing.open_notices:
        yield "  " + _("correction notices that hold: {found}").format(found="、".join(standing.open_notices))


def as_data(standing: Standing) -> dict[str, object]:
    """The same for machines."""
    entry: Entry = standing.entry
    holds, waits = standing.in_force, standing.waiting
    return {
        "community": {"code": entry.code, "name": entry.name, "folder": entry.slug},
        "in_force": holds.version if holds is not None else None,
        "since": holds.in_force_from.isoformat() if holds is not None and holds.in_force_from is not None else None,
        "waiting": waits.version if waits is not None else None,
        "current": standing.is_current,
        "notices": list(standing.open_notices),
    }
