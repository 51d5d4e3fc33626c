"""补充: the fields that a district adds in `plans/fields.yaml`, under their own titles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.context.columns import masked_duty
from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.entry import group
from generator.context.entry import text
from generator.context.entry import texts
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.prepared import YES_NO
from generator.context.prepared import day_text
from generator.context.prepared import number
from generator.facts.model.fields import ExtraField
from generator.facts.schema import Class
from generator.mask import ELSEWHERE
from generator.mask import Edition
from generator.mask import hides
from generator.word.names import Kind


def extra(fields: Sequence[ExtraField]) -> Entry:
    """The group of the added fields."""
    members = [entry for field in fields if field.title for entry in _entries(field)]
    return group("补充", "区里增加的字段", members, lambda _source, env: env)


def _entries(field: ExtraField) -> tuple[Entry, ...]:
    name, meaning, required = field.title or "", field.meaning or "", field.need == "R"
    missing = gap(name) if required else ""

    def value(env: Env) -> object:
        return env.extra.get(field.key or "")

    def shown(_source: object, env: Env) -> object:
        found = value(env)
        if found is None:
            return missing
        cls = Class(field.class_ or Class.INTERNAL)
        if hides(env.edition, cls):
            return ELSEWHERE
        if cls is Class.DUTY and env.edition is Edition.PUBLIC:
            each = [masked_duty(_printed(item)) for item in (found if isinstance(found, tuple) else (found,))]
            return ELSEWHERE if ELSEWHERE in each else "、".join(map(str, each))
        return _printed(found)

    if field.type == "flag":
        return (
            flag(name, meaning, lambda _source, env: value(env) is True and shown(None, env) != ELSEWHERE),
            text(f"{name}文字", f"{name}：是或否", shown, optional=not required),
        )
    if field.type == "texts":
        return (
            text(name, meaning, shown, optional=True),
            texts(f"{name}列表", meaning, lambda _source, env: _list(value(env), shown(None, env))),
        )
    kind = Kind.NUMBER if field.type == "number" else Kind.TEXT
    return (Entry(name, kind, meaning, shown, optional=not required),)


def _printed(value: object) -> object:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, tuple):
        return "、".join(value)
    return str(value)


def _list(value: object, shown: object) -> list[object]:
    """The items where the text that is shown says them all, else what is shown in their place."""
    if not isinstance(value, tuple):
        return [shown] if shown else []
    return list(value) if shown == _printed(value) else [shown]
