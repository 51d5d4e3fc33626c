"""What the public edition must not say: every known masked name and number, less those that are public elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.facts import Facts
from generator.facts.model.people import Contact
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.mask.people import is_printable

_DIGITS = re.compile(r"\D+")
SHORTEST_NAME = 2
SHORTEST_NUMBER = 7
# A shorter text of class I (“值班室”) is an everyday word: found in a piece's prose it gives nothing away.
SHORTEST_TEXT = 6


@dataclass(frozen=True, slots=True)
class Secrets:
    """Names of people, digits of numbers, and texts that the public edition must not contain."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names or self.numbers or self.texts)


def contact_secrets(facts: Facts) -> Secrets:
    """Names and numbers of the contacts that must not be printed in full.

    Public elsewhere: a number that a public field of the community, its town or the district holds, whoever owns it,
    and a name that a printable contact bears as well.
    """
    everybody = facts.contacts.values()
    hidden = [c for c in everybody if not is_printable(c)]
    names = {_name(c) for c in hidden} - _open_names(facts)
    numbers = {digits(n) for c in hidden for n in (c.phone, c.backup_phone) if n} - _open_numbers(facts)
    return Secrets(_long(names, SHORTEST_NAME), _long(numbers, SHORTEST_NUMBER))


def known_secrets(facts: Facts) -> Secrets:
    """Everything that the finished public text is scanned for: contacts, internal values, and the register."""
    of_contacts, spoken = contact_secrets(facts), "\n".join(_public_texts(_files(facts)))
    names, numbers, texts = set(of_contacts.names), set(of_contacts.numbers), set[str]()
    for text in _values(facts.profile, Class.INTERNAL):
        number = digits(text)
        if len(number) >= len(text) // 2:
            numbers.add(number)
        else:
            texts.add(text)
    if facts.register is not None:
        names.update(person.name or "" for person in facts.register.people)
        texts.update(person.address or "" for person in facts.register.people)
        for household in facts.register.households:
            names.add(household.head or "")
            numbers.add(digits(household.phone or ""))
            texts.add(household.address or "")
    return Secrets(
        _long(names - _open_names(facts), SHORTEST_NAME),
        _long(numbers - _open_numbers(facts), SHORTEST_NUMBER),
        frozenset(text for text in _long(texts, SHORTEST_TEXT) if text not in spoken),
    )


def _files(facts: Facts) -> tuple[Record, ...]:
    """The records whose public fields anybody may read."""
    return (facts.profile, facts.town, facts.district)


def _open_names(facts: Facts) -> set[str]:
    return {_name(c) for c in facts.contacts.values() if is_printable(c)}


def _open_numbers(facts: Facts) -> set[str]:
    printable = (c for c in facts.contacts.values() if is_printable(c))
    own = {digits(n) for c in printable for n in (c.phone, c.backup_phone) if n}
    return own | set(_public_numbers(_files(facts)))


def _long(values: set[str], shortest: int) -> frozenset[str]:
    return frozenset(value for value in values if len(value) >= shortest)


def digits(text: str) -> str:
    """The digits of a text alone."""
    return _DIGITS.sub("", text)


def _name(contact: Contact) -> str:
    return contact.name or contact.handle


def _public_numbers(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        phones, inner = _phone_fields(type(record))
        for attribute in phones:
            value = getattr(record, attribute)
            if value:
                yield digits(value)
        for attribute in inner:
            found = getattr(record, attribute)
            if found:
                yield from _public_numbers(found if isinstance(found, tuple) else (found,))


_PHONE_FIELDS: dict[type[Record], tuple[tuple[str, ...], tuple[str, ...]]] = {}


def _phone_fields(kind: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a type of record that hold public numbers, and those whose records do."""
    known = _PHONE_FIELDS.get(kind)
    if known is None:
        found = columns(kind).values()
        phones = tuple(c.attribute for c in found if c.fact.phone and c.fact.cls is Class.PUBLIC)
        inner = tuple(c.attribute for c in found if c.is_record and any(_phone_fields(c.type)))
        known = _PHONE_FIELDS[kind] = (phones, inner)
    return known


def _public_texts(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for column, value in _walk(record):
            if column.fact.cls is Class.PUBLIC and column.fact.ref is not Ref.CONTACT:
                yield value


def _values(record: Record, cls: Class) -> Iterator[str]:
    for column, value in _walk(record):
        if column.fact.cls is cls:
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
