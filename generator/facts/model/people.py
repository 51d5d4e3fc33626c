"""Contacts, and the register of people who need help (class S, a file of its own)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

HELP_KINDS = (
    "独居老人", "高龄", "失能半失能", "残疾", "孕产妇", "婴幼儿",
    "留守儿童", "重病", "精神障碍", "外来租户", "困难户", "其他",
)  # fmt: skip
MOBILITIES = ("自走", "搀扶", "轮椅", "担架")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """A person with a phone; the key in `contacts` is the handle by which the profile names them.

    Example:
        contacts: {周示例: "19900000041", 张示例（后坑）: {name: 张示例, phone: "19900000042"}}
    """

    handle: str = ""
    name: str | None = fact("姓名", "真实姓名；不写时就是键名", cls=Class.DUTY, length=40)
    phone: str | None = fact("电话", "手机或带区号的固定电话", need=Need.REQUIRED, cls=Class.DUTY, phone=True)
    backup_phone: str | None = fact("备用电话", "第二个能找到本人的号码", cls=Class.DUTY, phone=True)
    post: str | None = fact("职务", "在村（社区）或单位的职务", length=60)
    public: bool | None = fact("可公开", "本人同意姓名和电话印在公示版上")
    consent_on: date | None = fact("同意日期", "本人书面同意公开的日期", source="个人信息保护法 第二十五条")
    answered_on: date | None = fact("最近接通日期", "最近一次试拨接通的日期", cls=Class.INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A resident who needs help to leave (register)."""

    name: str | None = fact("姓名", need=Need.REQUIRED, cls=Class.PERSONAL, length=40)
    address: str | None = fact("住址", need=Need.REQUIRED, cls=Class.PERSONAL)
    grid: str | None = fact("网格", need=Need.REQUIRED, cls=Class.PERSONAL, ref=Ref.GRID)
    kind: str | None = fact("类别", need=Need.REQUIRED, cls=Class.PERSONAL, choices=HELP_KINDS)
    mobility: str | None = fact("行动方式", need=Need.REQUIRED, cls=Class.PERSONAL, choices=MOBILITIES)
    needs: str | None = fact("携带需要", "药、氧、电等；不写病名", cls=Class.PERSONAL)
    floor: int | None = fact("楼层", cls=Class.PERSONAL, low=-3, high=120)
    helpers: tuple[str, ...] = fact(
        "帮扶人", "至少一人；轮椅、担架至少两人", need=Need.REQUIRED, cls=Class.PERSONAL, ref=Ref.CONTACT, many=True
    )
    relative: str | None = fact("亲属联系方式", cls=Class.PERSONAL)
    point: str | None = fact("所在点位", cls=Class.PERSONAL, ref=Ref.POINT)
    consent_on: date | None = fact("同意日期", cls=Class.PERSONAL, source="个人信息保护法 第二十九条")
    checked_on: date | None = fact("核对日期", need=Need.REQUIRED, cls=Class.PERSONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(Record):
    """A household under threat (register): the transfer list and the household card."""

    head: str | None = fact("户主", need=Need.REQUIRED, cls=Class.PERSONAL, length=40)
    phone: str | None = fact("户主电话", cls=Class.PERSONAL, phone=True)
    address: str | None = fact("住址", need=Need.REQUIRED, cls=Class.PERSONAL)
    point: str | None = fact("所在点位", need=Need.REQUIRED, cls=Class.PERSONAL, ref=Ref.POINT)
    grid: str | None = fact("网格", cls=Class.PERSONAL, ref=Ref.GRID)
    house_type: str | None = fact("房屋类型", cls=Class.PERSONAL)
    people_night: int | None = fact("夜间人数", need=Need.REQUIRED, cls=Class.PERSONAL, unit="人", low=0, high=60)
    people_day: int | None = fact("白天人数", cls=Class.PERSONAL, unit="人", low=0, high=60)
    helper: str | None = fact("帮扶人", cls=Class.PERSONAL, ref=Ref.CONTACT)
    alternative: str | None = fact("投亲去处", cls=Class.PERSONAL)
    card_issued_on: date | None = fact("明白卡发放日期", cls=Class.PERSONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Record):
    """人员名册: the person lists of one community, kept apart from the profile."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    checked_on: date | None = fact("核对日期", need=Need.REQUIRED, cls=Class.PERSONAL)
    destroy_by: date | None = fact(
        "销毁期限", need=Need.REQUIRED, cls=Class.PERSONAL, source="突发事件应对法 第八十五条"
    )
    people: tuple[Person, ...] = fact("帮扶对象", need=Need.REQUIRED, cls=Class.PERSONAL, many=True)
    households: tuple[Household, ...] = fact("受威胁户", need=Need.REQUIRED, cls=Class.PERSONAL, many=True)
