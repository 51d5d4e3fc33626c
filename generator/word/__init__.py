"""The engine: DOCX templates to DOCX documents, without a word of the domain.

    base, problems = compile_base(data, "base.docx")
    piece, problems = compile_piece(data, "chapter.docx", base, scheme)
    manual, problems = assemble(base, [Use(piece)], scheme)
    docx, problems = render_manual(manual, context, Properties(title="…"))

    docx = render_template(data, context)                    one template by itself

Names are imported when they are asked for, so that importing the package costs nothing.
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
    from generator.word.environment import make_environment
    from generator.word.lint import check_template
    from generator.word.manual import render as render_manual
    from generator.word.names import Kind
    from generator.word.names import Name
    from generator.word.names import Names
    from generator.word.piece import CompiledPiece
    from generator.word.piece import compile_piece
    from generator.word.properties import Properties
    from generator.word.scheme import CaptionRule
    from generator.word.scheme import ContentsRule
    from generator.word.scheme import HeadingRule
    from generator.word.scheme import NumberingScheme
    from generator.word.scheme import StepRule
    from generator.word.subdocument import SubDocument
    from generator.word.template import CompiledTemplate
    from generator.word.template import compile_template
    from generator.word.template import render_template
    from generator.word.text import template_text
    from generator.word.values import InlineImage
    from generator.word.values import Listing
    from generator.word.values import RichText
    from generator.word.values import RichTextParagraph
    from generator.word.values import mm

# Where each name lives; after a colon, what it is called there.
_HOMES = {
    "Base": "base",
    "CaptionRule": "scheme",
    "CompiledManual": "assembly",
    "CompiledPiece": "piece",
    "CompiledTemplate": "template",
    "ContentsRule": "scheme",
    "Entry": "contents",
    "HeadingRule": "scheme",
    "InlineImage": "values",
    "Kind": "names",
    "Listing": "values",
    "Name": "names",
    "Names": "names",
    "NumberingScheme": "scheme",
    "Properties": "properties",
    "RichText": "values",
    "RichTextParagraph": "values",
    "StepRule": "scheme",
    "SubDocument": "subdocument",
    "Use": "assembly",
    "assemble": "assembly",
    "check_template": "lint",
    "compile_base": "base",
    "compile_piece": "piece",
    "compile_template": "template",
    "content_digest": "digest",
    "entries": "contents",
    "make_environment": "environment",
    "mm": "values",
    "parts_digest": "digest",
    "render_manual": "manual:render",
    "render_template": "template",
    "template_text": "text",
}

__all__ = [
    "Base",
    "CaptionRule",
    "CompiledManual",
    "CompiledPiece",
    "CompiledTemplate",
    "ContentsRule",
    "Entry",
    "HeadingRule",
    "InlineImage",
    "Kind",
    "Listing",
    "Name",
    "Names",
    "NumberingScheme",
    "Properties",
    "RichText",
    "RichTextParagraph",
    "StepRule",
    "SubDocument",
    "Use",
    "assemble",
    "check_template",
    "compile_base",
    "compile_piece",
    "compile_template",
    "content_digest",
    "entries",
    "make_environment",
    "mm",
    "parts_digest",
    "render_manual",
    "render_template",
    "template_text",
]


def __getattr__(name: str) -> object:
    home, _, own = _HOMES.get(name, "").partition(":")
    if not home:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    found: object = getattr(import_module(f"{__name__}.{home}"), own or name)
    return found
