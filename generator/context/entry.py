"""Entries: names that templates may ask for, each with its kind, its meaning, and how its value is made.

The values of a context and the schema that templates are linted against both come from entries, so that they
cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.context.env import Env
from generator.context.mark import gap
from generator.context.reach import Reach
from generator.word.names import Kind

Make = Callable[[Any, Env], object]
Pick = Callable[[Any, Env], "str | None"]
Fill = Callable[[Any, "dict[str, object]", Env], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, what stands behind it, and how its value is made from a record (or whatever the group is about).

    `members` are those of a group, or of each item of a list of groups; a list of texts has none.
    """

    name: str
    kind: Kind
    meaning: str
    make: Make
    optional: bool = False
    members: tuple[Entry, ...] | None = None
    mark: str = ""
    """What its mark asks for in a group that is missing; empty: its name, or nothing if it is optional."""
    fill: Fill | None = None
    filled: tuple[str, ...] = ()
    """`fill` sets the values of the names `filled` at one go: a contact is looked up once for its four names."""


def text(name: str, meaning: str, make: Make, *, optional: bool = False, mark: str = "") -> Entry:
    """A name for a prepared text."""
    return Entry(name, Kind.TEXT, meaning, make, optional, mark=mark)


def number(name: str, meaning: str, make: Make, *, optional: bool = False) -> Entry:
    """A name for a number."""
    return Entry(name, Kind.NUMBER, meaning, make, optional)


def flag(name: str, meaning: str, make: Make, *, mark: str = "") -> Entry:
    """A name for a yes or no; with a `mark` it is a mark where nobody has said so, without one no."""
    return Entry(name, Kind.FLAG, meaning, make, optional=not mark, mark=mark)


def image(name: str, meaning: str, make: Make) -> Entry:
    """A name for a picture; false where there is none."""
    return Entry(name, Kind.IMAGE, meaning, make, optional=True)


def texts(name: str, meaning: str, make: Make, *, mark: str = "") -> Entry:
    """A name for a list of texts."""
    return Entry(name, Kind.LIST, meaning, make, optional=True, mark=mark)


def group(name: str, meaning: str, members: Iterable[Entry], of: Make, *, optional: bool = False) -> Entry:
    """A name for a group whose members are made from what `of` finds; an optional one is empty if it finds None."""
    own = tuple(members)

    def make(source: object, env: Env) -> object:
        found = of(source, env)
        return {} if found is None and optional else values(own, found, env)

    return Entry(name, Kind.GROUP, meaning, make, optional, own)


def listing(name: str, meaning: str, members: Iterable[Entry], of: Make) -> Entry:
    """A name for a list of groups, one for each thing that `of` finds, numbered."""
    own = tuple(members)

    def make(source: object, env: Env) -> object:
        found: Iterable[object] = of(source, env)  # type: ignore[assignment]  # what a list is made of
        return [{"序号": at, **values(own, item, env)} for at, item in enumerate(found, 1)]

    return Entry(name, Kind.LIST, meaning, make, members=(NUMBERED, *own))


def person(
    name: str, meaning: str, pick: Pick, reach: Reach = Reach.OWN, *, optional: bool = False
) -> tuple[Entry, ...]:
    """The four names of a contact: 姓名 and 电话 together, and 姓名, 电话, 职务 apart."""

    def at(part: int) -> Make:
        return lambda source, env: env.person(pick(source, env), name, reach, optional=optional)[part]

    def fill(source: object, out: dict[str, object], env: Env) -> None:
        found = env.person(pick(source, env), name, reach, optional=optional)
        out[name], out[name_alone], out[phone], out[post] = found

    name_alone, phone, post = f"{name}姓名", f"{name}电话", f"{name}职务"
    return (
        Entry(name, Kind.TEXT, meaning, at(0), optional, fill=fill, filled=(name, name_alone, phone, post)),
        text(name_alone, meaning, at(1), optional=optional),
        text(phone, meaning, at(2), optional=optional),
        text(post, meaning, at(3), optional=True),
    )


def values(entries: Iterable[Entry], source: object, env: Env) -> dict[str, object]:
    """The values of a group by name."""
    return {entry.name: entry.make(source, env) for entry in entries}


def empties(entries: Iterable[Entry]) -> dict[str, object]:
    """The false value of each name: what an item has under names that are not for its kind."""
    return {entry.name: _EMPTY[entry.kind]() for entry in entries}


def marks(entries: Iterable[Entry]) -> dict[str, object]:
    """A group that is missing: every member prints its own mark."""
    return {entry.name: _marked(entry) for entry in entries}


def _marked(entry: Entry) -> object:
    if entry is NUMBERED:
        return 1
    if entry.optional and not entry.mark:
        return _EMPTY[entry.kind]()
    if entry.kind is Kind.GROUP:
        return marks(entry.members or ())
    if entry.kind is Kind.LIST:
        return [marks(entry.members) if entry.members else gap(entry.mark)]
    return gap(entry.mark or entry.name)


def _no_text() -> str:
    return ""


_EMPTY: dict[Kind, Callable[[], object]] = {
    Kind.TEXT: _no_text,
    Kind.NUMBER: _no_text,
    Kind.FLAG: bool,
    Kind.IMAGE: _no_text,
    Kind.GROUP: dict,
    Kind.LIST: list,
}
NUMBERED = Entry("序号", Kind.NUMBER, "在这张表里的第几项，从1起", lambda _source, _env: 1)
