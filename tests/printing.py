"""One LibreOffice for all tests of a process that only print; small documents for it; how to kill one from outside."""

from __future__ import annotations

import atexit
import functools
import os
import signal
from pathlib import Path

import wml

from generator.press.office import Office


@functools.cache
def shared_office() -> Office:
    """An office that stays until the tests end. Who kills offices starts one of their own."""
    office = Office.open()
    atexit.register(office.close)
    return office


def bookmark(name: str, number: int, *content: str) -> str:
    """A paragraph that bears a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return wml.p(start, *(wml.r(text) for text in content), f'<w:bookmarkEnd w:id="{number}"/>')


def page_of(name: str, shown: str = "") -> str:
    """A field that shows the page of a bookmark; `shown` is what it showed when it was last looked at."""
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{signs[0]}<w:r><w:instrText> PAGEREF {name} \\h </w:instrText></w:r>{signs[1]}{wml.r(shown)}{signs[2]}"


PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def letter(text: str = "通知") -> bytes:
    """A document of one page."""
    return wml.docx(wml.p(text))


def processes_of(office: Office) -> dict[str, list[int]]:
    """The numbers of the office's processes by the program's name."""
    found: dict[str, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                name, _, rest = (folder / "stat").read_text("utf-8", "replace").partition("(")[2].rpartition(")")
                state, _parent, group = rest.split()[:3]
            except OSError:
                continue
            if int(group) == office._process.pid and state != "Z":
                found.setdefault(name, []).append(int(folder.name))
    return found


def kill(office: Office, number: signal.Signals = signal.SIGKILL) -> None:
    """Nothing; LibreOffice itself got the signal, its driver did not."""
    for process in processes_of(office)["soffice.bin"]:
        os.kill(process, number)
