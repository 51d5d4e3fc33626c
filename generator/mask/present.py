"""Which of many secrets can stand in a text at all: quick, so that the few left may be looked for with care."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.mask.secrets import Secrets

_DIGITS = re.compile(r"\d+")
# Signs without width that may be set within a name, besides spaces.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"


def present(secrets: Secrets, text: str) -> Secrets:
    """The secrets less those that stand nowhere in the text; more may be left than are there, never fewer."""
    said = "".join(_DIGITS.findall(text))
    numbers = {number for number in secrets.numbers if not said.isascii() or number in said}
    texts = {one for one in secrets.texts if one in text}
    return Secrets(frozenset(_names(secrets.names, text)), frozenset(numbers), frozenset(texts))


def _names(names: Collection[str], text: str) -> set[str]:
    """The names that may stand in the text, whatever is set between their characters.

    A name with cases or with signs of its own can be spelt in other ways: it is left to those who look with care.
    """
    plain = {name for name in names if name.isalpha() and name.lower() == name.upper()}
    found = set(names) - plain
    if plain:
        bare = "".join(text.split())
        for sign in _UNSEEN:
            bare = bare.replace(sign, "")
        # One pass for all first signs, and what follows each looked up: a search per name would cost ten times that.
        first = re.compile("[" + "".join(sorted({name[0] for name in plain})) + "]")
        lengths = sorted({len(name) for name in plain})
        starts = [match.start() for match in first.finditer(bare)]
        for length in lengths:
            found |= plain.intersection([bare[start : start + length] for start in starts])
    return found
