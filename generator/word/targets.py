"""Targets in the tree: where the contents go, and the bookmarks of a piece."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from generator.problems import Problem
from generator.problems.pg6_assembly import CONTENTS_NOT_ALONE
from generator.word.clean import remove
from generator.word.numbering import call
from generator.word.place import Places
from generator.word.place import own_text
from generator.word.scheme import NumberingScheme
from generator.word.xmlns import w

_REFERENCE = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+\"?([^\s\"\\]+)")


def mark_contents(body: etree._Element, scheme: NumberingScheme, places: Places) -> list[Problem]:
    """The problems met where contents are asked for; a paragraph that holds such a tag alone becomes a call."""
    problems: list[Problem] = []
    for tag, index in scheme.lists.items():
        problems += _mark_list(body, tag, f"contents({'' if index is None else index})", places)
    return problems


def _mark_list(body: etree._Element, name: str, calling: str, places: Places) -> list[Problem]:
    tag = re.compile(r"\{\{(?:p\s)?\s*" + re.escape(name) + r"\s*\}\}")
    problems: list[Problem] = []
    for paragraph in list(body.iter(w("p"))):
        text = own_text(paragraph)
        if "{{" not in text or not tag.search(text):
            continue
        parent = paragraph.getparent()
        if tag.fullmatch(text.strip()) and parent is not None:
            parent.replace(paragraph, call(calling))
        else:
            problems.append(CONTENTS_NOT_ALONE.at(places.at(paragraph), tag=f"{{{{ {name} }}}}"))
    return problems


def mark_bookmarks(body: etree._Element, digest: str) -> tuple[str, ...]:
    """The names of the bookmarks that are kept, by index of their calls.

    Kept are those that the piece itself refers to, under a name that no other piece can have.
    """
    wanted = {e.get(w("anchor"), "") for e in body.iter(w("hyperlink"))}
    codes = "\n".join("".join(p.itertext(w("instrText"))) for p in body.iter(w("p")))
    codes += "\n".join(e.get(w("instr"), "") for e in body.iter(w("fldSimple")))
    wanted |= set(_REFERENCE.findall(codes))
    names: dict[str, str] = {}
    table: list[str] = []
    indices: dict[str, int] = {}
    for start in list(body.iter(w("bookmarkStart"))):
        name = start.get(w("name"), "")
        parent = start.getparent()
        if name not in wanted or name in names or parent is None:
            remove(start)
            continue
        names[name] = "_p" + hashlib.sha256(f"{digest}\0{name}".encode()).hexdigest()[:12]
        indices[start.get(w("id"), "")] = len(table)
        parent.replace(start, call(f"bookmark({len(table)})"))
        table.append(names[name])
    for end in list(body.iter(w("bookmarkEnd"))):
        index = indices.get(end.get(w("id"), ""))
        parent = end.getparent()
        if index is None or parent is None:
            remove(end)
        else:
            parent.replace(end, call(f"bookmark_end({index})"))
    _rename(body, names)
    return tuple(table)


def _rename(body: etree._Element, names: dict[str, str]) -> None:
    for link in body.iter(w("hyperlink")):
        anchor = link.get(w("anchor"), "")
        if anchor in names:
            link.set(w("anchor"), names[anchor])

    def renamed(match: re.Match[str]) -> str:
        return match[0].replace(match[1], names.get(match[1], match[1]))

    for code in body.iter(w("instrText")):
        if code.text:
            code.text = _REFERENCE.sub(renamed, code.text)
    for field in body.iter(w("fldSimple")):
        field.set(w("instr"), _REFERENCE.sub(renamed, field.get(w("instr"), "")))
