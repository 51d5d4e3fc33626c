"""What a worker does: communities one after another, in this process or in one of its own.

A forked worker inherits the setup; a spawned one loads it. Each opens the state for itself, and only reads it.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.bulk.collecting import settle_down
from generator.bulk.collecting import swept
from generator.bulk.executor import serve
from generator.bulk.refresh import refresh
from generator.bulk.results import Fault
from generator.bulk.results import Refreshed
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.bulk.results import Wish
from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.bulk.setup import member_of
from generator.bulk.state import State
from generator.facts.workspace import Workspace
from generator.problems import Code
from generator.problems import Place
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import pg8_build as codes

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Desk:
    """Where a worker works."""

    setup: Setup
    state: State
    wish: Wish


inherited: list[Setup] = []
"""What a worker finds ready when it is forked."""

_desk: list[Desk] = []


def enlist(root: str, wish: Wish) -> None:
    """Nothing; this process is a worker now."""
    serve()
    state = State(Path(root))
    if inherited:
        setup: Setup | None = inherited[0]
    else:
        setup, problems = load_setup(Workspace(Path(root)), state.site())
        if setup is None:
            raise PlangenError(*problems)
    if setup is not None:
        _desk[:] = [Desk(setup, state, wish)]
        settle_down()


def refresh_batch(slugs: Sequence[str]) -> tuple[Refreshed, ...]:
    """What became of these communities, in a worker."""
    desk = _desk[0]
    return tuple(refreshed(desk.setup, desk.state, slug, desk.wish) for slug in slugs)


def refreshed(setup: Setup, state: State, slug: str, wish: Wish) -> Refreshed:
    """What became of a community; if the program fails at it, that is told, and the others are built none the less."""
    try:
        with swept():
            return refresh(setup, state, slug, wish)
    except PlangenError as error:  # a folder of the community that cannot be read
        return _failed(setup, slug, wish, error.problems)
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not stop the other communities)
        fault = fault_of(error)
        return failed(setup, slug, wish, codes.COMMUNITY_FAULT, fault, kind=fault.kind)


def failed(setup: Setup, slug: str, wish: Wish, code: Code, fault: Fault | None = None, **values: str) -> Refreshed:
    """What is told of a community at which the program or its process failed; nothing is kept of it."""
    return _failed(setup, slug, wish, (code.at(Place(file=f"plans/{slug}/profile.yaml"), **values),), fault)


def _failed(
    setup: Setup, slug: str, wish: Wish, problems: tuple[Problem, ...], fault: Fault | None = None
) -> Refreshed:
    member = member_of(setup.by_slug[slug], has_profile=True)
    results = tuple(Result(member, edition, Status.FAILED, problems=problems, fault=fault) for edition in wish.editions)
    return Refreshed(slug, results, None)


def fault_of(error: BaseException) -> Fault:
    """Where in the program it failed; nothing of what it worked on."""
    frames = tuple(
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    )
    return Fault(type(error).__name__, frames)


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE.parent):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return "/".join(path.parts[-2:])
