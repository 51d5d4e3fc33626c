"""What all communities share: settings, templates, the roster, and the digests of the files that they came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from generator import files
from generator.bulk.bundle import Bundle
from generator.bulk.engine import engine_key
from generator.bulk.results import FLEETING
from generator.bulk.results import Member
from generator.bulk.settings import load_settings
from generator.bulk.stamps import Seen
from generator.bulk.stamps import digest
from generator.bulk.stamps import look
from generator.bulk.stamps import tree_paths
from generator.bulk.state import Site
from generator.bulk.templates import FOLDER
from generator.bulk.templates import Templates
from generator.bulk.templates import load_templates
from generator.facts.facts import Settings
from generator.facts.model.town import Roster
from generator.facts.model.town import RosterEntry
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.facts.workspace import communities
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems.plain import problems_to_plain

_SETTINGS = ("district", "fields", "roster", "standards")


@dataclass(frozen=True)
class Setup:
    """Everything but the communities' own files. `problems` are those of settings, roster and templates."""

    workspace: Workspace
    settings: Settings
    templates: Templates
    entries: tuple[Entry, ...]
    site: Site
    bundle: Bundle
    problems: tuple[Problem, ...] = field(default=())

    def compile(self) -> None:
        """Nothing; every piece of the recipe is ready, so that workers need not each make it so."""
        self.templates.reads("base.docx")
        for piece in self.templates.recipe.pieces:
            if piece.file in self.templates.documents and piece.file is not None:
                self.templates.piece(piece.file)
                self.templates.reads(piece.file, (piece.called or "", piece.each) if piece.each else None)

    @cached_property
    def scheme_digest(self) -> str:
        """What tells one numbering from another."""
        return hashlib.sha256(repr(self.templates.scheme).encode()).hexdigest()

    @cached_property
    def by_slug(self) -> dict[str, Entry]:
        """The communities by what names them without doubt."""
        return {entry.slug: entry for entry in self.entries}


def load_setup(workspace: Workspace, before: Site | None = None) -> tuple[Setup | None, list[Problem]]:
    """What all communities share, or `None` if settings or templates cannot be used; every problem of them."""
    root = str(workspace.root)
    # Looked at before they are read: what changes in between is then seen to have changed the next time.
    profiles, folders, closed = _profiles(root)
    watched = [(f"plans/{name}.yaml", False) for name in _SETTINGS] + [(folder, True) for folder in folders]
    settings_seen = look(root, watched, before.settings_seen if before is not None else {})
    templates_seen = look(root, tree_paths(root, FOLDER), before.templates_seen if before is not None else {})
    bundle = Bundle(workspace.root)
    settings, problems = load_settings(workspace)
    if settings is None:
        return None, problems
    for town, reasons in closed.items():
        problems += reasons
        # They may have profiles: nothing of theirs counts as gone, and each is told of.
        profiles += [(town, one.folder) for one in _of_town(settings.roster, town) if one.folder and one.until is None]
    entries, found = communities(settings.roster, profiles)
    problems += found
    templates, found = load_templates(workspace, settings, bundle)
    problems += found
    if templates is None:
        return None, problems
    members = tuple(member_of(entry, (entry.town, entry.folder) in set(profiles)) for entry in entries)
    site = _site(settings_seen, templates_seen, members, problems)
    return Setup(workspace, settings, templates, entries, site, bundle, tuple(problems)), problems


def member_of(entry: Entry, has_profile: bool) -> Member:  # noqa: FBT001  (a column like the others)
    """A community in few words."""
    return Member(entry.town, entry.folder, entry.name, entry.code, entry.town_name, has_profile)


def _of_town(roster: Roster, town: str) -> tuple[RosterEntry, ...]:
    """The communities of a town."""
    return next((one.communities for one in roster.towns if one.folder == town), ())


def _profiles(root: str) -> tuple[list[tuple[str, str]], list[str], dict[str, tuple[Problem, ...]]]:
    """The folders with a profile, as (town, community), and the folders in which another could appear.

    Then the towns whose folder cannot be read, each with the reason: they must not stop the other towns.
    """
    found: list[tuple[str, str]] = []
    watched = ["plans"]
    closed: dict[str, tuple[Problem, ...]] = {}
    for town in files.listed(f"{root}/plans", root)[1]:
        watched.append(f"plans/{town}")
        try:
            folders = files.listed(f"{root}/plans/{town}", root)[1]
        except PlangenError as error:
            closed[town] = error.problems
            continue
        for folder in folders:
            if files.is_there(f"{root}/plans/{town}/{folder}/profile.yaml"):
                found.append((town, folder))
            else:
                watched.append(f"plans/{town}/{folder}")
    return found, watched, closed


def _site(
    settings_seen: Seen,
    templates_seen: Seen,
    members: tuple[Member, ...],
    problems: list[Problem],
) -> Site:
    engine = engine_key()
    # What could not be read this time may be there the next: nothing that is made without it counts as up to date then.
    fleeting = sorted(str(problem) for problem in problems if problem.code in FLEETING)
    recipe = templates_seen.get(f"{FOLDER}/manual.yaml", (0, 0, ""))[2]
    return Site(
        settings_seen=settings_seen,
        templates_seen=templates_seen,
        engine="" if fleeting else engine,
        settings=digest(settings_seen, engine, *fleeting),
        templates=digest(templates_seen, engine, *fleeting),
        recipe=hashlib.sha256(f"{engine} {recipe}".encode()).hexdigest()[:32],
        communities=tuple(tuple(member) for member in members),  # type: ignore[misc]  # of the same shape
        problems=problems_to_plain(problems),
    )
