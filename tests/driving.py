"""A browser that is typed into and clicked at: Chromium over its debugging pipe, each answer awaited.

with Page.of(path, program) as page:
    page.press("Tab")
    assert page.value("document.activeElement.id") == "q"
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from types import TracebackType
from typing import Any
from typing import Self

_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40, "/": 191}
_SHIFT = 8
_PATIENCE = 60  # seconds
# The browser reads what it is asked from the file 3 and answers into the file 4.
_START = """
import fcntl, os, sys
asked, told = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])
os.dup2(asked, 3)
os.dup2(told, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""

_MIDDLE = """(() => {
  const one = document.querySelector(%s);
  one.scrollIntoView({block: "center"});
  const box = one.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})()"""


@dataclass
class Page:
    """One page; `complaints`: what it said on the console, and what went wrong in its script."""

    process: subprocess.Popen[bytes]
    ask: int
    hear: int
    session: str = ""
    complaints: list[str] = field(default_factory=list)
    _heard: bytes = b""
    _number: int = 0
    _events: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, address: str, program: str, options: Sequence[str], folder: Path) -> Self:
        """The page of that address, loaded."""
        to_read, ask = os.pipe()
        hear, to_write = os.pipe()
        command = [program, *options, "--remote-debugging-pipe", f"--user-data-dir={folder}", "about:blank"]
        process = subprocess.Popen(
            [sys.executable, "-c", _START, str(to_read), str(to_write), *command],
            pass_fds=(to_read, to_write),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        page = cls(process, ask, hear)
        target = page.send("Target.createTarget", url="about:blank")["targetId"]
        page.session = page.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            page.send(f"{domain}.enable")
        page.open(address)
        return page

    def open(self, address: str) -> None:
        """Nothing; the page of that address was loaded, anew even where it was shown already."""
        for one in ("about:blank", address):
            self._events.clear()
            self.send("Page.navigate", url=one)
            self._await("Page.loadEventFired")

    def reload(self) -> None:
        """Nothing; the page was loaded once more, from the address that it has now."""
        self._events.clear()
        self.send("Page.reload")
        self._await("Page.loadEventFired")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Nothing; the key was pressed and let go, where the focus is."""
        said: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": _KEYS.get(key, ord(key[0].upper()))}
        said["modifiers"] = _SHIFT if shift else 0
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        self.send("Input.dispatchKeyEvent", type="keyDown", **said, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **said)

    def write(self, text: str) -> None:
        """Nothing; the text was typed where the focus is."""
        self.send("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Nothing; the first element that this selects was clicked in its middle."""
        at = self.value(_MIDDLE % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=at[0], y=at[1], button="left", clickCount=1)

    def back(self) -> None:
        """Nothing; one went back in history."""
        self.value(
            "new Promise((done) => { addEventListener('popstate', () => done(1), {once: true}); history.back(); })"
        )

    def value(self, expression: str) -> Any:  # noqa: ANN401  (JSON)
        """What the expression gives in the page."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """The browser's answer."""
        self._number += 1
        asked: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self.session:
            asked["sessionId"] = self.session
        os.write(self.ask, json.dumps(asked).encode() + b"\0")
        for message in self._messages():
            if message.get("id") == self._number:
                assert "error" not in message, message
                return dict(message["result"])
        raise AssertionError(method)

    def _await(self, event: str) -> None:
        if any(one["method"] == event for one in self._events):
            return
        for message in self._messages():
            if message.get("method") == event:
                return

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._heard:
                assert select.select([self.hear], [], [], _PATIENCE)[0], "the browser says nothing"
                found = os.read(self.hear, 1 << 16)
                assert found, "the browser ended"
                self._heard += found
            line, _, self._heard = self._heard.partition(b"\0")
            message: dict[str, Any] = json.loads(line)
            if "method" in message:
                self._events.append(message)
                if message["method"] in {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"}:
                    self.complaints.append(json.dumps(message["params"], ensure_ascii=False))
            yield message

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(AssertionError, OSError):
            self.session = ""
            self.send("Browser.close")
        os.close(self.ask)
        self.process.wait(timeout=60)
        os.close(self.hear)
