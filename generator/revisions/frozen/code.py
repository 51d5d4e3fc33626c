"""校验码: the short code printed in an edition, over what it says and its version; and the same as a QR picture.

6K3F-9QWT     seven signs of content and a check sign, in an alphabet of 29 without look-alikes
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable

import segno

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_changes as codes

ALPHABET = "0123456789ACDEFGHJKMNPQRTVWXY"
"""29 signs, a prime number: then the check sign finds any wrong sign and any two that changed places."""

PLACEHOLDER = "0000-0000"
"""What an edition prints in the code's place while its code is computed."""

_LENGTH = 8
_GROUP = 4
_LOOK_ALIKES = str.maketrans("OILBSZU", "011852V")
_BETWEEN = str.maketrans("", "", " \t\n\u3000-‐‑‒–—−_.·")
_VERSION = re.compile(r"\s+V\d+\.\d+\s*$")
_QR_SCALE = 8
_QR_BORDER = 2


def code_of(printed: Iterable[str], version: str) -> str:
    """The check code of an edition that prints these lines, with `PLACEHOLDER` where the code will stand.

    The lines are those of `printed.printed_lines`: no page numbers, nothing that a layout decides.
    """
    text = "\n".join((version, *printed))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    values = []
    for _ in range(_LENGTH - 1):
        number, value = divmod(number, len(ALPHABET))
        values.append(value)
    return _grouped("".join(ALPHABET[value] for value in (*values, _check(values))))


def own_code(printed: Iterable[str], version: str, code: str) -> str:
    """The code that an edition should bear which prints these lines with `code` in them.

    Another one than `code`: its words were altered.
    """
    return code_of((line.replace(code, PLACEHOLDER) for line in printed), version)


def parse_code(text: str) -> str | None:
    """The code that somebody typed or a reader read, as it is printed; `None` if it is none.

    Small letters, spaces, dashes and look-alikes are understood; so is the version behind the code of a QR picture.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    return _valid(_VERSION.sub("", plain))


def read_code(text: str) -> tuple[str | None, list[Problem]]:
    """As `parse_code`, with the problem that says that it is none (PG553)."""
    found = parse_code(text)
    if found is not None:
        return found, []
    return None, [codes.NO_CHECK_CODE.at(Place(), found=text.strip(), example=code_of((), ""))]


def qr_payload(code: str, version: str) -> str:
    """What the QR picture says: code and version, nothing else."""
    return f"{code} {version}"


def qr_png(code: str, version: str) -> bytes:
    """The QR picture of a code as PNG: black on white, equal for equal codes."""
    written = io.BytesIO()
    picture = segno.make(qr_payload(code, version), error="m", micro=False)
    picture.save(written, kind="png", scale=_QR_SCALE, border=_QR_BORDER)
    return written.getvalue()


def _valid(text: str) -> str | None:
    signs = text.translate(_BETWEEN).translate(_LOOK_ALIKES)
    if len(signs) != _LENGTH or not set(signs) <= set(ALPHABET):
        return None
    values = [ALPHABET.index(sign) for sign in signs]
    return _grouped(signs) if _check(values[:-1]) == values[-1] else None


def _check(values: Iterable[int]) -> int:
    """The value that makes the sum of all values, each times its place, divisible by 29."""
    total = sum(at * value for at, value in enumerate(values, 1))
    return -total * pow(_LENGTH, -1, len(ALPHABET)) % len(ALPHABET)


def _grouped(signs: str) -> str:
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"
