"""What a register says of residents, found again without reading it as YAML and without keeping any of it.

The state keeps where in the file each value stands, never the value. While the file is the same, byte by byte, it is
cut out there; when the file is destroyed, the places are worth nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from generator import files
from generator.facts.load import LIMIT
from generator.mask import Secrets
from generator.mask.secrets import digits

Places = tuple[tuple[int, int, int], ...]
"""Of each value: its kind (name, number, text), and from where to where it stands in the file's text."""

_NAME, _NUMBER, _TEXT = range(3)
_PARTED = r"[^\w\n]{0,3}"  # what may stand between the digits of a number


def places_in(path: Path, root: Path, extra: Secrets) -> Places | None:
    """Where the values of `extra`, which come from the register, stand in its file; `None` if one is not found there.

    That is so where YAML writes a value otherwise than it is: with an escape, on two lines, in another width.
    """
    data, _problems = files.read_bytes(path, LIMIT, root=root)
    text = _text(data)
    if text is None:
        return None
    wanted = [(_NAME, name) for name in sorted(extra.names)]
    wanted += [(_NUMBER, number) for number in sorted(extra.numbers)]
    wanted += [(_TEXT, one) for one in sorted(extra.texts)]
    places: list[tuple[int, int, int]] = []
    for kind, value in wanted:
        start = text.find(value)
        span = (start, start + len(value)) if start >= 0 else _parted(text, value) if kind == _NUMBER else None
        if span is None:
            return None
        places.append((kind, *span))
    return tuple(places)


def _parted(text: str, number: str) -> tuple[int, int] | None:
    """Where a number stands that is written in groups."""
    found = re.search(_PARTED.join(number), text)
    return found.span() if found is not None else None


def secrets_at(path: Path, root: Path, digest: str, places: Iterable[tuple[int, int, int]]) -> Secrets | None:
    """The values that stand at those places, or `None` if the file is not the one of that digest."""
    data, _problems = files.read_bytes(path, LIMIT, root=root)
    text = _text(data)
    if text is None or data is None or hashlib.sha256(data).hexdigest() != digest:
        return None
    found: Mapping[int, set[str]] = {_NAME: set(), _NUMBER: set(), _TEXT: set()}
    for kind, start, end in places:
        value = text[start:end]
        found[kind].add(digits(value) if kind == _NUMBER else value)
    return Secrets(*(frozenset(found[kind]) for kind in (_NAME, _NUMBER, _TEXT)))


def _text(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError:
        return None
