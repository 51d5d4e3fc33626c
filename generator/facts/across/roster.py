"""The roster: names, codes, mergers, and folders that every system can tell apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence

from generator.facts.across.seen import folded
from generator.facts.model.town import Roster
from generator.facts.model.town import RosterEntry
from generator.facts.model.town import RosterTown
from generator.facts.reader.files import Read
from generator.facts.reader.places import Places
from generator.facts.workspace import same_folder
from generator.legal import legal_name
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg2_place
from generator.problems import pg3_across as codes

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CODE = re.compile(r"[0-9]{12}")
_OF_TOWN = 9  # digits


def check_roster(roster: Read) -> list[Problem]:
    """Codes that are none (PG230), PG302–PG309."""
    record: Roster = roster.record
    places = roster.places
    problems = check_folders(record.towns, places)
    for town in record.towns:
        problems += check_folders(town.communities, places)
        problems += _check_names(town.communities, places)
        problems += _check_town_codes(town, places)
    problems += _check_mergers([entry for town in record.towns for entry in town.communities], places)
    return problems


def check_folders(entries: Iterable[RosterTown | RosterEntry], places: Places) -> list[Problem]:
    """Folders beside each other that clash (PG307), that a system refuses (PG308), or that are not plain (PG309)."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for entry in entries:
        folder = entry.folder
        if folder is None:
            continue
        place = places.of(entry, "folder")
        first = seen.setdefault(same_folder(folder), folder)
        if first != folder:
            problems.append(codes.FOLDER_CLASH.at(place, found=folder, other=first))
        if legal_name(folder) != unicodedata.normalize("NFC", folder) or folder.startswith(("~", ".")):
            problems.append(codes.FOLDER_NAME.at(place, found=folder, expected=_plain(folder)))
        elif _PLAIN.fullmatch(folder) is None:
            problems.append(codes.FOLDER_NOT_PLAIN.at(place, found=folder, expected=_plain(folder)))
    return problems


def _plain(folder: str) -> str:
    """A name near to `folder` that is plain."""
    kept = re.sub(r"[^a-z0-9_-]+", "-", folder.casefold()).strip("-_")
    if not kept:
        return "yunling"
    return kept if legal_name(kept) == kept else f"{kept}-1"


def _check_names(entries: Sequence[RosterEntry], places: Places) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, RosterEntry] = {}
    for entry in entries:
        if entry.name is None or entry.until is not None:
            continue
        first = seen.setdefault(folded(entry.name), entry)
        if first is not entry:
            where = (places.of(entry, "name"), places.of(first, "name"))
            problems.append(codes.SAME_NAME_IN_TOWN.at(*where, found=entry.name))
    return problems


def _check_town_codes(town: RosterTown, places: Places) -> list[Problem]:
    problems: list[Problem] = []
    good: list[RosterEntry] = []
    for entry in town.communities:
        if entry.code is None:
            continue
        if _CODE.fullmatch(entry.code):
            good.append(entry)
        else:
            problems.append(pg2_place.BAD_CODE.at(places.of(entry, "code"), found=entry.code))
    counted = Counter((entry.code or "")[:_OF_TOWN] for entry in good).most_common(1)
    # Of two there is no telling which is wrong.
    if counted and counted[0][1] * 2 > len(good) and len(good) > 2:
        usual = counted[0][0]
        problems += [
            codes.CODE_OF_ANOTHER_TOWN.at(
                places.of(entry, "code"), found=entry.name or "", code=(entry.code or "")[:_OF_TOWN], expected=usual
            )
            for entry in good
            if (entry.code or "")[:_OF_TOWN] != usual
        ]
    return problems


def _check_mergers(entries: Sequence[RosterEntry], places: Places) -> list[Problem]:
    problems: list[Problem] = []
    by_code = {entry.code: entry for entry in entries if entry.code}
    for entry in entries:
        name = entry.name or ""
        if entry.since is not None and entry.until is not None and entry.until < entry.since:
            place = places.of(entry, "until")
            problems.append(codes.UNTIL_BEFORE_SINCE.at(place, found=name, until=entry.until, since=entry.since))
        for number, code in enumerate(entry.succeeds):
            place = places.at((*entry.at, "succeeds", number))
            before = by_code.get(code)
            if before is None or before is entry:
                near = nearest(code, [other for other in by_code if other != entry.code]) or "—"
                problems.append(codes.UNKNOWN_PREDECESSOR.at(place, found=name, code=code, nearest=near))
            elif before.until is None:
                related = places.of(before)
                problems.append(codes.PREDECESSOR_IN_FORCE.at(place, related, found=name, other=before.name or code))
    return problems
