"""Projection: a record's fields become names, by a plan that is made once for each type of record.

Text, number, choice, date → N. Flag → N and N文字. List of texts → N (joined) and N列表. Contact → N, N姓名, N电话,
N职务; several → N, N姓名, N列表. Other references → N, the name or title. Record → a group N, with 有N where it may be
missing. Records → a list N of groups with 序号. Computed names come from `derived`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from generator.context.columns import entries_of
from generator.context.columns import is_plain
from generator.context.columns import missing_text
from generator.context.derived import derived_of
from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import Fill
from generator.context.entry import Make
from generator.context.entry import marks
from generator.context.env import Env
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.mask import hides
from generator.word.names import Kind


@dataclass(frozen=True, slots=True)
class Plan:
    """How records of one type become groups: plain texts at one go, the other names one by one."""

    plain: Callable[[Record], tuple[object, ...]]
    plain_names: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    """Plain names, and what stands for a missing value."""
    fills: tuple[Fill, ...]
    makers: tuple[tuple[str, Make], ...]
    entries: tuple[Entry, ...]
    """Every name of a group, 序号 excepted."""

    def group(self, record: Record, env: Env) -> dict[str, object]:
        """The values of a record by name."""
        out: dict[str, object] = {}
        for fill in self.fills:
            fill(record, out, env)
        found = self.plain(record)
        out.update(zip(self.plain_names, found, strict=True))
        if None in found:
            for name, missing in self.missing:
                if out[name] is None:
                    out[name] = missing
        for name, make in self.makers:
            out[name] = make(record, env)
        return out


def plan_of(kind: type[Record], keys: frozenset[str] | None = None) -> Plan:
    """The plan of a type of record, or of those fields of it that `keys` names, then without computed names.

    A field's own name goes before one that another field gives besides: 签发人职务 is what the profile says, not the
    post of the contact 签发人.
    """
    declared = {column.fact.name for column in columns(kind).values()}
    plain: list[Column] = []
    own: list[Entry] = []
    others: list[Entry] = []
    for column in columns(kind).values():
        if keys is not None and column.key not in keys:
            continue
        given = _records(column) if column.is_record else entries_of(kind, column)
        entries = [entry for entry in given if entry.name == column.fact.name or entry.name not in declared]
        own += entries
        if is_plain(kind, column):
            plain.append(column)
        else:
            others += entries
    computed = derived_of(kind) if keys is None else ()
    others += computed
    filled = {name for entry in others for name in entry.filled}
    return Plan(
        plain=_getter(tuple(column.attribute for column in plain)),
        plain_names=tuple(column.fact.name for column in plain),
        missing=tuple((column.fact.name, missing_text(column)) for column in plain),
        fills=tuple(entry.fill for entry in others if entry.fill is not None),
        makers=tuple(
            (entry.name, entry.make)
            for entry in others
            if entry.fill is None and (entry.name in declared or entry.name not in filled)
        ),
        entries=(*own, *computed),
    )


_PLANS: dict[type[Record], Plan] = {}


def whole_plan(kind: type[Record]) -> Plan:
    """The plan of all names of a type of record, made once."""
    plan = _PLANS.get(kind)
    if plan is None:
        plan = _PLANS[kind] = plan_of(kind)
    return plan


def _getter(keys: tuple[str, ...]) -> Callable[[Record], tuple[object, ...]]:
    if len(keys) > 1:
        return attrgetter(*keys)
    if keys:
        get = attrgetter(*keys)
        return lambda record: (get(record),)
    return lambda _record: ()


def _records(column: Column) -> tuple[Entry, ...]:
    return _list(column) if column.many else _group(column)


def _list(column: Column) -> tuple[Entry, ...]:
    """A list of records: one item of marks if it is required and was not given at all, nothing if given empty."""
    plan = whole_plan(column.type)
    attribute, key, cls = column.attribute, column.key, column.fact.cls
    members = (NUMBERED, *plan.entries)
    absent = [{**marks(plan.entries), NUMBERED.name: 1}] if column.fact.need is Need.REQUIRED else []

    def make(record: Record, env: Env) -> object:
        items = getattr(record, attribute)
        if not items:
            return [] if key in record.given else absent
        if cls is not Class.PUBLIC and hides(env.edition, cls):
            return []
        return [{NUMBERED.name: at, **plan.group(item, env)} for at, item in enumerate(items, 1)]

    return (Entry(column.fact.name, Kind.LIST, column.fact.meaning, make, optional=not absent, members=members),)


def _group(column: Column) -> tuple[Entry, ...]:
    """A record in a record: a required one that is missing prints the mark of each member, an optional one is empty."""
    plan = whole_plan(column.type)
    attribute, cls = column.attribute, column.fact.cls
    required = column.fact.need is Need.REQUIRED
    absent = marks(plan.entries) if required else {}

    def make(record: Record, env: Env) -> object:
        inner = getattr(record, attribute)
        if inner is None:
            return absent
        if cls is not Class.PUBLIC and hides(env.edition, cls):
            return {}
        return plan.group(inner, env)

    name, meaning = column.fact.name, column.fact.meaning
    entry = Entry(name, Kind.GROUP, meaning, make, optional=not required, members=plan.entries)
    if required:
        return (entry,)
    return entry, Entry(f"有{name}", Kind.FLAG, f"填了{name}", lambda record, env: bool(make(record, env)))
