"""Cases of builds: who holds the workspace's lock, and what became of the workers.

`lock` is what stands in the lock file: `who`, `host` (`here` for this computer), `pid` (`dead` or `alive`), `since`.
`lost` and `fails` name a community whose worker died, or at which the program failed.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.bulk import lock
from generator.bulk.worker import fault_of
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg8_build


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What taking the lock, or a build, reports."""
    if "lost" in case:
        place = Place(file=f"plans/{case['lost']}/profile.yaml")
        return [pg8_build.WORKER_LOST.at(place, found=case["name"], folder=case["lost"])]
    if "fails" in case:
        place = Place(file=f"plans/{case['fails']}/profile.yaml")
        return [pg8_build.COMMUNITY_FAULT.at(place, kind=fault_of(ZeroDivisionError("secret")).kind)]
    if "lock" in case:
        (folder / lock.NAME).write_text(json.dumps(_holder(case["lock"])))
    try:
        with lock.locked(folder) as notes:
            return notes
    except PlangenError as error:
        return list(error.problems)


def _holder(said: dict[str, Any]) -> dict[str, Any]:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    pid = {"dead": process.pid, "alive": os.getpid()}[said["pid"]]
    host = socket.gethostname() if said["host"] == "here" else said["host"]
    return {**said, "pid": pid, "host": host}
