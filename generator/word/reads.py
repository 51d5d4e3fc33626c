"""Which values a template reads: dotted names from its tags, loops followed to the lists they run over.

A tree of names: `{"地质点位": {"名称": {}, "监测员": {}}}` reads two members of each item, and how many items
there are. A name without members is read as it is tested: a text whole, a list or group only whether and how long it
is. Under `WHOLE`, everything below is read: what happens where a value is printed, or goes into a filter, a call or an
operator. When in doubt more is read than is, never less.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import TypeAlias

from jinja2 import nodes
from jinja2.exceptions import TemplateError

from generator.word.environment import default_environment
from generator.word.lexer import Kind
from generator.word.lexer import Tag
from generator.word.scheme import NumberingScheme
from generator.word.spoken import spoken

Reads: TypeAlias = "dict[str, Reads]"

WHOLE = "*"
"""Stands among members where all that is below is read; no name in a template can be spelt so."""

_LOOP = "loop"
_NEIGHBOURS = frozenset({"previtem", "nextitem"})
_SAME_ITEMS = frozenset({"first", "last", "list", "reverse"})
_LENGTHS = frozenset({"length", "count"})
_READ_NOTHING = frozenset({"else", "endif", "endset", "raw", "endraw", "hm", "vm"})
_PRESENCE = frozenset({"defined", "undefined", "none"})


def reads_of(data: bytes, scheme: NumberingScheme | None = None, item: tuple[str, str] | None = None) -> Reads:
    """The tree of names that the template in `data` reads.

    `item`: the name that an item of a list has in this template, and the list's dotted path.
    """
    said, _problems = spoken(data)
    tree: Reads = {}
    given: dict[str, list[Reads]] = {name: [] for name in _functions(scheme)}
    if item is not None:
        node = tree
        for key in item[1].split("."):
            node = node.setdefault(key, {})
        given[item[0]] = [node]
    for story in said:
        _Reader(tree, given).read(story.tags)
    return tree


def united(trees: Iterable[Reads]) -> Reads:
    """One tree that reads what any of the trees reads."""
    out: Reads = {}
    for tree in trees:
        _unite(out, tree)
    return out


def _unite(out: Reads, tree: Mapping[str, Reads]) -> None:
    for name, below in tree.items():
        _unite(out.setdefault(name, {}), below)


def changes(tree: Mapping[str, Reads], old: object, new: object) -> Iterator[tuple[str, ...]]:
    """The names below `tree` whose values differ between two values, as paths; items of lists are not told apart."""
    if WHOLE not in tree and isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield ()
        else:
            found = (path for one, other in zip(old, new, strict=True) for path in changes(tree, one, other))
            yield from dict.fromkeys(found)
    elif WHOLE not in tree and isinstance(old, dict) and isinstance(new, dict):
        if bool(old) != bool(new):
            yield ()
        else:
            yield from _member_changes(tree, old, new)
    elif not same(old, new):
        yield ()


def _member_changes(
    tree: Mapping[str, Reads], old: dict[str, object], new: dict[str, object]
) -> Iterator[tuple[str, ...]]:
    for name, below in tree.items():
        if name in old and name in new:
            for path in changes(below, old[name], new[name]):
                yield (name, *path)
        elif name in old or name in new:
            yield (name,)


def same(old: object, new: object) -> bool:
    """Whether two values print and compare alike: 1, 1.0 and True are equal in Python, and print differently."""
    if type(old) is not type(new):
        return False
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old) == list(new) and all(same(value, new[name]) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    return old == new


def _functions(scheme: NumberingScheme | None) -> list[str]:
    """What the engine itself gives to every template."""
    if scheme is None:
        return []
    return [name for name in (*scheme.functions, *scheme.lists) if name]


class _Reader:
    """The nodes that each name stands for while the tags of a story are read in order.

    A list and its items are one node: a tree applied to a list is applied to each of its items.
    """

    def __init__(self, tree: Reads, given: Mapping[str, list[Reads]]) -> None:
        self._tree = tree
        self._environment = default_environment()
        self._scopes: list[dict[str, list[Reads]]] = [{name: [] for name in self._environment.globals} | dict(given)]
        self._statements: dict[type[nodes.Node], Callable[[Any], None]] = {
            nodes.Output: self._output,
            nodes.For: self._loop,
            nodes.If: self._condition,
            nodes.Assign: self._set,
            nodes.AssignBlock: self._set_block,
            nodes.Macro: self._macro,
            nodes.CallBlock: self._call_block,
            nodes.With: self._with,
        }
        self._expressions: dict[type[nodes.Node], Callable[[Any], list[Reads]]] = {
            nodes.Name: self._name,
            nodes.Getattr: self._member,
            nodes.Getitem: self._item,
            nodes.Filter: self._filtered,
            nodes.CondExpr: self._choice,
            nodes.And: self._either,
            nodes.Or: self._either,
            nodes.List: self._several,
            nodes.Tuple: self._several,
            nodes.Not: self._not,
            nodes.Test: self._test,
            nodes.Call: self._call,
        }

    def read(self, tags: Sequence[Tag]) -> None:
        """Nothing; what the tags read is in the tree."""
        for tag in tags:
            if tag.kind is Kind.PRINT:
                self._sources(f"{{{{ {tag.body} }}}}")
            elif tag.kind is Kind.BLOCK:
                self._statement(tag)

    def _statement(self, tag: Tag) -> None:
        word = tag.keyword
        if word == "for":
            self._scopes.append({})
            self._sources(f"{{%{tag.body}%}}{{% endfor %}}")
        elif word in {"if", "elif"}:
            self._sources(f"{{% if {tag.body[len(word) :]} %}}{{% endif %}}")
        elif word == "set":
            self._sources(f"{{%{tag.body}%}}" + ("" if "=" in tag.body else "{% endset %}"))
        elif word in {"macro", "call", "with"}:
            self._scopes.append({})
            self._sources(f"{{%{tag.body}%}}{{% end{word} %}}")
        elif word in {"endfor", "endmacro", "endcall", "endwith"}:
            if len(self._scopes) > 1:
                self._scopes.pop()
        elif word in {"cellbg", "colspan"}:
            self._sources(f"{{{{ {tag.body[len(word) :]} }}}}")
        elif word not in _READ_NOTHING:
            self._tree[WHOLE] = {}  # a statement that this module does not know may read anything

    def _sources(self, source: str) -> None:
        """Read a snippet; one that does not parse may read anything, and compiling reports it."""
        try:
            body = self._environment.parse(source).body
        except (TemplateError, RecursionError):
            self._tree[WHOLE] = {}
            return
        for node in body:
            self._node(node)

    def _node(self, node: nodes.Node) -> None:
        """Read one statement."""
        reader = self._statements.get(type(node))
        if reader is not None:
            reader(node)
        else:
            self._tree[WHOLE] = {}

    def _output(self, node: nodes.Output) -> None:
        self._everything(inner for inner in node.nodes if not isinstance(inner, nodes.TemplateData))

    def _loop(self, node: nodes.For) -> None:
        found = self._value(node.iter)
        self._scopes[-1][_LOOP] = found
        self._target(node.target, found)
        if node.test is not None:
            self._value(node.test)

    def _condition(self, node: nodes.If) -> None:
        self._value(node.test)

    def _set(self, node: nodes.Assign) -> None:
        found = self._value(node.node)
        # Whether this branch was taken is not known here: the name may still stand for what it stood for.
        before = self._named(node.target.name) if isinstance(node.target, nodes.Name) else []
        self._target(node.target, [*before, *found])

    def _set_block(self, node: nodes.AssignBlock) -> None:
        if isinstance(node.target, nodes.Name):
            self._scopes[-1][node.target.name] = self._named(node.target.name)

    def _macro(self, node: nodes.Macro) -> None:
        self._scopes[0][node.name] = []
        self._scopes[-1].update({argument.name: [] for argument in node.args} | {"caller": []})
        self._everything(node.defaults)

    def _call_block(self, node: nodes.CallBlock) -> None:
        self._scopes[-1].update({argument.name: [] for argument in node.args})
        self._everything([node.call, *node.defaults])

    def _with(self, node: nodes.With) -> None:
        for target, value in zip(node.targets, node.values, strict=True):
            self._target(target, self._value(value))

    def _target(self, target: nodes.Node, found: list[Reads]) -> None:
        """From here on the target stands for these nodes; what several names share out counts as read whole."""
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = found
            return
        _whole(found)
        self._scopes[-1].update({name.name: [] for name in target.find_all(nodes.Name)})

    def _everything(self, inner: Iterable[nodes.Node]) -> None:
        for node in inner:
            _whole(self._value(node))

    def _value(self, node: nodes.Node) -> list[Reads]:
        """The nodes of the tree that an expression may stand for; none for what is computed."""
        reader = self._expressions.get(type(node))
        if reader is not None:
            return reader(node)
        self._everything(node.iter_child_nodes())
        return []

    def _name(self, node: nodes.Name) -> list[Reads]:
        return self._named(node.name)

    def _member(self, node: nodes.Getattr) -> list[Reads]:
        if isinstance(node.node, nodes.Name) and node.node.name == _LOOP:
            return self._named(_LOOP) if node.attr in _NEIGHBOURS else []
        return [owner.setdefault(node.attr, {}) for owner in self._value(node.node)]

    def _choice(self, node: nodes.CondExpr) -> list[Reads]:
        self._value(node.test)
        return [*self._value(node.expr1), *(self._value(node.expr2) if node.expr2 is not None else ())]

    def _either(self, node: nodes.And | nodes.Or) -> list[Reads]:
        return [*self._value(node.left), *self._value(node.right)]

    def _several(self, node: nodes.List | nodes.Tuple) -> list[Reads]:
        return [found for item in node.items for found in self._value(item)]

    def _not(self, node: nodes.Not) -> list[Reads]:
        self._value(node.node)
        return []

    def _test(self, node: nodes.Test) -> list[Reads]:
        found = self._value(node.node)
        if node.name not in _PRESENCE:
            _whole(found)
        self._everything(node.args)
        return []

    def _call(self, node: nodes.Call) -> list[Reads]:
        # A method reads its owner, under whatever name.
        _whole(self._value(node.node.node if isinstance(node.node, nodes.Getattr) else node.node))
        self._everything([*node.args, *(keyword.value for keyword in node.kwargs)])
        return []

    def _named(self, name: str) -> list[Reads]:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        return [self._tree.setdefault(name, {})]

    def _item(self, node: nodes.Getitem) -> list[Reads]:
        owners = self._value(node.node)
        if isinstance(node.arg, nodes.Const):
            if isinstance(node.arg.value, str):
                return [owner.setdefault(node.arg.value, {}) for owner in owners]
            if isinstance(node.arg.value, int):
                return owners
        _whole(owners)
        self._everything([node.arg])
        return []

    def _filtered(self, node: nodes.Filter) -> list[Reads]:
        owners = self._value(node.node) if node.node is not None else []
        if node.name in _SAME_ITEMS and not node.args and not node.kwargs:
            return owners
        if node.name not in _LENGTHS:
            _whole(owners)
        self._everything([*node.args, *(keyword.value for keyword in node.kwargs)])
        return []


def _whole(found: Iterable[Reads]) -> None:
    for node in found:
        node[WHOLE] = {}
