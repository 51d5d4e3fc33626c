"""Hostile templates are refused: what reaches out of the sandbox, and what would take all time or memory."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import etree
from wml import NAMESPACES
from wml import p

from generator.problems import Problem
from generator.word.budget import Budget
from generator.word.compiling import compile_story
from generator.word.environment import make_environment
from generator.word.place import StoryPlace
from generator.word.state import RenderState
from generator.word.state import join


class Person:
    """An object of a context."""

    name = "张示例"
    _hidden = "s"


CONTEXT = {
    "x": "abc",
    "xs": ["b", "a"],
    "d": {"a": "1"},
    "f": lambda *values: str(len(values)),
    "day": dt.date(2026, 5, 18),
    "o": Person(),
    "big": "字" * 20_000,
}


def outcome(*paragraphs: str, steps: int = 20_000) -> tuple[str, list[Problem]]:
    """The rendered XML and the problems, compiling or rendering."""
    root = etree.fromstring(f"<w:body {NAMESPACES}>{''.join(paragraphs)}</w:body>")
    story, problems = compile_story(root, where=StoryPlace("a.docx"))
    if story is None:
        return "", problems
    state = RenderState(budget=Budget(steps))
    pieces = story.render(CONTEXT, state)
    return ("" if state.problems else join(pieces).decode()), state.problems


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ ''['__cla' ~ 'ss__'] }}",
        "{{ xs|map(attribute='__class__')|list|first }}",
        "{{ xs|sort(attribute='__class__') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ dict.mro() }}",
        "{{ f.__code__ }}",
        "{{ o._hidden }}",
        "{{ __pg.output }}",
        "{{ __budget }}",
        "{% set __pg = 1 %}",
        "{% macro __charge(n) %}{% endmacro %}",
        "{% macro m() %}{{ varargs }}{% endmacro %}",
        "{{ x.format('a') }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ x.center(1000000000) }}",
        "{{ x.zfill(1000000000) }}",
        "{{ x.replace('', 'aaa') }}",
        "{{ x.join(xs) }}",
        "{{ x.encode() }}",
        "{{ 1.0.hex() }}",
        "{{ xs.append(1) }}",
        "{{ d.update({}) }}",
        "{{ d.pop('a') }}",
        "{{ day.strftime('%999999999Y') }}",
        "{{ xs|sum(start='') }}",
    ],
)
def test_what_reaches_too_far_is_unsafe(template: str) -> None:
    assert {problem.code for problem in outcome(p(template))[1]} == {"PG409"}


@pytest.mark.parametrize(
    "name",
    ["attr", "center", "format", "indent", "pprint", "random", "safe", "tojson", "urlize", "wordwrap", "xmlattr"],
)
def test_filters_that_reach_too_far_are_unknown(name: str) -> None:
    assert [problem.code for problem in outcome(p(f"{{{{ x|{name} }}}}"))[1]] == ["PG405"]
    assert [problem.code for problem in outcome(p(f"{{{{ x|map('{name}')|list }}}}"))[1]] == ["PG604"]


@pytest.mark.parametrize(
    "template",
    [
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% filter upper %}a{% endfilter %}",
        "{% set a | upper %}a{% endset %}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% do xs %}",
        "{% debug %}",
    ],
)
def test_statements_that_reach_too_far_are_unknown(template: str) -> None:
    assert "PG410" in {problem.code for problem in outcome(p(template))[1]}


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ 1000000000 * 'a' }}",
        "{{ [0] * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ (10 ** 70) * (10 ** 70) }}",
        "{{ range(10 ** 9)|list|length }}",
        "{{ range(10 ** 30) }}",
        "{{ range(99999)|join('aaaaaaaaaa') }}",
        "{{ x|round(99999999999) }}",
        "{{ 5|round(-999999999) }}",
        "{{ xs|batch(999999999, 'x')|list }}",
        "{{ xs|slice(999999999)|list }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{{ range(99999)|sum }}{% endfor %}",
        "{% for a in range(9999) %}{% for b in xs|map('upper') %}x{% endfor %}{{ big }}{% endfor %}",
        "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for i in xs recursive %}{{ loop(xs) }}{% endfor %}",
        "{% set y = x %}" + "{% set y = y + y %}" * 60,
        "{% set y = x %}" + "{% set y = y ~ y %}" * 60,
        "{% set y = xs %}" + "{% set y = y + y %}" * 60,
        "{% set y = x %}" + "{% set y = y|replace('a', y) %}" * 60,
        "{% set y %}aaa{% endset %}" + "{% set y %}{{ y }}{{ y }}{% endset %}" * 60,
        "{% set ns = namespace(y=[1]) %}{% for i in range(99) %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}",
        "{% set ns = namespace(y=(1,)) %}{% for i in range(99) %}{% set ns.y = (ns.y, ns.y) %}{% endfor %}",
        "{% set ns = namespace(y={}) %}{% for i in range(99) %}{% set ns.y = {'a': ns.y, 'b': ns.y} %}{% endfor %}",
        "{% set n = namespace(y=[1]) %}{% for i in range(99) %}{% set n.y = (n.y + n.y)|batch(999)|list %}{% endfor %}",
        "{% set ns = namespace(y=3) %}{% for i in range(9999) %}{% set ns.y = ns.y + ns.y %}{% endfor %}",
    ],
)
def test_what_would_take_too_much_is_stopped(template: str) -> None:
    assert [problem.code for problem in outcome(p(template))[1]] == ["PG605"]


def test_a_loop_pays_for_the_markup_that_it_repeats() -> None:
    paragraphs = (p("{%p for i in range(9999) %}"), p("字" * 9000), p("{%p endfor %}"))
    assert [problem.code for problem in outcome(*paragraphs)[1]] == ["PG605"]


@pytest.mark.parametrize(
    "body",
    ["not " * 900 + "x", "(" * 1500 + "x" + ")" * 1500, "x" + ".a" * 1500, "x" + "|upper" * 500, "1" + "+1" * 1900],
    ids=["not", "brackets", "dots", "filters", "sums"],
)
def test_expressions_nested_beyond_reason_are_too_complex(body: str) -> None:
    assert [problem.code for problem in outcome(p(f"{{{{ {body} }}}}"))[1]] == ["PG415"]


def test_a_tag_beyond_reason_is_too_complex() -> None:
    assert [problem.code for problem in outcome(p(f"{{{{ '{'a' * 5000}' }}}}"))[1]] == ["PG415"]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ o.name }}", "张示例"),
        ("{{ day.strftime('%Y-%m') }} {{ day.year }}", "2026-05 2026"),
        ("{{ x.upper() }}{{ x.startswith('a') }}", "ABCTrue"),
        ("{{ d.items()|list|length }}{{ d.get('z', '-') }}", "1-"),
        ("{{ f(1, 2) }}", "2"),
        ("{% for _ in xs %}{{ loop.index }}{% endfor %}", "12"),
        ("{{ 2 ** 10 }} {{ 7 // 2 }} {{ 7 % 2 }}", "1024 3 1"),
        ("{{ xs|sort|join('、') }} {{ [3, 1]|sum }}", "a、b 4"),
        ("{{ 'a' * 3 }}{{ '-'.strip('-') }}", "aaa"),
        ("{{ 3.14159|round(2) }}", "3.14"),
    ],
)
def test_what_templates_need_is_allowed(template: str, text: str) -> None:
    xml, problems = outcome(p(template))
    assert problems == []
    assert "".join(etree.fromstring(xml).itertext()) == text


def test_filters_of_ones_own_are_the_callers_business() -> None:
    root = etree.fromstring(
        f"<w:body {NAMESPACES}>{p('{{ x|twice }}{% if x is short %}!{% endif %}{{ zero }}')}</w:body>"
    )
    environment = make_environment({"twice": lambda v: v + v}, {"short": lambda v: len(v) < 9}, {"zero": "0"})
    story, _ = compile_story(root, where=StoryPlace(), environment=environment)
    assert story is not None
    xml = join(story.render({"x": "<a>"}, RenderState()))
    assert "".join(etree.fromstring(xml).itertext()) == "<a><a>!0"


def test_tags_without_number_are_too_complex() -> None:
    assert [problem.code for problem in outcome(p("{{(}}" * 30_000))[1]] == ["PG415"]
    assert [problem.code for problem in outcome(*[p("{{ x }}" * 1_500)] * 21)[1]] == ["PG415"]
