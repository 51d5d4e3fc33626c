"""Known names and numbers inside free text, masked before a template sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from generator.mask.people import masked_name
from generator.mask.people import masked_phone
from generator.mask.secrets import SHORTEST_NUMBER
from generator.mask.secrets import Secrets

# Digits in groups, however they are parted; which of them are a known number is looked up afterwards: one pattern of
# all numbers would be tried anew at every character.
_RUN = re.compile(r"\d(?:[ \u00a0\u3000\t\-‐‑–—.]?\d){6,}")
_GROUP = re.compile(r"\d+")
_NO_WORDS = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the values of `secrets` in texts, as whole values."""

    secrets: Secrets
    words: re.Pattern[str]
    masked: dict[str, str] = field(default_factory=dict)
    """Texts that were masked already: most texts of a context stand in it more than once."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where known values stand in the text, in order of kind, then of place."""
        for match in self.words.finditer(text):
            yield match.span()
        if self.secrets.numbers:
            for run in _RUN.finditer(text):
                yield from self._numbers(run)

    def _numbers(self, run: re.Match[str]) -> Iterator[tuple[int, int]]:
        groups = [(m.start() + run.start(), m.end() + run.start(), m[0]) for m in _GROUP.finditer(run[0])]
        for first in range(len(groups)):
            number = ""
            for _, end, digits in groups[first:]:
                number += digits
                if number in self.secrets.numbers:
                    yield groups[first][0], end
                    break

    def mask(self, text: str) -> str:
        """The text with every known value masked."""
        found = self.masked.get(text)
        if found is None:
            found = self.masked[text] = self._mask(text)
        return found

    def _mask(self, text: str) -> str:
        if self.words.search(text) is None and (len(text) < SHORTEST_NUMBER or _RUN.search(text) is None):
            return text
        done = len(text)
        for start, end in sorted(self.spans(text), reverse=True):
            if end <= done:
                text = text[:start] + masked_value(text[start:end]) + text[end:]
                done = start
        return text


def finder(secrets: Secrets) -> Finder | None:
    """What finds these values, or `None` if there are none; longer ones are found before those they contain."""
    if not secrets:
        return None
    words = sorted((*secrets.names, *secrets.texts), key=lambda word: (-len(word), word))
    return Finder(secrets, re.compile("|".join(map(re.escape, words))) if words else _NO_WORDS)


def masked_value(value: str) -> str:
    """A name or a number as the public edition prints it."""
    return masked_phone(value) if value[0].isdigit() else masked_name(value)


def redacted(context: dict[str, object], secrets: Secrets) -> dict[str, object]:
    """A context with every known name and number in its texts masked; other values as they are."""
    found = finder(secrets)
    return context if found is None else {name: _walk(value, found) for name, value in context.items()}


def _walk(value: object, found: Finder) -> object:
    if isinstance(value, str):
        masked = found.mask(value)
        return value if masked == value else masked
    if isinstance(value, dict):
        return {key: _walk(inner, found) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, found) for inner in value]
    return value
