"""The engine: DOCX templates to DOCX documents, without a word of the domain.

    base, problems = compile_base(data, "base.docx")
    piece, problems = compile_piece(data, "chapter.docx", base, scheme)
    manual, problems = assemble(base, [Use(piece)], scheme)
    docx, problems = render(manual, context, Properties(title="…"))

Names are imported when they are asked for, so that a program which renders from a warm cache never loads a compiler.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.word.assembly import CompiledManual
    from generator.word.assembly import Use
    from generator.word.assembly import assemble
    from generator.word.base import Base
    from generator.word.base import compile_base
    from generator.word.contents import Entry
    from generator.word.contents import entries
    from generator.word.digest import content_digest
    from generator.word.digest import parts_digest
    from generator.word.manual import render
    from generator.word.piece import CompiledPiece
    from generator.word.piece import compile_piece
    from generator.word.properties import Properties
    from generator.word.scheme import CaptionRule
    from generator.word.scheme import ContentsRule
    from generator.word.scheme import HeadingRule
    from generator.word.scheme import NumberingScheme
    from generator.word.scheme import StepRule

_HOMES = {
    "Base": "base",
    "CaptionRule": "scheme",
    "CompiledManual": "assembly",
    "CompiledPiece": "piece",
    "ContentsRule": "scheme",
    "Entry": "contents",
    "HeadingRule": "scheme",
    "NumberingScheme": "scheme",
    "Properties": "properties",
    "StepRule": "scheme",
    "Use": "assembly",
    "assemble": "assembly",
    "compile_base": "base",
    "compile_piece": "piece",
    "content_digest": "digest",
    "entries": "contents",
    "parts_digest": "digest",
    "render": "manual",
}

__all__ = [
    "Base",
    "CaptionRule",
    "CompiledManual",
    "CompiledPiece",
    "ContentsRule",
    "Entry",
    "HeadingRule",
    "NumberingScheme",
    "Properties",
    "StepRule",
    "Use",
    "assemble",
    "compile_base",
    "compile_piece",
    "content_digest",
    "entries",
    "parts_digest",
    "render",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{home}"), name)
