"""Compiling a story: from the tree of a part to code.

    tree ── lexer: markers ── structure, cells: prefixes, grids, guards ── source: Jinja's tree
         ── vetting: safe, bounded, well formed ── codegen ─> Story

This half of the engine knows lxml and Jinja's compiler; a process that renders stories from a cache never loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.problems import Place
from generator.problems import has_errors
from generator.problems.pg4_template import TOO_COMPLEX
from generator.problems.pg6_word import BROKEN_RESULT
from generator.word import source
from generator.word import structure
from generator.word import vetting
from generator.word.cells import Cells
from generator.word.codegen import generate_bytes
from generator.word.environment import TemplateEnvironment
from generator.word.environment import default_environment
from generator.word.lexer import Position
from generator.word.lexer import lex
from generator.word.place import shorten
from generator.word.printing import Spot
from generator.word.story import FILE
from generator.word.story import Story
from generator.word.story import Told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from jinja2 import nodes

    from generator.problems import Problem
    from generator.word.lexer import Lexed
    from generator.word.lexer import Tag
    from generator.word.place import Places
    from generator.word.place import StoryPlace
    from generator.word.source import Stretch

_INLINE = frozenset({Position.TEXT, Position.ATTRIBUTE, Position.PLAIN})


def compile_story(
    root: etree._Element | Sequence[etree._Element],
    *,
    where: StoryPlace,
    environment: TemplateEnvironment | None = None,
    namespaces: Mapping[str, str] | None = None,
    prolog: str = "",
    places: Places | None = None,
) -> tuple[Story | None, list[Problem]]:
    """The compiled story, or None where a problem is an error; the problems, notes included.

    The trees are used up.
    `namespaces` (prefix to URI): for fragments of a part which declares these; they are left out of the output then.
    `prolog`: markup put out before everything else, such as the XML declaration.
    `places`: where the author sees what is in the trees, if they were changed before.
    Codes: PG401 to PG417.
    """
    roots = [root] if isinstance(root, etree._Element) else list(root)  # noqa: SLF001  (lxml's only name for it)
    environment = environment or default_environment()
    lexed = lex(roots, where, places)
    cells = Cells(lexed)
    problems = lexed.problems + structure.arrange(lexed) + cells.carry_out()
    is_sound = not has_errors(problems)
    if is_sound:
        structure.drop_lone_paragraphs(lexed, roots)
        structure.drop_comments(lexed)
        cells.guard(roots)
    found = source.stretches(roots, lexed, namespaces)
    if prolog:
        found.insert(0, prolog)
    tree = source.parse(found, lexed.tags, environment) if is_sound else None
    if tree is None:
        problems += _tag_problems(found, lexed, environment)
        return None, problems if has_errors(problems) else [*problems, source.misfit(found, lexed.tags)]
    try:
        problems += vetting.vet(tree, lexed.tags, environment)
        story = None if has_errors(problems) else _generate(tree, lexed.tags, environment)
    except (SyntaxError, RecursionError, MemoryError):  # what Python's compiler says to what is nested too deeply
        tag = max(lexed.tags, key=lambda tag: len(tag.body))
        return None, [*problems, TOO_COMPLEX.at(tag.place, found=shorten(tag.text))]
    return story, problems


def _tag_problems(found: Sequence[Stretch], lexed: Lexed, environment: TemplateEnvironment) -> list[Problem]:
    """What is wrong with each tag and with the order of all, where they make no whole."""
    trees, problems = source.parse_each(found, lexed, environment)
    for tree in trees:
        problems += vetting.vet(tree, lexed.tags, environment)
    return problems


def _generate(tree: nodes.Template, tags: Sequence[Tag], environment: TemplateEnvironment) -> Story:
    """The story with the code of a vetted tree."""
    is_doubtful = vetting.is_doubtful(tree)
    vetting.bound(tree)
    tree.set_environment(environment)
    plain = {tag.number: tag.position in _INLINE for tag in tags}
    code = compile(generate_bytes(tree, environment, plain), FILE, "exec", dont_inherit=True)
    spots = tuple(Spot(t.position.value, t.paragraph_properties, t.run_properties) for t in tags)
    told = tuple(Told(t.place, t.text) for t in tags)
    story = Story(code, spots, told, is_doubtful=is_doubtful)
    return story if environment is default_environment() else story.bind(environment)


def parse_output(xml: bytes, where: StoryPlace) -> list[Problem]:
    """The problem that a rendered part is not well formed."""
    try:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [BROKEN_RESULT.at(Place(file=where.file, part=where.part), reason=error)]
    return []
