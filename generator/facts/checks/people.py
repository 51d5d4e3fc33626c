"""People: contacts that are reachable, printable, and named somewhere."""

from __future__ import annotations

import re

from generator.facts.checks.case import Case
from generator.facts.model.people import Contact
from generator.facts.reader.places import scalars_of
from generator.problems import Problem
from generator.problems import pg2_people as codes

# Division, day of birth, number and check digit (GB 11643). What must not stand before is asked behind the first digit:
# so only digits are looked at closely.
_ID_NUMBER = re.compile(
    r"[1-9](?<!\d\d)\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)", re.ASCII
)


def check_contacts(case: Case) -> list[Problem]:
    """Contacts nobody names (PG253), numbers shared or contradicting (PG254, PG255), consent missing (PG256)."""
    problems: list[Problem] = []
    by_phone: dict[str, Contact] = {}
    town = {contact.handle: contact for contact in case.facts.town.contacts}
    for contact in case.profile.contacts:
        if contact.handle not in case.named:
            problems.append(codes.NEVER_NAMED.at(case.at(contact), found=contact.handle))
        if contact.public and contact.consent_on is None:
            problems.append(codes.PUBLIC_WITHOUT_CONSENT.at(case.at(contact, "public"), found=contact.handle))
        other = town.get(contact.handle)
        if other is not None and contact.phone and other.phone and contact.phone != other.phone:
            related = () if case.town_places is None else (case.town_places.of(other),)
            problems.append(
                codes.TWO_NUMBERS.at(
                    case.at(contact), *related, found=contact.handle, first=contact.phone, second=other.phone
                )
            )
        if contact.phone:
            first = by_phone.setdefault(contact.phone, contact)
            if first.name != contact.name:
                places = (case.at(contact), case.at(first))
                problems.append(
                    codes.SHARED_PHONE.at(*places, phone=contact.phone, found=contact.handle, other=first.handle)
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


def check_id_numbers(case: Case) -> list[Problem]:
    """Numbers of identity cards, in any field of any file (PG228)."""
    files = (case.places, case.register_places, *case.drill_places)
    return [
        codes.ID_NUMBER.at(places.at_node(node, trail))
        for places in files
        if places is not None and _ID_NUMBER.search(places.document.text)
        for node, trail in scalars_of(places.document.root)
        if _ID_NUMBER.search(node.text)
    ]
