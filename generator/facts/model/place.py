"""A community's place and people: size, terrain, key places, shut-offs, medical points, figures, past events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

TERRAINS = ("山区", "丘陵", "平原", "河网", "沿海", "海岛", "城区")
KEY_PLACE_KINDS = (
    "学校", "幼儿园", "养老院", "医院", "市场", "企业", "工地工棚",
    "民宿农家乐", "寺庙", "景区", "码头", "渔排", "危化", "水库",
)  # fmt: skip
FIGURE_KINDS = ("风险图", "防汛防台形势图", "转移路线图", "疏散图", "组织图", "点位照片")
SAFE_FOR = ("台风", "洪涝", "地质灾害", "地震", "火灾", "高温", "低温")


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation(Record):
    """How the community can be cut off; drives the rule on communication equipment (seed S2)."""

    roads_in: int | None = fact("进出道路数", need=Need.REQUIRED, unit="条", low=0, high=50)
    single_road: bool | None = fact("仅一条路进出", need=Need.REQUIRED)
    boat_only: bool | None = fact("仅靠船进出", need=Need.REQUIRED)
    comms_blackspot: bool | None = fact("有通信盲区", need=Need.REQUIRED)
    comms_may_fail: bool | None = fact("灾时可能断通信", need=Need.REQUIRED)
    note: str | None = fact("说明", "哪条路、哪一段、哪里没有信号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement(Record):
    """A natural village, estate or quarter inside the community."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    households: int | None = fact("户数", unit="户", low=0, high=20000)
    unmanaged: bool | None = fact(
        "无物业", "既无物业也无业委会：消防设施由居（村）委会管", source="浙江省消防条例 第十七条"
    )
    note: str | None = fact("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """Size, people and ground of the community; counts carry one date."""

    as_of: date | None = fact("数据截止日期", need=Need.REQUIRED)
    source: str | None = fact("数据来源", need=Need.REQUIRED)
    location: str | None = fact("位置", "一句话说清在哪、四至", need=Need.REQUIRED)
    area_km2: float | None = fact("面积", need=Need.REQUIRED, unit="平方公里", low=0.01, high=500)
    households: int | None = fact("户数", need=Need.REQUIRED, unit="户", low=1, high=20000)
    registered: int | None = fact("户籍人口", need=Need.REQUIRED, unit="人", low=0, high=100000)
    resident: int | None = fact("常住人口", need=Need.REQUIRED, unit="人", low=0, high=100000)
    floating: int | None = fact("流动人口", need=Need.REQUIRED, unit="人", low=0, high=100000)
    terrain: tuple[str, ...] = fact("地形", need=Need.REQUIRED, choices=TERRAINS, many=True)
    elevation_low_m: float | None = fact("最低地面高程", unit="米", low=-10, high=3000)
    elevation_high_m: float | None = fact("最高居住点高程", unit="米", low=-10, high=3000)
    settlements: tuple[Settlement, ...] = fact("自然村和小区", need=Need.REQUIRED, many=True)
    seasonal_crowds: str | None = fact("季节人流", "多少人、哪几个月、住在哪里")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlace(Record):
    """A place with many or helpless people, or with danger in it."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=60)
    kind: str | None = fact("类别", need=Need.REQUIRED, choices=KEY_PLACE_KINDS)
    people_day: int | None = fact("白天人数", unit="人", need=Need.REQUIRED, low=0, high=20000)
    people_night: int | None = fact("夜间人数", unit="人", need=Need.REQUIRED, low=0, high=20000)
    contact: str | None = fact("联系人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    floor: str | None = fact("楼层")
    own_plan: bool | None = fact("有自己的预案", source="突发事件应对法 第三十七条")
    note: str | None = fact("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent(Record):
    """A past disaster of this place and its lesson."""

    on: str | None = fact("时间", "年，或年月，或年月日", need=Need.REQUIRED, length=20)
    kind: str | None = fact("灾种", need=Need.REQUIRED, ref=Ref.SUB_HAZARD)
    place: str | None = fact("地点", need=Need.REQUIRED)
    deaths: int | None = fact("死亡人数", unit="人", need=Need.REQUIRED, low=0, high=1000)
    transferred: int | None = fact("转移人数", unit="人", need=Need.REQUIRED, low=0, high=20000)
    happened: str | None = fact("经过", need=Need.REQUIRED)
    lesson: str | None = fact("教训", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Underground(Record):
    """An underground space that can fill with water or smoke."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=60)
    kind: str | None = fact("类别", need=Need.REQUIRED, choices=("车库", "商场", "通道", "泵房"))
    entrances: int | None = fact("出入口数", need=Need.REQUIRED, unit="个", low=1, high=50)
    flood_gate: bool | None = fact("有防洪挡板", need=Need.REQUIRED)
    sandbags: int | None = fact("沙袋数", unit="个", low=0, high=10000)
    keeper: str | None = fact("看管人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    note: str | None = fact("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutOff(Record):
    """A main switch or valve."""

    kind: str | None = fact("类别", need=Need.REQUIRED, choices=("电", "水", "气"))
    place: str | None = fact("位置", need=Need.REQUIRED, cls=Class.INTERNAL)
    serves: str | None = fact("管到哪里", need=Need.REQUIRED)
    operator: str | None = fact("可操作的人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    key_place: str | None = fact("工具钥匙在哪", cls=Class.INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aed(Record):
    """A defibrillator."""

    place: str | None = fact("位置", need=Need.REQUIRED)
    hours: str | None = fact("可取用时间", need=Need.REQUIRED)
    keeper: str | None = fact("看管人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    expires_on: date | None = fact("电极片和电池有效期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalPoint(Record):
    """A clinic or hospital."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=60)
    address: str | None = fact("地址", need=Need.REQUIRED)
    phone: str | None = fact("电话", need=Need.REQUIRED, phone=True)
    hours: str | None = fact("开诊时间", need=Need.REQUIRED)
    distance_min: int | None = fact("路程", unit="分钟", need=Need.REQUIRED, low=0, high=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyPoint(Record):
    """An open place where people gather and are counted."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    place: str | None = fact("位置", need=Need.REQUIRED)
    serves: str | None = fact("服务范围", need=Need.REQUIRED)
    capacity: int | None = fact("容纳人数", unit="人", need=Need.REQUIRED, low=1, high=50000)
    safe_for: tuple[str, ...] = fact("适用灾种", need=Need.REQUIRED, choices=SAFE_FOR, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A map, plan or photo in the community's `figures/` folder."""

    file: str | None = fact("文件", "figures 文件夹里的文件名", need=Need.REQUIRED, length=120)
    kind: str | None = fact("类别", need=Need.REQUIRED, choices=FIGURE_KINDS)
    title: str | None = fact("图名", "没有审图号的地图写明“示意图”", need=Need.REQUIRED, length=60)
    as_of: date | None = fact("绘制日期", need=Need.REQUIRED)
    made_by: str | None = fact("绘制单位", need=Need.REQUIRED)
    internal: bool | None = fact("仅内部版", "图上有不宜公开的内容")
