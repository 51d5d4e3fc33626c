"""Numerals: a count as Chinese, Roman, circled … text."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_CHINESE_LIMIT = 10_000
_LETTERS = 26


def chinese(count: int) -> str:
    """`count` as a Chinese numeral: 一, 十, 十二, 二十, 一百零五; beyond 9,999 in digits."""
    if not 0 <= count < _CHINESE_LIMIT:
        return str(count)
    if count == 0:
        return _DIGITS[0]
    text = ""
    gap = False
    for power in range(3, -1, -1):
        digit = count // 10**power % 10
        if digit:
            text += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _UNITS[power]
            gap = False
        elif text:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


def roman(count: int) -> str:
    """`count` as a Roman numeral in capitals."""
    text = ""
    for value, letters in _ROMAN:
        while count >= value:
            text += letters
            count -= value
    return text or "0"


def alpha(count: int) -> str:
    """`count` as letters: A to Z, then AA, AB and so on."""
    text = ""
    while count > 0:
        count, rest = divmod(count - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text or "0"


def circled(count: int) -> str:
    """`count` in a circle, up to 50; beyond that in brackets."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= count <= last:
            return chr(start + count - first)
    return f"({count})"


NUMERALS: dict[str, Callable[[int], str]] = {
    "": str,
    "zh": chinese,
    "roman": roman,
    "alpha": alpha,
    "circled": circled,
}
