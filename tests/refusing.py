"""Operations of the system that refuse, once: a full disk, a file that may not be touched, a process that is killed."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Refusing:
    """An operation of the system that works until its call `number`, and then does what `refusal` does, once."""

    def __init__(self, real: Callable[..., Any], number: int, refusal: Callable[[], None], root: Path) -> None:
        self.real = real
        self.number = number
        self.refusal = refusal
        self.root = str(root)
        self.calls = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system is asked)
        if isinstance(arguments[0], int) or str(arguments[0]).startswith(self.root):
            self.calls += 1
            if self.calls == self.number:
                self.refusal()
        return self.real(*arguments, **named)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def denied() -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stopped() -> None:
    raise KeyboardInterrupt
