"""Sections: page set-up, headers and footers, by kind.

The base document declares kinds: a section whose first paragraph reads `[[section: 封面]]` is the pattern of the kind
封面; the last one, without a marker, is the normal kind, named "". Pieces ask for a kind by the same marker.
"""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from generator.word.place import own_text
from generator.word.xmlns import R
from generator.word.xmlns import serialise
from generator.word.xmlns import w

OWN = "own"
_MARKER = re.compile(r"\s*\[\[\s*(?:section|节)\s*[:：]\s*(.*?)\s*\]\]\s*")
_OWN_NAMES = frozenset({"own", "本节"})
_REFERENCES = (w("headerReference"), w("footerReference"))
_LEFT_OUT = frozenset({w("printerSettings"), w("sectPrChange"), w("formProt")})
SLOTS = tuple((tag, use) for tag in ("header", "footer") for use in ("default", "first", "even"))
BLANK = ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section as it will stand in a manual, ready to be written.

    `key` tells it from others; `kind` says which page count it goes on with. `furniture` holds, in the order of
    `SLOTS`, the key of the header or footer part, `BLANK` for an empty one, None where the slot is not in use. `setup`
    is the rest of the properties as XML when page numbers begin here, `later` when they go on.
    """

    key: str
    kind: str
    furniture: tuple[str | None, ...]
    setup: bytes
    later: bytes
    landscape: bool = False

    @property
    def is_continuous(self) -> bool:
        """Whether the section may begin in the middle of a page."""
        return b'<w:type w:val="continuous"/>' in self.setup


def section_marker(paragraph: etree._Element) -> str | None:
    """The name in a section marker, `OWN` for the section's own set-up; None if the paragraph is no marker."""
    if paragraph.tag != w("p"):
        return None
    match = _MARKER.fullmatch(own_text(paragraph))
    if match is None:
        return None
    return OWN if match.group(1).casefold() in _OWN_NAMES else match.group(1)


def split_sections(body: etree._Element) -> list[tuple[list[etree._Element], etree._Element]]:
    """The sections of a body: their blocks and their properties, the last one's being the body's own.

    The paragraph that ends a section belongs to it.
    """
    found: list[tuple[list[etree._Element], etree._Element]] = []
    blocks: list[etree._Element] = []
    for child in body.iterchildren(etree.Element):
        if child.tag == w("sectPr"):
            continue
        blocks.append(child)
        inner = child.find(f"{w('pPr')}/{w('sectPr')}") if child.tag == w("p") else None
        if inner is not None:
            found.append((blocks, inner))
            blocks = []
    final = body.find(w("sectPr"))
    found.append((blocks, final if final is not None else etree.Element(w("sectPr"))))
    return found


def references(sect: etree._Element) -> dict[tuple[str, str], str]:
    """The relationship ids of a section's headers and footers, by (header or footer, default, first or even)."""
    found: dict[tuple[str, str], str] = {}
    for element in sect.iterchildren(*_REFERENCES):
        tag = "header" if element.tag == _REFERENCES[0] else "footer"
        found[tag, element.get(w("type"), "default")] = element.get(f"{{{R}}}id", "")
    return found


def make_spec(sect: etree._Element, kind: str, parts: dict[tuple[str, str], str], *, even_and_odd: bool) -> SectionSpec:
    """The section that `sect` describes, with headers and footers by key in `parts`."""
    clean = deepcopy(sect)
    for child in list(clean):
        if child.tag in _LEFT_OUT or child.tag in _REFERENCES:
            clean.remove(child)
    first = is_on(clean.find(w("titlePg")))
    used = {"default": True, "first": first, "even": even_and_odd}
    furniture = tuple(parts.get((tag, use), BLANK) if used[use] else None for tag, use in SLOTS)
    setup = b"".join(serialise(child) for child in clean)
    numbers = clean.find(w("pgNumType"))
    if numbers is not None:
        numbers.attrib.pop(w("start"), None)
        if not numbers.attrib:
            clean.remove(numbers)
    later = b"".join(serialise(child) for child in clean)
    key = hashlib.sha256(repr((kind, furniture, setup)).encode()).hexdigest()[:16]
    return SectionSpec(key, kind, furniture, setup, later, is_landscape(sect))


def turned(sect: etree._Element) -> etree._Element:
    """The section turned by a quarter: page size and margins change places, page numbers go on."""
    made = deepcopy(sect)
    size = made.find(w("pgSz"))
    if size is None:
        size = etree.SubElement(made, w("pgSz"), {w("w"): "11906", w("h"): "16838"})
    width, height = size.get(w("w"), "11906"), size.get(w("h"), "16838")
    size.set(w("w"), height)
    size.set(w("h"), width)
    size.set(w("orient"), "landscape")
    margins = made.find(w("pgMar"))
    if margins is not None:
        sides = {side: margins.get(w(side), "1440") for side in ("top", "right", "bottom", "left")}
        for side, source in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
            margins.set(w(side), sides[source])
    return made


def is_landscape(sect: etree._Element) -> bool:
    """Whether the pages of the section are wider than high."""
    size = sect.find(w("pgSz"))
    if size is None:
        return False
    width, height = size.get(w("w"), "0"), size.get(w("h"), "0")
    return size.get(w("orient")) == "landscape" or (width.isdigit() and height.isdigit() and int(width) > int(height))


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:titlePg` is on."""
    return element is not None and element.get(w("val"), "true") in {"true", "1", "on"}


def text_width(sect: etree._Element) -> int:
    """The width of the text of a section in twentieths of a point."""
    size, margins = sect.find(w("pgSz")), sect.find(w("pgMar"))
    width = int(size.get(w("w"), "11906")) if size is not None else 11906
    if margins is None:
        return width - 2 * 1440
    return width - sum(int(margins.get(w(side), "0")) for side in ("left", "right", "gutter"))
