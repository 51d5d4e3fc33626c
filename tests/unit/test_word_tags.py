"""Where tags begin and end, what they hold, and how a tag that Word has cut is made whole again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from wml import NAMESPACES
from wml import p
from wml import r

from generator.word import tagtext
from generator.word.lexer import Lexed
from generator.word.lexer import lex
from generator.word.place import StoryPlace

BOLD = "<w:b/>"


def lexed(*content: str) -> tuple[Lexed, str]:
    """The tags in a story, and the story's XML with markers, without declarations."""
    root = etree.fromstring(f"<w:body {NAMESPACES}>{''.join(content)}</w:body>")
    found = lex([root], StoryPlace("a.docx"))
    xml = etree.tostring(root, encoding="unicode")
    return found, xml[xml.index(">") + 1 : xml.rindex("<")].replace(' xml:space="preserve"', "")


def codes(found: Lexed) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a{{ b }}c", ["{{ b }}"]),
        ("{{ a }}{% b %}{# c #}", ["{{ a }}", "{% b %}", "{# c #}"]),
        ("{{ '}}' }}x", ["{{ '}}' }}"]),
        ('{{ "a\\"}}" }}x', ['{{ "a\\"}}" }}']),
        ("{{ {'a': {'b': 1}} }}", ["{{ {'a': {'b': 1}} }}"]),
        ("{% if '%}' %}", ["{% if '%}' %}"]),
        ("{# ' #} ' #}", ["{# ' #}"]),
        ("{{ it's }} and {{ b }}", ["{{ it's }}", "{{ b }}"]),
        ("{ a } {a} }}", []),
        ("{{ a|default('{{ }}') }}", ["{{ a|default('{{ }}') }}"]),
        ("{{ f(a }} and {{ b }}", ["{{ f(a }}", "{{ b }}"]),
        ("{# {{ a }} {% b #}", ["{# {{ a }} {% b #}"]),
    ],
)
def test_a_tag_ends_where_its_quotes_and_brackets_let_it(text: str, tags: list[str]) -> None:
    assert [text[a:b] for a, b in tagtext.spans(text)] == tags


@pytest.mark.parametrize(
    ("text", "unclosed", "tags"),
    [
        ("{{ 所.可用人数 人 （{{ 所.分到人数 }}）", ["{{ 所"], ["{{ 所.分到人数 }}"]),
        ("{% if a %人{{ b }}", ["{% if"], ["{{ b }}"]),
        ("{{ a }人{% endif %}", ["{{ a "], ["{% endif %}"]),
        ("{{ a|default('无' 人{{ b }}", ["{{ a|"], ["{{ b }}"]),
        ("{{ a|default('{{') 人{{ b }}", ["{{ a|"], ["{{ b }}"]),
        ("{# a {{ b }}{# c #}", ["{# a "], ["{# c #}"]),
        ("{# a {{ b }}", ["{# a "], ["{{ b }}"]),
        ("{{ a {% b {{ c", ["{{ a ", "{% b ", "{{ c"], []),
        ("{{{{ a }}", ["{{{{ "], ["{{ a }}"]),
    ],
)
def test_a_tag_is_not_closed_when_another_begins_in_it(text: str, unclosed: list[str], tags: list[str]) -> None:
    found = tagtext.spans(text)
    assert [text[a:b] for a, b in found if b >= 0] == tags
    assert [text.index(begin) for begin in unclosed] == [a for a, b in found if b < 0]


@pytest.mark.parametrize(
    ("text", "prefix", "body"),
    [
        ("{{ x }}", "", "x"),
        ("{{p x }}", "p", "x"),
        ("{{ p }}", "", "p"),
        ("{{p}}", "", "p"),
        ("{{p.名}}", "", "p.名"),
        ("{%tr for x in y %}", "tr", "for x in y"),
        ("{%tc endfor %}", "tc", "endfor"),
        ("{{r rich }}", "r", "rich"),
        ("{#tr anything #}", "tr", "anything"),
        ("{%- if x -%}", "", "if x"),
        ("{{ a\n  or b }}", "", "a or b"),
    ],
)
def test_a_tag_has_a_prefix_and_a_body(text: str, prefix: str, body: str) -> None:
    inner = tagtext.inner(text)
    assert (inner.prefix, inner.body) == (prefix, body)


@pytest.mark.parametrize(
    ("body", "straight"),
    [
        ("x|default(“无”)", "x|default('无')"),
        ("x == ‘甲’", "x == '甲'"),
        ("x|default(”无”)", "x|default('无')"),
        ('x|default("“未填写”")', 'x|default("“未填写”")'),
        ("x|default(“it's”)", 'x|default("it\'s")'),
    ],
)
def test_typographic_quotes_are_quotes_unless_they_stand_in_straight_ones(body: str, straight: str) -> None:
    assert tagtext.straighten(body)[0] == straight


def test_full_width_signs_are_problems_outside_of_quoted_texts() -> None:
    found, _ = lexed(p("{{ x｜default（'（无）'） }}"))
    assert codes(found) == ["PG407", "PG407", "PG407"]
    assert [dict(problem.values)["expected"] for problem in found.problems] == ["|", "(", ")"]


def test_full_width_braces_are_no_tag_and_said_to_be_none() -> None:
    found, _ = lexed(p("｛｛ 名称 ｝｝"))
    assert codes(found) == ["PG408", "PG408"]


def test_an_ideographic_space_in_a_tag_is_a_space() -> None:
    found, _ = lexed(p("{{　x　}}"))
    assert (found.tags[0].body, codes(found)) == ("x", [])


def test_an_unclosed_tag_is_a_problem_with_its_place() -> None:
    found, _ = lexed(p("甲"), p("见 {{ 名称 和别的"))
    (problem,) = found.problems
    assert (problem.code, problem.place.where) == ("PG401", "¶2")


def test_what_follows_an_unclosed_tag_is_read_all_the_same() -> None:
    found, _ = lexed(p(r("有 {{ 名称 人（", BOLD), r("{{ 数量 }}）")), p('<w:hyperlink w:tooltip="{{ a {{ b }}"/>'))
    assert [(problem.code, dict(problem.values)["found"]) for problem in found.problems] == [
        ("PG401", "{{ 名称 人（"),
        ("PG401", "{{ a"),
    ]
    assert [tag.text for tag in found.tags if not tag.is_broken] == ["{{ 数量 }}", "{{ b }}"]


def test_raw_text_may_hold_tags_that_are_not_closed_but_for_its_own_end() -> None:
    assert codes(lexed(p("{% raw %}{{ x {% endraw %}{{ y }}"))[0]) == []
    assert codes(lexed(p("{% raw %}{{ x "), p("{% endraw "), p("{{ y"))[0]) == ["PG401", "PG401"]


def test_a_stray_end_is_noted() -> None:
    assert codes(lexed(p("名称 }}"))[0]) == ["PG416"]


def test_the_tag_stands_in_the_run_where_it_begins() -> None:
    found, xml = lexed(p(r("前 {{ na", BOLD), r("me }} 后")))
    assert found.tags[0].text == "{{ name }}"
    assert xml == "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>前 <?pg 0?></w:t></w:r><w:r><w:t> 后</w:t></w:r></w:p>"


def test_formats_that_differ_within_a_tag_are_noted() -> None:
    found, _ = lexed(p(r("{{ na", BOLD), r("me }}")))
    assert codes(found) == ["PG412"]


def test_invisible_differences_within_a_tag_are_not_noted() -> None:
    found, _ = lexed(p(r("{{ na", '<w:lang w:val="en-US"/>'), r("me }}", '<w:rFonts w:hint="eastAsia"/>')))
    assert codes(found) == []


def test_what_follows_in_a_like_run_is_joined() -> None:
    _, xml = lexed(p(r("{"), r("{ a }"), r("}后"), r("尾")))
    assert xml == "<w:p><w:r><w:t><?pg 0?>后</w:t></w:r><w:r><w:t>尾</w:t></w:r></w:p>"


def test_bookmarks_within_a_tag_stay() -> None:
    _, xml = lexed(p(r("{{ a"), '<w:bookmarkStart w:id="1" w:name="b"/>', r(" }}"), '<w:bookmarkEnd w:id="1"/>'))
    assert xml.count("w:bookmark") == 2
    assert xml.count("<w:r>") == 1


def test_a_break_within_a_tag_is_a_space() -> None:
    found, xml = lexed(p("<w:r><w:t>{{ a</w:t><w:br/><w:t>or b }}</w:t></w:r>"))
    assert found.tags[0].body == "a or b"
    assert "w:br" not in xml


def test_tags_in_attributes_and_field_codes_are_found() -> None:
    found, xml = lexed(
        p('<w:r><w:instrText> HYPERLINK "{{ u }}" </w:instrText></w:r>', '<w:hyperlink w:tooltip="{{ t }}"/>')
    )
    assert [tag.body for tag in found.tags] == ["u", "t"]
    assert "{{" not in xml


def test_nothing_in_raw_is_a_tag() -> None:
    found, xml = lexed(p("{% raw %}{{ x }}"), p("{% if %}{% endraw %}{{ y }}"))
    assert [tag.body for tag in found.tags] == ["raw", "endraw", "y"]
    assert "{{ x }}" in xml


def test_places_speak_of_tables_rows_and_cells() -> None:
    body = (
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc>"
        + p("{{ x }}")
        + "</w:tc></w:tr></w:tbl>"
    )
    found, _ = lexed(p("甲"), body)
    assert found.tags[0].place.where == "¶4, table 1 row 2 cell 2"


_TEXT = st.text(alphabet="ab {}%#甲“”'\"<&\\", max_size=30)


@given(_TEXT)
def test_any_text_is_read_without_an_accident(text: str) -> None:
    for start, end in tagtext.spans(text):
        assert end < 0 or text[start] == "{"
        if end >= 0:
            tagtext.straighten(tagtext.inner(text[start:end]).body)


@given(st.data())
def test_a_tag_cut_anywhere_is_the_same_tag(data: st.DataObject) -> None:
    text = "前 {{ 点.名称|default('无 }} ') }} 中 {% if x %}是{% endif %} 后 <&>"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    whole, xml = lexed(p(r(text)))
    found, cut = lexed(p(*[r(piece) for piece in pieces]))
    assert [tag.body for tag in found.tags] == [tag.body for tag in whole.tags]
    assert codes(found) == []
    joined = cut.replace("</w:t></w:r><w:r><w:t>", "")
    assert joined == xml
