"""Known names and numbers inside free text, masked before a template sees it."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.mask.people import masked_name
from generator.mask.people import masked_phone
from generator.mask.secrets import Secrets


def pattern(secrets: Secrets) -> re.Pattern[str] | None:
    """What finds the names and numbers of `secrets` as whole values, numbers however they are grouped."""
    longest_first = sorted(secrets.names, key=lambda n: (-len(n), n))
    words = [re.escape(n) for n in longest_first] + [
        re.escape(t) for t in sorted(secrets.texts, key=lambda t: (-len(t), t))
    ]
    numbers = [r"[\s\-—–]?".join(n) for n in sorted(secrets.numbers)]
    branches = [*words, *([rf"(?<!\d)(?:{'|'.join(numbers)})(?!\d)"] if numbers else [])]
    return re.compile("|".join(branches)) if branches else None


def redacted(value: object, secrets: Secrets) -> object:
    """A context's value with every known name and number in its texts masked; other values as they are."""
    found = pattern(secrets)
    return value if found is None else _walk(value, lambda text: found.sub(_mask, text))


def _walk(value: object, mask: Callable[[str], str]) -> object:
    if isinstance(value, str):
        masked = mask(value)
        return value if masked == value else masked
    if isinstance(value, dict):
        return {key: _walk(inner, mask) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, mask) for inner in value]
    return value


def _mask(match: re.Match[str]) -> str:
    found = match[0]
    return masked_phone(found) if found[0].isdigit() else masked_name(found)
