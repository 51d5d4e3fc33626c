"""From a tree with markers to Jinja's syntax tree.

The tree is written as XML once and cut at the markers; stretches between them become template data, tags become
tokens whose *line number is the tag's number*. So every node, every line of generated code and every error leads
back to its tag, and no text of the document is ever read as template syntax.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.lexer import Token
from jinja2.lexer import TokenStream
from jinja2.parser import Parser
from lxml import etree

from generator.problems import Term
from generator.problems.pg4_template import BAD_EXPRESSION
from generator.problems.pg4_template import TOO_COMPLEX
from generator.problems.pg4_template import UNCLOSED_BLOCK
from generator.problems.pg4_template import UNEXPECTED_END
from generator.problems.pg4_template import UNKNOWN_STATEMENT
from generator.problems.words import N_
from generator.word.lexer import MARKER
from generator.word.lexer import SPACE
from generator.word.lexer import Kind
from generator.word.lexer import Lexed
from generator.word.lexer import Tag
from generator.word.place import shorten
from generator.word.structure import ENDS
from generator.word.structure import MIDDLES
from generator.word.structure import opens_block
from generator.word.xmlns import ENGINE
from generator.word.xmlns import w

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from jinja2 import Environment

    from generator.problems import Problem

# The statements of templates; docxtpl's statements for cells have been carried out before.
STATEMENTS = (*ENDS, *MIDDLES, *ENDS.values())
_T = w("t")
# A root of which only the children are put out.
FRAGMENT = f"{{{ENGINE}}}fragment"
_DEEPEST = 15  # Python's compiler allows twenty blocks in each other

Stretch = str | int


def stretches(roots: Sequence[etree._Element], lexed: Lexed, namespaces: Mapping[str, str] | None) -> list[Stretch]:
    """XML text and tag numbers, in turn, in the order of the output.

    With `namespaces` (prefix to URI) the roots are fragments of a part that declares these, so they don't.
    """
    for tag in lexed.tags:
        parent = tag.marker.getparent() if tag.marker is not None else None
        if parent is not None and parent.tag == _T:
            parent.set(SPACE, "preserve")
    if namespaces is None and len(roots) == 1:
        text = etree.tostring(roots[0], encoding="unicode", with_tail=False)
    else:
        text = _fragment(roots, namespaces or {})
    pattern = re.compile(rf"<\?{MARKER} (\d+)\?>|{re.escape(lexed.key)}(\d+);")
    found: list[Stretch] = []
    position = 0
    for match in pattern.finditer(text):
        if match.start() > position:
            found.append(text[position : match.start()])
        found.append(int(match[1] or match[2]))
        position = match.end()
    if position < len(text):
        found.append(text[position:])
    return _trimmed(found, lexed)


def _fragment(roots: Sequence[etree._Element], namespaces: Mapping[str, str]) -> str:
    """The XML of the roots in a row, without declarations of the namespaces."""
    holder = etree.Element(f"{{{ENGINE}}}fragment", nsmap={**namespaces, "pgfragment": ENGINE})
    for root in roots:
        root.tail = None
        if root.tag == FRAGMENT:
            holder.extend(list(root))
        else:
            holder.append(root)
    text = etree.tostring(holder, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</")] if len(holder) else ""


def _trimmed(found: list[Stretch], lexed: Lexed) -> list[Stretch]:
    """The stretches without the spaces that `{{-` and `-}}` drop."""
    for index, stretch in enumerate(found):
        if not isinstance(stretch, int):
            continue
        tag = lexed.tags[stretch]
        before, after = index - 1, index + 1
        if tag.trims_before and before >= 0 and isinstance(text := found[before], str):
            found[before] = text.rstrip()
        if tag.trims_after and after < len(found) and isinstance(text := found[after], str):
            found[after] = text.lstrip()
    return found


class _TagParser(Parser):
    """Jinja's parser, reading tokens that are there already."""

    def __init__(self, environment: Environment, tokens: Iterator[Token]) -> None:
        super().__init__(environment, "")
        self.stream = TokenStream(tokens, None, None)


def parse(found: Sequence[Stretch], tags: Sequence[Tag], environment: Environment) -> nodes.Template | None:
    """Jinja's syntax tree of the stretches, or None where something is wrong with the tags."""
    used = _used(found, tags)
    if any(map(_is_unknown, used)) or _check_blocks(used):
        return None
    try:
        return _TagParser(environment, _tokens(found, tags, environment)).parse()
    except (TemplateSyntaxError, RecursionError):
        return None


def parse_each(
    found: Sequence[Stretch], lexed: Lexed, environment: Environment
) -> tuple[list[nodes.Template], list[Problem]]:
    """The syntax trees of the tags one by one; everything that is wrong with each of them, and with their order.

    What is known to be broken is passed over.
    Codes: PG402, PG403, PG404, PG410, PG415.
    """
    used = _used(found, lexed.tags)
    problems = _check_blocks(used) if lexed.is_whole else []
    trees: list[nodes.Template] = []
    for tag in used:
        tree, more = _alone(tag, environment)
        problems += more
        trees += [tree] if tree is not None else []
    return trees, problems


def misfit(found: Sequence[Stretch], tags: Sequence[Tag]) -> Problem:
    """The problem that each tag is right, only their order is not."""
    first = next(tag for tag in _used(found, tags) if tag.kind is not Kind.ENGINE)
    return _bad(first, Term(N_("the tags do not fit together")))


def _used(found: Sequence[Stretch], tags: Sequence[Tag]) -> list[Tag]:
    """The tags of the stretches, in their order."""
    return [tags[stretch] for stretch in found if isinstance(stretch, int)]


def _tokens(found: Sequence[Stretch], tags: Sequence[Tag], environment: Environment) -> Iterator[Token]:
    """The tokens of the whole story."""
    number = 1
    for stretch in found:
        if isinstance(stretch, str):
            yield Token(number, "data", stretch)
        else:
            number = stretch + 1  # Jinja counts lines from 1
            yield from tag_tokens(tags[stretch], environment, number)


def tag_tokens(tag: Tag, environment: Environment, line: int) -> Iterator[Token]:
    """The tokens of one tag, all on one line."""
    body = tag.body
    if tag.kind is Kind.ENGINE:
        body = f"__pg.{body}"
    source = f"{{% {body} %}}" if tag.kind is Kind.BLOCK else f"{{{{ {body} }}}}"
    lexer = environment.lexer
    for token in lexer.wrap(lexer.tokeniter(source, None, None)):
        yield Token(line, token.type, token.value)


def _check_blocks(used: Sequence[Tag]) -> list[Problem]:
    """What is wrong with the order of statements.

    Any end closes the innermost block of its kind. Where that leaves something over, the blocks are paired again with
    prefixes looked at: the `{%tr endif %}` behind a forgotten `{% endif %}` belongs to its own `{%tr if … %}`.
    """
    if any(tag.is_broken and _is_unknown(tag) for tag in used):
        return []  # what it opened or closed is not known
    problems = _pair(used)
    return _pair(used, by_prefix=True) if problems else []


def _pair(used: Sequence[Tag], *, by_prefix: bool = False) -> list[Problem]:
    """What is left over when blocks and ends are paired."""
    problems: list[Problem] = []
    stack: list[Tag] = []
    ended: set[int] = set()  # the blocks that have come to their last branch
    for tag in used:
        if tag.kind is not Kind.BLOCK:
            continue
        word = tag.keyword
        if opens_block(tag):
            stack.append(tag)
            if len(stack) > _DEEPEST:
                problems.append(TOO_COMPLEX.at(tag.place, found=shorten(tag.text)))
        elif word in MIDDLES:
            if not stack or stack[-1].keyword not in MIDDLES[word] or stack[-1].number in ended:
                problems.append(UNEXPECTED_END.at(tag.place, found=tag.text, open=_open(stack)))
            elif word == "else":
                ended.add(stack[-1].number)
        elif word in STATEMENTS:
            problems += _close(tag, stack, by_prefix=by_prefix)
    problems += [_unclosed(tag) for tag in stack]
    return problems


def _close(tag: Tag, stack: list[Tag], *, by_prefix: bool) -> list[Problem]:
    """Close the innermost block that the tag can end; what is wrong with it and with blocks left open in it."""
    if tag.keyword in ENDS:  # a `set` in line
        return []
    closable = [at for at, block in enumerate(stack) if ENDS[block.keyword] == tag.keyword]
    if not closable:
        return [UNEXPECTED_END.at(tag.place, found=tag.text, open=_open(stack))]
    alike = [at for at in closable if stack[at].prefix == tag.prefix] if by_prefix else []
    chosen = (alike or closable)[-1]
    problems = [_unclosed(block) for block in reversed(stack[chosen + 1 :])]
    del stack[chosen:]
    return problems


def _is_unknown(tag: Tag) -> bool:
    """Whether the tag is a statement that there is not."""
    return tag.kind is Kind.BLOCK and tag.keyword not in STATEMENTS


def _unclosed(tag: Tag) -> Problem:
    """The problem that a block is not closed."""
    return UNCLOSED_BLOCK.at(tag.place, found=shorten(tag.text), expected=f"{{%{tag.prefix} {ENDS[tag.keyword]} %}}")


def _open(stack: Sequence[Tag]) -> str:
    """The blocks that are open, innermost first."""
    return "、".join(shorten(tag.text) for tag in reversed(stack)) or "–"


def _alone(tag: Tag, environment: Environment) -> tuple[nodes.Template | None, list[Problem]]:
    """The syntax tree of one tag, closed at once; what is wrong with it by itself."""
    word = tag.keyword
    if tag.is_broken or tag.kind is Kind.COMMENT:
        return None, []
    if _is_unknown(tag):
        known = ", ".join((*ENDS, *MIDDLES, "raw", "vm", "hm", "cellbg", "colspan"))
        return None, [UNKNOWN_STATEMENT.at(tag.place, found=word or tag.text, known=known)]
    before: list[Token] = []
    after: list[Token] = []
    try:
        if word in MIDDLES:
            opener = "if true" if word == "elif" or tag.body == "else" else "for x in []"
            before = _plain_tokens(f"{{% {opener} %}}", environment)
            after = _plain_tokens("{% endif %}" if opener == "if true" else "{% endfor %}", environment)
        elif word in ENDS.values():
            return None, [] if tag.body == word else [_bad(tag, Term(N_("words after the end of a block")))]
        elif tag.kind is Kind.BLOCK and opens_block(tag):
            after = _plain_tokens(f"{{% {ENDS[word]} %}}", environment)
        middle = tag_tokens(tag, environment, tag.number + 1)
        return _TagParser(environment, iter([*before, *middle, *after])).parse(), []
    except TemplateSyntaxError as error:
        return None, [_bad(tag, error.message or "")]
    except RecursionError:
        return None, [TOO_COMPLEX.at(tag.place, found=shorten(tag.text))]


def _plain_tokens(source: str, environment: Environment) -> list[Token]:
    """The tokens of a piece of template."""
    return list(environment.lexer.wrap(environment.lexer.tokeniter(source, None, None)))


def _bad(tag: Tag, reason: str) -> Problem:
    """The problem that a tag cannot be understood."""
    return BAD_EXPRESSION.at(tag.place, found=shorten(tag.text), reason=reason)
