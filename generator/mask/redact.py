"""Known names and numbers inside free text, masked before a template sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

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
_SPACES = r"[\s\u200b-\u200d\u2060\ufeff]*"
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
            found = self.masked[text] = self._mask(text)
        return found

    def _mask(self, text: str) -> str:
        if self.words.search(text) is None and (len(text) < SHORTEST_NUMBER or RUN.search(text) is None):
            return text
        return self.without(text)

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
    # Most secrets stand nowhere in it: a pattern of those that may costs little, one of all of them much.
    found = finder(present(secrets, "\n".join(_texts(context)))) if secrets else None
    return context if found is None else {name: _walk(value, found) for name, value in context.items()}


def _texts(context: dict[str, object]) -> Iterable[str]:
    """Every text in a context, each once."""
    found: dict[str, None] = {}
    waiting: list[object] = [context]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found[value] = None
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, InlineImage):
            found[value.description] = None
    return found


def _walk(value: object, found: Finder) -> object:
    if isinstance(value, str):
        masked = found.mask(value)
        return value if masked == value else masked
    if isinstance(value, dict):
        return {key: _walk(inner, found) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, found) for inner in value]
    if isinstance(value, InlineImage) and value.description:
        return replace(value, description=found.mask(value.description))
    return value
