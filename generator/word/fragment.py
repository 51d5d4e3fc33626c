"""Fragments: blocks re-rooted under the namespaces that every part of a manual declares."""

from __future__ import annotations

from lxml import etree

from generator.word.source import FRAGMENT
from generator.word.xmlns import ENGINE
from generator.word.xmlns import NSMAP


def rooted(source: etree._Element) -> etree._Element:
    """A fragment with the children of `source`, whose namespaces get the prefixes of `NSMAP`."""
    root = etree.Element(FRAGMENT, nsmap={**NSMAP, "pg": ENGINE})
    for child in list(source):
        root.append(child)
    etree.cleanup_namespaces(root, keep_ns_prefixes=[*NSMAP, "pg"])
    return root
