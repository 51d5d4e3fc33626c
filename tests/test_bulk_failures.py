"""Every file operation of a build made to fail in turn: nothing is half-written, and the next run comes to the end."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from few import drafts
from few import few
from full_disk import small_files
from refusing import Refusing
from refusing import denied
from refusing import full
from refusing import killed
from workspace import PROFILE
from workspace import Workspace

COMMUNITY = "lingjiao/yunling"
DANGER = ("danger: 坡体夜里滑下来压房，人在睡觉", "danger: 坡体下滑")
OPERATIONS = ("open", "fstat", "mkdir", "replace", "chmod", "scandir", "unlink")
STEP = 5  # every fifth call of each, from a first that differs by operation


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The drafts of a build that nothing disturbs."""
    district = few(tmp_path_factory.mktemp("good") / "w", COMMUNITY).change(PROFILE, *DANGER)
    assert district.build("--all").code == 0
    return drafts(district.root)


@pytest.fixture
def district(tmp_path: Path) -> Workspace:
    """A workspace with drafts, one of whose profiles has changed since."""
    found = few(tmp_path / "w", COMMUNITY)
    assert found.build("--all").code == 0
    return found.change(PROFILE, *DANGER)


def whole(root: Path) -> bool:
    """Whether every draft is a whole Word file, and nothing else lies about."""
    found = [path for path in (root / "output").rglob("*") if path.is_file()]
    litter = [path.name for path in root.rglob("*.tmp")]
    return not litter and all(zipfile.ZipFile(path).testzip() is None for path in found)


@pytest.mark.parametrize("refusal", [full, denied])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_that_fails_leaves_whole_files_and_the_next_run_mends_it(
    district: Workspace,
    undisturbed: dict[str, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    refusal: Callable[[], None],
) -> None:
    number = 1 + OPERATIONS.index(operation) % STEP
    while True:
        refusing = Refusing(getattr(os, operation), number, refusal, district.root)
        with monkeypatch.context() as patch:
            patch.setattr(os, operation, refusing)
            done = district.build("--all")
        assert done.code in {0, 1}, done.err
        assert "Traceback" not in done.out + done.err
        assert whole(district.root), (operation, number)
        assert district.build("--all").code == 0, (operation, number)
        assert drafts(district.root) == undisturbed
        if refusing.calls < number:
            return
        number += STEP
        for path in (district.root / "output").rglob("*.docx"):
            path.unlink()


@pytest.mark.parametrize("size", [0, 40, 3_000, 30_000, 200_000])
def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_no_half_of_it(
    district: Workspace, undisturbed: dict[str, dict[str, str]], size: int
) -> None:
    """The lock, the drafts, the state and the bundle in the user's cache: each is refused at its own size."""
    with small_files(size):
        done = district.build("--all")
    assert done.code in {0, 1}, done.err
    assert "Traceback" not in done.out + done.err
    assert "PG901" not in done.out + done.err
    assert whole(district.root)
    assert not list(district.root.glob(".plangen*"))
    assert district.build("--all").code == 0
    assert drafts(district.root) == undisturbed
    assert "0 manuals built" in district.build("--all").out


@pytest.mark.parametrize("operation", ["open", "replace", "unlink"])
def test_a_killed_build_leaves_whole_files_and_the_next_run_goes_on(
    district: Workspace, undisturbed: dict[str, dict[str, str]], operation: str
) -> None:
    real = getattr(os, operation)
    number = 1
    while True:
        child = os.fork()
        if child == 0:  # a build of its own, that kills itself
            setattr(os, operation, Refusing(real, number, killed, district.root))
            code = 99
            try:
                code = district.build("--all").code
            finally:
                os._exit(code)
        _pid, status = os.waitpid(child, 0)
        found = list((district.root / "output").rglob("*.docx"))
        assert all(zipfile.ZipFile(path).testzip() is None for path in found)
        done = district.build("--all", "--json")
        assert done.code == 0, (operation, number, done.out)
        assert drafts(district.root) == undisturbed
        assert whole(district.root), (operation, number)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return
        number += 7
        for path in found:
            path.unlink()
