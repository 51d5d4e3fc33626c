"""The same facts and templates give the same manual: whatever the hash seed, time zone, language, folder or day."""

from __future__ import annotations

import ast
import json
import os
import shutil
from pathlib import Path
from typing import Any

from conftest import Plangen
from sample import COMMUNITIES
from sample import ROOT
from workspace import Workspace

from generator.word.digest import content_digest
from generator.word.digest import parts_digest

PACKAGE = ROOT / "generator"
# Who may look at the clock: what tells of this machine, waits for a lock, says who holds one and since when, sees that
# a file was touched, how far a build has come, or which day it is where the officer sits. None of them makes a manual.
MAY_KNOW = (
    "files.py",
    "bulk/lock.py",
    "bulk/stamps.py",
    "cli/day.py",
    "cli/doctor.py",
    "cli/fault.py",
    "cli/progress.py",
    "press/driver.py",
    "press/office.py",
)
CLOCKS = {"time", "random", "secrets", "uuid", "locale", "tempfile", "zoneinfo"}
READINGS = {
    "now",
    "utcnow",
    "today",
    "fromtimestamp",
    "utcfromtimestamp",
    "st_mtime",
    "st_mtime_ns",
    "getmtime",
    "tzname",
}


def built(plangen: Plangen, workspace: Workspace, *options: str, cwd: Path, **environment: str) -> dict[Path, Any]:
    """Each draft of the sample district by its path in the workspace: content hash as told, digests as computed."""
    done = plangen(*options, "build", "--all", "--json", cwd=cwd, **environment)
    assert done.returncode == 0, done.stderr
    found: dict[Path, Any] = {}
    for entry in json.loads(done.stdout)["built"]:
        parts = parts_digest((workspace.root / entry["path"]).read_bytes())
        assert content_digest(parts) == entry["content"]
        found[Path(entry["path"])] = parts
    assert len(found) == 2 * len(COMMUNITIES)
    return found


def test_two_builds_far_apart_are_equal_part_by_part(tmp_path: Path, plangen: Plangen) -> None:
    here = Workspace.at(tmp_path / "a")
    there = Workspace.at(tmp_path / "另一处 b")
    # As if checked out on another day, by another hand.
    for path in sorted(there.root.rglob("*"), reverse=True):
        os.utime(path, (951_782_400, 951_782_400))
    first = built(
        plangen, here, cwd=here.root, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", HOME="/"
    )
    second = built(
        plangen,
        there,
        "-C",
        str(there.root),
        cwd=Path("/"),
        PYTHONHASHSEED="4242",
        TZ="America/Adak",
        LANG="zh_CN.UTF-8",
        LC_ALL="",
        PLANGEN_LANG="zh_CN",
    )
    assert first == second


def test_a_build_over_old_drafts_equals_a_clean_one(tmp_path: Path) -> None:
    """Neither what earlier facts left behind nor a community built before makes a difference."""
    workspace = Workspace.at(tmp_path)
    clean = contents(workspace, "望礁村")
    shutil.rmtree(workspace.root / "output")
    profile = "plans/haijiao/wangjiao/profile.yaml"
    kept = (workspace.root / profile).read_bytes()
    workspace.change(profile, "\nduty_phone: ", "\nduty_phone: 0577-99999999  # ")
    other = contents(workspace, "云岭村", "望礁村")
    assert set(other.values()).isdisjoint(clean.values())
    workspace.write(profile, kept)
    assert contents(workspace, "石桥头社区", "望礁村") == clean


def contents(workspace: Workspace, *names: str) -> dict[str, str]:
    """The content hash of each manual of the last of these communities, all of which are built."""
    built = workspace.build(*names, "--json").data["built"]
    return {f"{entry['name']} {entry['edition']}": entry["content"] for entry in built if entry["name"] == names[-1]}


def readings(path: Path) -> list[str]:
    """Where a module imports or asks what differs between two runs."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        asked: set[str] = set()
        if isinstance(node, ast.Import):
            asked = {name.name.partition(".")[0] for name in node.names} & CLOCKS
        elif isinstance(node, ast.ImportFrom):
            asked = {(node.module or "").partition(".")[0]} & CLOCKS
        elif isinstance(node, ast.Attribute):
            asked = {node.attr} & READINGS
        found += [f"{path.relative_to(PACKAGE).as_posix()}:{getattr(node, 'lineno', 0)} {name}" for name in asked]
    return found


def test_no_module_that_makes_a_manual_asks_for_clock_or_chance() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).as_posix() not in MAY_KNOW]
    assert len(modules) > 100
    assert [reading for path in modules for reading in readings(path)] == []
