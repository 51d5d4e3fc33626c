"""The tree of values that a YAML file holds, each with its line and column (from 1).

Scalars stay text: what they mean is decided by the field that they stand for, never by YAML's guesses.
Not frozen, because a profile holds a thousand of them and freezing makes each four times as slow; nobody changes
them once `compose` has handed them over.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(slots=True)
class Scalar:
    """A single value; `plain` when it stood without quotation marks."""

    line: int
    column: int
    text: str
    plain: bool = True

    @property
    def is_nothing(self) -> bool:
        """Whether the value says that there is none."""
        return self.plain and self.text in _NOTHING


@dataclass(slots=True)
class ListNode:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """A record: for each key the scalar that it was, and its value."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


Node = Scalar | ListNode | MapNode

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
