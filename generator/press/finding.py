"""Where LibreOffice is on this machine, and a Python that can talk to it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg7_office as codes

CHOSEN = "PLANGEN_OFFICE"
"""The variable that names the program `soffice` where it is not found by itself."""

_PATIENCE_S = 60
# Where LibreOffice's own installers put it, which the PATH does not name. Not tried on Windows and macOS.
_USUAL = ("/opt/libreoffice*/program", "/Applications/LibreOffice.app/Contents/MacOS")
_WINDOWS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
_BROUGHT = ("python", "python.exe", "../Resources/python")
"""Where a LibreOffice from libreoffice.org has its Python, seen from the program."""


@dataclass(frozen=True, slots=True)
class Found:
    """LibreOffice's program, and how to start a Python that has its `uno`."""

    soffice: str
    python: tuple[str, ...]


def find_office() -> tuple[Found | None, list[Problem]]:
    """LibreOffice with Writer and a Python for it; if there is none, why. Looked for once.

    Codes: PG700 (none), PG701 (no Writer), PG702 (no `uno`).
    """
    found, problems = _find(os.environ.get(CHOSEN, ""), os.environ.get("PATH", ""))
    return found, list(problems)


def require_office() -> Found:
    """LibreOffice. Raises: PlangenError as `find_office`."""
    found, problems = find_office()
    if found is None:
        raise PlangenError(*problems)
    return found


@functools.cache
def _find(chosen: str, path: str) -> tuple[Found | None, tuple[Problem, ...]]:
    return choose(_programs(chosen, path), tuple(_pythons(path)))


def choose(programs: Iterable[Path], pythons: tuple[tuple[str, ...], ...]) -> tuple[Found | None, tuple[Problem, ...]]:
    """The first of the programs that has Writer, with the first Python that can talk to it; else what is missing."""
    problems: list[Problem] = []
    for program in programs:
        folder = str(program.parent)
        if not _has_writer(program):
            problems.append(codes.WRITER_MISSING.at(Place(), found=folder))
            continue
        for python in (*_brought_by(program), *pythons):
            if _has_uno(python):
                return Found(str(program), python), ()
        problems.append(codes.UNO_MISSING.at(Place(), found=folder))
    return None, tuple(problems[:1]) or (codes.OFFICE_MISSING.at(Place()),)


def _programs(chosen: str, path: str) -> Iterator[Path]:
    """Every LibreOffice, the one that was chosen alone.

    Linux: the program itself rather than the script that starts it, which looks for Java and leaves a shell waiting.
    """
    if chosen:
        places = [Path(chosen)]
    else:
        named = [shutil.which(name, path=path) for name in ("soffice", "libreoffice")]
        places = [Path(place) for place in named if place]
        places += [place / "soffice" for pattern in _USUAL for place in sorted(Path("/").glob(pattern[1:]))]
        places += [
            Path(os.environ[name], "LibreOffice", "program", "soffice.exe") for name in _WINDOWS if name in os.environ
        ]
    seen = set()
    for place in places:
        real = place.resolve()
        program = real.with_name("soffice.bin") if sys.platform == "linux" else real
        program = program if program.is_file() else real
        if program.is_file() and program not in seen:
            seen.add(program)
            yield program


def _has_writer(program: Path) -> bool:
    """Whether Writer is there; its library has another name on each system, and macOS keeps it in a folder beside."""
    folders = (program.parent, program.parent.parent / "Frameworks")
    return any(next(folder.glob("*swlo.*"), None) is not None for folder in folders)


def _brought_by(program: Path) -> Iterator[tuple[str, ...]]:
    """The Python that a LibreOffice brings; its own variables must reach it."""
    for name in _BROUGHT:
        brought = program.parent / name
        if brought.is_file():
            yield (str(brought), "-s")


def _pythons(path: str) -> Iterator[tuple[str, ...]]:
    """The system's Pythons, shielded from whatever the user has set up."""
    names = ["/usr/bin/python3", shutil.which("python3", path=path), sys.executable]
    yield from ((name, "-I") for name in dict.fromkeys(names) if name and Path(name).is_file())


def _has_uno(python: tuple[str, ...]) -> bool:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(  # noqa: S603  (a Python, with words of our own)
            [*python, "-c", "import uno"],
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
