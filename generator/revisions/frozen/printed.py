"""What a finished manual says, line by line: its words alone, nothing that zip, layout or a page number decides."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.problems import Problem
from generator.word.package import Package
from generator.word.package import parse_part
from generator.word.package import read_package
from generator.word.styles import read_styles
from generator.word.template import story_parts
from generator.word.xmlns import w

_P, _R, _T, _STYLE, _VAL = w("p"), w("r"), w("t"), w("pStyle"), w("val")
_CHAR, _KIND, _CODE, _SIMPLE = w("fldChar"), w("fldCharType"), w("instrText"), w("fldSimple")
_INSTRUCTION = w("instr")
_SPACES = frozenset({w("tab"), w("br"), w("cr")})
_STORIES = frozenset({"body", "header", "footer", "footnotes", "endnotes"})
# Fields whose results a layout decides.
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")


def printed_lines(data: bytes) -> tuple[tuple[str, ...], list[Problem]]:
    """The lines of a manual: its paragraphs in order, then headers, footers and notes, each line of them once.

    Contents and page numbers are left out. A file that cannot be read has no lines and problems.
    """
    package, problems = read_package(data)
    if package is None:
        return (), problems
    lines: list[str] = []
    others: dict[str, None] = {}
    contents = _contents_styles(package)
    for part, label in story_parts(package):
        if label not in _STORIES:
            continue
        root, broken = parse_part(package, part, "")
        problems += broken
        if root is None:
            continue
        found = list(_lines(root, contents))
        if label == "body":
            lines += found
        else:
            others.update(dict.fromkeys(found))
    return (*lines, *others), problems


def _contents_styles(package: Package) -> frozenset[str]:
    """The ids of the styles of contents entries."""
    for part in package.members:
        if package.content_type(part).endswith("wordprocessingml.styles+xml"):
            root, _problems = parse_part(package, part, "")
            known = read_styles(root).styles
            return frozenset(ident for ident, style in known.items() if style.name.casefold().startswith("toc "))
    return frozenset()


def _lines(root: etree._Element, contents: frozenset[str]) -> Iterator[str]:
    """The text of each paragraph that has any, by the run: a field may begin in one paragraph and end in another."""
    fields: list[str] = []
    shown: list[bool] = []
    for paragraph in root.iter(_P):
        style = paragraph.find(f"{w('pPr')}/{_STYLE}")
        pieces: list[str] = []
        for node in _own(paragraph):
            if node.tag == _CHAR:
                _step(node.get(_KIND, ""), fields, shown)
            elif node.tag == _CODE and fields:
                fields[-1] += node.text or ""
            elif not all(shown) or _in_page_field(node):
                continue
            elif node.tag == _T:
                pieces.append(node.text or "")
            elif node.tag in _SPACES:
                pieces.append(" ")
        text = " ".join("".join(pieces).split())
        if text and (style is None or style.get(_VAL, "") not in contents):
            yield text


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The elements of a paragraph in order, without those of paragraphs inside it, in text boxes."""
    stack = [*reversed(paragraph)]
    while stack:
        node = stack.pop()
        if isinstance(node.tag, str) and node.tag != _P:
            yield node
            stack += reversed(node)


def _step(kind: str, fields: list[str], shown: list[bool]) -> None:
    """Follow a field: its result is shown unless it is a page number."""
    if kind == "begin":
        fields.append("")
        shown.append(False)
    elif kind == "separate" and fields:
        shown[-1] = not _is_page(fields[-1])
    elif kind == "end" and fields:
        fields.pop()
        shown.pop()


def _in_page_field(node: etree._Element) -> bool:
    simple = next(node.iterancestors(_SIMPLE), None)
    return simple is not None and _is_page(simple.get(_INSTRUCTION, ""))


def _is_page(instruction: str) -> bool:
    """Whether a field prints a page number; references of ours are kept as fields that Word itself leaves alone."""
    words = instruction.upper().replace("ADDIN", "").split()
    return bool(words) and words[0] in _PAGES
