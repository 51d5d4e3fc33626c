"""What a file claims to be that is not byte for byte in the archive: the check codes that it bears, its properties."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from lxml import etree

from generator.revisions.frozen.printed import printed_lines
from generator.word.assembly import CORE
from generator.word.package import parse_part
from generator.word.package import read_package

_CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_VERSION = re.compile(r"V\d{1,3}\.\d{1,3}")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_OWN_VERSION = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}version"
_PAGES = 6
"""So many pages of a PDF are read: the cover has the code, and so has every footer behind it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The check codes, the title (which begins with the community's name) and the versions that a file bears.

    `lines` are all that a Word file says; of a PDF it is not known what it says.
    """

    codes: frozenset[str] = frozenset()
    title: str = ""
    versions: frozenset[str] = frozenset()
    lines: tuple[str, ...] | None = None


def claims_of(data: bytes) -> Claims:
    """What a Word file or a PDF claims; nothing of any other file, nor of one that cannot be read."""
    if data.startswith(b"PK"):
        return _of_word(data)
    return _of_pdf(data) if data.startswith(b"%PDF-") else Claims()


def _of_word(data: bytes) -> Claims:
    lines, _problems = printed_lines(data)
    codes = frozenset(code for line in lines for code in _CODE.findall(line))
    package, _problems = read_package(data)
    root = parse_part(package, CORE, "")[0] if package is not None and CORE in package.members else None
    title, version = _text(root, _TITLE), _text(root, _OWN_VERSION)
    return Claims(codes, title, frozenset({version} - {""}), lines)


def _text(root: etree._Element | None, tag: str) -> str:
    return (root.findtext(tag) or "").strip() if root is not None else ""


def _of_pdf(data: bytes) -> Claims:
    import pypdf  # noqa: PLC0415  (seldom wanted)

    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        title = (document.metadata.title or "") if document.metadata is not None else ""
        text = "\n".join(page.extract_text() for page in document.pages[:_PAGES])
    except Exception:  # noqa: BLE001  (whatever makes its reader stumble: a broken PDF claims nothing)
        return Claims()
    return Claims(frozenset(_CODE.findall(text)), title, frozenset(_VERSION.findall(text)))
