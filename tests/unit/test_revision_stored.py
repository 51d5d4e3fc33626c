"""`frozen.zip`: the same bytes for the same content, and nothing that a damaged one could do but be named."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import Release
from generator.revisions.frozen.content import Value
from generator.revisions.frozen.stored import FACTS_FILE
from generator.revisions.frozen.stored import TEXTS_FILE
from generator.revisions.frozen.stored import frozen_file
from generator.revisions.frozen.stored import read_frozen_file

FROZEN = Frozen(
    code="339901104207",
    name="云岭村",
    engine="1",
    release=Release("2026年汛后版", "2026-10-10", "wording"),
    facts=(Value("name", "名称", "云岭村", "云岭村"),),
    assessment=(),
    drills=(),
    outline=(),
    templates=(),
    texts={"action/quick.docx": ("紧急情况先看这一页",)},
)


def test_what_was_frozen_comes_back() -> None:
    assert read_frozen_file(frozen_file(FROZEN), "frozen.zip") == (FROZEN, [])


def test_the_same_content_is_the_same_file_and_bears_no_time() -> None:
    data = frozen_file(FROZEN)
    assert frozen_file(FROZEN) == data
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert [(one.filename, one.date_time[0]) for one in zipped.infolist()] == [
            (FACTS_FILE, 1980), (TEXTS_FILE, 1980),
        ]  # fmt: skip


@pytest.mark.parametrize("name", [FACTS_FILE, TEXTS_FILE])
def test_a_file_that_is_missing_is_named(name: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(frozen_file(FROZEN))) as old, zipfile.ZipFile(written, "w") as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
    frozen, problems = read_frozen_file(written.getvalue(), "V1.0/frozen.zip")
    assert frozen is None
    assert [(problem.code, problem.place.file) for problem in problems] == [("PG551", "V1.0/frozen.zip")]


@given(st.integers(0, len(frozen_file(FROZEN)) - 1), st.integers(1, 255))
def test_any_damage_is_a_problem_or_harmless_and_never_a_crash(at: int, bits: int) -> None:
    data = bytearray(frozen_file(FROZEN))
    data[at] ^= bits
    frozen, problems = read_frozen_file(bytes(data), "frozen.zip")
    assert (frozen is None) == bool(problems)
