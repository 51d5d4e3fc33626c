"""街镇 and 区, the district's lists that apply here, and the squad that the town's communities share."""

from __future__ import annotations

from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.env import Env
from generator.context.plan import Plan
from generator.context.plan import plan_of
from generator.context.plan import whole_plan
from generator.facts.model.district import District
from generator.facts.model.district import Warning as WarningSignal
from generator.facts.model.town import RegionalSquad
from generator.facts.model.town import Town
from generator.facts.schema import columns
from generator.word.names import Kind

_NOT_OF_TOWN = frozenset({"schema", "contacts"})
# Who is handed a manual is the printer's and the office's business, not the manual's.
_NOT_OF_DISTRICT = frozenset({"schema", "distribution"})
_LISTS = frozenset({"hotlines", "warnings", "response_tasks", "signals", "seasons", "laws"})

TOWN = plan_of(Town, frozenset(columns(Town)) - _NOT_OF_TOWN)
DISTRICT = plan_of(District, frozenset(columns(District)) - _LISTS - _NOT_OF_DISTRICT)
_DISTRICT_LISTS = plan_of(District, _LISTS - {"warnings"})
_WARNING = whole_plan(WarningSignal)
_SQUAD = whole_plan(RegionalSquad)


def _of_district(entry: Entry) -> Entry:
    return Entry(
        entry.name,
        entry.kind,
        entry.meaning,
        lambda _source, env: entry.make(env.facts.district, env),
        entry.optional,
        entry.members,
    )


def _warnings(_source: object, env: Env) -> object:
    """The warning signals of the hazards that this place has, and those that concern every place."""
    found = [w for w in env.facts.district.warnings if not w.hazards or any(key in env.subs for key in w.hazards)]
    return [{NUMBERED.name: at, **_WARNING.group(warning, env)} for at, warning in enumerate(found, 1)]


def _regional(_source: object, env: Env) -> object:
    squad = env.facts.regional_squad
    return {} if squad is None else _SQUAD.group(squad, env)


def _whole(name: str, meaning: str, plan: Plan, of: str) -> Entry:
    return Entry(
        name,
        Kind.GROUP,
        meaning,
        lambda _source, env: plan.group(getattr(env.facts, of), env),
        members=plan.entries,
    )


OFFICES: tuple[Entry, ...] = (
    _whole("街镇", "所在街道、镇、乡", TOWN, "town"),
    _whole("区", "区级设置", DISTRICT, "district"),
    *(_of_district(entry) for entry in _DISTRICT_LISTS.entries),
    Entry(
        "预警信号",
        Kind.LIST,
        "本社区有的灾种的预警信号标准",
        _warnings,
        members=(NUMBERED, *_WARNING.entries),
    ),
    Entry("联动突击队", Kind.GROUP, "本社区参加的街镇联动突击队", _regional, optional=True, members=_SQUAD.entries),
    flag("有联动突击队", "参加了街镇联动突击队", lambda _source, env: env.facts.regional_squad is not None),
)
