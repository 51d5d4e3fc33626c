"""What towns answer to the rules that are asked of them, remembered like the answers of communities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from typing import NamedTuple

from generator.bulk.results import FLEETING
from generator.bulk.stamps import look
from generator.coverage.asked import Answer
from generator.coverage.asked import AskedTown
from generator.coverage.ground import Ground
from generator.coverage.memory import Memory
from generator.coverage.readiness import Result
from generator.coverage.readiness import town_results
from generator.coverage.traced import Span
from generator.facts.load import load_town
from generator.facts.model.records import Drill

_TOWNS = "towns"


class TownRow(NamedTuple):
    """A town in plain values: its file, settings, the drills it was judged by, on which days its answers hold.

    `answers`: nothing where there is no such file that can be read.
    """

    stamp: tuple[int, int, str]
    settings: str
    hosts: tuple[tuple[str, int], ...]
    first: int
    last: int
    answers: tuple[tuple[str | None, bool, str], ...] | None


def answers_of_towns(
    ground: Ground, memory: Memory, drills: Mapping[str, tuple[tuple[str, int], ...]], day: date
) -> dict[str, tuple[Result, ...]]:
    """The answers of every town by folder; what is wrong with its record is for `plangen check` to say."""
    rules = {rule.id: rule for rule in ground.settings.standards.readiness if rule.level == "街镇"}
    before: dict[str, tuple[Any, ...]] = memory.about(_TOWNS) or {}
    hosts: dict[str, list[tuple[str, int]]] = {}
    for slug, hosted in drills.items():
        hosts.setdefault(slug.partition("/")[0], []).extend(hosted)
    rows: dict[str, TownRow] = {}
    for town in ground.settings.roster.towns:
        if town.folder:
            known = TownRow(*before[town.folder]) if town.folder in before else None
            rows[town.folder] = _row(ground, town.folder, tuple(hosts.get(town.folder, ())), day, known)
    now = {folder: tuple(row) for folder, row in rows.items()}
    if now != before:
        memory.save_about(_TOWNS, now)
    return {
        folder: tuple(Result(rules[name], Answer(met, said)) for name, met, said in row.answers)
        for folder, row in rows.items()
        if row.answers is not None
    }


def _row(ground: Ground, folder: str, hosts: tuple[tuple[str, int], ...], day: date, known: TownRow | None) -> TownRow:
    path = f"plans/{folder}/town.yaml"
    seen = look(str(ground.workspace.root), [(path, False)], {path: known.stamp} if known is not None else {})
    stamp, asked = seen[path], (ground.settings_key, hosts)
    is_same = known is not None and known.stamp[2] == stamp[2] and (known.settings, known.hosts) == asked
    if known is not None and is_same and known.first <= day.toordinal() <= known.last:
        return known._replace(stamp=stamp)
    read, problems = load_town(ground.workspace, folder)
    span = Span(day.toordinal())
    answers = None
    if read is not None:
        drills = tuple((name, Drill(on=date.fromordinal(on), host=True)) for name, on in hosts)
        rules = [rule for rule in ground.settings.standards.readiness if rule.level == "街镇"]
        found = town_results(AskedTown(read.record, drills, span.traced()), rules)
        answers = tuple((one.rule.id, one.answer.met, one.answer.said) for one in found)
    if any(problem.code in FLEETING for problem in problems):
        span.last = 0  # it may be there the next time
    return TownRow(stamp, ground.settings_key, hosts, span.first, span.last, answers)
