"""Which of many secrets can stand in a text at all: quick, so that the few left may be looked for with care."""

from __future__ import annotations

import re

from generator.mask.secrets import Secrets

RUN = re.compile(r"\d(?:[\W_]{0,3}\d){6,}")
"""Digits in groups, however they are parted (brackets, commas, signs without width) and of whatever width."""

_PARTS = re.compile(r"[\W_]+")
_APART = "x"  # between two runs: neither a digit nor what may part digits
# Signs without width that may be set within a name, besides spaces.
_UNSEEN_SIGNS = "\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = re.compile(f"[{_UNSEEN_SIGNS}]")
_FEW = 12


def present(secrets: Secrets, text: str) -> Secrets:
    """The secrets less those that stand nowhere in the text; more may be left than are there, never fewer."""
    if not secrets:
        return secrets
    bare = _bare(text)
    # A name with cases or with signs of its own can be spelt in other ways: it is left to those who look with care.
    plain = {name for name in secrets.names if name.isalpha() and name.lower() == name.upper()}
    texts = {one: _bare(one) for one in secrets.texts}
    standing = _standing({*plain, *texts.values()}, bare)
    return Secrets(
        (secrets.names - plain) | (plain & standing),
        _numbers(secrets.numbers, text),
        frozenset(one for one, said in texts.items() if said in standing and one in text),
    )


def _numbers(numbers: frozenset[str], text: str) -> frozenset[str]:
    """The numbers whose digits stand in one run of digits."""
    if not numbers:
        return numbers
    said = _PARTS.sub("", _APART.join(RUN.findall(text)))
    if not said.isascii():
        return numbers
    runs = set(said.split(_APART))
    found: set[str] = set()
    for length in {len(number) for number in numbers}:
        found |= numbers.intersection([run[at : at + length] for run in runs for at in range(len(run) - length + 1)])
    return frozenset(found)


def _bare(text: str) -> str:
    """The text without what may be set between the characters of a name."""
    bare = "".join(text.split())
    return _UNSEEN.sub("", bare) if any(map(bare.__contains__, _UNSEEN_SIGNS)) else bare


def _standing(words: set[str], text: str) -> set[str]:
    """The words that stand in the text."""
    if len(words) > _FEW:
        # One pass over the text, and only words whose beginning it met are searched for: most stand nowhere.
        first = "".join(map(re.escape, sorted({word[:1] for word in words})))
        begun = set(re.findall(f"(?=([{first}].?))", text, re.DOTALL)) if first else set()
        words = {word for word in words if not word or word[:2] in begun or len(word) == 1}
    return {word for word in words if word in text}
