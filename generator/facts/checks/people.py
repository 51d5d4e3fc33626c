"""People: contacts that are reachable, printable, and named somewhere."""

from __future__ import annotations

from generator.facts.checks.case import Case
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg2_checks as codes


def check_contacts(case: Case) -> list[Problem]:
    """Contacts nobody names (PG253), numbers shared or contradicting (PG254, PG255), consent missing (PG256)."""
    problems: list[Problem] = []
    by_phone: dict[str, tuple[str, str, Place]] = {}
    town = {contact.handle: contact for contact in case.facts.town.contacts}
    for contact in case.profile.contacts:
        place = case.at(contact)
        if contact.handle not in case.named:
            problems.append(codes.NEVER_NAMED.at(place, found=contact.handle))
        if contact.public and contact.consent_on is None:
            problems.append(codes.PUBLIC_WITHOUT_CONSENT.at(case.at(contact, "public"), found=contact.handle))
        other = town.get(contact.handle)
        if other is not None and contact.phone and other.phone and contact.phone != other.phone:
            related = () if case.town_places is None else (case.town_places.of(other),)
            problems.append(
                codes.TWO_NUMBERS.at(place, *related, found=contact.handle, first=contact.phone, second=other.phone)
            )
        if contact.phone:
            name = contact.name or contact.handle
            first = by_phone.setdefault(contact.phone, (name, contact.handle, place))
            if first[0] != name:
                problems.append(
                    codes.SHARED_PHONE.at(place, first[2], phone=contact.phone, found=contact.handle, other=first[1])
                )
    return problems


def check_printable(case: Case) -> list[Problem]:
    """Points for which the public edition has no number to print (PG257)."""
    if case.profile.duty_phone is not None:
        return []
    contacts = case.facts.contacts
    problems: list[Problem] = []
    for point in case.profile.points:
        watcher = contacts.get(point.watcher or "")
        if watcher is None or not (watcher.public and watcher.consent_on is not None):
            problems.append(codes.NOTHING_TO_PRINT.at(case.at(point), found=point.name or ""))
    return problems
