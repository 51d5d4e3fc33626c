"""Blocks of a body: which paragraphs only control, and which stand whatever the data say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from generator.word.place import own_text
from generator.word.tagtext import spans
from generator.word.xmlns import w

_CONTROL = re.compile(r"\{[%#{]p\s")
_STATEMENT = re.compile(
    r"\{%-?\s*(?:p\s|tr\s|tc\s|r\s)?\s*(if|for|endif|endfor|macro|endmacro|call|endcall|filter|endfilter)\b"
)
_MERGING = re.compile(r"\{%-|-%\}")


def is_control(block: etree._Element) -> bool:
    """Whether the block is a paragraph that may vanish: one of `{%p`, `{{p`, or of nothing but statements."""
    if block.tag != w("p"):
        return False
    text = own_text(block)
    if _CONTROL.search(text):
        return True
    rest, end = "", 0
    tags = spans(text)
    for start, stop in tags:
        if stop < 0 or text.startswith("{{", start):
            return False
        rest += text[end:start]
        end = stop
    return bool(tags) and not (rest + text[end:]).strip()


def unconditional(blocks: Sequence[etree._Element]) -> list[bool]:
    """For each block, whether it stands exactly once whatever the data say."""
    depth = 0
    result: list[bool] = []
    for block in blocks:
        text = own_text(block) if block.tag == w("p") else "".join(t.text or "" for t in block.iter(w("t")))
        before = depth
        for match in _STATEMENT.finditer(text):
            depth += -1 if match.group(1).startswith("end") else 1
        whole = before == 0 and depth == 0
        if block.tag == w("tbl"):
            result.append(before == 0)
        else:
            result.append(whole and not is_control(block) and _MERGING.search(text) is None)
    return result


def first_paragraph(block: etree._Element) -> etree._Element | None:
    """The paragraph that carries a page break before the block; None where there is none to be relied on."""
    if block.tag == w("p"):
        return None if is_control(block) else block
    for row in block.iterchildren(w("tr")):
        text = "".join(t.text or "" for t in row.iter(w("t")))
        if "{%tr" in text.replace(" ", "") or "{#tr" in text:
            continue
        return row.find(f"{w('tc')}/{w('p')}")
    return None


def property_slot(paragraph: etree._Element, before: frozenset[str]) -> tuple[etree._Element, int]:
    """The properties of the paragraph, made if need be, and the index in them that follows those named `before`."""
    props = paragraph.find(w("pPr"))
    if props is None:
        props = etree.Element(w("pPr"))
        paragraph.insert(0, props)
    at = 0
    for index, child in enumerate(props):
        if child.tag in before:
            at = index + 1
    return props, at
