"""The posts that people hold, and what each is to do there: every reference to a contact in a profile or a town."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from typing import NamedTuple

from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import Hazard
from generator.facts.model.organisation import Grid
from generator.facts.model.organisation import Group
from generator.facts.model.organisation import Patrol
from generator.facts.model.organisation import Post
from generator.facts.model.organisation import Squad
from generator.facts.model.place import ShutOff
from generator.facts.model.profile import Issue
from generator.facts.model.records import NextDrill
from generator.facts.model.supplies import Company
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Shelter
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.facts.walk import walk
from generator.problems import Place

# Who assessed a hazard, signs, lends machines or prepares the next drill holds no post by that.
_NUMBERED = re.compile(r"第\d+项")
_NO_POSTS = (Hazard, Issue, Company, NextDrill)


class Held(NamedTuple):
    """A post of somebody: what it is, at what, and what is to be done. `handle`: who, in the list of contacts."""

    handle: str
    post: str
    at: str
    does: str

    @property
    def titles(self) -> tuple[str, ...]:
        """What a record of a drill may call whoever holds it: 网格长, 一网格网格长, 人员转移组组长."""
        name = self.at.rpartition("：")[2]
        group = name if name.endswith("组") else f"{name}组"
        return (self.post, f"{name}{self.post}", f"{group}{self.post}")


def held_in(record: Record, place: Callable[[Record], Place]) -> Iterator[Held]:
    """Every post in a record and in those within it, in their order; each person once for each post."""
    for one in walk(record):
        if isinstance(one, _NO_POSTS):
            continue
        does = _does(one)
        for column in columns(type(one)).values():
            if column.fact.ref is Ref.CONTACT and (value := getattr(one, column.attribute)):
                for handle in value if isinstance(value, tuple) else (value,):
                    yield Held(handle, *_called(one, column.fact.title, place), does)


def _called(record: Record, title: str, place: Callable[[Record], Place]) -> tuple[str, str]:
    """The post, and at what: 监测员 at 风险点：后坑."""
    if isinstance(record, Post):
        return (record.post or "") + ("" if title == "责任人" else "（副）"), record.area or ""
    if isinstance(record, Batch):
        return title, f"转移批次：{'、'.join(record.points)}"
    kind, _, name = place(record).field.rpartition("·")[2].partition("[")
    name = name.removesuffix("]")
    if _NUMBERED.fullmatch(name):  # it has no name of its own
        name = getattr(record, "place", None) or getattr(record, "kind", None) or name
    return title, f"{kind}：{name}" if name else kind


def _does(record: Record) -> str:
    for kind, says in _DOES.items():
        if isinstance(record, kind):
            return says(record)
    return ""


def _of_point(point: Any) -> str:  # noqa: ANN401  (geological or flood point)
    people = f"夜间{point.people_night}人" if point.people_night is not None else ""
    return "；".join(filter(None, (people, getattr(point, "patrol_rhythm", None), point.first_act)))


def _of_batch(batch: Batch) -> str:
    way = f"走{batch.route}到{batch.shelter}" if batch.route and batch.shelter else ""
    people = f"{batch.households or 0}户{batch.people or 0}人"
    return "；".join(filter(None, (batch.whom, people, batch.trigger, way, batch.latest)))


def _of_shelter(shelter: Shelter) -> str:
    opens = f"{shelter.open_min}分钟内开门" if shelter.open_min is not None else ""
    return "；".join(filter(None, (opens, f"能住{shelter.capacity}人" if shelter.capacity else "")))


def _of_patrol(patrol: Patrol) -> str:
    rhythms = (("平时", patrol.normal), ("汛期", patrol.season), ("预警期", patrol.warning))
    return "；".join(f"{when}{often}" for when, often in rhythms if often)


def _of_squad(squad: Squad) -> str:
    return f"{squad.muster_min}分钟内到{squad.muster_place}集结" if squad.muster_min and squad.muster_place else ""


_DOES: Mapping[type[Record], Callable[[Any], str]] = MappingProxyType({
    Post: lambda post: post.duties or "",
    Group: lambda group: "；".join(group.tasks),
    Grid: lambda grid: f"{grid.households or 0}户；断电时：{grid.no_power_warning or ''}",
    GeologicalPoint: _of_point,
    FloodPoint: _of_point,
    Batch: _of_batch,
    Shelter: _of_shelter,
    Patrol: _of_patrol,
    ShutOff: lambda valve: valve.serves or "",
    Squad: _of_squad,
})  # fmt: skip
