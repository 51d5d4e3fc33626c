"""The schema of what templates may ask for, from the same entries that the values come from."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from generator.context.entry import Entry
from generator.context.root import root_entries
from generator.facts.facts import Settings
from generator.word.names import Name
from generator.word.names import Names


def names_of(settings: Settings) -> Names:
    """Every name of a context that is built with these settings."""
    return names_from(root_entries(settings))


def names_from(entries: Iterable[Entry]) -> Names:
    """The schema of the values that these entries make."""
    return MappingProxyType({entry.name: _name(entry) for entry in entries})


def _name(entry: Entry) -> Name:
    members = None if entry.members is None else names_from(entry.members)
    return Name(entry.name, entry.kind, entry.meaning, entry.optional, members)
