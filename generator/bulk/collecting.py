"""Memory while many are built: what one community leaves behind is swept once, when it is done.

Python looks for rings of things that hold each other after every few hundred new ones. A manual makes thousands, nearly
all of which go by themselves; looking once, at the end of each community, finds the same rings for a fraction of it,
and nothing is left to pile up.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OLDER = 20
_done = [0]


def settle_down() -> None:
    """Nothing; what is loaded by now stays to the end, and is not looked through again."""
    gc.collect()
    gc.freeze()


@contextmanager
def swept() -> Iterator[None]:
    """Within this nothing is swept; behind it all that it left is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _done[0] += 1
        gc.collect(0 if _done[0] % _OLDER else 1)
        if was_on:
            gc.enable()
