"""Where everything of the archive lies (format 2), for a community named town/community.

plans/<town>/<community>/revisions/            the ledger
output/issued/<town>/<community>/ledger.json   the list of the ledger's entries
output/issued/<town>/<community>/V1.0/         one revision, or correction notice (G-2026-01)
output/issued/objects/ab/abcd….docx            templates and scans, each once
output/personal/<town>/<community>/V1.0/       frozen registers and annex volumes

All of it can be read without plangen; `docs/archive-format.md` tells how.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator import durable
from generator import files
from generator.problems import Problem

FORMAT = 2
"""Format 1 had what was frozen as two files of plain JSON; now they lie in one zip file, in a fifth of the bytes."""
FORMATS = (1, 2)
"""Those that can be read."""
MANIFEST = "manifest.json"
INDEX = "index.html"
SUMS = "SHA256SUMS"
LIST = "ledger.json"
OBJECTS = "objects"
UNFINISHED = f"{durable.LEFT_OVER}unfinished.tmp"
"""Stands in the archive while something is archived that no entry names yet."""

LIMIT = 256 * files.MIB
_OBJECT = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,8})?")


def issued(root: Path) -> Path:
    """The archive."""
    return root / "output" / "issued"


def community_folder(root: Path, slug: str) -> Path:
    """What is archived of a community."""
    return issued(root) / slug


def number_folder(root: Path, slug: str, number: str) -> Path:
    """The folder of one revision or correction notice."""
    return community_folder(root, slug) / number


def list_path(root: Path, slug: str) -> Path:
    """The list of a community's ledger entries."""
    return community_folder(root, slug) / LIST


def personal_of(root: Path, slug: str) -> Path:
    """The frozen registers and annex volumes of a community."""
    return root / "output" / "personal" / slug


def personal_folder(root: Path, slug: str, number: str) -> Path:
    """The frozen registers and annex volumes of one revision."""
    return personal_of(root, slug) / number


def revisions_folder(root: Path, slug: str) -> Path:
    """The ledger of a community."""
    return root / "plans" / slug / "revisions"


def object_name(sha256: str, suffix: str) -> str:
    """What an object is called in manifests and entries: its SHA-256, and what kind of file it is."""
    kept = suffix.lower() if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix.lower()) else ""
    return sha256 + kept


def object_hash(name: str) -> str:
    """The SHA-256 that an object's name says; empty if it is no such name."""
    match = _OBJECT.fullmatch(name)
    return match[1] if match else ""


def object_path(root: Path, name: str) -> Path:
    """Where an object lies."""
    return issued(root) / OBJECTS / name[:2] / name


def slugs(root: Path) -> list[str]:
    """Every community that has a ledger, something archived or a frozen register, sorted."""
    found: set[str] = set()
    for town in files.listed(str(root / "plans"))[1]:
        for folder in files.listed(str(root / "plans" / town))[1]:
            if any(files.listed(str(root / "plans" / town / folder / "revisions"))):
                found.add(f"{town}/{folder}")
    for base in (issued(root), root / "output" / "personal"):
        for town in files.listed(str(base))[1]:
            if town != OBJECTS:
                found |= {f"{town}/{folder}" for folder in files.listed(str(base / town))[1]}
    return sorted(found)


def numbers(folder: Path) -> list[str]:
    """The revisions and correction notices that have a folder here."""
    return files.listed(str(folder))[1]


def read(path: Path, root: Path) -> tuple[bytes | None, list[Problem]]:
    """A file of the archive."""
    return files.read_bytes(path, LIMIT, root=root)
