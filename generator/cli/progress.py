"""Progress: a bar on a terminal, nothing in a pipe, where the lines of the result say it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
_FEW = 3


def progress(items: Sequence[Item], *, label: Callable[[Item], str], quiet: bool = False) -> Iterator[Item]:
    """The items, one by one; on a terminal with a bar that names the one at work."""
    if quiet or len(items) < _FEW or not sys.stderr.isatty():
        yield from items
        return
    # rich costs more than click, yaml and lxml together: only where its bar is seen.
    from rich.console import Console
    from rich.progress import BarColumn
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress
    from rich.progress import TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(items))
        for item in items:
            bar.update(task, description=label(item))
            yield item
            bar.advance(task)
