"""What a story's syntax tree must not hold, and what is added to it so that it stays within bounds.

Structure: the markup between a block's tags must leave the XML as it found it, whichever branch is taken and however
often a loop turns. That is proven here, once, so that a rendered part needs no check.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from generator.problems import nearest
from generator.problems.pg4_template import CROSSING_BLOCK
from generator.problems.pg4_template import UNKNOWN_FILTER
from generator.problems.pg4_template import UNKNOWN_STATEMENT
from generator.problems.pg4_template import UNSAFE
from generator.word.lexer import Kind
from generator.word.place import shorten
from generator.word.story import CHARGE
from generator.word.story import TURNS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from jinja2 import Environment

    from generator.problems import Problem
    from generator.word.lexer import Tag

_ELEMENT = re.compile(r"<(/?)([^\s/>!?]+)[^>]*?(/?)>")
_REFUSED = (nodes.FilterBlock, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)
_MARKUP = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock)
_KILOBYTE = 1024
_CALL = 3  # steps of a macro's call
# What a macro was called with beyond its parameters: nested at will, so never measured.
_UNMEASURED = frozenset({"varargs", "kwargs"})


def vet(tree: nodes.Template, tags: Sequence[Tag], environment: Environment) -> list[Problem]:
    """Everything in the tree that templates may not use.

    Codes: PG405, PG409, PG410, PG414.
    """
    problems: list[Problem] = []
    for node in tree.find_all(nodes.Node):
        tag = _tag(node, tags)
        if tag is None or tag.kind is Kind.ENGINE:
            continue
        if isinstance(node, (nodes.Filter, nodes.Test)):
            known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
            if node.name not in known:
                near = nearest(node.name, known)
                words = ", ".join(
                    [near] * bool(near) + [name for name in sorted(known) if name != near and name.isidentifier()]
                )
                problems.append(UNKNOWN_FILTER.at(tag.place, found=node.name, known=words))
        reason = _unsafe(node)
        if reason:
            problems.append(UNSAFE.at(tag.place, found=reason, reason=f"look at “{shorten(tag.text)}”"))
        if isinstance(node, _REFUSED) or (isinstance(node, nodes.AssignBlock) and node.filter is not None):
            problems.append(UNKNOWN_STATEMENT.at(tag.place, found=shorten(tag.text), known="if, for, set, with, macro"))
    return problems + _crossings(tree, tags)


def is_doubtful(tree: nodes.Template) -> bool:
    """Whether the tree collects markup in values, so that its output must be parsed before it is believed."""
    loops = tree.find_all(nodes.For)
    return any(True for _ in tree.find_all(_MARKUP)) or any(loop.recursive for loop in loops)


def bound(tree: nodes.Template) -> None:
    """Have loops and macros pay for their turns and for the markup that these repeat."""
    for loop in list(tree.find_all(nodes.For)):
        weight = 1 + _size(loop.body) // _KILOBYTE
        if loop.recursive:
            loop.body.insert(0, _charge(weight, loop.lineno))
        else:
            name = nodes.Name(TURNS, "load", lineno=loop.lineno)
            arguments = [loop.iter, nodes.Const(weight, lineno=loop.lineno)]
            loop.iter = nodes.Call(name, arguments, [], None, None, lineno=loop.lineno)
    callables: list[nodes.Macro | nodes.CallBlock] = [*tree.find_all(nodes.Macro), *tree.find_all(nodes.CallBlock)]
    for macro in callables:
        macro.body.insert(0, _charge(_CALL + _size(macro.body) // _KILOBYTE, macro.lineno))


def _charge(weight: int, line: int) -> nodes.Stmt:
    """The statement that pays for one turn or call."""
    name = nodes.Name(CHARGE, "load", lineno=line)
    call = nodes.Call(name, [nodes.Const(weight, lineno=line)], [], None, None, lineno=line)
    return nodes.ExprStmt(call, lineno=line)


def _size(body: Iterable[nodes.Node]) -> int:
    """The characters of markup in a body, without those of loops in it, which pay themselves."""
    total = 0
    stack = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif not isinstance(node, nodes.For):
            stack += node.iter_child_nodes()
    return total


def _tag(node: nodes.Node, tags: Sequence[Tag]) -> Tag | None:
    """The tag that a node comes from."""
    number = (node.lineno or 0) - 1
    return tags[number] if 0 <= number < len(tags) else None


def _unsafe(node: nodes.Node) -> str:
    """What the node names that templates may not use, or an empty string."""
    name = ""
    if isinstance(node, (nodes.Name, nodes.NSRef)):
        name = node.name
    elif isinstance(node, nodes.Getattr):
        name = node.attr
    elif isinstance(node, nodes.Macro):
        name = node.name
    elif isinstance(node, nodes.Keyword):
        name = node.key
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        name = node.arg.value if node.arg.value.startswith("__") else ""
    return (
        name if (name.startswith("_") and name != "_") or (isinstance(node, nodes.Name) and name in _UNMEASURED) else ""
    )


def _crossings(tree: nodes.Template, tags: Sequence[Tag]) -> list[Problem]:
    """The blocks whose markup does not leave the XML as it found it."""
    problems: list[Problem] = []
    for node in tree.find_all(nodes.Stmt):
        for body in _bodies(node):
            closed, opened = _effect(body)
            if closed != opened[::-1]:
                tag = _tag(node, tags)
                if tag is not None:
                    problems.append(CROSSING_BLOCK.at(tag.place, found=shorten(tag.text)))
                break
    return problems


def _bodies(node: nodes.Node) -> Sequence[Sequence[nodes.Node]]:
    """The bodies of a block, each of which may be printed alone."""
    if isinstance(node, nodes.If):
        return [node.body, *([branch] for branch in node.elif_), node.else_]
    if isinstance(node, nodes.For):
        return [node.body, node.else_]
    if isinstance(node, (nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.With)):
        return [node.body]
    return []


def _effect(body: Iterable[nodes.Node]) -> tuple[list[str], list[str]]:
    """The elements that the markup of a body closes and opens, on balance."""
    closed: list[str] = []
    opened: list[str] = []
    for node in body:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                if isinstance(child, nodes.TemplateData):
                    _follow(child.data, closed, opened)
            continue
        if isinstance(node, (nodes.Macro, nodes.AssignBlock)):
            continue  # prints nothing where it stands
        for inner in _bodies(node):
            inner_closed, inner_opened = _effect(inner)
            for name in inner_closed:
                _close(name, closed, opened)
            opened += inner_opened
    return closed, opened


def _follow(xml: str, closed: list[str], opened: list[str]) -> None:
    """Add the effect of a stretch of markup; a stretch may begin or end inside a tag's attribute."""
    begin = xml.find("<")
    end = xml.find(">")
    if 0 <= end < begin or (begin < 0 <= end):  # the rest of a tag that an attribute's value has cut
        opening = opened[-1] if opened and opened[-1].startswith("<") else ""
        name = opening.lstrip("<")
        if opening:
            opened.pop()
        if not xml[:end].endswith("/"):
            opened.append(name or "?")
        xml = xml[end + 1 :]
    for match in _ELEMENT.finditer(xml):
        if match[1]:
            _close(match[2], closed, opened)
        elif not match[3]:
            opened.append(match[2])
    last = xml.rfind("<")
    if last >= 0 and xml.find(">", last) < 0:
        opened.append("<" + re.split(r"\s", xml[last + 1 :], maxsplit=1)[0])


def _close(name: str, closed: list[str], opened: list[str]) -> None:
    """Close an element: one that the body opened, or one from before it."""
    if opened and opened[-1].lstrip("<") in {name, "?"}:
        opened.pop()
    else:
        closed.append(name)
