"""A workspace: which communities there are, and where their files lie."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import files
from generator.facts.model.town import Roster
from generator.facts.model.town import RosterEntry
from generator.facts.model.town import RosterTown
from generator.problems import Place
from generator.problems import Problem
from generator.problems import nearest
from generator.problems import pg0_workspace as codes
from generator.problems import pg3_across

_SUFFIXES = ("社区", "村", "居")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with `plans/`, `templates/` and `output/`."""

    root: Path

    @property
    def plans(self) -> Path:
        """The folder of all facts."""
        return self.root / "plans"


@dataclass(frozen=True, slots=True)
class Entry:
    """A community: its place in the roster, or at least a folder with a profile."""

    town: str
    folder: str
    name: str
    code: str
    town_name: str = ""
    roster: RosterEntry | None = None

    @property
    def slug(self) -> str:
        """What names it without doubt: town/community."""
        return f"{self.town}/{self.folder}"

    def path(self, workspace: Workspace) -> Path:
        """Its folder."""
        return workspace.plans / self.town / self.folder


def communities(roster: Roster, folders: Iterable[tuple[str, str]]) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Every community of the roster that still exists, then those that only have a profile.

    `folders` are the folders with a profile, as (town, community). Those of communities that were withdrawn are passed
    over. Codes: PG021 (a profile that the roster does not know), PG301 (withdrawn), PG310 (another spelling).
    """
    found = [entry for town in roster.towns for entry in _entries(town)]
    known = {(entry.town, entry.folder) for entry in found}
    spelt = {(same_folder(entry.town), same_folder(entry.folder)): entry.slug for entry in found}
    withdrawn = {
        (town.folder, entry.folder): entry
        for town in roster.towns
        for entry in town.communities
        if entry.until is not None
    }
    problems: list[Problem] = []
    for town, folder in folders:
        place = Place(file=f"plans/{town}/{folder}/profile.yaml")
        here, meant = f"{town}/{folder}", spelt.get((same_folder(town), same_folder(folder)))
        if (town, folder) in known:
            continue
        if (town, folder) in withdrawn:
            entry = withdrawn[town, folder]
            problems.append(pg3_across.WITHDRAWN.at(place, found=entry.name or here, until=entry.until))
        elif meant is not None:
            problems.append(pg3_across.FOLDER_DIFFERS.at(place, found=here, expected=meant))
        else:
            problems.append(codes.NOT_IN_ROSTER.at(place, found=here))
            found.append(Entry(town, folder, folder, ""))
    return tuple(found), problems


def same_folder(name: str) -> str:
    """What is equal for two names that Windows or macOS take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def has_profile(workspace: Workspace, entry: Entry) -> bool:
    """Whether anything is known of a community yet."""
    return files.is_there(str(entry.path(workspace) / "profile.yaml"))


def find(text: str, entries: Iterable[Entry]) -> tuple[Entry | None, list[Problem]]:
    """The community that `text` means: code, folder, town/folder, or Chinese name, with or without 村 or 社区.

    Codes: PG022 (unknown), PG023 (several).
    """
    every = tuple(entries)
    wanted = unicodedata.normalize("NFKC", text).strip().strip("/")
    for words in (_exact, _short):
        found = [entry for entry in every if wanted in words(entry)]
        if len(found) == 1:
            return found[0], []
        if found:
            choices = "、".join(entry.slug for entry in found)
            return None, [codes.SEVERAL_COMMUNITIES.at(Place(), found=text, known=choices)]
    near = _nearest(wanted, every)
    known = [f"{entry.name} ({entry.slug})" for entry in near] or [entry.name for entry in every[:12]]
    return None, [codes.UNKNOWN_COMMUNITY.at(Place(), found=text, known="、".join(known) or "—")]


def _nearest(wanted: str, entries: Iterable[Entry]) -> list[Entry]:
    """The communities whose name is most like `wanted`; 村 or 社区 at its end may be what is wrong with it."""
    words_of: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in dict.fromkeys((*_exact(entry), *_short(entry))):
            words_of.setdefault(word, []).append(entry)
    bare = next((wanted.removesuffix(suffix) for suffix in _SUFFIXES if wanted.endswith(suffix)), wanted)
    near = bare if bare in words_of else nearest(wanted, words_of) or nearest(bare, words_of)
    return words_of[near] if near else []


def _entries(town: RosterTown) -> Iterable[Entry]:
    for entry in town.communities:
        if entry.until is None and town.folder and entry.folder:
            yield Entry(town.folder, entry.folder, entry.name or entry.folder, entry.code or "", town.name or "", entry)


def _exact(entry: Entry) -> tuple[str, ...]:
    return (
        entry.code,
        entry.slug,
        entry.folder,
        entry.name,
        f"{entry.town_name}/{entry.name}",
        entry.town_name + entry.name,
    )


def _short(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.name.removesuffix(suffix) for suffix in _SUFFIXES if entry.name.endswith(suffix))
