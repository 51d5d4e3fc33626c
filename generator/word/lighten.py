"""Leaving out of a piece what changes nothing on the page, before it is written a thousand times.

Word marks each run that was typed with a Chinese keyboard, and each text, with what matters to few of them: a seventh
of a manual's markup. Paragraphs with tags are left as they are: what will stand in them is not known.
"""

from __future__ import annotations

import re

from lxml import etree

from generator.word.xmlns import XML
from generator.word.xmlns import w

_SPACE = f"{{{XML}}}space"
# Signs that belong to both scripts, such as quotation marks, dashes and Greek letters: the hint decides on their font.
_EITHER = re.compile("[\u0080-\u2e7f\ue000-\uf8ff\ufb00-\ufe2f]")
_SPACES = re.compile(r"^\s|\s$|\s\s|[\t\n\r]")


def lighten(root: etree._Element) -> None:
    """Nothing; `root`, cleaned and with its calls in place, holds no hint and no mark for spaces that has no effect."""
    for paragraph in root.iter(w("p")):
        texts = [text for text in paragraph.iter(w("t"), w("instrText")) if text.text]
        if any("{" in text.text or "}" in text.text for text in texts if text.text):
            continue
        for text in texts:
            if _SPACE in text.attrib and _SPACES.search(text.text or "") is None:
                del text.attrib[_SPACE]
        for run in paragraph.iter(w("r")):
            if _EITHER.search("".join(run.itertext(w("t")))) is None:
                _drop_hint(run)


def _drop_hint(run: etree._Element) -> None:
    properties = run.find(w("rPr"))
    fonts = properties.find(w("rFonts")) if properties is not None else None
    if properties is None or fonts is None or fonts.attrib.get(w("hint")) != "eastAsia":
        return
    del fonts.attrib[w("hint")]
    if not fonts.attrib:
        properties.remove(fonts)
    if not len(properties):
        run.remove(properties)
