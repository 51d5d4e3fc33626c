"""What a story's tags become: values, blocks, tables that depend on data, engine calls, problems with their places."""

from __future__ import annotations

import marshal
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from wml import NAMESPACES
from wml import p
from wml import picture
from wml import r
from wml import table

from generator.problems import Problem
from generator.word.compiling import compile_story
from generator.word.place import StoryPlace
from generator.word.state import Deferred
from generator.word.state import RenderState
from generator.word.state import join
from generator.word.story import Story

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def compiled(*content: str) -> tuple[Story | None, list[Problem]]:
    """The story of a body with that content."""
    root = etree.fromstring(f'<w:body {NAMESPACES} xmlns:pg="urn:plangen:engine">{"".join(content)}</w:body>')
    return compile_story(root, where=StoryPlace("a.docx", headings=frozenset({"h1"})))


def rendered(*content: str, state: RenderState | None = None, **context: object) -> str:
    """The content of the rendered body."""
    story, problems = compiled(*content)
    assert story is not None, problems
    state = state or RenderState()
    pieces = story.render(context, state)
    assert state.problems == []
    xml = join(pieces).decode()
    etree.fromstring(xml)
    return xml[xml.index(">") + 1 : xml.rindex("<")]


def texts(xml: str) -> list[str]:
    """The text of each paragraph."""
    root = etree.fromstring(f"<w:body {NAMESPACES}>{xml}</w:body>")
    return ["".join(t.text or "" for t in q.iter(W + "t")) for q in root.iter(W + "p")]


def wrong(*content: str) -> list[tuple[str, str]]:
    """The codes and places of the errors of a template."""
    story, problems = compiled(*content)
    assert story is None
    return [(problem.code, problem.place.where) for problem in problems]


def fails(*content: str, **context: object) -> Problem:
    """The one problem of rendering."""
    story, problems = compiled(*content)
    assert story is not None, problems
    state = RenderState()
    story.render(context, state)
    (problem,) = state.problems
    return problem


class TestValues:
    def test_markup_in_a_value_is_text(self) -> None:
        assert texts(rendered(p("{{ x }}"), x="<b>&amp; ]]> {{ y }} {_{ {% for %} \"'")) == [
            "<b>&amp; ]]> {{ y }} {_{ {% for %} \"'"
        ]

    @pytest.mark.parametrize("text", ["𠮷野家", "😀", "a\u00a0b", "（　）", "\u200b", "\ue000"])
    def test_every_character_that_xml_holds_is_printed(self, text: str) -> None:
        assert texts(rendered(p("{{ x }}"), x=text)) == [text]

    def test_texts_that_are_more_than_texts_are_printed_as_texts(self) -> None:
        class Gap(str):
            __slots__ = ()

        assert texts(rendered(p("{{ x }}{{ y }}"), x=Gap("<a>"), y=Gap("b"))) == ["<a>b"]

    def test_line_breaks_and_tabs_keep_the_format(self) -> None:
        xml = rendered(p(r("{{ x }}", "<w:b/>")), x="a\nb\tc\r\nd")
        assert xml.count("<w:br/>") == 2
        assert xml.count("<w:tab/>") == 1
        assert xml.count("<w:r>") == 1

    @pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
    def test_what_xml_cannot_hold_is_a_problem(self, sign: str) -> None:
        problem = fails(p("x"), p("{{ x }}"), x=f"a{sign}")
        assert (problem.code, problem.place.where) == ("PG602", "¶2")
        assert dict(problem.values) == {"found": f"U+{ord(sign):04X}"}

    @pytest.mark.parametrize("value", [None, [], {}, ["a"], {"a": 1}, b"x"])
    def test_what_is_no_text_is_a_problem(self, value: object) -> None:
        assert fails(p("{{ x }}"), x=value).code == "PG603"

    def test_an_undefined_name_is_a_problem_at_its_tag(self) -> None:
        problem = fails(p("总则", ident="h1"), table(("a", "{{ 名称 }}")))
        assert (problem.code, problem.place.file, problem.place.heading) == ("PG601", "a.docx", "总则")
        assert problem.place.where == "¶3, table 1 row 1 cell 2"
        assert problem.place.text == "{{ 名称 }}"

    def test_an_undefined_part_of_a_loop_item_is_a_problem_at_its_tag(self) -> None:
        problem = fails(p("{%p for x in xs %}"), p("{{ x.a }}"), p("{{ x.b }}"), p("{%p endfor %}"), xs=[{"a": "1"}])
        assert (problem.code, problem.place.where) == ("PG601", "¶3")

    def test_a_value_that_cannot_be_worked_out_is_a_problem(self) -> None:
        assert fails(p("{{ x - 1 }}"), x="a").code == "PG604"

    def test_attributes_take_values_without_breaking_out(self) -> None:
        xml = rendered(p(picture(descr="{{ x }}")), x='"/><w:p>\n&')
        assert 'descr="&#34;/&gt;&lt;w:p&gt; &amp;"' in xml

    def test_a_plain_text_in_a_paragraph_tag_becomes_a_paragraph_like_it(self) -> None:
        xml = rendered(p(r("{{p x }}", "<w:b/>"), props='<w:jc w:val="center"/>'), x="a<b")
        assert '<w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>' in xml
        assert texts(xml) == ["a<b"]

    def test_a_plain_text_in_a_run_tag_becomes_a_run_like_it(self) -> None:
        xml = rendered(p(r("前{{r x }}后", "<w:b/>")), x="中")
        assert xml.count("<w:rPr><w:b/></w:rPr>") == 3
        assert texts(xml) == ["前中后"]

    def test_a_text_cannot_be_a_row(self) -> None:
        assert fails(table(("{{tr x }}",)), x="a").code == "PG609"


class TestBlocks:
    def test_a_loop_spans_paragraphs_from_text_to_like_text(self) -> None:
        assert texts(rendered(p("a{% if x %}b"), p("c{% endif %}d"), x=False)) == ["ad"]
        assert texts(rendered(p("a{% if x %}b"), p("c{% endif %}d"), x=True)) == ["ab", "cd"]

    def test_paragraphs_of_nothing_but_whole_blocks_vanish(self) -> None:
        content = (p("{% for x in xs %}"), p("{{ x }}"), p("{% endfor %}"), p("{# 注 #}"), p("{% set y = 1 %}"), p("z"))
        assert texts(rendered(*content, xs=["a", "b"])) == ["a", "b", "z"]

    def test_a_paragraph_whose_block_ends_in_a_text_stays(self) -> None:
        assert texts(rendered(p("{% if x %}"), p("a{% endif %}"), x=True)) == ["", "a"]

    def test_a_block_may_not_end_in_another_kind_of_place(self) -> None:
        assert wrong(p("{% if x %}a"), table(("b{% endif %}",))) == [("PG414", "¶1")]

    def test_branches_may_differ_in_paragraphs_but_not_in_what_they_leave_open(self) -> None:
        assert texts(rendered(p("{% if x %}a"), p("b{% else %}c{% endif %}d"), x=False)) == ["cd"]
        link = "<w:hyperlink><w:r><w:t>b{% endif %}</w:t></w:r></w:hyperlink>"
        assert wrong(p("{% if x %}a"), p(link)) == [("PG414", "¶1")]

    def test_text_beside_a_paragraph_tag_is_a_problem(self) -> None:
        assert wrong(p("若 {%p if x %}"), p("a"), p("{%p endif %}")) == [("PG411", "¶1")]

    def test_text_in_the_row_of_a_row_tag_is_a_problem(self) -> None:
        assert wrong(table(("{%tr for x in xs %}", "名"), ("{{ x }}", ""), ("{%tr endfor %}", ""))) == [
            ("PG411", "¶1, table 1 row 1 cell 1")
        ]

    def test_a_section_break_beside_a_paragraph_tag_is_a_problem(self) -> None:
        assert wrong(p("{%p if x %}", props="<w:sectPr/>"), p("{%p endif %}"))[0][0] == "PG411"

    def test_a_row_tag_outside_of_tables_is_a_problem(self) -> None:
        assert wrong(p("{%tr if x %}"), p("{%tr endif %}")) == [("PG413", "¶1"), ("PG413", "¶2")]

    def test_a_bookmark_that_reaches_into_a_vanishing_paragraph_stays_whole(self) -> None:
        xml = rendered(
            p('<w:bookmarkStart w:id="1" w:name="b"/>', "{%p if x %}"),
            p("a", '<w:bookmarkEnd w:id="1"/>'),
            p("{%p endif %}"),
            x=True,
        )
        assert xml.startswith('<w:bookmarkStart w:id="1" w:name="b"/><w:p>')

    def test_everything_wrong_is_told_at_once(self) -> None:
        assert wrong(
            p("{%p if x %}"), p("{{ a b }}"), p("{% include 'x' %}"), p("{{ y|nofilter }}"), p("{% endfor %}")
        ) == [("PG403", "¶5"), ("PG402", "¶1"), ("PG404", "¶2"), ("PG410", "¶3"), ("PG405", "¶4")]

    def test_a_broken_tag_hides_nothing_behind_it(self) -> None:
        assert wrong(
            p("{%p if x"),
            p("{{ ''.__class__ }}{{ a b }}{{ y|nofilter }}"),
            p("{{ x（1） }}"),
            p("{%tr for y in xs %}"),
            p("{%p endif %}"),
        ) == [
            ("PG401", "¶1"),
            ("PG407", "¶3"),
            ("PG407", "¶3"),
            ("PG413", "¶4"),
            ("PG402", "¶4"),
            ("PG404", "¶2"),
            ("PG409", "¶2"),
            ("PG405", "¶2"),
        ]

    @pytest.mark.parametrize("begin", ["{%p if x", "{%p if x }}", "{% for y in xs 各 {{ x }}", "{%p for y（ in xs %}"])
    def test_a_broken_tag_opens_its_block_all_the_same(self, begin: str) -> None:
        end = "{%p endfor %}" if "for" in begin else "{%p endif %}"
        assert {code for code, _ in wrong(p(begin), p("甲"), p(end))} <= {"PG401", "PG407"}

    @pytest.mark.parametrize("end", ["{%p endif", "{%p endif （", "{% endif {{ x }}"])
    def test_a_broken_tag_closes_its_block_all_the_same(self, end: str) -> None:
        assert wrong(p("{%p if x %}"), p("甲"), p(end)) == [("PG401", "¶3")]

    def test_where_a_broken_tag_may_open_anything_no_end_is_said_to_be_too_many(self) -> None:
        assert wrong(p("{% "), p("甲"), p("{%p endif %}{{ a b }}")) == [
            ("PG401", "¶1"),
            ("PG411", "¶3"),
            ("PG404", "¶3"),
        ]

    def test_an_unknown_filter_is_told_with_its_nearest(self) -> None:
        story, problems = compiled(p("{{ x|defualt('') }}"))
        assert story is None
        assert [(problem.code, dict(problem.values)["known"].split(",")[0]) for problem in problems] == [
            ("PG405", "default")
        ]

    def test_blocks_nested_too_deep_are_a_problem(self) -> None:
        assert wrong(*[p("{%p if x %}")] * 40, *[p("{%p endif %}")] * 40)[0] == ("PG415", "¶16")


class TestTables:
    def test_a_table_without_rows_is_left_out(self) -> None:
        content = (p("a"), table(("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",)), p("b"))
        assert "<w:tbl>" not in rendered(*content, xs=[])
        assert rendered(*content, xs=["1"]).count("<w:tr>") == 1

    def test_a_row_without_cells_is_left_out_and_its_table_with_it(self) -> None:
        content = (table(("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")), p("b"))
        assert rendered(*content, xs=[]) == rendered(p("b"))
        assert rendered(*content, xs=["1", "2"]).count("<w:tc>") == 2

    def test_a_cell_always_ends_in_a_paragraph(self) -> None:
        cell = f"{p('{%p if x %}')}{p('a')}{p('{%p endif %}')}"
        assert "</w:tcPr><w:p/></w:tc>" in rendered(table((cell,)), x=False)
        assert "<w:p/>" not in rendered(table((cell,)), x=True)

    def test_drawings_in_a_loop_get_numbers_of_their_own(self) -> None:
        xml = rendered(p("{%p for x in xs %}"), p(picture(ident=7)), p("{%p endfor %}"), xs=[1, 2])
        assert [part[:6] for part in xml.split("docPr id=")[1:]] == ['"1001"', '"1002"']


class Recording(RenderState):
    """A state with an engine call of its own."""

    def mark(self, name: str) -> bytes:
        return f'<w:bookmarkStart w:id="{len(self.output)}" w:name="{name}"/>'.encode()

    def later(self) -> Deferred:
        return Later()


class Later:
    """Something that is known in the end."""

    def resolve(self) -> bytes:
        return b"<w:r><w:t>later</w:t></w:r>"


class TestEngine:
    def test_engine_calls_put_out_what_the_state_returns(self) -> None:
        xml = rendered(
            p("""<pg:call expr="mark('b1')"/>""", "a", '<pg:call expr="later()"/>'),
            p("{{ x }}"),
            state=Recording(),
            x=Later(),
        )
        assert '<w:bookmarkStart w:id="1" w:name="b1"/><w:r>' in xml
        assert xml.count("<w:r><w:t>later</w:t></w:r>") == 2

    def test_the_output_so_far_is_known_while_a_story_runs(self) -> None:
        state = Recording()
        story, _ = compiled(p("""<pg:call expr="mark('b')"/>""", "a{{ x }}", """<pg:call expr="mark('c')"/>"""))
        assert story is not None
        pieces = story.render({"x": "1"}, state)
        marks = [piece for piece in pieces if isinstance(piece, bytes) and b"bookmark" in piece]
        assert [pieces[int(mark.split(b'"')[1])] for mark in marks] == marks

    def test_a_fault_of_the_engine_itself_is_not_laid_at_the_door_of_the_template(self) -> None:
        class Broken(RenderState):
            def mark(self, name: str) -> bytes:
                known: dict[str, bytes] = {}
                return known[name]

        story, _ = compiled(p("""<pg:call expr="mark('b')"/>""", "{{ x }}"))
        assert story is not None
        with pytest.raises(KeyError):
            story.render({"x": "1"}, Broken())

    def test_templates_cannot_name_the_engine(self) -> None:
        assert wrong(p("{{ __pg.mark('x') }}"))[0][0] == "PG409"

    def test_fragments_leave_known_namespaces_undeclared(self) -> None:
        roots = list(etree.fromstring(f"<w:body {NAMESPACES}>{p('{{ x }}')}{p('b')}</w:body>"))
        namespaces = {"w": W[1:-1]}
        story, _ = compile_story(roots, where=StoryPlace(), namespaces=namespaces)
        assert story is not None
        xml = join(story.render({"x": "1"}, RenderState())).decode()
        assert xml == rendered(p("{{ x }}"), p("b"), x="1")

    @pytest.mark.parametrize("copy", ["pickle", "marshal"])
    def test_a_story_survives_being_kept(self, copy: str) -> None:
        story, _ = compiled(p("{{ x }}"), p("{{ y.z }}"))
        assert story is not None
        if copy == "pickle":
            kept = pickle.loads(pickle.dumps(story))  # noqa: S301
        else:
            kept = Story.load(marshal.loads(marshal.dumps(story.dump())))  # noqa: S302
        assert kept.render({"x": "1", "y": {"z": "2"}}, RenderState()) == story.render(
            {"x": "1", "y": {"z": "2"}}, RenderState()
        )
        state = RenderState()
        kept.render({"x": "1"}, state)
        assert state.problems[0].place.where == "¶2"


_ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("{}%_#<>&\"'\n\t ]")), max_size=40)
_ILLEGAL = {*map(chr, range(0x20)), "\ufffe", "\uffff"} - set("\t\n\r")


@given(_ANY)
def test_any_value_comes_out_literally(value: str) -> None:
    story, _ = compiled(p("〔{{ x }}〕{%r if x is defined %}{%r endif %}"), p(picture(descr="{{ x }}")))
    assert story is not None
    state = RenderState()
    pieces = story.render({"x": value}, state)
    if any(sign in _ILLEGAL or "\ud800" <= sign <= "\udfff" for sign in value):
        assert [problem.code for problem in state.problems] == ["PG602"]
        return
    assert state.problems == []
    root = etree.fromstring(join(pieces))
    seen = ""
    for node in root[0].iter(W + "t", W + "br", W + "tab"):
        seen += {W + "br": "\n", W + "tab": "\t"}.get(str(node.tag), node.text or "")
    assert seen == "〔" + value.replace("\r\n", "\n").replace("\r", "\n") + "〕"
