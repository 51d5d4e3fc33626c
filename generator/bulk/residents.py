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
from generator.facts.model.people import Register
from generator.mask import Secrets
from generator.mask.secrets import digits

Places = tuple[tuple[int, int, int], ...]
"""Of each value: its kind (name, number, text), and from where to where it stands in the file's text."""

_NAME, _NUMBER, _TEXT = range(3)
_PARTED = r"[^\w\n]{0,3}"  # what may stand between the digits of a number


def places_in(path: Path, root: Path, extra: Secrets, register: Register) -> Places | None:
    """Where the values of `extra`, which come from the register, stand in its file; `None` if one is not found there.

    That is so where YAML writes a value otherwise than it is: with an escape, on two lines, in another width.
    """
    data, _problems = files.read_bytes(path, LIMIT, root=root)
    text = _text(data)
    if text is None:
        return None
    places: list[tuple[int, int, int]] = []
    last = 0
    for kind, value in _in_order(extra, register):
        start = text.find(value, last)
        if start < 0:
            start = text.find(value)
        span = (start, start + len(value)) if start >= 0 else _parted(text, value) if kind == _NUMBER else None
        if span is None:
            return None
        places.append((kind, *span))
        last = span[0]
    return tuple(places)


def _in_order(extra: Secrets, register: Register) -> Iterable[tuple[int, str]]:
    """Each value with its kind, as far as can be in the order of the file: each is then found a little further on."""
    found: dict[tuple[int, str], None] = {}
    for one in register.people:
        _note(found, extra, one.name, one.address, one.relative)
    for household in register.households:
        _note(found, extra, household.head, household.phone, household.address, household.alternative)
    for kind, values in ((_NAME, extra.names), (_NUMBER, extra.numbers), (_TEXT, extra.texts)):
        for value in sorted(values):
            found[kind, value] = None
    return found


def _note(found: dict[tuple[int, str], None], extra: Secrets, *texts: str | None) -> None:
    for text in texts:
        if not text:
            continue
        if text in extra.names:
            found[_NAME, text] = None
        if text in extra.texts:
            found[_TEXT, text] = None
        if text[0].isdigit() and (number := digits(text)) in extra.numbers:
            found[_NUMBER, number] = None


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
