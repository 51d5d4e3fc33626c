"""矛盾核对: what two communities, or a community and its town, cannot both be right about, and who settles it.

What contradicts what is found by `generator.facts.across`, as for `plangen check --all`. Here it is said for reports:
in Chinese, without the names and numbers of people, with the communities that it concerns.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from generator.mask import Secrets
from generator.mask import redacted
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import pg3_across as codes

BOTH, HEADS, STATION = "有关社区（村）", "有关社区（村）主要负责人", "街镇应急管理站"

_MANAGER = "管理员"  # the one trait of a shelter that names a person


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One of them. `concerned`: town/community, or a town alone, in the order in which the problem names them.

    `must`: it cannot be right; else it may be, and somebody looks. `evidence`: file and line on each side.
    """

    kind: str
    concerned: tuple[str, ...]
    what: str
    evidence: tuple[str, ...]
    who: str
    must: bool

    def is_of(self, slug: str) -> bool:
        """Whether it concerns this community, or this town."""
        return any(one == slug or one.startswith(f"{slug}/") for one in self.concerned)


class _Kind(NamedTuple):
    """What a code is called in reports, how it is said, and who settles it. `here`: the community it was found in."""

    title: str
    says: Callable[[Mapping[str, str], str], str]
    who: str


def contradictions(problems: Iterable[Problem], names: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """What there is of them among the problems between communities; those that cannot be right first.

    `names`: of communities by town/community, of towns by folder.
    """
    found = [one for problem in problems for one in _told(problem, names)]
    return tuple(sorted(found, key=lambda one: (not one.must, _ORDER[one.kind])))


def discreet(found: Iterable[Contradiction], secrets: Mapping[str, Secrets]) -> tuple[Contradiction, ...]:
    """The contradictions with what nobody may publish masked in their texts. `secrets` by town/community."""
    return tuple(replace(one, what=str(redacted({"what": one.what}, _all_of(secrets, one))["what"])) for one in found)


def _all_of(secrets: Mapping[str, Secrets], one: Contradiction) -> Secrets:
    every = [secrets[slug] for slug in one.concerned if slug in secrets]
    return Secrets(
        frozenset[str]().union(*(each.names for each in every)),
        frozenset[str]().union(*(each.numbers for each in every)),
        frozenset[str]().union(*(each.texts for each in every)),
    )


def _told(problem: Problem, names: Mapping[str, str]) -> Iterator[Contradiction]:
    kind = _KINDS.get(problem.code)
    if kind is None:
        return
    places = (problem.place, *problem.related)
    concerned = tuple(dict.fromkeys(map(_owner, places)))
    yield Contradiction(
        kind=kind.title,
        concerned=concerned,
        what=kind.says(dict(problem.values), names.get(concerned[0], concerned[0])),
        evidence=tuple(dict.fromkeys(f"{place.file} 第{place.line}行" for place in places)),
        who=kind.who,
        must=problem.severity is Severity.ERROR,
    )


def _owner(place: Place) -> str:
    """Whose file it is: plans/<town>/<community>/… or plans/<town>/town.yaml."""
    parts = place.file.split("/")
    return "/".join(parts[1:-1]) if parts[-1] != "town.yaml" else parts[1]


def _overfull(said: Mapping[str, str], _here: str) -> str:
    return (
        f"{said['hazard']}时{said['count']}个社区（村）共{said['found']}人去{said['shelter']}，"
        f"只能住{said['limit']}人：{said['parts']}"
    )


def _promised(said: Mapping[str, str], _here: str) -> str:
    return (
        f"{said['shelter']}给{said['count']}个社区（村）共留了{said['found']}个位置，"
        f"只有{said['limit']}个：{said['parts']}"
    )


def _in_danger(said: Mapping[str, str], here: str) -> str:
    return f"{here}{said['hazard']}时去{said['shelter']}，{said['community']}说它在{said['point']}范围内"


def _differs(said: Mapping[str, str], here: str) -> str:
    title = said["title"]
    values = "" if title == _MANAGER else f"：{here}写{said['found']}，{said['community']}写{said['other']}"
    return f"{said['shelter']}的{title}，{here}和{said['community']}写的不一样{values}"


def _by_danger(said: Mapping[str, str], here: str) -> str:
    # Names of routes and of the places on them may be those of somebody's house: file and line lead there.
    return f"{here}有一条路线{said['hazard']}时经过{said['community']}的{said['point']}"


def _two_duties(said: Mapping[str, str], here: str) -> str:
    return f"同一个人是{here}的{said['first']}，又是{said['community']}的{said['second']}，同一时刻都要到位"


def _two_valleys(said: Mapping[str, str], here: str) -> str:
    return f"同一个人监测{here}的{said['point']}，又监测{said['community']}的{said['other']}"


def _two_owners(said: Mapping[str, str], here: str) -> str:
    return f"尾号{said['phone'][-4:]}的手机，在{here}和{said['community']}登记在两个名字下"


def _not_led(said: Mapping[str, str], _here: str) -> str:
    return f"{said['squad']}没有队长，靠它的有{said['count']}个社区（村）：{said['parts']}"


def _needed_twice(said: Mapping[str, str], _here: str) -> str:
    return f"{said['hazard']}时{said['count']}个社区（村）同时要{said['squad']}，没有写先去哪里：{said['parts']}"


def _not_named(said: Mapping[str, str], _here: str) -> str:
    return f"街镇把{said['found']}列在{said['squad']}里，{said['found']}的档案写的不是这支队"


def _lead_apart(said: Mapping[str, str], _here: str) -> str:
    return f"{said['squad']}由{said['found']}牵头，队里却没有列它"


def _sizes(said: Mapping[str, str], _here: str) -> str:
    return f"{said['squad']}街镇写{said['found']}人，各社区（村）加起来{said['expected']}人：{said['parts']}"


def _twice_registered(said: Mapping[str, str], here: str) -> str:
    return f"{here}和{said['community']}的人员名册里有同一个人（户）（标记{said['mark']}），没有说定由谁管"


def _same_code(said: Mapping[str, str], here: str) -> str:
    return f"{here}的区划代码{said['found']}和{said['other']}的一样"


_KINDS: Mapping[str, _Kind] = MappingProxyType({
    codes.SHARED_OVER_CAPACITY.id: _Kind("避灾场所超员", _overfull, STATION),
    codes.RESERVED_OVER_CAPACITY.id: _Kind("避灾场所超员", _promised, STATION),
    codes.SHELTER_IN_THEIR_DANGER.id: _Kind("避灾场所在险区", _in_danger, STATION),
    codes.ROUTE_INTO_THEIR_DANGER.id: _Kind("路线经过邻村险区", _by_danger, BOTH),
    codes.SQUAD_NOT_LED.id: _Kind("联动队没人带", _not_led, STATION),
    codes.SQUAD_NEEDED_TWICE.id: _Kind("联动队同时要", _needed_twice, STATION),
    codes.SQUAD_NOT_NAMED.id: _Kind("联动队对不上", _not_named, STATION),
    codes.LEAD_NOT_MEMBER.id: _Kind("联动队对不上", _lead_apart, STATION),
    codes.SQUAD_SIZE.id: _Kind("联动队对不上", _sizes, STATION),
    codes.DUTIES_ACROSS.id: _Kind("岗位冲突", _two_duties, HEADS),
    codes.WATCHER_ACROSS.id: _Kind("岗位冲突", _two_valleys, HEADS),
    codes.PHONE_ACROSS.id: _Kind("一个号码两个名字", _two_owners, BOTH),
    codes.TWO_REGISTERS.id: _Kind("一人两册", _twice_registered, BOTH),
    codes.SHELTER_DIFFERS.id: _Kind("避灾场所说法不一", _differs, BOTH),
    codes.SAME_CODE.id: _Kind("区划代码重复", _same_code, STATION),
})  # fmt: skip

_ORDER = {title: at for at, title in enumerate(dict.fromkeys(kind.title for kind in _KINDS.values()))}

KINDS = tuple(_ORDER)
"""What they are called, the gravest first."""
