"""The nearest known word to an unknown one."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty string when none is near.

    Width and compatibility forms do not count as a difference. Short Chinese words share few characters, so the
    threshold is lower for them than difflib's own.
    """
    folded = unicodedata.normalize("NFKC", word).casefold()
    candidates = {unicodedata.normalize("NFKC", k).casefold(): k for k in known}
    if folded in candidates:
        return candidates[folded]
    cutoff = 0.5 if any(ord(c) > 0x2E7F for c in folded) else 0.6
    found = difflib.get_close_matches(folded, candidates, n=1, cutoff=cutoff)
    return candidates[found[0]] if found else ""
