"""One LibreOffice that stays: documents in, PDFs and true page numbers out.

LibreOffice is driven by `driver.py`, a process of its own under the Python that owns `uno`, so that a crashed or hung
office is noticed from outside, and ended with everything that it started. Each document gets a fresh folder: an office
that was killed leaves lock files beside its targets.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pypdf import PdfReader

from generator import files
from generator.press import surroundings
from generator.press.fieldwork import BETWEEN
from generator.press.fieldwork import CLOSING
from generator.press.fieldwork import OPENING
from generator.press.fieldwork import ready_to_print
from generator.press.finding import Found
from generator.press.finding import require_office
from generator.problems import PlangenError
from generator.problems import Problem

_DRIVER = Path(__file__).with_name("driver.py")
_START_S = 60.0
_PING_S = 10.0
_END_S = 10.0
LEAST_S = 30.0
PER_PAGE_S = 1.0
_LARGEST = 1 << 30  # of a PDF, in bytes
_NUMBER = re.compile(r"\w+|- ?\w+ ?-")
_PAGE = re.compile(rb"^<</Type/Page/Parent ", re.MULTILINE)
_PAGE_BYTES = 10_000
"""A page of a manual is some 15 kB of XML; a document of many short pages gets more time rather than less."""


class OfficeError(Exception):
    """The office did not print a document."""


class OfficeDeadError(OfficeError):
    """The office crashed, was killed or does not start; it is closed, and another may do better."""


class OfficeHungError(OfficeDeadError):
    """The office did not answer before the deadline, so many seconds; it was ended."""


class DocumentRefusedError(OfficeError):
    """The office lives, but cannot read or print this document; says why."""


@dataclass(frozen=True)
class Printed:
    """A document as printed.

    `pages`: bookmark → the number as it is printed on its page; `count`: pages of the PDF.
    """

    pdf: bytes
    pages: Mapping[str, str]
    count: int

    @functools.cached_property
    def sheets(self) -> Mapping[str, int]:
        """Bookmark → which page of the PDF it stands on, from 1. Read from the PDF when it is asked for."""
        reader = PdfReader(io.BytesIO(self.pdf))
        numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages, 1)}
        destinations = reader.named_destinations
        found = {}
        for name in self.pages:
            destination = destinations.get("/" + _destination(name)) or destinations.get(name)
            sheet = numbers.get(destination.raw_get("/Page")) if destination is not None else None
            if sheet is not None:
                found[name] = sheet
        return found


class Office:
    """A LibreOffice of its own, ready for work; close it, or use it in a `with`.

    Raises: OfficeDeadError if it does not start.
    """

    def __init__(self, found: Found, *, start_s: float = _START_S) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="plangen-office-")).resolve()
        self._sockets = surroundings.sockets_of(self._folder)
        self._attempts = 0
        surroundings.write(self._folder)
        told = [str(self._folder), found.soffice, surroundings.pipe_of(self._folder), *map(str, self._sockets)]
        self._process = subprocess.Popen(  # noqa: S603  (programs that `find_office` found)
            [*found.python, str(_DRIVER), *told],
            cwd=self._folder,
            env=surroundings.environment(self._folder, os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.version = str(self._answer(start_s)["ready"])
        """LibreOffice's own, as `7.4.7.2`."""

    @classmethod
    def open(cls, *, start_s: float = _START_S) -> Office:
        """A new office. Raises: PlangenError PG700, PG701, PG702 if there is none; OfficeDeadError."""
        return cls(require_office(), start_s=start_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def is_alive(self) -> bool:
        """Whether it answers; if not, it is closed."""
        try:
            self._ask({}, _PING_S)
        except OfficeDeadError:
            return False
        return True

    def print_docx(self, data: bytes, *, deadline_s: float | None = None) -> Printed:
        """The document as a PDF whose contents and references show true page numbers.

        Raises: OfficeDeadError, OfficeHungError (this office is closed then), DocumentRefusedError; PlangenError if the
        folder for temporary files is full.
        """
        if self._process.stdin is None or self._process.stdin.closed:
            raise OfficeDeadError
        try:
            ready = ready_to_print(data)
        except ValueError as error:
            raise DocumentRefusedError(str(error)) from error
        self._attempts += 1
        folder = self._folder / str(self._attempts)
        source, target = folder / "in.docx", folder / "out.pdf"
        try:
            _must(files.write_bytes(source, ready.data, durable=False))
            wish = {
                "docx": str(source),
                "pdf": str(target),
                "bookmarks": ready.bookmarks,
                "styled": ready.styled,
                "around": (OPENING, BETWEEN, CLOSING),
                "photos": ready.photos,
            }
            answer = self._ask(wish, deadline_s or deadline_for(data))
            if "refused" in answer:
                raise DocumentRefusedError(answer["refused"])
            pdf, problems = files.read_bytes(target, _LARGEST)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if pdf is None:
            raise PlangenError(*problems)
        return Printed(pdf, ready.pages(_told(answer)), page_count(pdf))

    def close(self) -> None:
        """Nothing; the office has ended, and its folder is gone."""
        if self._process.returncode is None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_S)
        self._give_up()

    def _ask(self, wish: Mapping[str, object], deadline_s: float) -> dict[str, object]:
        if self._process.stdin is None or self._process.stdin.closed:
            raise OfficeDeadError
        try:
            self._process.stdin.write(json.dumps(wish).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            self._give_up()
            raise OfficeDeadError from error
        return self._answer(deadline_s)

    def _answer(self, deadline_s: float) -> dict[str, object]:
        """The driver's next line. If none comes, in time or at all, everything of this office is ended."""
        hung = threading.Event()

        def end_it() -> None:
            hung.set()
            self._kill()

        watch = threading.Timer(deadline_s, end_it)
        watch.daemon = True
        watch.start()
        try:
            line = self._process.stdout.readline() if self._process.stdout is not None else b""
        except BaseException:  # Ctrl-C in the middle of a document
            watch.cancel()
            self._give_up()
            raise
        watch.cancel()
        if not line.endswith(b"\n"):
            self._give_up()
            raise OfficeHungError(deadline_s) if hung.is_set() else OfficeDeadError
        answer: dict[str, object] = json.loads(line)
        return answer

    def _give_up(self) -> None:
        """Nothing; nothing of this office is left."""
        if self._process.returncode != 0:
            self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        for socket in self._sockets:
            files.remove(socket)

    def _kill(self) -> None:
        """Nothing; the driver and whatever it started are ended, also if the driver itself is gone already."""
        if sys.platform == "win32":
            command = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _must(problems: list[Problem]) -> None:
    """Nothing. Raises: PlangenError if there are problems."""
    if problems:
        raise PlangenError(*problems)


def _told(answer: Mapping[str, object]) -> dict[str, str]:
    """The page of each bookmark that has one."""
    told = answer["pages"]
    pairs = ((str(name), str(number)) for name, number in told.items()) if isinstance(told, dict) else ()
    return {name: number for name, number in pairs if _NUMBER.fullmatch(number)}


def deadline_for(data: bytes) -> float:
    """How many seconds a document may take: half a minute, and one for each page that its size lets expect."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = max(len(data), sum(info.file_size for info in package.infolist() if info.filename.endswith(".xml")))
    except zipfile.BadZipFile:
        size = len(data)
    return LEAST_S + PER_PAGE_S * (size / _PAGE_BYTES)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. LibreOffice writes them so that they can be counted; if not, the PDF is read."""
    return len(_PAGE.findall(pdf)) or len(PdfReader(io.BytesIO(pdf)).pages)


def _destination(name: str) -> str:
    """How LibreOffice writes a bookmark's name into a PDF: as in a link, then all but letters and digits as hex."""
    in_link = "".join(
        char if char.isascii() and (char.isalnum() or char in _PLAIN_IN_LINKS) else _percent(char) for char in name
    )
    return "".join(char if char.isalnum() or char == "-" else f"{ord(char):02X}" for char in in_link)


_PLAIN_IN_LINKS = "-_.!~*'()$&+,;=:@/?"


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())
