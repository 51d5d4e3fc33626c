"""Twenty times SIGKILL for LibreOffice while two of them print fifty manuals: nothing is lost, nothing comes twice.

    plangen build --all
    python benchmarks/office_kills.py [--documents 50] [--kills 20] [--offices 2]

First all are printed in peace; then again, while a LibreOffice is killed at random (always the same random) between
one document and the next. Names, numbers of pages and page numbers must be the same. Linux only: /proc tells which
processes are ours.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.press.office import Office
from generator.press.offices import Failed
from generator.press.offices import print_each

ROOT = Path(__file__).resolve().parents[1]
Row = tuple[str, int, str]


@dataclass(frozen=True)
class Press:
    """Prints manuals of one folder into another."""

    source: str
    target: str

    def __call__(self, office: Office, name: str) -> Row:
        """The name, how many pages, and a digest of all page numbers."""
        printed = office.print_docx(Path(self.source, f"{name}.docx").read_bytes())
        Path(self.target, f"{name}.pdf").write_bytes(printed.pdf)
        numbers = sorted((*printed.pages.items(), *printed.sheets.items()), key=str)
        return name, printed.count, hashlib.sha256(repr(numbers).encode()).hexdigest()[:12]


def offices(folder: str) -> list[int]:
    """The running LibreOffices whose profile is below a folder."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                command = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if b"soffice.bin\0" in command and folder.encode() in command and b"driver.py" not in command:
                found.append(int(process.name))
    return found


class Killer:
    """Kills a LibreOffice some time after every so many documents."""

    def __init__(self, folder: str, kills: int, documents: int) -> None:
        self._folder = folder
        self._random = random.Random(20)  # noqa: S311
        self._due = [round((number + 1) * (documents - 2) / kills) for number in range(kills)]
        self._done = 0
        self.killed = 0

    def heard(self) -> None:
        """Nothing; another document is done."""
        self._done += 1
        while self._due and self._done >= self._due[0]:
            self._due.pop(0)
            threading.Timer(self._random.uniform(0, 1), self._kill).start()

    def _kill(self) -> None:
        for _try in range(200):
            running = offices(self._folder)
            if running:
                os.kill(self._random.choice(running), signal.SIGKILL)
                self.killed += 1
                return
            time.sleep(0.05)


def run(press: Press, names: list[str], number: int, killer: Killer | None) -> tuple[list[Row], list[Failed], float]:
    """What became of all names: rows, failures, seconds."""
    rows: list[Row] = []
    failed: list[Failed] = []
    begun = time.perf_counter()
    for result in print_each(press, names, jobs=number):
        if isinstance(result, Failed):
            failed.append(result)
        else:
            rows.append(result)
        if killer is not None:
            killer.heard()
    return rows, failed, time.perf_counter() - begun


def main() -> None:
    """Prints what was found; stops where anything was lost."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--documents", type=int, default=50)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--offices", type=int, default=2)
    wish = asked.parse_args()
    drafts = sorted((ROOT / "output/drafts").rglob("*.docx"))[: wish.documents]
    assert len(drafts) == wish.documents, f"only {len(drafts)} drafts: plangen build --all"
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        tempfile.tempdir = folder
        names = [f"{number:02}" for number in range(len(drafts))]
        for name, draft in zip(names, drafts, strict=True):
            Path(folder, f"{name}.docx").write_bytes(draft.read_bytes())
        found = {}
        for kills in (0, wish.kills):
            target = Path(folder, f"after-{kills}")
            target.mkdir()
            killer = Killer(folder, kills, len(names)) if kills else None
            rows, failed, seconds = run(Press(folder, str(target)), names, wish.offices, killer)
            twice = [name for name, count in Counter(row[0] for row in rows).items() if count > 1]
            lost = set(names) - {row[0] for row in rows} - {one.name for one in failed}
            print(
                f"{killer.killed if killer else 0} kills: {len(rows)} printed, {len(failed)} reported, "
                f"{len(lost)} lost, "
                f"{len(twice)} twice, {len(list(target.iterdir()))} PDFs, {sum(row[1] for row in rows)} pages, "
                f"{seconds:.0f} s"
            )
            assert not lost
            assert not twice
            found[kills] = sorted(rows)
        left = [path.name for path in Path(folder).iterdir() if path.name.startswith("plangen-office-")]
        print("same numbers:", found[0] == found[wish.kills], "; processes left:", offices(folder), "; folders:", left)
        assert found[0] == found[wish.kills]
        assert not left


if __name__ == "__main__":
    sys.exit(main())
