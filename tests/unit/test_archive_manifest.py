"""A manifest says the same in the same bytes, and one that is not ours is refused, whatever it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import SLUG
from ledgers import parcel_of

from generator.revisions.archive.manifest import manifest_bytes
from generator.revisions.archive.manifest import parse_manifest
from generator.revisions.archive.parcel import pack

GOOD: dict[str, Any] = json.loads(pack(SLUG, parcel_of("V1.0")).files["manifest.json"])


def changed(**more: object) -> bytes:
    return json.dumps(GOOD | more).encode()


def test_a_manifest_is_read_as_it_was_written() -> None:
    packed = pack(SLUG, parcel_of("V1.0"))
    found, problems = parse_manifest(packed.files["manifest.json"], "m")
    assert problems == []
    assert found is not None
    assert manifest_bytes(found) == packed.files["manifest.json"]


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a\\b"])
def test_a_manifest_does_not_point_out_of_its_folder(name: str) -> None:
    entry = {"role": "x", "sha256": "a" * 64, "size": 1}
    assert parse_manifest(changed(files={name: entry}), "m")[0] is None


@pytest.mark.parametrize(
    "more",
    [
        {"files": {"a": {"role": "x", "sha256": "a" * 63, "size": 1}}},
        {"files": {"a": {"role": "x", "sha256": "a" * 64, "size": "1"}}},
        {"files": {"a": {"role": 1, "sha256": "a" * 64, "size": 1}}},
        {"objects": {"a": {"role": "x", "object": "../a", "size": 1}}},
        {"personal": {"a": {"role": "x", "sha256": "a" * 64, "size": 1}}},
        {"community": []},
        {"number": None},
    ],
)
def test_a_manifest_of_another_shape_is_refused(more: dict[str, object]) -> None:
    found, problems = parse_manifest(changed(**more), "m")
    assert found is None
    assert [problem.code for problem in problems] == ["PG588"]


def test_a_format_that_came_later_is_named() -> None:
    assert [problem.code for problem in parse_manifest(changed(format=3), "m")[1]] == ["PG590"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_stands_there_is_a_problem_and_never_a_crash(data: bytes) -> None:
    found, problems = parse_manifest(data, "m")
    assert found is None
    assert problems


@given(st.sampled_from(sorted(GOOD)), JSON)
def test_whatever_stands_in_one_place_is_no_crash(key: str, value: object) -> None:
    found, problems = parse_manifest(changed(**{key: value}), "m")
    assert (found is None) == bool(problems)
