"""Hazards and risk points: what threatens this place, where, whom, and who watches it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

BASIS_SOURCES = ("普查", "部门认定", "历史灾情", "排查", "估计")
LEVELS = ("低", "一般", "较大", "重大")
COLOURS = ("蓝", "黄", "橙", "红")
GRADES = ("低", "中", "高")
BUILDING_TYPES = (
    "高层住宅", "多层住宅", "砖木结构", "木结构", "自建房", "合用场所",
    "群租", "厂房", "市场", "地下车库", "充电处", "船舶",
)  # fmt: skip
FLOOD_KINDS = (
    "低洼地", "易涝点", "沿河房屋", "溪口", "桥", "下穿", "地下空间",
    "危旧房", "工棚", "堤防险段", "水闸", "海塘内", "渔排", "孤立路段",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard(Record):
    """The assessment of one sub-hazard in this place.

    Example:
        hazards: {landslide: {likelihood: 4, consequence: 5, basis: 3处隐患点…, basis_source: 普查, …}}
    """

    likelihood: int | None = fact("可能性", "1–5，见判定表", need=Need.REQUIRED, low=1, high=5, source="GB/T 27921")
    consequence: int | None = fact("后果", "1–5，按夜间人数", need=Need.REQUIRED, low=1, high=5, source="GB/T 27921")
    basis: str | None = fact("依据", "为什么是这两个分值", need=Need.REQUIRED)
    basis_source: str | None = fact("依据来源", need=Need.REQUIRED, choices=BASIS_SOURCES)
    assessed_on: date | None = fact("评估日期", need=Need.REQUIRED)
    assessed_by: str | None = fact("评估人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    official_level: str | None = fact("部门认定等级", choices=LEVELS)
    official_source: str | None = fact("认定文号", "部门认定等级的文件")
    notes: str | None = fact("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Record):
    """A measured value at which something is done; without a value the manual prints the safe sentence."""

    rain_mm: float | None = fact("雨量", unit="毫米", low=1, high=1000)
    hours: float | None = fact("时段", unit="小时", low=0.1, high=72)
    level_m: float | None = fact("水位", unit="米", low=-5, high=1000)
    gauge: str | None = fact("水位站", length=40)
    wind_force: int | None = fact("风力", "平均风力达到几级", unit="级", low=6, high=17)
    source: str | None = fact("来源", "哪个部门核定", need=Need.REQUIRED)
    on: date | None = fact("核定日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint(Record):
    """A place where a hazard meets people; the fields that every kind of point has."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    formerly: str | None = fact("曾用名", length=40)
    hazard: str | None = fact("灾种", need=Need.REQUIRED, ref=Ref.SUB_HAZARD)
    place: str | None = fact("位置", "从哪里怎么走、什么标志物", need=Need.REQUIRED)
    extent: str | None = fact("范围", "哪几排、哪几户在里面")
    grid: str | None = fact("网格", need=Need.REQUIRED, ref=Ref.GRID)
    households: int | None = fact("户数", need=Need.REQUIRED, unit="户", low=0, high=5000)
    people_day: int | None = fact("白天人数", need=Need.REQUIRED, unit="人", low=0, high=20000)
    people_night: int | None = fact("夜间人数", need=Need.REQUIRED, unit="人", low=0, high=20000)
    watcher: str | None = fact(
        "监测员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT, source="浙江省地质灾害防治条例 第十四条"
    )
    deputy: str | None = fact("副手", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    responsible_village: str | None = fact("村级责任人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    responsible_town: str | None = fact("街镇责任人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    sign_posted: bool | None = fact("已立警示牌", need=Need.REQUIRED)
    signs: str | None = fact("险情征兆", "出事前看得见听得到的")
    danger: str | None = fact("要命处", "这里最危险的是什么，一句话", need=Need.REQUIRED)
    first_act: str | None = fact("第一动作", "听到信号先做什么", need=Need.REQUIRED)
    keep_out: str | None = fact("禁入范围", "险情未解除前不得进入的地方")
    photo: str | None = fact("照片", ref=Ref.FIGURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirePoint(RiskPoint):
    """A fire point: a building or quarter where people can be trapped."""

    building_type: str | None = fact("建筑类型", need=Need.REQUIRED, choices=BUILDING_TYPES)
    buildings: int | None = fact("幢数", unit="幢", low=1, high=2000)
    floors: int | None = fact("层数", unit="层", need=Need.REQUIRED, low=1, high=120)
    exits: int | None = fact("出口数", unit="个", need=Need.REQUIRED, low=0, high=200)
    exit_barred: bool | None = fact("出口有障碍", need=Need.REQUIRED)
    one_exit: bool | None = fact("只有一个出口", "有人住而只有一个出口")
    smoke_alarm: bool | None = fact("有烟感", need=Need.REQUIRED)
    hydrant_distance_m: int | None = fact("消火栓距离", unit="米", need=Need.REQUIRED, low=0, high=5000)
    engine_access: str | None = fact("消防车通道", need=Need.REQUIRED, choices=("可达", "受限", "不可达"))
    lane_width_m: float | None = fact("巷道最窄处", unit="米", low=0.3, high=30)
    sleeping_above: bool | None = fact("楼上住人")
    lodgers: int | None = fact("租住人数", unit="人", low=0, high=5000)
    refuge_floors: str | None = fact("避难层", length=60)
    lifts: str | None = fact("电梯", length=60)
    assembly: str | None = fact("集合点名", "写集合点的名称", need=Need.REQUIRED, length=40)
    separation: bool | None = fact("有防火分隔")


@dataclass(frozen=True, slots=True, kw_only=True)
class GeologicalPoint(RiskPoint):
    """A geological point: hazard point or risk prevention zone."""

    official_code: str | None = fact("统一编号", length=40)
    zone: str | None = fact("登记类别", need=Need.REQUIRED, choices=("隐患点", "风险防范区", "自查未登记"))
    scale: str | None = fact("规模", need=Need.REQUIRED, choices=("小型", "中型", "大型"))
    trigger: str | None = fact("诱发因素", need=Need.REQUIRED, length=60)
    grade: str | None = fact("风险等级", "部门核定", need=Need.REQUIRED, choices=GRADES)
    go_when: tuple[Threshold, ...] = fact("立即转移值", need=Need.CONDITIONAL, many=True)
    evacuate_at: str | None = fact("转移预警级别", "社区只能改得更早", choices=COLOURS)
    watching_means: tuple[str, ...] = fact(
        "监测手段", need=Need.REQUIRED, choices=("人工", "裂缝计", "雨量计", "广播"), many=True
    )
    patrol_rhythm: str | None = fact("巡查频次", need=Need.REQUIRED)
    assets: str | None = fact("受威胁财产")
    treated: bool | None = fact("已工程治理")
    relocation_due: date | None = fact("搬迁期限")


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodPoint(RiskPoint):
    """A flood or typhoon point."""

    kind: str | None = fact("类别", need=Need.REQUIRED, choices=FLOOD_KINDS)
    depth_past_m: float | None = fact("历史最大水深", unit="米", low=0, high=50)
    closes_road: bool | None = fact("会断路")
    prepare_when: tuple[Threshold, ...] = fact("准备转移值", need=Need.CONDITIONAL, many=True)
    go_when: tuple[Threshold, ...] = fact("立即转移值", need=Need.CONDITIONAL, many=True)
    barrier_keeper: str | None = fact("挡板看管人", cls=Class.DUTY, ref=Ref.CONTACT)
    pump: str | None = fact("排水设备", length=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalPoint(RiskPoint):
    """A point of another natural hazard: forest edge, icy slope, shed under snow."""

    length_m: int | None = fact("长度", unit="米", low=1, high=50000)
    water: str | None = fact("取水点")
    belt: str | None = fact("防火隔离带")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservoir(Record):
    """A reservoir or pond upstream of people."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    scale: str | None = fact("类型", need=Need.REQUIRED, choices=("中型", "小(1)型", "小(2)型", "山塘"))
    capacity_10k_m3: float | None = fact("库容", unit="万立方米", need=Need.REQUIRED, low=0.1, high=10000)
    dam_safety: str | None = fact("大坝安全类别", need=Need.REQUIRED, choices=("一类", "二类", "三类"))
    patroller: str | None = fact("巡查员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    notice_route: str | None = fact("泄洪通知路线", "谁打给谁", need=Need.REQUIRED)
    travel_min: int | None = fact("到第一户时间", unit="分钟", need=Need.REQUIRED, low=0, high=600)
    households: int | None = fact("可能受淹户数", unit="户", need=Need.REQUIRED, low=0, high=5000)
    people_night: int | None = fact("可能受淹夜间人数", unit="人", need=Need.REQUIRED, low=0, high=20000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyke(Record):
    """A dyke, sea wall or sluice of this community."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    kind: str | None = fact("类型", need=Need.REQUIRED, choices=("江堤", "海塘", "水闸", "旱闸"))
    return_period_y: int | None = fact("设计标准", unit="年一遇", low=1, high=1000)
    weak_spots: str | None = fact("薄弱处", need=Need.REQUIRED)
    patroller: str | None = fact("巡查员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    gate_person: str | None = fact("专管人", "按令关闸的人", cls=Class.DUTY, ref=Ref.CONTACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerousHouses(Record):
    """Dangerous houses, counted; addresses stand in the register."""

    grade: str | None = fact("鉴定等级", need=Need.REQUIRED, choices=("A", "B", "C", "D"))
    houses: int | None = fact("幢数", unit="幢", need=Need.REQUIRED, low=1, high=2000)
    residents: int | None = fact("居住人数", unit="人", need=Need.REQUIRED, low=0, high=5000)
    liaison: str | None = fact("危房联络员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    checked_on: date | None = fact("检查日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boats(Record):
    """Fishing boats and floating farms, counted; owners stand in the register."""

    kind: str | None = fact("类别", need=Need.REQUIRED, choices=("渔船", "渔排", "客渡船", "其他船"))
    number: int | None = fact("数量", unit="艘（处）", need=Need.REQUIRED, low=1, high=5000)
    people: int | None = fact("作业人数", unit="人", need=Need.REQUIRED, low=0, high=5000)
    harbour: str | None = fact("避风港", need=Need.REQUIRED)
    return_rule: str | None = fact("回港上岸规定", need=Need.REQUIRED)
    keeper: str | None = fact("船管员", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
