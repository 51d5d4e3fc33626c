"""三大危险: the first page's three lines: where it kills, the signal, the first act, where to, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.context.derived import points as of_points
from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.entry import listing
from generator.context.entry import number
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.facts.model.hazards import RiskPoint
from generator.risk import SubAssessment

NUMBER = 3
_FIRE = "fire"
EVERYWHERE = "全社区"


@dataclass(frozen=True, slots=True)
class Danger:
    """A sub-hazard and the point of it where most people are; a hazard of the whole place has no point.

    `exposed`: people at all its points, at each by night or by day, whichever are more: walkers in a gorge and workers
    in a hall drown and burn by day.
    """

    sub: SubAssessment
    point: RiskPoint | None
    night: int
    exposed: int
    points: int


def top_dangers(env: Env) -> tuple[Danger, ...]:
    """The three highest sub-hazards with people at their points, and among equals those with most of them.

    Hazards whose points nobody is at, and those without points, fill up what is left.
    """
    dangers = [_danger(sub, env.facts.profile.points) for sub in env.assessment.subs]
    order = {sub.key: at for at, sub in enumerate(env.assessment.subs)}

    def rank(danger: Danger) -> tuple[bool, bool, int, int, int, int]:
        sub = danger.sub
        nobody = danger.exposed == 0
        return (danger.point is None, nobody, -sub.level, -danger.exposed, -(sub.score or 0), order[sub.key])

    return tuple(sorted(dangers, key=rank)[:NUMBER])


def _danger(sub: SubAssessment, points: Sequence[RiskPoint]) -> Danger:
    own = [point for point in points if point.hazard == sub.key]
    worst = max(own, key=_people, default=None)
    return Danger(sub, worst, sum(point.people_night or 0 for point in own), sum(map(_people, own)), len(own))


def _people(point: RiskPoint) -> int:
    return max(point.people_night or 0, point.people_day or 0)


def _signal(danger: Danger, env: Env) -> str:
    """The district's signal for fire, or for moving at once, by its meaning; never the one to get ready."""
    wanted = "火" if env.parts[danger.sub.key].key == _FIRE else "转移"
    signals = [s for s in env.facts.district.signals if wanted in (s.meaning or "") and "准备" not in (s.meaning or "")]
    at_once = [s for s in signals if "立即" in (s.meaning or "")]
    return next((s.signal or "" for s in (*at_once, *signals)), "")


_BY_NAME = {entry.name: entry for entry in of_points.POINT}


def _of_point(name: str) -> Entry:
    """The name of a point, empty for a hazard of the whole place."""
    entry = _BY_NAME[name]
    return text(
        name,
        entry.meaning,
        lambda danger, env: "" if danger.point is None else entry.make(danger.point, env),
        optional=True,
    )


def _field(danger: Danger, key: str, title: str, otherwise: str) -> str:
    if danger.point is None:
        return otherwise
    value: str | None = getattr(danger.point, key)
    return gap(title) if value is None else value


QUICK: tuple[Entry, ...] = (
    listing(
        "三大危险",
        "等级最高的三个灾种，各取人最多的点（夜里或白天）",
        (
            text("名称", "灾种", lambda danger, _env: danger.sub.title),
            text("篇", "属于哪一篇", lambda danger, env: env.parts[danger.sub.key].title),
            text("等级", "风险等级", lambda danger, _env: danger.sub.level.title),
            text("颜色", "等级的颜色", lambda danger, _env: danger.sub.colour),
            text("地点", "风险点名称；没有点位的写“全社区”", lambda d, _env: _field(d, "name", "名称", EVERYWHERE)),
            text("位置", "风险点位置", lambda d, _env: _field(d, "place", "位置", ""), optional=True),
            number("夜间人数", "这个灾种各点夜间人数合计", lambda danger, _env: danger.night),
            text("要命处", "最危险的是什么", lambda d, env: _field(d, "danger", "要命处", env.basis(d.sub.key))),
            text("信号", "区里约定的信号：火警，或立即转移", _signal, optional=True),
            text("第一动作", "听到信号先做什么", lambda d, _env: _field(d, "first_act", "第一动作", ""), optional=True),
            *(_of_point(name) for name in ("标题", "去处", "去处地址", "路线", "路线说明", "夜间路线", "备用路线说明")),
            flag("要转移", "有转移批次到这个点", lambda d, env: bool(d.point and env.batches.get(d.point.name or ""))),
            flag("还有别的点", "这个灾种不止这一个点", lambda danger, _env: danger.points > 1),
            text("电话", "社区值班电话", lambda _danger, env: env.duty_phone or gap("值班电话")),
        ),
        lambda _source, env: top_dangers(env),
    ),
)
