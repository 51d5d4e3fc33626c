"""演练: drills, what they showed, what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.plan import whole_plan
from generator.context.prepared import day_text
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.word.names import Kind

CLOSED = "已销号"

_DRILL, _FINDING = whole_plan(Drill), whole_plan(Finding)
_OF_DRILL: tuple[Entry, ...] = (
    text("演练编号", "哪一次演练发现的", lambda drill, _env: drill.id or gap("编号")),
    text("演练日期", "那次演练的日期", lambda drill, _env: day_text(drill.on) if drill.on else gap("日期")),
)
_FINDING_MEMBERS = (NUMBERED, *_FINDING.entries, *_OF_DRILL)


def _drills(_source: object, env: Env) -> object:
    return [{NUMBERED.name: at, **env.once(drill, _DRILL.group)} for at, drill in enumerate(env.facts.drills, 1)]


def _latest(_source: object, env: Env) -> object:
    return dict(env.once(env.facts.drills[0], _DRILL.group)) if env.facts.drills else {}


def _found(env: Env) -> Iterator[tuple[Finding, Drill]]:
    return ((finding, drill) for drill in env.facts.drills for finding in drill.findings)


def _findings(env: Env, *, only_open: bool) -> list[dict[str, object]]:
    kept = [pair for pair in _found(env) if not (only_open and pair[0].state == CLOSED)]
    return [
        {
            NUMBERED.name: at,
            **env.once(finding, _FINDING.group),
            **{entry.name: entry.make(drill, env) for entry in _OF_DRILL},
        }
        for at, (finding, drill) in enumerate(kept, 1)
    ]


DRILLS: tuple[Entry, ...] = (
    Entry("演练", Kind.LIST, "演练记录，新的在前", _drills, members=(NUMBERED, *_DRILL.entries)),
    Entry("最近演练", Kind.GROUP, "最近一次演练", _latest, optional=True, members=_DRILL.entries),
    flag("有最近演练", "有演练记录", lambda _source, env: bool(env.facts.drills)),
    Entry(
        "问题整改",
        Kind.LIST,
        "历次演练发现的问题和整改",
        lambda _source, env: _findings(env, only_open=False),
        members=_FINDING_MEMBERS,
    ),
    Entry(
        "未销号问题",
        Kind.LIST,
        "还没有销号的问题",
        lambda _source, env: _findings(env, only_open=True),
        members=_FINDING_MEMBERS,
    ),
)
