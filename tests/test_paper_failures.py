"""Every file operation of `adopt`, `reconfirm` and `template release` made to fail: what disagrees is named, a second
run comes to the end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from few import few
from issuing import YUNLING
from refusing import Refusing
from refusing import denied
from refusing import full
from refusing import killed

from generator.bulk.lock import unlock
from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.outline.recipe import Release
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import Severity
from generator.revisions.adopt import Paper
from generator.revisions.adopt import adopt
from generator.revisions.filing import Review
from generator.revisions.filing import reconfirm
from generator.revisions.records.verify import verify
from generator.revisions.release import RECIPE
from generator.revisions.release import declare

BY = "应急专员"
RELEASE = Release(name="2026年冬季版", on=date(2026, 12, 1), kind="wording", note="改一句话")
# How many calls of each operation are let through from one run to the next.
STEPS = {"open": 5, "fstat": 4, "fsync": 2, "link": 1, "replace": 1, "chmod": 2, "mkdir": 3, "scandir": 5, "unlink": 2}
KILLED = {"fsync": 2, "link": 1, "replace": 1, "unlink": 2}


class Desk:
    """A workspace with one community that has a plan on paper, made anew at the same place for every run."""

    def __init__(self, folder: Path) -> None:
        self.base, self.root = folder / "base", folder / "w"
        few(self.base, YUNLING)
        self.scan = folder / "2025年版.pdf"
        self.scan.write_bytes(b"%PDF-1.4 paper")
        shutil.copytree(self.base, self.root)
        setup, problems = load_setup(Workspace(self.root))
        assert setup is not None, problems
        self.setup: Setup = setup
        recipe = (self.base / RECIPE).read_bytes()
        shutil.rmtree(self.base / "templates")  # of the templates, these commands touch the recipe alone
        (self.base / RECIPE).parent.mkdir(parents=True)
        (self.base / RECIPE).write_bytes(recipe)

    def renew(self) -> None:
        """Nothing; nothing of an earlier run is left."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.base, self.root)

    def work(self) -> list[Problem]:
        """What hindered the commands, each of which was begun only when the one before had come to its end."""
        try:
            for step in (self.adopt, self.reconfirm, self.release):
                problems = [problem for problem in step() if problem.severity is Severity.ERROR]
                if problems:
                    return problems
        except PlangenError as error:
            return list(error.problems)
        return []

    def adopt(self) -> list[Problem]:
        if "reconfirm" in self.kinds():
            return []
        paper = Paper(BY, date(2025, 4, 2), "郑示例", scan=self.scan, proves=SUBJECTS)
        return adopt(self.setup, self.setup.by_slug[YUNLING], paper)[1]

    def reconfirm(self) -> list[Problem]:
        review = Review("V0.1", date(2026, 4, 14), BY, "汛前复核，无需修订")
        return reconfirm(self.setup, self.setup.by_slug[YUNLING], review)[1]

    def release(self) -> list[Problem]:
        return declare(self.setup.workspace, RELEASE)[1]

    def kinds(self) -> list[str]:
        ledger = load_ledger(self.setup.workspace, self.root / "plans" / YUNLING)[0]
        return [entry.kind or "" for entry in ledger.entries]

    def problems(self) -> list[str]:
        """The codes of what `verify` finds wrong."""
        found = verify(self.setup.workspace).problems
        return [problem.code for problem in found if problem.severity is Severity.ERROR]

    def files(self) -> dict[str, bytes]:
        """Every file of the workspace."""
        found = sorted(path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def undisturbed(desk: Desk) -> dict[str, bytes]:
    """All files after a run that nothing disturbs."""
    desk.renew()
    assert desk.work() == []
    assert desk.kinds() == ["adopt", "reconfirm"]
    assert desk.problems() == []
    return desk.files()


def judged(desk: Desk, undisturbed: dict[str, bytes], what: object) -> None:
    """Nothing, if the recipe is the old or the new one, what is amiss was named, and another run comes to the end."""
    recipes = {(desk.base / RECIPE).read_bytes(), undisturbed[RECIPE]}
    assert (desk.root / RECIPE).read_bytes() in recipes, what
    entries, codes = desk.kinds(), desk.problems()
    assert entries == ["adopt", "reconfirm"][: len(entries)], what
    left = {name for name in desk.files() if name not in undisturbed} - {".plangen.lock"}
    assert codes or not [name for name in left if name.startswith(("output/", "plans/"))], (what, left)
    unlock(desk.root)
    assert desk.work() == [], what
    assert desk.problems() == [], what
    files = desk.files()
    assert {name: data for name, data in files.items() if not name.startswith("templates/manual/.plangen-")} == (
        undisturbed
    ), what


@pytest.mark.parametrize("operation", STEPS)
def test_an_operation_that_fails_is_survived(
    desk: Desk, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    refusals: tuple[Callable[[], None], ...] = (full, denied)
    number = run = 1
    while True:
        desk.renew()
        refusing = Refusing(getattr(os, operation), number, refusals[run % 2], desk.root)
        with monkeypatch.context() as patch:
            patch.setattr(os, operation, refusing)
            desk.work()
        judged(desk, undisturbed, (operation, number))
        if refusing.calls < number:
            return
        number, run = number + STEPS[operation], run + 1


@pytest.mark.parametrize("operation", KILLED)
def test_a_run_that_is_killed_is_survived(desk: Desk, undisturbed: dict[str, bytes], operation: str) -> None:
    real, number = getattr(os, operation), 1
    while True:
        desk.renew()
        child = os.fork()
        if child == 0:  # a run of its own, that kills itself
            setattr(os, operation, Refusing(real, number, killed, desk.root))
            try:
                desk.work()
            finally:
                os._exit(0)
        _pid, status = os.waitpid(child, 0)
        judged(desk, undisturbed, (operation, number))
        if os.WIFEXITED(status):
            return
        number += KILLED[operation]
