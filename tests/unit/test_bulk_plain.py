"""Contexts in the cache: they come back as they were, equal ones are known as equal, and nothing else is unpacked."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from generator.bulk.plain import frozen
from generator.bulk.plain import thawed
from generator.context.mark import Mark
from generator.context.mark import gap
from generator.word.values import InlineImage

PICTURE = InlineImage(b"png")
PICTURES = {"map.png": (PICTURE, "digest")}


def test_a_context_comes_back_with_its_marks_and_pictures() -> None:
    told = InlineImage(PICTURE.data, description="风险图")
    context: dict[str, object] = {"人口": 12, "点": [{"名称": "后坑", "图": told}], "电话": gap("电话"), "有图": True}
    back = thawed(frozen(context, PICTURES).values, {"map.png": PICTURE})
    assert back == context
    assert type(back["电话"]) is Mark


def test_without_pictures_their_file_digest_and_description_stand_for_them() -> None:
    assert thawed(frozen({"图": PICTURE}, PICTURES).values) == {"图": ("map.png", "digest", "")}


def test_equal_values_have_equal_digests_and_others_have_others() -> None:
    def digest(value: object) -> bytes:
        return frozen({"值": value}, {}).digests["值"]

    assert digest(["后坑", "后坑村"[:2]]) == digest(["后坑"] * 2)
    assert len({digest(value) for value in (1, 1.0, True, "1", gap("1"), [1], None)}) == 7


def test_values_that_contexts_do_not_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        frozen({"日": date(2026, 4, 15)}, {})


def test_nothing_but_what_contexts_hold_is_ever_unpacked() -> None:
    with pytest.raises(pickle.UnpicklingError, match="date"):
        thawed(pickle.dumps({"日": date(2026, 4, 15)}))
