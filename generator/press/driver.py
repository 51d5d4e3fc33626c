# ruff: noqa: ANN401  (what comes over UNO has no types)
"""Drives one LibreOffice; runs under the system's Python, which owns `uno`, and imports nothing of plangen.

    python3 driver.py FOLDER SOFFICE PIPE SOCKET…

FOLDER is this office's own: its profile lies there, and its temporary files; only its sockets lie elsewhere. Requests
come as JSON, one a line, and are answered so, one line each; the first answer says that the office is ready. Documents
are files in FOLDER. When the requests end, whether because nothing more is wanted or because whoever wanted it is gone,
the office is ended, FOLDER and sockets are removed: nothing stays behind a parent that was killed.

    {}                           ->  {"ready": VERSION}
    {"docx": PATH, "pdf": PATH, "bookmarks": […], "styled": […], "around": [OPENING, BETWEEN, CLOSING], "photos": …}
                                 ->  {"pages": {BOOKMARK: NUMBER}} | {"refused": WHY}

The document holds, in hidden text, a reference to the page of each bookmark; `around` tells how to find it there.
Numbers are in plain figures, but as the page bears them for the bookmarks in `styled`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from typing import Any

if sys.platform != "win32":
    import fcntl

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException

_AGAIN = 81  # what LibreOffice ends with when it has set up a new profile and wants to be started once more
_BETWEEN_TRIES_S = 0.02
_END_S = 3.0
_DYING_S = 0.5
_LEFT_S = 600
_ALIVE = "alive"
_BOOKMARK = 2  # com.sun.star.text.ReferenceFieldSource
_PAGE, _PAGE_AS_PRINTED = 0, 4  # com.sun.star.text.ReferenceFieldPart; the former is arabic on roman pages too
_PAGES = (_PAGE, _PAGE_AS_PRINTED)
_LOAD = {
    "FilterName": "MS Word 2007 XML",  # or what is no document would be taken for plain text
    "Hidden": True,
    "Silent": True,
    "MacroExecutionMode": 0,  # never
    "UpdateDocMode": 0,  # nothing from other files
}
_PDF = {
    "SelectPdfVersion": 17,  # 1.7; LibreOffice 7.4 does not know it yet, and writes 1.6
    "UseTaggedPDF": True,
    "IsSkipEmptyPages": False,  # the back of the cover: printed on both sides, page 1 lies on the right
    "ExportBookmarks": True,  # the outline
    "ExportBookmarksToPDFDestination": True,  # whence the parent reads on which sheet each bookmark stands
    "ExportFormFields": False,
    "ExportNotes": False,
    "EmbedStandardFonts": True,
    "DisplayPDFDocumentTitle": True,
    "Quality": 92,  # of photos: well beyond what print shows
    "ReduceImageResolution": True,
    "MaxImageResolution": 300,
}


class GoneError(Exception):
    """The office has ended, or whoever asked has."""


def main(folder: str, soffice: str, pipe: str, *sockets: str) -> None:
    """Nothing; every request has been answered, the office has ended and nothing of it is left."""
    office = Office(folder, soffice, pipe)
    alive = mark_alive(Path(folder), sockets)
    sweep(Path(folder))
    with contextlib.suppress(GoneError, DisposedException, OSError):  # whoever waits sees that no answer comes
        try:
            office.start()
            answer({"ready": office.version})
            while line := office.next_request():
                wish = json.loads(line)
                answer(office.printed(wish) if wish else {"ready": office.version})
        finally:
            office.end()
            alive.close()
            os.chdir(os.path.dirname(folder))  # noqa: PTH120  (Windows removes no folder that somebody is in)
            shutil.rmtree(folder, ignore_errors=True)
            for socket in sockets:
                Path(socket).unlink(missing_ok=True)


def mark_alive(folder: Path, sockets: Sequence[str]) -> IO[str]:
    """A file in the folder that is locked as long as this process lives, and says where its sockets are."""
    mark = (folder / _ALIVE).open("w", encoding="utf-8")
    mark.write("\n".join(sockets))
    mark.flush()
    if sys.platform != "win32":
        fcntl.flock(mark, fcntl.LOCK_EX)
    return mark


def sweep(folder: Path) -> None:
    """Nothing; folders and sockets are gone that offices left which were killed together with all who watched them.

    One that is young may be just about to start. Where files cannot be locked so, nothing is known and nothing done.
    """
    if sys.platform == "win32":
        return
    for other in folder.parent.glob(folder.name[: folder.name.rindex("-")] + "-*"):
        with contextlib.suppress(OSError):  # another one's, or gone already
            if time.time() - other.stat().st_mtime < _LEFT_S:
                continue
            with (other / _ALIVE).open(encoding="utf-8") as mark:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for socket in mark.read().splitlines():
                    Path(socket).unlink(missing_ok=True)
            shutil.rmtree(other, ignore_errors=True)


def answer(what: dict[str, Any]) -> None:
    """Nothing; the parent has its line."""
    sys.stdout.buffer.write(json.dumps(what).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


class Office:
    """A LibreOffice of this process alone."""

    version = ""

    def __init__(self, folder: str, soffice: str, pipe: str) -> None:
        self._pipe = pipe
        self._command = [
            soffice,
            "-env:UserInstallation=" + Path(folder, "profile").as_uri(),
            f"--accept=pipe,name={self._pipe};urp;StarOffice.ComponentContext",
            *("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
            "--nofirststartwizard",
        ]
        self._process: Any = None
        self._context: Any = None
        self._desktop: Any = None
        self._requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._idle = threading.Event()
        self._libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def start(self) -> None:
        """Nothing; it is ready for work, and listens for requests."""
        self._launch()
        threading.Thread(target=self._listen, daemon=True).start()
        self._connect()
        provider = self._service("com.sun.star.configuration.ConfigurationProvider")
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", (_value("nodepath", "/org.openoffice.Setup/Product"),)
        )
        self.version = str(product.getByName("ooSetupVersionAboutBox"))

    def next_request(self) -> bytes:
        """The next line that is asked, or nothing when there is no more. Raises: GoneError."""
        self._idle.set()
        line = self._requests.get()
        self._idle.clear()
        if line and self._has_ended():
            raise GoneError
        return line

    def end(self) -> None:
        """Nothing; the office is gone."""
        if self._process is None:
            return
        if self._desktop is not None and not self._has_ended():
            with contextlib.suppress(Exception):
                self._desktop.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_S)
        self._process.kill()
        self._process.wait()

    def printed(self, wish: dict[str, Any]) -> dict[str, Any]:
        """The page number of each bookmark of a document that now lies as a PDF where it was wished."""
        frame = document = None
        try:
            frame = self._desktop.findFrame("_blank", 0)
            frame.LayoutManager = None  # no bars; what they show, as a count of words, takes time to find out
            document = frame.loadComponentFromURL(_url(wish["docx"]), "_self", 0, _values(_LOAD))
            if document is None or not document.supportsService("com.sun.star.text.TextDocument"):
                return {"refused": "LibreOffice does not take it for a text document"}
            if wish["styled"]:
                _style(document, set(wish["styled"]))
            # Laid out to its end first: an export reckons pages once, and may move headings afterwards.
            document.getTextFields().refresh()
            # Without loss unless there are photos: else every map and screenshot is tried both ways.
            options = _values({**_PDF, "UseLosslessCompression": not wish["photos"]})
            options = uno.Any("[]com.sun.star.beans.PropertyValue", options)
            target = (_value("FilterName", "writer_pdf_Export"), _value("FilterData", options))
            document.storeToURL(_url(wish["pdf"]), target)
            document.lockControllers()  # or it looks after its idle jobs while it is asked; not before: no links then
            return {"pages": _pages(document, wish["bookmarks"], *wish["around"])}
        except DisposedException:
            raise
        except Exception as error:
            # Of a dying office calls fail in all sorts of ways, some before it is quite dead.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_DYING_S)
            if self._has_ended():
                raise GoneError from error
            return {"refused": f"{type(error).__name__}: {error}"}
        finally:
            for opened in (document, frame):  # a frame goes with its document, if it has one
                if opened is not None:
                    with contextlib.suppress(Exception):
                        opened.close(True)  # noqa: FBT003

    def _launch(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  (the program that `find_office` found)
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=self._die_with_parent if self._libc is not None else None,  # noqa: PLW1509
        )

    def _die_with_parent(self) -> None:
        """Nothing; Linux ends this process when its parent is gone, however that came about."""
        if self._libc is not None:
            self._libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG

    def _listen(self) -> None:
        """Nothing; what was asked is queued. When whoever asked is gone, a document at work is not waited for."""
        for line in sys.stdin.buffer:
            self._requests.put(line)
        busy = not self._idle.is_set()
        self._requests.put(b"")
        if busy and self._process is not None:
            self._process.kill()

    def _connect(self) -> None:
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
        where = f"uno:pipe,name={self._pipe};urp;StarOffice.ComponentContext"
        while self._desktop is None:
            # Whatever the error is called in this version: it does not listen yet.
            with contextlib.suppress(Exception):
                self._context = resolver.resolve(where)
                self._desktop = self._service("com.sun.star.frame.Desktop")
                return
            if self._process is not None and self._process.poll() == _AGAIN:
                self._launch()
            elif self._has_ended():
                raise GoneError
            time.sleep(_BETWEEN_TRIES_S)

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None


def _page_references(document: Any) -> Iterator[Any]:
    """The references to pages of bookmarks. Each costs many calls."""
    fields = document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        is_reference = field.supportsService("com.sun.star.text.TextField.GetReference")
        if is_reference and field.ReferenceFieldSource == _BOOKMARK and field.ReferenceFieldPart in _PAGES:
            yield field


def _style(document: Any, bookmarks: set[str]) -> None:
    """Nothing; references to these bookmarks will show the number as the page bears it, as they do in Word."""
    for field in _page_references(document):
        if field.SourceName in bookmarks:
            field.ReferenceFieldPart = _PAGE_AS_PRINTED


def _pages(document: Any, bookmarks: list[str], opening: str, between: str, closing: str) -> dict[str, str]:
    """The number of the page of each bookmark."""
    if not bookmarks:
        return {}
    _before, found, rest = document.getText().getString().partition(opening)
    numbers = rest.partition(closing)[0].split(between)[:-1]
    if found and len(numbers) == len(bookmarks):
        return dict(zip(bookmarks, numbers))  # noqa: B905  (system Pythons before 3.10 know no `strict`)
    # In a document that is all one table its text is not told; the references are.
    return {field.SourceName: field.getPresentation(False) for field in _page_references(document)}  # noqa: FBT003


def _values(pairs: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(_value(name, value) for name, value in pairs.items())


def _value(name: str, value: object) -> Any:
    pair = PropertyValue()
    pair.Name = name
    pair.Value = value
    return pair


def _url(path: str) -> str:
    return str(uno.systemPathToFileUrl(path))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends the requests
    os.umask(0o077)
    main(*sys.argv[1:])
