"""Invented facts for tests: small standards, a profile with what a test says, and records with every field filled."""

# ruff: noqa: ANN401  (the fields of records are of many types)

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from typing import TypeVar

from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.model.district import District
from generator.facts.model.fields import ExtraField
from generator.facts.model.hazards import FirePoint
from generator.facts.model.hazards import FloodPoint
from generator.facts.model.hazards import GeologicalPoint
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import NaturalPoint
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.standards import DisasterProne
from generator.facts.model.standards import Floor
from generator.facts.model.standards import Matrix
from generator.facts.model.standards import Part
from generator.facts.model.standards import Standards
from generator.facts.model.standards import SubHazard
from generator.facts.model.town import Roster
from generator.facts.model.town import Town
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns

REVIEWED = date(2026, 10, 20)
AnyRecord = TypeVar("AnyRecord", bound=Record)


def record(kind: type[AnyRecord], /, **values: Any) -> AnyRecord:
    """A record as if it had been read: it knows which keys were given."""
    return kind(given=frozenset(values), **values)


def part(key: str, title: str, points: str, subs: dict[str, str], *, natural: bool = True) -> Part:
    made = tuple(SubHazard(key=k, title=t, points=points) for k, t in subs.items())
    return Part(key=key, title=title, natural=natural, subs=made)


PARTS = (
    part(
        "fire",
        "火灾",
        "fire",
        {
            "timber_old": "木屋砖木房火灾",
            "mixed_use": "合用场所火灾",
            "dwelling_highrise": "高层住宅火灾",
            "gas": "燃气事故",
        },
        natural=False,
    ),
    part("geological", "地质灾害", "geological", {"landslide": "滑坡", "debris_flow": "泥石流"}),
    part(
        "flood_typhoon",
        "防汛防台",
        "flood",
        {"flash_flood": "山洪", "reservoir": "水库山塘险情", "typhoon_wind": "台风大风"},
    ),
    part("natural", "自然灾害", "natural", {"heat": "高温", "earthquake": "地震"}),
)
POINTS: dict[str, type[RiskPoint]] = {
    **dict.fromkeys(("timber_old", "mixed_use", "dwelling_highrise", "gas"), FirePoint),
    **dict.fromkeys(("landslide", "debris_flow"), GeologicalPoint),
    **dict.fromkeys(("flash_flood", "reservoir", "typhoon_wind"), FloodPoint),
    **dict.fromkeys(("heat", "earthquake"), NaturalPoint),
}
MATRIX = Matrix(great=15, major=9, moderate=4, consequence_5_at_least="较大")
PRONE = DisasterProne(
    parts_at="较大",
    parts_number=2,
    one_at="重大",
    events_years=5,
    events_transfer=2,
    events_deaths=1,
    isolation_at="较大",
)


def standards(*floors: Floor) -> Standards:
    return Standards(schema=1, parts=PARTS, matrix=MATRIX, floors=floors, disaster_prone=PRONE, evidence_years=3)


def hazard(likelihood: int | None, consequence: int | None, **values: Any) -> Hazard:
    """A hazard whose evidence is fresh and sound unless the test says otherwise."""
    sound: dict[str, Any] = {"basis_source": "普查", "assessed_on": date(2026, 4, 1), "basis": "看过现场"}
    return record(Hazard, likelihood=likelihood, consequence=consequence, **(sound | values))


def point(hazard: str, **values: Any) -> Any:
    return record(POINTS[hazard], hazard=hazard, **values)


def profile(hazards: dict[str, Hazard] | None = None, **values: Any) -> Profile:
    values.setdefault("reviewed_on", REVIEWED)
    return record(Profile, hazards=tuple((hazards or {}).items()), **values)


def settings(
    *, district: District | None = None, of: Standards | None = None, extra: Iterable[ExtraField] = ()
) -> Settings:
    return Settings(district or District(), of or standards(), Roster(), tuple(extra))


def facts(
    of: Profile,
    *,
    town: Town | None = None,
    held: Settings | None = None,
    drills: Iterable[Drill] = (),
    register: Register | None = None,
) -> Facts:
    return Facts(
        folder=Path("plans/town/village"),
        roster_entry=None,
        profile=of,
        register=register,
        drills=tuple(drills),
        town=town or Town(),
        settings=held or settings(),
    )


class Filling:
    """Fills records field by field; every text it writes is its own, so that it can be found again.

    `chance` is how likely a field is filled at all. `said` holds what was written, by class.
    """

    def __init__(self, random: Random, chance: float = 1.0) -> None:
        self.random = random
        self.chance = chance
        self.said: dict[Class, list[str]] = {cls: [] for cls in Class}
        self.handles: list[str] = []
        self.number = 0

    def contacts(self, count: int) -> tuple[Contact, ...]:
        made = []
        for at in range(count):
            handle = f"{'赵钱孙李周吴郑王'[at % 8]}{self._next()}示例"
            self.handles.append(handle)
            phone = f"199{self._next():08}"
            made.append(record(Contact, handle=handle, name=handle, phone=phone, post=f"职务{self._next()}"))
            self.said[Class.DUTY] += [handle, phone]
        return tuple(made)

    def of(self, kind: type[AnyRecord], /, **fixed: Any) -> AnyRecord:
        values: dict[str, Any] = {}
        for column in columns(kind).values():
            if column.attribute not in fixed and self.random.random() < self.chance:
                values[column.attribute] = self._value(column)
        values |= fixed
        known = {field.name for field in fields(kind)}
        given = frozenset(key.removesuffix("_") for key in values)
        return kind(given=given, **{key: value for key, value in values.items() if key in known})

    def _value(self, column: Column) -> Any:
        if not column.many:
            return self._one(column)
        return tuple(self._one(column) for _ in range(self.random.randint(0 if self.chance < 1 else 2, 2)))

    def _one(self, column: Column) -> Any:
        fact = column.fact
        if column.is_record:
            return self.of(column.type)
        if fact.ref is Ref.CONTACT:
            return self.random.choice(self.handles) if self.handles else f"无名{self._next()}"
        if fact.ref is Ref.SUB_HAZARD:
            return self.random.choice(list(POINTS))
        if column.type is bool:
            return self.random.random() < 0.5
        if column.type is date:
            return self._date(fact.cls)
        if column.type in (int, float):
            return column.type(max(int(fact.low or 0), self.random.randint(1, 50)))
        if fact.choices:
            return self.random.choice(fact.choices)
        text = f"0577-{self._next():08}" if fact.phone else f"{fact.title}文{self._next()}字"
        self.said[fact.cls].append(text)
        return text

    def _date(self, cls: Class) -> date:
        day = date(2020, 1, 1) + timedelta(days=self._next())
        self.said[cls].append(f"{day.year}年{day.month}月{day.day}日")
        return day

    def _next(self) -> int:
        self.number += 1
        return self.number


def filled_facts(seed: int, chance: float = 1.0) -> tuple[Facts, Filling]:
    """Facts with every field filled (or as many as `chance` says), and what was written into them."""
    filling = Filling(Random(seed), chance)  # noqa: S311  (no secret)
    contacts = filling.contacts(5)
    points = tuple(
        filling.of(POINTS[key], hazard=key) for key in POINTS for _ in range(2) if filling.random.random() < chance
    )
    hazards = tuple((key, filling.of(Hazard)) for key in POINTS if filling.random.random() < chance)
    extra = (
        ExtraField(key="depots", title="危化品储存点", type="text", class_="I"),
        ExtraField(key="hotline", title="值守手机", type="text", class_="D"),
        ExtraField(key="tanks", title="水箱", type="number", class_="P", need="R"),
        ExtraField(key="dry", title="缺水", type="flag", class_="P"),
        ExtraField(key="words", title="方言", type="texts", class_="P"),
        ExtraField(key="since", title="启用", type="date", class_="P"),
    )
    given: list[tuple[str, object]] = [("depots", "仓库暗号处一二三"), ("hotline", "19911112222"), ("tanks", 3.0)]
    given += [("dry", True), ("words", ("温州话", "普通话")), ("since", date(2025, 5, 1))]
    filling.said[Class.INTERNAL].append("仓库暗号处一二三")
    filling.said[Class.DUTY].append("19911112222")
    of = filling.of(
        Profile,
        contacts=contacts,
        points=points,
        hazards=hazards,
        extra=tuple(pair for pair in given if filling.random.random() < chance),
    )
    made = facts(
        of,
        town=filling.of(Town, contacts=filling.contacts(2)),
        held=settings(district=filling.of(District), extra=extra),
        drills=[filling.of(Drill) for _ in range(2) if filling.random.random() < chance],
    )
    return made, filling
