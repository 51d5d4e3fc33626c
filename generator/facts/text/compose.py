"""YAML events to a tree of values.

The events of libyaml are cheap (a third of what its loader takes) and carry their places; the tree is built from
them here, so that depth, repetition, duplicate keys and tags are in our hands. PyYAML's own parser gives the same
events where libyaml is missing.
"""

from __future__ import annotations

from typing import Any

import yaml

from generator.facts.text import syntax
from generator.facts.text.nodes import ListNode
from generator.facts.text.nodes import MapNode
from generator.facts.text.nodes import Node
from generator.facts.text.nodes import Scalar
from generator.problems import Code
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg1_text as codes

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DEPTH = 40
VALUES = 60_000
"""How many values a file may unfold to: ten times what the largest register of a real community holds."""


class _StopError(Exception):
    """The rest of the file cannot be read."""


def compose(text: str, file: str, loader: type[Any] = Loader, most: int = VALUES) -> tuple[Node | None, list[Problem]]:
    """The value that the first document of `text` holds, or `None` if it cannot be read to its end.

    `most`: how many values it may unfold to.

    Codes: PG104–PG120 except PG115 and PG120.
    """
    composer = _Composer(text, file, loader, most)
    try:
        return composer.document(), composer.problems
    except _StopError:
        pass
    except yaml.MarkedYAMLError as error:
        composer.problems.append(syntax.explain(error, text, file))
    except yaml.YAMLError:  # a reader error without a place: what it could complain of, `decode` has taken out
        composer.problems.append(codes.SYNTAX.at(Place(file=file, line=1, column=1)))
    return None, composer.problems


class _Composer:
    """One pass over the events of one file."""

    def __init__(self, text: str, file: str, loader: type[Any], most: int) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._next = loader(text).get_event
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._most = most
        self._count = 0  # of values so far, repeated ones each time

    def document(self) -> Node | None:
        """The first document's value; a second one is a problem."""
        self._next()  # the stream
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()  # the end of the document
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            self._report(codes.SEVERAL_DOCUMENTS, following)
        return root

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401  (PyYAML's events have no common type of use)
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        self._count += 1
        if self._count > self._most:
            self._stop(codes.TOO_MUCH, event, limit=self._most)
        if event.tag is not None:
            self._report(codes.TAG, event, found=event.tag)
        if kind is yaml.ScalarEvent:
            node: Node = Scalar(event.start_mark.index, event.value, event.style in _PLAIN)
            if event.anchor is not None:
                self._anchors[event.anchor] = (node, 1)
            return node
        if depth >= _DEPTH:
            self._stop(codes.TOO_DEEP, event, limit=_DEPTH)
        before = self._count
        node = self._list(event, depth) if kind is yaml.SequenceStartEvent else self._map(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, self._count - before + 1)
        return node

    def _list(self, start: Any, depth: int) -> ListNode:  # noqa: ANN401
        items: list[Node] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return ListNode(start.start_mark.index, items)

    def _map(self, start: Any, depth: int) -> MapNode:  # noqa: ANN401
        entries: dict[str, tuple[int, Node]] = {}
        events: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if type(key) is not Scalar:
                self._report(codes.KEY_NOT_TEXT, event)
            elif key.text == "<<" and key.plain:
                self._report(codes.MERGE_KEY, event)
            elif key.text in entries:
                self.problems.append(
                    codes.DUPLICATE_KEY.at(self._place(event), self._place(events[key.text]), found=key.text)
                )
            else:
                entries[key.text] = (key.at, value)
                events[key.text] = event
        return MapNode(start.start_mark.index, entries)

    def _alias(self, event: Any) -> Node:  # noqa: ANN401
        if event.anchor not in self._anchors:  # an alias within its own value is unknown too, so nothing is endless
            self._stop(codes.UNKNOWN_ALIAS, event, found=event.anchor)
        node, size = self._anchors[event.anchor]
        self._count += size
        if self._count > self._most:
            self._stop(codes.TOO_MUCH, event, limit=self._most)
        return node

    def _report(self, code: Code, event: Any, **values: object) -> None:  # noqa: ANN401
        self.problems.append(code.at(self._place(event), **values))

    def _place(self, event: Any) -> Place:  # noqa: ANN401
        return Place(file=self.file, line=event.start_mark.line + 1, column=event.start_mark.column + 1)

    def _stop(self, code: Code, event: Any, **values: object) -> None:  # noqa: ANN401
        self._report(code, event, **values)
        raise _StopError


_PLAIN = frozenset({None, ""})
