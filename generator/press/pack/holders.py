"""Who is handed copies: the posts, places and offices of a community that the district's distribution names."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.facts.facts import Facts
from generator.facts.model.distribution import Distribution
from generator.facts.model.district import District
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.organisation import Organisation
from generator.facts.model.profile import Profile
from generator.facts.schema import title_of
from generator.press.pack.items import Item
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg7_pack

Held = tuple[str, "str | None"]
"""A post or place, and the handle of the person who has it, or nothing where nobody is known yet."""

UNKNOWN = "（待填）"
_COMMUNITY, _TOWN = "社区（村）", "街镇"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: its number within the community, what it is a copy of, who holds it."""

    number: str
    item: str
    post: str
    person: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A post, place or office with the copies that it is handed."""

    post: str
    person: str = ""
    copies: int = 1


def holders(facts: Facts, item: str) -> list[Holder]:
    """Everybody who is handed copies of an item, in the order of the settings; a person once, with all their posts.

    A post that nobody has yet gets its copy too. Without settings for the item: one copy, for the community itself.
    """
    rules = [rule for rule in facts.district.distribution if rule.item == item]
    if not rules:
        return [Holder(f"{facts.profile.name or ''}（未定分发对象）")]
    found: list[Holder] = []
    for rule in rules:
        found += _held(facts, rule)
    return found


def unsettled(district: District, items: Iterable[Item]) -> list[Problem]:
    """The gap, if the settings do not say who is handed copies of some of these items. Codes: PG760."""
    settled = {rule.item for rule in district.distribution}
    missing = [item.key for item in items if item.is_counted and item.key not in settled]
    if not missing:
        return []
    place = Place(file="plans/district.yaml", field=title_of(District, "distribution"))
    return [pg7_pack.NO_DISTRIBUTION.at(place, found="、".join(missing))]


def copies(facts: Facts, item: Item) -> list[Copy]:
    """Every copy of an item that has numbered copies, one after another."""
    found = [holder for holder in holders(facts, item.key) for _ in range(holder.copies)]
    width = max(2, len(str(len(found))))
    return [
        Copy(f"{item.letter}-{number:0{width}}", item.key, holder.post, holder.person)
        for number, holder in enumerate(found, 1)
    ]


def _held(facts: Facts, rule: Distribution) -> Iterator[Holder]:
    number = rule.copies or 1
    people: dict[str, list[str]] = {}  # by handle; where nobody is known, each such post by itself
    for post in rule.posts:
        for title, handle in _IN_POST.get(post, _by_post(post))(facts.profile):
            people.setdefault(handle or f"\0{title}", []).append(title)
    for handle, titles in people.items():
        yield Holder("、".join(dict.fromkeys(titles)), _name(facts, handle), number)
    for place in rule.places:
        for name, keeper in _PLACES[place](facts.profile):
            yield Holder(name, _name(facts, keeper) if keeper else "", number)
    for office in rule.offices:
        yield Holder(_office(facts, office), "", number)


def _office(facts: Facts, office: str) -> str:
    """An office by its own name: the settings say 社区（村） and 街镇 for whichever it is."""
    for word, name in ((_COMMUNITY, facts.profile.name), (_TOWN, facts.town.name)):
        if name:
            office = office.replace(word, name, 1)
    return office


def _of_grid(name: str | None, what: str) -> str:
    """北门里网格 + 网格长 → 北门里网格长."""
    return f"{(name or '').removesuffix('网格')}网格{what}"


def _name(facts: Facts, handle: str) -> str:
    if handle.startswith("\0"):
        return UNKNOWN
    contact = facts.contacts.get(handle)
    return (contact.name if contact is not None else None) or handle


def _by_post(post: str) -> Callable[[Profile], Iterator[Held]]:
    """The holders of a post of the profile's list."""

    def found(profile: Profile) -> Iterator[Held]:
        for held in profile.posts:
            if held.post == post:
                yield post, held.person

    return found


def _also(post: str, more: Callable[[Profile], Iterable[Held]]) -> Callable[[Profile], Iterator[Held]]:
    """The holders of a post of the profile's list, and those whom another list names for the same duty."""

    def found(profile: Profile) -> Iterator[Held]:
        yield from _by_post(post)(profile)
        yield from more(profile)

    return found


def _of_organisation(pick: Callable[[Organisation], Iterable[Held]]) -> Callable[[Profile], Iterator[Held]]:
    def found(profile: Profile) -> Iterator[Held]:
        if profile.organisation is not None:
            yield from pick(profile.organisation)

    return found


def _squad_leaders(profile: Profile) -> Iterator[Held]:
    if profile.squad is not None:
        yield "突击队队长", profile.squad.leader


def _station_chiefs(profile: Profile) -> Iterator[Held]:
    if profile.micro_station is not None:
        yield "微型消防站站长", profile.micro_station.chief


_IN_POST: Mapping[str, Callable[[Profile], Iterator[Held]]] = MappingProxyType(
    {
        "组长": _of_organisation(lambda found: [("组长", found.leader)]),
        "副组长": _of_organisation(lambda found: [("副组长", deputy) for deputy in found.deputies]),
        "驻村（社）干部": _of_organisation(lambda found: [("驻村（社）干部", found.town_cadre)]),
        "小组组长": _of_organisation(
            lambda found: [(f"{group.kind or ''}组组长", group.leader) for group in found.groups]
        ),
        "网格长": lambda profile: iter([(_of_grid(grid.name, "长"), grid.chief) for grid in profile.grids]),
        "风险点监测员": lambda profile: iter(
            [(f"{point.name or ''}监测员", point.watcher) for point in profile.points]
        ),
        "地灾监测员": _also(
            "地灾监测员",
            lambda profile: [
                (f"{point.name or ''}地灾监测员", point.watcher)
                for point in profile.points
                if isinstance(point, GeologicalPoint)
            ],
        ),
        "避灾安置场所管理员": _also(
            "避灾安置场所管理员",
            lambda profile: [(f"{shelter.name or ''}管理员", shelter.manager) for shelter in profile.shelters],
        ),
        "转移责任人": _also("转移责任人", lambda profile: [("转移责任人", batch.leader) for batch in profile.batches]),
        "突击队队长": _also("突击队队长", _squad_leaders),
        "微型消防站站长": _also("微型消防站站长", _station_chiefs),
    }
)

_PLACES: Mapping[str, Callable[[Profile], Iterator[Held]]] = MappingProxyType(
    {
        "每个网格": lambda profile: iter([(_of_grid(grid.name, "公示栏"), grid.chief) for grid in profile.grids]),
        "每个避灾安置场所": lambda profile: iter(
            [(shelter.name or UNKNOWN, shelter.manager) for shelter in profile.shelters]
        ),
        "每个风险点": lambda profile: iter([(f"{point.name or ''}现场", point.watcher) for point in profile.points]),
    }
)
