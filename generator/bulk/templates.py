"""The template set of a workspace: recipe, base and pieces, read once; a piece is compiled when it is first wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from generator import files
from generator.bulk.bundle import Bundle
from generator.facts.facts import Settings
from generator.facts.load import read_file
from generator.facts.reader.files import Read
from generator.facts.schema import Record
from generator.facts.workspace import Workspace
from generator.outline.checks import recipe_faults
from generator.outline.checks import unused_files
from generator.outline.recipe import Piece
from generator.outline.recipe import Recipe
from generator.outline.scheme import numbering_scheme
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_recipe
from generator.word.assembly import CompiledManual
from generator.word.assembly import Use
from generator.word.assembly import assemble
from generator.word.base import Base
from generator.word.base import compile_base
from generator.word.piece import CompiledPiece
from generator.word.piece import compile_piece
from generator.word.reads import Reads
from generator.word.reads import reads_of
from generator.word.scheme import NumberingScheme
from generator.wording.figures import Constants
from generator.wording.phrases import Wording

FOLDER = "templates/manual"
PIECE_LIMIT = 50 * files.MIB
_MOST_ASSEMBLED = 256


@dataclass(slots=True)
class Templates:
    """The template set. `documents` are the Word files by name relative to `templates/manual`.

    `bundle` keeps what was compiled between runs.
    """

    recipe: Recipe
    scheme: NumberingScheme
    base: Base
    documents: Mapping[str, bytes]
    bundle: Bundle | None = None
    _compiled: dict[str, tuple[CompiledPiece | None, list[Problem]]] = field(default_factory=dict)
    _reads: dict[str, Reads] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _uses: dict[int, tuple[Piece, Use]] = field(default_factory=dict)
    _assembled: dict[tuple[int, ...], tuple[CompiledManual | None, list[Problem]]] = field(default_factory=dict)

    def piece(self, file: str) -> tuple[CompiledPiece | None, list[Problem]]:
        """A piece compiled against base, or `None`; its problems. Compiled once."""
        if file not in self._compiled:
            shown = f"{FOLDER}/{file}"
            made_from = ("piece", self.digest(file), self.base.digest, repr(self.scheme), shown)
            known = self.bundle.get(*made_from) if self.bundle is not None else None
            if known is None:
                known = compile_piece(self.documents[file], shown, self.base, self.scheme)
                if self.bundle is not None:
                    self.bundle.put(known, *made_from)
            self._compiled[file] = known
        return self._compiled[file]

    def use(self, piece: Piece, compiled: CompiledPiece) -> Use:
        """A piece of the recipe in its place, as the engine wants it; the same thing each time that it is asked for."""
        if id(piece) not in self._uses:
            self._uses[id(piece)] = (piece, use_of(piece, compiled))  # with the piece, so that it keeps its identity
        return self._uses[id(piece)][1]

    def reads(self, file: str, item: tuple[str, str] | None = None) -> Reads:
        """The names that a piece, or base, reads from a context; `item` as in `reads_of`."""
        key = " ".join((file, *(item or ())))
        if key not in self._reads:
            made_from = ("reads", self.digest(file), repr(self.scheme), *(item or ()))
            known = self.bundle.get(*made_from) if self.bundle is not None else None
            if known is None:
                known = reads_of(self.documents[file], self.scheme, item)
                if self.bundle is not None:
                    self.bundle.put(known, *made_from)
            self._reads[key] = known
        return self._reads[key]

    def digest(self, file: str) -> str:
        """The SHA-256 of a document."""
        if file not in self._digests:
            self._digests[file] = hashlib.sha256(self.documents[file]).hexdigest()
        return self._digests[file]

    def assembled(self, uses: Sequence[Use]) -> tuple[CompiledManual | None, list[Problem]]:
        """The manual that the uses, which come from `use`, make; kept, for communities of a kind often use the same."""
        ident = tuple(map(id, uses))
        known = self._assembled.get(ident)
        if known is None:
            if len(self._assembled) >= _MOST_ASSEMBLED:
                self._assembled.clear()
            known = self._assembled[ident] = assemble(self.base, uses, self.scheme)
        return known


def load_templates(
    workspace: Workspace, settings: Settings, bundle: Bundle | None = None
) -> tuple[Templates | None, list[Problem]]:
    """The template set, or `None` if its recipe or base cannot be used; the problems of both and of missing files."""
    folder = workspace.root / FOLDER
    documents, problems = _documents(workspace, folder)
    read, found = _record(workspace, folder / "manual.yaml", Recipe)
    problems += found
    if read is None:
        return None, problems
    recipe: Recipe = read.record
    hazards = [part.key or "" for part in settings.standards.parts] + list(settings.subs)
    for code, trail, values in recipe_faults(recipe, [name for name in documents if name != "base.docx"], hazards):
        problems.append(code.at(read.places.at(trail), **values))
    for name in unused_files(recipe, list(documents)):
        problems.append(pg5_recipe.UNUSED_PIECE.at(Place(file=f"{FOLDER}/{name}"), found=name))
    if "base.docx" not in documents:
        _, found = files.read_bytes(folder / "base.docx", PIECE_LIMIT, root=workspace.root)
        return None, problems + found
    base, found = _base(documents["base.docx"], bundle)
    problems += found
    if base is None:
        return None, problems
    return Templates(recipe, numbering_scheme(recipe), base, documents, bundle), problems


def use_of(piece: Piece, compiled: CompiledPiece) -> Use:
    """A piece of the recipe in its place in a manual, as the engine wants it."""
    return Use(
        piece=compiled,
        each=(piece.called or "", piece.each) if piece.each else None,
        new_page=bool(piece.new_page),
        pages_each=bool(piece.new_page and piece.each),
        section=piece.section or "",
        name=piece.file or "",
    )


def load_wording(workspace: Workspace) -> tuple[Constants, Wording, list[Problem]]:
    """The list of constants and the list of phrases that are never printed; empty ones where a file is missing."""
    folder = workspace.root / FOLDER
    constants, problems = _optional(workspace, folder / "constants.yaml", Constants)
    wording, found = _optional(workspace, folder / "wording.yaml", Wording)
    return (
        constants.record if constants else Constants(),
        wording.record if wording else Wording(),
        problems + found,
    )


def _record(workspace: Workspace, path: Path, kind: type[Record]) -> tuple[Read | None, list[Problem]]:
    """A YAML file below `templates/` read as `kind`, or `None` if anything is wrong with its values; its problems."""
    read, problems = read_file(workspace, path, kind)
    return (None if read is None or has_errors(read.problems) else read), problems


def _base(data: bytes, bundle: Bundle | None) -> tuple[Base | None, list[Problem]]:
    digest = hashlib.sha256(data).hexdigest()
    known: tuple[Base | None, list[Problem]] | None = bundle.get("base", digest) if bundle is not None else None
    if known is None:
        known = compile_base(data, f"{FOLDER}/base.docx")
        if bundle is not None:
            bundle.put(known, "base", digest)
    return known


def _optional(workspace: Workspace, path: Path, kind: type[Record]) -> tuple[Read | None, list[Problem]]:
    return _record(workspace, path, kind) if path.exists() else (None, [])


def _documents(workspace: Workspace, folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    paths, problems = files.list_docx(folder, root=workspace.root)
    documents: dict[str, bytes] = {}
    for path in paths:
        data, found = files.read_bytes(path, PIECE_LIMIT, root=workspace.root)
        problems += found
        if data is not None:
            documents[path.relative_to(folder).as_posix()] = data
    return documents, problems
