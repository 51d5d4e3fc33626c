"""Names: the schema of what templates may ask for; templates are linted against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What stands behind a name."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    IMAGE = "image"
    GROUP = "group"
    LIST = "list"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Name:
    """One name: its title, kind and meaning; `members` of a group, or of each item of a list of groups."""

    title: str
    kind: Kind
    meaning: str = ""
    optional: bool = False
    members: Names | None = None


Names = Mapping[str, Name]
