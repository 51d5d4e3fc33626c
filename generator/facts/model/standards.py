"""Standards: parts and sub-hazards, risk matrix and floors, 多灾易灾 rule (`plans/standards.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts.model.hazards import LEVELS
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SubHazard(Record):
    """A sub-hazard: key in profiles, Chinese title, and which fields its points have."""

    key: str | None = fact("键", need=Need.REQUIRED, length=40)
    title: str | None = fact("名称", need=Need.REQUIRED, length=20)
    points: str | None = fact("点位字段", choices=("fire", "geological", "flood", "natural"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Record):
    """A part of the manual that has a level of its own."""

    key: str | None = fact("键", need=Need.REQUIRED, length=40)
    title: str | None = fact("名称", need=Need.REQUIRED, length=20)
    natural: bool | None = fact("算多灾易灾", "自然灾害类，计入多灾易灾判定", need=Need.REQUIRED)
    subs: tuple[SubHazard, ...] = fact("灾种", need=Need.REQUIRED, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Record):
    """Lowest product of likelihood and consequence for each level; below `moderate` it is 低."""

    great: int | None = fact("重大起点", need=Need.REQUIRED, low=2, high=25)
    major: int | None = fact("较大起点", need=Need.REQUIRED, low=2, high=25)
    moderate: int | None = fact("一般起点", need=Need.REQUIRED, low=2, high=25)
    consequence_5_at_least: str | None = fact("后果5级不低于", need=Need.REQUIRED, choices=LEVELS)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor(Record):
    """What a score from 1 to 5 means."""

    score: int | None = fact("分值", need=Need.REQUIRED, low=1, high=5)
    likelihood: str | None = fact("可能性", need=Need.REQUIRED)
    consequence: str | None = fact("后果", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor(Record):
    """A floor: facts that lift a level whatever the scores say. `rule` names the logic, the rest its parameters."""

    rule: str | None = fact(
        "规则",
        need=Need.REQUIRED,
        choices=(
            "official_level", "point_with_people", "grade_or_night_people", "unregistered_with_sleepers", "bad_dam",
            "flash_flood_zone", "timber_quarter", "one_exit_sleepers", "fire_building", "deaths", "stale_or_estimated",
        ),
    )  # fmt: skip
    part: str | None = fact("篇", length=40)
    level: str | None = fact("不低于", choices=LEVELS)
    people: int | None = fact("人数", low=0, high=10000)
    houses: int | None = fact("户数", low=0, high=10000)
    years: int | None = fact("年数", low=1, high=100)
    reason: str | None = fact("理由", "印在手册里的理由；{…} 处填实际值", need=Need.REQUIRED)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisasterProne(Record):
    """When a community that no list names is proposed as 多灾易灾."""

    parts_at: str | None = fact("等级门槛", need=Need.REQUIRED, choices=LEVELS)
    parts_number: int | None = fact("达到门槛的篇数", need=Need.REQUIRED, low=1, high=10)
    one_at: str | None = fact("单篇门槛", need=Need.REQUIRED, choices=LEVELS)
    events_years: int | None = fact("灾情年数", need=Need.REQUIRED, low=1, high=50)
    events_transfer: int | None = fact("转移灾情次数", need=Need.REQUIRED, low=1, high=50)
    events_deaths: int | None = fact("死亡人数", need=Need.REQUIRED, low=1, high=50)
    isolation_at: str | None = fact("断联时等级门槛", need=Need.REQUIRED, choices=LEVELS)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillItem(Record):
    """One item that every drill is judged by."""

    item: str | None = fact("项目", need=Need.REQUIRED, length=40)
    full: float | None = fact("满分", need=Need.REQUIRED, low=1, high=100)
    measures: str | None = fact("看什么", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillStandards(Record):
    """How drills are judged, and by when what they showed must be mended."""

    items: tuple[DrillItem, ...] = fact("评估项目", need=Need.REQUIRED, many=True)
    excellent: float | None = fact("优起点", unit="分", need=Need.REQUIRED, low=1, high=100)
    good: float | None = fact("良起点", unit="分", need=Need.REQUIRED, low=1, high=100)
    fair: float | None = fact("中起点", unit="分", need=Need.REQUIRED, low=1, high=100)
    repeat_days: int | None = fact("重练期限", "差或一票否决后", unit="天", need=Need.REQUIRED, low=1, high=365)
    fatal_days: int | None = fact("致命问题期限", unit="天", need=Need.REQUIRED, low=1, high=365)
    important_days: int | None = fact("重要问题期限", unit="天", need=Need.REQUIRED, low=1, high=365)
    ordinary_days: int | None = fact("一般问题期限", unit="天", need=Need.REQUIRED, low=1, high=365)
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskWeights(Record):
    """How much a community's highest risk level counts in the order of next steps."""

    great: int | None = fact("重大", need=Need.REQUIRED, low=0, high=100)
    major: int | None = fact("较大", need=Need.REQUIRED, low=0, high=100)
    moderate: int | None = fact("一般", need=Need.REQUIRED, low=0, high=100)
    low: int | None = fact("低", need=Need.REQUIRED, low=0, high=100)
    unknown: int | None = fact("未评估", "谁也不知道，不该排到最后", need=Need.REQUIRED, low=0, high=100)
    prone: int | None = fact("多灾易灾加", need=Need.REQUIRED, low=0, high=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapWeights(Record):
    """How much what is missing counts in the order of next steps."""

    no_profile: int | None = fact("未建档", need=Need.REQUIRED, low=0, high=100)
    profile_invalid: int | None = fact("档案有误", need=Need.REQUIRED, low=0, high=100)
    never_issued: int | None = fact("未签发", need=Need.REQUIRED, low=0, high=100)
    incomplete: int | None = fact("要素不全", need=Need.REQUIRED, low=0, high=100)
    expired: int | None = fact("超期", need=Need.REQUIRED, low=0, high=100)
    overtaken: int | None = fact("未随变化修订", need=Need.REQUIRED, low=0, high=100)
    not_distributed: int | None = fact("未分发", need=Need.REQUIRED, low=0, high=100)
    not_filed: int | None = fact("未备案", need=Need.REQUIRED, low=0, high=100)
    update: int | None = fact("已覆盖待修订或问题逾期", need=Need.REQUIRED, low=0, high=100)
    must: int | None = fact("已覆盖有必须项没达标", need=Need.REQUIRED, low=0, high=100)
    contradiction: int | None = fact("有矛盾加", "和别处说法对不上", need=Need.REQUIRED, low=0, high=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWeights(Record):
    """How much a deadline counts in the order of next steps."""

    late: int | None = fact("已过期限", need=Need.REQUIRED, low=0, high=100)
    soon: int | None = fact("即将到期", "soon_days 天以内", need=Need.REQUIRED, low=0, high=100)
    later: int | None = fact("其余", need=Need.REQUIRED, low=0, high=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWeights(Record):
    """The order of next steps: risk × gap × deadline, the largest first.

    Example:
        next_steps:
          risk: {great: 4, major: 3, moderate: 2, low: 1, unknown: 3, prone: 1}
          …
    """

    risk: RiskWeights | None = fact("风险权重", need=Need.REQUIRED)
    gap: GapWeights | None = fact("缺口权重", need=Need.REQUIRED)
    deadline: DeadlineWeights | None = fact("期限权重", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageStandards(Record):
    """What a plan needs to be counted, and how much time each thing has."""

    requires: tuple[str, ...] = fact(
        "覆盖要求", "走到哪几步才算覆盖", need=Need.REQUIRED, choices=("签发", "备案", "分发"), many=True
    )
    copies_to: tuple[str, ...] = fact("必须签收的岗位", "岗位名里含有这些字", need=Need.REQUIRED, many=True)
    grace_days: int | None = fact("新设社区宽限", unit="天", need=Need.REQUIRED, low=0, high=400)
    safety_days: int | None = fact("安全事项修订期限", unit="天", need=Need.REQUIRED, low=1, high=400)
    absorb_days: int | None = fact("更正通知单并入期限", unit="天", need=Need.REQUIRED, low=1, high=400)
    soon_days: int | None = fact("到期提前提示", unit="天", need=Need.REQUIRED, low=1, high=400)
    rank_from: int | None = fact("排名起点", "街镇至少有几个社区（村）才排名", need=Need.REQUIRED, low=1, high=100)
    next_steps: StepWeights | None = fact("下一步的排序", "风险×缺口×期限；不写就用通行的权重")
    source: str | None = fact("来源", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRule(Record):
    """A rule of readiness: `id` names the logic, the rest its parameters; which of them a rule takes is in the docs."""

    id: str | None = fact("编号", need=Need.REQUIRED, length=10)
    title: str | None = fact("要求", need=Need.REQUIRED, length=80)
    severity: str | None = fact("强度", need=Need.REQUIRED, choices=("必须", "应当", "提示"))
    level: str | None = fact("层级", "算在谁头上", need=Need.REQUIRED, choices=("社区", "街镇"))
    least: float | None = fact("不少于", low=0, high=1000000)
    most: float | None = fact("不多于", low=0, high=1000000)
    days: int | None = fact("天数", unit="天", low=1, high=4000)
    minutes: int | None = fact("分钟数", unit="分钟", low=1, high=600)
    area_m2: float | None = fact("面积", unit="平方米", low=1, high=10000)
    source: str | None = fact("来源", need=Need.REQUIRED)
    confirmed: bool | None = fact("已确认", "参数有文件依据；否则是本区试行，待确认", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards(Record):
    """`plans/standards.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    parts: tuple[Part, ...] = fact("篇章", need=Need.REQUIRED, many=True)
    anchors: tuple[Anchor, ...] = fact("判定表", need=Need.REQUIRED, many=True)
    matrix: Matrix | None = fact("风险矩阵", need=Need.REQUIRED)
    floors: tuple[Floor, ...] = fact("底线", need=Need.REQUIRED, many=True)
    disaster_prone: DisasterProne | None = fact("多灾易灾判定", need=Need.REQUIRED)
    evidence_years: int | None = fact("依据有效年数", need=Need.REQUIRED, low=1, high=20)
    drill: DrillStandards | None = fact("演练评估", "演练怎么评分、问题几天内整改")
    coverage: CoverageStandards | None = fact("编制覆盖", "怎样的预案才算数，各有多少时间")
    readiness: tuple[ReadinessRule, ...] = fact("要素达标", "每条规则的参数、强度和来源", many=True)
