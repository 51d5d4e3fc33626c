"""An entry as the bytes of its file: UTF-8, LF, keys in order of declaration, the same bytes for the same entry."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from generator.facts.ledger.entries import LedgerEntry
from generator.facts.schema import Record
from generator.facts.schema import columns

# What no reader of YAML takes for anything but text. Everything else stands in quotation marks.
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9]*(?:[-./·][\u4e00-\u9fffA-Za-z0-9]+)*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "是", "否", "有", "无"})
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})


def render_entry(entry: LedgerEntry) -> bytes:
    """The bytes of the entry's file; what is not known is left out."""
    return "".join(f"{line}\n" for line in _lines(entry)).encode("utf-8")


def entry_name(number: int, kind: str) -> str:
    """The name of an entry's file: `0003-sign.yaml`."""
    return f"{number:04d}-{kind}.yaml"


def _lines(record: Record) -> Iterator[str]:
    for key, column in columns(type(record)).items():
        value = getattr(record, column.attribute)
        if value is None or value == ():
            continue
        if isinstance(value, Record):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, tuple):
            yield f"{key}:"
            for item in value:
                yield from _item(item)
        else:
            yield f"{key}: {_scalar(value)}"


def _item(item: object) -> Iterator[str]:
    """One entry of a list."""
    if isinstance(item, Record):
        for number, line in enumerate(list(_lines(item)) or ["{}"]):
            yield f"{'    ' if number else '  - '}{line}"
    else:
        yield f"  - {_scalar(item)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    return str(value)


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(_escaped(char) if unicodedata.category(char) in _UNSEEN else char for char in quoted)


def _escaped(char: str) -> str:
    """A character that nobody sees, as YAML writes it within double quotation marks."""
    number = ord(char)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
