"""Supplies, equipment, machines of companies, further contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply(Record):
    """A stock item; `standard` is the quantity that the district's list asks for."""

    item: str | None = fact("物资", need=Need.REQUIRED, length=60)
    category: str | None = fact(
        "类别",
        need=Need.REQUIRED,
        choices=("救生", "照明", "工具", "挡排水", "医疗", "消防", "通讯", "生活", "个人防护"),
    )
    quantity: float | None = fact("数量", need=Need.REQUIRED, low=0, high=1000000)
    unit: str | None = fact("单位", need=Need.REQUIRED, length=10)
    standard: float | None = fact("标准数量", low=0, high=1000000)
    place: str | None = fact("存放处", need=Need.REQUIRED)
    keeper: str | None = fact("保管人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    key_with: str | None = fact("钥匙在谁手里", cls=Class.INTERNAL)
    expires_on: date | None = fact("有效期")
    checked_on: date | None = fact("检查日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment(Record):
    """A machine of the community: generator, pump, megaphone, satellite phone."""

    kind: str | None = fact(
        "装备",
        need=Need.REQUIRED,
        choices=("发电机", "水泵", "扩音器", "卫星电话", "数字集群", "北斗终端", "对讲机", "冲锋舟", "油锯"),
    )
    number: int | None = fact("数量", unit="台（部）", need=Need.REQUIRED, low=0, high=1000)
    spec: str | None = fact("规格", need=Need.REQUIRED)
    place: str | None = fact("存放处", need=Need.REQUIRED)
    users: tuple[str, ...] = fact("会用的人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT, many=True)
    call_number: str | None = fact("号码", cls=Class.INTERNAL, length=30)
    tested_on: date | None = fact("试机日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Record):
    """A company or household that lends machines by agreement."""

    name: str | None = fact("单位", need=Need.REQUIRED, length=60)
    machines: str | None = fact("机械", need=Need.REQUIRED)
    contact: str | None = fact("联系人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    arrive_min: int | None = fact("到达时间", unit="分钟", need=Need.REQUIRED, low=1, high=600)
    agreement_on: date | None = fact("协议日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideContact(Record):
    """A unit outside the community that is called: town station, power, gas, hospital."""

    who: str | None = fact("单位", need=Need.REQUIRED, length=60)
    phone: str | None = fact("电话", need=Need.REQUIRED, phone=True)
    when: str | None = fact("什么时候打", need=Need.REQUIRED)
