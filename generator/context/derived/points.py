"""What is computed of a risk point: its level, its threshold in words, who leads from it, by which way and where to."""

from __future__ import annotations

from collections.abc import Callable

from generator.context.derived.moving import backup_text
from generator.context.derived.moving import batch_name
from generator.context.derived.moving import batch_route_text
from generator.context.derived.moving import night_route
from generator.context.derived.moving import night_text
from generator.context.derived.thresholds import any_of
from generator.context.derived.thresholds import source_text
from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.entry import image
from generator.context.entry import person
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.prepared import joined
from generator.context.reach import Reach
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import NaturalPoint
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.hazards import Threshold
from generator.facts.model.transfer import Batch

# Hazards at which rain and landslide warnings say nothing of when to leave.
_WIND = frozenset({"typhoon_wind", "sea_evacuation", "storm_tide"})


def _go_when(point: RiskPoint) -> tuple[Threshold, ...]:
    return point.go_when if isinstance(point, (GeologicalPoint, FloodPoint)) else ()


def _threshold(point: RiskPoint, env: Env) -> str:
    """The values at which everybody leaves; where none is set, the district's safe sentence."""
    if not isinstance(point, (GeologicalPoint, FloodPoint)):
        return ""
    known = any_of(point.go_when)
    if known:
        return known
    district = env.facts.district
    if point.hazard in _WIND:
        return district.no_wind_threshold or gap("没有风力值时的话")
    return district.no_threshold or gap("没有阈值时的话")


def _prepare(point: RiskPoint) -> str:
    return any_of(point.prepare_when) if isinstance(point, FloodPoint) else ""


def _evacuate_at(point: RiskPoint, env: Env) -> str:
    if not isinstance(point, GeologicalPoint):
        return ""
    return point.evacuate_at or env.facts.district.geological_evacuate_at or gap("地灾转移预警级别")


def _batches(point: RiskPoint, env: Env) -> tuple[tuple[int, Batch], ...]:
    return env.batches.get(point.name or "", ())


def _of_batches(pick: Callable[[Batch, Env], str | None]) -> Callable[[RiskPoint, Env], str]:
    """What the point's batches say, each said once."""

    def make(point: RiskPoint, env: Env) -> str:
        found = (pick(batch, env) for _, batch in _batches(point, env))
        return "；".join(dict.fromkeys(one for one in found if one))

    return make


def _first(pick: Callable[[Batch], str | None]) -> Callable[[RiskPoint, Env], str | None]:
    """What the first batch of the point says; empty where it should and does not, None where there is no batch."""
    return lambda point, env: next((pick(batch) or "" for _, batch in _batches(point, env)), None)


def _goal(point: RiskPoint, env: Env) -> str:
    """The shelters of the point's batches; at a fire without batches the assembly point."""
    names = joined(batch.shelter or gap("去处") for _, batch in _batches(point, env))
    return names or (point.assembly or gap("集合点名") if isinstance(point, FirePoint) else "")


def _goal_address(point: RiskPoint, env: Env) -> str:
    shelters = (env.shelters.get(batch.shelter or "") for _, batch in _batches(point, env))
    found = joined(gap("去处地址") if shelter is None else shelter.address or gap("去处地址") for shelter in shelters)
    if found or not isinstance(point, FirePoint):
        return found
    assembly = env.assembly_points.get(point.assembly or "")
    return gap("集合点位置") if assembly is None else assembly.place or gap("集合点位置")


def _photo(point: RiskPoint, env: Env) -> object:
    return env.picture(point.photo)


def _level(point: RiskPoint, env: Env) -> str:
    sub = env.subs.get(point.hazard or "")
    return sub.level.title if sub else gap("等级")


def _colour(point: RiskPoint, env: Env) -> str:
    sub = env.subs.get(point.hazard or "")
    return sub.colour if sub else gap("颜色")


def _part(point: RiskPoint, env: Env) -> str:
    part = env.parts.get(point.hazard or "")
    return part.title if part else gap("篇")


def _is(kind: type[RiskPoint]) -> Callable[[RiskPoint, Env], bool]:
    return lambda point, _env: isinstance(point, kind)


def _night(point: RiskPoint, env: Env) -> str:
    """The routes of the point's batches by night, if every batch has one."""
    names = [night_route(batch, env) for _, batch in _batches(point, env)]
    return joined(names) if all(names) else ""


def _title(point: RiskPoint, env: Env) -> str:
    hazard = env.titled(point.hazard) if point.hazard else gap("灾种")
    return f"点{env.point_numbers[id(point)]}\u3000{point.name or gap('名称')}（{hazard}）"


POINT: tuple[Entry, ...] = (
    text("编号", "点1、点2……，按档案里的顺序", lambda p, env: f"点{env.point_numbers[id(p)]}"),
    text("标题", "风险点页的标题，如 点1　后坑（滑坡）；页(点.标题) 印它在第几页", _title),
    text("篇", "属于哪一篇", _part),
    text("等级", "所属灾种的风险等级", _level),
    text("颜色", "等级的颜色", _colour),
    text("阈值", "立即转移值；没有核定的，印区里定的安全话；火灾点位空着", _threshold, optional=True),
    text(
        "阈值来源",
        "立即转移值由谁、何时核定",
        lambda p, _env: joined(source_text(one) for one in _go_when(p)),
        optional=True,
    ),
    text("准备值文字", "准备转移值", lambda p, _env: _prepare(p), optional=True),
    text("转移预警颜色", "地质点位：到哪一级预警就走", _evacuate_at, optional=True),
    flag("要转移", "有转移批次到这个点", lambda p, env: bool(_batches(p, env))),
    text("批次", "第几批走", lambda p, env: joined(batch_name(at) for at, _ in _batches(p, env)), optional=True),
    text(
        "路线",
        "转移路线名称",
        lambda p, env: joined(b.route or gap("路线") for _, b in _batches(p, env)),
        optional=True,
    ),
    text("路线说明", "路线、经过哪里、要几分钟", _of_batches(batch_route_text), optional=True),
    text(
        "备用路线",
        "备用路线名称",
        lambda p, env: joined(b.backup_route or "" for _, b in _batches(p, env)),
        optional=True,
    ),
    text("备用路线说明", "备用路线；没有的写走不成时怎么办", _of_batches(backup_text), optional=True),
    text(
        "夜间可走文字",
        "路线夜间能不能走",
        _of_batches(lambda batch, env: night_text(env.routes.get(batch.route or ""))),
        optional=True,
    ),
    text("夜间路线", "夜里走的路线；有一批两条都不能走的，空着", _night, optional=True),
    text("去处", "避灾安置场所；没有批次的火灾点位是集合点", _goal, optional=True),
    text("去处地址", "去处的地址", _goal_address, optional=True),
    *person("转移责任人", "第一个批次的转移责任人", _first(lambda batch: batch.leader), Reach.COMMUNITY, optional=True),
    *person("转移副手", "第一个批次的转移副手", _first(lambda batch: batch.deputy), Reach.COMMUNITY, optional=True),
    image("照片图", "点位照片", _photo),
    flag("有照片", "有点位照片可印", lambda p, env: bool(_photo(p, env))),
    flag("是火灾点位", "", _is(FirePoint)),
    flag("是地质点位", "", _is(GeologicalPoint)),
    flag("是防汛点位", "", _is(FloodPoint)),
    flag("是自然点位", "", _is(NaturalPoint)),
)
