"""分发: who holds which copy since when, and what became of the old ones; from the receipts that were filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.facts.ledger.entries import Copy
from generator.facts.ledger.entries import HandOut
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.press.pack.items import ITEMS
from generator.press.pack.receipts import Receipt
from generator.press.pack.receipts import read_receipts
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_life as codes
from generator.revisions.acts import at_desk

_LIMIT = 20 * files.MIB
_EDITIONS = {title: item.edition for item in ITEMS for title in (item.key, item.title)}


class HandingOut(NamedTuple):
    """What was handed out: copies that somebody typed, and those of a workbook of receipts."""

    version: str
    on: date
    by: str
    copies: Sequence[Copy] = ()
    workbook: Path | None = None


def hand_out(workspace: Workspace, entry: Entry, said: HandingOut) -> tuple[HandOut | None, list[Problem]]:
    """The entry with every copy that was signed for, or why there is none.

    Copies that an earlier entry has said the same of are left out. Codes: PG546, PG554, PG555, PG571, PG770 to PG777.
    """
    with at_desk(workspace, entry) as (desk, opened):
        problems = list(opened)
        if desk is None:
            return None, problems
        revision, found = desk.revision(said.version)
        if revision is None:
            return None, found
        rows = list(said.copies)
        if said.workbook is not None:
            signed, found = _signed_for(said.workbook, entry, revision.version)
            problems += found
            if has_errors(found):
                return None, problems
            rows += signed
        newest = desk.ledger.entries[-1] if desk.ledger.entries else None
        if isinstance(newest, HandOut) and newest.rows == tuple(rows) and newest.version == revision.version:
            return newest, problems
        known = set(revision.copies)
        rows = [row for row in rows if row not in known]
        if not rows:
            return None, [*problems, _nothing(said.workbook, entry, revision.version, [revision.version])]
        written, found = desk.write(HandOut(on=said.on, by=said.by, version=revision.version, rows=tuple(rows)))
        return (written if isinstance(written, HandOut) else None), [*problems, *found]


def _signed_for(path: Path, entry: Entry, version: str) -> tuple[list[Copy], list[Problem]]:
    data, problems = files.read_bytes(path, _LIMIT)
    if data is None:
        return [], problems
    receipts, problems = read_receipts(data, path.name)
    own = [one for one in receipts if one.code == entry.code or (not one.code and one.community == entry.name)]
    of_version = [one for one in own if one.version == version]
    handed = [copy_of(one) for one in of_version if one.is_handed_out]
    if not handed and not has_errors(problems):
        problems.append(_nothing(path, entry, version, [one.version for one in own]))
    return handed, problems


def copy_of(receipt: Receipt) -> Copy:
    """A row of receipts as the ledger keeps it: the post, not the person."""
    return Copy(
        copy=receipt.copy,
        post=receipt.post,
        edition=_EDITIONS.get(receipt.item),
        received_on=receipt.received_on,
        receipt=receipt.is_signed,
        old=receipt.old or None,
    )


def _nothing(path: Path | None, entry: Entry, version: str, versions: Sequence[str]) -> Problem:
    file = path.name if path is not None else ""
    known = "、".join(dict.fromkeys(one for one in versions if one)) or "—"
    return codes.NO_COPIES.at(Place(file=file), version=version, name=entry.name, found=file or "—", known=known)
