"""The engine against docxtpl's plain loop and carbone: same document, same contexts, equal output, one run.

    python benchmarks/render.py [--documents 200] [--rounds 5] [--manual]

Etiquette: outputs are compared before anything is timed; each peer runs in a process of its own, pinned to one core;
rounds are interleaved and their order reversed every other time; medians of CPU time; ratios within this run only.
Output goes to a memory file system where there is one. `--manual` measures `build`'s own render of a real manual of
the sample district, numbers and references included, against docxtpl on the same pieces joined into one DOCX.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import document  # noqa: E402  (benchmarks are scripts, no package)

CARBONE = "carbone@3.8.2"


def main() -> int:
    """The exit code: 0, or 1 when outputs differ."""
    options = _options()
    memory = Path("/dev/shm")  # noqa: S108  (a memory file system, when there is one)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        work = Path(folder)
        if options.manual:
            import manual

            peers = manual.prepare(work, options.documents)
        else:
            peers = _prepare(work, options.documents)
        return _measure(peers, work, options.rounds, options.slow_documents)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--slow-documents", type=int, default=20, help="documents per round for docxtpl")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--manual", action="store_true")
    return parser.parse_args()


def _prepare(work: Path, number: int) -> dict[str, list[str]]:
    (work / "docxtpl.docx").write_bytes(document.template(document.DOCXTPL))
    (work / "carbone.docx").write_bytes(document.template(document.CARBONE))
    (work / "contexts.json").write_text(json.dumps(document.contexts(number), ensure_ascii=False), encoding="utf-8")
    modules = _carbone()
    python = sys.executable
    peers = {
        "plangen": [python, str(HERE / "peers/engine.py"), str(work / "docxtpl.docx")],
        "docxtpl": [python, str(HERE / "peers/docxtpl_loop.py"), str(work / "docxtpl.docx")],
    }
    if modules:
        peers["carbone"] = ["node", str(HERE / "peers/carbone.js"), str(work / "carbone.docx")]
        os.environ["NODE_PATH"] = str(modules)
    return peers


def _carbone() -> Path | None:
    """The node_modules folder that holds carbone, installed on first use; None without Node.js."""
    if not shutil.which("npm"):
        print("npm is missing: carbone is left out", file=sys.stderr)
        return None
    folder = Path(os.environ.get("PEERS_DIR") or Path(tempfile.gettempdir()) / "plangen-peers") / "node"
    if not (folder / "node_modules/carbone").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "init", "-y"], cwd=folder, check=True, capture_output=True)
        subprocess.run(["npm", "install", CARBONE], cwd=folder, check=True, capture_output=True)
    return folder / "node_modules"


def _measure(peers: dict[str, list[str]], work: Path, rounds: int, slow: int) -> int:
    for name in peers:
        (work / name).mkdir()
    few = work / "few.json"
    few.write_bytes(_first(work / "contexts.json", slow))
    contexts = {name: few if name == "docxtpl" else work / "contexts.json" for name in peers}
    for name, command in peers.items():  # once unmeasured: the outputs that are compared
        _run(command, contexts[name], work / name, 1)
    compare = _equal if "carbone" in peers or not (work / "joined.docx").exists() else _alike
    if not compare(peers, work, slow):
        return 1
    figures: dict[str, list[float]] = {name: [] for name in peers}
    for i in range(rounds):
        order = list(peers.items())
        for name, command in order if i % 2 == 0 else reversed(order):
            figures[name].append(_run(command, contexts[name], work / name, 1))
    _show(figures, work)
    return 0


def _first(path: Path, number: int) -> bytes:
    """The first contexts of a file, in the file's own form."""
    data = path.read_bytes()
    if data.startswith(b"["):
        return json.dumps(json.loads(data)[:number], ensure_ascii=False).encode()
    return pickle.dumps(pickle.loads(data)[:number])


def _alike(_peers: dict[str, list[str]], work: Path, number: int) -> bool:
    """Whether docxtpl's paragraphs are plangen's but for numbers, references and contents, which it cannot make."""
    for i in range(number):
        ours, theirs = ((work / name / f"{i}.docx").read_bytes() for name in ("plangen", "docxtpl"))
        missing = document.missing(ours, theirs)
        if missing:
            print(f"document {i}: docxtpl has what plangen has not: {missing[:3]}", file=sys.stderr)
            return False
    return True


def _run(command: list[str], contexts: Path, output: Path, rounds: int) -> float:
    pinned = ["taskset", "-c", "1"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
    done = subprocess.run(
        [*pinned, *command, str(contexts), str(output), str(rounds)], check=True, capture_output=True, text=True
    )
    return float(json.loads(done.stdout.splitlines()[-1])["cpu"])


def _equal(peers: dict[str, list[str]], work: Path, number: int) -> bool:
    for i in range(number):
        texts = {name: document.paragraphs((work / name / f"{i}.docx").read_bytes()) for name in peers}
        first, *others = texts
        for other in others:
            if texts[first] != texts[other]:
                differing = next((p for p in zip(texts[first], texts[other], strict=False) if p[0] != p[1]), None)
                print(f"document {i}: {first} and {other} differ: {differing}", file=sys.stderr)
                return False
    return True


def _show(figures: dict[str, list[float]], work: Path) -> None:
    base = statistics.median(figures["docxtpl"])
    fastest = min((statistics.median(v) for k, v in figures.items() if k != "plangen"), default=base)
    print(f"{'engine':10} {'docs/s':>8} {'min..max':>16} {'x docxtpl':>10} {'kB':>6}")
    for name, seconds in sorted(figures.items(), key=lambda item: statistics.median(item[1])):
        middle = statistics.median(seconds)
        spread = f"{1 / max(seconds):.1f}..{1 / min(seconds):.1f}"
        size = (work / name / "0.docx").stat().st_size / 1000
        print(f"{name:10} {1 / middle:8.1f} {spread:>16} {base / middle:10.1f} {size:6.0f}")
    ours = statistics.median(figures["plangen"])
    print(f"plangen against docxtpl: {base / ours:.0f} x; against the fastest peer: {fastest / ours:.0f} x")


if __name__ == "__main__":
    sys.exit(main())
