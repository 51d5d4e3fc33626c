"""Everything wrong with a template by itself and against the names that it may use, all at once.

Tags are read one by one with the names that loops and `set` bring in, so that a block that is never closed hides no
misspelt name behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from jinja2 import nodes
from jinja2.exceptions import TemplateError

from generator.problems import Problem
from generator.problems import by_place
from generator.problems import nearest
from generator.problems import pg4_names as codes
from generator.word.environment import default_environment
from generator.word.lexer import Kind as TagKind
from generator.word.lexer import Tag
from generator.word.names import Kind
from generator.word.names import Name
from generator.word.names import Names
from generator.word.scheme import NumberingScheme
from generator.word.spoken import Spoken
from generator.word.spoken import spoken
from generator.word.styles import folded

_ITEMS_OF_TEXTS = Name("", Kind.TEXT)
_ANYTHING = None
# A number as people type it before a heading, caption or step: 一、 （二） 3. 第四章 ① 表 5 附录A
_TYPED = re.compile(
    r"\s*(第?[一二三四五六七八九十]+[、．.章节]|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[.．]\d+)*[、．.)）]|[①-⑳]"
    r"|[表图]\s*[\d一二三四五六七八九十]+(?![\w])|附录\s*[A-Z一二三四五六七八九十])"
)
_TARGETS = re.compile(r"for\s+(.+?)\s+in\b")
_NAME = re.compile(r"\w+")
# What Jinja tells of a loop besides its items; the items before and after are like the one that is its turn.
_LOOP = Name(
    "loop",
    Kind.GROUP,
    members={
        **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length"), Name("", Kind.NUMBER)),
        **dict.fromkeys(("depth", "depth0"), Name("", Kind.NUMBER)),
        **dict.fromkeys(("first", "last"), Name("", Kind.FLAG)),
        **dict.fromkeys(("cycle", "changed"), Name("", Kind.FUNCTION)),
    },
)
_NEIGHBOURS = frozenset({"previtem", "nextitem"})


def check_template(
    data: bytes,
    file: str,
    names: Names | None = None,
    scheme: NumberingScheme | None = None,
    own: Names | None = None,
) -> list[Problem]:
    """Everything wrong with the names and numbers of a template; what compiling finds is not repeated.

    `names` is what every template may use, `own` what this one has besides (the item of a piece printed per item).
    Codes: those of reading the package, PG430 to PG435.
    """
    said, problems = spoken(data, file)
    functions = _functions(scheme)
    for story in said:
        if names is not None:
            problems += _Reader({**names, **functions, **(own or {})}).read(story.tags)
        if scheme is not None:
            problems += _typed(story, scheme)
    return sorted(dict.fromkeys(problems), key=by_place)


def _functions(scheme: NumberingScheme | None) -> dict[str, Name]:
    if scheme is None:
        return {}
    found = {name: Name(name, Kind.FUNCTION) for name in scheme.functions}
    for tag in scheme.lists:
        found[tag] = Name(tag, Kind.TEXT)
    return found


def _typed(story: Spoken, scheme: NumberingScheme) -> Iterator[Problem]:
    counted = {folded(rule.style) for rule in scheme.headings if rule.format}
    counted |= {folded(rule.style) for rule in scheme.captions} | {folded(rule.style) for rule in scheme.steps}
    for paragraph in story.paragraphs:
        if folded(paragraph.style) in counted:
            typed = _TYPED.match(paragraph.text)
            if typed:
                yield codes.TYPED_NUMBER.at(paragraph.place, found=typed[1])


class _Reader:
    """The names in force while the tags of a story are read in order."""

    def __init__(self, names: Names) -> None:
        self._scopes: list[dict[str, Name | None]] = [dict(names)]
        self._problems: list[Problem] = []
        self._environment = default_environment()

    def read(self, tags: Sequence[Tag]) -> list[Problem]:
        """The problems of all tags."""
        for tag in tags:
            known = len(self._problems)
            if tag.kind is TagKind.PRINT:
                self._print(tag)
            elif tag.kind is TagKind.BLOCK:
                self._statement(tag)
            if tag.is_broken:  # its names are what it makes known, and what they stand in may be no tag's
                del self._problems[known:]
        return self._problems

    def _print(self, tag: Tag) -> None:
        body = self._parsed(f"{{{{ {tag.body} }}}}")
        output = body[0] if body else None
        if not isinstance(output, nodes.Output):
            return
        for expression in output.nodes:
            found = self._kind(expression, tag)
            if found is None:
                continue
            if found.kind in (Kind.GROUP, Kind.LIST):
                known = "、".join(list(found.members or {})[:8])
                self._problems.append(codes.NOT_PRINTED.at(tag.place, found=found.title, known=known or "—"))
            elif found.kind is Kind.FLAG:
                self._problems.append(codes.PRINTS_FLAG.at(tag.place, found=found.title, nearest=f"{found.title}文字"))

    def _statement(self, tag: Tag) -> None:
        word = tag.keyword
        if word == "for":
            self._loop(tag)
        elif word in ("if", "elif"):
            for node in self._parsed(f"{{% if {tag.body[len(word) :]} %}}{{% endif %}}"):
                if isinstance(node, nodes.If):
                    self._kind(node.test, tag)
        elif word == "set":
            self._set(tag)
        elif word in ("macro", "call", "with"):
            self._open_scope(tag, word)
        elif word in ("endfor", "endmacro", "endcall", "endwith") and len(self._scopes) > 1:
            self._scopes.pop()

    def _loop(self, tag: Tag) -> None:
        self._scopes.append({"loop": _LOOP})
        promised = _TARGETS.match(tag.body)  # what the loop makes known, even if the rest cannot be understood
        self._scopes[-1] |= dict.fromkeys(_NAME.findall(promised[1]) if promised else (), _ANYTHING)
        for node in self._parsed(f"{{%{tag.body}%}}{{% endfor %}}"):
            if not isinstance(node, nodes.For):
                continue
            found = self._kind(node.iter, tag)
            item: Name | None = _ANYTHING
            if found is not None and found.kind is not Kind.LIST:
                self._problems.append(codes.NOT_A_LIST.at(tag.place, found=found.title))
            elif found is not None:
                item = _item(found)
            targets = [node.target] if isinstance(node.target, nodes.Name) else list(node.target.find_all(nodes.Name))
            for target in targets:
                self._scopes[-1][target.name] = item if len(targets) == 1 else _ANYTHING
            if node.test is not None:
                self._kind(node.test, tag)

    def _set(self, tag: Tag) -> None:
        text = f"{{%{tag.body}%}}" + ("" if "=" in tag.body else "{% endset %}")
        for node in self._parsed(text):
            if isinstance(node, nodes.Assign):
                found = self._kind(node.node, tag)
                for target in [node.target, *node.target.find_all(nodes.Name)]:
                    if isinstance(target, nodes.Name):
                        self._scopes[-1][target.name] = found if target is node.target else _ANYTHING
            elif isinstance(node, nodes.AssignBlock) and isinstance(node.target, nodes.Name):
                self._scopes[-1][node.target.name] = _ANYTHING

    def _open_scope(self, tag: Tag, word: str) -> None:
        self._scopes.append({})
        for node in self._parsed(f"{{%{tag.body}%}}{{% end{word} %}}"):
            if isinstance(node, nodes.Macro):
                self._scopes[0][node.name] = _ANYTHING
                self._scopes[-1].update({argument.name: _ANYTHING for argument in node.args})
            elif isinstance(node, nodes.With):
                for target, value in zip(node.targets, node.values, strict=True):
                    found = self._kind(value, tag)
                    if isinstance(target, nodes.Name):
                        self._scopes[-1][target.name] = found

    def _parsed(self, source: str) -> list[nodes.Node]:
        """The statements of a snippet; none when it does not parse, which compiling reports."""
        try:
            return list(self._environment.parse(source).body)
        except (TemplateError, RecursionError):
            return []

    def _kind(self, node: nodes.Node, tag: Tag) -> Name | None:
        """What an expression is, or None where nothing is known; unknown names in it are noted."""
        if isinstance(node, nodes.Name):
            return self._named(node.name, tag)
        if isinstance(node, nodes.Getattr):
            return self._member(node.node, node.attr, tag)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            owner = self._kind(node.node, tag)
            if owner is not None and owner.kind is Kind.LIST and isinstance(node.arg.value, int):
                return _item(owner)
            return self._of(owner, str(node.arg.value), tag) if owner is not None else None
        if isinstance(node, nodes.CondExpr):
            for child in node.iter_child_nodes():
                self._kind(child, tag)
            return None
        if isinstance(node, nodes.Filter):
            owner = self._kind(node.node, tag) if node.node is not None else None
            for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
                self._kind(argument, tag)
            return _item(owner) if owner is not None and node.name in ("first", "last") else None
        for child in node.iter_child_nodes():
            self._kind(child, tag)
        return None

    def _named(self, name: str, tag: Tag) -> Name | None:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        if name not in self._environment.globals:
            known = [known for scope in self._scopes for known in scope]
            self._problems.append(codes.UNKNOWN_NAME.at(tag.place, found=name, nearest=nearest(name, known) or "—"))
        return None

    def _member(self, owner_node: nodes.Node, attribute: str, tag: Tag) -> Name | None:
        owner = self._kind(owner_node, tag)
        return self._of(owner, attribute, tag) if owner is not None else None

    def _of(self, owner: Name, attribute: str, tag: Tag) -> Name | None:
        members: Mapping[str, Name] = owner.members or {}
        if owner is _LOOP and attribute in _NEIGHBOURS:
            return _ANYTHING
        if owner.kind is Kind.GROUP and attribute in members:
            return members[attribute]
        # Persons and nested values are flat: 点.监测员.电话 is 点.监测员电话.
        near = f"{owner.title}{attribute}" if owner.kind is Kind.TEXT else nearest(attribute, members)
        problem = codes.UNKNOWN_MEMBER.at(tag.place, owner=owner.title or "…", found=attribute, nearest=near or "—")
        self._problems.append(problem)
        return None


def _item(found: Name) -> Name:
    """One item of a list."""
    return Name(found.title, Kind.GROUP, found.meaning, members=found.members) if found.members else _ITEMS_OF_TEXTS
