"""Progress: a bar on a terminal that names what is at work, nothing in a pipe, where the lines of the result say it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from typing import Protocol
from typing import TypeVar

Item = TypeVar("Item")
_FEW = 3
_TICK_S = 0.1


class Bar(Protocol):
    """What is told of the work: one more is done, and what it was or what comes next."""

    def __call__(self, label: str, done: int = 1) -> None:
        """Nothing; so many more are done, and that is shown."""


def progress(items: Sequence[Item], *, label: Callable[[Item], str], quiet: bool = False) -> Iterator[Item]:
    """The items, one by one; on a terminal with a bar that names the one at work."""
    with bar(len(items), quiet=quiet) as show:
        for item in items:
            show(label(item), 0)
            yield item
            show(label(item))


@contextmanager
def bar(total: int, *, quiet: bool = False) -> Iterator[Bar]:
    """A bar on a terminal, while the work lasts; what is given to it goes nowhere if there is none."""
    if quiet or total < _FEW or not sys.stderr.isatty():
        yield _unseen
        return
    # rich costs more than click, yaml and lxml together: only where its bar is seen.
    from rich.console import Console
    from rich.progress import BarColumn
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress
    from rich.progress import TextColumn
    from rich.progress import TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    # Drawn by hand: a thread of its own for that would keep the processes that build from being forked.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as shown:
        task = shown.add_task("", total=total)
        drawn = 0.0

        def show(label: str, done: int = 1) -> None:
            nonlocal drawn
            shown.update(task, description=label, advance=done)
            now = time.monotonic()
            if now - drawn > _TICK_S:
                drawn = now
                shown.refresh()

        yield show


def _unseen(label: str, done: int = 1) -> None:
    """Nothing: nobody looks."""
