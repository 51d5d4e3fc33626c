"""Tags of a story, found on its XML tree.

Word cuts what an author types into runs wherever it likes. So a tag is looked for in the joined text of a paragraph,
never in XML text: it then stands, as one marker, in the run where it begins, and takes that run's properties. What
stood between its pieces and is no text (bookmarks, references) stays; runs that held nothing else are dropped.

After lexing, the tree holds a processing instruction `<?pg 12?>` for tag 12 (in `w:t`, or another text element), and
an attribute holds `key12;`, where `key` is a word that occurs nowhere else in the story.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from generator.problems.pg4_template import FULL_WIDTH
from generator.problems.pg4_template import FULL_WIDTH_BRACES
from generator.problems.pg4_template import STRAY_END
from generator.problems.pg4_template import TAG_CUT
from generator.problems.pg4_template import TOO_COMPLEX
from generator.problems.pg4_template import TYPOGRAPHIC_QUOTES
from generator.problems.pg4_template import UNCLOSED_BLOCK
from generator.problems.pg4_template import UNCLOSED_TAG
from generator.word import tagtext
from generator.word.place import Places
from generator.word.place import shorten
from generator.word.runs import drop_emptied
from generator.word.runs import join_tail
from generator.word.runs import look
from generator.word.runs import remove
from generator.word.runs import run_properties
from generator.word.runs import xml_of
from generator.word.xmlns import ENGINE
from generator.word.xmlns import XML
from generator.word.xmlns import W
from generator.word.xmlns import w

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from generator.problems import Place
    from generator.problems import Problem
    from generator.word.place import StoryPlace

MARKER = "pg"
_MOST_TAGS = 30_000
_MOST_TAGS_IN_TEXT = 2_000
SPACE = f"{{{XML}}}space"
CALL = f"{{{ENGINE}}}call"
_WORD = re.compile(r"\w+")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}

_P = w("p")
_R = w("r")
_T = w("t")
_BREAKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_FIELD_CODE = w("instrText")
_FULL_WIDTH_TAG = re.compile(r"[｛{]\s*[｛{%％#＃]|[｝}%％#＃]\s*[｝}]")


class Kind(Enum):
    """What a tag does: print a value, control, say something to authors, or call the engine."""

    PRINT = "{{"
    BLOCK = "{%"
    COMMENT = "{#"
    ENGINE = "pg"


class Position(Enum):
    """What a tag stands in, hence what its value must become."""

    TEXT = "text"
    PLAIN = "plain"
    ATTRIBUTE = "attribute"
    RUN = "run"
    PARAGRAPH = "paragraph"
    ROW = "row"
    CELL = "cell"


UNITS = {"p": Position.PARAGRAPH, "tr": Position.ROW, "tc": Position.CELL, "r": Position.RUN}


@dataclass(slots=True)
class Tag:
    """One tag: `{%p if 点.数量 %}` has kind BLOCK, prefix `p`, body `if 点.数量`.

    `joins_before`, `joins_after`: `{%-` and `-%}`, which join paragraphs. `trims_before`, `trims_after`: `{{-` and
    `-}}`, which drop spaces. `paragraph_properties` and `run_properties` are XML, for values that need new runs.
    `is_broken`: a problem of its text is known; what is left of it counts for nothing but the order of statements.
    """

    number: int
    kind: Kind
    prefix: str
    body: str
    text: str
    place: Place
    position: Position = Position.TEXT
    joins_before: bool = False
    joins_after: bool = False
    trims_before: bool = False
    trims_after: bool = False
    marker: etree._Element | None = None
    paragraph_properties: str = ""
    run_properties: str = ""
    is_broken: bool = False

    @property
    def keyword(self) -> str:
        """The first word of a statement: `for`; an empty string for other tags."""
        word = _WORD.match(self.body) if self.kind is Kind.BLOCK else None
        return word[0] if word else ""


@dataclass(slots=True)
class Lexed:
    """The tags of a story by number, the key of tags in attributes, and the problems found.

    `is_whole`: the story was read to its end.
    """

    tags: list[Tag]
    key: str
    problems: list[Problem]
    is_whole: bool = True


def lex(roots: Sequence[etree._Element], where: StoryPlace, places: Places | None = None) -> Lexed:
    """The tags in the trees, which are changed: markers stand where the tags were.

    `places` are those of the author's document, where the trees were changed before.
    Codes: PG401, PG402 (raw), PG406 to PG408, PG412, PG415, PG416.
    """
    lexer = _Lexer(places or Places(roots, where), _unused_key(roots))
    for root in roots:
        lexer.story(root)
    if lexer.raw_since is not None:
        tag = lexer.raw_since
        lexer.problems.append(UNCLOSED_BLOCK.at(tag.place, found=shorten(tag.text), expected="{% endraw %}"))
        lexer.is_whole = False
    return Lexed(lexer.tags, lexer.key, lexer.problems, lexer.is_whole)


@dataclass(slots=True)
class _Piece:
    """A stretch of a paragraph's text: an element and its text; of a tab or break, which has no text, its sign."""

    element: etree._Element
    text: str
    is_text: bool


class _Lexer:
    """What is known while a story is read from beginning to end."""

    def __init__(self, places: Places, key: str) -> None:
        self.places = places
        self.key = key
        self.tags: list[Tag] = []
        self.problems: list[Problem] = []
        self.raw_since: Tag | None = None
        self.is_whole = True

    def story(self, root: etree._Element) -> None:
        """Find the tags in one tree, in reading order."""
        for element in list(root.iter(etree.Element)):
            if len(self.tags) > _MOST_TAGS:
                self.problems.append(TOO_COMPLEX.at(self.places.at(element), found=shorten(self.tags[-1].text)))
                self.is_whole = False
                return
            if element.tag == _P:
                self._paragraph(element)
            elif element.tag == CALL:
                self._engine_call(element)
            elif element.text and "{" in element.text and not str(element.tag).startswith("{" + W):
                self._text([_Piece(element, element.text, is_text=True)], Position.PLAIN, None)
            for name, value in element.attrib.items():
                if "{" in str(value) and element.tag != CALL:
                    self._attribute(element, str(name), str(value))

    def _paragraph(self, paragraph: etree._Element) -> None:
        """Find the tags in the text of one paragraph, and in its field codes."""
        pieces: list[_Piece] = []
        codes: list[_Piece] = []
        for node in _own_nodes(paragraph):
            if node.tag == _T:
                pieces.append(_Piece(node, node.text or "", is_text=True))
            elif node.tag == _FIELD_CODE:
                codes.append(_Piece(node, node.text or "", is_text=True))
            else:
                pieces.append(_Piece(node, _BREAKS[str(node.tag)], is_text=False))
        self._text(pieces, Position.TEXT, paragraph)
        self._text(codes, Position.PLAIN, paragraph)

    def _engine_call(self, element: etree._Element) -> None:
        """Put a marker in place of a call of the engine."""
        expression = element.get("expr", "")
        tag = self._new(Kind.ENGINE, tagtext.Tag("", expression), expression, self.places.at(element))
        marker = tag.marker = _marker(tag.number)
        marker.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, marker)

    def _attribute(self, element: etree._Element, name: str, value: str) -> None:
        """Put keys in place of the tags in an attribute."""
        stop = len(value)
        for start, end in reversed(tagtext.spans(value)):
            until = end if end >= 0 else stop
            tag = self._read(value[start:until], self.places.at(element), is_closed=end >= 0)
            stop = start
            if tag is None:
                continue
            tag.position = Position.ATTRIBUTE
            value = f"{value[:start]}{self.key}{tag.number};{value[until:]}"
        element.set(name, value)

    def _text(self, pieces: list[_Piece], position: Position, paragraph: etree._Element | None) -> None:
        """Put markers in place of the tags in a text that is spread over pieces."""
        joined = "".join(piece.text for piece in pieces)
        if "{" not in joined and "}" not in joined and "｛" not in joined:
            return
        place = self.places.at(pieces[0].element, joined)
        spans = tagtext.spans(joined)
        if len(spans) > _MOST_TAGS_IN_TEXT:
            self.problems.append(TOO_COMPLEX.at(place, found=shorten(joined)))
            self.is_whole = False
            return
        found: list[tuple[int, int, Tag]] = []
        reached = 0
        for (start, end), (following, _) in pairwise([*spans, (len(joined), -1)]):
            self._look_alikes(joined[reached:start], place)
            reached = end if end >= 0 else following
            tag = self._read(joined[start:reached], place, is_closed=end >= 0)
            if tag is not None:
                tag.position = position
                found.append((start, reached, tag))
        self._look_alikes(joined[reached:], place)
        begins = [0, *accumulate(len(piece.text) for piece in pieces)]
        for start, end, tag in reversed(found):
            reach = slice(bisect_right(begins, start) - 1, bisect_left(begins, end))
            self._mark(pieces[reach], start - begins[reach.start], end - start, tag, paragraph)
        if found:
            drop_emptied([piece.element for piece in pieces])

    def _look_alikes(self, text: str, place: Place) -> None:
        """Note what looks like a tag, or its end, and is none."""
        if self.raw_since is not None:
            return
        for match in _FULL_WIDTH_TAG.finditer(text):
            found = match[0]
            half = "".join(found.split()).translate(tagtext.HALF_WIDTH)
            if found == half and half in {"}}", "%}", "#}"}:
                expected = next(opening for opening, closing in _CLOSING.items() if closing == half)
                self.problems.append(STRAY_END.at(place, found=found, expected=expected))
            elif any(c in found for c in "｛｝"):
                self.problems.append(FULL_WIDTH_BRACES.at(place, found=found, expected=half))

    def _read(self, text: str, place: Place, *, is_closed: bool) -> Tag | None:
        """The tag that `text` is, or begins; nothing inside of `{% raw %}`."""
        closing = _CLOSING[text[:2]]
        inner = tagtext.inner(text if is_closed else text + closing)
        statement = inner.body.split(None, 1)[0] if inner.body and text.startswith("{%") else ""
        kind = Kind(text[:2])
        if self.raw_since is not None:
            if statement != "endraw":
                return None
            self.raw_since = None
            kind = Kind.COMMENT
        tag = self._new(kind, inner, text, place)
        if not is_closed:
            self.problems.append(UNCLOSED_TAG.at(place, found=shorten(text), expected=closing))
            tag.is_broken = True
        elif len(text) > tagtext.LONGEST_TAG:
            self.problems.append(TOO_COMPLEX.at(place, found=shorten(text)))
            tag.is_broken = True
        elif kind is not Kind.COMMENT:
            self._half_width(tag)
        if statement == "raw":
            self.raw_since = tag
            tag.kind = Kind.COMMENT
        return tag

    def _half_width(self, tag: Tag) -> None:
        """Make the typographic quotes of a tag straight; full-width signs between its texts are problems."""
        tag.body, quotes, signs = tagtext.straighten(tag.body)
        if quotes:
            self.problems.append(TYPOGRAPHIC_QUOTES.at(tag.place, found=shorten(tag.text)))
        for sign in signs:
            self.problems.append(FULL_WIDTH.at(tag.place, found=sign, expected=sign.translate(tagtext.HALF_WIDTH)))
            tag.is_broken = True

    def _new(self, kind: Kind, inner: tagtext.Tag, text: str, place: Place) -> Tag:
        """A new tag, numbered and kept."""
        is_block = kind is Kind.BLOCK
        tag = Tag(
            len(self.tags),
            kind,
            inner.prefix,
            inner.body,
            text,
            place,
            joins_before=is_block and inner.minus_before,
            joins_after=is_block and inner.minus_after,
            trims_before=kind is Kind.PRINT and inner.minus_before,
            trims_after=kind is Kind.PRINT and inner.minus_after,
        )
        self.tags.append(tag)
        return tag

    def _mark(self, formats: list[_Piece], start: int, length: int, tag: Tag, paragraph: etree._Element | None) -> None:
        """Replace a tag, which begins in the first of its pieces and ends in the last, by its marker.

        Tags are marked from last to first, so `element.text` is what precedes the markers that stand already.
        """
        marker = tag.marker = _marker(tag.number)
        first = formats[0]
        text = first.element.text or ""
        marker.tail = text[start + length :] if start + length < len(first.text) else ""
        first.element.text = text[:start]
        first.element.insert(0, marker)
        rest = length - (len(first.text) - start)
        for piece in formats[1:]:
            if piece.is_text:
                piece.element.text = (piece.element.text or "")[rest:] if rest < len(piece.text) else ""
                piece.element.set(SPACE, "preserve")
            else:
                remove(piece.element)
            rest -= len(piece.text)
        if not tag.is_broken:  # what one that is not closed has swallowed may look as it likes
            self._note_format(formats, tag)
        if paragraph is not None and tag.kind is Kind.PRINT:
            tag.run_properties = xml_of(run_properties(first.element))
            tag.paragraph_properties = xml_of(paragraph.find(w("pPr")))
        last = formats[-1]
        if last is not first and last.is_text:
            join_tail(first.element, last.element)

    def _note_format(self, formats: list[_Piece], tag: Tag) -> None:
        """Note a tag whose pieces look different in Word."""
        looks = {look(piece.element) for piece in formats if piece.is_text and piece.text.strip()}
        if len(looks) > 1:
            self.problems.append(TAG_CUT.at(tag.place, found=shorten(tag.text)))


def is_marker(node: etree._Element | None) -> bool:
    """Whether a node stands for a tag: no other processing instruction survives the parser."""
    return isinstance(node, etree._ProcessingInstruction)  # noqa: SLF001  (lxml's only name for it)


def _own_nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text elements, tabs, breaks and field codes of a paragraph, without those of text boxes in it."""
    stack = [*reversed(paragraph)]
    while stack:
        node = stack.pop()
        if node.tag in {_T, _FIELD_CODE} or (node.tag in _BREAKS and (node.getparent() is None or _in_run(node))):
            yield node
        elif node.tag != _P and isinstance(node.tag, str):
            stack += reversed(node)


def _in_run(node: etree._Element) -> bool:
    """Whether a tab or break is content; `w:tab` is a tab stop as well."""
    parent = node.getparent()
    return parent is not None and parent.tag == _R


def _unused_key(roots: Sequence[etree._Element]) -> str:
    """A word that occurs nowhere in the trees' attributes."""
    key = "pgtag"
    values = [
        str(v) for root in roots for e in root.iter(etree.Element) for v in e.attrib.values() if "pgtag" in str(v)
    ]
    while any(key in value for value in values):
        key += "x"
    return key


def _marker(number: int) -> etree._ProcessingInstruction:
    """The processing instruction that stands for a tag."""
    return etree.ProcessingInstruction(MARKER, str(number))
