"""Ordinary YAML, read by patterns: what nearly all files are made of, in half the time of libyaml's events alone.

Ordinary are fields `key: value` and entries `- value` one to a line, `[lists]` and `{records: of, them}` over as many
lines as they like, texts on one line, plain or between quotation marks without escapes, and comments. Nothing is
guessed and nothing is reported here: at the first thing that is not ordinary (an anchor, a tag, a text over several
lines, a key given twice, a tab, any fault) there is no record, and libyaml reads the file from its beginning.
What is read here is read by libyaml the same way, places included; the tests hold the two side by side.
"""

from __future__ import annotations

import re

from generator.facts.text.nodes import ListNode
from generator.facts.text.nodes import MapNode
from generator.facts.text.nodes import Node
from generator.facts.text.nodes import Scalar

_DEPTH = 40
_LONGEST_KEY = 1000  # YAML wants the colon within 1024 signs
_MARKS = ("---", "...")  # of where a document begins and ends
_UNORDINARY = ("\t", "\r", *(f"\n{mark}" for mark in _MARKS))
_QUOTES = "\"'"

# Repetition is possessive throughout: a text ends where YAML ends it, or is not ordinary; nothing is tried twice.
_FIRST = r"""(?:[^ \n\-?:,\[\]{}#&*!|<>='"%@`]|-(?=\d))"""
_QUOTED = r""""[^"\\\n]*+"|'[^'\n]*+'(?!')"""
# Between brackets some signs end a text; elsewhere only a colon or a sharp with a space on its outer side does.
_FLOW_SIGNS = r"[^ \n:,\[\]{}?]*+"
_FLOW_MORE = r"(?:(?::(?=[^ \n,\[\]{}?])|\ ++(?=[^ \n#:,\[\]{}?]))" + _FLOW_SIGNS + r")*+"
_IN_FLOW = f"{_FIRST}{_FLOW_SIGNS}{_FLOW_MORE}|{_QUOTED}"
_IN_BLOCK = rf"{_FIRST}[^ \n:]*+(?:(?::(?=[^ \n])|\ ++(?=[^ \n#:]))[^ \n:]*+)*+|{_QUOTED}"
_SPACE = r"(?:[ \n]++(?:\#[^\n]*+)?)*+"
# Lines that say nothing, and how far the next one is indented; the same after the rest of a line.
_LINES = r"(?:\ *+(?:\#[^\n]*+)?\n)*+(\ *+)(?:\#[^\n]*+\Z)?"
_END = rf"(?:\ ++(?:\#[^\n]*+)?)?+(?:\n|\Z){_LINES}"

_PAIR = re.compile(rf"{_SPACE}({_IN_FLOW}):(?=[ \n]){_SPACE}(?:({_IN_FLOW}){_SPACE}([,}}])|([\[{{]))").match
_ITEM = re.compile(rf"{_SPACE}(?:({_IN_FLOW}){_SPACE}([,\]])|([\[{{]))").match
_CLOSE = re.compile(rf"{_SPACE}([,\]}}])").match
_FIELD = re.compile(rf"({_IN_BLOCK}):(?:\ ++([\[{{])|(?:\ ++({_IN_BLOCK}))?{_END})").match
_ENTRY = re.compile(rf"-\ ++(?:([\[{{])|({_IN_BLOCK}){_END}|)").match
_REST = re.compile(_END).match
_BEFORE = re.compile(_LINES).match


class _OtherError(Exception):
    """Something here is not ordinary."""


def ordinary(text: str, most: int) -> MapNode | None:
    """The record that a text holds which `decode` let pass, or `None` if it is not ordinary through and through.

    `most`: how many values it may hold.
    """
    if text.startswith(_MARKS) or any(sign in text for sign in _UNORDINARY):
        return None
    reader = _Reader(text)
    try:
        root = reader.document()
    except _OtherError:
        return None
    return root if reader.count <= most else None


class _Reader:
    """One pass over the text of a file; `count` is how many values it has met."""

    def __init__(self, text: str) -> None:
        self.count = 1
        self._text = text
        self._at = 0  # what comes before has been read
        self._indent = 0  # of the line that is read next

    def document(self) -> MapNode:
        """The record that the whole text is."""
        self._pass(_BEFORE(self._text))
        root = self._map(0, 0)
        if self._at != len(self._text) or not root.entries:
            raise _OtherError
        return root

    def _map(self, indent: int, depth: int) -> MapNode:
        """The record whose fields stand on lines of their own, indented so far."""
        if depth >= _DEPTH:
            raise _OtherError
        text, at, here = self._text, self._at, self._indent
        entries: dict[str, tuple[int, Node]] = {}
        node = MapNode(at, entries)
        while here == indent:
            found = _FIELD(text, at)
            if found is None:
                break
            name, bracket, value, spaces = found.groups()
            if name[0] in _QUOTES:
                name = name[1:-1]
            if name in entries or len(name) > _LONGEST_KEY:
                raise _OtherError
            if value is not None:  # nearly always
                inner: Node = _scalar(value, found.start(3))
                entries[name] = (at, inner)
                at, here = found.end(), len(spaces)
                continue
            self._at = found.end()
            if bracket is not None:
                inner = self._flow(depth + 1)
                self._pass(_REST(text, self._at))
            else:
                self._indent = len(spaces)
                inner = self._below(found.end(1) + 1, indent, depth + 1)
            entries[name] = (at, inner)
            at, here = self._at, self._indent
        if here > indent:
            raise _OtherError
        self._at, self._indent = at, here
        self.count += 2 * len(entries)
        return node

    def _below(self, at: int, indent: int, depth: int) -> Node:
        """The value of a field whose line ends at `at` with its colon: in the lines below, or nothing."""
        if self._indent >= indent and self._text.startswith("- ", self._at):
            return self._list(depth)
        return self._map(self._indent, depth) if self._indent > indent else Scalar(at, "")

    def _list(self, depth: int) -> ListNode:
        """The list whose entries begin with a dash."""
        if depth >= _DEPTH:
            raise _OtherError
        text, indent = self._text, self._indent
        items: list[Node] = []
        node = ListNode(self._at, items)
        while self._indent == indent:
            found = _ENTRY(text, self._at)
            if found is None:
                break
            bracket, value, spaces = found.groups()
            begin, self._at = self._at, found.end()
            if bracket is not None:
                items.append(self._flow(depth + 1))
                self._pass(_REST(text, self._at))
            elif value is not None:
                self._indent = len(spaces)
                items.append(_scalar(value, found.start(2)))
            else:
                self._indent += self._at - begin
                items.append(self._map(self._indent, depth + 1))
        if self._indent > indent:
            raise _OtherError
        self.count += len(items)
        return node

    def _pass(self, found: re.Match[str] | None) -> None:
        """Nothing; what was found has been read, up to what the next line says."""
        if found is None:  # the line says more
            raise _OtherError
        self._at = found.end()
        self._indent = len(found[1])

    def _flow(self, depth: int) -> Node:
        """What stands between brackets, of which the opening one has been read."""
        if depth >= _DEPTH:
            raise _OtherError
        return self._flow_map(depth) if self._text[self._at - 1] == "{" else self._flow_list(depth)

    def _flow_map(self, depth: int) -> MapNode:
        entries: dict[str, tuple[int, Node]] = {}
        node = MapNode(self._at - 1, entries)
        end = ","
        while end == ",":
            found = _PAIR(self._text, self._at)
            if found is None:
                end = self._close()
                break
            name, value, end, bracket = found.groups()
            if name[0] in _QUOTES:
                name = name[1:-1]
            if name in entries or len(name) > _LONGEST_KEY:
                raise _OtherError
            self._at = found.end()
            if bracket is None:
                entries[name] = (found.start(1), _scalar(value, found.start(2)))
            else:
                entries[name] = (found.start(1), self._flow(depth + 1))
                end = self._close()
        if end != "}":
            raise _OtherError
        self.count += 2 * len(entries)
        return node

    def _flow_list(self, depth: int) -> ListNode:
        items: list[Node] = []
        node = ListNode(self._at - 1, items)
        end = ","
        while end == ",":
            found = _ITEM(self._text, self._at)
            if found is None:
                end = self._close()
                break
            value, end, bracket = found.groups()
            self._at = found.end()
            if bracket is None:
                items.append(_scalar(value, found.start(1)))
            else:
                items.append(self._flow(depth + 1))
                end = self._close()
        if end != "]":
            raise _OtherError
        self.count += len(items)
        return node

    def _close(self) -> str:
        """The comma or bracket that comes next."""
        found = _CLOSE(self._text, self._at)
        if found is None:
            raise _OtherError
        self._at = found.end()
        return found[1]


def _scalar(text: str, at: int) -> Scalar:
    if text[0] in _QUOTES:
        return Scalar(at, text[1:-1], False)  # noqa: FBT003  (a name would cost as much again)
    return Scalar(at, text)
