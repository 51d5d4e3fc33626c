"""Which program builds: its version and the state of its files, for everything that a cache keeps."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from functools import cache
from pathlib import Path

from generator import __version__
from generator import files

_PACKAGES = ("bulk", "context", "facts", "mask", "outline", "problems", "risk", "word", "wording")
"""What a manual is made by; how it is told of changes nothing in it."""


def engine_key() -> str:
    """A digest that is another one whenever this program could build another manual from the same files."""
    return program_key(_PACKAGES)


@cache
def program_key(packages: tuple[str, ...]) -> str:
    """A digest that is another one whenever these packages of the program are.

    By time and size of the program's files, not only by its version: who works on the program changes the one daily
    and the other once a year.
    """
    root = str(Path(__file__).resolve().parents[1])
    said = [__version__, sys.implementation.cache_tag or "", importlib.util.MAGIC_NUMBER.hex()]
    waiting = [f"{root}/{package}" for package in packages]
    while waiting:
        folder = waiting.pop()
        names, folders = files.listed(folder)
        waiting += [f"{folder}/{name}" for name in folders if name != "__pycache__"]
        for name in names:
            if name.endswith(".py"):
                changed_ns, size = files.stamp_of(f"{folder}/{name}")
                said.append(f"{folder.removeprefix(root)}/{name} {changed_ns} {size}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
