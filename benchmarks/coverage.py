"""Coverage of a province: what a measurement costs with everything remembered, and from cold.

    python benchmarks/coverage.py [--communities 24000] [--work DIR]

The communities are copies of the sample district's, each with names, places, phones and codes of its own, with their
drills; each has a ledger: paper plans at every step of the ladder, several entries each. Measured, in CPU time of all
processes: the whole command `plangen coverage`, as it is typed. Warm, with nothing changed, against an `os.stat` of the
very paths that it looks at, in the same run; the same on another day, and after one profile has changed. Cold, with an
empty cache, against composing the same YAML files by libyaml. Then the page: its size, and what writing it takes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import district  # noqa: E402  (benchmarks are scripts, no package)

from generator.facts.ledger.entries import SUBJECTS  # noqa: E402
from generator.facts.ledger.entries import Adopt  # noqa: E402
from generator.facts.ledger.entries import Copy  # noqa: E402
from generator.facts.ledger.entries import File  # noqa: E402
from generator.facts.ledger.entries import HandOut  # noqa: E402
from generator.facts.ledger.entries import LedgerEntry  # noqa: E402
from generator.facts.ledger.entries import Reconfirm  # noqa: E402
from generator.facts.ledger.writing import entry_name  # noqa: E402
from generator.facts.ledger.writing import render_entry  # noqa: E402

ROUNDS = 3
_KINDS = {Adopt: "adopt", File: "file", HandOut: "hand-out", Reconfirm: "reconfirm"}


@dataclass(frozen=True, slots=True)
class Took:
    """What one command took: CPU and wall seconds, and the largest memory of one of its processes in MB."""

    cpu: float
    wall: float
    memory: float


def main() -> int:
    """The exit code: 0; a command that fails ends the run."""
    options = _options()
    memory = Path("/dev/shm")  # noqa: S108  (a memory file system, when there is one)
    with tempfile.TemporaryDirectory(dir=options.work or (memory if memory.is_dir() else None)) as folder:
        os.environ["PLANGEN_CACHE"] = str(Path(folder) / "cache")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling the program anew each time is nobody's measurement
        root = Path(folder) / "district"
        number = district.write(root, options.communities)
        entries = sum(_ledger(path.parent, at) for at, path in enumerate(sorted(root.glob("plans/*/*/profile.yaml"))))
        print(f"{number} communities, {entries} ledger entries")
        _cold(root)
        _warm(root)
        _page(root)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communities", type=int, default=24_000)
    parser.add_argument("--work", type=Path, help="where the files lie while it runs")
    return parser.parse_args()


def _cold(root: Path) -> None:
    """The first measurement, against composing every YAML file, which no reader that gives places can do without."""
    composed = float(_python(_COMPOSE, str(root)))
    took = _run(root)
    _say("from cold", f"{took.cpu:.2f} s = {took.cpu / composed:.2f} x composing the YAML files, {composed:.2f} s")
    _say("", f"{took.wall:.2f} s by the clock, {took.memory:.0f} MB")


def _warm(root: Path) -> None:
    """Further measurements: nothing has changed, another day, one profile has changed."""
    time.sleep(2.5)  # stamps younger than that are not believed
    _run(root)
    paths = json.loads(_python(_PATHS, str(root)))
    alone = statistics.median(float(_python(_STAT, said=json.dumps(paths))) for _ in range(ROUNDS))
    took = _best([_run(root) for _ in range(ROUNDS)])
    _compare("nothing changed", took, alone, len(paths))
    _say("", f"{took.wall:.2f} s by the clock, {took.memory:.0f} MB")
    profile = next(root.glob("plans/*/*/profile.yaml"))
    district.change(profile)
    _compare("one profile changed", _run(root), alone, len(paths))
    yesterday = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011  (the day that the command takes for today)
    _compare("as of yesterday, the first time", _run(root, "--as-of", yesterday), alone, len(paths))


def _page(root: Path) -> None:
    took = _best([_run(root, "--html")])
    page = next(root.glob("output/coverage/*.html"))
    _say("with the page", f"{took.cpu:.2f} s, {page.stat().st_size / 1e6:.1f} MB of HTML")


def _compare(name: str, took: Took, alone: float, number: int) -> None:
    _say(name, f"{took.cpu:.3f} s = {took.cpu / alone:.2f} x os.stat of {number} paths, {alone:.3f} s")


def _run(root: Path, *options: str) -> Took:
    """What `plangen coverage` took."""
    plangen = str(Path(sys.executable).with_name("plangen"))
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        command = [plangen, "-C", str(root), "coverage", *options]
        process = subprocess.Popen(command, cwd=ROOT, stdout=told, stderr=subprocess.STDOUT)
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        text = told.read()
    if process.returncode not in {0, 1} or "coverage on " not in text:  # 1: chance gave two communities one name
        sys.exit(f"exit code {process.returncode}:\n{text[-3000:]}")
    return Took(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1000)


def _best(found: list[Took]) -> Took:
    """The least that any round took: what else the machine does only ever adds to it."""
    return Took(min(one.cpu for one in found), min(one.wall for one in found), max(one.memory for one in found))


def _python(code: str, *arguments: str, said: str = "") -> str:
    """What a program prints, in an interpreter of its own."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, input=said, capture_output=True, text=True, check=True).stdout


_STAT = """
import json, os, sys, time
paths = json.load(sys.stdin)
begin = time.process_time()
for path in paths:
    try:
        os.stat(path)
    except OSError:
        pass
print(time.process_time() - begin)
"""

_COMPOSE = """
import sys, time
from pathlib import Path
import yaml
texts = [path.read_bytes() for path in sorted(Path(sys.argv[1], "plans").rglob("*.yaml"))]
begin = time.process_time()
for text in texts:
    yaml.compose(text, yaml.CSafeLoader)
print(time.process_time() - begin)
"""

_PATHS = """
import json, sys
from pathlib import Path
from generator.coverage.memory import Memory
root = Path(sys.argv[1])
memory = Memory(root)
settings, templates, _data = memory.about("ground")
paths = [*settings, *templates, *(f"plans/{town}/town.yaml" for town in memory.about("towns"))]
for _slug, kept in memory.kept():
    paths += kept.paths
print(json.dumps([f"{root}/{path}" for path in paths]))
"""


def _ledger(folder: Path, at: int) -> int:
    """How many entries were written into a ledger: three of four communities have a plan."""
    day = date(2025, 1, 1) + timedelta(days=at % 480)
    due = day + timedelta(days=1095 if at % 8 else 360)
    adopt = Adopt(
        on=day,
        by="应急专员",
        version="V1.0",
        signed_on=day,
        signer=f"张示例{at % 97}",
        review_due=due,
        proves=SUBJECTS if at % 9 else SUBJECTS[:4],
    )
    filed = File(
        on=day + timedelta(days=20),
        by="应急专员",
        version="V1.0",
        received_by="街镇应急管理站",
        receipt_no=f"备〔{day.year}〕{at}号",
    )
    handed = HandOut(
        on=day + timedelta(days=30),
        by="应急专员",
        version="V1.0",
        rows=tuple(
            Copy(copy=str(number), post=post, received_on=day + timedelta(days=30), receipt=True)
            for number, post in enumerate(("组长", "一网格网格长", "二网格网格长", "街镇应急管理站"), 1)
        ),
    )
    again = Reconfirm(
        on=day + timedelta(days=180), by="应急专员", version="V1.0", review_due=day + timedelta(days=1095), why="不用改"
    )
    entries: list[LedgerEntry] = [adopt, filed, handed, again][: 4 - at % 4 if at % 4 else 4]
    if at % 4 == 3:
        return 0
    previous: str | None = None
    (folder / "revisions").mkdir(exist_ok=True)
    for number, entry in enumerate(entries, 1):
        kind = _KINDS[type(entry)]
        data = render_entry(replace(entry, schema=1, number=number, kind=kind, previous=previous))
        (folder / "revisions" / entry_name(number, kind)).write_bytes(data)
        previous = hashlib.sha256(data).hexdigest()
    return len(entries)


def _say(name: str, figures: str) -> None:
    print(f"{name:36} {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
