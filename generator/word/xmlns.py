"""XML namespaces of WordprocessingML, with the one prefix that each has in everything we write.

A manual's parts all declare `NSMAP` on their root, so that the fragments of pieces, compiled far from any root, need
no declarations of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741  (the prefix that Office gives it)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
XML = "http://www.w3.org/XML/1998/namespace"
ENGINE = "urn:plangen:engine"

NSMAP: dict[str, str] = {
    "w": W,
    "r": R,
    "wp": WP,
    "a": A,
    "pic": PIC,
    "mc": MC,
    "v": V,
    "o": O,
    "w10": "urn:schemas-microsoft-com:office:word",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "wpi": "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    "w14": W14,
    "wp14": WP14,
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
}
# Namespaces that a reader may ignore; content of other ignorable namespaces is left out when a piece is compiled.
IGNORABLE = ("w14", "wp14")
PREFIXES: dict[str, str] = {uri: prefix for prefix, uri in NSMAP.items()}


def w(tag: str) -> str:
    """The expanded name of `w:tag`."""
    return f"{{{W}}}{tag}"


def open_root(tag: str) -> bytes:
    """The XML declaration and start tag of a part's root, with every namespace declared."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NSMAP.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<{tag} {declared} mc:Ignorable="{" ".join(IGNORABLE)}">'
    ).encode()


def serialise(element: etree._Element) -> bytes:
    """The element as XML inside a root with `NSMAP`: it declares only what that does not."""
    out: list[str] = []
    _serialise(element, out)
    return "".join(out).encode()


def _serialise(element: etree._Element, out: list[str]) -> None:
    from lxml import etree  # noqa: PLC0415  (only compiling needs it)

    declared: dict[str, str] = {}

    def name(expanded: str, default: str | None) -> str:
        qualified = etree.QName(expanded)
        if qualified.namespace is None:
            return qualified.localname
        prefix = "xml" if qualified.namespace == XML else PREFIXES.get(qualified.namespace)
        if prefix is None:
            prefix = declared.setdefault(qualified.namespace, default or f"n{len(declared) + 1}")
        return f"{prefix}:{qualified.localname}"

    tag = name(str(element.tag), element.prefix)
    attributes = "".join(f" {name(str(key), None)}={quoteattr(str(value))}" for key, value in element.attrib.items())
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for uri, prefix in declared.items())
    if not len(element) and not element.text:
        out.append(f"<{tag}{spaces}{attributes}/>")
        return
    out.append(f"<{tag}{spaces}{attributes}>{escape(element.text or '')}")
    for child in element:
        _serialise(child, out)
        out.append(escape(child.tail or ""))
    out.append(f"</{tag}>")
