"""What the public edition must not say: every known masked name and number, less those that are public elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.model.people import Contact
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.mask.people import is_printable

_DIGITS = re.compile(r"\D+")
_SHORTEST_NAME = 2
_SHORTEST_NUMBER = 7
# A shorter text of class I (“值班室”) is an everyday word: found in a piece's prose it gives nothing away.
_SHORTEST_TEXT = 6


@dataclass(frozen=True, slots=True)
class Secrets:
    """Names of people, digits of numbers, and texts that the public edition must not contain."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names or self.numbers or self.texts)


def contact_secrets(contacts: Iterable[Contact], records: Iterable[Record]) -> Secrets:
    """Names and numbers of the contacts that must not be printed in full.

    `records` are the files' records: a number that one of their public fields holds is public, whoever owns it.
    A name that a printable contact bears as well is public, too.
    """
    everybody = tuple(contacts)
    open_names = {_name(c) for c in everybody if is_printable(c)}
    open_numbers = set(_public_numbers(records))
    open_numbers.update(digits(n) for c in everybody if is_printable(c) for n in (c.phone, c.backup_phone) if n)
    hidden = [c for c in everybody if not is_printable(c)]
    names = {_name(c) for c in hidden} - open_names
    numbers = {digits(n) for c in hidden for n in (c.phone, c.backup_phone) if n} - open_numbers
    return Secrets(
        frozenset(n for n in names if len(n) >= _SHORTEST_NAME),
        frozenset(n for n in numbers if len(n) >= _SHORTEST_NUMBER),
    )


def known_secrets(
    contacts: Iterable[Contact], records: Iterable[Record], profile: Profile, register: Register | None
) -> Secrets:
    """Everything that the finished public text is scanned for: contacts, internal values, and the register."""
    records = tuple(records)
    of_contacts = contact_secrets(contacts, records)
    names, numbers, texts = set(of_contacts.names), set(of_contacts.numbers), set[str]()
    spoken = "\n".join(_public_texts(records))
    for text in _values(profile, frozenset({Class.INTERNAL})):
        number = digits(text)
        if len(number) >= _SHORTEST_NUMBER and len(number) >= len(text) // 2:
            numbers.add(number)
        elif len(text) >= _SHORTEST_TEXT and text not in spoken:
            texts.add(text)
    if register is not None:
        open_numbers = set(_public_numbers(records))
        for person in register.people:
            names.update(_known(person.name))
        for household in register.households:
            names.update(_known(household.head))
            numbers.update({digits(household.phone)} - open_numbers if household.phone else ())
        addresses = [p.address for p in register.people] + [h.address for h in register.households]
        texts.update(a for a in addresses if a and len(a) >= _SHORTEST_TEXT and a not in spoken)
        names -= {_name(c) for c in contacts if is_printable(c)}
    return Secrets(frozenset(names), frozenset(n for n in numbers if len(n) >= _SHORTEST_NUMBER), frozenset(texts))


def digits(text: str) -> str:
    """The digits of a text alone."""
    return _DIGITS.sub("", text)


def _name(contact: Contact) -> str:
    return contact.name or contact.handle


def _known(name: str | None) -> set[str]:
    return {name} if name is not None and len(name) >= _SHORTEST_NAME else set()


def _public_numbers(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for column, value in _walk(record):
            if column.fact.phone and column.fact.cls is Class.PUBLIC:
                yield digits(value)


def _public_texts(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for column, value in _walk(record):
            if column.fact.cls is Class.PUBLIC and column.fact.ref is not Ref.CONTACT:
                yield value


def _values(record: Record, classes: frozenset[Class]) -> Iterator[str]:
    for column, value in _walk(record):
        if column.fact.cls in classes:
            yield value


def _walk(record: Record) -> Iterator[tuple[Column, str]]:
    """Every text of a record and of the records in it, with its column."""
    for column in columns(type(record)).values():
        value = getattr(record, column.attribute)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from _walk(item)
            elif isinstance(item, str):
                yield column, item
