"""A community's risk profile: everything known of it without residents' personal data."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date

from generator.facts.model.hazards import Boats
from generator.facts.model.hazards import DangerousHouses
from generator.facts.model.hazards import Dyke
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import Reservoir
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.organisation import DutyLedger
from generator.facts.model.organisation import Grid
from generator.facts.model.organisation import MicroStation
from generator.facts.model.organisation import Organisation
from generator.facts.model.organisation import Patrol
from generator.facts.model.organisation import Post
from generator.facts.model.organisation import Squad
from generator.facts.model.organisation import WarningMeans
from generator.facts.model.people import Contact
from generator.facts.model.place import Aed
from generator.facts.model.place import AssemblyPoint
from generator.facts.model.place import Figure
from generator.facts.model.place import Isolation
from generator.facts.model.place import KeyPlace
from generator.facts.model.place import MedicalPoint
from generator.facts.model.place import PastEvent
from generator.facts.model.place import Place
from generator.facts.model.place import ShutOff
from generator.facts.model.place import Underground
from generator.facts.model.records import NextDrill
from generator.facts.model.records import Training
from generator.facts.model.supplies import Company
from generator.facts.model.supplies import Equipment
from generator.facts.model.supplies import OutsideContact
from generator.facts.model.supplies import Supply
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Crowd
from generator.facts.model.transfer import HelpCount
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
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
    contacts: tuple[Contact, ...] = fact("联系人", need=Need.REQUIRED, cls=Class.DUTY, many=True)
    place: Place | None = fact("基本情况", need=Need.REQUIRED)
    isolation: Isolation | None = fact("断联风险", need=Need.REQUIRED)
    key_places: tuple[KeyPlace, ...] = fact("重点场所", need=Need.REQUIRED, many=True)
    past_events: tuple[PastEvent, ...] = fact("历史灾情", need=Need.REQUIRED, many=True)
    underground: tuple[Underground, ...] = fact("地下空间", need=Need.REQUIRED, many=True)
    shut_offs: tuple[ShutOff, ...] = fact("水电气总阀", need=Need.REQUIRED, many=True)
    aeds: tuple[Aed, ...] = fact("自动体外除颤器", need=Need.REQUIRED, many=True)
    medical_points: tuple[MedicalPoint, ...] = fact("医疗点", need=Need.REQUIRED, many=True)
    assembly_points: tuple[AssemblyPoint, ...] = fact("集合点", need=Need.REQUIRED, many=True)
    figures: tuple[Figure, ...] = fact("图", need=Need.REQUIRED, many=True)
    absent: tuple[str, ...] = fact("没有的灾种", "查过、确认没有的", need=Need.REQUIRED, ref=Ref.SUB_HAZARD, many=True)
    hazards: tuple[tuple[str, Hazard], ...] = field(default=())
    points: tuple[RiskPoint, ...] = fact("风险点", need=Need.REQUIRED, many=True)
    reservoirs: tuple[Reservoir, ...] = fact("上游水库山塘", need=Need.REQUIRED, many=True)
    dykes: tuple[Dyke, ...] = fact("堤塘水闸", need=Need.REQUIRED, many=True)
    dangerous_houses: tuple[DangerousHouses, ...] = fact("危险房屋", need=Need.REQUIRED, many=True)
    boats: tuple[Boats, ...] = fact("船舶渔排", need=Need.REQUIRED, many=True)
    organisation: Organisation | None = fact("组织", need=Need.REQUIRED)
    posts: tuple[Post, ...] = fact("岗位", need=Need.REQUIRED, many=True)
    grids: tuple[Grid, ...] = fact("网格", need=Need.REQUIRED, many=True)
    duty_ledger: DutyLedger | None = fact("履职一本账", "岗位职责和履职记录")
    patrols: tuple[Patrol, ...] = fact("巡查", need=Need.REQUIRED, many=True)
    squad: Squad | None = fact("应急突击队", need=Need.REQUIRED)
    micro_station: MicroStation | None = fact("微型消防站", need=Need.CONDITIONAL)
    warning_means: tuple[WarningMeans, ...] = fact("预警手段", need=Need.REQUIRED, many=True)
    help_counts: tuple[HelpCount, ...] = fact("帮扶对象人数", need=Need.REQUIRED, many=True)
    batches: tuple[Batch, ...] = fact("转移批次", need=Need.REQUIRED, many=True)
    crowds: tuple[Crowd, ...] = fact("临时人群", need=Need.REQUIRED, many=True)
    routes: tuple[Route, ...] = fact("转移路线", need=Need.REQUIRED, many=True)
    shelters: tuple[Shelter, ...] = fact("避灾安置场所", need=Need.REQUIRED, many=True)
    supplies: tuple[Supply, ...] = fact("应急物资", need=Need.REQUIRED, many=True)
    equipment: tuple[Equipment, ...] = fact("应急装备", need=Need.REQUIRED, many=True)
    companies: tuple[Company, ...] = fact("社会力量", need=Need.REQUIRED, many=True)
    outside_contacts: tuple[OutsideContact, ...] = fact("外部联系电话", need=Need.REQUIRED, many=True)
    training: tuple[Training, ...] = fact("培训记录", need=Need.REQUIRED, many=True)
    next_drill: NextDrill | None = fact("下一次演练", need=Need.REQUIRED)
    extra: tuple[tuple[str, object], ...] = field(default=())
