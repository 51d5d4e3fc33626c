"""Folders and zip files that appear whole: filled aside, then renamed.

    with shelf(folder / "包.zip", as_zip=True, root=root) as filled:
        filled.add("a/b.pdf", data)

Only after the block `包.zip` is there; if anything was raised, all is as before.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from generator import files
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import pg0_command
from generator.refused import unwritable

_ASIDE = ".plangen-"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UTF8_NAMES = 0x800


class Shelf(Protocol):
    """What can be filled with files; `digests` are those of what was added, by name.

    `is_wanted`: set to false, everything is left as it was before.
    """

    digests: dict[str, str]
    is_wanted: bool

    def add(self, name: str, data: bytes) -> None:
        """Nothing; the file `name` (folders parted by `/`) holds `data`."""


@contextmanager
def shelf(target: Path, *, as_zip: bool, root: Path) -> Iterator[Shelf]:
    """A shelf to be filled; when the block ends it is `target`, and what was there before is gone.

    The same files added in the same order give the same bytes of a zip: no clock, nothing deflated.
    Raises: PlangenError PG004, PG005, PG007, PG008, PG009 or PG011; what was there before is then untouched.
    """
    place = Place(file=files.shown(target, root))
    if not files.inside(root, target):
        raise PlangenError(pg0_command.OUTSIDE_WORKSPACE.at(place))
    aside = target.with_name(f"{_ASIDE}{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(aside)
        if as_zip:
            with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as package:
                filled: Shelf = _Zip(package)
                yield filled
        else:
            aside.mkdir()
            filled = _Folder(aside)
            yield filled
        if filled.is_wanted:
            _put(aside, target)
    except OSError as error:
        raise PlangenError(unwritable(place, error)) from error
    finally:
        with contextlib.suppress(OSError):
            _clear(aside)


def sweep(folder: Path) -> None:
    """Nothing; what work that was killed had left aside in a folder is gone. Only while nobody else works there."""
    with contextlib.suppress(OSError):
        for left in sorted(folder.glob(f"{_ASIDE}*.tmp")):
            _clear(left)


class _Folder:
    """A folder that is being filled."""

    def __init__(self, folder: Path) -> None:
        self.digests: dict[str, str] = {}
        self.is_wanted = True
        self._folder = folder

    def add(self, name: str, data: bytes) -> None:
        """Nothing; the file is written."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.digests[name] = hashlib.sha256(data).hexdigest()


class _Zip:
    """A zip file that is being filled."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.digests: dict[str, str] = {}
        self.is_wanted = True
        self._package = package

    def add(self, name: str, data: bytes) -> None:
        """Nothing; the member is written, with a date that never changes and the same rights on every system."""
        member = zipfile.ZipInfo(name, _FIRST_DAY)
        member.create_system = 3
        member.external_attr = _MODE
        member.flag_bits |= _UTF8_NAMES
        self._package.writestr(member, data)
        self.digests[name] = hashlib.sha256(data).hexdigest()


def _put(aside: Path, target: Path) -> None:
    """Nothing; `aside` is now `target`. A folder is not replaced by a rename: the old one steps aside first."""
    if not target.is_dir():
        aside.replace(target)
        return
    old = aside.with_suffix(".old.tmp")
    _clear(old)
    target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        old.rename(target)
        raise
    with contextlib.suppress(OSError):  # the new one is in its place; what is left of the old is swept the next time
        _clear(old)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
