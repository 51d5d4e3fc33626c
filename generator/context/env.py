"""Everything that the values of one context are made from: facts by name, the assessment, the edition."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any
from typing import NamedTuple

from generator.context.mark import gap
from generator.context.prepared import joined
from generator.context.reach import Reach
from generator.context.revision import RevisionView
from generator.facts.facts import Facts
from generator.facts.model.hazards import Hazard
from generator.facts.model.people import Contact
from generator.facts.model.place import AssemblyPoint
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.facts.schema import Record
from generator.mask import Edition
from generator.mask import masked_name
from generator.mask import shown
from generator.risk import Assessment
from generator.risk import PartAssessment
from generator.risk import SubAssessment
from generator.word.values import InlineImage


class Person(NamedTuple):
    """The prepared texts of a contact: together, name, phone, post."""

    text: str
    name: str
    phone: str
    post: str


NOBODY = Person("", "", "", "")


@dataclass(slots=True)
class Env:
    """The ground of one context; made by `env_of`, read by entries."""

    facts: Facts
    assessment: Assessment
    edition: Edition
    revision: RevisionView
    figures: Mapping[str, object]
    contacts: Mapping[str, Contact]
    titles: Mapping[str, str]
    subs: Mapping[str, SubAssessment]
    parts: Mapping[str, PartAssessment]
    routes: Mapping[str, Route]
    shelters: Mapping[str, Shelter]
    assembly_points: Mapping[str, AssemblyPoint]
    figure_files: Mapping[str, str]
    batches: Mapping[str, tuple[tuple[int, Batch], ...]]
    point_numbers: Mapping[int, int]
    """Which place a point has in the profile, by identity: one may have no name yet."""
    duty_phone: str
    duty_phones: Mapping[Reach, str]
    hazards: Mapping[str, Hazard]
    extra: Mapping[str, object]
    people: dict[tuple[str | None, Reach], Person] = field(default_factory=dict)
    projected: dict[int, dict[str, object]] = field(default_factory=dict)
    """What records became that stand in more than one list, by identity."""

    def person(self, handle: str | None, title: str, reach: Reach, *, optional: bool) -> Person:
        """The contact of that handle as this edition prints it.

        None is a mark, or empty if it is optional; an empty handle is missing where it must not be; of an unknown
        handle the phone is a mark.
        """
        found = self.people.get((handle, reach))
        if found is not None:
            return found
        if not handle:
            nobody = Person(gap(title), gap(f"{title}姓名"), gap(f"{title}电话"), "")
            return NOBODY if optional and handle is None else nobody
        contact = self.contacts.get(handle)
        if contact is None:
            return self._unknown(handle, title, reach)
        seen = shown(contact, self.edition, role=title, duty_phone=self.duty_phones.get(reach, ""))
        if not seen.phone and reach is not Reach.PAST:
            phone = gap(f"{title}电话")
            return Person(f"{seen.name} {phone}", seen.name, phone, seen.post)
        person = Person(seen.text, seen.name, seen.phone, seen.post)
        if contact.post or self.edition is Edition.INTERNAL:  # else the text names the role, which is the field's
            self.people[handle, reach] = person
        return person

    def _unknown(self, handle: str, title: str, reach: Reach) -> Person:
        """Somebody who is in no list of contacts: the handle is the name."""
        name = handle if self.edition is Edition.INTERNAL else masked_name(handle)
        if reach is Reach.PAST:
            return Person(name, name, "", "")
        phone = gap(f"{title}电话")
        return Person(f"{name} {phone}", name, phone, "")

    def once(self, record: Record, make: Callable[[Any, Env], dict[str, object]]) -> dict[str, object]:
        """What `make` makes of a record that stands in more than one list, made once."""
        found = self.projected.get(id(record))
        if found is None:
            found = self.projected[id(record)] = make(record, self)
        return found

    def picture(self, title: str | None) -> object:
        """The picture of a figure; empty where there is none, or where this edition must not show it.

        Its title is what readers who cannot see it are told.
        """
        found = self.figures.get(self.figure_files.get(title or "", ""), "")
        return replace(found, description=title) if isinstance(found, InlineImage) and title else found

    def basis(self, sub: str) -> str:
        """Why a sub-hazard is assessed as it is."""
        hazard = self.hazards.get(sub)
        return (hazard.basis if hazard else None) or gap("依据")

    def titled(self, key: str | None) -> str:
        """The title of a part or sub-hazard, or the key where nothing bears it."""
        return self.titles.get(key or "", key or "")

    def titles_of(self, keys: tuple[str, ...]) -> str:
        """The titles of several, joined."""
        return joined(self.titled(key) for key in keys)


def env_of(
    facts: Facts,
    assessment: Assessment,
    edition: Edition,
    revision: RevisionView,
    figures: Mapping[str, object],
) -> Env:
    """The ground of a context, with everything that is referred to by name found once."""
    profile, standards = facts.profile, facts.standards
    titles = {part.key or "": part.title or "" for part in standards.parts}
    titles.update((sub.key or "", sub.title or "") for part in standards.parts for sub in part.subs)
    duty_phone, station = profile.duty_phone or "", facts.town.station
    batches: dict[str, list[tuple[int, Batch]]] = {}
    for at, batch in enumerate(profile.batches, 1):
        for name in batch.points:
            batches.setdefault(name, []).append((at, batch))
    return Env(
        facts=facts,
        assessment=assessment,
        edition=edition,
        revision=revision,
        figures=figures,
        contacts=facts.contacts,
        titles=titles,
        subs={sub.key: sub for sub in assessment.subs},
        parts={sub.key: part for part in assessment.parts for sub in part.subs},
        routes={r.name: r for r in profile.routes if r.name},
        shelters={s.name: s for s in profile.shelters if s.name},
        assembly_points={a.name: a for a in profile.assembly_points if a.name},
        figure_files={
            f.title: f.file
            for f in profile.figures
            if f.title and f.file and not (f.internal and edition is Edition.PUBLIC)
        },
        batches={name: tuple(found) for name, found in batches.items()},
        point_numbers={id(point): at for at, point in enumerate(profile.points, 1)},
        duty_phone=duty_phone,
        duty_phones={Reach.COMMUNITY: duty_phone, Reach.TOWN: (station and station.duty_phone) or duty_phone},
        hazards=dict(profile.hazards),
        extra=dict(profile.extra),
    )
