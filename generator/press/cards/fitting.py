"""Whether each card keeps to its page, told from the PDF's own bookmarks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise

from generator.word.package import parse_xml
from generator.word.xmlns import w

_TITLE = re.compile(r"_Toc\d+")


def overlong(docx: bytes, sheets: Mapping[str, int], pages: int) -> list[str]:
    """The titles of cards that take more than one page, with which of the cards each is; nobody's name among them.

    `sheets`: the page of the PDF on which each bookmark stands, from 1.
    """
    titles = _titles(docx)
    starts = [sheets[name] for name in titles if name in sheets]
    if len(starts) != len(titles):
        return []
    named = enumerate(zip(titles.values(), pairwise([*starts, pages + 1]), strict=True), 1)
    return [f"{title}（第{at}张）" for at, (title, (first, following)) in named if following - first > 1]


def _titles(docx: bytes) -> dict[str, str]:
    """The text of each heading by its bookmark, in order."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        root = parse_xml(package.read("word/document.xml"))
    found: dict[str, str] = {}
    for mark in root.iter(w("bookmarkStart")):
        name, paragraph = mark.get(w("name")) or "", mark.getparent()
        if _TITLE.fullmatch(name) and paragraph is not None:
            found[name] = "".join(text.text or "" for text in paragraph.iter(w("t")))
    return found
