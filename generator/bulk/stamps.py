"""What is remembered of files, so that a look at the clock and size of each tells whether any of them has changed.

Paths are strings relative to the workspace. A folder is remembered by its clock: a file that comes or goes moves it.
A stamp as young as the look itself is not believed the next time, for the file may change once more within the same
tick of the file system's clock; then its digest decides.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from collections.abc import Mapping

from generator import files

Stamp = tuple[int, int, str]
"""When the file was last changed, in nanoseconds; its size; its digest, empty for folders and for what is not there."""

Seen = dict[str, Stamp]
"""Stamps by path."""

LIMIT = 64 * files.MIB
_YOUNG_NS = 2_000_000_000  # the coarsest clock of a file system in use, that of memory sticks
_DOUBTED = -1
SUBFOLDERS = ("drills", "figures", "revisions")


def is_unmoved(root: str, seen: Mapping[str, Stamp]) -> bool:
    """Whether every remembered file and folder has the clock and size that it had."""
    stamp_of = files.stamp_of
    return all(stamp_of(f"{root}/{path}") == (changed_ns, size) for path, (changed_ns, size, _digest) in seen.items())


def look(root: str, paths: Iterable[tuple[str, bool]], before: Mapping[str, Stamp]) -> Seen:
    """The stamps of files and folders (those with true) as they are now; only what has moved is read."""
    now = time.time_ns()
    seen: Seen = {}
    for path, is_folder in paths:
        changed_ns, size = files.stamp_of(f"{root}/{path}")
        known = before.get(path)
        if known is not None and known[:2] == (changed_ns, size):
            seen[path] = known
            continue
        digest = "" if is_folder else files.digest_of(f"{root}/{path}", LIMIT)
        # What is there and could not be read is looked at again as well.
        doubtful = changed_ns > now - _YOUNG_NS or not (is_folder or digest or known_to_be_missing(changed_ns, size))
        seen[path] = (_DOUBTED if doubtful else changed_ns, size, digest)
    return seen


def known_to_be_missing(changed_ns: int, size: int) -> bool:
    """Whether a stamp says that there is no such file."""
    return (changed_ns, size) == (0, 0)


def community_paths(root: str, slug: str) -> list[tuple[str, bool]]:
    """Every file that a community's manual may be made from, and the folders in which more could appear."""
    base = f"plans/{slug}"
    town = slug.partition("/")[0]
    paths = [(f"plans/{town}/town.yaml", False), (base, True), (f"{base}/profile.yaml", False)]
    paths.append((f"{base}/register.yaml", False))
    for name in SUBFOLDERS:
        paths += tree_paths(root, f"{base}/{name}")
    return paths


def tree_paths(root: str, folder: str) -> list[tuple[str, bool]]:
    """A folder, all files below it, and all folders below it."""
    paths = [(folder, True)]
    names, folders = files.listed(f"{root}/{folder}", root)
    paths += [(f"{folder}/{name}", False) for name in names]
    for name in folders:
        paths += tree_paths(root, f"{folder}/{name}")
    return paths


def digest(seen: Mapping[str, Stamp], *more: str) -> str:
    """One digest of what all these files say, whenever they were written; folders and missing files do not count."""
    said = [f"{path} {stamp[2]}" for path, stamp in sorted(seen.items()) if stamp[2]]
    return hashlib.sha256("\n".join([*more, *said]).encode()).hexdigest()[:32]
