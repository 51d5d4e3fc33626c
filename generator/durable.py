"""Disk, for what must not be lost: files made once and never replaced, folders that appear whole, marked read-only.

Everything is written aside under a name that begins with `.plangen-` (`LEFT_OVER`), flushed to the disk, and renamed:
what a command that was stopped leaves behind bears such a name, never a right one.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from generator import files
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg0_command
from generator.refused import unreadable
from generator.refused import unwritable

LEFT_OVER = ".plangen-"
_SUFFIX = ".tmp"
_READ_ONLY = 0o444
_CHUNK = 1024 * 1024


def create(path: Path, data: bytes, root: Path, *, read_only: bool = False) -> tuple[bool, list[Problem]]:
    """Whether `path` was made and holds `data`; false if anything bears that name already, and nothing was changed.

    It appears whole, or not at all. Codes: PG004, PG005, PG007, PG008, PG009, PG011.
    """
    place = Place(file=files.shown(path, root))
    if barred := _outside(path, root, place):
        return False, barred
    aside = path.with_name(f"{LEFT_OVER}{os.getpid()}-{path.name}{_SUFFIX}")
    try:
        _make(path.parent)
        _write(aside, data, read_only=read_only)
        made = _link(aside, path)
        if os.path.lexists(aside):
            _unlink(aside)
        sync_folder(path.parent)
    except (OSError, ValueError) as error:
        _forget(aside)
        return False, [unwritable(place, error)]
    except BaseException:
        _forget(aside)
        raise
    return made, []


def mark(path: Path, root: Path) -> list[Problem]:
    """Nothing, when there is an empty file `path`, made now or before."""
    place = Place(file=files.shown(path, root))
    if barred := _outside(path, root, place):
        return barred
    try:
        files.create_text(path, "")
        sync_folder(path.parent)
    except (OSError, ValueError) as error:
        return [unwritable(place, error)]
    return []


def create_folder(folder: Path, contents: Mapping[str, bytes], root: Path) -> tuple[bool, list[Problem]]:
    """Whether `folder` was made with these files in it, all read-only; false if there is something of that name.

    It appears whole, or not at all.
    """
    place = Place(file=files.shown(folder, root))
    if barred := _outside(folder, root, place):
        return False, barred
    aside = folder.with_name(f"{LEFT_OVER}{os.getpid()}-{folder.name}{_SUFFIX}")
    try:
        _make(folder.parent)
        if os.path.lexists(folder):
            return False, []
        if aside.exists():
            _clear(aside)
        aside.mkdir()
        for name, data in contents.items():
            _write(aside / name, data, read_only=True)
        sync_folder(aside)
        aside.rename(folder)
        sync_folder(folder.parent)
    except (OSError, ValueError) as error:
        _forget(aside)
        return False, [unwritable(place, error)]
    except BaseException:
        _forget(aside)
        raise
    return True, []


def rename(path: Path, name: str, root: Path) -> list[Problem]:
    """Nothing, when the file has its new name; one that another file has is refused. Codes: PG004, PG005, PG007."""
    place = Place(file=files.shown(path, root))
    if barred := _outside(path, root, place):
        return barred
    try:
        if os.path.lexists(path.with_name(name)):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        path.rename(path.with_name(name))
        sync_folder(path.parent)
    except (OSError, ValueError) as error:
        return [unwritable(place, error)]
    return []


def remove(path: Path, root: Path) -> list[Problem]:
    """Nothing, when there is no such file or folder any more, read-only or not.

    A folder is renamed first: half of one never bears a right name.
    """
    place = Place(file=files.shown(path, root))
    if barred := _outside(path, root, place):
        return barred
    try:
        if path.is_dir() and not path.is_symlink():
            if not path.name.startswith(LEFT_OVER):
                aside = path.with_name(f"{LEFT_OVER}{os.getpid()}-{path.name}{_SUFFIX}")
                if aside.exists():
                    _clear(aside)
                path.rename(aside)
                path = aside
            _clear(path)
        elif os.path.lexists(path):
            _unlink(path)
        else:
            return []
        sync_folder(path.parent)
    except (OSError, ValueError) as error:
        return [unwritable(place, error)]
    return []


def tree(folder: Path, root: Path) -> tuple[list[str], list[Problem]]:
    """The paths of all files below `folder`, relative to it, hidden ones too, sorted.

    Links are not followed. An empty folder is named with a `/` behind it; one that is not there holds nothing.
    """
    found: list[str] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = list(os.scandir(current))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            return found, [unreadable(current, Place(file=files.shown(current, root)), error, is_folder=True)]
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                found.append(Path(entry.path).relative_to(folder).as_posix())
        if not entries and current != folder:
            found.append(current.relative_to(folder).as_posix() + "/")
    return sorted(found), []


def digest(path: Path, root: Path) -> tuple[str, list[Problem]]:
    """The SHA-256 of a file, however large, or nothing and why it could not be read."""
    place = Place(file=files.shown(path, root))
    if barred := _outside(path, root, place):
        return "", barred
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123  (a handle, not a path)
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return "", [pg0_command.NOT_A_FILE.at(place)]
            hashed = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                hashed.update(chunk)
    except (OSError, ValueError) as error:
        return "", [unreadable(path, place, error)]
    return hashed.hexdigest(), []


def sync_folder(folder: Path) -> None:
    """Nothing; the names in `folder` are on the disk, where the system has a way to ask for it (Windows has none)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _outside(path: Path, root: Path, place: Place) -> list[Problem]:
    return [] if files.inside(root, path.parent) else [pg0_command.OUTSIDE_WORKSPACE.at(place)]


def _write(path: Path, data: bytes, *, read_only: bool) -> None:
    """Nothing; the file is new, or was left by a process of the same number that was killed."""
    if os.path.lexists(path):
        _unlink(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with open(handle, "wb") as file:  # noqa: PTH123  (a handle, not a path)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if read_only:
        path.chmod(_READ_ONLY)


def _link(aside: Path, path: Path) -> bool:
    """Whether `aside` is called `path` now, and perhaps still `aside` too; false if another file is.

    A hard link refuses a name that is taken, on every system at once; where there are none (FAT, some shares), the
    workspace's lock keeps others away between the look and the renaming.
    """
    try:
        os.link(aside, path)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError):
        if os.path.lexists(path):
            return False
        aside.rename(path)
    return True


def _make(folder: Path) -> None:
    """Nothing; the folder is there, and those made on the way to it are on the disk."""
    missing = [folder, *folder.parents]
    missing = [above for above in missing if not above.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


def _unlink(path: Path) -> None:
    """Nothing; the file is gone. Windows keeps what is read-only."""
    if os.name == "nt" and not path.is_symlink():
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
    path.unlink()


def _clear(folder: Path) -> None:
    for entry in os.scandir(folder):
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            _clear(path)
        else:
            _unlink(path)
    folder.rmdir()


def _forget(aside: Path) -> None:
    """Nothing; what was written aside is gone, if the system lets go of it."""
    try:
        if aside.is_dir():
            _clear(aside)
        elif os.path.lexists(aside):
            _unlink(aside)
    except OSError:  # it bears a name that says what it is, and the next run takes it away
        return
