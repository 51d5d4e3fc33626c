"""The tree of values that a YAML file holds, each with the offset in the text at which it begins.

Scalars stay text: what they mean is decided by the field that they stand for, never by YAML's guesses. Line and column
are worked out by the document when somebody is told of them: hardly any value is ever told of.
Not frozen, because a profile holds a thousand of them and freezing makes each four times as slow; nobody changes
them once they have been handed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(slots=True)
class Scalar:
    """A single value; `plain` when it stood without quotation marks."""

    at: int
    text: str
    plain: bool = True

    @property
    def is_nothing(self) -> bool:
        """Whether the value says that there is none."""
        return self.plain and self.text in NOTHING


@dataclass(slots=True)
class ListNode:
    """A list."""

    at: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """A record: for each key where it begins, and its value."""

    at: int
    entries: dict[str, tuple[int, Node]] = field(default_factory=dict)


Node = Scalar | ListNode | MapNode

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What says, without quotation marks, that there is no value."""
