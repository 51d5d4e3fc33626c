"""Results kept with the communities and towns whose posts were called, and what is to be done about them.

A record is written once and never again. It edits no profile: a number that was found to be wrong becomes a problem
with the place where somebody has to write the right one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from pathlib import Path

import yaml

from generator import files
from generator.coverage.calls.answers import Answer
from generator.coverage.calls.lines import Line
from generator.coverage.calls.lines import Unit
from generator.coverage.calls.lines import lines
from generator.coverage.calls.opened import Opened
from generator.coverage.calls.sheet import MANY
from generator.facts.calls import FOLDER
from generator.facts.calls import Heard
from generator.facts.load import LIMIT
from generator.facts.model.calls import CHANGED
from generator.facts.model.calls import RESULTS
from generator.facts.workspace import Workspace
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg7_calls as codes

_BREAKS = str.maketrans({"\n": "、", "，": "、", ",": "、", "；": "、", ";": "、"})


@dataclass(frozen=True)
class Kept:
    """What was taken back: the records that were written, and how many numbers had which result."""

    paths: tuple[Path, ...] = ()
    results: Mapping[str, int] = field(default_factory=dict)


def keep(
    workspace: Workspace, opened: Sequence[Opened], given: Sequence[Answer], day: date, by: str
) -> tuple[Kept, list[Problem]]:
    """The records written for these answers, of which each names units of `opened` by folder; and what comes of it.

    An answer counts wherever its number serves a post: it is kept with every unit of `opened` that has one.

    Codes: PG787, PG788 (the profile has moved since), PG790, PG791 (numbers to be put right), PG792 (kept before).
    """
    problems: list[Problem] = []
    every = lines([one.source for one in opened], {}, day)
    of_unit: dict[Unit, list[dict[str, object]]] = {}
    units = {one.unit.folder: one for one in opened}
    for answer in given:
        line = next((line for line in every if line.phone == answer.phone), None)
        for folder in _folders(answer, line):
            if folder in units:
                one = units[folder]
                of_unit.setdefault(one.unit, []).append(_call(answer, one.unit, line))
                problems += _moved(answer, one.unit, line)
    paths, told = _store(workspace, {unit: record_text(day, by, calls) for unit, calls in of_unit.items()}, day)
    problems += told
    if has_errors(problems):
        return Kept(), problems
    said = {answer.phone: Heard(None, day, answer.result, answer.new_phone) for answer in given}
    for one in opened:
        problems += to_put_right(one, said, day)
    results = dict.fromkeys(RESULTS, 0)
    for heard in said.values():
        results[heard.result] += 1
    return Kept(paths, results), list(dict.fromkeys(problems))


def _folders(answer: Answer, line: Line | None) -> tuple[str, ...]:
    """Where an answer is kept: with those that the row names, and wherever else its number serves a post."""
    also = (unit.folder for unit in line.units) if line is not None else ()
    return tuple(dict.fromkeys((*answer.units, *also)))


def _call(answer: Answer, unit: Unit, line: Line | None) -> dict[str, object]:
    """One call as a record has it: all posts that the number serves, and those that were only on the sheet."""
    now = line.titles(unit) if line is not None else ()
    posts = [*now, *(title for title in _said(answer, unit) if not _is_among(title, now))]
    values: dict[str, object] = {"posts": posts, "name": answer.name, "phone": answer.phone, "result": answer.result}
    values |= {"new_phone": answer.new_phone, "time": answer.time, "caller": answer.caller, "note": answer.note}
    return {key: value for key, value in values.items() if value or key == "posts"}


def _said(answer: Answer, unit: Unit) -> tuple[str, ...]:
    """The posts of a unit that the sheet names: its own line, where there is one for each; none if it names others."""
    if unit.folder not in answer.units:
        return ()
    texts = answer.posts.split("\n")
    own = [text.removeprefix(f"{unit.name}：") for text in texts if text.startswith(f"{unit.name}：")]
    listed = "\n".join(own) if own else "" if "：" in answer.posts and len(texts) > 1 else answer.posts
    titles = (title.strip() for title in listed.translate(_BREAKS).split("、"))
    return tuple(_without_rest(title) for title in titles if title)


def _without_rest(title: str) -> str:
    """A title without the “等12岗” that may stand behind the last one."""
    head, mark, rest = title.rpartition(MANY)
    return head if mark and rest.removesuffix("岗").isdecimal() and rest.endswith("岗") else title


def _is_among(title: str, titles: Iterable[str]) -> bool:
    """Whether a post is known. Titles may hold a comma of their own: 云溪滩、祠堂沟口转移责任人."""
    return any(title in known for known in titles)


def _moved(answer: Answer, unit: Unit, line: Line | None) -> Iterator[Problem]:
    """What of a row the profile does not say any more."""
    if line is None or unit not in line.units:
        where = {"name": answer.name or "—", "community": unit.name}
        yield codes.CALL_NUMBER_GONE.at(answer.place, phone=answer.phone, **where)
        return
    titles = line.titles(unit)
    for title in _said(answer, unit):
        if not _is_among(title, titles):
            yield codes.CALL_POST_GONE.at(answer.place, phone=answer.phone, post=title, community=unit.name)


def record_text(day: date, by: str, calls: Sequence[Mapping[str, object]]) -> str:
    """A record as a file: the day, who enters it, and each call on a line of its own."""
    said: str = yaml.safe_dump({"by": by}, allow_unicode=True, width=100_000)
    rows = [
        "- " + yaml.safe_dump(dict(call), allow_unicode=True, sort_keys=False, default_flow_style=True, width=100_000)
        for call in calls
    ]
    return f"schema: 1\non: {day}\n{said}calls:\n" + "".join(rows)


def _store(workspace: Workspace, texts: Mapping[Unit, str], day: date) -> tuple[tuple[Path, ...], list[Problem]]:
    """Where records were written: all of them or, with the problem, none; those that lie there already are passed over.

    Codes: PG792.
    """
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for unit, text in texts.items():
        path, told = _free(workspace, unit, text.encode(), day)
        problems += told
        if path is not None:
            contents[path.relative_to(workspace.plans).as_posix()] = text.encode()
    if not has_errors(problems):
        problems += files.create_all(workspace.plans, contents)
    return tuple(workspace.plans / name for name in contents), problems


def _free(workspace: Workspace, unit: Unit, data: bytes, day: date) -> tuple[Path | None, list[Problem]]:
    """Where the next record of that day goes; nothing if the same one lies there."""
    folder = workspace.plans / unit.folder / FOLDER
    for name in _names(day):
        path = folder / name
        if not files.is_there(str(path)):
            return path, []
        there, problems = files.read_bytes(path, LIMIT, root=workspace.root)
        if problems:
            return None, problems
        if there is not None and there.replace(b"\r\n", b"\n") == data:
            shown = files.shown(path, workspace.root)
            return None, [codes.CALLS_KEPT.at(Place(file=shown), file=shown)]
    return None, []


def _names(day: date) -> Iterator[str]:
    """Names for the record of a day, of which the first that is free is taken."""
    yield f"{day}.yaml"
    for number in itertools.count(2):
        yield f"{day}-{number}.yaml"


def to_put_right(opened: Opened, known: Mapping[str, Heard], day: date) -> Iterator[Problem]:
    """Numbers that files still hold although calls until that day found them to be wrong; each at its place.

    Codes: PG790, PG791.
    """
    for line in lines([opened.source], known, day):
        heard = line.heard
        if not heard.is_gone:
            continue
        place = opened.spots.get(line.phone, Place(file=f"plans/{opened.unit.folder}"))
        values = {"phone": line.phone, "name": line.name or line.duties[0].held.title, "day": str(heard.called_on)}
        values["community"] = opened.unit.folder
        if heard.result == CHANGED and heard.new_phone:
            yield codes.NUMBER_CHANGED.at(place, new=heard.new_phone, **values)
        else:
            yield codes.NUMBER_DEAD.at(place, result=heard.result, **values)
