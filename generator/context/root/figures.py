"""图: all figures that this edition shows, and those of each kind."""

from __future__ import annotations

from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import marks
from generator.context.env import Env
from generator.context.plan import whole_plan
from generator.facts.model.place import FIGURE_KINDS
from generator.facts.model.place import Figure
from generator.mask import Edition
from generator.word.names import Kind

_FIGURE = whole_plan(Figure)
_MEMBERS = (NUMBERED, *_FIGURE.entries)
_ABSENT = [{**marks(_FIGURE.entries), NUMBERED.name: 1}]


def _shown(env: Env) -> list[Figure]:
    """The figures of this edition: what must not be published is left out of the public one."""
    return [f for f in env.facts.profile.figures if not (f.internal and env.edition is Edition.PUBLIC)]


def _groups(figures: list[Figure], env: Env) -> list[dict[str, object]]:
    return [{**_FIGURE.group(figure, env), NUMBERED.name: at} for at, figure in enumerate(figures, 1)]


def _all(_source: object, env: Env) -> object:
    if not env.facts.profile.figures and "figures" not in env.facts.profile.given:
        return _ABSENT
    return _groups(_shown(env), env)


def _of_kind(kind: str) -> Entry:
    def make(_source: object, env: Env) -> object:
        return _groups([figure for figure in _shown(env) if figure.kind == kind], env)

    return Entry(kind, Kind.LIST, f"类别为{kind}的图", make, members=_MEMBERS)


FIGURES: tuple[Entry, ...] = (
    Entry("图", Kind.LIST, "这一版里能印的图", _all, members=_MEMBERS),
    *(_of_kind(kind) for kind in FIGURE_KINDS),
)
