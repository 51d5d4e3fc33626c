"""One writer at a time: a file in the workspace that names who writes, where, and since when."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.bulk.results import DRAFTS
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg8_build as codes
from generator.refused import unwritable

NAME = ".plangen.lock"
_LIMIT = 4096
_ATTEMPTS = 3
_LAST_PID = 2**31 - 1


class Holder(NamedTuple):
    """Who holds a lock; empty where the file does not say."""

    who: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""


@contextmanager
def locked(root: Path) -> Iterator[list[Problem]]:
    """While it lasts, nobody else writes in the workspace; notes of what was found there.

    Raises: PlangenError PG801 if somebody else does, PG007 or PG008 if no lock can be written.
    """
    path = root / NAME
    holder = Holder(_user(), socket.gethostname(), os.getpid(), datetime.now().astimezone().isoformat(" ", "seconds"))
    text = json.dumps(holder._asdict(), ensure_ascii=False)
    notes = _take(root, path, text)
    try:
        yield notes
    finally:
        # Else somebody has unlocked, and this is not ours any more. Looked at twice: a look may fail, and a lock that
        # stays keeps everybody out.
        if text in {_text(path), _text(path)}:
            files.remove(path, root=root)


def holder_of(root: Path) -> Holder | None:
    """Who writes in the workspace now, or `None`; of a lock that cannot be read nobody knows who."""
    text = _text(root / NAME)
    if text is None:
        return Holder() if files.is_there(str(root / NAME)) else None
    return _holder(text)


def unlock(root: Path) -> list[Problem]:
    """Nothing, when no lock is there any more; else what kept it."""
    return files.remove(root / NAME, root=root)


def sweep(root: Path) -> None:
    """Nothing; what a build that was killed had written aside among the drafts is gone. Only for who holds the lock."""
    from generator import durable  # noqa: PLC0415  (seldom wanted)

    for name in durable.tree(root / DRAFTS, root)[0]:
        if name.rpartition("/")[2].startswith(durable.LEFT_OVER):
            files.remove(root / DRAFTS / name, root=root)


def is_running(pid: int) -> bool:
    """Whether a process of that number runs on this computer."""
    if not 0 < pid <= _LAST_PID:
        return False
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _take(root: Path, path: Path, text: str) -> list[Problem]:
    notes: list[Problem] = []
    place = Place(file=NAME)
    for _attempt in range(_ATTEMPTS):
        try:
            if files.create_text(path, text):
                if notes:
                    sweep(root)
                return notes
        except OSError as error:
            raise PlangenError(unwritable(place, error)) from error
        found = _text(path)
        if found is None:  # gone in the meantime
            continue
        holder = _holder(found)
        if holder.host != socket.gethostname() or is_running(holder.pid):
            break
        notes = [codes.TAKEN_OVER.at(place, who=holder.who, since=holder.since)]
        if _text(path) == found:
            files.remove(path, root=root)
    holder = holder_of(root) or Holder()
    said = {name: str(value) or "?" for name, value in holder._asdict().items()}
    raise PlangenError(codes.LOCKED.at(place, **said))


def _text(path: Path) -> str | None:
    data, _problems = files.read_bytes(path, _LIMIT)
    return None if data is None else data.decode("utf-8", "replace")


def _holder(text: str) -> Holder:
    try:
        said = json.loads(text)
        return Holder(str(said["who"]), str(said["host"]), int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return "?"


def _is_running_on_windows(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  (not everywhere as on Windows)

        query_limited_information, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(query_limited_information, 0, pid)
        if handle:
            code = ctypes.c_ulong()
            known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
            kernel.CloseHandle(handle)
            return not known or code.value == still_active
    return False
