"""Bulk regeneration of a synthetic district against docxtpl's plain loop, in one run.

    python benchmarks/bulk.py [--communities 2000] [--idle 10000] [--slow 120] [--work DIR]

The communities are copies of the sample district's, each with names, places, phones and codes of its own; two editions
each. Measured: everything from cold, a template that all manuals use, one profile, nothing at all; one and two
processes; peak memory of parent and worker; start-up. Doing nothing is also measured over `--idle` communities, against
an `os.stat` of the very paths that plangen remembers.

docxtpl gets each sample community's own pieces, joined into one DOCX beforehand (which it cannot do itself), and
contexts that are ready; it counts no headings and searches no public edition. `--slow` of its manuals are sampled, and
what it writes is compared with plangen's manual first. CPU time of all processes, so that other work on the machine
does not count; ratios within this run. The files lie in a memory file system where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import district  # noqa: E402  (benchmarks are scripts, no package)

from generator.bulk.state import State  # noqa: E402

COVER = "templates/manual/front/cover.docx"
EDITIONS = 2
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Took:
    """What one command took: CPU and wall seconds, and the largest memory of one of its processes in MB."""

    cpu: float
    wall: float
    memory: float


def main() -> int:
    """The exit code: 0; a build that fails ends the run."""
    options = _options()
    memory = Path("/dev/shm")  # noqa: S108  (a memory file system, when there is one)
    with tempfile.TemporaryDirectory(dir=options.work or (memory if memory.is_dir() else None)) as folder:
        work = Path(folder)
        os.environ["PLANGEN_CACHE"] = str(work / "cache")
        # docxtpl was compiled when it was installed; a program that is worked on is compiled when it first runs.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        docxtpl = _docxtpl(work, options.slow)
        _say("docxtpl's plain loop", f"{1000 * docxtpl:.1f} ms a manual, {options.slow} sampled")
        root = work / "district"
        number = district.write(root, options.communities)
        print(f"{number} communities, {number * EDITIONS} manuals")
        _bulk(root, number * EDITIONS, docxtpl)
        _little(root)
        shutil.rmtree(root)
        if options.idle:
            number = district.write(root, options.idle)
            print(f"{number} communities, one edition")
            _run(root, number, "--edition", "internal")
            _nothing(root, "--edition", "internal")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communities", type=int, default=2000)
    parser.add_argument("--idle", type=int, default=10_000, help="communities of which nothing is built; 0: none")
    parser.add_argument("--slow", type=int, default=120, help="documents for docxtpl")
    parser.add_argument("--work", type=Path, help="where the files lie while it runs")
    return parser.parse_args()


def _bulk(root: Path, manuals: int, docxtpl: float) -> None:
    """The builds of many, one process and two in turn."""
    town = next((root / "plans").glob("*/town.yaml")).parent.name
    _forget(root)
    _say("memory, one town from cold", f"{_run(root, None, '--town', town, '-j', '1').memory:.0f} MB")
    touched: dict[int, list[Took]] = {1: [], 2: []}
    for jobs in (1, 2):
        _forget(root)
        _show(f"from cold, {jobs} process(es)", [_run(root, manuals, "-j", str(jobs))], manuals, docxtpl)
    for turn in range(ROUNDS):
        for jobs in (1, 2) if turn % 2 == 0 else (2, 1):
            district.touch_piece(root / COVER)
            touched[jobs].append(_run(root, manuals, "-j", str(jobs)))
    for jobs, found in touched.items():
        _show(f"a template touched, {jobs} process(es)", found, manuals, docxtpl)
    one, two = (_best(touched[jobs]) for jobs in (1, 2))
    _say("two processes", f"{2 * one.cpu / two.cpu:.2f} x one by CPU time, {one.wall / two.wall:.2f} x by the clock")


def _little(root: Path) -> None:
    """What changes little or nothing, and start-up, as multiples of what the system itself needs."""
    _nothing(root)
    profile = next(root.glob("plans/*/*/profile.yaml"))
    profile.write_text(profile.read_text("utf-8").replace("kind: ", "kind:  ", 1), "utf-8")
    _say("one profile touched, same values", f"{_run(root, 0).cpu:.3f} s")
    district.change(profile)
    _say("one profile changed", f"{_run(root, None).cpu:.3f} s")
    empty = _start([sys.executable, "-c", "pass"])
    slug = "/".join(profile.parts[-3:-1])
    for name, arguments in (("plangen --help", ["--help"]), ("one manual, two editions", ["build", slug, "--force"])):
        took = _start([*_plangen(root), *arguments])
        _say(name, f"{took:.3f} s = {took / empty:.1f} x an empty interpreter")


def _nothing(root: Path, *options: str) -> None:
    """A build of all that has nothing to do, against looking at the same files and folders without any thought."""
    time.sleep(2.5)  # stamps younger than that are not believed
    _run(root, 0, *options)
    took = statistics.median(_run(root, 0, *options).cpu for _ in range(ROUNDS))
    paths = _remembered(root)
    alone = statistics.median(_stat(paths) for _ in range(ROUNDS))
    _say("nothing touched", f"{took:.3f} s = {took / alone:.2f} x os.stat of {len(paths)} paths, {alone:.3f} s")


def _remembered(root: Path) -> list[str]:
    """Every path that plangen looks at to see that nothing has changed."""
    state = State(root)
    site = state.site()
    paths = [*site.settings_seen, *site.templates_seen] if site is not None else []
    for _slug, row in state.rows():
        paths += [*row.seen, *(outcome.path for outcome in row.outcomes.values())]
    state.close()
    return [f"{root}/{path}" for path in paths]


def _stat(paths: list[str]) -> float:
    """CPU seconds of `os.stat` for each path, in an interpreter of its own, without its start."""
    code = (
        "import json, os, sys, time\n"
        "paths = json.load(sys.stdin)\n"
        "begin = time.process_time()\n"
        "for path in paths:\n"
        "    try:\n        os.stat(path)\n"
        "    except OSError:\n        pass\n"
        "print(time.process_time() - begin)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=json.dumps(paths), capture_output=True, text=True, check=True)
    return float(done.stdout)


def _plangen(root: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("plangen")), "-C", str(root)]


def _forget(root: Path) -> None:
    shutil.rmtree(root / "output", ignore_errors=True)
    shutil.rmtree(os.environ["PLANGEN_CACHE"], ignore_errors=True)


def _run(root: Path, expected: int | None, *options: str) -> Took:
    """What a build of all took (of a town, if the options say so); so many manuals must come of it."""
    whole = [] if "--town" in options else ["--all"]
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(
            [*_plangen(root), "build", *whole, *options], cwd=ROOT, stdout=told, stderr=subprocess.STDOUT
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begin
        told.seek(0)
        text = told.read()
    built = sum(line.startswith("built ") for line in text.splitlines())
    if process.returncode or (expected is not None and built != expected):
        sys.exit(f"{built} manuals built, not {expected}:\n{text[-3000:]}")
    return Took(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1000)


def _best(found: list[Took]) -> Took:
    """The least that any round took: what else the machine does only ever adds to it."""
    return Took(min(one.cpu for one in found), min(one.wall for one in found), max(one.memory for one in found))


def _show(name: str, found: list[Took], manuals: int, docxtpl: float) -> None:
    took = _best(found)
    each = took.cpu / manuals
    said = f"{1000 * each:.2f} ms a manual, {docxtpl / each:.1f} x docxtpl per core, {took.wall:.1f} s"
    _say(name, f"{said}, {took.memory:.0f} MB at most")


def _say(name: str, figures: str) -> None:
    print(f"{name:36} {figures}", flush=True)


def _start(command: list[str], rounds: int = 9) -> float:
    """CPU seconds from start to end, the least of several times."""
    found = []
    for _ in range(rounds):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command} failed")
        found.append(used.ru_utime + used.ru_stime)
    return min(found)


def _docxtpl(work: Path, number: int) -> float:
    """CPU seconds per manual of docxtpl's plain loop, over every kind of community of the sample district."""
    done = subprocess.run(
        [sys.executable, str(HERE / "peers/bulk_docxtpl.py"), str(work), str(number)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
