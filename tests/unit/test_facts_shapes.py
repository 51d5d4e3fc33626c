"""Files whose parts have another shape than they should: said at the place, and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from small_workspace import copied
from small_workspace import loaded

from generator.facts.checks.dates import years_later
from generator.facts.text.compose import compose
from generator.facts.text.decode import decode
from generator.problems import Problem

LINES = (Path(__file__).resolve().parent.parent / "small/plans/xizhen/jiacun/profile.yaml").read_text("utf-8")


def section(key: str) -> str:
    """The lines of a field at the top of the small profile."""
    start = LINES.index(f"\n{key}:") + 1
    rest = LINES[start:]
    ends = [number for number, line in enumerate(rest.splitlines(keepends=True)) if number and not line.startswith(" ")]
    return "".join(rest.splitlines(keepends=True)[: ends[0]]) if ends else rest


def with_section(folder: Path, key: str, text: str) -> list[Problem]:
    """The problems of the small community with a field written otherwise; those of dangling names left out."""
    facts, problems = loaded(copied(folder, {"profile.yaml": [(section(key), text)]}))
    assert facts is not None
    return [problem for problem in problems if problem.code not in {"PG206", "PG253"}]


@pytest.mark.parametrize(
    ("key", "text", "field"),
    [
        ("contacts", "contacts: [甲示例]\n", "联系人"),
        ("hazards", "hazards: [landslide]\n", "灾种"),
        ("points", "points: 后坡\n", "风险点"),
        ("extra", "extra: 40\n", "补充"),
        ("batches", "batches: {points: [后坡]}\n", "转移批次"),
    ],
)
def test_another_shape_is_reported_once(key: str, text: str, field: str, tmp_path: Path) -> None:
    wrong = [problem for problem in with_section(tmp_path, key, text) if problem.code == "PG202"]
    assert [problem.place.field for problem in wrong] == [field]


@pytest.mark.parametrize(
    ("key", "title"), [("contacts", "联系人"), ("hazards", "灾种"), ("points", "风险点"), ("shelters", "避灾安置场所")]
)
def test_a_missing_list_is_a_gap_and_nothing_dangles_from_it(key: str, title: str, tmp_path: Path) -> None:
    facts, problems = loaded(copied(tmp_path, {"profile.yaml": [(section(key), "")]}))
    assert facts is not None
    assert [dict(p.values)["title"] for p in problems if p.code == "PG201"] == [title]
    assert [p for p in problems if p.code == "PG206" and dict(p.values)["target"] == title] == []


def test_an_added_field_that_is_required_is_a_gap_without_any_extra(tmp_path: Path) -> None:
    problems = with_section(tmp_path, "extra", "")
    assert [(problem.code, dict(problem.values)["key"]) for problem in problems] == [("PG201", "cisterns")]


@pytest.mark.parametrize("text", ["extra: {cisterns: 四十}\n", "extra: {cisterns: 40, dialects: 土话}\n"])
def test_added_fields_are_read_by_their_type(text: str, tmp_path: Path) -> None:
    assert [problem.code for problem in with_section(tmp_path, "extra", text)] == ["PG202"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [("  寅示例:\n", "PG201"), ('  "": "19900000077"\n', "PG202"), ("  寅示例: {post: 组员}\n", "PG201")],
)
def test_a_contact_has_a_name_and_a_phone(entry: str, code: str, tmp_path: Path) -> None:
    problems = with_section(tmp_path, "contacts", section("contacts") + entry)
    assert [problem.code for problem in problems] == [code]


def test_a_point_of_an_unknown_hazard_is_read_as_far_as_all_points_go(tmp_path: Path) -> None:
    facts, problems = loaded(copied(tmp_path, {"profile.yaml": [("hazard: flash_flood", "hazard: flashflood")]}))
    assert facts is not None
    assert [problem.code for problem in problems if problem.severity == "error"] == ["PG206"]
    assert facts.profile.points[1].people_night == 9


def test_a_point_that_is_no_record_does_not_hide_the_others(tmp_path: Path) -> None:
    facts, problems = loaded(copied(tmp_path, {"profile.yaml": [("points:\n  - name", "points:\n  - 前坡\n  - name")]}))
    assert facts is not None
    assert [point.name for point in facts.profile.points] == [None, "后坡", "溪边", "老屋"]
    assert "PG202" in {problem.code for problem in problems}


def test_a_leap_day_has_an_anniversary() -> None:
    from datetime import date

    assert years_later(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_half_of_a_wide_character_is_no_text() -> None:
    text, problems = decode(b"\xff\xfea\x00\x00", "a.yaml")
    assert text is None
    assert [problem.code for problem in problems] == ["PG102"]


@pytest.mark.parametrize(
    ("text", "place"), [("a: [1\nb: 2\n", (1, 4)), ("a: {b: [1}\n", (1, 8)), ("{a: b", (1, 1)), ("a: [b: [", (1, 8))]
)
def test_the_innermost_open_bracket_is_named_whichever_parser_reads(text: str, place: tuple[int, int]) -> None:
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        _, problems = compose(text, "a.yaml", loader)
        assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [("PG106", *place)]
