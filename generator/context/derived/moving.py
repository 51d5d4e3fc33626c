"""What is computed of routes, batches and shelters."""

from __future__ import annotations

from generator.context.entry import Entry
from generator.context.entry import number
from generator.context.entry import person
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.prepared import day_text
from generator.context.prepared import total
from generator.context.reach import Reach
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.risk.ages import years_after

# DB33/T 2158—2021: the building of a shelter is inspected every three years.
INSPECTION_YEARS = 3
_BY_MODE = {"步行": "步行", "车": "乘车", "船": "乘船"}


def route_text(route: Route | None, missing: str) -> str:
    """The route in one line: 东侧村道：后坑→岔路口→旧校舍，步行12分钟，搀扶20分钟."""
    if route is None:
        return missing
    way = "→".join([route.start or gap("起点"), *route.via, route.end or gap("终点")])
    walk = gap("步行时间") if route.walk_min is None else f"{_BY_MODE.get(route.mode or '', '')}{route.walk_min}分钟"
    slow = "" if route.slow_min is None else f"，搀扶{route.slow_min}分钟"
    return f"{route.name or gap('名称')}：{way}，{walk}{slow}"


def night_text(route: Route | None) -> str:
    """Whether the route may be walked by night, in words."""
    if route is None or route.night is None:
        return gap("夜间可用")
    return "夜间可走" if route.night else "夜间不走"


def night_route(batch: Batch, env: Env) -> str:
    """The route that the batch takes by night: its own, or the backup; empty where neither may be walked by night."""
    names = (batch.route, batch.backup_route)
    return next((name for name in names if name and (found := env.routes.get(name)) and found.night), "")


def batch_name(at: int) -> str:
    """What a batch is called: 第1批."""
    return f"第{at}批"


def _route(batch: Batch, env: Env) -> Route | None:
    return env.routes.get(batch.route or "")


def _manager(batch: Batch, env: Env) -> str | None:
    shelter = env.shelters.get(batch.shelter or "")
    return shelter.manager if shelter else None


def batch_route_text(batch: Batch, env: Env) -> str:
    """The batch's route in one line."""
    return route_text(env.routes.get(batch.route or ""), batch.route or gap("路线"))


def backup_text(batch: Batch, env: Env) -> str:
    """The batch's second route in one line, or what is done where there is none."""
    backup = env.routes.get(batch.backup_route or "")
    return route_text(backup, batch.backup_route or batch.no_backup or gap("备用路线"))


def _name(batch: Batch, env: Env) -> str:
    at = next((at for at, known in enumerate(env.facts.profile.batches, 1) if known is batch), 0)
    return batch_name(at)


def _address(name: str | None, env: Env, missing: str) -> str:
    shelter = env.shelters.get(name or "")
    return missing if shelter is None or shelter.address is None else shelter.address


def _minutes(route: Route | None, *, slow: bool) -> int | str:
    value = None if route is None else route.slow_min if slow else route.walk_min
    return gap("搀扶时间" if slow else "步行时间") if value is None else value


def _assigned(shelter: Shelter, env: Env) -> int | str:
    """How many people the batches send here."""
    batches = (batch for batch in env.facts.profile.batches if batch.shelter == shelter.name)
    return total((batch.people for batch in batches), gap("人数"))


def _room(shelter: Shelter) -> int | None:
    return shelter.capacity if shelter.own_capacity is None else shelter.own_capacity


def _valid_until(shelter: Shelter) -> str:
    day = shelter.inspection.on if shelter.inspection else None
    return gap("鉴定日期") if day is None else day_text(years_after(day, INSPECTION_YEARS))


BATCH: tuple[Entry, ...] = (
    text("批次名", "第1批、第2批……", _name),
    text("路线说明", "路线、经过哪里、要几分钟", batch_route_text),
    text("备用路线说明", "备用路线；没有的写走不成时怎么办", backup_text),
    text("夜间可走文字", "路线夜间能不能走", lambda b, env: night_text(_route(b, env))),
    text("夜间路线", "夜里走的路线；两条夜里都不能走的，空着", night_route, optional=True),
    text("去处地址", "去处的地址", lambda b, env: _address(b.shelter, env, gap("去处地址"))),
    text("满员去处地址", "满员时去处的地址", lambda b, env: _address(b.overflow, env, ""), optional=True),
    *person(
        "去处管理员",
        "避灾安置场所管理员",
        _manager,
        Reach.COMMUNITY,
    ),
    number("步行分钟", "路线步行时间", lambda b, env: _minutes(_route(b, env), slow=False)),
    number("搀扶分钟", "路线搀扶时间", lambda b, env: _minutes(_route(b, env), slow=True)),
)

ROUTE: tuple[Entry, ...] = (
    text("路线说明", "起点、途经、终点、要几分钟", lambda route, _env: route_text(route, "")),
    text("夜间可走文字", "夜间能不能走", lambda route, _env: night_text(route)),
)

SHELTER: tuple[Entry, ...] = (
    number("可用人数", "本社区可用的位置", lambda s, _env: gap("容纳人数") if _room(s) is None else _room(s)),
    number("分到人数", "各批次安排来的人数合计", _assigned),
    text("鉴定到期", "鉴定日期加3年", lambda s, _env: _valid_until(s)),
)
