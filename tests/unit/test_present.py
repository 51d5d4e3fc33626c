"""Problems as people and machines read them."""

from __future__ import annotations

import json

import click
import pytest

from generator.cli import language
from generator.cli import present
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import Term
from generator.problems import pg0_command as pg0


@pytest.fixture(autouse=True)
def _english() -> None:
    language.use("en")


def lines(problem: Problem, width: int | None = None) -> list[str]:
    return [click.unstyle(line) for line in present.as_lines(problem, width=width)]


DOCX = Place(
    file="templates/manual/洪涝.docx",
    part="body",
    heading="转移安置",
    where="¶14, table 2 row 3 cell 1",
    text="若发生洪水 {%p if 洪涝 %}",
)


def test_a_problem_of_a_document_says_what_where_and_what_to_do() -> None:
    assert lines(pg0.UNREADABLE.at(DOCX, reason="Permission denied")) == [
        "error[PG003] unreadable: the file cannot be read: Permission denied",
        (
            "  --> templates/manual/洪涝.docx  body, ¶14, table 2 row 3 cell 1  under “转移安置”"
            "  「若发生洪水 {%p if 洪涝 %}」"
        ),
        "  hint: ask whoever owns the file or the shared drive for the right to read it",
        "  more: plangen explain PG003",
    ]


def test_a_problem_of_yaml_can_be_jumped_to() -> None:
    place = Place(file="plans/a/b/profile.yaml", line=12, column=5, field="地质点位 › 监测员")
    assert lines(pg0.MISSING_FILE.at(place))[1] == "  --> plans/a/b/profile.yaml:12:5  地质点位 › 监测员"


def test_related_places_follow() -> None:
    problem = pg0.MISSING_FILE.at(Place(file="a.yaml", line=1), Place(file="b.yaml", line=2))
    assert "  see also: b.yaml:2" in lines(problem)


def test_in_chinese_the_place_reads_as_chinese_does() -> None:
    language.use("zh_CN")
    said = lines(pg0.UNREADABLE.at(DOCX, reason="x"))
    assert said[0] == "错误[PG003] unreadable: 文件读不出来：x"
    assert "正文，第14段，表2 第3行 第1格" in said[1]
    assert said[2].startswith("  办法：")


def test_values_are_taken_literally_and_cannot_steer_the_terminal() -> None:
    problem = pg0.UNREADABLE.at(Place(), reason="{reason} {0} \x1b[2J")
    assert lines(problem)[0] == "error[PG003] unreadable: the file cannot be read: {reason} {0} \\x1b[2J"


def test_words_of_the_tool_among_the_values_are_translated() -> None:
    language.use("zh_CN")
    assert present.message(pg0.UNREADABLE.at(Place(), reason=Term("error"))).endswith("错误")
    assert present.message(pg0.UNREADABLE.at(Place(), reason="error")).endswith("error")


def test_a_value_that_was_forgotten_shows_its_name_instead_of_crashing() -> None:
    assert present.message(pg0.UNREADABLE.at(Place())) == "the file cannot be read: ‹reason›"


def test_a_narrow_terminal_gets_short_lines() -> None:
    said = lines(pg0.TOO_LARGE.at(DOCX, found="9 MB", limit="1 MB"), width=30)
    assert len(said) > 10
    assert said[1].startswith("    ")


def test_a_summary_counts_what_is_there() -> None:
    def some(severity: Severity, count: int) -> list[Problem]:
        return [Problem("PG001", severity, Place())] * count

    assert present.counts(some(Severity.ERROR, 3) + some(Severity.NOTE, 1)) == "3 errors, 1 note"
    assert present.counts(some(Severity.GAP, 1)) == "1 gap"
    assert present.counts([]) == "no problems"


def test_errors_decide_on_the_exit_code_and_everything_does_when_strict() -> None:
    gap = Problem("PG001", Severity.GAP, Place())
    assert present.exit_code([gap]) == 0
    assert present.exit_code([gap], strict=True) == 1
    assert present.exit_code([gap, Problem("PG001", Severity.ERROR, Place())]) == 1
    assert present.exit_code([], strict=True) == 0


def test_a_report_is_sorted_by_place_and_names_the_page_of_each_code_once(capsys: pytest.CaptureFixture[str]) -> None:
    present.report([pg0.MISSING_FILE.at(Place(file="b", line=9)), pg0.MISSING_FILE.at(Place(file="a", line=1))])
    printed = capsys.readouterr().out
    assert printed.index("--> a:1") < printed.index("--> b:9")
    assert printed.count("plangen explain PG001") == 1
    assert printed.endswith("2 errors\n")


def test_a_report_for_machines_is_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    present.report([pg0.UNREADABLE.at(DOCX, Place(file="b", line=2), reason="云")], as_json=True)
    assert json.loads(capsys.readouterr().out) == [
        {
            "code": "PG003",
            "slug": "unreadable",
            "severity": "error",
            "message": "the file cannot be read: 云",
            "hint": "ask whoever owns the file or the shared drive for the right to read it",
            "place": {
                "file": "templates/manual/洪涝.docx",
                "part": "body",
                "heading": "转移安置",
                "where": "¶14, table 2 row 3 cell 1",
                "text": "若发生洪水 {%p if 洪涝 %}",
            },
            "values": {"reason": "云"},
            "related": [{"file": "b", "line": 2}],
        }
    ]


def test_a_report_for_machines_without_problems_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    present.report([], as_json=True)
    assert json.loads(capsys.readouterr().out) == []
