"""What the assessment says: the whole, each sub-hazard, each part; and the names that the standards give."""

from __future__ import annotations

from collections.abc import Sequence

from generator.context.entry import Entry
from generator.context.entry import Make
from generator.context.entry import flag
from generator.context.entry import group
from generator.context.entry import listing
from generator.context.entry import number
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.prepared import day_text
from generator.context.prepared import joined
from generator.facts.model.hazards import Hazard
from generator.facts.model.standards import Part
from generator.facts.model.standards import Standards
from generator.facts.model.standards import SubHazard
from generator.risk import PartAssessment
from generator.risk import SubAssessment

NO_LEVEL = "无"


def _overall(_source: object, env: Env) -> str:
    return env.assessment.overall.title if env.assessment.overall else _nothing(env.assessment.parts, env, NO_LEVEL)


def _overall_colour(_source: object, env: Env) -> str:
    return env.assessment.overall.colour if env.assessment.overall else _nothing(env.assessment.parts, env, "", "颜色")


def _highest(_source: object, env: Env) -> str:
    found = joined(sub.title for sub in env.assessment.subs if sub.level == env.assessment.overall)
    return found or _nothing(env.assessment.parts, env, "", "灾种")


def _nothing(parts: Sequence[PartAssessment], env: Env, said: str, title: str = "等级") -> str:
    """What is said of parts without a hazard; a mark as long as nobody has said that there really is none."""
    keys = {part.key for part in parts}
    subs = (sub.key for part in env.facts.standards.parts if (part.key or "") in keys for sub in part.subs)
    return said if all(key in env.facts.profile.absent for key in subs) else gap(title)


def _level(part: PartAssessment, env: Env) -> str:
    return part.level.title if part.level else _nothing((part,), env, NO_LEVEL)


def _colour(part: PartAssessment, env: Env) -> str:
    return part.colour or _nothing((part,), env, "", "颜色")


def _titles(part: PartAssessment, env: Env) -> str:
    return joined(sub.title for sub in part.subs) or _nothing((part,), env, "", "灾种")


def _with_levels(part: PartAssessment, env: Env) -> str:
    found = joined(f"{sub.title}（{sub.level.title}）" for sub in part.subs)
    return found or _nothing((part,), env, "", "灾种")


def _hazard(sub: SubAssessment, env: Env) -> Hazard:
    return env.hazards.get(sub.key) or Hazard()


_SUB: tuple[Entry, ...] = (
    text("篇", "属于哪一篇", lambda sub, env: env.parts[sub.key].title),
    text("灾种", "灾种名称", lambda sub, _env: sub.title),
    number("可能性", "1–5", lambda sub, _env: gap("可能性") if sub.likelihood is None else sub.likelihood),
    number("后果", "1–5", lambda sub, _env: gap("后果") if sub.consequence is None else sub.consequence),
    number("分值", "可能性×后果", lambda sub, _env: gap("分值") if sub.score is None else sub.score),
    text("等级", "低、一般、较大、重大", lambda sub, _env: sub.level.title),
    text("颜色", "蓝、黄、橙、红", lambda sub, _env: sub.colour),
    text("依据", "为什么是这两个分值", lambda sub, env: env.basis(sub.key)),
    text("依据来源", "普查、部门认定……", lambda sub, env: _hazard(sub, env).basis_source or gap("依据来源")),
    text(
        "评估日期",
        "评估的日期",
        lambda sub, env: day_text(day) if (day := _hazard(sub, env).assessed_on) else gap("评估日期"),
    ),
    text("提级理由", "等级高于分值的理由；没有就空着", lambda sub, _env: "；".join(sub.reasons), optional=True),
    flag("待核实", "依据是估计、过期或没写日期", lambda sub, _env: sub.unverified),
    text(
        "点位",
        "这个灾种的风险点",
        lambda sub, env: joined(p.name or "" for p in env.facts.profile.points if p.hazard == sub.key),
        optional=True,
    ),
)

_PART: tuple[Entry, ...] = (
    text("篇", "篇名", lambda part, _env: part.title),
    text("等级", "本篇最高灾种的等级；查过、确认没有灾种的写“无”", _level),
    text("颜色", "等级的颜色", _colour, optional=True),
    text("灾种", "本社区有的灾种和等级", _with_levels, optional=True),
    text("理由", "提级的理由", lambda part, _env: "；".join(part.reasons), optional=True),
)

RISKS: tuple[Entry, ...] = (
    group(
        "风险",
        "全社区的风险等级，取最高的一篇",
        (
            text("总等级", "低、一般、较大、重大", _overall),
            text("总颜色", "蓝、黄、橙、红", _overall_colour, optional=True),
            text("最高灾种", "达到总等级的灾种", _highest, optional=True),
        ),
        lambda _source, env: env.assessment,
    ),
    listing("风险清单", "本社区有的每个灾种", _SUB, lambda _source, env: env.assessment.subs),
    listing("篇风险", "每一篇的等级", _PART, lambda _source, env: env.assessment.parts),
)


def parts(standards: Standards) -> tuple[Entry, ...]:
    """A group for each part of the standards, and flags and levels by the title of each sub-hazard."""
    subs = [sub for part in standards.parts for sub in part.subs]
    return (
        *(_part(part) for part in standards.parts),
        group("有灾种", "按灾种名称：本社区有没有", [_has(sub) for sub in subs], lambda _source, env: env),
        group("灾种等级", "按灾种名称：等级，没有的空着", [_level_of(sub) for sub in subs], lambda _source, env: env),
    )


def _part(part: Part) -> Entry:
    keys = frozenset(sub.key for sub in part.subs)

    def absent(_found: object, env: Env) -> str:
        return env.titles_of(tuple(key for key in env.facts.profile.absent if key in keys))

    def points(_found: object, env: Env) -> int:
        return sum(1 for point in env.facts.profile.points if point.hazard in keys)

    return group(
        part.title or "",
        f"{part.title}篇的等级和灾种",
        (
            text("等级", "本篇最高灾种的等级；查过、确认没有灾种的写“无”", _level),
            text("颜色", "等级的颜色", _colour, optional=True),
            text("灾种", "本社区有的灾种", _titles, optional=True),
            flag("有", "本社区有这一篇的灾种", lambda found, _env: bool(found.subs)),
            text("没有的灾种", "查过、确认没有的", absent, optional=True),
            text("理由", "提级的理由", lambda found, _env: "；".join(found.reasons), optional=True),
            number("点位数", "这一篇的风险点有几个", points),
        ),
        lambda _source, env: env.assessment.part(part.key or "") or NOTHING,
    )


def _has(sub: SubHazard) -> Entry:
    key = sub.key or ""
    return flag(sub.title or "", "", lambda _source, env: key in env.subs)


def _level_of(sub: SubHazard) -> Entry:
    key = sub.key or ""
    make: Make = lambda _source, env: env.subs[key].level.title if key in env.subs else ""  # noqa: E731
    return text(sub.title or "", "", make, optional=True)


NOTHING = PartAssessment("", "", natural=False)
