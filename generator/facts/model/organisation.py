"""Organisation: working group, posts, grids, duties, patrol, squad, fire station, warning means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

GROUP_KINDS = ("监测预警", "人员转移", "抢险救援", "后勤保障", "信息联络", "医疗救护", "治安警戒")
POSTS = (
    "灾害信息员", "消防安全管理人", "气象信息员", "地灾监测员",
    "山洪预警员", "水利工程巡查员", "避灾安置场所管理员", "危房联络员",
    "转移责任人", "物资保管员", "广播员", "船管员", "突击队队长", "微型消防站站长", "护林员", "水上救护员",
)  # fmt: skip
SKILLS = ("急救", "消防", "水性", "机械", "电工", "驾驶", "船")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """A group of the working group."""

    kind: str | None = fact("组别", need=Need.REQUIRED, choices=GROUP_KINDS)
    leader: str | None = fact("组长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputy: str | None = fact("副组长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    members: tuple[str, ...] = fact("成员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT, many=True)
    tasks: tuple[str, ...] = fact("任务", need=Need.REQUIRED, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """The community's working group (应急工作组): leader, deputies in order of succession, groups."""

    leader: str | None = fact("组长", "社区（村）主要负责人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputies: tuple[str, ...] = fact(
        "副组长", "按接替顺序，至少两人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT, many=True
    )
    town_cadre: str | None = fact("驻村（社）干部", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT, tag="驻村干部")
    elected_on: date | None = fact("换届日期", "最近一次村（居）委会换届", need=Need.REQUIRED)
    groups: tuple[Group, ...] = fact("应急小组", need=Need.REQUIRED, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A named duty and who holds it."""

    post: str | None = fact("岗位", need=Need.REQUIRED, choices=POSTS)
    person: str | None = fact("责任人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputy: str | None = fact("副职", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    accepted_on: date | None = fact("到岗日期", need=Need.REQUIRED, cls=Class.INTERNAL)
    duties: str | None = fact("职责", "动词开头：做什么、多久一次", need=Need.REQUIRED)
    area: str | None = fact("负责范围")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Record):
    """A grid: every household belongs to exactly one."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=30)
    area: str | None = fact("范围", need=Need.REQUIRED)
    households: int | None = fact("户数", unit="户", need=Need.REQUIRED, low=1, high=10000)
    chief: str | None = fact("网格长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputy: str | None = fact("副网格长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    members: tuple[str, ...] = fact("网格员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT, many=True)
    no_power_warning: str | None = fact("断电时怎么通知", "锣、哨、手摇警报器、上门", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patrol(Record):
    """平时“吹哨”: who walks which route how often (seed S10)."""

    route: str | None = fact("路线和点位", need=Need.REQUIRED)
    who: str | None = fact("巡查人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    normal: str | None = fact("平时", need=Need.REQUIRED, length=60)
    season: str | None = fact("汛期", need=Need.REQUIRED, length=60)
    warning: str | None = fact("预警期", need=Need.REQUIRED, length=120)
    last_on: date | None = fact("最近巡查日期", need=Need.REQUIRED, cls=Class.INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SquadMember(Record):
    """A member of the community's own squad."""

    person: str | None = fact("队员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    skills: tuple[str, ...] = fact("技能", choices=SKILLS, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Squad(Record):
    """The squad (突击队): the community's own, or its share in a regional one of the town."""

    mode: str | None = fact("组建方式", need=Need.REQUIRED, choices=("自建", "联动"))
    regional: str | None = fact("联动队名称", "街镇 town.yaml 里的队名", need=Need.CONDITIONAL, ref=Ref.SQUAD)
    leader: str | None = fact("队长", "联动队写本村联络队长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    deputy: str | None = fact("副队长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    size: int | None = fact("人数", unit="人", need=Need.REQUIRED, low=0, high=200)
    minors: int | None = fact(
        "未满18周岁人数", unit="人", tag="未成年人数", low=0, high=200, source="浙江省志愿服务条例 第九条"
    )
    muster_place: str | None = fact("集结点", need=Need.REQUIRED)
    muster_min: int | None = fact("集结时间", unit="分钟", need=Need.REQUIRED, low=1, high=240)
    insurance_until: date | None = fact("保险到期", need=Need.REQUIRED, source="突发事件应对法 第四十条")
    trained_on: date | None = fact("最近训练日期", need=Need.REQUIRED)
    gear: str | None = fact("个人防护装备", need=Need.REQUIRED)
    members: tuple[SquadMember, ...] = fact("骨干队员", "公示版不印", cls=Class.INTERNAL, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MicroStation(Record):
    """The micro fire station (微型消防站)."""

    place: str | None = fact("位置", need=Need.REQUIRED)
    chief: str | None = fact("站长", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    members: int | None = fact("队员数", unit="人", need=Need.REQUIRED, low=0, high=60)
    shifts: str | None = fact("值守班次", need=Need.REQUIRED, length=60)
    phone: str | None = fact("值守电话", need=Need.REQUIRED, phone=True)
    arrive_min: int | None = fact("到场目标", unit="分钟", need=Need.REQUIRED, low=1, high=60)
    gear: str | None = fact("器材", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningMeans(Record):
    """A means of warning and what it reaches."""

    kind: str | None = fact(
        "手段",
        need=Need.REQUIRED,
        choices=("大喇叭", "村村响", "锣", "哨", "手摇警报器", "短信微信群", "上门", "扩音器"),
    )
    number: int | None = fact("数量", unit="件", need=Need.REQUIRED, low=0, high=1000)
    covers: str | None = fact("覆盖范围", need=Need.REQUIRED)
    without_power: bool | None = fact("断电可用", need=Need.REQUIRED)
    keeper: str | None = fact("使用人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    tested_on: date | None = fact("测试日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLedger(Record):
    """履职“一本账”: the list of duties and of what was done, kept on the district's platform (seed S11)."""

    updated_on: date | None = fact("更新日期", need=Need.REQUIRED)
    publicised_on: date | None = fact("公开日期", "最近一次晾晒", need=Need.REQUIRED)
    covers_all: bool | None = fact("岗位全覆盖", "组长、副组长、各组、各岗、各网格都在账上", need=Need.REQUIRED)
