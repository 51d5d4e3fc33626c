"""The pack that lies there already: whether it is one of ours, and whether somebody has changed it since."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from generator import files

_STREWN = frozenset({"thumbs.db", "desktop.ini"})
_LIMIT = 400 * files.MIB


class Old(Enum):
    """Nothing there; a pack as it was made; one that somebody has changed; something else."""

    NOTHING = "nothing"
    WHOLE = "whole"
    CHANGED = "changed"
    FOREIGN = "foreign"


def manifest(digests: Mapping[str, str]) -> str:
    """The list of contents, as sha256sum writes and checks it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def look(target: Path, name: str) -> tuple[Old, str]:
    """What lies at `target`, judged by its list of contents `name`; and that list."""
    if not target.exists():
        return Old.NOTHING, ""
    found = _of_zip(target) if target.is_file() else _of_folder(target)
    if found is None or name not in found[0]:
        return Old.FOREIGN, ""
    digests, listed = found[0], found[1].get(name, "")
    there = {file: digest for file, digest in digests.items() if file != name}
    return (Old.WHOLE if manifest(there) == listed else Old.CHANGED), listed


_Found = tuple[dict[str, str], dict[str, str]]
"""The digest of each file, and what the text files among them say."""


def _of_zip(path: Path) -> _Found | None:
    digests: dict[str, str] = {}
    texts: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as package:
            for member in package.infolist():
                _note(member.filename, package.read(member), digests, texts)
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return None
    return digests, texts


def _of_folder(folder: Path) -> _Found | None:
    digests: dict[str, str] = {}
    texts: dict[str, str] = {}
    paths, problems = files.list_files(folder, "")
    for path in paths:
        if path.name.lower() in _STREWN:
            continue
        data, found = files.read_bytes(path, _LIMIT)
        problems += found
        if data is not None:
            _note(path.relative_to(folder).as_posix(), data, digests, texts)
    return None if problems else (digests, texts)


def _note(name: str, data: bytes, digests: dict[str, str], texts: dict[str, str]) -> None:
    digests[name] = hashlib.sha256(data).hexdigest()
    if name.endswith(".txt"):
        texts[name] = data.decode("utf-8", "replace")
