"""Which fields a template reads: every name of a context is traced to all the fields that can change it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from typing import Any

import pytest
from small_workspace import SMALL
from small_workspace import loaded

from generator.context.build import build_context
from generator.context.entry import Entry
from generator.context.root import root_entries
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.model.people import Contact
from generator.facts.model.profile import Profile
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.facts.workspace import Workspace
from generator.mask import Edition
from generator.revisions.frozen.readers import ASSESSMENT
from generator.revisions.frozen.readers import fields_read
from generator.risk import assess
from generator.word.reads import WHOLE
from generator.word.reads import Reads
from generator.word.reads import changes

# Drills always count, and the revision that is printed is none of its own facts.
_ELSEWHERE = frozenset(
    {"演练", "最近演练", "有最近演练", "问题整改", "未销号问题", "版本", "版别", "是公示版", "修订记录"}
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    found, problems = loaded(Workspace(SMALL))
    assert found is not None, problems
    return found


def test_no_name_of_a_context_depends_on_a_field_that_is_not_declared(facts: Facts) -> None:
    tree = _names(root_entries(facts.settings))
    assessment = assess(facts.profile, facts.standards)
    before = build_context(facts, assessment, Edition.INTERNAL)
    undeclared: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for field, changed in _changed(facts):
        after = build_context(changed, assessment, Edition.INTERNAL)
        for name in tree:
            for path in changes(tree[name], before.get(name), after.get(name)):
                whole = (name, *path)
                if field not in fields_read(_only(whole), facts.settings):
                    undeclared.add(f"{'.'.join(whole)} also reads {'.'.join(field)}: declare it in readers.py")
        seen.add(field)
    assert not undeclared
    assert len(seen) > 250


def test_a_template_that_prints_a_group_whole_reads_every_field_of_it(facts: Facts) -> None:
    found = fields_read({"避灾安置场所": {WHOLE: {}}}, facts.settings)
    assert {("Shelter", "capacity"), ("Shelter", "keys"), ("Inspection", "on"), ("Batch", "people")} <= found


def test_a_template_that_only_asks_whether_there_is_something_reads_no_field_of_it(facts: Facts) -> None:
    assert fields_read({"转移批次": {}}, facts.settings) == {("Profile", "batches")}


def test_levels_are_of_the_assessment(facts: Facts) -> None:
    for name in ("风险", "灾种等级", "地质灾害"):
        assert ASSESSMENT in fields_read({name: {"等级": {}}}, facts.settings)


def test_added_fields_are_read_under_their_titles(facts: Facts) -> None:
    (field, *_others) = facts.extra_fields
    assert fields_read({"补充": {field.title or "": {}}}, facts.settings) == {("extra", field.key)}


def _names(entries: tuple[Entry, ...]) -> Reads:
    return {
        entry.name: _names(tuple(entry.members)) if entry.members else {}
        for entry in entries
        if entry.name not in _ELSEWHERE
    }


def _only(path: tuple[str, ...]) -> Reads:
    return {path[0]: _only(path[1:])} if path else {}


def _changed(facts: Facts) -> Iterator[tuple[tuple[str, str], Facts]]:
    for field, profile in _variants(facts.profile, facts.settings):
        yield field, dataclasses.replace(facts, profile=profile)
    for field, town in _variants(facts.town, facts.settings):
        yield field, dataclasses.replace(facts, town=town)
    for field, district in _variants(facts.district, facts.settings):
        yield field, dataclasses.replace(facts, settings=dataclasses.replace(facts.settings, district=district))


def _variants(record: Any, settings: Settings) -> Iterator[tuple[tuple[str, str], Any]]:  # noqa: ANN401  (any record)
    """The record with each of its fields changed in turn, those of records in it too."""
    for key, column in columns(type(record)).items():
        value = getattr(record, column.attribute)
        if key in {"schema", "formerly"} or value is None or value == () or isinstance(record, Contact):
            continue
        for changed in _values(value, column.fact.ref, settings):
            yield (type(record).__name__, key), dataclasses.replace(record, **{column.attribute: changed})
        rows = value if isinstance(value, tuple) else (value,)
        for at, row in enumerate(rows):
            if isinstance(row, Record):
                for field, other in _variants(row, settings):
                    whole = (*rows[:at], other, *rows[at + 1 :]) if isinstance(value, tuple) else other
                    yield field, dataclasses.replace(record, **{column.attribute: whole})
    if isinstance(record, Profile):
        for at, (key, hazard) in enumerate(record.hazards):
            for field, other in _variants(hazard, settings):
                hazards = (*record.hazards[:at], (key, other), *record.hazards[at + 1 :])
                yield field, dataclasses.replace(record, hazards=hazards)


def _values(value: Any, ref: Ref | None, settings: Settings) -> list[Any]:  # noqa: ANN401  (any value)
    """Another value of the same kind."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1]
    if isinstance(value, date):
        return [value + timedelta(days=400)]
    if isinstance(value, str):
        return ["地震"] if ref is Ref.SUB_HAZARD and value not in settings.subs else [f"{value}改"]
    # A row that goes takes the values of its fields with it: nothing more is to be declared.
    return [(*value, value[0] + "改")] if isinstance(value, tuple) and isinstance(value[0], str) else []
