"""Pictures and embedded files of a template, swapped before it is compiled: docxtpl's `replace_…`, as functions.

Size, place and cropping stay those of the picture in the template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import PlangenError
from generator.word import zipwriter
from generator.word.package import CONTENT_TYPES
from generator.word.package import parse_xml
from generator.word.package import read_package
from generator.word.package import resolve
from generator.word.xmlns import PIC
from generator.word.xmlns import A
from generator.word.xmlns import R

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.word.package import Package

_HOLDERS = ("document.main+xml", "header+xml", "footer+xml")
_FOLDERS = ("word/media/", "word/embeddings/")


def replace_member(data: bytes, name: str, new: bytes) -> bytes:
    """The template with other bytes in place of the member of that name.

    Raises: KeyError for a name that is not there; PlangenError for bytes that are no document.
    """
    package = _read(data)
    if name not in package.members:
        raise KeyError(name)
    return _written(package, {name: new})


def replace_media(data: bytes, old: bytes, new: bytes) -> bytes:
    """The template with the bytes `new` in place of each picture and embedded file that equals `old`.

    Raises: KeyError when there is none; PlangenError for bytes that are no document.
    """
    package = _read(data)
    found = [name for name, held in package.members.items() if held == old and name.startswith(_FOLDERS)]
    if not found:
        raise KeyError("no such picture or embedded file")
    return _written(package, dict.fromkeys(found, new))


def replace_picture(data: bytes, name: str, new: bytes) -> bytes:
    """The template with another picture in place of those whose name, title or description is `name`.

    Raises: KeyError when there is none; PlangenError for bytes that are no document.
    """
    package = _read(data)
    found: set[str] = set()
    for part, held in package.members.items():
        if not package.content_type(part).endswith(_HOLDERS):
            continue
        targets = {relationship.id: relationship for relationship in package.relationships(part)}
        for picture in parse_xml(held).iter(f"{{{PIC}}}pic"):
            told = picture.find(f"{{{PIC}}}nvPicPr/{{{PIC}}}cNvPr")
            blip = picture.find(f"{{{PIC}}}blipFill/{{{A}}}blip")
            if told is None or blip is None or name not in {told.get(key) for key in ("name", "title", "descr")}:
                continue
            relationship = targets.get(blip.get(f"{{{R}}}embed", ""))
            if relationship is not None and not relationship.external:
                found.add(resolve(part, relationship.target))
    found &= set(package.members)
    if not found:
        raise KeyError(name)
    return _written(package, dict.fromkeys(found, new))


def _read(data: bytes) -> Package:
    """The package in `data`."""
    package, problems = read_package(data)
    if package is None:
        raise PlangenError(*problems)
    return package


def _written(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with some members changed."""
    names = [CONTENT_TYPES, *(name for name in package.members if name != CONTENT_TYPES)]
    members = [zipwriter.static_member(name, changed.get(name, package.members[name])) for name in names]
    return zipwriter.write_zip(zipwriter.blob(members), [])
