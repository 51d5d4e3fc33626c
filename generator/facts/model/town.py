"""A town: its station, leader in charge, liaison, regional squads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.model.people import Contact
from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Station(Record):
    """The town's emergency station (seed S3)."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    integrated: bool | None = fact("与消防站一体化", need=Need.REQUIRED)
    staff_total: int | None = fact("人员数", unit="人", need=Need.REQUIRED, low=0, high=200)
    staff_permanent: int | None = fact("行政事业编制数", unit="人", need=Need.REQUIRED, low=0, high=200)
    address: str | None = fact("地址", need=Need.REQUIRED)
    duty_phone: str | None = fact("值班电话", need=Need.REQUIRED, phone=True)
    fire_station: bool | None = fact("有消防站", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalSquad(Record):
    """A squad that several communities of the town share."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    lead_community: str | None = fact("牵头村", need=Need.REQUIRED, length=40)
    leader: str | None = fact("队长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    coordinator: str | None = fact("街镇协调人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    size: int | None = fact("人数", unit="人", need=Need.REQUIRED, low=1, high=500)
    communities: tuple[str, ...] = fact("参加村社", need=Need.REQUIRED, many=True)
    reach_min: int | None = fact("到达时间", unit="分钟", need=Need.REQUIRED, low=1, high=600)
    first_to: str | None = fact("同时求援先去", "几个村同时要时先去哪里，其余的怎么办")
    insurance_until: date | None = fact("保险到期", need=Need.REQUIRED, source="突发事件应对法 第四十条")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Record):
    """`plans/<town>/town.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    kind: str | None = fact("类别", need=Need.REQUIRED, choices=("街道", "镇", "乡"))
    contacts: tuple[Contact, ...] = fact("联系人", need=Need.REQUIRED, cls=Class.DUTY, many=True)
    leader_in_charge: str | None = fact("分管领导", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    liaison: str | None = fact("联络员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    station: Station | None = fact("应急管理站", need=Need.REQUIRED)
    regional_squads: tuple[RegionalSquad, ...] = fact("联动突击队", need=Need.REQUIRED, many=True)
    drill_host: str | None = fact("演练主办村社", length=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption(Record):
    """A document by which a community needs no plan of its own."""

    document: str | None = fact("文号", need=Need.REQUIRED, length=60)
    on: date | None = fact("生效日期", need=Need.REQUIRED)
    until: date | None = fact("终止日期")
    why: str | None = fact("理由", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry(Record):
    """One community of the roster."""

    code: str | None = fact("区划代码", need=Need.REQUIRED, length=12)
    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    kind: str | None = fact("类别", need=Need.REQUIRED, choices=("社区", "村", "居", "功能区"))
    folder: str | None = fact("文件夹", "英文小写，在街镇文件夹下", need=Need.REQUIRED, length=60)
    since: date | None = fact("设立日期")
    until: date | None = fact("撤销日期")
    exempt: Exemption | None = fact("免编", "只凭文件免编，逐个列名")
    succeeds: tuple[str, ...] = fact("承继代码", "合并前各社区的区划代码", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTown(Record):
    """One town of the roster."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    folder: str | None = fact("文件夹", need=Need.REQUIRED, length=60)
    communities: tuple[RosterEntry, ...] = fact("社区和村", need=Need.REQUIRED, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Record):
    """`plans/roster.yaml`: every community there is."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    counted_on: date | None = fact("统计日期", need=Need.REQUIRED)
    towns: tuple[RosterTown, ...] = fact("街镇", need=Need.REQUIRED, many=True)
