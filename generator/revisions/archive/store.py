"""Writing and reading archived files. Whoever writes holds the workspace’s lock (see `records.ledger`)."""

from __future__ import annotations

from pathlib import Path

from generator import durable
from generator import files
from generator.facts.ledger import Life
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_archive as codes
from generator.problems.pg0_command import MISSING_FILE
from generator.revisions.archive.layout import MANIFEST
from generator.revisions.archive.layout import number_folder
from generator.revisions.archive.layout import object_hash
from generator.revisions.archive.layout import object_name
from generator.revisions.archive.layout import object_path
from generator.revisions.archive.layout import personal_folder
from generator.revisions.archive.layout import read
from generator.revisions.archive.manifest import Manifest
from generator.revisions.archive.manifest import parse_manifest
from generator.revisions.archive.parcel import Packed
from generator.revisions.archive.parcel import sha256_of


def store(root: Path, packed: Packed) -> list[Problem]:
    """Nothing, when everything is on the disk: what others point to first, the folder with the manifest last.

    Codes: PG597 (there is such a folder), and those of writing.
    """
    manifest = packed.manifest
    problems: list[Problem] = []
    for name, data in packed.objects.items():
        problems += store_object(root, name, data)
    if problems:
        return problems
    folders = [(number_folder(root, manifest.slug, manifest.number), packed.files)]
    if packed.personal:
        folders.insert(0, (personal_folder(root, manifest.slug, manifest.number), packed.personal))
    for folder, contents in folders:
        made, problems = durable.create_folder(folder, contents, root)
        if problems:
            return problems
        if not made:
            return [codes.ARCHIVED_ALREADY.at(Place(file=files.shown(folder, root)), found=manifest.number)]
    return []


def store_object(root: Path, name: str, data: bytes) -> list[Problem]:
    """Nothing, when the object is there, made now or before. Codes: PG580 (another file bears its name)."""
    path = object_path(root, name)
    made, problems = durable.create(path, data, root, read_only=True)
    if problems or made:
        return problems
    found, problems = durable.digest(path, root)
    if not problems and found != object_hash(name):
        place = Place(file=files.shown(path, root))
        return [codes.ALTERED.at(place, expected=object_hash(name), found=found)]
    return problems


def object_of(data: bytes, suffix: str) -> str:
    """What an object of these bytes is called."""
    return object_name(sha256_of(data), suffix)


def load_manifest(root: Path, slug: str, number: str, sha256: str) -> tuple[Manifest | None, list[Problem]]:
    """The manifest of a revision, if it is the one of that hash.

    Codes: PG581 (missing), PG583 (another one), PG588, PG590.
    """
    path = number_folder(root, slug, number) / MANIFEST
    place = Place(file=files.shown(path, root))
    data, problems = read(path, root)
    if data is None:
        return None, missing_instead(problems, place)
    if sha256_of(data) != sha256:
        return None, [codes.MANIFEST_ALTERED.at(place, expected=sha256, found=sha256_of(data))]
    manifest, problems = parse_manifest(data, place.file)
    if manifest is not None and (manifest.slug, manifest.number) != (slug, number):
        return None, [codes.MANIFEST_ALTERED.at(place, expected=f"{slug} {number}", found=manifest.number)]
    return manifest, problems


def missing_instead(problems: list[Problem], place: Place) -> list[Problem]:
    """The problems of reading an archived file: one that is not there at all is one of the archive."""
    return [codes.NOT_THERE.at(place) if problem.code == MISSING_FILE.id else problem for problem in problems]


def archived(root: Path, slug: str, life: Life, number: str) -> tuple[Manifest | None, list[Problem]]:
    """What is archived of a revision or a correction notice, by the ledger's word.

    Codes: PG596 (nothing), and those of `load_manifest`.
    """
    sha256 = archives_of(life).get(number)
    if sha256 is None:
        known = "、".join(archives_of(life)) or "—"
        return None, [codes.NO_ARCHIVE.at(Place(file=f"plans/{slug}"), found=number, known=known)]
    return load_manifest(root, slug, number, sha256)


def archived_bytes(root: Path, slug: str, life: Life, number: str, name: str) -> tuple[bytes | None, list[Problem]]:
    """One archived file, byte for byte: by its name in the manifest, or an object's or a personal file's.

    Codes: PG580 (altered), PG581 (missing), PG596 (nothing of that name), and those of `archived`.
    """
    manifest, problems = archived(root, slug, life, number)
    if manifest is None:
        return None, problems
    folder = number_folder(root, slug, number)
    wanted = {one.name: (object_path(root, one.object), object_hash(one.object)) for one in manifest.objects}
    wanted |= {one.name: (personal_folder(root, slug, number) / one.name, one.sha256) for one in manifest.personal}
    wanted |= {item.name: (folder / item.name, item.sha256) for item in manifest.files}
    if name not in wanted:
        known = "、".join(item.name for item in manifest.files)
        return None, [codes.NO_ARCHIVE.at(Place(file=files.shown(folder, root)), found=name, known=known)]
    path, sha256 = wanted[name]
    place = Place(file=files.shown(path, root))
    data, problems = read(path, root)
    if data is None:
        return None, missing_instead(problems, place)
    if sha256_of(data) != sha256:
        return None, [codes.ALTERED.at(place, expected=sha256, found=sha256_of(data))]
    return data, []


def archives_of(life: Life) -> dict[str, str]:
    """The SHA-256 of the manifest of every archived revision and correction notice, by number."""
    found = {one.version: one.issue.archive or "" for one in life.revisions if one.issue is not None}
    return found | {notice.number: notice.entry.archive or "" for notice in life.corrections}


def scans_of(life: Life) -> list[str]:
    """The objects that entries point to: scans of signed pages and of paper plans."""
    signed = [entry for one in life.revisions for entry in (one.adopt, one.sign) if entry is not None]
    return [entry.scan for entry in signed if entry.scan]
