"""The schema and the contexts are two views of one thing: no name in one that is not in the other, with its kind."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import settings as slow
from hypothesis import strategies as st
from invented import facts
from invented import filled_facts
from invented import profile
from invented import record
from invented import standards

from generator.context import Mark
from generator.context import build_context
from generator.context import names_of
from generator.context.entry import Entry
from generator.context.root import root_entries
from generator.facts.facts import Facts
from generator.facts.model.people import Contact
from generator.facts.model.profile import Issue
from generator.facts.model.profile import Profile
from generator.facts.schema import columns
from generator.mask import ELSEWHERE
from generator.mask import FEW
from generator.mask import Edition
from generator.risk import assess
from generator.word.names import Kind
from generator.word.names import Name
from generator.word.names import Names


def context(of: Facts, edition: Edition = Edition.INTERNAL) -> dict[str, object]:
    return build_context(of, assess(of.profile, of.standards), edition)


def differences(names: Names, values: object, where: str = "") -> Iterator[str]:
    """Where a group of a context is not what the schema says of it."""
    if not isinstance(values, dict):
        yield f"{where}: no group"
        return
    for missing in names.keys() - values.keys():
        yield f"{where}.{missing}: only in the schema"
    for unknown in values.keys() - names.keys():
        yield f"{where}.{unknown}: only in the context"
    for key, name in names.items():
        if key in values:
            yield from _differs(name, values[key], f"{where}.{key}")


def _differs(name: Name, value: object, where: str) -> Iterator[str]:
    match name.kind:
        case Kind.TEXT if not isinstance(value, str) or (not value and not name.optional):
            yield f"{where}: {value!r} is no text"
        case Kind.NUMBER if not _is_number(value) and not (name.optional and value == ""):
            yield f"{where}: {value!r} is no number"
        case Kind.FLAG if not isinstance(value, (bool, Mark)):
            yield f"{where}: {value!r} is no flag"
        case Kind.GROUP if value != {} or not name.optional:
            yield from differences(name.members or {}, value, where)
        case Kind.LIST:
            yield from _differs_in_a_list(name, value, where)


def _differs_in_a_list(name: Name, value: object, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: {value!r} is no list"
        return
    for item in value:
        if name.members is not None:
            yield from differences(name.members, item, f"{where}[]")
        elif not isinstance(item, str):
            yield f"{where}: {item!r} is no text"


def _is_number(value: object) -> bool:
    words = (Mark, int, float)
    return (isinstance(value, words) and not isinstance(value, bool)) or value in {FEW, "若干", ELSEWHERE}


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("chance", [1.0, 0.0])
def test_the_schema_says_what_is_in_a_full_and_in_an_empty_context(edition: Edition, chance: float) -> None:
    made, _ = filled_facts(1, chance)
    assert list(differences(names_of(made.settings), context(made, edition))) == []


@slow(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.2, 0.5, 0.8]), st.sampled_from(Edition))
def test_the_schema_says_what_is_in_any_context(seed: int, chance: float, edition: Edition) -> None:
    made, _ = filled_facts(seed, chance)
    assert list(differences(names_of(made.settings), context(made, edition))) == []


def test_every_field_of_a_profile_is_reachable_under_its_title() -> None:
    names = names_of(filled_facts(1)[0].settings)
    known = {**(names["社区"].members or {}), **names}
    hidden = {"schema", "place", "isolation", "contacts"}  # the last three: flattened, flattened, resolved
    assert [c.fact.name for c in columns(Profile).values() if c.key not in hidden and c.fact.name not in known] == []


def test_a_fields_own_name_goes_before_one_that_another_field_gives_besides() -> None:
    issue = record(Issue, signer="郑示例", signer_post="书记")
    people = (record(Contact, handle="郑示例", name="郑示例", phone="19900000032", post="党支部书记"),)
    signed = context(facts(profile(issue=issue, contacts=people)))["签发"]
    assert isinstance(signed, dict)
    assert (signed["签发人"], signed["签发人职务"]) == ("郑示例 19900000032", "书记")


def test_no_name_is_given_twice() -> None:
    def doubles(entries: Sequence[Entry], where: str) -> Iterator[str]:
        for name, count in Counter(entry.name for entry in entries).items():
            if count > 1:
                yield f"{where}.{name}"
        for entry in entries:
            yield from doubles(entry.members or (), f"{where}.{entry.name}")

    assert list(doubles(root_entries(filled_facts(1)[0].settings), "")) == []


def test_names_are_identifiers_whose_width_does_not_matter() -> None:
    def walk(names: Names) -> Iterator[str]:
        for key, name in names.items():
            assert key == name.title
            yield key
            yield from walk(name.members or {})

    for key in walk(names_of(filled_facts(1)[0].settings)):
        assert key.isidentifier(), key
        assert unicodedata.normalize("NFKC", key) == key


def test_a_context_is_plain_and_the_same_every_time() -> None:
    made, _ = filled_facts(3)
    first = json.dumps(context(made), ensure_ascii=False)
    assert first == json.dumps(context(made), ensure_ascii=False)
    assert "None" not in first


def test_the_standards_name_parts_and_hazards() -> None:
    names = names_of(facts(profile()).settings)
    assert {part.title for part in standards().parts} <= names.keys()
    assert set(names["有灾种"].members or {}) == {sub.title for part in standards().parts for sub in part.subs}
