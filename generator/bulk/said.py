"""What a finished manual says to a reader, part by part: what is searched before everybody may read it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from generator.word.manual import Rendered
from generator.word.zipwriter import Blob
from generator.word.zipwriter import Member
from generator.word.zipwriter import content
from generator.word.zipwriter import write_zip

_SAID = re.compile(rb">([^<]+)")
_DESCRIPTION = re.compile(rb' (?:descr|title|name|Target)="([^"]+)"')
_PARTS = (".xml", ".rels")


def texts_of(data: bytes) -> dict[str, str]:
    """The text of every part of a finished file, and of the attributes that describe pictures or name targets."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: said(package.read(name)) for name in package.namelist() if name.endswith(_PARTS)}


def texts_of_parts(rendered: Rendered) -> dict[str, str]:
    """The same of a manual that is not packed yet: what it shares with others is read once."""
    texts = dict(_said_always(rendered.manual.static))
    for member in rendered.members:
        if member.name in rendered.parts:
            texts[member.name] = said(rendered.parts[member.name])
        elif member.name.endswith(_PARTS):
            texts[member.name] = _said_by(member)
    return texts


def said(xml: bytes) -> str:
    """What a part says to a reader; what stands in attributes comes last, each on a line of its own."""
    found = b"".join(_SAID.findall(xml)) + b"\n" + b"\n".join(_DESCRIPTION.findall(xml))
    text = found.decode()
    return html.unescape(text) if "&" in text else text


@lru_cache(maxsize=256)
def _said_always(static: Blob) -> Mapping[str, str]:
    """The texts of the parts that are the same in every manual of a kind; read once, for many manuals."""
    return texts_of(write_zip(static, ()))


@lru_cache(maxsize=1024)
def _said_by(member: Member) -> str:
    """The text of a part that is ready: relationships, mostly."""
    return said(content(member))
