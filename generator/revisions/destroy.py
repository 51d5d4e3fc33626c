"""销毁: a frozen register or annex volume is destroyed before two witnesses; its hash and count stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from generator.facts.ledger.entries import DESTRUCTIBLE
from generator.facts.ledger.entries import Destroy
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_life as codes
from generator.revisions.acts import Desk
from generator.revisions.acts import at_desk
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archives_of

REGISTER, ANNEX = DESTRUCTIBLE


class Destruction(NamedTuple):
    """What is destroyed: registers, annex volumes or both, of one revision."""

    version: str
    on: date
    by: str
    objects: Sequence[str]
    witnesses: Sequence[str]
    why: str


def destroy(workspace: Workspace, entry: Entry, said: Destruction) -> tuple[list[Destroy], list[Problem]]:
    """The entries, one for each file that is gone now; none, and why not.

    A file that other revisions froze alike is gone there, too: the entry names them, and so does PG529.
    Codes: PG529, PG555, PG558, PG574, PG575.
    """
    with at_desk(workspace, entry) as (desk, problems):
        if desk is None:
            return [], problems
        revision, found = desk.revision(said.version)
        if revision is None:
            return [], found
        manifest, found = archived(workspace.root, entry.slug, desk.life, revision.version)
        if manifest is None:
            return [], found
        left = [
            one for one in manifest.personal if one.role in said.objects and one.sha256 not in desk.life.destroyed
        ]  # fmt: skip
        if not left:
            place = Place(file=f"output/personal/{entry.slug}/{revision.version}")
            values = {"version": revision.version, "name": entry.name, "slug": entry.slug}
            return [], [codes.NOTHING_TO_DESTROY.at(place, **values, found="、".join(said.objects))]
        entries: list[Destroy] = []
        told = list(problems)
        for one in left:
            others = _others(desk, revision.version, one.sha256)
            if others:
                place = Place(file=f"output/personal/{entry.slug}/{revision.version}/{one.name}")
                told.append(codes.DESTROYED_OF_OTHERS.at(place, version=revision.version, others="、".join(others)))
            written, found = desk.write(
                Destroy(
                    on=said.on,
                    by=said.by,
                    object=one.role,
                    sha256=one.sha256,
                    count=one.count,
                    witnesses=tuple(said.witnesses),
                    why=said.why,
                    note=f"{'、'.join(others)}封存的是同一份，一并销毁" if others else None,
                )
            )
            told += found
            if not isinstance(written, Destroy) or has_errors(found):
                break
            entries.append(written)
        return entries, told


def _others(desk: Desk, version: str, sha256: str) -> list[str]:
    """The other revisions that froze the same file."""
    root, slug = desk.workspace.root, desk.entry.slug
    found: list[str] = []
    for number in archives_of(desk.life):
        manifest = archived(root, slug, desk.life, number)[0] if number != version else None
        if manifest is not None and any(one.sha256 == sha256 for one in manifest.personal):
            found.append(number)
    return found
