"""What the public edition must not say: every known masked name and number, less those that are public elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.facts.facts import Facts
from generator.facts.model.people import Contact
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.mask.people import has_agreed
from generator.mask.people import is_mobile
from generator.mask.people import is_printable

_NO_DIGITS = re.compile(r"\D+")
# Numbers among words: mobiles, land lines with and without an area code.
_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8}|\d{7,8})(?!\d)")
# What tells two people of one name apart in the list of contacts: 张示例（后坑）.
_BRACKETS = re.compile(r"\s*[（(\[【].*$", re.DOTALL)
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
    """Names and numbers of the contacts that must not be printed in full, and of people whom only a drill names.

    Public elsewhere: a number that a public field of the community, its town or the district holds, whoever owns it,
    and a name that a printable contact bears as well.
    """
    return _contacts(facts).hidden


class _Contacts(NamedTuple):
    """What contacts must not say in public, and what some of them may."""

    hidden: Secrets
    open_names: set[str]
    open_numbers: set[str]


_latest_contacts: list[tuple[Facts, _Contacts]] = []
"""Those of the community that was looked at last: asked for when its context is made, and again for its search."""


def _contacts(facts: Facts) -> _Contacts:
    if not _latest_contacts or _latest_contacts[0][0] is not facts:
        _latest_contacts[:] = [(facts, _apart(facts))]
    return _latest_contacts[0][1]


def _apart(facts: Facts) -> _Contacts:
    names, numbers, open_names, open_numbers = set[str](), set[str](), set[str](), set[str]()
    for contact in _everybody(facts):
        (open_names if is_printable(contact) else names).update(_names(contact))
        for number, is_open in _phones(contact):
            (open_numbers if is_open else numbers).add(digits(number))
    names |= {handle for handle in _of_drills(facts) if handle not in facts.contacts}
    numbers |= {n for text in _added(facts, Class.DUTY) for n in _numbers_in(text) if is_mobile(n)}
    open_numbers.update(_public_numbers(_files(facts)))
    hidden = Secrets(_long(names - open_names, SHORTEST_NAME), _long(numbers - open_numbers, SHORTEST_NUMBER))
    return _Contacts(hidden, open_names, open_numbers)


def known_secrets(facts: Facts) -> Secrets:
    """Everything that the finished public text is scanned for: contacts, internal values, and the register."""
    return secrets_apart(facts)[1]


def secrets_apart(facts: Facts) -> tuple[Secrets, Secrets]:
    """What the public edition must not say but for what the register alone gives, and all of it."""
    of_contacts, open_names, open_numbers = _contacts(facts)
    said = _said(facts.profile)
    spoken = "\n".join([*said.public, *_spoken_around(facts.town, facts.district)])
    names, numbers, texts = set(of_contacts.names), set(of_contacts.numbers), set[str]()
    met, unspoken = set[str](), set[str]()

    def sifted() -> Secrets:
        unspoken.update(text for text in _long(texts - met, SHORTEST_TEXT) if text not in spoken)
        met.update(texts)
        return Secrets(
            _long(names - open_names, SHORTEST_NAME),
            _long(numbers - open_numbers, SHORTEST_NUMBER),
            frozenset(unspoken),
        )

    for text in (*said.internal, *_added(facts, Class.INTERNAL)):
        number = digits(text)
        if len(number) >= len(text) // 2:
            numbers.add(number)
        else:
            texts.add(text)
    own = sifted()
    if facts.register is None:
        return own, own
    for person in facts.register.people:
        names.add(person.name or "")
        texts |= {person.address or "", person.relative or ""}
        numbers |= set(_numbers_in(person.relative or ""))
    for household in facts.register.households:
        names.add(household.head or "")
        numbers.add(digits(household.phone or ""))
        texts |= {household.address or "", household.alternative or ""}
    return own, sifted()


def _files(facts: Facts) -> tuple[Record, ...]:
    """The records whose public fields anybody may read."""
    return (facts.profile, facts.town, facts.district)


def _everybody(facts: Facts) -> tuple[Contact, ...]:
    """All contacts: two of one handle, in the community and in its town, are two people."""
    return (*facts.town.contacts, *facts.profile.contacts)


def _of_drills(facts: Facts) -> Iterator[str]:
    """Whoever the records of drills name; some have left since, and stand in no list of contacts."""
    for drill in facts.drills:
        yield from filter(None, (drill.controller, drill.safety_officer))


def _added(facts: Facts, cls: Class) -> Iterator[str]:
    """The texts of a class among the values of the fields that the district adds."""
    wanted = {field.key for field in facts.extra_fields if field.class_ == cls}
    for key, value in facts.profile.extra:
        if key in wanted:
            yield from (item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, str))


def _phones(contact: Contact) -> Iterator[tuple[str, bool]]:
    """The contact's numbers, each with whether the public edition may print it.

    Each by itself: behind the land line of an office stands the mobile of whoever answers it by night.
    """
    agreed, may_be = has_agreed(contact), is_printable(contact)
    for number in (contact.phone, contact.backup_phone):
        if number:
            yield number, agreed or (may_be and not is_mobile(number))


def _names(contact: Contact) -> tuple[str, ...]:
    """What a contact is called, as listed and without the brackets that tell namesakes apart."""
    name = contact.name or contact.handle
    return tuple(dict.fromkeys((name, _BRACKETS.sub("", name))))


def _long(values: set[str], shortest: int) -> frozenset[str]:
    return frozenset(value for value in values if len(value.strip()) >= shortest)


def digits(text: str) -> str:
    """The digits of a text alone, in ASCII, without an extension."""
    return _NO_DIGITS.sub("", _folded(text).partition("转")[0])


def _numbers_in(text: str) -> Iterator[str]:
    return (digits(found) for found in _NUMBER.findall(_folded(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


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


class _Said(NamedTuple):
    """The texts in some records: what anybody may read (but for the handles of contacts), and what is internal."""

    public: list[str]
    internal: list[str]


_latest: list[tuple[Record, Record, list[str]]] = []
"""What the files of a town and its district say in public: the communities of a town come one after another."""


def _spoken_around(town: Record, district: Record) -> list[str]:
    if not _latest or _latest[0][0] is not town or _latest[0][1] is not district:
        _latest[:] = [(town, district, _said(town, district).public)]
    return _latest[0][2]


def _said(*records: Record) -> _Said:
    said = _Said([], [])
    for record in records:
        _gather(record, said)
    return said


def _gather(record: Record, said: _Said) -> None:
    for attribute, where in _text_fields(type(record)):
        value = getattr(record, attribute)
        if not value:
            continue
        if where is None:
            for inner in value if isinstance(value, tuple) else (value,):
                _gather(inner, said)
        elif isinstance(value, tuple):
            said[where].extend(value)
        else:
            said[where].append(value)


_TEXT_FIELDS: dict[type[Record], tuple[tuple[str, int | None], ...]] = {}


def _text_fields(kind: type[Record]) -> tuple[tuple[str, int | None], ...]:
    """The attributes of a type of record that hold records, or texts, with the place of these in `_Said`."""
    if kind not in _TEXT_FIELDS:
        found = [(column.attribute, _kind_of_text(column)) for column in columns(kind).values()]
        _TEXT_FIELDS[kind] = tuple((attribute, where) for attribute, where in found if where != _NEITHER)
    return _TEXT_FIELDS[kind]


_NEITHER = -1


def _kind_of_text(column: Column) -> int | None:
    if column.is_record:
        return None
    cls = column.fact.cls
    if issubclass(column.type, str) and cls is Class.PUBLIC and column.fact.ref is not Ref.CONTACT:
        return _Said._fields.index("public")
    return _Said._fields.index("internal") if issubclass(column.type, str) and cls is Class.INTERNAL else _NEITHER
