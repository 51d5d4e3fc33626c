"""The names that one field of a record gives, by its type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import Make
from generator.context.entry import flag
from generator.context.entry import person
from generator.context.entry import text
from generator.context.entry import texts
from generator.context.env import Env
from generator.context.env import Person
from generator.context.mark import gap
from generator.context.prepared import YES_NO
from generator.context.prepared import day_text
from generator.context.prepared import number
from generator.context.reach import Reach
from generator.context.reach import reach_of
from generator.facts.model.hazards import DangerousHouses
from generator.facts.model.records import Drill
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import HelpCount
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.mask import ELSEWHERE
from generator.mask import Edition
from generator.mask import few
from generator.mask import hides
from generator.mask import masked_phone
from generator.mask.people import is_mobile
from generator.word.names import Kind

# Counts of residents who need help or live in danger: very small ones point at somebody.
SMALL_COUNTS = frozenset({(HelpCount, "people"), (Batch, "carried"), (DangerousHouses, "residents"), (Drill, "helped")})

Show = Callable[[Any, Env], object]
"""How a value that is there is printed."""


def is_plain(kind: type[Record], column: Column) -> bool:
    """Whether the field's value is printed as it is, in every edition."""
    return (
        column.type in (str, int)
        and not column.many
        and column.fact.ref in _OWN_NAMES
        and column.fact.cls is Class.PUBLIC
        and (kind, column.key) not in SMALL_COUNTS
    )


def entries_of(kind: type[Record], column: Column) -> tuple[Entry, ...]:
    """The names of a field whose values are no records."""
    if column.fact.ref is Ref.CONTACT:
        reach = reach_of(kind, column.key)
        return _contacts(column, reach) if column.many else _contact(column, reach)
    if column.many:
        return _texts(column)
    if column.type is bool:
        return _flag(column)
    return (_single(column, _show(kind, column)),)


# References whose value is the very name that is printed.
_OWN_NAMES = (None, Ref.POINT, Ref.ROUTE, Ref.SHELTER, Ref.GRID, Ref.FIGURE, Ref.SQUAD)


def _show(kind: type[Record], column: Column) -> Show | None:
    """How a value of the field is printed; None: as it is."""
    if (kind, column.key) in SMALL_COUNTS:
        return lambda value, env: few(value, env.edition)
    if column.fact.ref is Ref.SUB_HAZARD:
        return lambda value, env: env.titled(value)
    if column.type is date:
        return lambda value, _env: day_text(value)
    if column.type is float:
        return lambda value, _env: number(value)
    return None


def _single(column: Column, show: Show | None) -> Entry:
    attribute, missing = column.attribute, missing_text(column)

    def make(record: Record, env: Env) -> object:
        value = getattr(record, attribute)
        if value is None:
            return missing
        return value if show is None else show(value, env)

    kind = Kind.NUMBER if column.type in (int, float) else Kind.TEXT
    own = _kept(column, make)
    return Entry(column.fact.name, kind, _meaning(column), own, optional=_optional(column), mark=_mark(column))


def _flag(column: Column) -> tuple[Entry, ...]:
    attribute, name, required = column.attribute, column.fact.name, column.fact.need is Need.REQUIRED
    mark = gap(column.fact.title)

    def make(record: Record, env: Env) -> object:
        value = getattr(record, attribute)
        if value is None:
            return mark if required else False
        return value and not hides(env.edition, column.fact.cls)

    def words(record: Record, _env: Env) -> object:
        value = getattr(record, attribute)
        return YES_NO[value] if value is not None else mark if required else ""

    return (
        flag(name, _meaning(column), make, mark=_mark(column)),
        text(
            f"{name}文字",
            f"{name}：是或否",
            _kept(column, words),
            optional=_optional(column),
            mark=_mark(column),
        ),
    )


def _texts(column: Column) -> tuple[Entry, ...]:
    attribute, key, name = column.attribute, column.key, column.fact.name
    absent = [gap(column.fact.title)] if column.fact.need is Need.REQUIRED else []
    show = _show(Record, column)

    def found(record: Record, env: Env) -> list[Any]:
        value = getattr(record, attribute)
        if not value:
            return [] if key in record.given else absent
        if hides(env.edition, column.fact.cls):
            return [ELSEWHERE]
        return list(value) if show is None else [show(item, env) for item in value]

    def joined(record: Record, env: Env) -> object:
        items = found(record, env)
        return items[0] if len(items) == 1 else "、".join(items)

    return (
        text(name, _meaning(column), joined, optional=True, mark=_mark(column)),
        texts(f"{name}列表", f"{name}，一项一项", found, mark=_mark(column)),
    )


def _contact(column: Column, reach: Reach) -> tuple[Entry, ...]:
    attribute = column.attribute
    return person(
        column.fact.name,
        _meaning(column),
        lambda record, _env: getattr(record, attribute),
        reach,
        optional=column.fact.need is not Need.REQUIRED,
    )


def _contacts(column: Column, reach: Reach) -> tuple[Entry, ...]:
    attribute, key, name = column.attribute, column.key, column.fact.name
    required = column.fact.need is Need.REQUIRED

    def people(record: Record, env: Env) -> list[Person]:
        handles = getattr(record, attribute)
        if handles:
            return [env.person(h, name, reach, optional=False) for h in handles]
        return [env.person(None, name, reach, optional=False)] if required and key not in record.given else []

    members = (
        text("姓名", "", lambda one, _env: one.name),
        text("电话", "", lambda one, _env: one.phone),
        text("职务", "", lambda one, _env: one.post, optional=True),
    )

    def items(record: Record, env: Env) -> object:
        return [
            {"序号": at, "姓名": p.name, "电话": p.phone, "职务": p.post} for at, p in enumerate(people(record, env), 1)
        ]

    def together(record: Record, env: Env) -> object:
        return "、".join(p.text for p in people(record, env))

    def names(record: Record, env: Env) -> object:
        return "、".join(p.name for p in people(record, env))

    meaning, mark = _meaning(column), _mark(column)
    return (
        text(name, f"{meaning}，姓名和电话" if meaning else "姓名和电话", together, optional=True, mark=mark),
        text(f"{name}姓名", meaning, names, optional=True, mark=mark and f"{mark}姓名"),
        Entry(f"{name}列表", Kind.LIST, meaning, items, optional=True, members=(NUMBERED, *members), mark=mark),
    )


def _kept(column: Column, make: Make) -> Make:
    """The value, or what stands for it where an edition leaves its class out."""
    cls = column.fact.cls
    if cls is Class.PUBLIC:
        return make

    def masked(record: Record, env: Env) -> object:
        if getattr(record, column.attribute) is None:
            return make(record, env)
        if hides(env.edition, cls):
            return ELSEWHERE
        if cls is Class.DUTY and env.edition is Edition.PUBLIC:
            return masked_duty(make(record, env))
        return make(record, env)

    return masked


def masked_duty(value: object) -> object:
    """A duty value that belongs to no contact, as the public edition prints it: duty lines in full, mobiles masked.

    Whatever else it says is somebody's, hence left out whole.
    """
    if not isinstance(value, str):
        return ELSEWHERE
    numbers = [part.strip() for part in _BETWEEN.split(unicodedata.normalize("NFKC", value)) if part.strip()]
    if not numbers or not all(_NUMBER.fullmatch(number) for number in numbers):
        return ELSEWHERE
    return "、".join(masked_phone(number) if is_mobile(number) else number for number in numbers)


_BETWEEN = re.compile("[、，,;；/]")
# One number that can be dialled: a mobile, a land line with or without its area code, a service number.
_NUMBER = re.compile(
    r"(?:\+?86[ -]?)?1\d{2}(?:[ -]?\d){8}|\(?0\d{2,3}\)?[ -]?\d{4}[ -]?\d{3,4}(?:转\d{1,6})?"
    r"|\d{7,8}|[48]00(?:[ -]?\d){7}"
)


def missing_text(column: Column) -> str:
    """What stands for a missing value of the field: a mark if it is required, else nothing."""
    return gap(column.fact.title) if column.fact.need is Need.REQUIRED else ""


def _mark(column: Column) -> str:
    """What the mark of a missing value asks for; nothing where it may be missing."""
    return column.fact.title if column.fact.need is Need.REQUIRED else ""


def _optional(column: Column) -> bool:
    return column.fact.need is not Need.REQUIRED


def _meaning(column: Column) -> str:
    unit = f"单位：{column.fact.unit}" if column.fact.unit else ""
    return "；".join(part for part in (column.fact.meaning, unit) if part)
