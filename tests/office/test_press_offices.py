"""Many documents, several offices: whatever dies, each document comes once, and nothing stays behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from kinds.office import Press

from generator.press.offices import Failed
from generator.press.offices import offices_for
from generator.press.offices import print_each
from generator.press.surroundings import sockets_of

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]


def test_two_offices_lose_and_double_nothing_when_killed(tmp_path: Path) -> None:
    """Three killed, one hung, and one process that prints killed, over eight documents."""
    fates = {"甲": {"dies": 1}, "丙": {"dies": 1}, "丁": {"hangs": 1}, "己": {"lost": 1}, "辛": {"dies": 1}}
    results = list(print_each(Press(str(tmp_path), fates), NAMES, jobs=2))
    assert sorted(map(str, results)) == sorted(str((name, 1)) for name in NAMES)
    befell = sorted(path.name for path in tmp_path.iterdir())
    assert befell == sorted(f"{name}.{what}.0" for name, fate in fates.items() for what in fate)


def test_one_office_does_without_processes(tmp_path: Path) -> None:
    results = list(print_each(Press(str(tmp_path), {"乙": {"dies": 1}, "丙": {"broken": 1}}), NAMES[:4], jobs=1))
    assert [one if isinstance(one, tuple) else one.name for one in results] == [("甲", 1), ("乙", 1), "丙", ("丁", 1)]
    assert isinstance(results[2], Failed)


def test_nothing_to_print_needs_no_office(tmp_path: Path) -> None:
    assert list(print_each(Press(str(tmp_path), {}), [])) == []


def test_few_documents_get_one_office() -> None:
    assert [offices_for(number, None) for number in (1, 2, 5)] == [1, 1, 1]
    assert [offices_for(10, asked) for asked in (0, 1, 3, 20)] == [1, 1, 3, 10]


SCRIPT = """
from pathlib import Path
import sys
sys.path[:0] = sys.argv[1:3]
from kinds.office import Press
from generator.press.offices import print_each
if __name__ == "__main__":
    for done in print_each(Press(sys.argv[3], {}), [str(number) for number in range(200)], jobs=int(sys.argv[4])):
        print(*done, flush=True)
"""


def processes_in(folder: Path) -> list[int]:
    """Handles on the processes whose command line names a folder."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if str(folder).encode() in (process / "cmdline").read_bytes():
                    found.append(os.pidfd_open(int(process.name)))
            except OSError:
                continue
    return found


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_who_is_stopped_leaves_no_process_and_no_file(sent: signal.Signals, jobs: int, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    command = [sys.executable, *map(str, (tmp_path / "script.py", ROOT, ROOT / "tests", tmp_path, jobs))]
    variables = os.environ | {"TMPDIR": str(temporary)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=variables)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline().split()[-1] == b"1"
        folders = list(temporary.glob("plangen-office-*"))
        assert len(folders) in range(1, jobs + 1)
        started = processes_in(tmp_path)
        process.send_signal(sent)
        for handle in started:
            assert select.select([handle], [], [], 60)[0], "a process stayed"
            os.close(handle)
        process.stdout.read()
        assert process.wait() != 0
    assert list(temporary.glob("plangen-office-*")) == []
    assert [socket for folder in folders for socket in sockets_of(folder) if socket.exists()] == []
