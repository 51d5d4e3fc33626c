"""Known names and numbers inside free text, masked before a template sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import chain
from typing import Any

from generator.mask.people import masked_name
from generator.mask.people import masked_phone
from generator.mask.present import RUN
from generator.mask.present import present
from generator.mask.secrets import SHORTEST_NUMBER
from generator.mask.secrets import Secrets
from generator.word.values import InlineImage

_GROUP = re.compile(r"\d+")
_NO_WORDS = re.compile(r"(?!)")
_CALLING_CODES = ("0086", "86", "0")
# What stands between the parts of a name, or is set between its characters to fill a line.
# The last stands apart (as an atom, or it would be put with the others): for a set with a third range Python fills a
# table of 65,536 signs, for each gap in each name.
_SPACES = r"(?:[\s\u200b-\u200d\u2060]|(?>\ufeff))*"
_NUMBERS = frozenset({int, bool, float})
_DOTS = "·•・‧∙．."


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the values of `secrets` in texts, as whole values."""

    secrets: Secrets
    words: re.Pattern[str]
    lengths: tuple[int, ...]
    """How many digits the numbers have."""
    masked: dict[str, str] = field(default_factory=dict)
    """Texts that were masked already: most texts of a context stand in it more than once."""

    def spans(self, text: str, *, whole: bool = True) -> Iterator[tuple[int, int]]:
        """Where known values stand in the text, in order of kind, then of place.

        Numbers that are not `whole` count where they stand within longer ones, too: in the text of a finished part
        nothing parts one cell of a table from the next.
        """
        for match in self.words.finditer(text):
            yield match.span()
        # One pattern of all numbers would be tried anew at every character.
        if self.secrets.numbers:
            find = self._numbers if whole else self._anywhere
            for run in RUN.finditer(text):
                yield from find(run)

    def _numbers(self, run: re.Match[str]) -> Iterator[tuple[int, int]]:
        groups = [(m.start() + run.start(), m.end() + run.start(), _ascii(m[0])) for m in _GROUP.finditer(run[0])]
        for first in range(len(groups)):
            number = ""
            for _, end, digits in groups[first:]:
                number += digits
                if self._knows(number):
                    yield groups[first][0], end
                    break

    def _knows(self, number: str) -> bool:
        numbers = self.secrets.numbers
        return number in numbers or any(
            number.startswith(code) and number.removeprefix(code) in numbers for code in _CALLING_CODES
        )

    def _anywhere(self, run: re.Match[str]) -> Iterator[tuple[int, int]]:
        at = [m.start() + run.start() for m in re.finditer(r"\d", run[0])]
        number = _ascii("".join(run.string[place] for place in at))
        for length in self.lengths:
            for first in range(len(number) - length + 1):
                if number[first : first + length] in self.secrets.numbers:
                    yield at[first], at[first + length - 1] + 1

    def mask(self, text: str) -> str:
        """The text with every known value masked."""
        found = self.masked.get(text)
        if found is None:
            found = self.masked[text] = self.masking((text,)).get(text, text)
        return found

    def masking(self, texts: Iterable[str]) -> dict[str, str]:
        """The texts in which a known value stands, each with what it is once masked."""
        said = self.words.search
        if self.secrets.numbers:
            found = [t for t in texts if said(t) or (len(t) >= SHORTEST_NUMBER and RUN.search(t))]
        else:
            found = [t for t in texts if said(t)]
        return {text: masked for text in found if (masked := self.without(text)) != text}

    def without(self, text: str, *, whole: bool = True) -> str:
        """The text with what `spans` finds masked."""
        done = len(text)
        for start, end in sorted(self.spans(text, whole=whole), reverse=True):
            if end <= done:
                text = text[:start] + masked_value(text[start:end]) + text[end:]
                done = start
        return text


def finder(secrets: Secrets) -> Finder | None:
    """What finds these values, or `None` if there are none; longer ones are found before those they contain."""
    if not secrets:
        return None
    names = sorted(secrets.names, key=lambda name: (-len(name), name))
    texts = sorted(secrets.texts, key=lambda text: (-len(text), text))
    words = [*map(re.escape, texts), *map(_spelt, names)]
    lengths = tuple(sorted({len(number) for number in secrets.numbers}, reverse=True))
    return Finder(secrets, re.compile("|".join(words)) if words else _NO_WORDS, lengths)


def _spelt(name: str) -> str:
    """A pattern of the name however it is set: spaces between its characters, any middle dot, any case."""
    signs = [f"[{re.escape(_DOTS)}]" if sign in _DOTS else re.escape(sign) for sign in name if not sign.isspace()]
    pattern = _SPACES.join(signs)
    # Latin letters make words: “Li” is nobody in “Lift”.
    return rf"(?i:(?<![a-z]){pattern}(?![a-z]))" if name[:1].isascii() else pattern


def _ascii(digits: str) -> str:
    """Digits of any width or script as those of ASCII."""
    return digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)


def masked_value(value: str) -> str:
    """A name or a number as the public edition prints it."""
    return masked_phone(value) if value[0].isdigit() else masked_name(value)


def redacted(context: dict[str, object], secrets: Secrets) -> dict[str, object]:
    """A context with every known name and number in its texts masked; other values as they are."""
    if not secrets:
        return context
    texts = {name: _texts(value) for name, value in context.items()}
    every = dict.fromkeys(chain.from_iterable(texts.values()))
    # Most secrets stand nowhere in it: a pattern of those that may costs little, one of all of them much.
    found = finder(present(secrets, "\n".join(every)))
    masked = {} if found is None else found.masking(every)
    if not masked:
        return context
    return {
        name: _walk(value, masked) if any(map(texts[name].__contains__, masked)) else value
        for name, value in context.items()
    }


def _texts(value: object) -> dict[str, None]:
    """Every text in a value, each once."""
    found: dict[str, None] = {}
    waiting: list[Any] = [[value]]
    for outer in waiting:  # which grows meanwhile
        for inner in outer.values() if isinstance(outer, dict) else outer:
            kind = type(inner)
            if kind is str:
                found[inner] = None
            elif kind in _NUMBERS:
                continue
            elif isinstance(inner, str):
                found[inner] = None
            elif isinstance(inner, (dict, list)):
                waiting.append(inner)
            elif isinstance(inner, InlineImage):
                found[inner.description] = None
    return found


def _walk(value: object, masked: Mapping[str, str]) -> object:
    """The value with the texts that `masked` knows replaced by what it says; most are plain texts in a container."""
    if isinstance(value, dict):
        return {
            key: masked.get(inner, inner) if type(inner) is str else _walk(inner, masked)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [masked.get(inner, inner) if type(inner) is str else _walk(inner, masked) for inner in value]
    if isinstance(value, str):
        return masked.get(value, value)
    if isinstance(value, InlineImage) and value.description in masked:
        return replace(value, description=masked[value.description])
    return value
