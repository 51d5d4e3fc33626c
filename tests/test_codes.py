"""Every problem code has a case file: what brings it about, and what must not.

    tests/codes/PG001.yml
        code: PG001
        cases:
          - it: names the file that is not there        a sentence
            kind: disk                                  which of `KINDS` reads the rest
            …                                           what that kind needs
            problems:                                   all of the code's problems, in order; [] for “must not”
              - {at: {file: a.yaml}, says: there is no such file, values: {…}}

`at` names the parts of the place that matter, `says` the English message, `hint` the hint; each may be left out.
A kind is a function `(case, folder) -> problems`; one module per family, `tests/kinds/<kind>.py`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import language
from generator.cli import present
from generator.problems import Problem
from generator.problems.catalogue import codes

FOLDER = Path(__file__).resolve().parent / "codes"
Case = dict[str, Any]
Kind = Callable[[Case, Path], list[Problem]]


def cases() -> list[tuple[str, Case]]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        page = yaml.safe_load(path.read_text("utf-8"))
        found += [(page["code"], case) for case in page["cases"]]
    return found


CASES = cases()


def kind_of(case: Case) -> Kind:
    kind: Kind = importlib.import_module(f"kinds.{case['kind']}").problems
    return kind


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code}: {case['it']}" for code, case in CASES])
def test_a_code_is_reported_where_and_only_where_it_should(code: str, case: Case, tmp_path: Path) -> None:
    language.use("en")
    found = [problem for problem in kind_of(case)(case, tmp_path) if problem.code == code]
    expected = case["problems"]
    assert len(found) == len(expected), [present.message(problem) for problem in found]
    for problem, wanted in zip(found, expected, strict=True):
        assert problem.severity is codes()[code].severity
        for name, value in wanted.get("at", {}).items():
            assert getattr(problem.place, name) == value
        for name, value in wanted.get("values", {}).items():
            assert dict(problem.values)[name] == value
        assert wanted.get("says", present.message(problem)) == present.message(problem)
        assert wanted.get("hint", present.hint(problem)) == present.hint(problem)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_a_case_file_brings_its_code_about(path: Path) -> None:
    page = yaml.safe_load(path.read_text("utf-8"))
    assert page["code"] == path.stem
    assert any(case["problems"] for case in page["cases"])
