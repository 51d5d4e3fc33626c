"""Printing what was built: told line by line, with the progress bar of building."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bulk.results import Status
from generator.cli import console
from generator.cli.language import _
from generator.cli.language import counted
from generator.cli.progress import bar
from generator.press.prints import Pressed
from generator.press.prints import print_drafts
from generator.problems import PlangenError
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.bulk.results import Result
    from generator.bulk.results import Wish
    from generator.bulk.run import Run

_MANY = 40


@dataclass(frozen=True, slots=True)
class Prints:
    """What became of the PDFs of the drafts, and of printing as a whole."""

    pressed: tuple[Pressed, ...]
    problems: tuple[Problem, ...]

    def statuses(self) -> set[Status]:
        """What became of any of them."""
        return {one.status for one in self.pressed}

    def paths(self) -> set[str]:
        """The PDFs that lie beside their drafts now."""
        return {one.path for one in self.pressed if one.path}

    def counts(self) -> Iterator[str]:
        """How many of each, in words."""
        number = {status: sum(one.status is status for one in self.pressed) for status in Status}
        yield counted("{count} PDF printed", "{count} PDFs printed", number[Status.BUILT])
        if number[Status.CURRENT]:
            yield counted("{count} PDF up to date", "{count} PDFs up to date", number[Status.CURRENT])
        if number[Status.STALE]:
            yield counted("{count} PDF not up to date", "{count} PDFs not up to date", number[Status.STALE])
        if number[Status.FAILED]:
            yield counted("{count} PDF failed", "{count} PDFs failed", number[Status.FAILED])

    def as_data(self) -> list[dict[str, object]]:
        """Each for machines."""
        return [
            {
                "code": one.result.member.code,
                "name": one.result.member.name,
                "folder": one.result.member.slug,
                "edition": one.result.edition,
                "status": "printed" if one.status is Status.BUILT else str(one.status),
                "path": one.path or None,
                "pages": one.pages or None,
            }
            for one in self.pressed
        ]


def printed_drafts(run: Run, results: Sequence[Result], wish: Wish, *, as_json: bool) -> Prints:
    """What became of the PDFs of drafts; what forbids printing leaves the drafts as they are."""
    with ExitStack() as stack:

        def begin(number: int) -> Callable[[Pressed], None]:
            show = stack.enter_context(bar(number, quiet=as_json))
            quiet = as_json or (console.terminal_width() is not None and number > _MANY)

            def tell(pressed: Pressed) -> None:
                if not quiet:
                    console.out(line(pressed))
                show(pressed.result.member.name)

            return tell

        try:
            pressed = print_drafts(run, results, jobs=wish.jobs, only_look=wish.only_look, begin=begin)
        except PlangenError as error:
            return Prints((), error.problems)
    return Prints(tuple(pressed), tuple(problem for one in pressed for problem in one.problems))


def line(pressed: Pressed) -> str:
    """One PDF on one line: what became of it, and where it lies."""
    if pressed.status is Status.FAILED:
        return _("not printed  {path}").format(path=pressed.result.path)
    return _("printed  {path}").format(path=pressed.path)
