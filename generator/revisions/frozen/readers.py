"""Which fields of records a template reads, found from the names that its tags say.

A name of a template is a field's own title, or is computed of other fields: which those are is declared here, and a
test changes every field of a small workspace to see that no name depends on more.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from generator.context.plan import plan_of
from generator.context.root.points import KINDS
from generator.facts.facts import Settings
from generator.facts.model.district import District
from generator.facts.model.district import Season
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import NaturalPoint
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.hazards import Threshold
from generator.facts.model.organisation import Post
from generator.facts.model.organisation import Squad
from generator.facts.model.place import FIGURE_KINDS
from generator.facts.model.place import Figure
from generator.facts.model.place import Isolation
from generator.facts.model.place import Place
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.supplies import Supply
from generator.facts.model.town import RegionalSquad
from generator.facts.model.town import Town
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import HelpCount
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.revisions.frozen.flat import Field
from generator.word.reads import WHOLE
from generator.word.reads import Reads

Read = Callable[[Reads], "set[Field]"]
"""What is read of a name of the root, from the names below it."""

ASSESSMENT: Field = ("Assessment", "level")
"""Stands for everything that the assessment says."""

_POINT_TYPES: tuple[type[RiskPoint], ...] = (RiskPoint, FirePoint, GeologicalPoint, FloodPoint, NaturalPoint)


def fields(kind: type[Record], keys: str) -> frozenset[Field]:
    """Fields of one type of record, by keys with spaces between them."""
    return frozenset((kind.__name__, key) for key in keys.split())


def _of_points(keys: str) -> frozenset[Field]:
    return frozenset(field for kind in _POINT_TYPES for field in fields(kind, keys))


_ROUTE = fields(Route, "name start via end walk_min slow_min mode")
_NIGHT = fields(Batch, "route backup_route") | fields(Route, "name night")
_BACKUP = fields(Batch, "backup_route no_backup") | _ROUTE
_VALUE = fields(Threshold, "rain_mm hours level_m gauge wind_force")
_SET = fields(Threshold, "source on")
_HAZARD = _of_points("hazard")
_NAMED = _of_points("name") | fields(Batch, "points")
_GOAL = _NAMED | fields(Batch, "shelter") | fields(FirePoint, "assembly")
_GOAL_ADDRESS = _GOAL | frozenset({("Shelter", "name"), ("Shelter", "address")}) | _of_points("")
_ASSEMBLY = frozenset({("AssemblyPoint", "name"), ("AssemblyPoint", "place")})
_PICTURE = fields(Figure, "file title internal")
_PRONE = frozenset({ASSESSMENT, ("OfficialList", "document"), ("OfficialList", "on")})

_BATCH: Mapping[str, frozenset[Field]] = {
    "批次名": fields(Batch, "order"),
    "路线说明": fields(Batch, "route") | _ROUTE,
    "备用路线说明": _BACKUP,
    "夜间可走文字": fields(Batch, "route") | fields(Route, "name night"),
    "夜间路线": _NIGHT,
    "去处地址": fields(Batch, "shelter") | fields(Shelter, "name address"),
    "满员去处地址": fields(Batch, "overflow") | fields(Shelter, "name address"),
    **dict.fromkeys(
        ("去处管理员", "去处管理员姓名", "去处管理员电话", "去处管理员职务"),
        fields(Batch, "shelter") | fields(Shelter, "name manager"),
    ),
    "步行分钟": fields(Batch, "route") | fields(Route, "name walk_min"),
    "搀扶分钟": fields(Batch, "route") | fields(Route, "name slow_min"),
}
_POINT: Mapping[str, frozenset[Field]] = {
    "编号": fields(RiskPoint, "order"),
    "标题": fields(RiskPoint, "order") | _of_points("name hazard") | {ASSESSMENT},
    "篇": _HAZARD,
    "等级": _HAZARD | {ASSESSMENT},
    "颜色": _HAZARD | {ASSESSMENT},
    "阈值": _HAZARD | _of_points("go_when") | _VALUE | fields(District, "no_threshold no_wind_threshold"),
    "阈值来源": _of_points("go_when") | _SET,
    "准备值文字": fields(FloodPoint, "prepare_when") | _VALUE,
    "转移预警颜色": fields(GeologicalPoint, "evacuate_at") | fields(District, "geological_evacuate_at"),
    "要转移": _NAMED,
    "批次": _NAMED | fields(Batch, "order"),
    "路线": _NAMED | fields(Batch, "route"),
    "路线说明": _NAMED | fields(Batch, "route") | _ROUTE,
    "备用路线": _NAMED | fields(Batch, "backup_route"),
    "备用路线说明": _NAMED | _BACKUP,
    "夜间可走文字": _NAMED | fields(Batch, "route") | fields(Route, "name night"),
    "夜间路线": _NAMED | _NIGHT,
    "去处": _GOAL,
    "去处地址": _GOAL_ADDRESS | _ASSEMBLY,
    **dict.fromkeys(
        ("转移责任人", "转移责任人姓名", "转移责任人电话", "转移责任人职务"),
        _NAMED | fields(Batch, "leader order"),
    ),
    **dict.fromkeys(
        ("转移副手", "转移副手姓名", "转移副手电话", "转移副手职务"), _NAMED | fields(Batch, "deputy order")
    ),
    "照片图": _of_points("photo") | _PICTURE,
    "有照片": _of_points("photo") | _PICTURE,
    **dict.fromkeys(("是火灾点位", "是地质点位", "是防汛点位", "是自然点位"), _HAZARD),
}
_COMMUNITY: Mapping[str, frozenset[Field]] = {
    **dict.fromkeys(("多灾易灾", "列入名单", "多灾易灾说明"), _PRONE),
    "需转移户数": fields(Batch, "households"),
    "需转移人数": fields(Batch, "people"),
    "夜间受威胁人数": _HAZARD | _of_points("people_night"),
}
_DERIVED: Mapping[type[Record], Mapping[str, frozenset[Field]]] = {
    RiskPoint: _POINT,
    Batch: _BATCH,
    Post: {
        "有专卡": fields(Post, "person") | _of_points("watcher") | fields(Shelter, "manager") | fields(Batch, "leader")
    },
    Route: {"路线说明": _ROUTE, "夜间可走文字": fields(Route, "night")},
    Shelter: {
        "可用人数": fields(Shelter, "capacity own_capacity"),
        "分到人数": fields(Shelter, "name") | fields(Batch, "shelter people"),
        "鉴定到期": frozenset({("Inspection", "on")}),
    },
    Drill: {"通知到户率": fields(Drill, "households_reached households_total")},
    Figure: {"图片": _PICTURE},
    Season: {"起止": fields(Season, "start end")},
    Supply: {"不足": fields(Supply, "standard quantity")},
    Threshold: {"文字": _VALUE, "核定": _SET},
    Profile: {**_COMMUNITY, "帮扶对象总数": fields(HelpCount, "people")},
}
_HAZARDS: Mapping[str, frozenset[Field]] = {
    "可能性": frozenset({("Hazard", "likelihood")}),
    "后果": frozenset({("Hazard", "consequence")}),
    "分值": frozenset({("Hazard", "likelihood"), ("Hazard", "consequence")}),
    "依据": frozenset({("Hazard", "basis")}),
    "依据来源": frozenset({("Hazard", "basis_source")}),
    "评估日期": frozenset({("Hazard", "assessed_on")}),
    "点位": _HAZARD | _of_points("name"),
}
_MOST_PEOPLE = _HAZARD | _of_points("people_night people_day name order") | {ASSESSMENT}
_QUICK: Mapping[str, frozenset[Field]] = {
    "位置": _of_points("place"),
    "要命处": _of_points("danger") | {("Hazard", "basis")},
    "信号": fields(District, "signals") | {("Signal", "signal"), ("Signal", "meaning")},
    "第一动作": _of_points("first_act"),
    "电话": fields(Profile, "duty_phone"),
    "要转移": _NAMED,
}


def fields_read(tree: Reads, settings: Settings) -> frozenset[Field]:
    """The fields that a template reads whose tags read `tree`, as names of types with keys; more rather than less."""
    found: set[Field] = set()
    titles = {part.title for part in settings.standards.parts}
    for name, below in tree.items():
        if name == "补充":
            found |= _added(below, settings)
        elif name in titles:
            found |= _HAZARD | _of_assessment(below)
        else:
            found |= _ROOTS.get(name, _of_lists(name))(below)
    return frozenset(found)


def _of(*kinds: type[Record], besides: frozenset[Field] = frozenset()) -> Read:
    """What is read of records of these types, and of fields besides."""

    def read(below: Reads) -> set[Field]:
        found = set(besides)
        for kind in kinds:
            _walk(kind, below, found)
        return found

    return read


def _of_lists(name: str) -> Read:
    """What is read of a list or record of the profile or the district that stands under its own title."""

    def read(below: Reads) -> set[Field]:
        return _of(Profile, District)({name: below})

    return read


def _of_assessment(below: Reads) -> set[Field]:
    return {ASSESSMENT, ("Profile", "absent"), *_named(_HAZARDS, below)}


def _of_dangers(below: Reads) -> set[Field]:
    return {*_MOST_PEOPLE, *_named(_QUICK, below), *_named(_POINT, below)}


def _of_everything(_below: Reads) -> set[Field]:
    found: set[Field] = {ASSESSMENT}
    for kind in (Profile, Town, District, Drill):
        _everything(kind, found)
    return found


def _added(below: Reads, settings: Settings) -> set[Field]:
    """What is read of the fields that the district adds: 名称, 名称文字, 名称列表."""
    names = {field.title: field.key or "" for field in settings.extra_fields}
    if WHOLE in below:
        return {("extra", key) for key in names.values()}
    wanted = {name.removesuffix(end) for name in below for end in ("", "文字", "列表")}
    return {("extra", key) for title, key in names.items() if title in wanted}


def _walk(kind: type[Record], tree: Mapping[str, Reads], found: set[Field]) -> None:
    """Add the fields that `tree` reads of records of that type."""
    if WHOLE in tree:
        _everything(kind, found)
    known = _names(kind)
    for name, below in tree.items():
        for own, computed in _DERIVED.items():
            if issubclass(kind, own):
                found |= computed.get(name, frozenset())
        key = known.get(name)
        if key is not None:
            found.add((kind.__name__, key))
            column = columns(kind)[key]
            if column.is_record:
                _walk(column.type, below, found)


def _everything(kind: type[Record], found: set[Field], around: tuple[type[Record], ...] = ()) -> None:
    """Add every field of a type of record and of the records in it."""
    for key, column in columns(kind).items():
        found.add((kind.__name__, key))
        if column.is_record and column.type not in (kind, *around):
            for inner in _POINT_TYPES if column.type is RiskPoint else (column.type,):
                _everything(inner, found, (*around, kind))
    for own, computed in _DERIVED.items():
        if issubclass(kind, own):
            found |= {field for each in computed.values() for field in each}


def _named(table: Mapping[str, frozenset[Field]], names: Iterable[str]) -> set[Field]:
    names = table if WHOLE in (wanted := set(names)) else wanted
    return {field for name in names for field in table.get(name, ())}


_KNOWN: dict[type[Record], Mapping[str, str]] = {}


def _names(kind: type[Record]) -> Mapping[str, str]:
    """The names that fields of a type of record have in templates, each with its key."""
    if kind not in _KNOWN:
        _KNOWN[kind] = {entry.name: key for key in columns(kind) for entry in plan_of(kind, frozenset({key})).entries}
    return _KNOWN[kind]


_SQUAD = fields(Town, "regional_squads") | fields(RegionalSquad, "name") | fields(Squad, "regional")
_FIGURES = fields(Profile, "figures") | fields(Figure, "kind internal")
_POINTS = fields(Profile, "points")
_ROOTS: Mapping[str, Read] = {
    WHOLE: _of_everything,
    "社区": _of(Profile, Place, Isolation),
    "街镇": _of(Town),
    "区": _of(District),
    **dict.fromkeys(("联动突击队", "有联动突击队"), _of(RegionalSquad, besides=_SQUAD)),
    **dict.fromkeys(("风险", "风险清单", "篇风险", "有灾种", "灾种等级"), _of_assessment),
    "三大危险": _of_dangers,
    **dict.fromkeys(("图", *FIGURE_KINDS), _of(Figure, besides=_FIGURES)),
    **dict.fromkeys(("演练", "最近演练", "有最近演练"), _of(Drill)),
    **dict.fromkeys(("问题整改", "未销号问题"), _of(Finding, Drill)),
    "风险点": _of(*_POINT_TYPES, besides=_POINTS),
    **{name: _of(kind, besides=_POINTS | _HAZARD) for name, kind in KINDS},
}
