"""Cases of one template: from its bytes to a document for a context.

kind: rendering
body: [...]           paragraphs as text, `{runs: [[text, properties]]}`, `{rows: [[cell, …], …]}`, or XML
context: {…}          rendered with it, if there is one; `!PNG`-like values: {picture: text} is a picture of these bytes
parts: {…}            further parts below word/
bytes: text           in place of a document: these bytes
extra: {name: text}   further members, after the document's own
"""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from typing import Any

import wml

from generator.problems import Problem
from generator.word.template import compile_checked
from generator.word.values import InlineImage
from generator.word.values import RichTextParagraph


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """Everything that is wrong with the template, and with the values; `folder` is not needed."""
    del folder
    template, found = compile_checked(_bytes(case), "a.docx")
    if template is None or "context" not in case:
        return found
    return found + template.render_checked(_value(case["context"]))[1]


def _bytes(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return str(case["bytes"]).encode()
    out = io.BytesIO(wml.docx(*[_block(block) for block in case["body"]], parts=case.get("parts")))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")  # of double names
        for name, text in case.get("extra", {}).items():
            archive.writestr(name, text)
    return out.getvalue()


def _block(block: Any) -> str:  # noqa: ANN401  (as YAML has it)
    if isinstance(block, dict) and "rows" in block:
        return wml.table(*[tuple(row) for row in block["rows"]])
    if isinstance(block, dict):
        return wml.p(*[wml.r(*run) for run in block["runs"]])
    return block if block.startswith("<") else wml.p(block)


def _value(value: Any) -> Any:  # noqa: ANN401  (as YAML has it)
    if isinstance(value, dict) and "picture" in value:
        return InlineImage(str(value["picture"]).encode())
    if isinstance(value, dict) and "paragraph" in value:
        return RichTextParagraph(value["paragraph"])
    return {key: _value(item) for key, item in value.items()} if isinstance(value, dict) else value
