"""What is to be archived of one revision, and the files that it becomes: pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from generator.revisions.archive.layout import INDEX
from generator.revisions.archive.layout import MANIFEST
from generator.revisions.archive.layout import SUMS
from generator.revisions.archive.layout import object_name
from generator.revisions.archive.manifest import Item
from generator.revisions.archive.manifest import Manifest
from generator.revisions.archive.manifest import Personal
from generator.revisions.archive.manifest import Shared
from generator.revisions.archive.manifest import manifest_bytes
from generator.revisions.archive.page import render_page


class Content(NamedTuple):
    """One file: its name, what it is (in Chinese, for the page), its bytes."""

    name: str
    role: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PersonalContent:
    """One file with personal data, for how many people it speaks, and by when it must be destroyed."""

    name: str
    role: str
    data: bytes
    count: int
    destroy_by: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything that is archived together. `said` are facts for the page: title and value."""

    code: str
    community: str
    number: str
    files: tuple[Content, ...]
    kind: str = "revision"
    objects: tuple[Content, ...] = ()
    personal: tuple[PersonalContent, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel as bytes: files of the folder by name, objects by their own name, personal files by name."""

    manifest: Manifest
    sha256: str
    """Of the manifest: what the ledger's entry says under `archive`."""
    files: Mapping[str, bytes] = field(repr=False)
    objects: Mapping[str, bytes] = field(repr=False)
    personal: Mapping[str, bytes] = field(repr=False)


def pack(slug: str, parcel: Parcel) -> Packed:
    """The files that a parcel becomes: its own, the page, the sums, the manifest."""
    files = {content.name: content.data for content in parcel.files}
    own = [_item(content) for content in parcel.files]
    shared = [(content, sha256_of(content.data)) for content in parcel.objects]
    objects = {object_name(sha, _suffix(content.name)): content.data for content, sha in shared}
    manifest = Manifest(
        slug=slug,
        code=parcel.code,
        community=parcel.community,
        kind=parcel.kind,
        number=parcel.number,
        files=tuple(own),
        objects=tuple(
            Shared(content.name, content.role, object_name(sha, _suffix(content.name)), len(content.data))
            for content, sha in shared
        ),
        personal=tuple(
            Personal(one.name, one.role, sha256_of(one.data), len(one.data), one.count, one.destroy_by)
            for one in parcel.personal
        ),
    )
    page = Content(INDEX, "说明页", render_page(manifest, parcel.said, own))
    listed = [*own, _item(page)]
    sums = Content(SUMS, "校验值清单", "".join(f"{one.sha256} *{one.name}\n" for one in listed).encode("utf-8"))
    manifest = Manifest(
        slug, parcel.code, parcel.community, parcel.kind, parcel.number,
        (*listed, _item(sums)), manifest.objects, manifest.personal,
    )  # fmt: skip
    data = manifest_bytes(manifest)
    files |= {page.name: page.data, sums.name: sums.data, MANIFEST: data}
    return Packed(manifest, sha256_of(data), files, objects, {one.name: one.data for one in parcel.personal})


def sha256_of(data: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _item(content: Content) -> Item:
    return Item(content.name, content.role, sha256_of(content.data), len(content.data))


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if stem and dot else ""
