"""Footnotes and endnotes: their text stands where its reference is until a manual is rendered.

So a note in a loop is rendered once per turn, sees the loop's names, and is counted through the whole manual.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from generator.word.numbering import call
from generator.word.xmlns import open_root
from generator.word.xmlns import w

KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_ROOTS = {"footnote": "w:footnotes", "endnote": "w:endnotes"}
_SEPARATOR = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


def inline_notes(root: etree._Element, kind: str, notes: dict[str, etree._Element]) -> list[etree._Element]:
    """The references whose note is missing; all others are replaced by the note's text between two calls."""
    missing: list[etree._Element] = []
    for reference in list(root.iter(w(f"{kind}Reference"))):
        note = notes.get(reference.get(w("id"), ""))
        parent = reference.getparent()
        if parent is None:
            continue
        if note is None:
            missing.append(reference)
            continue
        custom = reference.get(w("customMarkFollows"), "0") in {"1", "true", "on"}
        at = parent.index(reference)
        parent[at : at + 1] = [
            call(f"note('{kind}', {custom})"),
            *(deepcopy(block) for block in note),
            call("note_end()"),
        ]
    return missing


def reference_xml(kind: str, number: int, *, custom: bool) -> bytes:
    """The reference to a note."""
    mark = ' w:customMarkFollows="1"' if custom else ""
    return f'<w:{kind}Reference{mark} w:id="{number}"/>'.encode()


def notes_part(kind: str, separators: bytes, notes: list[bytes]) -> bytes:
    """The notes' part: what separates notes from the text, then the notes in order, counted from 1."""
    tag = _ROOTS[kind]
    made = [
        b'<w:%s w:id="%d">%s</w:%s>' % (kind.encode(), number, note, kind.encode())
        for number, note in enumerate(notes, 1)
    ]
    return b"".join((open_root(tag), separators, *made, f"</{tag}>".encode()))


def separators(kind: str, root: etree._Element | None, xml: Callable[[etree._Element], bytes]) -> bytes:
    """Base's separators between text and notes, numbered -1 and 0 as Word does, or Word's own where base has none."""
    own = [e for e in root.iterchildren(w(kind)) if e.get(w("type"), "normal") != "normal"] if root is not None else []
    if not own:
        return _SEPARATOR.format(kind).encode()
    return b"".join(xml(element) for element in own)
