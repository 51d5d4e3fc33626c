"""District settings: every value that a district or a higher office decides, with source and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.model.distribution import Distribution
from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline(Record):
    """A public number."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    phone: str | None = fact("电话", need=Need.REQUIRED, phone=True)
    use: str | None = fact("用途", need=Need.REQUIRED)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning(Record):  # noqa: A001  (the field's own word; builtins.Warning is not used here)
    """The criteria of one kind of warning signal, by colour; an empty colour does not exist for that kind."""

    kind: str | None = fact("种类", need=Need.REQUIRED, length=30)
    blue: str | None = fact("蓝色")
    yellow: str | None = fact("黄色")
    orange: str | None = fact("橙色")
    red: str | None = fact("红色")
    source: str | None = fact("来源", need=Need.REQUIRED)
    on: date | None = fact("确认日期", need=Need.REQUIRED)
    hazards: tuple[str, ...] = fact("相关灾种", "只在有这些灾种的社区印出；空着就都印", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTask(Record):
    """What the community does at each response level; the district starts and ends levels."""

    task: str | None = fact("事项", need=Need.REQUIRED, length=20)
    level_4: str | None = fact("四级", need=Need.REQUIRED)
    level_3: str | None = fact("三级", need=Need.REQUIRED)
    level_2: str | None = fact("二级", need=Need.REQUIRED)
    level_1: str | None = fact("一级", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Record):
    """A local signal: the same in neighbouring communities, on every card."""

    signal: str | None = fact("信号", need=Need.REQUIRED)
    meaning: str | None = fact("意思", need=Need.REQUIRED, length=20)
    act: str | None = fact("居民怎么做", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Record):
    """Minutes for reports."""

    phone_min: int | None = fact("电话首报", unit="分钟", need=Need.REQUIRED, low=1, high=240)
    first_written_min: int | None = fact("书面首报", unit="分钟", need=Need.REQUIRED, low=1, high=480)
    follow_up_min: int | None = fact("续报间隔", unit="分钟", need=Need.REQUIRED, low=1, high=1440)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback(Record):
    """Minutes within which each level must answer (叫应)."""

    answer_min: int | None = fact("叫应时限", unit="分钟", need=Need.REQUIRED, low=1, high=240)
    red_leader_min: int | None = fact("红色叫应组长", unit="分钟", need=Need.REQUIRED, low=1, high=60)
    red_signal_min: int | None = fact("红色发信号", unit="分钟", need=Need.REQUIRED, low=1, high=60)
    red_count_min: int | None = fact("红色报户数", unit="分钟", need=Need.REQUIRED, low=1, high=240)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Record):
    """A season with its first and last day."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=20)
    start: str | None = fact("开始", "月-日", need=Need.REQUIRED, length=5)
    end: str | None = fact("结束", "月-日", need=Need.REQUIRED, length=5)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Record):
    """A law or document that the manual cites."""

    title: str | None = fact("名称", need=Need.REQUIRED, length=120)
    number: str | None = fact("文号或年份", need=Need.REQUIRED, length=60)
    checked_on: date | None = fact("核对日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class District(Record):
    """`plans/district.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    city: str | None = fact("所在市", need=Need.REQUIRED, length=40)
    bureau: str | None = fact("应急管理局", need=Need.REQUIRED, length=60)
    duty_phone: str | None = fact("应急值班电话", need=Need.REQUIRED, phone=True)
    flood_hq_phone: str | None = fact("防汛指挥部电话", need=Need.REQUIRED, phone=True)
    hotlines: tuple[Hotline, ...] = fact("热线", need=Need.REQUIRED, many=True)
    warnings: tuple[Warning, ...] = fact("预警信号", need=Need.REQUIRED, many=True)
    response_tasks: tuple[ResponseTask, ...] = fact("响应级别行动", need=Need.REQUIRED, many=True)
    signals: tuple[Signal, ...] = fact("信号约定", need=Need.REQUIRED, many=True)
    report: Report | None = fact("报告时限", need=Need.REQUIRED)
    callback: Callback | None = fact("叫应要求", need=Need.REQUIRED)
    five_stops: tuple[str, ...] = fact("五停", need=Need.REQUIRED, many=True)
    seasons: tuple[Season, ...] = fact("季节", need=Need.REQUIRED, many=True)
    geological_evacuate_at: str | None = fact("地灾转移预警级别", need=Need.REQUIRED, choices=("蓝", "黄", "橙", "红"))
    no_threshold: str | None = fact(
        "没有阈值时的话", "立即转移值未核定时印的安全话", need=Need.REQUIRED, tag="无阈值安全话"
    )
    no_wind_threshold: str | None = fact(
        "没有风力值时的话", "大风、风暴潮、渔船渔排点位没有核定值时印的安全话", need=Need.REQUIRED, tag="无风力值安全话"
    )
    filing_days: int | None = fact("备案期限", unit="个工作日", need=Need.REQUIRED, low=1, high=120)
    review_months: int | None = fact("评估周期", unit="个月", need=Need.REQUIRED, low=1, high=120)
    personnel_check_days: int | None = fact("人员核对周期", unit="天", need=Need.REQUIRED, low=1, high=400)
    intensity: str | None = fact("地震设防烈度", "按GB 18306填写", length=20)
    antivenom_hospital: str | None = fact("抗蛇毒血清医院", length=60)
    antivenom_phone: str | None = fact("抗蛇毒血清医院电话", phone=True)
    laws: tuple[Law, ...] = fact("编制依据", need=Need.REQUIRED, many=True)
    per_person_m2: float | None = fact("人均面积", unit="平方米", need=Need.REQUIRED, low=1, high=20, cls=Class.PUBLIC)
    distribution: tuple[Distribution, ...] = fact("分发", "每种印件发给谁、各几份", many=True)
