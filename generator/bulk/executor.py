"""Spreading work over processes: through `concurrent.futures.Executor`, so that a cluster can take their place.

Names travel, not data; a batch is large enough that the way costs little, and few are under way at a time. When a
worker dies, all that is under way is lost with it: it is given out again, and after a second death one name at a time,
until it is known which one is to blame.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from collections.abc import Generator
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED
from concurrent.futures import BrokenExecutor
from concurrent.futures import Executor
from concurrent.futures import Future
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import wait
from multiprocessing import connection
from typing import Generic
from typing import TypeVar

Done = TypeVar("Done")
Batch = tuple[str, ...]
Work = Callable[[Batch], Sequence[Done]]

WORTH_IT = 60
"""From so many manuals on, more processes than one bring more than they cost."""
_LARGEST = 64
_SHARES = 4  # batches per worker, so that none waits long for the last


class Lost(RuntimeError):  # noqa: N818  (said of a name, not raised)
    """Said of a name whose worker died each time that it was tried."""


def jobs_for(number: int, asked: int | None) -> int:
    """How many processes to use for so many manuals."""
    if asked is not None:
        return max(1, min(asked, number))
    return cores() if number >= WORTH_IT else 1


def cores() -> int:
    """How many processes can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def pool(jobs: int, enlist: Callable[..., None], arguments: tuple[object, ...]) -> Callable[[], Executor]:
    """A function that hires so many workers in processes of their own.

    Forked where that is safe, for then they begin with everything loaded; else they begin anew.
    """

    def hire() -> Executor:
        forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=enlist, initargs=arguments)

    return hire


def serve() -> None:
    """Nothing; this process is a worker now. Ctrl-C is for the process that it works for; it ends with that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    employer = multiprocessing.parent_process()
    if employer is not None:
        threading.Thread(target=_leave_with, args=(employer.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    """Never returns: when the process at work is killed, a worker of it must not wait for ever for more to do."""
    connection.wait([sentinel])
    os._exit(1)


def batches(names: Sequence[str], jobs: int, largest: int = _LARGEST) -> list[Batch]:
    """The names in batches: large ones where there are many, none so large that a worker would get nothing."""
    size = max(1, min(largest, len(names) // (jobs * _SHARES)))
    return [tuple(names[start : start + size]) for start in range(0, len(names), size)]


def spread(
    work: Work[Done], names: Sequence[str], hire: Callable[[], Executor], jobs: int, *, largest: int = _LARGEST
) -> Generator[Done | tuple[str, Lost], None, None]:
    """What `work` makes of each name, as it gets done; a name and `Lost` where its worker died each time.

    Stopped by Ctrl-C, it still gives what was under way: the work is done, and would have to be done again.
    """
    crew = _Crew(work, hire, 2 * jobs)
    try:
        yield from crew.done(batches(names, jobs, largest))
    except KeyboardInterrupt:
        yield from crew.rest()
        raise
    finally:
        crew.dismiss()


class _Crew(Generic[Done]):
    """The workers in service, and what they have under way."""

    def __init__(self, work: Work[Done], hire: Callable[[], Executor], most: int) -> None:
        self._work = work
        self._hire = hire
        self._most = most
        self._executor = hire()
        self._under_way: dict[Future[Sequence[Done]], Batch] = {}
        self._deaths = 0

    def dismiss(self) -> None:
        """Nothing; what is not begun is dropped, what is under way comes to its end."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def done(self, given: Iterable[Batch]) -> Iterator[Done | tuple[str, Lost]]:
        """What has become of every name."""
        waiting = deque(given)
        while waiting or self._under_way:
            lost = self._give_out(waiting)
            finished = wait(self._under_way, return_when=FIRST_COMPLETED).done if not lost else set(self._under_way)
            for future in finished:
                batch = self._under_way.pop(future)
                found = _result(future)
                if found is None:
                    lost.append(batch)
                else:
                    yield from found
            if lost:
                lost += self._collapse()
                if self._deaths == 1:
                    waiting.extendleft(lost)
                else:
                    yield from self._one_at_a_time([name for batch in lost for name in batch])

    def rest(self) -> Iterator[Done]:
        """What is under way now, when it is done; nothing more is begun."""
        begun = [future for future in self._under_way if not future.cancel()]
        for future in begun:
            yield from _result(future) or ()

    def _give_out(self, waiting: deque[Batch]) -> list[Batch]:
        """What could not be given out because the workers are gone."""
        while waiting and len(self._under_way) < self._most:
            batch = waiting.popleft()
            try:
                self._under_way[self._executor.submit(self._work, batch)] = batch
            except BrokenExecutor:
                return [batch]
        return []

    def _collapse(self) -> list[Batch]:
        """Everything that was under way, for it is lost too; new workers have been hired."""
        self._deaths += 1
        lost = list(self._under_way.values())
        self._under_way.clear()
        self.dismiss()
        self._executor = self._hire()
        return lost

    def _one_at_a_time(self, names: Sequence[str]) -> Iterator[Done | tuple[str, Lost]]:
        for name in names:
            try:
                yield from self._executor.submit(self._work, (name,)).result()
            except BrokenExecutor:
                self._collapse()
                yield name, Lost(name)


def _result(future: Future[Sequence[Done]]) -> Sequence[Done] | None:
    """What a batch came to, or `None` if its worker died."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
