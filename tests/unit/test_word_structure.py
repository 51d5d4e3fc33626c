"""Whatever an author writes where: a template is refused with a place, or everything it renders is sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from wml import NAMESPACES
from wml import p
from wml import r
from wml import table

from generator.word.compiling import compile_story
from generator.word.place import StoryPlace
from generator.word.state import RenderState
from generator.word.state import join

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTEXTS: list[dict[str, object]] = [
    {"x": "", "xs": [], "n": 1},
    {"x": "<甲>\n", "xs": ["1", "2"], "n": 2},
]

_TAGS = st.sampled_from(
    [
        *("{{ x }}", "{{p x }}", "{{r x }}", "{% if x %}", "{% else %}", "{% endif %}", "{% for y in xs %}", "{{ y }}"),
        *("{% endfor %}", "{%p if x %}", "{%p endif %}", "{%p for x in xs %}", "{%p endfor %}", "{%tr for x in xs %}"),
        *("{%tr endfor %}", "{%tr if x %}", "{%tr endif %}", "{%tc for x in xs %}", "{%tc endfor %}", "{% vm %}"),
        *("{% hm %}", "{% cellbg 'FF0000' %}", "{% colspan n %}", "{# c #}", "{#p c #}", "{#tr c #}", "{%r if x %}"),
        *("{%r endif %}", "{%- if x -%}", "{%- endif %}", "{{", "%}", "{% raw %}", "{% endraw %}", "{% set z = 1 %}"),
    ]
)
_RUNS = st.one_of(_TAGS.map(r), _TAGS.map(lambda tag: r(tag, "<w:b/>")), st.sampled_from([r("甲"), r(" "), "<w:r/>"]))
_PARAGRAPHS = st.lists(_RUNS, max_size=3).map(lambda runs: p(*runs))
_WRAPPED = st.sampled_from(
    [
        ("{%p if x %}", "{%p endif %}"),
        ("{%p for x in xs %}", "{%p endfor %}"),
        ("{% for x in xs %}", "{% endfor %}"),
        ("{% if x %}", "{% endif %}"),
    ]
)
_ROWS = st.sampled_from([("{%tr for y in xs %}", "{%tr endfor %}"), ("{%tr if x %}", "{%tr endif %}"), ("", "")])
_COLUMNS = st.sampled_from([("{%tc for y in xs %}", "{%tc endfor %}"), ("{%tc if x %}", "{%tc endif %}"), ("", "")])


def _wrapped(parts: tuple[tuple[str, str], str]) -> str:
    (begin, end), inside = parts
    return p(begin) + inside + p(end)


def _table(parts: tuple[tuple[str, str], tuple[str, str], str]) -> str:
    (row, end_row), (column, end_column), inside = parts
    cells = [*([column] if column else []), inside, *([end_column] if end_column else [])]
    rows = [tuple(cells)]
    if row:
        rows = [(row, *[""] * (len(cells) - 1)), *rows, (end_row, *[""] * (len(cells) - 1))]
    return table(*rows)


_BLOCKS = st.recursive(
    _PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(_WRAPPED, inner).map(_wrapped),
        st.tuples(_ROWS, _COLUMNS, inner).map(_table),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(_BLOCKS)
def test_a_template_is_refused_or_all_its_documents_are_sound(content: str) -> None:
    root = etree.fromstring(f"<w:body {NAMESPACES}>{content}</w:body>")
    story, problems = compile_story(root, where=StoryPlace("a.docx"))
    if story is None:
        assert all(problem.place.where for problem in problems)
        return
    for context in CONTEXTS:
        state = RenderState()
        pieces = story.render(context, state)
        if state.problems:
            assert {problem.code for problem in state.problems} <= {"PG601", "PG603", "PG609"}
            continue
        body = etree.fromstring(join(pieces))
        for cell in body.iter(W + "tc"):
            assert cell[-1].tag == W + "p"
        for holder, child in ((W + "tbl", W + "tr"), (W + "tr", W + "tc")):
            for element in body.iter(holder):
                assert element.find(child) is not None
        for text in body.iter(W + "t"):
            if text.text and text.text != text.text.strip():
                assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        assert sum(1 for _ in body.iter(W + "r")) == sum(len(q.findall(W + "r")) for q in body.iter(W + "p"))
        assert sum(1 for _ in body.iter(W + "t")) == sum(len(q.findall(W + "t")) for q in body.iter(W + "r"))
        assert not [node for node in body.iter() if not isinstance(node.tag, str)]


@pytest.mark.parametrize(
    "cells", [(p("{%tr for y in xs %}{%tr endfor %}"),), (p("{%tr for y in xs %}"), p("{%tr endfor %}"))]
)
@pytest.mark.parametrize("as_cells", [True, False])
def test_a_loop_that_begins_and_ends_in_one_row_is_refused(cells: tuple[str, ...], *, as_cells: bool) -> None:
    """It would leave a table without rows."""
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in (cells if as_cells else ["".join(cells)]))
    root = etree.fromstring(f"<w:body {NAMESPACES}><w:tbl><w:tblPr/><w:tr>{row}</w:tr></w:tbl>{p('后')}</w:body>")
    story, problems = compile_story(root, where=StoryPlace("a.docx"))
    assert story is None
    assert {problem.code for problem in problems} == {"PG411"}


@pytest.mark.parametrize("rows", [("{#tr c #}",), ("{%tr for y in xs %}", "{#tr c #}", "{%tr endfor %}")])
def test_a_table_of_which_comments_leave_no_row_is_taken_out(rows: tuple[str, ...]) -> None:
    cells = "".join(f"<w:tr><w:tc>{p(row)}</w:tc></w:tr>" for row in rows)
    root = etree.fromstring(f"<w:body {NAMESPACES}><w:tbl><w:tblPr/>{cells}</w:tbl>{p('后')}</w:body>")
    story, _ = compile_story(root, where=StoryPlace("a.docx"))
    assert story is not None
    assert [q.tag for q in etree.fromstring(join(story.render(CONTEXTS[1], RenderState())))] == [W + "p"]


@given(st.data())
def test_a_template_cut_into_runs_anywhere_renders_as_if_it_were_whole(data: st.DataObject) -> None:
    texts = [
        "前 {{ x }} 中{% for y in xs %}<{{ y ~ '}}' }}>{% endfor %}",
        "{%p if x %}",
        "里{# 注 #}",
        "{%p endif %}",
        "后",
    ]
    made = []
    for cut in (False, True):
        paragraphs = []
        for text in texts:
            at = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=6))) if cut and len(text) > 1 else []
            pieces = [text[a:b] for a, b in zip([0, *at], [*at, len(text)], strict=True)]
            paragraphs.append(p(*[r(piece, "<w:b/>") for piece in pieces]))
        story, _ = compile_story(
            etree.fromstring(f"<w:body {NAMESPACES}>{''.join(paragraphs)}</w:body>"), where=StoryPlace("a.docx")
        )
        assert story is not None
        xml = join(story.render(CONTEXTS[1], RenderState())).decode()
        # Runs are where the author's cuts were, outside of tags; what they say and how they look is the same.
        made.append(xml.replace('</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">', ""))
    assert made[0] == made[1]
