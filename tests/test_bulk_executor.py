"""Work spread over processes: each name once, whatever dies; and one writer at a time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from few import few
from few import names
from few import statuses
from workspace import Workspace

from generator.bulk import executor
from generator.bulk import lock
from generator.bulk import refresh
from generator.bulk import stamps
from generator.bulk.executor import Lost
from generator.problems import PlangenError

NAMES = [f"c{number}" for number in range(40)]


def enlist(folder: str) -> None:
    """Nothing: a worker of these tests needs only to know its folder."""
    os.environ["PLANGEN_TEST_FOLDER"] = folder


def said(batch: tuple[str, ...]) -> list[str]:
    return [name.upper() for name in batch]


def deadly(batch: tuple[str, ...]) -> list[str]:
    """Kills its process at the name c7, always; at c21 only the first time."""
    flag = Path(os.environ["PLANGEN_TEST_FOLDER"], "once")
    if "c7" in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    if "c21" in batch and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return said(batch)


def stopping(batch: tuple[str, ...]) -> list[str]:
    """Notes what was begun; at c12 Ctrl-C comes to the process that hired this one, and work goes on."""
    for name in batch:
        Path(os.environ["PLANGEN_TEST_FOLDER"], name).touch()
    if "c12" in batch:
        os.kill(os.getppid(), signal.SIGINT)
    return said(batch)


def test_every_name_is_done_once(tmp_path: Path) -> None:
    hire = executor.pool(2, enlist, (str(tmp_path),))
    assert sorted(map(str, executor.spread(said, NAMES, hire, 2))) == sorted(name.upper() for name in NAMES)


def test_any_executor_will_do() -> None:
    found = list(executor.spread(said, NAMES, lambda: ThreadPoolExecutor(2), 2))
    assert sorted(map(str, found)) == sorted(name.upper() for name in NAMES)


def test_a_killed_worker_costs_no_name_but_the_one_that_kills(tmp_path: Path) -> None:
    hire = executor.pool(2, enlist, (str(tmp_path),))
    found = list(executor.spread(deadly, NAMES, hire, 2))
    done = [one for one in found if isinstance(one, str)]
    lost = [one for one in found if not isinstance(one, str)]
    assert sorted(done) == sorted(name.upper() for name in NAMES if name != "c7")
    assert [name for name, _why in lost] == ["c7"]
    assert isinstance(lost[0][1], Lost)


def test_what_is_under_way_when_it_is_stopped_is_not_lost(tmp_path: Path) -> None:
    """Ctrl-C comes while the workers are at it: what they have begun is still given, the rest is not begun."""
    hire = executor.pool(2, enlist, (str(tmp_path),))
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        done.extend(map(str, executor.spread(stopping, NAMES, hire, 2)))
    begun = {path.name for path in tmp_path.glob("c*")}
    assert {name.upper() for name in begun} == set(done)
    assert 0 < len(done) < len(NAMES)


def test_workers_end_with_the_process_that_hired_them(tmp_path: Path) -> None:
    """Killed, it cannot tell them; they must not wait for it for ever, nor keep its pipes open."""
    district = few(tmp_path / "w")
    program = (
        "import os, signal\n"
        "from generator.bulk import results, worker\n"
        "from generator.bulk.executor import pool\n"
        f"hired = pool(2, worker.enlist, ({str(district.root)!r}, results.Wish(('internal',))))()\n"
        "hired.submit(os.getpid).result()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    started = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=False, timeout=60)
    assert started.returncode == -signal.SIGKILL  # and the pipe was closed by all who held it


def test_workers_are_spawned_where_a_thread_runs(tmp_path: Path) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        hired = executor.pool(1, enlist, (str(tmp_path),))()
        assert hired._mp_context.get_start_method() == "spawn"  # type: ignore[attr-defined]
        hired.shutdown()
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("number", "asked", "jobs"),
    [(1, None, 1), (59, None, 1), (60, None, executor.cores()), (60, 1, 1), (3, 8, 3), (0, 4, 1)],
)
def test_processes_are_used_where_they_are_worth_it(number: int, asked: int | None, jobs: int) -> None:
    assert executor.jobs_for(number, asked) == jobs


# Faults of the program


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_at_one_community_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    real = stamps.look

    def failing(root: str, paths: list[tuple[str, bool]], before: dict[str, tuple[int, int, str]]) -> object:
        if any("yunling" in path for path, _is_folder in paths):
            raise ZeroDivisionError("张示例 19900000001")
        return real(root, paths, before)

    monkeypatch.setattr(refresh, "look", failing)
    district = few(tmp_path / "w")
    done = district.build("--all", "-j", jobs, "--json")
    assert done.code == 3
    assert names(done, "failed") == {"云岭村"}
    assert {p["code"] for p in done.problems} == {"PG804"}
    assert names(done, "built") == {"望礁村", "云栖苑社区"}
    assert "log: `" in done.err
    log = Path(done.err.split("`")[1]).read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "generator/bulk/" in log
    assert "示例" not in log + done.err


def test_a_worker_that_dies_is_named_and_the_others_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = stamps.look

    def dying(root: str, paths: list[tuple[str, bool]], before: dict[str, tuple[int, int, str]]) -> object:
        if any("yunling" in path for path, _is_folder in paths):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(root, paths, before)

    district = few(tmp_path / "w")
    with monkeypatch.context() as patch:
        patch.setattr(refresh, "look", dying)
        done = district.build("--all", "-j", "2", "--json")
    assert done.code == 1
    assert [(p["code"], p["values"]["folder"]) for p in done.problems] == [("PG803", "lingjiao/yunling")]
    assert names(done, "built") == {"望礁村", "云栖苑社区"}
    done = district.build("--all", "--json")
    assert (done.code, names(done, "built")) == (0, {"云岭村"})


# Ctrl-C


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    district = few(tmp_path / "w")
    plangen = Path(sys.executable).with_name("plangen")
    process = subprocess.Popen(
        [plangen, "-C", district.root, "build", "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    first = process.stdout.readline()  # one is done, the others wait
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert first.startswith(b"built")
    assert b"Traceback" not in out + err
    assert [path.name for path in district.root.rglob(".plangen*")] == []
    if process.returncode:  # it was stopped in time
        assert process.returncode == 130
        assert b"stopped" in err
    done = district.build("--all", "--json")
    assert done.code == 0
    assert statuses(done)["云栖苑社区", "internal"] == "current"


# One writer at a time


@pytest.fixture
def district(tmp_path: Path) -> Workspace:
    return few(tmp_path / "w", "lingjiao/yunling")


def held(root: Path, **said: object) -> None:
    holder = {"who": "zhang", "host": socket.gethostname(), "pid": os.getpid(), "since": "2026-11-01 08:00:00+08:00"}
    (root / lock.NAME).write_text(json.dumps(holder | said))


def dead() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_second_writer_is_told_who_writes(district: Workspace) -> None:
    with lock.locked(district.root):
        done = district.build("云岭村")
        assert done.code == 1
        assert "PG801" in done.err
        assert f"process {os.getpid()}" in done.err
        assert district.run("status").code == 0
        assert district.build("云岭村", "--check").code == 1
    assert district.build("云岭村").code == 0
    assert not (district.root / lock.NAME).exists()


def test_a_lock_of_a_dead_process_is_taken_over_and_said(district: Workspace) -> None:
    held(district.root, pid=dead())
    done = district.build("云岭村")
    assert done.code == 0
    assert "note[PG802]" in done.out
    assert not (district.root / lock.NAME).exists()


def test_of_many_communities_too_it_is_said_that_a_lock_was_taken_over(tmp_path: Path) -> None:
    district = few(tmp_path / "w", "lingjiao/yunling")
    for name in ("a", "b", "c"):
        district.write(f"plans/lingjiao/{name}/profile.yaml", f"schema: 1\nname: {name}\n")
    held(district.root, pid=dead())
    assert "note[PG802]" in district.build("--all").out


@pytest.mark.parametrize("again", [("云岭村",), ("望礁村", "--prune")])
def test_what_a_killed_build_had_written_aside_is_swept_up(tmp_path: Path, again: tuple[str, ...]) -> None:
    district = few(tmp_path / "w")
    held(district.root, pid=dead())
    left = district.root / "output/drafts/haijiao/.plangen-17-4711-0.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    assert district.build(*again).code == 0
    assert not left.exists()


def test_a_lock_that_is_no_file_can_be_told_from_none(district: Workspace) -> None:
    (district.root / lock.NAME).mkdir()
    assert district.build("云岭村").code == 1
    done = district.run("unlock")
    assert done.code == 1
    assert "nobody holds" not in done.out


def test_a_number_that_no_process_has_is_nobody_who_runs() -> None:
    assert not lock.is_running(10**30)
    assert not lock.is_running(-1)


def test_a_lock_of_another_computer_needs_unlock(district: Workspace) -> None:
    held(district.root, host="bureau-7", pid=dead())
    assert district.build("云岭村").code == 1
    done = district.run("unlock")
    assert (done.code, "zhang" in done.out, "bureau-7" in done.out) == (0, True, True)
    assert district.build("云岭村").code == 0
    assert district.run("unlock").out == "nobody holds a lock here\n"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"who": 1}', "\0"])
def test_a_lock_that_says_nothing_is_still_a_lock(district: Workspace, text: str) -> None:
    (district.root / lock.NAME).write_text(text)
    assert district.build("云岭村").code == 1
    assert district.run("unlock").code == 0
    assert district.build("云岭村").code == 0


def test_of_many_that_want_it_one_gets_the_lock(tmp_path: Path) -> None:
    gate = threading.Barrier(8)
    got: list[bool] = []

    def take() -> None:
        gate.wait()
        try:
            with lock.locked(tmp_path):
                got.append(True)
                gate.wait(timeout=10)
        except PlangenError:
            got.append(False)
            gate.wait(timeout=10)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 7 + [True]
