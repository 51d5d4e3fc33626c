"""Transfer and shelter: batches, routes, shelters, groups without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.model.place import SAFE_FOR
from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

CROSSINGS = ("河", "溪", "桥", "涵洞", "沟口", "坡脚", "下穿", "电力")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Record):
    """A way out, where it passes, and when it must not be used."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    formerly: str | None = fact("曾用名", length=40)
    start: str | None = fact("起点", need=Need.REQUIRED, length=60)
    via: tuple[str, ...] = fact("途经", need=Need.REQUIRED, many=True)
    end: str | None = fact("终点", need=Need.REQUIRED, length=60)
    length_m: int | None = fact("长度", unit="米", need=Need.REQUIRED, low=1, high=100000)
    walk_min: int | None = fact("步行时间", unit="分钟", need=Need.REQUIRED, low=1, high=600)
    slow_min: int | None = fact(
        "搀扶时间", "老人、搀扶、担架要用的时间", unit="分钟", need=Need.REQUIRED, low=1, high=600
    )
    mode: str | None = fact("方式", need=Need.REQUIRED, choices=("步行", "车", "船"))
    crosses: tuple[str, ...] = fact("穿过", need=Need.REQUIRED, choices=CROSSINGS, many=True)
    passes: tuple[str, ...] = fact("经过的风险点", need=Need.REQUIRED, ref=Ref.POINT, many=True)
    unsafe_when: tuple[str, ...] = fact("何时不能走", "灾种；这时改走别的路", choices=SAFE_FOR, many=True)
    night: bool | None = fact("夜间可用", "有灯或有人引导，不过沟、桥、坡脚", need=Need.REQUIRED)
    signs: bool | None = fact("有路标", need=Need.REQUIRED)
    guides: tuple[str, ...] = fact("引导岗位", "在哪个路口、谁站", many=True)
    checked_on: date | None = fact("检查日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Record):
    """The safety inspection of a shelter's building (鉴定)."""

    on: date | None = fact("鉴定日期", need=Need.REQUIRED)
    by: str | None = fact("鉴定单位", need=Need.REQUIRED)
    passed: bool | None = fact("鉴定合格", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Record):
    """The acceptance of a shelter (验收)."""

    on: date | None = fact("验收日期", need=Need.REQUIRED)
    by: str | None = fact("验收单位", need=Need.REQUIRED)
    passed: bool | None = fact("验收合格", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelter(Record):
    """A shelter (避灾安置场所) that this community uses."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=60)
    formerly: str | None = fact("曾用名", length=60)
    address: str | None = fact("地址", need=Need.REQUIRED)
    level: str | None = fact("级别", need=Need.REQUIRED, choices=("县", "街镇", "村"))
    owner: str | None = fact("产权单位", need=Need.REQUIRED)
    structure: str | None = fact("结构", need=Need.REQUIRED, length=40)
    storeys: int | None = fact("层数", unit="层", need=Need.REQUIRED, low=1, high=60)
    area_m2: float | None = fact("面积", unit="平方米", need=Need.REQUIRED, low=1, high=100000)
    capacity: int | None = fact("容纳人数", unit="人", need=Need.REQUIRED, low=1, high=20000)
    own_capacity: int | None = fact("留给本社区的位置", "共用的场所写给本社区留的人数", unit="人", low=1, high=20000)
    safe_for: tuple[str, ...] = fact("适用灾种", need=Need.REQUIRED, choices=SAFE_FOR, many=True)
    in_danger_of: tuple[str, ...] = fact("位于风险点内", "在哪些风险点的范围里", ref=Ref.POINT, many=True)
    above_flood: bool | None = fact("高于历史洪水位", need=Need.REQUIRED)
    inspection: Inspection | None = fact("房屋鉴定", need=Need.REQUIRED, source="DB33/T 2158—2021；三年一次")
    acceptance: Acceptance | None = fact("验收情况", need=Need.REQUIRED)
    manager: str | None = fact("管理员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputy: str | None = fact("副管理员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    keys: str | None = fact("钥匙在谁手里", need=Need.REQUIRED, cls=Class.INTERNAL)
    open_min: int | None = fact("开放用时", unit="分钟", need=Need.REQUIRED, low=1, high=600)
    facilities: tuple[str, ...] = fact("设施", need=Need.REQUIRED, many=True)
    barrier_free: bool | None = fact("无障碍", need=Need.REQUIRED, source="无障碍环境建设法 第四十七条")
    agreement_on: date | None = fact("协议日期", "共用或借用的场所")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Record):
    """A transfer batch: who goes, at which trigger, led by whom, by which route, to which shelter."""

    points: tuple[str, ...] = fact("点位", need=Need.REQUIRED, ref=Ref.POINT, many=True)
    whom: str | None = fact("对象", need=Need.REQUIRED)
    hazards: tuple[str, ...] = fact("适用灾种", need=Need.REQUIRED, choices=SAFE_FOR, many=True)
    trigger: str | None = fact("何时走", need=Need.REQUIRED)
    households: int | None = fact("户数", unit="户", need=Need.REQUIRED, low=0, high=5000)
    people: int | None = fact("人数", unit="人", need=Need.REQUIRED, low=1, high=20000)
    carried: int | None = fact("需抬扶人数", unit="人", need=Need.REQUIRED, low=0, high=2000)
    leader: str | None = fact("转移责任人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputy: str | None = fact("副手", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    counted_by: str | None = fact("点名人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    route: str | None = fact("路线", need=Need.REQUIRED, ref=Ref.ROUTE)
    backup_route: str | None = fact("备用路线", need=Need.CONDITIONAL, ref=Ref.ROUTE)
    no_backup: str | None = fact("无备用路线时怎么办", "确无第二条路时写清：走不成就在哪里等救")
    shelter: str | None = fact("去处", need=Need.REQUIRED, ref=Ref.SHELTER)
    overflow: str | None = fact("满员去处", ref=Ref.SHELTER)
    vehicle: str | None = fact("车辆")
    minutes: int | None = fact("需要时间", unit="分钟", need=Need.REQUIRED, low=1, high=1440)
    latest: str | None = fact("最迟撤离", "时刻或条件", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd(Record):
    """People without names: tourists, workers in sheds, seasonal pickers."""

    kind: str | None = fact("人群", need=Need.REQUIRED, length=60)
    place: str | None = fact("在哪", need=Need.REQUIRED)
    months: str | None = fact("哪几个月", need=Need.REQUIRED, length=40)
    count_max: int | None = fact("最多人数", unit="人", need=Need.REQUIRED, low=1, high=50000)
    manager: str | None = fact("负责人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    act: str | None = fact("怎么通知、往哪走", need=Need.REQUIRED, tag="通知和去处")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCount(Record):
    """How many people need help of one kind; names stand in the register."""

    mobility: str | None = fact("行动方式", need=Need.REQUIRED, choices=("搀扶", "轮椅", "担架", "自走"))
    people: int | None = fact("人数", unit="人", need=Need.REQUIRED, low=0, high=5000)
    how: str | None = fact("怎么帮", need=Need.REQUIRED)
