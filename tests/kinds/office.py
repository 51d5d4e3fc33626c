"""Cases of LibreOffice: whether it is there, and what becomes of documents when it fails.

`programs`: what is installed, each with `writer` and `uno` true or false. `starts: false`: one that ends at once.
`documents`: a name for each, with what befalls it: `dies` or `hangs` (LibreOffice, so many times), `lost` (the process
that prints, so many times), `broken` (the document).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from printing import kill
from printing import letter

from generator.press.finding import CHOSEN
from generator.press.finding import choose
from generator.press.office import Office
from generator.press.offices import Failed
from generator.press.offices import print_each
from generator.problems import PlangenError
from generator.problems import Problem


@dataclass(frozen=True)
class Press:
    """Prints letters, and lets befall them what a case says; marks in a folder count how often it has."""

    folder: str
    fates: Mapping[str, Mapping[str, int]]

    def __call__(self, office: Office, name: str) -> tuple[str, int]:
        """The name and how many pages it has."""
        fate = self.fates.get(name, {})
        deadline_s = None
        if self._befalls(name, "lost", fate):
            os.kill(os.getpid(), signal.SIGKILL)
        if self._befalls(name, "dies", fate):
            kill(office)
        if self._befalls(name, "hangs", fate):
            kill(office, signal.SIGSTOP)
            deadline_s = 0.5
        return name, office.print_docx(b"" if "broken" in fate else letter(name), deadline_s=deadline_s).count

    def _befalls(self, name: str, what: str, fate: Mapping[str, int]) -> bool:
        marks = len(list(Path(self.folder).glob(f"{name}.{what}.*")))
        if marks >= fate.get(what, 0):
            return False
        Path(self.folder, f"{name}.{what}.{marks}").touch()
        return True


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What choosing an office, or printing, reports."""
    if "programs" in case:
        programs = [_install(folder / str(number), **program) for number, program in enumerate(case["programs"])]
        return list(choose(programs, ((sys.executable, "-I"),))[1])
    if "starts" in case:
        with pytest.MonkeyPatch.context() as variables:
            variables.setenv(CHOSEN, str(_install(folder / "office", writer=True, uno=True)))
            try:
                list(print_each(Press(str(folder), {}), ["通知"], jobs=1))
            except PlangenError as error:
                return list(error.problems)
    results = list(print_each(Press(str(folder), case["documents"]), list(case["documents"]), jobs=case.get("jobs", 1)))
    return [result.problem for result in results if isinstance(result, Failed)]


def _install(folder: Path, *, writer: bool, uno: bool) -> Path:
    """A program that ends at once, where LibreOffice would lie."""
    folder.mkdir()
    program = folder / "soffice.bin"
    scripts = {program: "exit 1", folder / "python": "exit 0" if uno else "exit 1"}
    for path, script in scripts.items():
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
    if writer:
        (folder / "libswlo.so").touch()
    return program
