"""Disk: the only module that touches it. Reading, atomic writing, listing.

Nothing here raises for what a user can mend: functions return `(value, problems)` or a list of problems.
Places name files relative to `root` (the workspace) when it is given, with `/` on every system.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import threading
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg0_command as codes
from generator.problems.pg0_starter import NOT_EMPTY
from generator.refused import is_absent
from generator.refused import unreadable
from generator.refused import unwritable

MIB = 1024 * 1024

# Word, WPS and LibreOffice put these beside a file that they hold open.
_LOCK_PREFIXES = ("~$", ".~")
_REPLACE_WAITS_S = (0.02, 0.05, 0.1, 0.2, 0.4)  # a virus scanner lets go within a second, Word does not


def shown(path: Path, root: Path | None = None) -> str:
    """`path` as messages name it: relative to `root` where it lies below it, with `/`, always printable."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow links and name another file)
    text = path.as_posix()
    if root is not None:
        base = Path(os.path.abspath(root))  # noqa: PTH100
        if absolute.is_relative_to(base):
            text = absolute.relative_to(base).as_posix()
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def inside(root: Path, path: Path) -> bool:
    """Whether `path`, links followed, stays below `root`; a path that does not exist yet is judged by its folder."""
    try:
        return path.resolve().is_relative_to(_resolved(root) if root.is_absolute() else root.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links leads nowhere, a null byte names nothing
        return False


@lru_cache(maxsize=16)
def _resolved(root: Path) -> Path:
    """The workspace with links followed: asked for with every file of it, and it stays where it is."""
    return root.resolve()


def _barred(root: Path | None, path: Path, place: Place) -> list[Problem]:
    """Why `path` is not touched, if it is not: it leads out of `root`, or the system cannot spell it."""
    if root is None or inside(root, path):
        return []
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        return [unreadable(path, place, error)]
    return [codes.OUTSIDE_WORKSPACE.at(place)]


def read_bytes(path: Path, limit: int, *, root: Path | None = None) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or `None` and the problem that kept them away.

    Codes: PG001 (missing), PG002 (too large), PG003 (not readable), PG004 (open elsewhere), PG005 (outside `root`),
    PG006 (not a file), PG011 (name not in the system's encoding).
    """
    place = Place(file=shown(path, root))
    if barred := _barred(root, path, place):
        return None, barred
    try:
        # O_NONBLOCK: a named pipe in a workspace must not hang the program before it is seen to be none of ours.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        return None, [unreadable(path, place, error)]
    try:
        with open(handle, "rb") as file:  # noqa: PTH123  (a handle, not a path)
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None, [codes.NOT_A_FILE.at(place)]
            # Read, not measured: a file can grow between the two.
            data = file.read(limit + 1)
    except OSError as error:
        return None, [unreadable(path, place, error)]
    if len(data) > limit:
        return None, [codes.TOO_LARGE.at(place, found=_size(max(len(data), status.st_size)), limit=_size(limit))]
    return data, []


def write_bytes(path: Path, data: bytes, *, root: Path | None = None, durable: bool = True) -> list[Problem]:
    """Nothing, when `path` now holds `data`; else the problem, and what was there before is untouched.

    Written aside in the same folder and renamed: a reader sees the old bytes or the new ones. Flushed to the disk
    before, unless it need not be `durable`: what can be made again need not wait for the disk, which takes ten times
    as long. Missing folders are made. Codes: PG004, PG005, PG007 (not writable), PG008 (disk full), PG011.
    """
    place = Place(file=shown(path, root))
    if barred := _barred(root, path, place):
        return barred
    aside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            return [codes.NOT_A_FILE.at(place)]
        handle, aside = _open_aside(path)
        with open(handle, "wb") as file:  # noqa: PTH123  (a handle, not a path)
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            aside.chmod(stat.S_IMODE(path.stat().st_mode))
        _replace(aside, path)
    except (OSError, ValueError) as error:
        if aside is not None:
            aside.unlink(missing_ok=True)
        return [unwritable(place, error)]
    except BaseException:  # Ctrl-C leaves no litter either
        if aside is not None:
            aside.unlink(missing_ok=True)
        raise
    return []


def write_text(path: Path, text: str, *, root: Path | None = None) -> list[Problem]:
    """Nothing, when `path` now holds `text` in UTF-8, line ends as they are; else the problem."""
    return write_bytes(path, text.encode("utf-8"), root=root)


def remove(path: Path, *, root: Path | None = None) -> list[Problem]:
    """Nothing, when there is no file `path` (any more); else the problem. Codes: PG004, PG005, PG007, PG011."""
    place = Place(file=shown(path, root))
    if barred := _barred(root, path.parent, place):
        return barred
    try:
        path.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        return [unwritable(place, error)]
    return []


def remove_empty(folder: Path, *, root: Path) -> None:
    """Nothing; `folder` and those above it, up to `root`, are gone as far as they are empty."""
    while folder != root and inside(root, folder):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def list_files(folder: Path, suffix: str, *, root: Path | None = None) -> tuple[list[Path], list[Problem]]:
    """All files below `folder` whose name ends in `suffix` (in any case), in one order on every system.

    Lock files of Word, WPS and LibreOffice, and hidden files and folders, are passed over. A missing folder is empty.
    Links that lead out of `root` are a problem (PG005); links to folders are not entered, for they may form a loop.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(current.iterdir())
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(unreadable(current, Place(file=shown(current, root)), error, is_folder=True))
            continue
        for entry in entries:
            if is_lock(entry.name) or entry.name.startswith("."):
                continue
            if os.path.isdir(entry):  # noqa: PTH112  (never raises)
                if not entry.is_symlink():
                    waiting.append(entry)
            elif entry.name.lower().endswith(suffix.lower()):
                barred = _barred(root, entry, Place(file=shown(entry, root)))
                problems += barred
                if not barred:
                    found.append(entry)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix()), problems


def list_docx(folder: Path, *, root: Path | None = None) -> tuple[list[Path], list[Problem]]:
    """All Word files below `folder`, as `list_files` finds them."""
    return list_files(folder, ".docx", root=root)


def is_lock(name: str) -> bool:
    """Whether `name` is a mark that an office program left beside a file it holds open."""
    return name.startswith(_LOCK_PREFIXES)


def stamp_of(path: str) -> tuple[int, int]:
    """When a file or folder was last changed, in nanoseconds, and its size; (0, 0) if there is none.

    A string, not a `Path`: bulk work asks this of a hundred thousand files.
    """
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def is_there(path: str) -> bool:
    """Whether anything bears that name, be it a folder or a link to nowhere; also where the system will not say."""
    try:
        os.lstat(path)
    except (OSError, ValueError) as error:
        return not is_absent(error)  # what is behind a closed door must not count as gone
    return True


def digest_of(path: str, limit: int) -> str:
    """The SHA-256 of a file; of one that is larger than `limit` its size stands for it, of what is no file nothing."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123  (a handle, not a path)
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                return ""
            if found.st_size > limit:
                return f"larger {found.st_size} {found.st_mtime_ns}"
            return hashlib.sha256(file.read(limit + 1)).hexdigest()
    except (OSError, ValueError):
        return ""


def listed(folder: str, root: str = "") -> tuple[list[str], list[str]]:
    """The names of the files and of the folders in a folder, sorted; none where there is no such folder.

    Hidden ones and the lock files of office programs are passed over; links to folders are not followed.
    Raises: PlangenError PG003 if the folder cannot be read: what is in it must not count as gone.
    """
    names: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or is_lock(entry.name):
                    continue
                if entry.is_dir():
                    if not entry.is_symlink():
                        folders.append(entry.name)
                else:
                    names.append(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return [], []
    except OSError as error:
        place = Place(file=shown(Path(folder), Path(root) if root else None))
        raise PlangenError(unreadable(Path(folder), place, error, is_folder=True)) from error
    return sorted(names), sorted(folders)


def create_text(path: Path, text: str) -> bool:
    """Whether `path` was made, with `text` in it; false if it was there already, and nothing was changed then.

    Raises: OSError if it can be neither; then no half of it is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        return False
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  (a handle, not a path)
            file.write(text.encode("utf-8"))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


def create_all(folder: Path, contents: Mapping[str, bytes]) -> list[Problem]:
    """Nothing, when every file of `contents` was made below `folder`; else the problem, and nothing made is left.

    What is there already is never touched. Codes: PG007, PG008, PG030 (a file is there already).
    """
    made: list[Path] = []
    path = folder
    try:
        for name, data in contents.items():
            path = folder / name
            for missing in reversed([parent for parent in path.parents if not parent.exists()]):
                missing.mkdir()
                made.append(missing)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            made.append(path)
            with open(handle, "wb") as file:  # noqa: PTH123  (a handle, not a path)
                file.write(data)
    except BaseException as error:
        for entry in reversed(made):
            entry.rmdir() if entry.is_dir() else entry.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            return [NOT_EMPTY.at(Place(file=shown(folder)), found=path.name)]
        if isinstance(error, OSError | ValueError):
            return [unwritable(Place(file=shown(path)), error)]
        raise  # Ctrl-C leaves nothing either
    return []


def private_folder(path: Path) -> Path | None:
    """`path` as a folder that nobody else can write to, made if need be; `None` where that cannot be had."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            found = path.stat()
            if found.st_uid != os.getuid():
                return None
            if stat.S_IMODE(found.st_mode) & 0o077:
                path.chmod(0o700)
    except OSError:
        return None
    return path


def cache_folder() -> Path:
    """Where caches and logs of this user live: never in a workspace, which may be a shared drive."""
    chosen = os.environ.get("PLANGEN_CACHE", "")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "plangen" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "plangen"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plangen"


def free_bytes(folder: Path) -> int | None:
    """The room left on the disk of `folder`, or of the nearest folder above it that exists; `None` if unknown."""
    for candidate in (folder, *folder.absolute().parents):
        try:
            return shutil.disk_usage(candidate).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _open_aside(path: Path) -> tuple[int, Path]:
    """A new file beside `path`, open for writing, with the permissions that any new file gets there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = 0
    while True:
        aside = path.with_name(f".plangen-{os.getpid()}-{threading.get_ident()}-{number}.tmp")
        try:
            return os.open(aside, flags, 0o666), aside
        except FileExistsError:  # left by a process of the same number that was killed
            number += 1


def _replace(aside: Path, path: Path) -> None:
    """Nothing; `aside` is now `path`. Windows refuses while another program looks at the file, often briefly."""
    for wait_s in _REPLACE_WAITS_S:
        try:
            aside.replace(path)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(wait_s)
        else:
            return
    aside.replace(path)


def _size(count: int) -> str:
    """A size that people read: `12 kB`, `3.4 MB`."""
    if count < 1000:
        return f"{count} B"
    if count < 1000 * 1000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
