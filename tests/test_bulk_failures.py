"""Every file operation of a build made to fail in turn: nothing is half-written, and the next run comes to the end."""

from __future__ import annotations

import errno
import os
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from few import drafts
from few import few
from workspace import PROFILE
from workspace import Workspace

COMMUNITY = "lingjiao/yunling"
DANGER = ("danger: 坡体夜里滑下来压房，人在睡觉", "danger: 坡体下滑")
OPERATIONS = ("open", "fstat", "mkdir", "replace", "chmod", "scandir", "unlink")
STEP = 5  # every fifth call of each, from a first that differs by operation


class Refusing:
    """An operation of the system that works until its call `number`, and then does what `refusal` does, once."""

    def __init__(self, real: Callable[..., Any], number: int, refusal: Callable[[], None], root: Path) -> None:
        self.real = real
        self.number = number
        self.refusal = refusal
        self.root = str(root)
        self.calls = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system is asked)
        if isinstance(arguments[0], int) or str(arguments[0]).startswith(self.root):
            self.calls += 1
            if self.calls == self.number:
                self.refusal()
        return self.real(*arguments, **named)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def denied() -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


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
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return
        number += 7
        for path in found:
            path.unlink()
