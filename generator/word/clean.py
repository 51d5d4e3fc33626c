"""Cleaning a piece's tree: tracked changes accepted, comments and editing traces left out, controls unwrapped."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from generator.word.xmlns import MC
from generator.word.xmlns import NSMAP
from generator.word.xmlns import PREFIXES
from generator.word.xmlns import W14
from generator.word.xmlns import W
from generator.word.xmlns import w

_CHANGES = frozenset(
    w(tag)
    for tag in (
        *("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
        *("tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellMerge", "cellDel", "ins", "moveTo"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    )
)
_ACCEPTED = frozenset({w("ins"), w("moveTo")})
_COMMENTS = frozenset({w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")})
_TRACES = frozenset({w("proofErr"), w("permStart"), w("permEnd"), w("lastRenderedPageBreak")})
_WRAPPERS = frozenset({w("sdt"), w("smartTag"), w("customXml")})
_WRAPPER_PROPERTIES = frozenset({w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr")})
_TEXT = frozenset({w("t"), w("instrText"), w("delText")})


@dataclass(frozen=True, slots=True)
class Traces:
    """What a cleaned tree held that a reader of the piece should know of."""

    tracked: bool
    comments: bool


def clean(root: etree._Element) -> Traces:
    """What was left out of `root`, which is cleaned in place.

    Kept: text boxes, fields, markup-compatibility choices. Left out: revision ids, proofing marks, comments,
    deleted text, and content of ignorable namespaces that a manual does not declare.
    """
    tracked = next((True for e in root.iter(*_CHANGES)), False)
    comments = next((True for e in root.iter(*_COMMENTS)), False)
    if tracked:
        _accept(root)
    for element in list(root.iter(*_COMMENTS, *_TRACES)):
        remove(element)
    for element in list(root.iter(*_WRAPPERS)):
        _unwrap_control(element)
    _drop_foreign(root)
    _drop_blank_text(root)
    for run in list(root.iter(w("r"))):
        if len(run) == 0 or (len(run) == 1 and run[0].tag == w("rPr")):
            remove(run)
    return Traces(tracked, comments)


def remove(element: etree._Element) -> None:
    """Nothing; `element` leaves its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Nothing; the children of `element` take its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)


def _unwrap_control(element: etree._Element) -> None:
    for child in list(element):
        if child.tag in _WRAPPER_PROPERTIES:
            element.remove(child)
        elif child.tag == w("sdtContent"):
            unwrap(child)
    unwrap(element)


def _accept(root: etree._Element) -> None:
    for mark in list(root.iter(w("del"), w("moveFrom"), w("cellDel"))):
        _delete_holder(mark)
    for mark in list(root.iter(*_CHANGES)):
        if mark.tag in _ACCEPTED:
            unwrap(mark)
        else:
            remove(mark)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            remove(table)


def _delete_holder(mark: etree._Element) -> None:
    """Delete the row, cell or paragraph mark in whose properties the mark of deletion stands."""
    holder = mark.getparent()
    above = holder.getparent() if holder is not None else None
    if holder is None or above is None:
        return
    if holder.tag in {w("trPr"), w("tcPr")}:
        remove(above)
    elif holder.tag == w("rPr") and above.tag == w("pPr"):
        _join_with_next(above.getparent())


def _join_with_next(paragraph: etree._Element | None) -> None:
    """Join a paragraph whose mark was deleted with the one below; as in Word, the properties below stay."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or following.tag != w("p"):
        return
    at = 1 if len(following) and following[0].tag == w("pPr") else 0
    for child in reversed([c for c in paragraph if c.tag != w("pPr")]):
        following.insert(at, child)
    remove(paragraph)


def _drop_foreign(root: etree._Element) -> None:
    """Leave out revision and paragraph ids, and what belongs to ignorable namespaces that no manual declares."""
    known = frozenset(NSMAP.values())
    ignorable = {
        uri
        for prefix in root.get(f"{{{MC}}}Ignorable", "").split()
        if (uri := root.nsmap.get(prefix)) is not None and uri not in known
    }
    root.attrib.pop(f"{{{MC}}}Ignorable", None)
    for choice in list(root.iter(f"{{{MC}}}Choice")):
        _rename_requirement(choice)
    for element in list(root.iter(etree.Element)):
        if etree.QName(element).namespace in ignorable:
            remove(element)
            continue
        for name in list(element.attrib):
            local = etree.QName(name)
            dropped = (
                (local.namespace == W and local.localname.startswith("rsid"))
                or (local.namespace == W14 and local.localname in {"paraId", "textId"})
                or (local.namespace == W and local.localname == "dirty")
                or local.namespace in ignorable
            )
            if dropped:
                del element.attrib[name]


def _rename_requirement(choice: etree._Element) -> None:
    """Give the prefixes that a choice requires our names; leave the fallback where a manual does not declare one."""
    wanted = [choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()]
    if all(uri in PREFIXES for uri in wanted):
        choice.set("Requires", " ".join(PREFIXES[str(uri)] for uri in wanted))
    else:
        remove(choice)


def _drop_blank_text(root: etree._Element) -> None:
    """Leave out the white space of pretty-printed XML: only text elements hold text."""
    for element in root.iter(etree.Element):
        if element.tag not in _TEXT and len(element) and element.text and not element.text.strip():
            element.text = None
        if element.tail and not element.tail.strip():
            element.tail = None
