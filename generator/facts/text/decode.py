"""Bytes to text: encodings, and characters that no file should hold."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from generator.problems import Code
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg1_text as codes

# What YAML and XML both refuse (surrogates cannot come out of a decoder).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Breaks lines for YAML 1.1, but for hardly any editor: our line numbers would not be the reader's.
_BREAKS = re.compile("[\x85\u2028\u2029]")
# U+200D is left out: it joins emoji.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Any of these; the mark of byte order is among the invisible. One search for all: in most texts there are none.
_ODD = re.compile("|".join(pattern.pattern for pattern in (_CONTROL, _BREAKS, _INVISIBLE)))
_REPORTED = 20  # of one kind and file: the hundredth tells nothing new

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of `data` with line breaks as they were, or `None` if it is no text.

    Codes: PG101 (another encoding), PG102 (no text), PG103 (control characters, left out), PG121, PG122.
    """
    text, problems = _text(data, file)
    if text is None or _ODD.search(text) is None:
        return text, problems
    text = _without(text, _CONTROL, "\ufffd", codes.CONTROL_CHARACTER, file, problems)
    text = _without(text, _BREAKS, " ", codes.LINE_BREAK, file, problems)
    problems += [
        codes.INVISIBLE.at(_place(text, found.start(), file), found=_named(found.group()))
        for found in islice(_INVISIBLE.finditer(text), _REPORTED)
    ]
    # A byte order mark within a file is refused by YAML; elsewhere invisible characters stay what they are.
    return text.replace("\ufeff", "\u2060"), problems


def _text(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    name = "utf-8"
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data, name = data[len(mark) :], encoding
            break
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if name != "utf-8":
            return None, [codes.BAD_BYTES.at(Place(file=file, line=1, column=1))]
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            before = data[: error.start].decode("utf-8")
            return None, [codes.BAD_BYTES.at(_place(before, len(before), file))]
        return text, [codes.NOT_UTF8.at(Place(file=file, line=1, column=1), found="GBK")]
    if name != "utf-8":
        return text, [codes.NOT_UTF8.at(Place(file=file, line=1, column=1), found="UTF-16")]
    return text, []


def _without(text: str, unwanted: re.Pattern[str], instead: str, code: Code, file: str, problems: list[Problem]) -> str:
    """`text` with the unwanted characters replaced, one for one, so that columns stay true."""
    if unwanted.search(text) is None:
        return text
    problems += [
        code.at(_place(text, found.start(), file), found=_named(found.group()))
        for found in islice(unwanted.finditer(text), _REPORTED)
    ]
    return unwanted.sub(instead, text)


def _place(text: str, offset: int, file: str) -> Place:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Place(file=file, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"
