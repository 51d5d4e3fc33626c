"""Many documents, printed by several offices at once: none is lost, none comes twice.

names ── executor ─┬─ worker ── its own Office ── LibreOffice      a dead or hung office is replaced, its document
                   └─ worker ── its own Office ── LibreOffice      tried once more, then reported
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from collections.abc import Generator
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing import util
from typing import Any
from typing import Generic
from typing import TypeVar

from generator.bulk.executor import Lost
from generator.bulk.executor import cores
from generator.bulk.executor import pool
from generator.bulk.executor import spread
from generator.press.finding import Found
from generator.press.finding import require_office
from generator.press.office import DocumentRefusedError
from generator.press.office import Office
from generator.press.office import OfficeDeadError
from generator.press.office import OfficeHungError
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg7_office as codes

Done = TypeVar("Done")
Press = Callable[[Office, str], Done]
"""Prints what a name stands for, writes it where it belongs, and says what came of it, in few bytes."""

_STARTS = 3
_TRIES = 2
_WORTH_ANOTHER = 3
"""So many documents for each office, or starting it costs more than it brings."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be printed, and why."""

    name: str
    problem: Problem


def offices_for(number: int, asked: int | None) -> int:
    """How many offices to use for so many documents."""
    if asked is not None:
        return max(1, min(asked, number))
    return max(1, min(cores(), number // _WORTH_ANOTHER))


def print_each(
    press: Press[Done], names: Sequence[str], *, jobs: int | None = None, place: Callable[[str], Place] | None = None
) -> Generator[Done | Failed, None, None]:
    """What `press` makes of each name, as it gets done, or why it could not; each name exactly once.

    With more than one job `press` travels to other processes, so it must be one that can be pickled. It is called
    again for a name whose office died, so it must be one that can be repeated. `place`: how problems name a document;
    by its name unless it says otherwise.
    Codes: PG704 (crashed each time), PG705 (hung twice), PG706 (refused), PG707 (process died).
    Raises: PlangenError PG700, PG701, PG702 (no LibreOffice), PG703 (it does not start).
    """
    if not names:
        return
    found = require_office()
    located = place or _named
    unlucky: list[str] = []
    for result in _round(press, names, offices_for(len(names), jobs), found, located):
        if isinstance(result, Failed) and result.problem.code == codes.OFFICE_DIED.id:
            unlucky.append(result.name)
        else:
            yield result
    # When all others are done, and nothing else needs memory, what went wrong twice may go well.
    yield from _round(press, unlucky, 1, found, located)


def _round(
    press: Press[Done], names: Sequence[str], offices: int, found: Found, place: Callable[[str], Place]
) -> Generator[Done | Failed, None, None]:
    """What became of each name, printed here by one office, or in other processes by several."""
    if offices == 1:
        desk = _Desk(press, found, place)
        try:
            for name in names:
                yield desk.printed(name)
        finally:
            desk.close()
        return
    hire = pool(offices, _enlist, (press, found, place))
    with closing(spread(_print_batch, names, hire, offices, largest=1)) as results:
        for result in results:
            if isinstance(result, tuple) and isinstance(result[-1], Lost):
                yield Failed(result[0], codes.PRINTER_LOST.at(place(result[0])))
            else:
                done: Any = result
                yield done


class _Desk(Generic[Done]):
    """Where a worker prints: with an office that is started when it is needed, and replaced when it has died."""

    def __init__(self, press: Press[Done], found: Found, place: Callable[[str], Place]) -> None:
        self._press = press
        self._found = found
        self._place = place
        self._office: Office | None = None

    def printed(self, name: str) -> Done | Failed:
        """What came of a name."""
        problem: Problem | None = None
        for _try in range(_TRIES):
            office = self._ready()
            try:
                return self._press(office, name)
            except OfficeHungError as error:
                problem = codes.OFFICE_HUNG.at(self._place(name), seconds=f"{error.args[0]:.0f}")
            except OfficeDeadError:
                problem = codes.OFFICE_DIED.at(self._place(name))
            except DocumentRefusedError as error:
                return Failed(name, codes.DOCUMENT_REFUSED.at(self._place(name), why=str(error)))
        assert problem is not None  # noqa: S101  (tells the type checker that there were tries)
        return Failed(name, problem)

    def close(self) -> None:
        """Nothing; its office has ended."""
        if self._office is not None:
            self._office.close()

    def _ready(self) -> Office:
        """An office that lives. Raises: PlangenError PG703."""
        if self._office is not None and self._office.is_alive():
            return self._office
        for _start in range(_STARTS):
            try:
                self._office = Office(self._found)
            except OfficeDeadError:
                continue
            return self._office
        raise PlangenError(codes.OFFICE_WILL_NOT_START.at(Place(), command=self._found.soffice))


_desk: list[_Desk[Any]] = []


def _enlist(press: Press[Any], found: Found, place: Callable[[str], Place]) -> None:
    """Nothing; this process prints now. Ctrl-C is for the process that it works for, and it ends with that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk = _Desk(press, found, place)
    _desk[:] = [desk]
    util.Finalize(desk, desk.close, exitpriority=1)
    employer = multiprocessing.parent_process()
    if employer is not None:
        threading.Thread(target=_leave_with, args=(employer.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    """Never returns: a process whose employer was killed would wait for work for ever. Its office sees it go."""
    connection.wait([sentinel])
    os._exit(1)


def _print_batch(names: Sequence[str]) -> Sequence[Any]:
    """What came of these names, in a worker."""
    return tuple(_desk[0].printed(name) for name in names)


def _named(name: str) -> Place:
    return Place(file=name)
