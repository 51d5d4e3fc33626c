"""Which of many secrets can stand in a text at all: quick, so that the few left may be looked for with care."""

from __future__ import annotations

import re

from generator.mask.secrets import Secrets

# Whatever may be set within a name: left out on both sides, so that a name is passed over only if it cannot be there.
_BETWEEN = re.compile(r"[\W_]+")
_NO_DIGITS = re.compile(r"\D+")


def present(secrets: Secrets, text: str) -> Secrets:
    """The secrets less those names and texts of which the text lacks a sign, or that stand nowhere in it.

    More may be left than are there, never fewer.
    """
    bare = _BETWEEN.sub("", text).lower()
    signs = frozenset(bare)
    names = {name for name in secrets.names if _may_stand(_BETWEEN.sub("", name).lower(), bare, signs)}
    texts = {one for one in secrets.texts if one in text}
    said = _NO_DIGITS.sub("", text)
    numbers = {number for number in secrets.numbers if not said.isascii() or number in said}
    return Secrets(frozenset(names), frozenset(numbers), frozenset(texts))


def _may_stand(name: str, bare: str, signs: frozenset[str]) -> bool:
    """Whether a name may stand in the bare text; one in letters that have cases is left to those who look with care."""
    if name != name.upper():
        return True
    return signs.issuperset(name) and name in bare
