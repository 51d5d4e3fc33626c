"""Numbering schemes: how headings, captions and steps of a manual are numbered, as data.

The recipe's loader builds a `NumberingScheme`; everything here is frozen and hashable, so that a scheme can be part
of a cache key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.word.numerals import NUMERALS

_FIELD = re.compile(r"\{([a-z]*)([1-9]?)\}")


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """How paragraphs of the style named `style` are numbered.

    `format` is empty for an unnumbered heading. `counter` names a count of its own (appendices beside chapters).
    `refer` says how a reference prints the heading; empty: its number without a closing mark.
    """

    style: str
    level: int
    format: str = ""
    after: str = ""
    counter: str = ""
    refer: str = ""
    contents: bool = True


@dataclass(frozen=True, slots=True)
class CaptionRule:
    """How captions of the style named `style` are numbered; `function` is the name of the reference in templates.

    `restart` is the level of heading at which the count begins anew, 0 for a count through the manual. `tag`: what a
    list of these captions, with their pages, takes the place of; no list without one.
    """

    style: str
    format: str
    after: str = " "
    function: str = ""
    restart: int = 0
    tag: str = ""


@dataclass(frozen=True, slots=True)
class StepRule:
    """How counted steps of the style named `style` are numbered.

    `restart` is "paragraph" (any paragraph of another style begins a new count) or "heading".
    """

    style: str
    format: str = "{n}."
    after: str = "\t"
    restart: str = "paragraph"


@dataclass(frozen=True, slots=True)
class ContentsRule:
    """The tag that a table of contents takes the place of, its depth, and the styles of its entries by level."""

    tag: str = "目录"
    levels: int = 2
    styles: tuple[str, ...] = ("toc 1", "toc 2", "toc 3")


@dataclass(frozen=True, slots=True)
class PageRule:
    """The function that prints the page of a heading, and what stands around the number; nothing until it is known."""

    function: str = "页"
    format: str = "（第{n}页）"


@dataclass(frozen=True, slots=True)
class NumberingScheme:
    """Everything that is counted in a manual; `reference` is the function that prints a heading's number."""

    headings: tuple[HeadingRule, ...] = ()
    captions: tuple[CaptionRule, ...] = ()
    steps: tuple[StepRule, ...] = ()
    contents: ContentsRule | None = None
    reference: str = "见"
    page: PageRule | None = None

    @property
    def functions(self) -> tuple[str, ...]:
        """The names by which templates refer to headings, captions and pages."""
        names = (self.reference, *(rule.function for rule in self.captions), self.page.function if self.page else "")
        return tuple(name for name in names if name)

    @property
    def lists(self) -> dict[str, int | None]:
        """The tags that lists of headings (None) or of captions (the rule's index) take the place of."""
        found: dict[str, int | None] = {self.contents.tag: None} if self.contents is not None else {}
        return found | {rule.tag: index for index, rule in enumerate(self.captions) if rule.tag}


class NumberFormat:
    """A parsed format: literals and fields in turn; a field is (numeral, level), level 0 being the own count.

    What was printed once is remembered: the same few counts come up in every manual.
    """

    __slots__ = ("_levels", "_parts", "_printed")

    def __init__(self, parts: tuple[str | tuple[str, int], ...]) -> None:
        self._parts = parts
        self._levels = tuple({part[1] for part in parts if not isinstance(part, str) and part[1]})
        self._printed: dict[tuple[int, ...], str] = {}

    def text(self, own: int, levels: list[int]) -> str:
        """The number as printed, where `levels[n]` is the count of the last heading of level n."""
        key = (own, *[levels[level] for level in self._levels]) if self._levels else (own,)
        printed = self._printed.get(key)
        if printed is None:
            printed = self._printed[key] = "".join(
                part if isinstance(part, str) else NUMERALS[part[0]](levels[part[1]] if part[1] else own)
                for part in self._parts
            )
        return printed


@cache
def parse_format(text: str) -> tuple[NumberFormat, str]:
    """The format that `text` describes, and the first field in it that is none (empty when all are known).

    Example: "第{zh}章", "（{zh}）", "{1}.{2}", "附录{alpha}", "表 {1}-{n}".
    """
    parts: list[str | tuple[str, int]] = []
    unknown = ""
    end = 0
    for match in _FIELD.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        end = match.end()
        numeral, level = match.group(1), match.group(2)
        own = numeral == "n" and not level
        if (numeral in NUMERALS and (numeral or level)) or own:
            parts.append(("" if own else numeral, int(level or 0)))
        else:
            unknown = unknown or match.group()
    if end < len(text):
        parts.append(text[end:])
    stray = "".join(part for part in parts if isinstance(part, str))
    if not unknown and ("{" in stray or "}" in stray):
        unknown = text
    return NumberFormat(tuple(parts)), unknown
