"""The records of calls of a community or a town: read, in the order in which they were made.

Nothing else is made from them but what coverage says of phones: they change no manual, and no manual waits for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.facts.load import read_file
from generator.facts.model.calls import ANSWERED
from generator.facts.model.calls import CHANGED
from generator.facts.model.calls import DEAD
from generator.facts.model.calls import CallRecord
from generator.facts.model.people import Contact
from generator.facts.workspace import Workspace
from generator.problems import PlangenError
from generator.problems import Problem

FOLDER = "calls"

_NUMBER = re.compile(r"-(\d{1,9})$")


class Heard(NamedTuple):
    """The latest that calls say of a number: when it was answered last, and when it was called last with which result.

    `new_phone`: the number that is said to have taken its place.
    """

    answered_on: date | None = None
    called_on: date | None = None
    result: str = ""
    new_phone: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether it was found to be nobody's, or somebody else's."""
        return self.result in {DEAD, CHANGED}


def load_calls(workspace: Workspace, folder: Path) -> tuple[tuple[CallRecord, ...], list[Problem]]:
    """The records in the folder of a community or a town, oldest first; a missing folder has none."""
    where = folder / FOLDER
    try:
        names, _folders = files.listed(str(where), str(workspace.root))
    except PlangenError as error:
        return (), list(error.problems)
    found: list[tuple[date, int, CallRecord]] = []
    problems: list[Problem] = []
    for name in names:
        if name.endswith(".yaml") and not name.startswith("."):
            read, told = read_file(workspace, where / name, CallRecord)
            problems += told
            if read is not None:
                found.append((read.record.on or date.min, _number(name), read.record))
    return tuple(record for _on, _at, record in sorted(found, key=lambda one: one[:2])), problems


def _number(name: str) -> int:
    """The place of a record among those of its day: 2026-11-05.yaml, 2026-11-05-2.yaml …, 2026-11-05-10.yaml."""
    stem = name.removesuffix(".yaml")
    match = _NUMBER.search(stem) if stem.count("-") > 2 else None
    return int(match[1]) if match is not None else 1


def heard(records: Iterable[CallRecord], until: date) -> dict[str, Heard]:
    """The latest of every number that was called until that day, by number. Records of one day stand in their order."""
    known: dict[str, Heard] = {}
    for record in sorted((one for one in records if one.on and one.on <= until), key=lambda one: one.on or date.min):
        for call in record.calls:
            if call.phone and call.result:
                before = known.get(call.phone, Heard())
                answered = record.on if call.result == ANSWERED else before.answered_on
                known[call.phone] = Heard(answered, record.on, call.result, call.new_phone or "")
    return known


def of_contact(contact: Contact, number: str, known: Mapping[str, Heard], until: date) -> Heard:
    """The latest of one of a contact's numbers; the day that the profile gives speaks of the main one alone."""
    return newer(known.get(number, Heard()), contact.answered_on if number == contact.phone else None, until)


def newer(found: Heard, answered_on: date | None, until: date) -> Heard:
    """What calls say of a number, or the profile where its day is newer; on the same day calls are believed."""
    if answered_on is None or answered_on > until:
        return found
    answered = max(answered_on, found.answered_on or answered_on)
    if found.called_on is None or answered_on > found.called_on:
        return Heard(answered, answered_on, ANSWERED)
    return found._replace(answered_on=answered)
