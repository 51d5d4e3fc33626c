"""Runs around tags: their looks, their properties as XML, and mending them once a tag stands in one place."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from generator.word.xmlns import ENGINE
from generator.word.xmlns import w

if TYPE_CHECKING:
    from collections.abc import Iterable

_R = w("r")
_T = w("t")
_RPR = w("rPr")
_INVISIBLE_FORMAT = frozenset({w("lang"), w("noProof"), w("rPrChange"), w("rtl"), w("cs")})
_DECLARATION = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)


def run_properties(text: etree._Element) -> etree._Element | None:
    """The properties of the run that holds a text element."""
    parent = text.getparent()
    return parent.find(_RPR) if parent is not None and parent.tag == _R else None


def look(text: etree._Element) -> str:
    """The visible format of the run that holds a text element, comparable."""
    properties = run_properties(text)
    if properties is None:
        return ""
    seen = sorted(
        f"{child.tag!s} {sorted((str(k), str(v)) for k, v in child.attrib.items() if k != w('hint'))}"
        for child in properties
        if child.tag not in _INVISIBLE_FORMAT and not (child.tag == w("rFonts") and set(child.attrib) <= {w("hint")})
    )
    return "|".join(seen)


def _is_changing(node: etree._Element) -> bool:
    """Whether a property holds a tag, or is a call of the engine or the marker of one."""
    if not isinstance(node.tag, str) or node.tag.startswith(f"{{{ENGINE}}}"):
        return True
    return any("{" in str(value) for one in node.iter(etree.Element) for value in one.attrib.values())


def xml_of(element: etree._Element | None) -> str:
    """The XML of run or paragraph properties, without declarations, which stand on the story's root, and section."""
    if element is None:
        return ""
    changing = [node for node in element if _is_changing(node)]
    if changing:
        # A property that is a tag itself has no value yet, and the engine is called once.
        kept = deepcopy(element)
        for index in reversed([element.index(node) for node in changing]):
            del kept[index]
        element = kept
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    head, _, rest = xml.partition(">")
    xml = _DECLARATION.sub("", head) + ">" + rest
    return _SECTION.sub("", xml)


def join_tail(first: etree._Element, last: etree._Element) -> None:
    """Move what follows a tag into the run where the tag begins, if both look alike and nothing stands between."""
    run, other = first.getparent(), last.getparent()
    if run is None or other is None or run is other or run.tag != _R or other.tag != _R:
        return
    if first.getnext() is not None or _exact(run) != _exact(other):
        return
    before = last.getprevious()
    if before is not None and before.tag != _RPR:
        return
    node = run.getnext()
    while node is not None and node is not other:
        if not _is_empty_run(node):
            return
        node = node.getnext()
    if node is None:
        return
    if last.text:
        end = first[-1]
        end.tail = (end.tail or "") + last.text
        last.text = None
    for child in list(last):
        first.append(child)
    for child in list(last.itersiblings()):
        run.append(child)


def _exact(run: etree._Element) -> str:
    """The properties of a run, comparable."""
    properties = run.find(_RPR)
    return "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)


def _is_empty_run(node: etree._Element) -> bool:
    """Whether a run holds nothing but properties and emptied text."""
    if node.tag == w("proofErr"):
        return True
    return node.tag == _R and all(child.tag == _RPR or _is_emptied(child) for child in node)


def _is_emptied(node: etree._Element) -> bool:
    """Whether a text element holds nothing."""
    return node.tag == _T and not node.text and not len(node)


def drop_emptied(texts: Iterable[etree._Element]) -> None:
    """Remove the text elements that tags have emptied, and the runs that held nothing else."""
    for text in texts:
        if not _is_emptied(text):
            continue
        run = text.getparent()
        if run is None or run.tag != _R:
            continue
        run.remove(text)
        if all(child.tag == _RPR for child in run):
            remove(run)


def remove(node: etree._Element) -> None:
    """Take a node out of its tree; what follows it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
