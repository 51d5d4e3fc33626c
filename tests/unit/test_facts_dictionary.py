"""The field dictionary lists every field once."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from generator.facts.dictionary import FILES
from generator.facts.dictionary import Row
from generator.facts.dictionary import dictionary
from generator.facts.dictionary import rows
from generator.facts.model.profile import Profile
from generator.facts.schema import Record
from generator.facts.schema import columns


def by_path(record: type[Record], file: str = "profile.yaml") -> dict[str, Row]:
    return {row.path: row for row in rows(file, record)}


def test_every_path_stands_once() -> None:
    counted = Counter((row.file, row.path) for row in dictionary())
    assert [path for path, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(("file", "record"), FILES)
def test_every_declared_field_is_listed(file: str, record: type[Record]) -> None:
    listed = {row.path.partition(".")[0].removesuffix("[]") for row in rows(file, record)}
    assert set(columns(record)) <= listed


def test_a_row_says_what_a_field_may_hold() -> None:
    row = by_path(Profile)["points[].watcher"]
    assert (row.title, row.type, row.need, row.cls, row.ref) == ("监测员", "text", "R", "D", "contacts")
    assert row.source


def test_fields_of_one_kind_of_point_are_marked() -> None:
    listed = by_path(Profile)
    assert listed["points[geological].grade"].choices == ("低", "中", "高")
    assert listed["points[fire].exits"].type == "whole number"
    assert "points[].grade" not in listed


def test_keyed_records_are_listed_by_their_fields() -> None:
    listed = by_path(Profile)
    assert listed["contacts.*.phone"].type == "phone"
    assert listed["hazards.*.likelihood"].title == "可能性"


def test_names_in_templates_are_identifiers() -> None:
    """No operator, bracket or leading digit, and the same in every width (design §3)."""
    names = {row.name for row in dictionary()}
    assert {name for name in names if not name.isidentifier()} == set()
    assert {name for name in names if unicodedata.normalize("NFKC", name) != name} == set()
