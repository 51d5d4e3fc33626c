"""Styles, found by name: Word renames their ids per language, names it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from lxml import etree

from generator.problems import nearest
from generator.word.xmlns import w

# The element that refers to a style of each kind.
REFERENCES: dict[str, str] = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}

# What Word's Chinese interface calls the built-in styles: officers write these in recipes, some programs in files.
_CHINESE: dict[str, str] = {
    "正文": "normal",
    "标题": "title",
    "副标题": "subtitle",
    "题注": "caption",
    "页眉": "header",
    "页脚": "footer",
    "脚注文本": "footnote text",
    "脚注引用": "footnote reference",
    "尾注文本": "endnote text",
    "尾注引用": "endnote reference",
    "超链接": "hyperlink",
    "列表段落": "list paragraph",
    "列出段落": "list paragraph",
    "网格型": "table grid",
    "普通表格": "normal table",
    "table normal": "normal table",
    "默认段落字体": "default paragraph font",
}
_CHINESE_NUMBERED = (("标题 ", "heading "), ("目录 ", "toc "))


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its kind, what Word calls it, and what of it numbering and contents need to know."""

    id: str
    name: str
    kind: str
    default: bool = False
    outline: int | None = None
    list_id: str = ""
    list_level: int = 0
    leader_tab: bool = False


def folded(name: str) -> str:
    """The form of a style's name under which it is found: Word's own, in lower case."""
    plain = " ".join(name.replace("\u3000", " ").split()).casefold()
    for chinese, english in _CHINESE_NUMBERED:
        if plain.startswith(chinese) and plain[len(chinese) :].isdigit():
            return english + plain[len(chinese) :]
    if plain[:2] in {"标题", "目录"} and plain[2:].isdigit():
        return folded(f"{plain[:2]} {plain[2:]}")
    return _CHINESE.get(plain, plain)


@dataclass(frozen=True, slots=True)
class StyleTable:
    """The styles of one document."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    _by_name: Mapping[tuple[str, str], Style] = field(default_factory=dict)
    _defaults: Mapping[str, Style] = field(default_factory=dict)

    def find(self, name: str, kind: str = "paragraph") -> Style | None:
        """The style of that name and kind."""
        return self._by_name.get((kind, name)) or self._by_name.get((kind, folded(name)))

    def default(self, kind: str) -> Style | None:
        """The style of what names none."""
        return self._defaults.get(kind)

    def names(self, kind: str) -> list[str]:
        """The names of all styles of that kind."""
        return [style.name for style in self.styles.values() if style.kind == kind]

    def nearest(self, name: str, kind: str) -> str:
        """The name most like `name`, or empty."""
        return nearest(name, self.names(kind))


def read_styles(root: etree._Element | None) -> StyleTable:
    """The table of the styles that a styles part defines; properties are taken along the chain of bases."""
    if root is None:
        return StyleTable()
    elements = {e.get(w("styleId"), ""): e for e in root.iterchildren(w("style"))}
    styles: dict[str, Style] = {}
    by_name: dict[tuple[str, str], Style] = {}
    defaults: dict[str, Style] = {}
    for ident, element in elements.items():
        style = _style(ident, element, elements)
        styles[ident] = style
        by_name.setdefault((style.kind, style.name), style)
        by_name.setdefault((style.kind, folded(style.name)), style)
        if style.default:
            defaults.setdefault(style.kind, style)
    return StyleTable(styles, by_name, defaults)


def _style(ident: str, element: etree._Element, elements: Mapping[str, etree._Element]) -> Style:
    name = element.find(w("name"))
    chain = list(_chain(element, elements))
    outline = _first(chain, "outlineLvl")
    list_id = _first_path(chain, f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    level = _first_path(chain, f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
    tabs = [t for e in chain for t in e.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}")]
    return Style(
        id=ident,
        name=name.get(w("val"), ident) if name is not None else ident,
        kind=element.get(w("type"), "paragraph"),
        default=element.get(w("default"), "0") in {"1", "true", "on"},
        outline=int(outline) if outline.isdigit() else None,
        list_id=list_id if list_id != "0" else "",
        list_level=int(level) if level.isdigit() else 0,
        leader_tab=any(t.get(w("val")) in {"right", "end"} and t.get(w("leader"), "none") != "none" for t in tabs),
    )


def _chain(element: etree._Element, elements: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    seen: set[str] = set()
    current: etree._Element | None = element
    while current is not None and (ident := current.get(w("styleId"), "")) not in seen:
        seen.add(ident)
        yield current
        parent = current.find(w("basedOn"))
        current = elements.get(parent.get(w("val"), "")) if parent is not None else None


def _first(chain: list[etree._Element], tag: str) -> str:
    return _first_path(chain, f"{w('pPr')}/{w(tag)}")


def _first_path(chain: list[etree._Element], path: str) -> str:
    for element in chain:
        found = element.find(path)
        if found is not None:
            return found.get(w("val"), "")
    return ""


@dataclass(frozen=True, slots=True)
class UnknownStyle:
    """A style that a tree uses and base lacks, with the element that uses it."""

    element: etree._Element
    kind: str
    name: str


def map_styles(root: etree._Element, own: StyleTable, base: StyleTable) -> list[UnknownStyle]:
    """The uses of styles that base lacks; all others are changed, in place, to base's ids.

    A reference to the default style of a kind is left out where base calls it otherwise or not at all.
    """
    unknown: list[UnknownStyle] = []
    for reference in list(root.iter(*REFERENCES)):
        kind = REFERENCES[str(reference.tag)]
        ident = reference.get(w("val"), "")
        style = own.styles.get(ident)
        name = style.name if style is not None else ident
        found = base.find(name, kind)
        if found is not None:
            reference.set(w("val"), found.id)
            continue
        parent = reference.getparent()
        if parent is not None:
            parent.remove(reference)
            if not (style is not None and style.default):
                unknown.append(UnknownStyle(parent, kind, name))
    return unknown
