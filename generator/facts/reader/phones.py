"""Phone numbers: what can be dialled, in one spelling."""

from __future__ import annotations

import re
import unicodedata

from generator.facts.reader.refusal import Refusal
from generator.problems import Term
from generator.problems import pg2_values as codes
from generator.problems.words import N_

_GROUPS = re.compile(r"[\s‐-―-]+")
_EXTENSION = re.compile(r"^(?P<number>.+?)(?:转|分机|ext\.?|x)\s*(?P<extension>\d{1,6})$", re.IGNORECASE)
_SHORT = re.compile(r"^(?:1[12]\d|12\d{3}|100\d\d|9[56]\d{3,4})$")
_MOBILE = re.compile(r"^1[3-9]\d{9}$")
_AS_IT_IS = re.compile(r"1[3-9]\d{9}\Z", re.ASCII)  # nearly every number of a person
_FREE = re.compile(r"^[48]00\d{7}$")

MOBILE_DIGITS = Term(N_("a mobile number has 11"))
LAND_LINE_DIGITS = Term(N_("a land line has 7 or 8 after its area code"))
AREA_CODE = Term(N_("a land line needs its area code before it"))


def parse_phone(text: str) -> str | Refusal:
    """The number in one spelling: 19900000041, 0577-88880000, 0577-88880000转801, 119; or why it is none."""
    return text if _AS_IT_IS.match(text) else _folded(text)


def _folded(text: str) -> str | Refusal:
    folded = unicodedata.normalize("NFKC", text).strip()
    extension = ""
    match = _EXTENSION.match(folded)
    if match is not None:
        folded, extension = match["number"].strip(), f"转{match['extension']}"
    digits = _GROUPS.sub("", folded).replace("(", "").replace(")", "")
    if digits.startswith("+86"):
        digits = digits.removeprefix("+86")
    if not digits.isascii() or not digits.isdigit():
        return Refusal(codes.NOT_A_PHONE, {"found": text})
    if digits.startswith("0"):
        return _land_line(text, digits, extension)
    if _MOBILE.match(digits) or _SHORT.match(digits):
        return digits + extension
    if _FREE.match(digits):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}{extension}"
    if digits[0] == "1" and len(digits) >= 7:
        expected = MOBILE_DIGITS
    elif 7 <= len(digits) <= 8:
        expected = AREA_CODE
    else:
        return Refusal(codes.NOT_A_PHONE, {"found": text})
    if len(digits) == 11:  # right length, but 10x, 11x or 12x begins no mobile number
        return Refusal(codes.NOT_A_PHONE, {"found": text})
    return Refusal(codes.PHONE_LENGTH, {"found": text, "count": str(len(digits)), "expected": expected})


def _land_line(text: str, digits: str, extension: str) -> str | Refusal:
    area = digits[:3] if digits[1:2] in {"1", "2"} else digits[:4]
    own = digits[len(area) :]
    if not 7 <= len(own) <= 8:
        values = {"found": text, "count": str(len(own)), "expected": LAND_LINE_DIGITS}
        return Refusal(codes.PHONE_LENGTH, values)
    return f"{area}-{own}{extension}"
