"""云岭村 of the sample district, frozen: as it is, and with something changed in it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from collections.abc import Mapping
from typing import Any
from typing import TypeVar

import sample

from generator.bulk.drafts import load_figures
from generator.bulk.templates import Templates
from generator.facts.facts import Facts
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.model.profile import Profile
from generator.facts.schema import Record
from generator.outline.recipe import Piece
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import Release
from generator.revisions.frozen.content import Value
from generator.revisions.frozen.freeze import freeze

Kind_ = TypeVar("Kind_", bound=Record)


@functools.cache
def facts() -> Facts:
    """The facts of 云岭村."""
    entry, problems = resolve(sample.WORKSPACE, "云岭村", sample.settings())
    assert entry is not None, problems
    found, problems = load_facts(sample.WORKSPACE, entry, sample.settings())
    assert found is not None, problems
    return found


@functools.cache
def figures() -> Mapping[str, bytes]:
    """Its figures."""
    return load_figures(sample.WORKSPACE, facts())[0]


@functools.cache
def unchanged() -> Frozen:
    """Everything as it is."""
    return freeze(facts(), sample.templates(), figures())


def frozen(
    change: Callable[[Profile], Profile] = lambda profile: profile,
    *,
    templates: Templates | None = None,
    **others: Any,  # noqa: ANN401  (fields of the facts)
) -> Frozen:
    """云岭村 with its profile changed, other facts or other templates."""
    changed = dataclasses.replace(facts(), profile=change(facts().profile), **others)
    return freeze(changed, templates or sample.templates(), figures())


def other(rows: tuple[Kind_, ...], name: str, /, **values: Any) -> tuple[Kind_, ...]:  # noqa: ANN401  (fields of a row)
    """The rows with other values in the one of that name."""
    found = tuple(dataclasses.replace(row, **values) if name in _names(row) else row for row in rows)
    assert found != rows, name
    return found


def replaced(record: Kind_, values: Mapping[str, Any]) -> Kind_:
    """The record with other values."""
    return dataclasses.replace(record, **values)


def _names(row: Record) -> set[object]:
    return {getattr(row, key, None) for key in ("name", "handle", "id")}


def in_row(key: str, name: str, /, **values: Any) -> Callable[[Profile], Profile]:  # noqa: ANN401  (fields of a row)
    """A change of one row of a list of the profile."""
    return lambda profile: replaced(profile, {key: other(getattr(profile, key), name, **values)})


def edited(file: str, change: Callable[[bytes], bytes]) -> Templates:
    """The sample's templates with one document changed."""
    unchanged()  # so that all that the others read is known
    known = sample.templates()
    documents = dict(known.documents) | {file: change(known.documents[file])}
    reads = {key: found for key, found in known._reads.items() if not key.startswith(file)}
    return Templates(known.recipe, known.scheme, known.base, documents, _reads=reads)


def with_pieces(change: Callable[[Piece], Piece]) -> Templates:
    """The sample's templates with the pieces of the recipe changed."""
    known = sample.templates()
    pieces = tuple(map(change, known.recipe.pieces))
    recipe = dataclasses.replace(known.recipe, pieces=pieces)
    return Templates(recipe, known.scheme, known.base, known.documents, _reads=dict(known._reads))


def value(path: str, text: str, title: str = "", **more: Any) -> Value:  # noqa: ANN401  (fields of a value)
    """A value that is printed in one chapter."""
    return Value(path, title or path, text, more.pop("public", text), chapters=more.pop("chapters", ("甲章",)), **more)


def holding(*values: Value) -> Frozen:
    """A frozen revision that holds these facts alone."""
    return Frozen("1", "甲村", "0", Release(), values, (), (), (), (), {})
