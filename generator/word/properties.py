"""Document properties: from what the caller says, never from the clock."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
APP_XML = (
    f"{_DECLARATION}"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>plangen</Application></Properties>"
).encode()


@dataclass(frozen=True, slots=True)
class Properties:
    """What a manual's file says about itself; `created` and `modified` are W3C dates or left out."""

    title: str = ""
    creator: str = ""
    subject: str = ""
    keywords: str = ""
    description: str = ""
    version: str = ""
    created: str = ""
    modified: str = ""
    language: str = "zh-CN"


def core_xml(properties: Properties) -> bytes:
    """The part with the core properties."""
    plain = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.creator),
        ("cp:keywords", properties.keywords),
        ("dc:description", properties.description),
        ("dc:language", properties.language),
        ("cp:version", properties.version),
    )
    dated = (("dcterms:created", properties.created), ("dcterms:modified", properties.modified))
    return (
        f"{_DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in plain if value)
        + "".join(f'<{tag} xsi:type="dcterms:W3CDTF">{escape(value)}</{tag}>' for tag, value in dated if value)
        + "</cp:coreProperties>"
    ).encode()
