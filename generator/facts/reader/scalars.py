"""Scalars by their field's type: text stays text, and a number is what stands there in digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from generator.facts.reader.phones import parse_phone
from generator.facts.reader.refusal import Refusal
from generator.facts.schema import Column
from generator.facts.schema import Fact
from generator.facts.text import Scalar
from generator.facts.text.nodes import NOTHING
from generator.problems import Term
from generator.problems import nearest
from generator.problems import pg2_values as codes
from generator.problems.words import N_

WHOLE_NUMBER = Term(N_("a whole number in digits, such as 12"))
NUMBER = Term(N_("a number in digits, such as 3.5"))
FLAG = Term(N_("true (是) or false (否)"))
DATE = Term(N_("a date, such as 2026-04-15"))
TEXT = Term(N_("text"))
A_LIST = Term(N_("a list: [first, second], or one “- ” line for each"))
A_RECORD = Term(N_("a record: {key: value, …}, or indented lines “key: value”"))

# Said by whoever does not know yet; a mark of our own is better than theirs.
UNKNOWN = frozenset(
    {"待填", "待定", "待补", "待补充", "待核", "待核实", "待查", "不详", "TODO", "TBD", "?", "？", "??", "？？"}
)

_NO_VALUE = UNKNOWN | {""}

_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?")
_OTHER_NUMBERS = re.compile(
    r"[+-]?(?:0\d+(?:\.\d+)?|0[xob][0-9a-f]+|[\d_]*\d_[\d_]*|\d+(?:\.\d+)?e[+-]?\d+|\d+:[0-5]?\d(?::[0-5]?\d)*)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})(日?)")
_FLAGS = {
    "true": True, "yes": True, "on": True, "y": True, "是": True, "有": True,
    "false": False, "no": False, "off": False, "n": False, "否": False, "无": False,
}  # fmt: skip
# XML 1.0, 2.2: surrogates cannot come from a file, but from an escape that Python's YAML lets pass.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Parser = Callable[[Scalar, Fact], object]


def is_missing(node: Scalar) -> bool:
    """Whether the scalar stands for a value that is not known."""
    text = node.text
    return text.strip() in _NO_VALUE or (node.plain and text in NOTHING)


def parser_of(column: Column) -> Parser:
    """What reads one scalar of a field: its value, or a `Refusal`."""
    if column.fact.phone:
        return _phone
    if column.type is str:
        return _choice if column.fact.choices else _text
    return _BY_TYPE.get(column.type, _text)  # records have no scalars


def expected_of(column: Column) -> Term:
    """What a single value of a field is, in words."""
    return _WORDS[column.type]


def _text(node: Scalar, fact: Fact) -> object:
    text = node.text.strip()
    if len(text) > fact.length:
        return Refusal(codes.TOO_LONG, {"count": str(len(text)), "limit": str(fact.length)})
    if not node.plain:
        illegal = _ILLEGAL.search(text)
        if illegal is not None:
            return Refusal(codes.UNPRINTABLE, {"found": f"U+{ord(illegal.group()):04X}"})
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _choice(node: Scalar, fact: Fact) -> object:
    text = node.text.strip()
    if text in fact.choices:
        return text
    near = nearest(text, fact.choices)
    known = near or "、".join(fact.choices)
    return Refusal(codes.NOT_A_CHOICE, {"found": shown(text), "known": known})


def _phone(node: Scalar, _fact: Fact) -> object:
    return parse_phone(node.text.strip())


def _integer(node: Scalar, fact: Fact) -> object:
    text = node.text.strip()
    if _INTEGER.fullmatch(text) is None:
        return _no_number(text, WHOLE_NUMBER, _INTEGER)
    if len(text) > 15:
        return _range(text, fact)
    value = int(text)
    return value if _within(value, fact) else _range(text, fact)


def _number(node: Scalar, fact: Fact) -> object:
    text = node.text.strip()
    if _DECIMAL.fullmatch(text) is None:
        return _no_number(text, NUMBER, _DECIMAL)
    if len(text) > 15:
        return _range(text, fact)
    value = float(text)
    return value if _within(value, fact) else _range(text, fact)


def _flag(node: Scalar, _fact: Fact) -> object:
    text = node.text.strip()
    value = _FLAGS.get(text.lower())
    return Refusal(codes.WRONG_TYPE, {"found": shown(text), "expected": FLAG}) if value is None else value


def _date(node: Scalar, _fact: Fact) -> object:
    text = unicodedata.normalize("NFKC", node.text.strip())
    match = _DATE.fullmatch(text)
    if match is None or bool(match[7]) != bool(match[5]):
        return Refusal(codes.WRONG_TYPE, {"found": shown(text), "expected": DATE})
    month = match[2] or match[3] or match[4] or match[5]
    try:
        day = date(int(match[1]), int(month), int(match[6]))
    except ValueError:
        return Refusal(codes.BAD_DATE, {"found": shown(text)})
    return day if 1949 <= day.year <= 2199 else Refusal(codes.BAD_DATE, {"found": shown(text)})


def _within(value: float, fact: Fact) -> bool:
    return (fact.low is None or value >= fact.low) and (fact.high is None or value <= fact.high)


def _range(found: str, fact: Fact) -> Refusal:
    if fact.low is not None and fact.low == fact.high:
        return Refusal(codes.SCHEMA_VERSION, {"found": shown(found), "expected": f"{fact.low:g}"})
    low = "-∞" if fact.low is None else f"{fact.low:g}"
    high = "∞" if fact.high is None else f"{fact.high:.15g}"
    return Refusal(codes.OUT_OF_RANGE, {"found": shown(found), "low": low, "high": high, "unit": fact.unit})


def _no_number(text: str, expected: Term, pattern: re.Pattern[str]) -> Refusal:
    folded = unicodedata.normalize("NFKC", text)
    if _OTHER_NUMBERS.fullmatch(folded):
        plain = folded.replace("_", "").lstrip("+").lstrip("0") or "0"
        meant = Term(plain) if pattern.fullmatch(plain) else expected
        return Refusal(codes.AMBIGUOUS_NUMBER, {"found": shown(text), "expected": meant})
    return Refusal(codes.WRONG_TYPE, {"found": shown(text), "expected": expected})


def shown(text: str) -> str:
    """`text` as a message quotes it: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


_BY_TYPE: dict[type, Parser] = {int: _integer, float: _number, bool: _flag, date: _date}
_WORDS: dict[type, Term] = {str: TEXT, int: WHOLE_NUMBER, float: NUMBER, bool: FLAG, date: DATE}
