"""What the doctor finds, and what it advises."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from conftest import Plangen

from generator.cli import doctor
from generator.cli import language
from generator.cli import run
from generator.press.fonts import TYPEFACES


@pytest.fixture(autouse=True)
def _english() -> None:
    language.use("en")


FANG = next(face for face in TYPEFACES if face.role == "仿宋")


def test_the_proper_face_is_best() -> None:
    found = doctor.typeface(FANG, frozenset({"FangSong", "FandolFang"}))
    assert (found.state, found.found) == ("ok", "FangSong")


def test_another_face_may_stand_in() -> None:
    found = doctor.typeface(FANG, frozenset({"FandolFang"}))
    assert (found.state, found.found) == ("ok", "FandolFang, in its place")


def test_without_either_the_package_is_named() -> None:
    found = doctor.typeface(FANG, frozenset())
    assert found.state == "note"
    assert "texlive-lang-chinese" in found.hint


def test_a_machine_without_any_programs_is_looked_at_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    states = {finding.name: finding.state for finding in doctor.look(tmp_path)}
    assert states["LibreOffice"] == "note"
    assert states["fonts"] == "note"
    assert states["lxml"] == "ok"


def test_a_program_that_fails_counts_as_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("soffice", "libreoffice"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "fc-list").write_text("not a program")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    states = {finding.name: finding.state for finding in doctor.look(tmp_path)}
    assert states["LibreOffice"] == states["fonts"] == "note"


def test_a_locale_without_chinese_letters_is_named_before_files_are_written_in_it(plangen: Plangen) -> None:
    """Windows and macOS spell file names in UTF-8 whatever the locale."""
    done = plangen("doctor", "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    found = next(one for one in json.loads(done.stdout) if one["name"] == "language, output, file names")
    assert found["found"].endswith("utf-8") or "LC_ALL=C.UTF-8" in found["hint"]


def test_machines_read_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == 0
    found = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert found["Python"]["found"].startswith(".".join(map(str, sys.version_info[:2])))
    assert set(found["LibreOffice"]) == {"name", "state", "found", "hint"}


def test_strict_makes_anything_that_is_missing_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["doctor"]) == 0
    assert run(["doctor", "--strict"]) == 1
    assert "· LibreOffice" in capsys.readouterr().out
