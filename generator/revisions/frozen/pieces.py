"""What templates say, and in which chapter each piece stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.bulk.difference import BASE
from generator.bulk.templates import Templates
from generator.outline.outline import Decision
from generator.outline.recipe import Piece
from generator.revisions.frozen.content import OutlinePiece
from generator.revisions.frozen.content import Template
from generator.word import tagtext
from generator.word.package import read_package
from generator.word.spoken import Paragraph
from generator.word.spoken import spoken

# A piece's own headers and footers are for its author's eyes: a manual takes those of base, and of base only those.
_OF_PIECE = frozenset({"body", "footnotes", "endnotes"})
_OF_BASE = frozenset({"header", "footer"})
_CHAPTER_STYLES = frozenset({"heading 1", "附录标题", "无号标题", "点位标题"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one template says: its lines, tags and all, its first heading of a chapter, the digests of its pictures."""

    lines: tuple[str, ...]
    chapter: str
    pictures: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the lines."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()


@lru_cache(maxsize=1024)
def said(data: bytes, *, is_base: bool = False) -> Said:
    """What a template says; nothing if it cannot be read, which was reported when it was compiled."""
    stories, _problems = spoken(data)
    wanted = _OF_BASE if is_base else _OF_PIECE
    paragraphs = [paragraph for story in stories if story.label in wanted for paragraph in story.paragraphs]
    lines = [line for line in _lines(paragraphs) if line.strip()]
    chapter = next((p.plain for p in paragraphs if p.style.casefold() in _CHAPTER_STYLES), "")
    return Said(tuple(lines), " ".join(chapter.split()), _pictures(data))


def frozen_template(templates: Templates, file: str) -> Template:
    """A used template with its digests."""
    found = said(templates.documents[file], is_base=file == BASE)
    return Template(file, templates.digest(file), found.digest, found.pictures)


def outlined(templates: Templates, decisions: Mapping[str, Iterable[Decision]]) -> tuple[OutlinePiece, ...]:
    """Every piece of the recipe in order, with the editions that take it; a chapter goes on until the next begins."""
    taken: dict[str, list[str]] = {}
    reasons: dict[str, Decision] = {}
    for edition, decided in decisions.items():
        for decision in decided:
            file = decision.piece.file or ""
            reasons.setdefault(file, decision)
            if decision.included:
                taken.setdefault(file, []).append(edition)
                reasons[file] = decision
    found: list[OutlinePiece] = []
    chapter = ""
    for piece in templates.recipe.pieces:
        file = piece.file or ""
        own = _chapter(templates, piece)
        if file in taken:
            chapter = own or chapter
        found.append(
            OutlinePiece(
                file=file,
                title=piece.title or "",
                chapter=own or chapter,
                band=piece.band or "",
                depth=piece.depth or "full",
                editions=tuple(sorted(taken.get(file, ()))),
                why=tuple((reason.message, reason.values) for reason in reasons[file].reasons),
            )
        )
    return tuple(found)


def _chapter(templates: Templates, piece: Piece) -> str:
    """The chapter that a piece begins: its heading, or its title where the heading is a tag or there is none."""
    if piece.each:
        return piece.title or ""
    document = templates.documents.get(piece.file or "")
    return said(document).chapter if document is not None else ""


def _lines(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    """A line for each paragraph outside tables, and for each row of a table; headings are marked as such."""
    row: list[str] = []
    at: int | None = None
    for paragraph in paragraphs:
        if row and paragraph.row != at:
            yield " | ".join(row)
            row = []
        at = paragraph.row
        if paragraph.row is not None:
            row.append(paragraph.text.strip())
            continue
        level = paragraph.style[-1:] if paragraph.style.casefold().startswith("heading") else ""
        yield f"{'#' * int(level)} {paragraph.text}" if level.isdigit() else paragraph.text
    if row:
        yield " | ".join(row)


def readable(line: str) -> str:
    """A line of a template for readers of the manual: a tag that prints as 〔its name〕, other tags left out."""
    kept: list[str] = []
    reached = 0
    for start, end in tagtext.spans(line):
        kept.append(line[reached:start])
        tag = line[start : end if end > 0 else len(line)]
        kept.append(_shown(tag))
        reached = end if end > 0 else len(line)
    kept.append(line[reached:])
    return "".join(kept).strip(" |#")


def _shown(tag: str) -> str:
    if not tag.startswith("{{"):
        return ""
    inner = tag.strip("{}").strip()
    return f"〔{inner.rpartition('.')[2]}〕" if inner.replace(".", "").isidentifier() else "〔…〕"


def _pictures(data: bytes) -> tuple[str, ...]:
    package, _problems = read_package(data)
    if package is None:
        return ()
    return tuple(
        sorted(hashlib.sha256(content).hexdigest() for name, content in package.members.items() if "/media/" in name)
    )
