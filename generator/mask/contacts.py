"""Whether every risk point has somebody whom the public edition may name."""

from __future__ import annotations

from collections.abc import Callable

from generator.facts.facts import Facts
from generator.facts.model.hazards import RiskPoint
from generator.mask.people import is_printable
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_editions as codes

PlaceOf = Callable[[RiskPoint, str], Place]


def contact_problems(facts: Facts, place_of: PlaceOf) -> list[Problem]:
    """A problem for each risk point of which neither watcher nor deputy may be printed in full.

    The law wants watcher, signal, route and contact on the board at the point, so a public edition prints the
    community's duty phone instead; without one there is no contact at all.
    """
    profile, contacts = facts.profile, facts.contacts
    problems: list[Problem] = []
    for point in profile.points:
        people = [contacts[h] for h in (point.watcher or "", point.deputy or "") if h in contacts]
        if not people or any(is_printable(person) for person in people):
            continue
        place, name = place_of(point, "watcher"), point.name or ""
        if profile.duty_phone:
            problems.append(codes.NO_PUBLIC_WATCHER.at(place, point=name, phone=profile.duty_phone))
        else:
            problems.append(codes.NO_PUBLIC_CONTACT.at(place, point=name))
    return problems
