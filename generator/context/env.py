"""Everything that the values of one context are made from: facts by name, the assessment, the edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

from generator.context.mark import gap
from generator.context.prepared import joined
from generator.context.revision import RevisionView
from generator.facts.facts import Facts
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.place import AssemblyPoint
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Route
from generator.facts.model.transfer import Shelter
from generator.mask import Edition
from generator.mask import masked_name
from generator.mask import shown
from generator.risk import Assessment
from generator.risk import PartAssessment
from generator.risk import SubAssessment


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
    points: Mapping[str, RiskPoint]
    routes: Mapping[str, Route]
    shelters: Mapping[str, Shelter]
    assembly_points: Mapping[str, AssemblyPoint]
    figure_files: Mapping[str, str]
    batches: Mapping[str, tuple[tuple[int, Batch], ...]]
    point_numbers: Mapping[str, int]
    duty_phone: str
    hazards: Mapping[str, Hazard]
    extra: Mapping[str, object]
    people: dict[tuple[str | None, str, bool, bool], Person] = field(default_factory=dict)
    projected: dict[int, dict[str, object]] = field(default_factory=dict)
    """What points became, by identity: they stand in more than one list."""

    def person(self, handle: str | None, title: str, *, served: bool, optional: bool) -> Person:
        """The contact of that handle as this edition prints it.

        `served`: residents have to reach the post, so that the duty phone stands in for a masked mobile.
        A missing one is a mark, or empty if it is optional; of an unknown handle the phone is a mark.
        """
        key = (handle, title, served, optional)
        found = self.people.get(key)
        if found is None:
            found = self.people[key] = self._person(handle, title, served=served, optional=optional)
        return found

    def _person(self, handle: str | None, title: str, *, served: bool, optional: bool) -> Person:
        if handle is None:
            return NOBODY if optional else Person(gap(title), gap(f"{title}姓名"), gap(f"{title}电话"), "")
        contact = self.contacts.get(handle)
        if contact is None:
            name = handle if self.edition is Edition.INTERNAL else masked_name(handle)
            phone = gap(f"{title}电话")
            return Person(f"{name} {phone}", name, phone, "")
        seen = shown(contact, self.edition, role=title, duty_phone=self.duty_phone if served else "")
        if seen.phone:
            return Person(seen.text, seen.name, seen.phone, seen.post)
        phone = gap(f"{title}电话")
        return Person(f"{seen.name} {phone}", seen.name, phone, seen.post)

    def picture(self, title: str | None) -> object:
        """The picture of a figure; empty where there is none, or where this edition must not show it."""
        return self.figures.get(self.figure_files.get(title or "", ""), "")

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
        points={p.name: p for p in profile.points if p.name},
        routes={r.name: r for r in profile.routes if r.name},
        shelters={s.name: s for s in profile.shelters if s.name},
        assembly_points={a.name: a for a in profile.assembly_points if a.name},
        figure_files={
            f.title: f.file
            for f in profile.figures
            if f.title and f.file and not (f.internal and edition is Edition.PUBLIC)
        },
        batches={name: tuple(found) for name, found in batches.items()},
        point_numbers={p.name: at for at, p in enumerate(profile.points, 1) if p.name},
        duty_phone=profile.duty_phone or "",
        hazards=dict(profile.hazards),
        extra=dict(profile.extra),
    )
