"""One manual-like document, written in each peer's own tags, and contexts that all differ.

The shape follows a real manual: about 40 pages, 200 variables, 30 conditional paragraphs, 8 tables with some 150
rows, tags in header and footer, one picture.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.shared import Cm

VARIABLES = 200
CONDITIONS = 30
TABLES = 8
PROSE = (
    "听到急锣或哨声不停就走，先走人，后报告财产；转移责任人带名单、手电和哨子出门，先接走不动的人，"
    "在岔路口点名，到避灾安置场所再点名，把应到和实到人数报给组长，少一人就查。"
)


# The signs of numbers and references, which plangen computes and docxtpl leaves out.
_NUMBERS = re.compile(r"[表图附录A-Z\d一二三四五六七八九十、（）.\s]")


@dataclass(frozen=True, slots=True)
class Syntax:
    """How one peer writes its tags."""

    variable: str
    begin: str
    end: str
    rows_begin: str | None
    rows_end: str | None
    cell: str
    second_row: str | None


DOCXTPL = Syntax(
    "{{{{ {name} }}}}",
    "{{%p if {name} %}}",
    "{{%p endif %}}",
    "{{%tr for r in {list} %}}",
    "{{%tr endfor %}}",
    "{{{{ r.{name} }}}}",
    None,
)
CARBONE = Syntax(
    "{{d.{name}}}", "{{d.{name}:ifEQ(true):showBegin}}", "{{d.{name}:showEnd}}", None, None,
    "{{d.{list}[i].{name}}}", "{{d.{list}[i+1].{name}}}",
)  # fmt: skip


def template(syntax: Syntax) -> bytes:
    """The template as DOCX bytes, in the tags of `syntax`."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = syntax.variable.format(name="v0") + " 综合应急预案"
    section.footer.paragraphs[0].text = "版本 " + syntax.variable.format(name="v1")
    document.add_picture(io.BytesIO(_picture()), width=Cm(15))
    for i in range(VARIABLES):
        if i % 20 == 0:
            document.add_heading(f"第{i // 20 + 1}部分", level=1)
        document.add_paragraph(f"{PROSE}{PROSE}联系人" + syntax.variable.format(name=f"v{i}") + "。")
        if i % 25 == 24:
            _table(document, syntax, i // 25)
    for i in range(CONDITIONS):
        document.add_paragraph(syntax.begin.format(name=f"c{i}"))
        document.add_paragraph(f"情形{i}：" + PROSE)
        document.add_paragraph(syntax.end.format(name=f"c{i}"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Document, syntax: Syntax, number: int) -> None:
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for cell, text in zip(table.add_row().cells, ("点位", "监测员", "电话", "路线", "去处"), strict=True):
        cell.text = text
    names = ("a", "b", "c", "d", "e")
    if syntax.rows_begin:
        table.add_row().cells[0].text = syntax.rows_begin.format(list=f"t{number}")
    patterns = [syntax.cell] + ([syntax.second_row] if syntax.second_row else [])
    for pattern in patterns:
        for cell, name in zip(table.add_row().cells, names, strict=True):
            cell.text = pattern.format(list=f"t{number}", name=name)
    if syntax.rows_end:
        table.add_row().cells[0].text = syntax.rows_end.format()


def contexts(number: int, seed: int = 20261101) -> list[dict[str, Any]]:
    """`number` contexts; no two are equal, since repeating one flatters caches and deflate."""
    return [_context(random.Random(seed + i)) for i in range(number)]  # noqa: S311  (no secrets here)


def _context(chance: random.Random) -> dict[str, Any]:
    def text() -> str:
        return "".join(
            chance.choice("山水云石桥溪坑岭坪岙堂塘湾岩林田村里前后上下东南西北") for _ in range(chance.randint(2, 9))
        )

    context: dict[str, Any] = {f"v{i}": f"{text()} 1990000{chance.randint(0, 9999):04d}" for i in range(VARIABLES)}
    context |= {f"c{i}": chance.random() < 0.5 for i in range(CONDITIONS)}
    for i in range(TABLES):
        rows = chance.randint(14, 24)
        context[f"t{i}"] = [
            {"a": text(), "b": text(), "c": f"1990000{chance.randint(0, 9999):04d}", "d": text() * 2, "e": text()}
            for _ in range(rows)
        ]
    return context


def _picture() -> bytes:
    """A 217 kB PNG that does not deflate, as photographs do not."""
    width, height = 300, 240
    noise = random.Random(7)  # noqa: S311
    rows = b"".join(b"\0" + noise.randbytes(width * 3) for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


def paragraphs(data: bytes, *, body_only: bool = False) -> list[str]:
    """All text of a DOCX, paragraph by paragraph, header and footer included: what outputs are compared by.

    Empty paragraphs do not count: carbone leaves one where the tags of a condition stood.
    """
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    found = [] if body_only else [p.text for p in (*section.header.paragraphs, *section.footer.paragraphs)]
    body = document.element.body
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found += ["".join(t.text or "" for t in p.iter(f"{space}t")) for p in body.iter(f"{space}p")]
    return [text for text in found if text]


def missing(ours: bytes, theirs: bytes) -> list[str]:
    """What docxtpl's manual says and plangen's does not, but for the numbers and references that only plangen makes."""
    bare = {_NUMBERS.sub("", text) for text in paragraphs(ours)}
    return [text for text in paragraphs(theirs, body_only=True) if _NUMBERS.sub("", text) not in bare]
