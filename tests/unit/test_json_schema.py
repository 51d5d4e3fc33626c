"""The schemas for editors: they accept every file of the sample, and say no to what plangen calls an error."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest
from json_schemas import faults
from json_schemas import read

from generator.facts.load import load_district
from generator.facts.reader.files import NO_WORDS
from generator.facts.reader.files import Vocabulary
from generator.facts.reader.files import vocabulary
from generator.facts.workspace import Workspace
from generator.starter.schemas import KINDS
from generator.starter.schemas import kind_of
from generator.starter.schemas import mode_line
from generator.starter.schemas import schema_text

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "small"


@functools.cache
def words_of(folder: Path) -> Vocabulary:
    settings, problems = load_district(Workspace(folder))
    assert settings is not None, problems
    return vocabulary(settings.standards, settings.extra_fields)


@functools.cache
def schema(name: str, folder: Path | None = ROOT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_text(name, words_of(folder) if folder else NO_WORDS))
    return found


def written(folder: Path) -> list[Path]:
    found = [*(folder / "plans").rglob("*.yaml"), *(folder / "templates").rglob("*.yaml")]
    return sorted(path for path in found if kind_of(path.relative_to(folder).as_posix()))


@pytest.mark.parametrize(
    ("folder", "path"),
    [(folder, path) for folder in (ROOT, SMALL) for path in written(folder)],
    ids=lambda value: value.relative_to(ROOT).as_posix(),
)
def test_every_file_of_the_sample_is_right_by_its_schema(folder: Path, path: Path) -> None:
    name = kind_of(path.relative_to(folder).as_posix())
    assert name is not None
    for known in (schema(name, folder), schema(name, None)):
        assert list(faults(read(path.read_text("utf-8")), known, known)) == []


def said(name: str, text: str, folder: Path | None = ROOT) -> list[str]:
    known = schema(name, folder)
    return list(faults(read(text), known, known))


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("profile", "schema: 1\nnmae: 甲村", "/nmae"),
        ("profile", "schema: 2", "/schema"),
        ("profile", "kind: 城", "/kind"),
        ("profile", "reviewed_on: 去年", "/reviewed_on"),
        ("profile", 'duty_phone: "88880000"', "/duty_phone"),
        ("profile", 'duty_phone: "1990000004"', "/duty_phone"),
        ("profile", 'contacts: {甲: "123456"}', "/contacts/甲"),
        ("profile", "contacts: {甲: {fone: 119}}", "/contacts/甲/fone"),
        ("profile", "place: {households: 1200户}", "/place/households"),
        ("profile", "place: {households: 0}", "/place/households"),
        ("profile", "place: {terrain: [高山]}", "/place/terrain/0"),
        ("profile", "isolation: {single_road: 也许}", "/isolation/single_road"),
        ("profile", "absent: [landslip]", "/absent/0"),
        ("profile", "hazards: {landslip: {likelihood: 3}}", "/hazards/landslip"),
        ("profile", "hazards: {landslide: {likelihood: 6}}", "/hazards/landslide/likelihood"),
        ("profile", "points: [{hazard: landslide, floors: 3}]", "/points/0/floors"),
        ("profile", "points: [{hazard: gas, grade: 高}]", "/points/0/grade"),
        ("profile", "extra: {dialekt: 话}", "/extra/dialekt"),
        ("profile", "routes: {}", "/routes"),
        ("register", "people: [{name: 甲, illness: 病}]", "/people/0/illness"),
        ("town", "station: {staff_total: -1}", "/station/staff_total"),
        ("roster", "towns: [{communities: [{until: 2026-13}]}]", "/towns/0/communities/0/until"),
        ("standards", "floors: [{rule: guess}]", "/floors/0/rule"),
        ("fields", "fields: [{key: a, class: S}]", "/fields/0/class"),
        ("manual", "pieces: [{file: a.docx, when: {any_of: [{hass: [gas]}]}}]", "/pieces/0/when/any_of/0/hass"),
        ("drill", "grade: 很好", "/grade"),
        ("district", "hotlines: [{phone: 一一九}]", "/hotlines/0/phone"),
    ],
)
def test_what_is_an_error_is_no_schema_s_friend(name: str, text: str, where: str) -> None:
    assert [fault.partition(":")[0] for fault in said(name, text)] == [where]


@pytest.mark.parametrize(
    "text",
    [
        "name:\nkind:\nplace:\npoints:\nreviewed_on: 待填\nduty_phone: 待定",
        "contacts: {甲: 19900000041, 乙: 0577-00000021, 丙: 119, 丁: '(0577) 00000021', 戊: 0577-00000021转801, 己:}",
        'place: {households: "318", area_km2: 3, elevation_low_m: -1.5}',
        "isolation: {single_road: 是, boat_only: no, comms_blackspot: true}",
        "reviewed_on: 2026年4月15日",
        "key_places: [{floor: 3}]",
        "points: [{name: 甲}]\nroutes: []",
    ],
)
def test_a_gap_and_other_spellings_are_no_fault(text: str) -> None:
    assert said("profile", text) == []


def test_without_a_workspace_any_hazard_and_any_added_field_will_do() -> None:
    assert said("profile", "hazards: {landslip: {likelihood: 3}}\nextra: {a: 1}\nabsent: [x]", None) == []


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_described_in_chinese(name: str) -> None:
    known = schema(name)
    records = [known, *known.get("definitions", {}).values()]
    for record in records:
        for key, field in record["properties"].items():
            assert any(ord(char) > 0x2E7F for char in field["title"]), key
            assert field["description"].endswith("。"), key


def test_files_are_known_by_their_path() -> None:
    assert kind_of("plans/a/b/profile.yaml") == "profile"
    assert kind_of("plans/a/b/drills/2026-05-18-typhoon.yaml") == "drill"
    assert kind_of("plans/a/b/calls/2026-11-05.yaml") == kind_of("plans/a/calls/2026-11-05-2.yaml") == "calls"
    assert kind_of("templates/manual/manual.yaml") == "manual"
    assert kind_of("plans/a/b/revisions/0001-sign.yaml") is None
    assert kind_of("README.md") is None
    assert mode_line("plans/a/b/profile.yaml") == "# yaml-language-server: $schema=../../../.schemas/profile.json\n"
