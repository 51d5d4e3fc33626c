"""What is computed of drills, figures, seasons, supplies and thresholds."""

from __future__ import annotations

from generator.context.derived.thresholds import source_text
from generator.context.derived.thresholds import threshold_text
from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.entry import image
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.prepared import month_day
from generator.facts.model.organisation import Post
from generator.facts.model.records import Drill
from generator.facts.model.supplies import Supply


def reached(drill: Drill) -> str:
    """The share of households that the drill reached: 96.5%; empty while one of the counts is missing."""
    if drill.households_reached is None or not drill.households_total:
        return ""
    share = f"{100 * drill.households_reached / drill.households_total:.1f}"
    return f"{share.removesuffix('.0')}%"


def _is_short(supply: Supply) -> bool:
    return supply.standard is not None and supply.quantity is not None and supply.quantity < supply.standard


DRILL: tuple[Entry, ...] = (
    text("通知到户率", "通知到户占应通知户的百分比", lambda drill, _env: reached(drill), optional=True),
)

FIGURE: tuple[Entry, ...] = (image("图片", "图本身", lambda figure, env: env.picture(figure.title)),)


def _has_own_card(post: Post, env: Env) -> bool:
    """Whether who holds the post watches a point, keeps a shelter or leads a batch: each of these has its card."""
    profile = env.facts.profile
    known = [point.watcher for point in profile.points]
    known += [shelter.manager for shelter in profile.shelters]
    known += [batch.leader for batch in profile.batches]
    return post.person is not None and post.person in known


POST: tuple[Entry, ...] = (flag("有专卡", "责任人看一个风险点、管一个场所或带一批，那里已有一张处置卡", _has_own_card),)

SEASON: tuple[Entry, ...] = (
    text("起止", "4月15日至10月15日", lambda s, _env: f"{month_day(s.start)}至{month_day(s.end)}"),
)

SUPPLY: tuple[Entry, ...] = (flag("不足", "数量少于标准数量", lambda supply, _env: _is_short(supply)),)

THRESHOLD: tuple[Entry, ...] = (
    text("文字", "1小时雨量40毫米", lambda threshold, _env: threshold_text(threshold) or gap("雨量或水位")),
    text("核定", "谁、何时核定", lambda threshold, _env: source_text(threshold) or gap("来源")),
)
