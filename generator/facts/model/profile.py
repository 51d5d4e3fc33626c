"""A community's risk profile: everything known of it without residents' personal data."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date

from generator.facts.model import hazards
from generator.facts.model import organisation
from generator.facts.model import people
from generator.facts.model import place
from generator.facts.model import records
from generator.facts.model import supplies
from generator.facts.model import transfer
from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import fact

KINDS = ("社区", "村", "居", "功能区")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Record):
    """Who signs, and what the plan was made from and with whom."""

    signer: str | None = fact("签发人", "社区（村）主要负责人", need=Need.REQUIRED, cls=Class.DUTY, ref=Ref.CONTACT)
    signer_post: str | None = fact("签发人职务", need=Need.REQUIRED, length=40)
    issuer: str | None = fact("印发单位", "居（村）委会全称", need=Need.REQUIRED, length=60)
    consulted: tuple[str, ...] = fact("征求意见对象", need=Need.REQUIRED, many=True, source="突发事件应对法 第二十八条")
    adopted: str | None = fact("讨论通过", "哪次会议", need=Need.REQUIRED)
    town_plan: str | None = fact("上级预案", "街镇预案名称和日期", need=Need.REQUIRED)
    storage: str | None = fact("存放地点", "印好的手册放在哪里", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialList(Record):
    """The list of disaster-prone communities that names this one."""

    document: str | None = fact("文号", need=Need.REQUIRED, length=60)
    on: date | None = fact("公布日期", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Record):
    """风险档案 of one community (`plans/<town>/<community>/profile.yaml`)."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    code: str | None = fact("区划代码", "12位统计用区划代码", need=Need.REQUIRED, length=12)
    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    short_name: str | None = fact("简称", "不带“社区”“村”的叫法", length=20)
    kind: str | None = fact("类别", need=Need.REQUIRED, choices=KINDS)
    reviewed_on: date | None = fact("核对日期", "档案全部核对过的日期", need=Need.REQUIRED)
    duty_phone: str | None = fact("值班电话", "24小时有人接", need=Need.REQUIRED, phone=True)
    issue: Issue | None = fact("签发", need=Need.REQUIRED)
    disaster_prone: OfficialList | None = fact("多灾易灾名单", "列入区级以上名单时填写")
    contacts: tuple[people.Contact, ...] = fact("联系人", need=Need.REQUIRED, cls=Class.DUTY, many=True)
    place: place.Place | None = fact("基本情况", need=Need.REQUIRED)
    isolation: place.Isolation | None = fact("断联风险", need=Need.REQUIRED)
    key_places: tuple[place.KeyPlace, ...] = fact("重点场所", need=Need.REQUIRED, many=True)
    past_events: tuple[place.PastEvent, ...] = fact("历史灾情", need=Need.REQUIRED, many=True)
    underground: tuple[place.Underground, ...] = fact("地下空间", need=Need.REQUIRED, many=True)
    shut_offs: tuple[place.ShutOff, ...] = fact("水电气总阀", need=Need.REQUIRED, many=True)
    aeds: tuple[place.Aed, ...] = fact("自动体外除颤器", need=Need.REQUIRED, many=True)
    medical_points: tuple[place.MedicalPoint, ...] = fact("医疗点", need=Need.REQUIRED, many=True)
    assembly_points: tuple[place.AssemblyPoint, ...] = fact("集合点", need=Need.REQUIRED, many=True)
    figures: tuple[place.Figure, ...] = fact("图", need=Need.REQUIRED, many=True)
    absent: tuple[str, ...] = fact("没有的灾种", "查过、确认没有的", need=Need.REQUIRED, ref=Ref.SUB_HAZARD, many=True)
    hazards: tuple[tuple[str, hazards.Hazard], ...] = field(default=())
    points: tuple[hazards.RiskPoint, ...] = fact("风险点", need=Need.REQUIRED, many=True)
    reservoirs: tuple[hazards.Reservoir, ...] = fact("上游水库山塘", need=Need.REQUIRED, many=True)
    dykes: tuple[hazards.Dyke, ...] = fact("堤塘水闸", need=Need.REQUIRED, many=True)
    dangerous_houses: tuple[hazards.DangerousHouses, ...] = fact("危险房屋", need=Need.REQUIRED, many=True)
    boats: tuple[hazards.Boats, ...] = fact("船舶渔排", need=Need.REQUIRED, many=True)
    organisation: organisation.Organisation | None = fact("组织", need=Need.REQUIRED)
    posts: tuple[organisation.Post, ...] = fact("岗位", need=Need.REQUIRED, many=True)
    grids: tuple[organisation.Grid, ...] = fact("网格", need=Need.REQUIRED, many=True)
    patrols: tuple[organisation.Patrol, ...] = fact("巡查", need=Need.REQUIRED, many=True)
    squad: organisation.Squad | None = fact("应急突击队", need=Need.REQUIRED)
    micro_station: organisation.MicroStation | None = fact("微型消防站", need=Need.CONDITIONAL)
    warning_means: tuple[organisation.WarningMeans, ...] = fact("预警手段", need=Need.REQUIRED, many=True)
    help_counts: tuple[transfer.HelpCount, ...] = fact("帮扶对象人数", need=Need.REQUIRED, many=True)
    batches: tuple[transfer.Batch, ...] = fact("转移批次", need=Need.REQUIRED, many=True)
    crowds: tuple[transfer.Crowd, ...] = fact("临时人群", need=Need.REQUIRED, many=True)
    routes: tuple[transfer.Route, ...] = fact("转移路线", need=Need.REQUIRED, many=True)
    shelters: tuple[transfer.Shelter, ...] = fact("避灾安置场所", need=Need.REQUIRED, many=True)
    supplies: tuple[supplies.Supply, ...] = fact("应急物资", need=Need.REQUIRED, many=True)
    equipment: tuple[supplies.Equipment, ...] = fact("应急装备", need=Need.REQUIRED, many=True)
    companies: tuple[supplies.Company, ...] = fact("社会力量", need=Need.REQUIRED, many=True)
    outside_contacts: tuple[supplies.OutsideContact, ...] = fact("外部联系电话", need=Need.REQUIRED, many=True)
    training: tuple[records.Training, ...] = fact("培训记录", need=Need.REQUIRED, many=True)
    next_drill: records.NextDrill | None = fact("下一次演练", need=Need.REQUIRED)
    extra: tuple[tuple[str, object], ...] = field(default=())
