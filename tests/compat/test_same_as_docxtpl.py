"""What docxtpl makes of a template, plangen makes of it, too: part by part, in canonical XML."""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass

import jinja2
import pytest
from compat.engines import Kit
from compat.engines import by_docxtpl
from compat.engines import by_us
from compat.engines import parts
from docx import Document
from wml import PNG
from wml import docx
from wml import p
from wml import part
from wml import picture
from wml import r
from wml import sect
from wml import table

from generator.word.environment import make_environment

BOLD = "<w:b/>"
ROWS = [{"名": "后坑", "人": "21"}, {"名": "下垟", "人": "8"}, {"名": "桥头", "人": "130"}]


@dataclass(frozen=True)
class Case:
    """A template, a context, and the differences that are meant."""

    name: str
    template: bytes
    context: Callable[[Kit], Mapping[str, object]]
    meant: tuple[str, ...] = ("spaces",)


def plain(**values: object) -> Callable[[Kit], Mapping[str, object]]:
    """A context without rich values."""
    return lambda _kit: values


def cell(text: str, props: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    """A cell with properties."""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def row(*cells: str) -> str:
    """A row of finished cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def grid(columns: int, *rows: str, width: int = 2000) -> str:
    """A table of finished rows."""
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
        + f'<w:gridCol w:w="{width}"/>' * columns
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


CASES = [
    Case("a value in text", docx(p("社区：{{ 名 }}。")), plain(名="示例社区")),
    Case("values are escaped", docx(p("{{ 名 }}")), plain(名="R&D <b>1 < 2</b> \"x\" 'y'")),
    Case("numbers and truth", docx(p("{{ a }} {{ b }} {{ c }}")), plain(a=3, b=2.5, c=True)),
    Case("attributes of groups", docx(p("{{ 人.电话.办公 }}")), plain(人={"电话": {"办公": "0577-00001234"}})),
    Case("items by index and key", docx(p("{{ xs[1] }}{{ d['k'] }}")), plain(xs=["a", "b"], d={"k": "v"})),
    Case("if in a line", docx(p("a{% if x %}是{% else %}否{% endif %}b")), plain(x=False)),
    Case("elif in a line", docx(p("{% if x == 1 %}一{% elif x == 2 %}二{% else %}三{% endif %}")), plain(x=2)),
    Case("for in a line", docx(p("{% for x in xs %}{{ x }}、{% endfor %}完")), plain(xs=["甲", "乙"])),
    Case("paragraph if, taken", docx(p("{%p if x %}"), p("甲"), p("{%p endif %}"), p("尾")), plain(x=True)),
    Case("paragraph if, left out", docx(p("{%p if x %}"), p("甲"), p("{%p endif %}"), p("尾")), plain(x=False)),
    Case(
        "paragraph if with else",
        docx(p("{%p if x %}"), p("甲"), p("{%p else %}"), p("乙"), p("{%p endif %}")),
        plain(x=False),
    ),
    Case(
        "paragraph for",
        docx(p("{%p for x in xs %}"), p("{{ loop.index }}. {{ x.名 }}"), p("{%p endfor %}")),
        plain(xs=ROWS),
    ),
    Case(
        "paragraph for in paragraph for",
        docx(
            p("{%p for x in xs %}"),
            p("{{ x.名 }}"),
            p("{%p for y in x.点 %}"),
            p("{{ y }} of {{ x.名 }}"),
            p("{%p endfor %}"),
            p("{%p endfor %}"),
        ),
        plain(xs=[{"名": "甲", "点": ["1", "2"]}, {"名": "乙", "点": []}]),
    ),
    Case(
        "row for",
        docx(table(("名", "人"), ("{%tr for x in xs %}", ""), ("{{ x.名 }}", "{{ x.人 }}"), ("{%tr endfor %}", ""))),
        plain(xs=ROWS),
    ),
    Case(
        "row if",
        docx(table(("名", "人"), ("{%tr if x %}", ""), ("甲", "1"), ("{%tr endif %}", ""), ("乙", "2"))),
        plain(x=False),
    ),
    Case(
        "row for in row for",
        docx(
            table(
                ("{%tr for x in xs %}", ""),
                ("{{ x.名 }}", "合计"),
                ("{%tr for y in x.点 %}", ""),
                ("{{ y }}", "{{ loop.index }}"),
                ("{%tr endfor %}", ""),
                ("{%tr endfor %}", ""),
            )
        ),
        plain(xs=[{"名": "甲", "点": ["1", "2"]}, {"名": "乙", "点": ["3"]}]),
    ),
    Case(
        "more columns than the grid has",
        docx(
            table(
                ("名", "{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"),
                ("值", "{%tc for c in cs %}", "{{ loop.index }}", "{%tc endfor %}"),
            )
        ),
        plain(cs=["a", "b", "c", "d", "e"]),
    ),
    Case(
        "fewer columns than the grid has",
        docx(
            table(
                ("名", "{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"),
                ("值", "{%tc for c in cs %}", "{{ loop.index }}", "{%tc endfor %}"),
            )
        ),
        plain(cs=["a"]),
    ),
    Case(
        "columns in rows",
        docx(
            table(
                ("名", "{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"),
                ("{%tr for x in xs %}", "", "", ""),
                ("{{ x.名 }}", "{%tc for c in x.值 %}", "{{ c }}", "{%tc endfor %}"),
                ("{%tr endfor %}", "", "", ""),
            )
        ),
        plain(cs=["a", "b", "c"], xs=[{"名": "甲", "值": ["1", "2", "3"]}, {"名": "乙", "值": ["4", "5", "6"]}]),
    ),
    Case(
        "table in a loop of paragraphs",
        docx(p("{%p for x in xs %}"), table(("{{ x.名 }}", "{{ x.人 }}")), p("间"), p("{%p endfor %}")),
        plain(xs=ROWS),
    ),
    Case(
        "table in a table",
        docx(
            grid(
                2,
                row(
                    cell("外"),
                    cell(
                        grid(1, row(cell("{%tr for x in xs %}")), row(cell("{{ x }}")), row(cell("{%tr endfor %}")))
                        + p("")
                    ),
                ),
            )
        ),
        plain(xs=["1", "2"]),
    ),
    Case(
        "coloured cells",
        docx(
            grid(
                2,
                row(cell("{%tr for x in xs %}"), cell("")),
                row(cell("{% cellbg x.色 %}{{ x.名 }}", '<w:tcW w:w="2000" w:type="dxa"/>'), cell("b")),
                row(cell("{%tr endfor %}"), cell("")),
            )
        ),
        plain(xs=[{"名": "重大", "色": "FF0000"}, {"名": "低", "色": "0000FF"}]),
        ("spaces", "runs", "order"),
    ),
    Case(
        "cells that had a colour",
        docx(grid(1, row(cell("{% cellbg c %}x", '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>')))),
        plain(c="00FF00"),
        ("spaces", "runs", "order"),
    ),
    Case(
        "cells over several columns",
        docx(grid(3, row(cell("{% colspan n %}宽")), row(cell("a"), cell("b"), cell("c")))),
        plain(n=3),
        ("spaces", "runs", "order"),
    ),
    Case(
        "cells merged downwards",
        docx(
            grid(
                2,
                row(cell("{%tr for x in xs %}"), cell("")),
                row(cell("{% vm %}同"), cell("{{ x.名 }}")),
                row(cell("{%tr endfor %}"), cell("")),
            )
        ),
        plain(xs=ROWS),
        ("spaces", "runs", "order"),
    ),
    Case(
        "cells merged sideways",
        docx(
            grid(
                3,
                row(cell("{%tc for x in xs %}"), cell("{% hm %}同"), cell("{%tc endfor %}")),
                row(cell("{%tc for x in xs %}"), cell("{{ x }}"), cell("{%tc endfor %}")),
            )
        ),
        plain(xs=["1", "2", "3"]),
        ("spaces", "runs", "order"),
    ),
    Case(
        "wide cells merged sideways",
        docx(
            grid(
                6,
                row(cell("{%tc for x in xs %}"), cell("{% hm %}同", '<w:gridSpan w:val="2"/>'), cell("{%tc endfor %}")),
                row(*(cell(str(n)) for n in range(6))),
            )
        ),
        plain(xs=["1", "2", "3"]),
        ("spaces", "runs", "order"),
    ),
    Case("comments in a line", docx(p("a{# 注 #}b")), plain(), ("spaces", "runs")),
    Case("paragraph comments", docx(p("甲"), p("{#p 注 #}"), p("乙")), plain()),
    Case(
        "row and cell comments", docx(table(("{#tr 注 #}", ""), ("a", "{#tc 注 #}"), ("c", "d"))), plain(), ("spaces",)
    ),
    Case(
        "joined paragraphs",
        docx(p("房在"), p("{%- if x -%}"), p("城里"), p("{%- else -%}"), p("乡下"), p("{%- endif -%}"), p("。")),
        plain(x=True),
        ("spaces", "runs"),
    ),
    Case("spaces dropped beside a value", docx(p("甲  {{- x -}}  乙")), plain(x="、")),
    Case("spaces kept", docx(p("甲  {{ x }}  乙")), plain(x="  丙  ")),
    Case("a line break in a value", docx(p(r("前{{ x }}后", BOLD))), plain(x="一\n二")),
    Case(
        "a listing",
        docx(p(r("{{ x }}", BOLD), props='<w:jc w:val="center"/>')),
        lambda kit: {"x": kit.listing("一 & <二>\n三\a新段\f新页")},
        ("spaces", "runs"),
    ),
    Case(
        "rich text",
        docx(p("前{{r x }}后")),
        lambda kit: {"x": kit.rich_text("红 <字>", color="#FF0000", bold=True, italic=True, size=40, underline="wave")},
        ("spaces", "runs", "order"),
    ),
    Case(
        "rich text in all its looks",
        docx(p("{{r x }}")),
        lambda kit: {"x": _all_looks(kit)},
        ("spaces", "runs", "order"),
    ),
    Case(
        "rich text with an east-Asian font",
        docx(p("{{r x }}")),
        lambda kit: {"x": kit.rich_text("宋", font="eastAsia:微软雅黑")},
        ("spaces", "runs", "order"),
    ),
    Case(
        "rich text with line breaks",
        docx(p("{{r x }}")),
        lambda kit: {"x": kit.rich_text("一\n二\a三", bold=True)},
        ("spaces", "runs", "order"),
    ),
    Case(
        "rich text and a paragraph if",
        docx(p("{%p if x %}"), p("{{r x }}"), p("{%p endif %}")),
        lambda kit: {"x": kit.rich_text("粗", bold=True)},
        ("spaces", "runs", "order"),
    ),
    Case(
        "rich text with a link",
        docx(p("{{r x }}")),
        lambda kit: {"x": kit.rich_text("站", **kit.link("https://example.org/?a=1&b=2"))},
        ("spaces", "runs", "order", "ids"),
    ),
    Case(
        "rich paragraphs",
        docx(p("{{p x }}"), p("尾")),
        lambda kit: {"x": kit.paragraph(kit.rich_text("甲", bold=True), parastyle="a")},
        ("spaces", "runs", "order"),
    ),
    Case(
        "run statements",
        docx(p(r("前"), r("{%r if x %}"), r("粗", BOLD), r("{%r endif %}"), r("后"))),
        plain(x=True),
        ("spaces", "runs"),
    ),
    Case(
        "a picture in the text",
        docx(p("{{ x }}")),
        lambda kit: {"x": kit.image(PNG, width=360000)},
        ("spaces", "runs", "ids"),
    ),
    Case(
        "pictures of many sizes in a table",
        docx(table(("{%tr for x in xs %}", ""), ("{{ x }}", "{{ loop.index }}"), ("{%tr endfor %}", ""))),
        lambda kit: {"xs": [kit.image(PNG), kit.image(PNG, height=720000), kit.image(PNG, width=1000, height=2000)]},
        ("spaces", "runs", "ids"),
    ),
    Case(
        "a picture with a link",
        docx(p("{{ x }}")),
        lambda kit: {"x": kit.image(PNG, anchor="https://example.org/")},
        ("spaces", "runs", "ids"),
    ),
    Case(
        "pictures of the template in a loop",
        docx(p("{%p for x in xs %}"), p(picture("rId_media_a.png")), p("{%p endfor %}"), parts={"media/a.png": PNG}),
        plain(xs=[1, 2]),
        ("spaces", "ids"),
    ),
    Case(
        "headers and footers",
        docx(
            p("正文 {{ 名 }}"),
            section=sect(
                '<w:headerReference w:type="default" r:id="rId_header1.xml"/>',
                '<w:footerReference w:type="default" r:id="rId_footer1.xml"/>',
            ),
            parts={
                "header1.xml": part("w:hdr", p("页眉 {{ 名 }}"), p("{%p if x %}"), p("有"), p("{%p endif %}")),
                "footer1.xml": part("w:ftr", p("페이지 {{ 名 }} & 页脚")),
            },
        ),
        plain(名="甲&乙", x=True),
    ),
    Case(
        "a picture in a header",
        docx(
            p("正文"),
            section=sect('<w:headerReference w:type="default" r:id="rId_header1.xml"/>'),
            parts={"header1.xml": part("w:hdr", p("{{ x }}"))},
        ),
        lambda kit: {"x": kit.image(PNG, width=360000)},
        ("spaces", "runs", "ids"),
    ),
    Case(
        "footnotes",
        docx(
            p("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            parts={
                "footnotes.xml": part(
                    "w:footnotes",
                    '<w:footnote w:type="separator" w:id="0">' + p("<w:r><w:separator/></w:r>") + "</w:footnote>",
                    '<w:footnote w:id="2">' + p("注：{{ 名 }}") + "</w:footnote>",
                )
            },
        ),
        plain(名="<甲>"),
    ),
    Case(
        "filters",
        docx(p("{{ x|upper }} {{ y|default('无') }} {{ xs|join('、') }} {{ xs|length }}")),
        plain(x="a", y="b", xs=["1", "2"]),
    ),
    Case(
        "tests",
        docx(p("{% if x is defined and x is string %}有{% endif %}{% if z is not defined %}无{% endif %}")),
        plain(x="a"),
    ),
    Case("set and arithmetic", docx(p("{% set n = a * 2 + 1 %}{{ n }} {{ a // 2 }} {{ a ~ 'x' }}")), plain(a=5)),
    Case("macros", docx(p("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('<') }}{{ m(a) }}")), plain(a="&")),
    Case("raw", docx(p("{% raw %}{{ x }} {% y %}{% endraw %}")), plain()),
    Case(
        "a namespace that counts",
        docx(p("{% set ns = namespace(n=0) %}{% for x in xs %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}")),
        plain(xs=[1, 2, 3]),
    ),
    Case(
        "loop helpers",
        docx(
            p(
                "{% for x in xs %}{{ loop.index0 }}{{ x }}{% if not loop.last %},{% endif %}"
                "{{ loop.cycle('a','b') }}{% endfor %}"
            )
        ),
        plain(xs=["p", "q"]),
    ),
    Case(
        "for with a condition and else",
        docx(p("{% for x in xs if x > 5 %}{{ x }}{% else %}无{% endfor %}")),
        plain(xs=[1, 2]),
    ),
    Case(
        "methods of groups",
        docx(p("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}{{ d.get('z', 'n') }}")),
        plain(d={"a": "1", "b": "2"}),
    ),
    Case(
        "a tag in an attribute",
        docx(p(picture("rId_media_a.png", descr="{{ x }}")), parts={"media/a.png": PNG}),
        plain(x='a "b" <c>'),
        ("spaces", "ids"),
    ),
    Case(
        "typographic quotes in a tag",
        docx(p("{{ x|default(“无”) }}{% if y == ‘甲’ %}是{% endif %}")),
        plain(x="a", y="甲"),
    ),
    Case(
        "a tag that Word has cut",
        docx(p(r("前{"), r("{ 人"), r(".名"), r(" }"), r("}后"))),
        plain(人={"名": "甲"}),
        ("spaces", "runs"),
    ),
    Case(
        "a block tag that Word has cut",
        docx(p(r("{"), r("%p if x"), r(" %}")), p("甲"), p(r("{%"), r("p endif %}"))),
        plain(x=True),
        ("spaces", "runs"),
    ),
    Case(
        "a text box",
        docx(
            p(
                '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>',
                f"{p('框 {{ x }}')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
                r("外 {{ x }}"),
            )
        ),
        plain(x="甲"),
    ),
]


def _all_looks(kit: Kit) -> object:
    text = kit.rich_text("一", style="a0", strike=True)
    text.add("二", highlight="#ffff00", superscript=True)
    text.add("三", subscript=True, lang="zh-CN", font="Arial")
    text.add("四", rtl=True, bold=True, italic=True, underline=True)
    text.add(kit.rich_text("五", bold=True))
    text.add(6)
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_parts_are_equal(case: Case) -> None:
    meant = frozenset(case.meant)
    theirs = parts(by_docxtpl(case.template, case.context), meant)
    ours = parts(by_us(case.template, case.context), meant)
    # python-docx adds core properties to a document without.
    for name in set(theirs) - {"docProps/core.xml"}:
        assert ours.get(name) == theirs[name], name


def test_filters_and_tests_of_ones_own_are_used() -> None:
    template = docx(p("{{ x|mask }}{% if x is short %}短{% endif %}{{ unit }}"))
    stock = jinja2.Environment(autoescape=True)
    stock.filters["mask"] = mask
    stock.tests["short"] = is_short
    stock.globals["unit"] = "毫米"
    ours = make_environment({"mask": mask}, {"short": is_short}, {"unit": "毫米"})
    meant = frozenset({"spaces"})
    theirs = parts(by_docxtpl(template, plain(x="<张示例>"), environment=stock), meant)
    assert (
        parts(by_us(template, plain(x="<张示例>"), environment=ours), meant)["word/document.xml"]
        == theirs["word/document.xml"]
    )


def mask(text: str) -> str:
    """The text with all but its first two signs hidden."""
    return text[:2] + "*" * (len(text) - 2)


def is_short(text: str) -> bool:
    """Whether the text has less than nine signs."""
    return len(text) < 9


def test_core_properties_are_rendered() -> None:
    template = Document()
    template.core_properties.title = "{{ 名 }}预案"
    template.core_properties.author = "{{ 名 }} & 街道"
    template.add_paragraph("{{ 名 }}")
    out = io.BytesIO()
    template.save(out)
    meant = frozenset({"spaces"})
    theirs = parts(by_docxtpl(out.getvalue(), plain(名="云岭")), meant)
    ours = parts(by_us(out.getvalue(), plain(名="云岭")), meant)
    # python-docx adds the properties that it asks for, empty.
    core = theirs.pop("docProps/core.xml")
    for name in ("identifier", "language"):
        core = core.replace(f'<dc:{name} xmlns:dc="http://purl.org/dc/elements/1.1/"></dc:{name}>', "")
    assert ours.pop("docProps/core.xml") == core
    assert ours == theirs
