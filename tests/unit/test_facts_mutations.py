"""Every field of every file, broken in every way: reported at its own place, and nothing else falls over.

The expected places come from PyYAML's own composer, which knows nothing of ours.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest
import yaml
from small_workspace import COMMUNITY
from small_workspace import SMALL
from small_workspace import copied
from small_workspace import loaded

from generator.facts.checks import check
from generator.facts.checks.case import Case
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.load import load_district
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.lookup import resolve_all
from generator.facts.lookup import resolve_town
from generator.facts.model.calls import CallRecord
from generator.facts.model.district import District
from generator.facts.model.fields import ExtraFields
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.standards import Standards
from generator.facts.model.town import Roster
from generator.facts.model.town import Town
from generator.facts.reader.files import POINT_TYPES
from generator.facts.reader.files import Read
from generator.facts.reader.files import read_record
from generator.facts.reader.files import vocabulary
from generator.facts.schema import Column
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Trail
from generator.facts.schema import columns
from generator.facts.text import parse_document
from generator.facts.workspace import Workspace
from generator.problems import Problem

FILES: dict[str, type[Record]] = {
    f"{COMMUNITY}profile.yaml": Profile,
    f"{COMMUNITY}register.yaml": Register,
    f"{COMMUNITY}drills/2026-05-12.yaml": Drill,
    f"{COMMUNITY}calls/2026-05-20.yaml": CallRecord,
    "plans/xizhen/town.yaml": Town,
    "plans/roster.yaml": Roster,
    "plans/district.yaml": District,
    "plans/standards.yaml": Standards,
    "plans/fields.yaml": ExtraFields,
}
# Kinds of records that the small workspace has none of, for its community would be another with them.
MORE = """
disaster_prone: {document: 示例1号, on: 2026-04-01}
micro_station:
  {place: 村部, chief: 己示例, members: 6, shifts: 两班, phone: 0577-00000007, arrive_min: 5, gear: 水带}
underground: [{name: 冷库, kind: 车库, entrances: 1, flood_gate: false, sandbags: 20, keeper: 子示例, note: 半地下}]
boats: [{kind: 渔船, number: 3, people: 6, harbour: 外港, return_rule: 蓝色预警前, keeper: 丑示例}]
points:
  - {name: 林缘, hazard: forest_fire, place: 村东, grid: 一网格, households: 1, people_day: 1, people_night: 2,
     watcher: 乙示例, deputy: 丙示例, responsible_village: 甲示例, responsible_town: 镇长示例, sign_posted: true,
     danger: 风大, first_act: 下山, length_m: 300, water: 上塘, belt: 茶园}
"""
# The C one where there is one: hundreds of files are composed here.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Data = Any  # what YAML can hold
KEYED: dict[str, type[Record]] = {"contacts": Contact, "hazards": Hazard}


class Spot(NamedTuple):
    """A field of a record in a file; `column` is None for the record itself, of type `kind`."""

    trail: Trail
    column: Column | None
    kind: type[Record] | None = None


class Mutation(NamedTuple):
    """What is broken where, and what must be said of it."""

    file: str
    way: str
    trail: Trail
    code: str

    def __str__(self) -> str:
        return f"{self.way} {Path(self.file).stem}:{'.'.join(map(str, self.trail))}"


@cache
def settings() -> Settings:
    found, problems = load_district(Workspace(SMALL))
    assert found is not None
    assert problems == []
    return found


@cache
def data_of(file: str) -> Data:
    """The small workspace's file as plain data, every scalar a text; the profile with more records."""
    data = yaml.load((SMALL / file).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  (all scalars stay text)
    if FILES[file] is Profile:
        more = yaml.load(MORE, yaml.BaseLoader)  # noqa: S506
        data |= more | {"points": [*data["points"], *more["points"]]}
    return data


def spots(data: Data, kind: type[Record], trail: Trail = ()) -> Iterator[Spot]:
    """Every record in `data`, and every field that it has or could have."""
    yield Spot(trail, None, kind)
    for key, column in columns(kind).items():
        value = data.get(key)
        if not trail and key in KEYED and kind in {Profile, Town}:
            yield Spot((key,), None)
            for handle, person in value.items():
                if isinstance(person, dict):
                    yield from spots(person, KEYED[key], (key, handle))
            continue
        yield Spot((*trail, key), column)
        if not column.is_record or value is None:
            continue
        seen: set[type[Record]] = set()  # a second entry of the same kind has the same fields
        for number, item in enumerate(value if column.many else [value]):
            at = (*trail, key, number) if column.many else (*trail, key)
            item_type = point_type(item) if key == "points" and kind is Profile else column.type
            if item_type not in seen:
                yield from spots(item, item_type, at)
            seen.add(item_type)
    if kind is Profile:
        yield from spots(data["hazards"]["landslide"], Hazard, ("hazards", "landslide"))


def point_type(item: dict[str, str]) -> type[Record]:
    return POINT_TYPES[settings().subs[item["hazard"]].points or ""]


def mutations() -> Iterator[Mutation]:
    for file, kind in FILES.items():
        data = data_of(file)
        for trail, column, _ in spots(data, kind):
            if column is not None:
                there = get(data, trail) is not None
                yield from (Mutation(file, way, trail, code) for way, code in ways(column, kind, there=there))
            elif trail not in {("contacts",), ("hazards",)}:
                yield Mutation(file, "unknown", (*trail, "zzz"), "PG203")


def ways(column: Column, kind: type[Record], *, there: bool) -> Iterator[tuple[str, str]]:
    """How a field can be broken, and what is said then."""
    declared = column.fact
    if there and declared.need is Need.REQUIRED:
        yield "missing", "PG201"
        yield "empty", "PG201"
    yield "list" if column.is_record or column.many else "type", "PG202"
    if column.is_record or column.many or not there:
        return
    if declared.choices:
        yield "choice", "PG205"
    elif declared.ref is not None:
        if kind is not Drill:  # people may have left since
            yield "dangling", "PG206"
    elif declared.phone:
        yield "phone", "PG208"
    elif column.type in {int, float}:
        yield "range", "PG214" if column.key == "schema" else "PG204"
    elif column.type is date:
        yield "date", "PG209"
    elif column.type is str:
        yield "length", "PG210"


BROKEN: dict[str, Any] = {
    "type": {"文": "字"},
    "list": "文字",
    "unknown": "甲",
    "empty": "",
    "range": "-999999999",
    "choice": "没有这个词",
    "dangling": "没有这个名字",
    "phone": "1990000004",
    "date": "2026-02-30",
    "length": "长" * 401,
}


def mutated(mutation: Mutation) -> Data:
    data = copy.deepcopy(data_of(mutation.file))
    *around, last = mutation.trail
    parent = get(data, tuple(around))
    if mutation.way == "missing":
        del parent[last]
    else:
        parent[last] = BROKEN[mutation.way]
    return data


def get(data: Data, trail: Trail) -> Data:
    for step in trail:
        data = data.get(step) if isinstance(data, dict) else data[int(step)]
    return data


def place(text: str, mutation: Mutation) -> tuple[int, int]:
    """Where PyYAML's own composer finds the broken value (its key, or the record that lacks it)."""
    node = yaml.compose(text, LOADER)
    assert node is not None
    *around, last = mutation.trail
    for step in around:
        node = inner(node, step)[1]
    if mutation.way == "missing":
        mark = node.start_mark
    else:
        key, value = inner(node, last)
        mark = (key if mutation.way in {"unknown", "empty"} else value).start_mark
    return mark.line + 1, mark.column + 1


def inner(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return node.value[step], node.value[step]
    return next((key, value) for key, value in node.value if key.value == step)


def read(file: str, text: str) -> Read:
    document, problems = parse_document(text.encode("utf-8"), file)
    assert document is not None, problems
    return read_record(document, FILES[file], vocabulary(settings().standards, settings().extra_fields))


@cache
def untouched(file: str) -> Read:
    return read(file, (SMALL / file).read_text("utf-8"))


def written(data: Data) -> str:
    """`data` as YAML: every JSON text is one, and it is written ten times as fast."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def everything_read(file: str, read_one: Read) -> tuple[Case, list[Problem]]:
    """The community with one file replaced: a case to check, and the problems of reading and looking up."""
    others = {name: untouched(name) for name in FILES if name.startswith(COMMUNITY)}
    town = untouched("plans/xizhen/town.yaml")
    if file.endswith("town.yaml"):
        town = read_one
    elif file in others:
        others[file] = read_one
    profile, register, drill, _calls = (others[name] for name in FILES if name in others)
    words = vocabulary(settings().standards, settings().extra_fields)
    problems = read_one.problems + (resolve_town(town) if town is read_one else [])
    problems += resolve_all(profile, register, [drill], town, words)
    reads = (profile, register, drill, town)
    facts = Facts(SMALL, None, profile.record, register.record, (drill.record,), town.record, settings())
    case = Case(
        facts=facts,
        places=profile.places,
        register_places=register.places,
        drill_places=(drill.places,),
        town_places=town.places,
        named=frozenset(reference.name for found in reads for reference in found.references),
        figure_files=frozenset({"risk.png", "routes.png"}),
    )
    return case, problems


MUTATIONS = list(mutations())


def test_no_kind_of_record_is_left_out() -> None:
    known = set(FILES.values()) | set(KEYED.values()) | set(POINT_TYPES.values())
    while inside := {c.type for kind in known for c in columns(kind).values() if c.is_record} - known:
        known |= inside
    assert {spot.kind for file, kind in FILES.items() for spot in spots(data_of(file), kind)} - {None} == known - {
        RiskPoint
    }


@pytest.mark.parametrize("file", FILES)
def test_every_field_is_broken_in_some_way(file: str) -> None:
    assert len([mutation for mutation in MUTATIONS if mutation.file == file]) >= 20


@pytest.mark.parametrize("way", [*BROKEN, "missing"])
@pytest.mark.parametrize("file", FILES)
def test_a_broken_field_is_reported_at_its_own_place(file: str, way: str) -> None:
    for mutation in (found for found in MUTATIONS if (found.file, found.way) == (file, way)):
        text = written(mutated(mutation))
        found = read(file, text)
        case, problems = everything_read(file, found)
        line, column = place(text, mutation)
        wanted = [p for p in problems if (p.code, p.place.line, p.place.column) == (mutation.code, line, column)]
        assert len(wanted) == 1, (str(mutation), line, column, problems)
        assert wanted[0].place.file == file
        assert wanted[0].place.field
        # Names that pointed at what is broken now point nowhere; nothing else may be wrong with reading.
        assert {problem.code for problem in problems if problem is not wanted[0]} <= {"PG206"}, (
            str(mutation),
            problems,
        )
        check(case)  # whatever is missing, the checks go on


def test_ten_at_once_in_ten_files_give_ten(tmp_path: Path) -> None:
    drill = (SMALL / COMMUNITY / "drills" / "2026-05-12.yaml").read_text("utf-8")
    workspace = copied(
        tmp_path,
        {
            "profile.yaml": [("kind: 学校", "kind: 学堂")],
            "register.yaml": [("needs: 药盒", "need: 药盒")],
            "drills/2026-05-12.yaml": [("grade: 良", "grade: 好")],
            "drills/2025-05-12.yaml": [("", drill.replace("2026-05-12", "2025-02-30").replace("-2026-01", "-2025-01"))],
            "drills/2024-05-12.yaml": [
                ("", drill.replace("residents: 20", "residents: 二十").replace("-2026-01", "-2024-01"))
            ],
            "plans/xizhen/town.yaml": [("liaison: 联络示例", "liaison: 联络事例")],
            "plans/roster.yaml": [("kind: 社区", "kind: 小区")],
            "plans/district.yaml": [("filing_days: 20", "filing_days: 2000")],
            "plans/standards.yaml": [("evidence_years: 3", "evidence_years: 03")],
            "plans/fields.yaml": [("need: O", "need: X")],
        },
    )
    _, problems = loaded(workspace)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert len({problem.place.file for problem in errors}) == 10
    assert sorted(problem.code for problem in errors) == [
        "PG202", "PG203", "PG204", "PG205", "PG205", "PG205", "PG205", "PG206", "PG209", "PG212",
    ]  # fmt: skip


def test_a_syntax_error_ends_its_own_file_only(tmp_path: Path) -> None:
    workspace = copied(
        tmp_path,
        {
            "register.yaml": [("people:\n", "people: [\n")],
            "plans/xizhen/town.yaml": [("kind: 镇", "kind：镇")],
            "profile.yaml": [("kind: 学校", "kind: 学堂")],
        },
    )
    facts, problems = loaded(workspace)
    assert facts is not None
    assert facts.register is None
    assert facts.town == Town()
    assert {(Path(p.place.file).name, p.code) for p in problems if p.severity == "error" and p.code != "PG206"} == {
        ("register.yaml", "PG106"),
        ("town.yaml", "PG105"),
        ("profile.yaml", "PG205"),
    }


def test_a_profile_that_cannot_be_read_gives_no_facts_but_all_problems(tmp_path: Path) -> None:
    workspace = copied(
        tmp_path, {"profile.yaml": [("place:\n", "place: {\n")], "register.yaml": [("kind: 高龄", "kind: 老")]}
    )
    entry, _ = resolve(workspace, "甲村")
    assert entry is not None
    facts, problems = load_facts(workspace, entry)
    assert facts is None
    assert {Path(problem.place.file).name for problem in problems} == {"profile.yaml", "register.yaml"}
