"""Records: training, drills and their findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

DRILL_KINDS = ("桌面推演", "单项实战", "综合实战", "疏散演练", "双盲演练", "无电无网演练")
GRADES = ("优", "良", "中", "差")
CAUSES = ("人", "预案", "物", "机制", "训练")
SEVERITIES = ("致命", "重要", "一般")
STATES = ("待整改", "整改中", "已完成待核", "已销号", "延期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Record):
    """One training session."""

    on: date | None = fact("日期", need=Need.REQUIRED)
    subject: str | None = fact("内容", need=Need.REQUIRED)
    hours: float | None = fact("学时", unit="小时", need=Need.REQUIRED, low=0.5, high=200)
    trainer: str | None = fact("培训单位", need=Need.REQUIRED)
    persons: int | None = fact("人数", unit="人", need=Need.REQUIRED, low=1, high=2000)
    posts: tuple[str, ...] = fact("参加岗位", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDrill(Record):
    """The next planned drill."""

    on: str | None = fact("时间", need=Need.REQUIRED, length=40)
    kind: str | None = fact("方式", need=Need.REQUIRED, choices=DRILL_KINDS)
    hazard: str | None = fact("灾种", need=Need.REQUIRED, ref=Ref.SUB_HAZARD)
    scenario: str | None = fact("内容", need=Need.REQUIRED)
    owner: str | None = fact("组织人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing(Record):
    """One event of a drill: planned and actual minutes after the alarm."""

    event: str | None = fact("事项", need=Need.REQUIRED)
    planned_min: float | None = fact("计划用时", unit="分钟", need=Need.REQUIRED, low=0, high=2000)
    actual_min: float | None = fact("实际用时", unit="分钟", need=Need.REQUIRED, low=0, high=2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """The score of one evaluation item."""

    item: str | None = fact("项目", need=Need.REQUIRED)
    full: float | None = fact("满分", need=Need.REQUIRED, low=1, high=100)
    points: float | None = fact("得分", need=Need.REQUIRED, low=0, high=100)
    note: str | None = fact("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject(Record):
    """One message that the controller put into a drill, and what it should have brought about."""

    at_min: float | None = fact("时间", "开始后多少分钟", unit="分钟", need=Need.REQUIRED, low=0, high=2000)
    source: str | None = fact("发出人", need=Need.REQUIRED, length=40)
    target: str | None = fact("接收人", need=Need.REQUIRED, length=40)
    text: str | None = fact("内容", need=Need.REQUIRED)
    expected: str | None = fact("应有动作", need=Need.REQUIRED)
    limit_min: float | None = fact("时限", unit="分钟", low=0, high=2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillPhoto(Record):
    """A photo of a drill; it lies in the community's `figures/`. No faces of the sick."""

    file: str | None = fact("文件", need=Need.REQUIRED, length=80)
    title: str | None = fact("说明", need=Need.REQUIRED, length=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """What a drill showed, why, and what is done about it."""

    id: str | None = fact("编号", need=Need.REQUIRED, length=30)
    what: str | None = fact("问题", "事实：地点、分钟、人数", need=Need.REQUIRED)
    cause: str | None = fact("原因类别", need=Need.REQUIRED, choices=CAUSES)
    why: str | None = fact("原因", need=Need.REQUIRED)
    severity: str | None = fact("程度", need=Need.REQUIRED, choices=SEVERITIES)
    place_in_plan: str | None = fact("落实处", "写本预案里的标题，例如“转移批次”", need=Need.REQUIRED)
    measure: str | None = fact("整改措施", need=Need.REQUIRED)
    owner: str | None = fact("责任岗位", need=Need.REQUIRED, length=40)
    due: date | None = fact("期限", need=Need.REQUIRED)
    asks_revision: bool | None = fact("需修订预案", need=Need.REQUIRED)
    state: str | None = fact("状态", need=Need.REQUIRED, choices=STATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill(Record):
    """A drill of this plan by this community (`drills/*.yaml`)."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    id: str | None = fact("编号", need=Need.REQUIRED, length=30)
    on: date | None = fact("日期", need=Need.REQUIRED)
    start: str | None = fact("开始时间", need=Need.REQUIRED, length=10)
    end: str | None = fact("结束时间", need=Need.REQUIRED, length=10)
    kind: str | None = fact("方式", need=Need.REQUIRED, choices=DRILL_KINDS)
    hazard: str | None = fact("灾种", need=Need.REQUIRED, ref=Ref.SUB_HAZARD)
    scenario: str | None = fact("情景", need=Need.REQUIRED)
    revision: str | None = fact("演练版本", "演练的是哪一版预案", need=Need.REQUIRED, length=20)
    night: bool | None = fact("夜间", need=Need.REQUIRED)
    blind: bool | None = fact("双盲", need=Need.REQUIRED)
    organiser: str | None = fact("组织单位", need=Need.REQUIRED)
    controller: str | None = fact("总控", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    safety_officer: str | None = fact("安全员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    evaluators: tuple[str, ...] = fact("评估人", "不是被评的负责人；写单位和职务", need=Need.REQUIRED, many=True)
    residents: int | None = fact("参加居民", unit="人", need=Need.REQUIRED, low=0, high=20000)
    duty_people: int | None = fact("参加岗位人员", unit="人", need=Need.REQUIRED, low=0, high=2000)
    helped: int | None = fact("帮扶对象参加", unit="人", need=Need.REQUIRED, low=0, high=2000)
    squad: int | None = fact("突击队参加", unit="人", low=0, high=500)
    households_reached: int | None = fact("通知到户", unit="户", need=Need.REQUIRED, low=0, high=20000)
    households_total: int | None = fact("应通知户", unit="户", need=Need.REQUIRED, low=0, high=20000)
    host: bool | None = fact("街镇示范", "是不是街镇当年的示范演练")
    observers: tuple[str, ...] = fact("观摩单位", many=True)
    injects: tuple[Inject, ...] = fact("情况注入", many=True)
    timeline: tuple[Timing, ...] = fact("用时对照", need=Need.REQUIRED, many=True)
    scores: tuple[Score, ...] = fact("评估得分", need=Need.REQUIRED, many=True)
    vetoes: tuple[str, ...] = fact("一票否决项", need=Need.REQUIRED, many=True)
    grade: str | None = fact("等级", need=Need.REQUIRED, choices=GRADES)
    findings: tuple[Finding, ...] = fact("发现问题", need=Need.REQUIRED, many=True)
    photos: tuple[DrillPhoto, ...] = fact("演练照片", many=True)
    sign_in: str | None = fact("签到表", "签到表存放处；签到表本身不进系统", cls=Class.INTERNAL, length=80)
    approved_by: str | None = fact("审核人", need=Need.REQUIRED, length=40)
    approved_on: date | None = fact("审核日期", need=Need.REQUIRED)
