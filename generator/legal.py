"""File names that Windows, macOS and Linux all allow."""

from __future__ import annotations

import unicodedata

# Characters that NTFS refuses, and the names that DOS kept for devices (with any suffix, in any case).
_REFUSED = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"],
)
_NAME_BYTES = 200  # of 255 that file systems allow: leaves room for a suffix and a temporary name


def legal_name(text: str) -> str:
    """A file name as near to `text` as Windows, macOS and Linux all allow; never empty.

    Refused characters become `_`, ends lose their dots and spaces, device names get a `_`, long names are cut.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        "_" if char in _REFUSED or unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in composed
    )
    kept = kept.encode("utf-8")[:_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    if kept.split(".", maxsplit=1)[0].rstrip().upper() in _DEVICES:
        stem, dot, rest = kept.partition(".")
        kept = f"{stem.rstrip()}_{dot}{rest}"
    return kept or "_"
