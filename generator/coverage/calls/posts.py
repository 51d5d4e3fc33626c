"""The posts of a community or a town that have a telephone, in the groups by which they are called.

Residents are in no group: nothing here reads a register.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from generator.facts.model.hazards import Hazard
from generator.facts.model.organisation import Group as OwnGroup
from generator.facts.model.profile import Issue
from generator.facts.model.profile import Profile
from generator.facts.model.records import NextDrill
from generator.facts.model.town import Town
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.facts.walk import walk

OFFICER = "灾害信息员"


class Group(Enum):
    """Posts that are called together: the word for the command line, and the title."""

    OFFICERS = ("officers", "灾害信息员")
    WORKING_GROUP = ("working-group", "应急工作组")
    WATCHERS = ("watchers", "监测员")
    LEADERS = ("leaders", "转移责任人")
    SHELTERS = ("shelters", "避灾场所")
    GRIDS = ("grids", "网格")
    SQUAD = ("squad", "突击队")
    OTHERS = ("others", "其他岗位")
    TOWN = ("town", "街镇")
    TOWN_SQUADS = ("town-squads", "联动突击队")

    @property
    def word(self) -> str:
        """The word in ASCII."""
        return str(self.value[0])

    @property
    def title(self) -> str:
        """The Chinese title."""
        return str(self.value[1])

    @property
    def rank(self) -> int:
        """Its place among the groups: who passes the first word on comes first."""
        return _RANKS[self]


_RANKS: Mapping[Group, int] = MappingProxyType({group: at for at, group in enumerate(Group)})

EVERYBODY = ("all", "全部岗位")
WORDS: Mapping[str, Group | None] = MappingProxyType(
    dict.fromkeys(EVERYBODY, None) | {word: group for group in Group for word in group.value}
)
"""What a group may be called on the command line; all of them by `all`."""


class Held(NamedTuple):
    """A post: who has it (a handle of the contacts), or a number of its own. `hazard`: of the point that it is for."""

    group: Group
    title: str
    handle: str = ""
    number: str = ""
    hazard: str = ""


_OF_LIST: Mapping[str, Group] = MappingProxyType({
    OFFICER: Group.OFFICERS,
    "气象信息员": Group.WATCHERS,
    "地灾监测员": Group.WATCHERS,
    "山洪预警员": Group.WATCHERS,
    "水利工程巡查员": Group.WATCHERS,
    "护林员": Group.WATCHERS,
    "转移责任人": Group.LEADERS,
    "避灾安置场所管理员": Group.SHELTERS,
    "突击队队长": Group.SQUAD,
    "微型消防站站长": Group.SQUAD,
})  # fmt: skip

# Told by name above, or no post: who scored a hazard, who signed, who will hold the next drill.
_TOLD = frozenset({
    ("organisation", ""), ("posts", ""), ("grids", ""), ("squad", ""), ("micro_station", "chief"), ("batches", ""),
    ("shelters", ""), ("points", "watcher"), ("points", "deputy"), ("hazards", ""), ("issue", ""), ("next_drill", ""),
})  # fmt: skip
_NO_POSTS = (Hazard, Issue, NextDrill)


def posts_of(profile: Profile) -> tuple[Held, ...]:
    """Every post of a community, each once for each who has it, in the order of the groups."""
    found = [held for held in _every(profile) if held.handle or held.number]
    return tuple(dict.fromkeys(sorted(found, key=lambda held: held.group.rank)))


def _every(profile: Profile) -> Iterator[Held]:
    if profile.duty_phone:
        yield Held(Group.WORKING_GROUP, "值班电话", number=profile.duty_phone)
    yield from _organisation(profile)
    for post in profile.posts:
        group = _OF_LIST.get(post.post or "", Group.OTHERS)
        yield Held(group, post.post or "", post.person or "")
        yield Held(group, f"{post.post or ''}副职", post.deputy or "")
    for point in profile.points:
        name, hazard = point.name or "", point.hazard or ""
        yield Held(Group.WATCHERS, f"{name}监测员", point.watcher or "", hazard=hazard)
        yield Held(Group.WATCHERS, f"{name}监测副手", point.deputy or "", hazard=hazard)
    for batch in profile.batches:
        where = "、".join(batch.points)
        hazard = next((one.hazard or "" for one in profile.points if one.name in batch.points), "")
        yield Held(Group.LEADERS, f"{where}转移责任人", batch.leader or "", hazard=hazard)
        yield Held(Group.LEADERS, f"{where}转移副手", batch.deputy or "", hazard=hazard)
        yield Held(Group.LEADERS, f"{where}点名人", batch.counted_by or "", hazard=hazard)
    for shelter in profile.shelters:
        yield Held(Group.SHELTERS, f"{shelter.name or ''}管理员", shelter.manager or "")
        yield Held(Group.SHELTERS, f"{shelter.name or ''}副管理员", shelter.deputy or "")
    for grid in profile.grids:
        name = (grid.name or "").removesuffix("网格")
        yield Held(Group.GRIDS, f"{name}网格长", grid.chief or "")
        yield Held(Group.GRIDS, f"{name}副网格长", grid.deputy or "")
        yield from (Held(Group.GRIDS, f"{name}网格员", member) for member in grid.members)
    yield from _squads(profile)
    yield from _others(profile)


def _organisation(profile: Profile) -> Iterator[Held]:
    found = profile.organisation
    if found is None:
        return
    yield Held(Group.WORKING_GROUP, "组长", found.leader or "")
    yield from (Held(Group.WORKING_GROUP, "副组长", deputy) for deputy in found.deputies)
    yield Held(Group.WORKING_GROUP, "驻村（社）干部", found.town_cadre or "")
    for group in found.groups:
        yield from _own_group(group)


def _own_group(group: OwnGroup) -> Iterator[Held]:
    name = f"{group.kind or ''}组"
    yield Held(Group.WORKING_GROUP, f"{name}组长", group.leader or "")
    yield Held(Group.WORKING_GROUP, f"{name}副组长", group.deputy or "")
    yield from (Held(Group.WORKING_GROUP, f"{name}成员", member) for member in group.members)


def _squads(profile: Profile) -> Iterator[Held]:
    squad, station = profile.squad, profile.micro_station
    if squad is not None:
        yield Held(Group.SQUAD, "突击队队长", squad.leader or "")
        yield Held(Group.SQUAD, "突击队副队长", squad.deputy or "")
        yield from (Held(Group.SQUAD, "突击队队员", member.person or "") for member in squad.members)
    if station is not None:
        yield Held(Group.SQUAD, "微型消防站站长", station.chief or "")
        yield Held(Group.SQUAD, "微型消防站值守", number=station.phone or "")


def _others(profile: Profile) -> Iterator[Held]:
    """Whoever else is named to do something: keepers, patrols, liaisons; by the list that names them."""
    for key, column in columns(Profile).items():
        value = getattr(profile, column.attribute)
        if not column.is_record or not value or (key, "") in _TOLD:
            continue
        for record in _records(value):
            yield from _named(key, column.fact.title, record)


def _records(value: object) -> Iterable[Record]:
    every = value if isinstance(value, tuple) else (value,)
    return [inner for one in every for inner in walk(one) if not isinstance(inner, _NO_POSTS)]


def _named(key: str, title: str, record: Record) -> Iterator[Held]:
    for name, column in columns(type(record)).items():
        if column.fact.ref is Ref.CONTACT and (key, name) not in _TOLD:
            value = getattr(record, column.attribute)
            for handle in value if isinstance(value, tuple) else (value or "",):
                yield Held(Group.OTHERS, _title(title, record, column.fact.title), handle)


def _title(of_list: str, record: Record, title: str) -> str:
    """应急物资保管员: the name of what is kept where it has one, else of its list."""
    name = next((str(value) for key in ("name", "kind") if (value := getattr(record, key, None))), "")
    return title if not name and title.startswith(of_list) else f"{name or of_list}{title}"


def posts_of_town(town: Town) -> tuple[Held, ...]:
    """Every post of a town itself."""
    found = [
        Held(Group.TOWN, "应急管理站值班", number=(town.station.duty_phone or "") if town.station else ""),
        Held(Group.TOWN, "分管领导", town.leader_in_charge or ""),
        Held(Group.TOWN, "联络员", town.liaison or ""),
    ]
    for squad in town.regional_squads:
        found.append(Held(Group.TOWN_SQUADS, f"{squad.name or ''}队长", squad.leader or ""))
        found.append(Held(Group.TOWN_SQUADS, f"{squad.name or ''}街镇协调人", squad.coordinator or ""))
    return tuple(dict.fromkeys(held for held in found if held.handle or held.number))
