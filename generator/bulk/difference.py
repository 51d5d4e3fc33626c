"""What distinguishes a draft that would be built now from the one that lies there, in words and from data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.bulk.plain import Frozen
from generator.bulk.plain import thawed
from generator.bulk.results import Reason
from generator.bulk.stamps import Seen
from generator.bulk.templates import Templates
from generator.outline.outline import Decision
from generator.outline.recipe import Piece
from generator.problems.words import N_
from generator.word.reads import WHOLE
from generator.word.reads import changes

BASE = "base.docx"
NEVER = Reason(N_("never built"))
FORCED = Reason(N_("asked for with --force"))
DELETED = Reason(N_("the draft was deleted"))
EDITED = Reason(N_("the draft was changed by hand"))
ENGINE = Reason(N_("plangen itself has changed"))
RENAMED = Reason(N_("the draft has another name now"))
PROPERTIES = Reason(N_("title, author or date of the file changed"))
NUMBERING = Reason(N_("the numbering of the recipe changed"))
ORDER = Reason(N_("the pieces stand in another order, or begin pages and sections elsewhere"))
FORGOTTEN = Reason(N_("what the draft was made from is no longer known"))

_MISSING = object()


class Record(NamedTuple):
    """What a draft was made from, besides values: `pieces` are files with what identifies each in its place."""

    engine: str
    base: str
    scheme: str
    recipe: str
    properties: tuple[str, ...]
    pieces: tuple[tuple[str, str, str], ...]
    path: str


def pieces_of(templates: Templates, decisions: Iterable[Decision]) -> tuple[tuple[str, str, str], ...]:
    """Each piece that stands in the manual: its file, the digest of the file, and how it is used."""
    return tuple(
        (file, templates.digest(file) if file in templates.documents else "", use_key(decision.piece))
        for decision in decisions
        if decision.included and (file := decision.piece.file or "")
    )


def use_key(piece: Piece) -> str:
    """How the recipe puts a piece into manuals, in short."""
    return _key(piece.each, piece.called, piece.new_page, piece.section)


@cache
def _key(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def differences(old: Record, new: Record, decisions: Sequence[Decision]) -> Iterator[Reason]:
    """Why the draft is another one, values apart."""
    if old.engine != new.engine:
        yield ENGINE
    if old.base != new.base:
        yield Reason(N_("piece {file} changed"), (("file", BASE),))
    if old.scheme != new.scheme:
        yield NUMBERING
    yield from _piece_differences(old, new, decisions)
    if old.properties != new.properties:
        yield PROPERTIES
    if old.path != new.path:
        yield RENAMED


def _piece_differences(old: Record, new: Record, decisions: Sequence[Decision]) -> Iterator[Reason]:
    before = {file: digest for file, digest, _use in old.pieces}
    now = {file: digest for file, digest, _use in new.pieces}
    for file, digest in now.items():
        if file not in before:
            yield Reason(N_("piece {file} stands in it now"), (("file", file),))
        elif before[file] != digest:
            yield Reason(N_("piece {file} changed"), (("file", file),))
    known = {decision.piece.file for decision in decisions}
    for file in before:
        if file not in now:
            message = N_("piece {file} no longer applies") if file in known else N_("piece {file} is no longer there")
            yield Reason(message, (("file", file),))
    common = [(file, use) for file, _digest, use in old.pieces if file in now]
    if common != [(file, use) for file, _digest, use in new.pieces if file in before]:
        yield ORDER


def value_differences(
    templates: Templates,
    decisions: Iterable[Decision],
    old: Frozen,
    new: Frozen,
) -> dict[tuple[str, ...], list[str]]:
    """The values that pieces read and that have changed: their paths, each with the pieces that read it."""
    moved = [name for name in old.digests | new.digests if old.digests.get(name) != new.digests.get(name)]
    if not moved:
        return {}
    before, now = thawed(old.values), thawed(new.values)
    values = {name: (before.get(name, _MISSING), now.get(name, _MISSING)) for name in moved}
    found: dict[tuple[str, ...], list[str]] = {}
    for file, item in _readers(templates, decisions):
        reads = templates.reads(file, item)
        for name, (before, after) in values.items():
            if WHOLE in reads:
                found.setdefault((name,), []).append(file)
            elif name in reads:
                for path in changes(reads[name], before, after):
                    found.setdefault((name, *path), []).append(file)
    return found


def _readers(templates: Templates, decisions: Iterable[Decision]) -> Iterator[tuple[str, tuple[str, str] | None]]:
    for decision in decisions:
        piece = decision.piece
        if decision.included and piece.file in templates.documents and piece.file is not None:
            yield piece.file, (piece.called or "", piece.each) if piece.each else None
    yield BASE, None


def value_reasons(found: Mapping[tuple[str, ...], Sequence[str]]) -> Iterator[Reason]:
    """A reason per changed value, with its readers; of a value below which another is told too, only the inner one."""
    for path, readers in found.items():
        names = "、".join(dict.fromkeys(file.removesuffix(".docx") for file in readers))
        yield Reason(N_("{field} changed (read by {pieces})"), (("field", "·".join(path)), ("pieces", names)))


def file_reasons(old: Seen, new: Seen) -> Iterator[Reason]:
    """What happened to drills and figures, which are files of their own."""
    for path in dict.fromkeys((*old, *new)):
        folder, _slash, name = path.rpartition("/")
        kind = folder.rpartition("/")[2]
        before, after = old.get(path, (0, 0, ""))[2], new.get(path, (0, 0, ""))[2]
        if kind not in _FILES or before == after:
            continue
        added, changed, removed = _FILES[kind]
        message = changed if before and after else added if after else removed
        yield Reason(message, (("file", name),))


_FILES = {
    "drills": (N_("drill {file} was added"), N_("drill {file} changed"), N_("drill {file} was removed")),
    "figures": (N_("new figure {file}"), N_("figure {file} changed"), N_("figure {file} was removed")),
}
