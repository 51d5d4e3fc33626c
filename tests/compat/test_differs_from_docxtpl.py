"""Where plangen differs from docxtpl on purpose: what docxtpl makes of a template, what plangen does, and why.

`docs/docxtpl-compatibility.md` tells the same to users.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from compat.engines import W
from compat.engines import by_docxtpl
from compat.engines import by_us
from compat.test_same_as_docxtpl import plain
from docx import Document
from lxml import etree
from wml import docx
from wml import p
from wml import r
from wml import table

from generator.problems import PlangenError


def said(document: bytes) -> list[str]:
    """The text of each paragraph, breaks and tabs as signs."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    signs = {W + "br": "\n", W + "tab": "\t"}
    return [
        "".join(signs.get(str(node.tag), node.text or "") for node in q.iter(W + "t", W + "br", W + "tab"))
        for q in root.iter(W + "p")
    ]


def both(template: bytes, **context: object) -> tuple[list[str], list[str]]:
    """What docxtpl says, what plangen says."""
    return said(by_docxtpl(template, plain(**context))), said(by_us(template, plain(**context)))


def refused(template: bytes, **context: object) -> list[str]:
    """The codes with which plangen refuses."""
    with pytest.raises(PlangenError) as caught:
        by_us(template, plain(**context))
    return [problem.code for problem in caught.value.problems]


class TestDataIsNeverRewritten:
    def test_signs_that_docxtpl_reads_as_escaped_tags_stay(self) -> None:
        assert both(docx(p("{{ x }}")), x="{_{ a }_}") == (["{{ a }}"], ["{_{ a }_}"])

    def test_control_characters_are_refused_and_not_dropped_or_read_as_layout(self) -> None:
        template = docx(p("{{ x }}"))
        assert said(by_docxtpl(template, plain(x="a\x0bb"))) == ["ab"]
        assert said(by_docxtpl(template, plain(x="a\ab"))) == ["a", "b"]
        assert refused(template, x="a\x0bb") == refused(template, x="a\ab") == ["PG602"]

    def test_quotes_in_a_quoted_text_stay_typographic(self) -> None:
        template = docx(p("{{ x|default('“无”') }}"))
        assert both(template) == (['"无"'], ["“无”"])

    def test_core_properties_are_escaped_once(self) -> None:
        template = Document()
        template.core_properties.title = "{{ x }}"
        out = io.BytesIO()
        template.save(out)
        titles = []
        for render in (by_docxtpl, by_us):
            made = Document(io.BytesIO(render(out.getvalue(), plain(x="R&D"))))
            titles.append(made.core_properties.title)
        assert titles == ["R&amp;D", "R&D"]


class TestNothingVanishesSilently:
    def test_an_undefined_name_is_a_problem(self) -> None:
        assert said(by_docxtpl(docx(p("a{{ x }}")), plain())) == ["a"]
        assert refused(docx(p("a{{ x }}"))) == ["PG601"]

    def test_nothing_and_lists_are_problems(self) -> None:
        assert said(by_docxtpl(docx(p("{{ x }}")), plain(x=None))) == ["None"]
        assert refused(docx(p("{{ x }}")), x=None) == refused(docx(p("{{ x }}")), x=["a"]) == ["PG603"]

    def test_text_beside_a_paragraph_tag_is_a_problem(self) -> None:
        template = docx(p("汛期{%p if x %}"), p("a"), p("{%p endif %}"))
        assert said(by_docxtpl(template, plain(x=True))) == ["a"]
        assert refused(template, x=True) == ["PG411"]

    def test_text_before_a_joining_tag_in_its_paragraph_stays(self) -> None:
        template = docx(p("甲"), p("乙{%- if x %}丙{% endif %}"))
        assert both(template, x=True) == (["甲丙"], ["甲", "乙丙"])

    def test_a_text_in_a_paragraph_tag_is_a_paragraph(self) -> None:
        assert both(docx(p("a"), p("{{p x }}")), x="b") == (["a"], ["a", "b"])

    def test_the_format_behind_a_run_tag_stays(self) -> None:
        template = docx(p(r("前{{r x }}后", "<w:b/>")))
        assert [_body(render(template, plain(x="中"))).count(b"<w:b/>") for render in (by_docxtpl, by_us)] == [1, 3]


class TestDocumentsStaySound:
    def test_a_table_or_row_without_content_is_left_out(self) -> None:
        template = docx(table(("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",)), p("尾"))
        assert [b"<w:tbl>" in _body(render(template, plain(xs=[]))) for render in (by_docxtpl, by_us)] == [True, False]

    def test_a_cell_ends_in_a_paragraph(self) -> None:
        template = docx(table((p("{%p if x %}") + p("a") + p("{%p endif %}"),)))
        assert [b"</w:tcPr></w:tc>" in _body(render(template, plain(x=False))) for render in (by_docxtpl, by_us)] == [
            True,
            False,
        ]

    def test_a_block_across_places_of_different_kinds_is_refused(self) -> None:
        assert refused(docx(p("{% if x %}a"), table(("b{% endif %}",))), x=False) == ["PG414"]

    def test_paragraphs_of_nothing_but_whole_blocks_vanish(self) -> None:
        assert both(docx(p("{% if x %}"), p("a"), p("{% endif %}")), x=True) == (["", "a", ""], ["a"])

    def test_a_tab_stays_in_its_run(self) -> None:
        template = docx(p(r("{{ x }}", "<w:b/>")))
        assert [_body(render(template, plain(x="a\tb"))).count(b"<w:r>") for render in (by_docxtpl, by_us)] == [3, 1]
        assert both(template, x="a\tb") == (["a\tb"], ["a\tb"])


class TestTemplatesRunNoCode:
    def test_attributes_of_python_are_refused(self) -> None:
        template = docx(p("{{ x.__class__ }}"))
        assert said(by_docxtpl(template, plain(x="a"))) == ["<class 'str'>"]
        assert refused(template, x="a") == ["PG409"]

    @pytest.mark.parametrize(
        "tag", ["{{ x|safe }}", "{{ x|center(9) }}", "{{ '%s' % x }}", "{{ x.replace('a', 'b') }}"]
    )
    def test_what_is_not_known_to_be_harmless_is_refused(self, tag: str) -> None:
        by_docxtpl(docx(p(tag)), plain(x="a"))
        assert refused(docx(p(tag)), x="a")[0] in {"PG405", "PG409"}

    @pytest.mark.parametrize("tag", ["{% filter upper %}a{% endfilter %}", "{% block a %}{% endblock %}"])
    def test_statements_that_handle_markup_as_text_are_refused(self, tag: str) -> None:
        by_docxtpl(docx(p(tag)), plain())
        assert "PG410" in refused(docx(p(tag)))

    def test_tags_end_in_the_paragraph_where_they_begin(self) -> None:
        template = docx(p("a{# 一"), p("二 #}b"))
        assert said(by_docxtpl(template, plain())) == ["ab"]
        assert refused(template) == ["PG401", "PG416"]


def _body(document: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read("word/document.xml")
