"""Records as flat values: a path, the Chinese titles that lead there, and the value as it is printed."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.context.columns import SMALL_COUNTS
from generator.context.columns import masked_duty
from generator.context.prepared import YES_NO
from generator.context.prepared import day_text
from generator.context.prepared import number
from generator.facts.facts import Facts
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.place import Figure
from generator.facts.model.profile import Profile
from generator.facts.model.transfer import Batch
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.mask import Edition
from generator.mask import few
from generator.mask import is_printable
from generator.mask import masked_name
from generator.mask import masked_phone
from generator.mask.people import has_agreed
from generator.mask.people import is_mobile
from generator.mask.redact import Finder
from generator.revisions.changes.paths import CONTENT
from generator.revisions.changes.paths import COUNT
from generator.revisions.changes.paths import ORDER
from generator.revisions.changes.paths import escaped
from generator.revisions.frozen.content import Value
from generator.revisions.frozen.labels import labelled

_COUNTED = "项数"
_PLACED = "次序"
_DRAWN = "图像"
# Lists whose order is printed: 第1批, 点1.
_ORDERED = (Batch, RiskPoint)

Field = tuple[str, str]
"""The name of a type of record and a key of it."""

Where = Callable[[Field], tuple[str, ...]]
"""The chapters that print a field."""

Shown = Callable[[Field], bool]
"""Whether the public edition prints a field, too."""


class Spot(NamedTuple):
    """Where values are being flattened."""

    path: str
    title: str
    hidden: bool = False

    def below(self, key: str, title: str, *, hidden: bool = False) -> Spot:
        """The spot of a field."""
        path = f"{self.path}.{key}" if self.path and not self.path.endswith(":") else f"{self.path}{key}"
        return Spot(path, f"{self.title}·{title}" if self.title else title, self.hidden or hidden)

    def row(self, label: str) -> Spot:
        """The spot of a row of a list."""
        return Spot(f"{self.path}[{escaped(label)}]", f"{self.title}·{label}", self.hidden)


@dataclass(frozen=True, slots=True)
class Flattener:
    """Makes values of records. `figures`: the digest of each figure's file; `finder` masks texts for the public."""

    facts: Facts
    figures: Mapping[str, str]
    finder: Finder | None
    where: Where
    shown: Shown

    def values(self, record: Record, spot: Spot) -> Iterator[Value]:
        """The values of a record, in the order of declaration; what is missing has none."""
        kind = type(record)
        for key, column in columns(kind).items():
            if key == "schema":
                continue
            found = getattr(record, column.attribute)
            if found is None or found == ():
                continue
            below = spot.below(key, column.fact.title, hidden=column.fact.cls is Class.INTERNAL and column.is_record)
            if not column.is_record:
                yield self._single(record, column, found, below)
            elif column.many:
                yield from self._rows((kind.__name__, key), found, below)
            else:
                yield from self.values(found, below)
        if isinstance(record, Profile):
            yield from self._hazards(record, spot)
            yield from self._added(record, spot)
        elif isinstance(record, Figure) and record.file in self.figures:
            text = self.figures[record.file or ""][:16]
            public = None if spot.hidden else text
            yield self._value(spot.below(CONTENT, _DRAWN), text, public, (kind.__name__, "file"))

    def _rows(self, field: Field, rows: Sequence[Record], spot: Spot) -> Iterator[Value]:
        count = str(len(rows))
        yield self._value(spot.below(COUNT, _COUNTED), count, None if spot.hidden else count, field)
        places = {id(row): str(at) for at, row in enumerate(rows, 1)}
        for label, row in labelled(rows):
            inner = spot.row(label)
            if isinstance(row, Figure) and row.internal:
                inner = inner._replace(hidden=True)
            yield from self.values(row, inner)
            if isinstance(row, _ORDERED):
                at = places[id(row)]
                ordered = next(kind for kind in _ORDERED if isinstance(row, kind))
                yield self._value(inner.below(ORDER, _PLACED), at, at, (ordered.__name__, "order"))

    def _single(self, record: Record, column: Column, found: object, spot: Spot) -> Value:
        field = (type(record).__name__, column.key)
        items = found if isinstance(found, tuple) else (found,)
        text = "、".join(self._printed(item, column) for item in items)
        declared = column.fact
        return self._value(
            spot,
            text,
            None if spot.hidden else self._public(record, column, items, text),
            field,
            cls=declared.cls.value,
            unit=declared.unit,
            ref=declared.ref.value if declared.ref is not None else "",
        )

    def _value(
        self,
        spot: Spot,
        text: str,
        public: str | None,
        field: Field,
        *,
        cls: str = "P",
        unit: str = "",
        ref: str = "",
    ) -> Value:
        chapters = self.where(field)
        if chapters and not self.shown(field):
            public = None
        return Value(spot.path, spot.title, text, public, cls, unit, ref, chapters)

    def _printed(self, value: object, column: Column) -> str:
        if column.fact.ref is Ref.SUB_HAZARD:
            sub = self.facts.settings.subs.get(str(value))
            return (sub.title if sub else None) or str(value)
        return printed(value)

    def _public(self, record: Record, column: Column, items: Sequence[object], text: str) -> str | None:
        """The text as the public edition says it."""
        cls = column.fact.cls
        if cls in (Class.INTERNAL, Class.PERSONAL):
            return None
        if column.fact.ref is Ref.CONTACT:
            return "、".join(self._person(str(item)) for item in items)
        if isinstance(record, Contact) and cls is Class.DUTY:
            return self._of_contact(record, column.key, text)
        if cls is Class.DUTY:
            return str(masked_duty(text))
        if isinstance(items[0], int) and any(
            issubclass(type(record), kind) and column.key == key for kind, key in SMALL_COUNTS
        ):
            return str(few(items[0], Edition.PUBLIC))
        return self.masked(text)

    def _person(self, handle: str) -> str:
        contact = self.facts.contacts.get(handle)
        return handle if contact is not None and is_printable(contact) else masked_name(handle)

    def _of_contact(self, contact: Contact, key: str, text: str) -> str:
        if key == "name":
            return text if is_printable(contact) else masked_name(text)
        return text if has_agreed(contact) or not is_mobile(text) else masked_phone(text)

    def masked(self, text: str) -> str:
        """The text as the public edition says it, if it may say it at all."""
        return text if self.finder is None else self.finder.mask(text)

    def _hazards(self, profile: Profile, spot: Spot) -> Iterator[Value]:
        for key, hazard in sorted(profile.hazards):
            sub = self.facts.settings.subs.get(key)
            below = spot.below("hazards", "灾种")
            title = (sub.title if sub else None) or key
            row = Spot(f"{below.path}[{escaped(key)}]", f"{below.title}·{title}")
            yield from self.values(hazard, row)

    def _added(self, profile: Profile, spot: Spot) -> Iterator[Value]:
        known = {field.key: field for field in self.facts.extra_fields}
        for key, value in sorted(profile.extra, key=lambda pair: pair[0]):
            field = known.get(key)
            if field is None or value in (None, ()):
                continue
            text = printed(value)
            cls = Class(field.class_ or Class.INTERNAL)
            hidden = cls is Class.INTERNAL
            public = None if hidden else str(masked_duty(text)) if cls is Class.DUTY else self.masked(text)
            below = spot.below("extra", "补充").row(field.title or key)
            path = f"{spot.below('extra', '').path}[{escaped(key)}]"
            yield self._value(
                Spot(path, below.title), text, public, ("extra", key), cls=cls.value, unit=field.unit or ""
            )


def printed(value: object) -> str:
    """A value as the manual prints it."""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, (int, float)):
        return str(number(value))
    if isinstance(value, tuple):
        return "、".join(map(printed, value))
    return str(value)
