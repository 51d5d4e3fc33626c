"""Bulk regeneration of a synthetic district against docxtpl's plain loop, in one run.

    python benchmarks/bulk.py [--communities 2000] [--slow 40] [--work DIR]

The communities are copies of the sample district's, each with names, places, phones and codes of its own. Measured:
everything from cold, a template that all manuals use, one profile, nothing at all; one and two processes; peak memory;
start-up. docxtpl gets each sample community's own pieces, joined into one DOCX beforehand (which it cannot do itself),
and contexts that are ready; it counts no headings and searches no public edition. CPU time, ratios within this run.
The files lie in a memory file system where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import district  # noqa: E402  (benchmarks are scripts, no package)

ROOT = HERE.parent
COVER = "templates/manual/front/cover.docx"
EDITIONS = 2


def main() -> int:
    """The exit code: 0, or 1 when a build failed."""
    options = _options()
    memory = Path("/dev/shm")  # noqa: S108  (a memory file system, when there is one)
    with tempfile.TemporaryDirectory(dir=options.work or (memory if memory.is_dir() else None)) as folder:
        work = Path(folder)
        os.environ["PLANGEN_CACHE"] = str(work / "cache")
        root = work / "district"
        number = district.write(root, options.communities)
        manuals = number * EDITIONS
        print(f"{number} communities, {manuals} manuals")
        docxtpl = _docxtpl(work, options.slow)
        print(f"{'docxtpl, plain loop':34} {1000 * docxtpl:9.1f} ms a manual")
        _bulk(root, manuals, docxtpl)
        _small(root)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communities", type=int, default=2000)
    parser.add_argument("--slow", type=int, default=40, help="documents for docxtpl")
    parser.add_argument("--work", type=Path, help="where the files lie while it runs")
    return parser.parse_args()


def _bulk(root: Path, manuals: int, docxtpl: float) -> None:
    """The builds of many."""
    walls: dict[str, float] = {}
    for jobs in (1, 2):
        shutil.rmtree(root / "output", ignore_errors=True)
        shutil.rmtree(os.environ["PLANGEN_CACHE"], ignore_errors=True)
        _show(f"from cold, {jobs} process(es)", _run(root, manuals, "-j", str(jobs)), manuals, docxtpl, walls)
        for _round in range(2):
            district.touch_piece(root / COVER)
            took = _run(root, manuals, "-j", str(jobs))
            _show(f"a template touched, {jobs} process(es)", took, manuals, docxtpl, walls)
    one, two = walls["a template touched, 1 process(es)"], walls["a template touched, 2 process(es)"]
    print(f"two processes: {one / two:.2f} x one by wall clock")


def _small(root: Path) -> None:
    """What changes little or nothing, and start-up, as multiples of what the system itself needs."""
    time.sleep(2.5)  # stamps younger than that are not believed
    _run(root, 0)
    nothing = [_run(root, 0)[1] for _ in range(3)]
    stat_s, paths = _stat(root)
    print(f"{'nothing touched':34} {statistics.median(nothing):9.3f} s = {statistics.median(nothing) / stat_s:.2f} x")
    print(f"{'  os.stat of the same paths':34} {stat_s:9.3f} s ({paths} paths)")
    profile = next(root.glob("plans/*/*/profile.yaml"))
    profile.write_text(profile.read_text("utf-8").replace("kind: ", "kind:  ", 1), "utf-8")
    print(f"{'one profile touched, same values':34} {_run(root, 0)[1]:9.3f} s")
    district.change(profile)
    print(f"{'one profile changed':34} {_run(root, None)[1]:9.3f} s")
    empty = _seconds([sys.executable, "-c", "pass"])
    slug = "/".join(profile.parts[-3:-1])
    for name, arguments in (("plangen --help", ["--help"]), ("one build, warm", ["build", slug, "--force"])):
        took = _seconds([*_plangen(root), *arguments])
        print(f"{name:34} {took:9.3f} s = {took / empty:.1f} x an empty interpreter")


def _plangen(root: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("plangen")), "-C", str(root)]


def _run(root: Path, expected: int | None, *options: str) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory in MB of a build of all; so many manuals must come of it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    done = subprocess.run(
        [*_plangen(root), "build", "--all", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    built = sum(line.startswith("built ") for line in done.stdout.splitlines())
    if done.returncode or (expected is not None and built != expected):
        sys.exit(f"{built} manuals built, not {expected}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, after.ru_maxrss / 1000


def _show(name: str, took: tuple[float, float, float], manuals: int, docxtpl: float, walls: dict[str, float]) -> None:
    cpu, wall, memory = took
    walls[name] = min(wall, walls.get(name, wall))
    each = cpu / manuals
    print(f"{name:34} {1000 * each:9.2f} ms a manual, {docxtpl / each:5.1f} x docxtpl, {wall:.1f} s, {memory:.0f} MB")


def _seconds(command: list[str], rounds: int = 7) -> float:
    found = []
    for _ in range(rounds):
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def _stat(root: Path) -> tuple[float, int]:
    """Seconds of `os.stat` for every path that a no-op must look at, in a fresh interpreter, without its start."""
    paths = [str(path) for path in (root / "plans").rglob("*")]
    paths += [str(path) for path in (root / "output").rglob("*.docx")]
    code = (
        "import json, os, sys, time\n"
        "paths = json.load(sys.stdin)\n"
        "begin = time.perf_counter()\n"
        "for path in paths:\n    os.stat(path)\n"
        "print(time.perf_counter() - begin)"
    )
    command = [sys.executable, "-c", code]
    found = [
        float(subprocess.run(command, input=json.dumps(paths), capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    return statistics.median(found), len(paths)


def _docxtpl(work: Path, number: int) -> float:
    """CPU seconds per manual of docxtpl's plain loop, over every kind of community of the sample district."""
    done = subprocess.run(
        [sys.executable, str(HERE / "peers/bulk_docxtpl.py"), str(work), str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
