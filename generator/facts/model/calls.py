"""Calls: which numbers were rung to see whether somebody answers, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

ANSWERED, SILENT, DEAD, CHANGED = "接通", "未接", "空号", "已更换"
RESULTS = (ANSWERED, SILENT, DEAD, CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Record):
    """One number, called once for all the posts that it serves; numbers and names as they were called.

    Example:
        {posts: [灾害信息员], name: 吴示例, phone: "19900000031", result: 接通, time: "09:12"}
    """

    posts: tuple[str, ...] = fact("岗位", "这个号码当时管的岗位", need=Need.REQUIRED, cls=Class.DUTY, many=True)
    name: str | None = fact("姓名", "值班电话不写", cls=Class.DUTY, length=60)
    phone: str | None = fact("电话", "当时拨的号码", need=Need.REQUIRED, cls=Class.DUTY, phone=True)
    result: str | None = fact("结果", need=Need.REQUIRED, cls=Class.DUTY, choices=RESULTS)
    new_phone: str | None = fact("新号码", "问到的新号码；档案要另外改", cls=Class.DUTY, phone=True)
    time: str | None = fact("时间", cls=Class.INTERNAL, length=10)
    caller: str | None = fact("拨打人", cls=Class.INTERNAL, length=40)
    note: str | None = fact("备注", cls=Class.INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord(Record):
    """What one round of calls found (`calls/*.yaml`); never rewritten."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    on: date | None = fact("日期", "拨打的日期", need=Need.REQUIRED)
    by: str | None = fact("登记人", need=Need.REQUIRED, cls=Class.INTERNAL, length=40)
    calls: tuple[Call, ...] = fact("通话", need=Need.REQUIRED, cls=Class.DUTY, many=True)
