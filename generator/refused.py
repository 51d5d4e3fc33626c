"""What a system refused, as problems: its error numbers, those of Windows too, in words of whoever must mend it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg0_command as codes

# Windows' own numbers, which stand behind a POSIX number that says less.
_SHARING_VIOLATION, _LOCK_VIOLATION = 32, 33
_NOT_FOUND, _PATH_NOT_FOUND, _NAME_TOO_LONG = 2, 3, 206
# Without long paths switched on, Windows finds no file of 260 characters or more, and makes no folder of 248.
_LONG = 248
_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_absent(error: OSError | ValueError) -> bool:
    """Whether it says that there is no such file; every other refusal leaves that open."""
    return not isinstance(error, OSError) or error.errno in _ABSENT


def unreadable(path: Path, place: Place, error: OSError | ValueError, *, is_folder: bool = False) -> Problem:
    """Why `path` was not read: PG001, PG003, PG004, PG006, PG009 or PG011. `is_folder`: that is what it should be."""
    if isinstance(error, UnicodeEncodeError):
        return codes.UNSPELLABLE.at(place, encoding=error.encoding)
    if _is_too_long(error):
        return codes.PATH_TOO_LONG.at(place)
    if isinstance(error, FileNotFoundError) or (isinstance(error, NotADirectoryError) and not is_folder):
        return codes.MISSING_FILE.at(place)
    if not is_folder and (isinstance(error, IsADirectoryError) or os.path.isdir(path)):  # noqa: PTH112  (never raises)
        return codes.NOT_A_FILE.at(place)
    if _is_locked(error):
        return codes.FILE_LOCKED.at(place)
    return codes.UNREADABLE.at(place, reason=_reason(error))


def unwritable(place: Place, error: OSError | ValueError) -> Problem:
    """Why a file was not written: PG004, PG007, PG008, PG009 or PG011."""
    if isinstance(error, UnicodeEncodeError):
        return codes.UNSPELLABLE.at(place, encoding=error.encoding)
    if isinstance(error, OSError) and error.errno in _FULL:
        return codes.DISK_FULL.at(place)
    if _is_too_long(error):
        return codes.PATH_TOO_LONG.at(place)
    if _is_locked(error):
        return codes.FILE_LOCKED.at(place)
    return codes.UNWRITABLE.at(place, reason=_reason(error))


def _is_locked(error: OSError | ValueError) -> bool:
    """Whether Windows says that another program holds the file."""
    return getattr(error, "winerror", None) in {_SHARING_VIOLATION, _LOCK_VIOLATION}


def _is_too_long(error: OSError | ValueError) -> bool:
    """Whether the path is longer than the system allows; Windows mostly says that it is not there."""
    if not isinstance(error, OSError):
        return False
    number = getattr(error, "winerror", None)
    if error.errno == errno.ENAMETOOLONG or number == _NAME_TOO_LONG:
        return True
    return number in {_NOT_FOUND, _PATH_NOT_FOUND} and len(os.fspath(error.filename or "")) >= _LONG


def _reason(error: OSError | ValueError) -> str:
    """The system's own word for it, without the path that Python puts behind."""
    if isinstance(error, OSError) and error.errno is not None:
        return os.strerror(error.errno)
    return str(error)
