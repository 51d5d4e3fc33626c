"""The manifest of one archived revision: every file with its SHA-256, in JSON of one form only."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_archive as codes
from generator.revisions.archive.layout import FORMAT
from generator.revisions.archive.layout import FORMATS
from generator.revisions.archive.layout import object_hash

KINDS = ("revision", "correction")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Item:
    """One file in the folder; `role` says in Chinese what it is."""

    name: str
    role: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Shared:
    """One object that several revisions may share: a template, under the `name` that it had."""

    name: str
    role: str
    object: str
    size: int


@dataclass(frozen=True, slots=True)
class Personal:
    """A file with personal data that lies apart and is to be destroyed."""

    name: str
    role: str
    sha256: str
    size: int
    count: int
    destroy_by: str
    """A date (2028-12-31), or empty where none is known."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is archived of one revision, or of one correction notice."""

    slug: str
    code: str
    community: str
    kind: str
    number: str
    files: tuple[Item, ...] = ()
    objects: tuple[Shared, ...] = ()
    personal: tuple[Personal, ...] = ()


def canonical(data: object) -> bytes:
    """JSON of one form: keys sorted, two spaces, UTF-8, one line feed at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def manifest_bytes(manifest: Manifest) -> bytes:
    """The bytes of `manifest.json`."""
    files = {item.name: {"role": item.role, "sha256": item.sha256, "size": item.size} for item in manifest.files}
    objects = {item.name: {"role": item.role, "object": item.object, "size": item.size} for item in manifest.objects}
    personal = {
        item.name: {
            "role": item.role,
            "sha256": item.sha256,
            "size": item.size,
            "count": item.count,
            "destroy_by": item.destroy_by,
        }
        for item in manifest.personal
    }
    return canonical(
        {
            "format": FORMAT,
            "kind": manifest.kind,
            "number": manifest.number,
            "community": {"slug": manifest.slug, "code": manifest.code, "name": manifest.community},
            "files": files,
            "objects": objects,
            "personal": personal,
        }
    )


def parse_manifest(data: bytes, file: str) -> tuple[Manifest | None, list[Problem]]:
    """The manifest that `file` holds, or `None`. Codes: PG588 (not as it was written), PG590 (format)."""
    place = Place(file=file)
    try:
        said = json.loads(data)
        if said["format"] not in FORMATS:
            return None, [unknown_format(said["format"], place, FORMATS)]
        manifest = Manifest(
            slug=_text(said["community"]["slug"]),
            code=_text(said["community"]["code"]),
            community=_text(said["community"]["name"]),
            kind=_text(said["kind"]),
            number=_text(said["number"]),
            files=tuple(
                Item(_name(name), _text(one["role"]), _hash(one["sha256"]), _count(one["size"]))
                for name, one in _sorted(said["files"])
            ),
            objects=tuple(
                Shared(name, _text(one["role"]), _object(one["object"]), _count(one["size"]))
                for name, one in _sorted(said["objects"])
            ),
            personal=tuple(
                Personal(
                    _name(name),
                    _text(one["role"]),
                    _hash(one["sha256"]),
                    _count(one["size"]),
                    _count(one["count"]),
                    _text(one["destroy_by"]),
                )
                for name, one in _sorted(said["personal"])
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, [codes.LIST_UNREADABLE.at(place)]
    return manifest, []


def unknown_format(found: object, place: Place, known: Sequence[int]) -> Problem:
    """That a file is of a format which this version does not read."""
    return codes.UNKNOWN_FORMAT.at(place, found=str(found)[:20], known="、".join(str(one) for one in known))


def _sorted(entries: Mapping[str, Mapping[str, object]]) -> list[tuple[str, Mapping[str, object]]]:
    return sorted(entries.items())


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _hash(value: object) -> str:
    if not _HASH.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _object(value: object) -> str:
    if not object_hash(_text(value)):
        raise ValueError(value)
    return _text(value)


def _name(value: str) -> str:
    """A name within the folder: a manifest must not point elsewhere."""
    if not value or "/" in value or "\\" in value or value in {".", ".."}:
        raise ValueError(value)
    return value
