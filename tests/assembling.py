"""Builds a manual from pieces given as bodies, and answers questions about it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import wml
from lxml import etree

from generator.problems import Problem
from generator.word import Base
from generator.word import CaptionRule
from generator.word import ContentsRule
from generator.word import HeadingRule
from generator.word import NumberingScheme
from generator.word import Properties
from generator.word import StepRule
from generator.word import Use
from generator.word import assemble
from generator.word import compile_base
from generator.word import compile_piece
from generator.word import manual as manuals
from generator.word.package import Package
from generator.word.package import parse_xml
from generator.word.package import read_package
from generator.word.piece import CompiledPiece
from generator.word.scheme import PageRule

SCHEME = NumberingScheme(
    headings=(
        HeadingRule("heading 1", 1, "第{zh}章", after="\u3000"),
        HeadingRule("heading 2", 2, "{zh}、"),
        HeadingRule("heading 3", 3, "{1}.{2}.{n}", after="\t"),
        HeadingRule("附录标题", 1, "附录{alpha}", after=" ", counter="附录"),
        HeadingRule("无号标题", 1),
    ),
    captions=(
        CaptionRule("表题", "表 {n}", function="表"),
        CaptionRule("图题", "图 {1}-{n}", function="图", restart=1),
    ),
    steps=(StepRule("步骤"), StepRule("条款", "（{zh}）", after="", restart="heading")),
    contents=ContentsRule(levels=2),
    page=PageRule(),
)
NAMES = (
    *("heading 1", "heading 2", "heading 3", "表题", "图题", "步骤", "条款"),
    *("toc 1", "toc 2", "toc 3", "header", "footer", "footnote text", "要点"),
)
TITLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{wml.style_id(name)}"><w:name w:val="{name}"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    for name in ("附录标题", "无号标题")
)
STYLES = wml.styles(
    *NAMES, extra=TITLES, **{"footnote reference": "character", "Hyperlink": "character", "Table Grid": "table"}
)
W = {"w": wml.W, "r": wml.R}


# The options are those of `wml.docx`, and whatever a test hands on.
def base(*body: str, **options: Any) -> Base:  # noqa: ANN401
    """The base with these styles, or others in `options`."""
    options.setdefault("styles", STYLES)
    made, problems = compile_base(wml.docx(*body, **options), "base.docx")
    assert made is not None, problems
    return made


def compiled(
    *body: str,
    on: Base | None = None,
    scheme: NumberingScheme = SCHEME,
    file: str = "piece.docx",
    **options: Any,  # noqa: ANN401
) -> tuple[CompiledPiece | None, list[Problem]]:
    """The piece with that body."""
    options.setdefault("styles", STYLES)
    return compile_piece(wml.docx(*body, **options), file, on or base(), scheme)


def piece(*body: str, **options: Any) -> CompiledPiece:  # noqa: ANN401
    """The piece with that body, which must be sound."""
    made, problems = compiled(*body, **options)
    assert made is not None, problems
    return made


def problems_of(*body: str, **options: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401
    """Code, place in the document and first value of each problem of a piece."""
    return [
        (p.code, p.place.where or p.place.part, p.values[0][1] if p.values else "")
        for p in compiled(*body, **options)[1]
    ]


@dataclass(frozen=True)
class Made:
    """A rendered manual."""

    data: bytes
    package: Package
    problems: list[Problem]

    @property
    def body(self) -> etree._Element:
        """The body."""
        found = self.part("word/document.xml").find("w:body", W)
        assert found is not None
        return found

    def part(self, name: str) -> etree._Element:
        """The root of a part."""
        return parse_xml(self.package.members[name])

    @property
    def texts(self) -> list[str]:
        """The text of each paragraph of the body, tabs as such."""
        return [text_of(p) for p in self.body.iter(f"{{{wml.W}}}p")]

    def names(self, prefix: str) -> list[str]:
        """The parts whose names begin so."""
        return sorted(name for name in self.package.members if name.startswith(prefix))

    def related(self, kind: str, part: str = "word/document.xml") -> list[str]:
        """The targets of a part's relationships of one kind."""
        return [rel.target for rel in self.package.relationships(part) if rel.kind == kind]


def text_of(element: etree._Element) -> str:
    """The text of a paragraph, tabs as such."""
    found = ""
    for node in element.iter(f"{{{wml.W}}}t", f"{{{wml.W}}}tab"):
        inside_properties = next(node.iterancestors(f"{{{wml.W}}}pPr"), None) is not None
        found += "" if inside_properties else "\t" if wml.local(node) == "tab" else node.text or ""
    return found


def render_uses(
    uses: Sequence[Use],
    context: Mapping[str, object] | None = None,
    *,
    on: Base | None = None,
    scheme: NumberingScheme = SCHEME,
) -> tuple[bytes | None, list[Problem]]:
    """The manual of these uses."""
    manual, problems = assemble(on or base(), uses, scheme)
    assert manual is not None, problems
    data, found = manuals.render(manual, context or {}, Properties(title="手册"))
    return data, problems + found


def made(*pieces: CompiledPiece | Use, context: Mapping[str, object] | None = None, **options: Any) -> Made:  # noqa: ANN401
    """The manual of these pieces, which must be sound."""
    uses = [one if isinstance(one, Use) else Use(one) for one in pieces]
    data, problems = render_uses(uses, context, **options)
    assert data is not None, problems
    package, broken = read_package(data)
    assert package is not None, broken
    return Made(data, package, problems)


def built(*body: str, context: Mapping[str, object] | None = None, **options: Any) -> Made:  # noqa: ANN401
    """The manual of one piece with that body."""
    return made(piece(*body, **options), context=context, on=options.get("on"))
