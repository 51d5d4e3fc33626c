"""Cases of joining: a base, one piece and a context, from reading to rendering.

    kind: assembly
    base: [...]           blocks of base's body, `base_options` for what else the builder takes
    piece: [...]          blocks of the piece's body, `piece_options` likewise
    headings: [[heading 1, 1, "第{zh}章"]]      in place of the usual scheme
    use: {section: 封面}   how the recipe uses the piece
    context: {…}

A block is text, `{style: 步骤, text: …}` or XML.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import wml
from assembling import SCHEME
from assembling import STYLES

from generator.problems import Problem
from generator.word.assembly import Use
from generator.word.assembly import assemble
from generator.word.base import compile_base
from generator.word.manual import render
from generator.word.piece import compile_piece
from generator.word.properties import Properties
from generator.word.scheme import HeadingRule
from generator.word.scheme import NumberingScheme


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """Everything that is wrong on the way to a manual; `folder` is not needed."""
    del folder
    scheme = SCHEME
    if "headings" in case:
        scheme = NumberingScheme(headings=tuple(HeadingRule(*rule) for rule in case["headings"]))
    base, found = compile_base(_docx(case, "base"), "base.docx")
    if base is None:
        return found
    piece, more = compile_piece(_docx(case, "piece"), "piece.docx", base, scheme)
    found = found + more
    use: dict[str, Any] = {key: tuple(value) if key == "each" else value for key, value in case.get("use", {}).items()}
    uses = [Use(piece, **use)] if piece is not None else []
    manual, more = assemble(base, uses, scheme)
    found = found + more
    if manual is None or piece is None:
        return found
    return found + render(manual, case.get("context", {}), Properties())[1]


def _docx(case: dict[str, Any], name: str) -> bytes:
    options = {key: _raw(value) for key, value in case.get(f"{name}_options", {}).items()}
    extra = options.pop("extra", "")
    styles = STYLES.replace("</w:styles>", f"{extra}</w:styles>")
    return wml.docx(*[_block(block) for block in case.get(name, [])], **{"styles": styles, **options})


def _raw(value: Any) -> Any:  # noqa: ANN401  (a builder's option, as YAML has it)
    """The value, lists of a relationship as the pair that they are."""
    if isinstance(value, dict):
        return {key: tuple(item) if isinstance(item, list) else item for key, item in value.items()}
    return value


def _block(block: str | dict[str, str]) -> str:
    if isinstance(block, dict):
        return wml.p(block["text"], style=block["style"]) if block["text"] else wml.p(style=block["style"])
    return block if block.startswith("<") else wml.p(block)
