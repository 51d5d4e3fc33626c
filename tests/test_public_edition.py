"""The four public manuals say no masked value whole: not on a page, not in any part, property, picture or file name.

What is masked is worked out here from the declarations of the fields and the records themselves, not by `mask`.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import sample
from sample import COMMUNITIES
from sample import WORKSPACE
from workspace import PROFILE
from workspace import Workspace
from workspace import parts

from generator.bulk.drafts import draft_path
from generator.facts.facts import Facts
from generator.facts.load import resolve
from generator.facts.model.people import Contact
from generator.facts.schema import Class
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.facts.walk import walk
from generator.mask import Edition

every_community = pytest.mark.parametrize("name", COMMUNITIES)
_SEPARATED = re.compile(r"(?<=\d)[\s\-‐‑–—.·]+(?=\d)")


class Value(NamedTuple):
    """A value of a field: its class, its text as a manual would print it, and whether that names a contact."""

    cls: Class
    text: str
    is_reference: bool = False


def values(record: Record) -> Iterator[Value]:
    """Every text, date and number in a record and in those within it; contacts aside."""
    for inner in walk(record):
        if isinstance(inner, Contact):
            continue
        for column in columns(type(inner)).values():
            found = getattr(inner, column.attribute)
            for value in found if isinstance(found, tuple) else (found,):
                if isinstance(value, str):
                    yield Value(column.fact.cls, value, is_reference=column.fact.ref is Ref.CONTACT)
                elif isinstance(value, date):
                    yield Value(column.fact.cls, f"{value.year}年{value.month}月{value.day}日")
                    yield Value(column.fact.cls, value.isoformat())


def facts_of(name: str) -> Facts:
    return sample.sample(name, Edition.PUBLIC).facts


def is_printable(person: Contact) -> bool:
    """Who agreed with a date, or is a line of an office: no mobile."""
    agreed = bool(person.public and person.consent_on)
    return agreed or re.fullmatch(r"1\d{10}", digits(person.phone or "1" * 11)) is None


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@functools.cache
def prose() -> str:
    """What all templates say themselves, whoever's manual they are printed in."""
    return "\n".join(text for data in sample.templates().documents.values() for text in said(data).values())


def public_texts(facts: Facts) -> str:
    """Everything that stands in fields which anybody may read."""
    records = (facts.profile, facts.town, facts.district, facts.settings.roster, facts.standards, *facts.drills)
    return "\n".join(value.text for record in records for value in values(record) if value.cls is Class.PUBLIC)


def masked_names(facts: Facts) -> set[str]:
    """Names of contacts who must not be printed in full, and of residents."""
    everybody = facts.contacts.values()
    hidden = {person.name or person.handle for person in everybody if not is_printable(person)}
    assert facts.register is not None
    hidden |= {person.name or "" for person in facts.register.people}
    hidden |= {household.head or "" for household in facts.register.households}
    return {name for name in hidden if name} - {p.name or p.handle for p in everybody if is_printable(p)}


def masked_numbers(facts: Facts) -> set[str]:
    """Numbers of those contacts and of households, unless a public field holds the same."""
    assert facts.register is not None
    hidden = {
        digits(number)
        for person in facts.contacts.values()
        if not is_printable(person)
        for number in (person.phone, person.backup_phone)
        if number
    }
    hidden |= {digits(household.phone) for household in facts.register.households if household.phone}
    return {number for number in hidden if number not in joined(public_texts(facts))}


def masked_texts(facts: Facts) -> set[str]:
    """Internal values and residents' addresses, unless a public field or the prose of the templates says the same."""
    assert facts.register is not None
    hidden = {value.text for value in values(facts.profile) if value.cls is Class.INTERNAL and not value.is_reference}
    hidden |= {value.text for value in values(facts.register) if value.cls is Class.PERSONAL and "号" in value.text}
    public = public_texts(facts) + prose()
    return {text for text in hidden if text not in public}


def said(data: bytes) -> dict[str, str]:
    """What each part of a file says: its text, the values of its attributes, its bytes as such; and its name."""
    found = {}
    for part, content in parts(data):
        text = content.decode("utf-8", "replace")
        attributes = " ".join(re.findall(r'="([^"]*)"', text))
        found[part] = html.unescape(f"{re.sub(r'<[^>]*>', '', text)}\n{attributes}") + part
    return found


def joined(text: str) -> str:
    """The text in one width, with the groups of numbers joined."""
    return _SEPARATED.sub("", unicodedata.normalize("NFKC", text))


def whole(name: str, edition: Edition) -> dict[str, str]:
    """What a manual says anywhere, the name of its file included."""
    entry, _ = resolve(WORKSPACE, name, sample.settings())
    assert entry is not None
    return said(sample.sample(name, edition).data) | {"file name": draft_path(WORKSPACE, entry, edition).name}


@every_community
def test_no_masked_name_stands_in_the_public_edition(name: str) -> None:
    hidden = masked_names(facts_of(name))
    assert len(hidden) > 20
    for part, text in whole(name, Edition.PUBLIC).items():
        assert {value for value in hidden if value in text} == set(), part


@every_community
def test_no_masked_number_stands_in_the_public_edition_however_grouped(name: str) -> None:
    hidden = masked_numbers(facts_of(name))
    assert len(hidden) > 20
    for part, text in whole(name, Edition.PUBLIC).items():
        one = joined(text)
        assert {value for value in hidden if value in one} == set(), part


@every_community
def test_no_internal_value_stands_in_the_public_edition(name: str) -> None:
    hidden = masked_texts(facts_of(name))
    assert len(hidden) > 10
    for part, text in whole(name, Edition.PUBLIC).items():
        assert {value for value in hidden if value in text} == set(), part


@every_community
def test_the_internal_edition_says_what_the_public_one_masks(name: str) -> None:
    """Else the tests above would pass on an empty manual."""
    text = "\n".join(whole(name, Edition.INTERNAL).values())
    facts = facts_of(name)
    handles = {person.name or person.handle for person in facts.contacts.values()}
    assert sum(value in text for value in masked_names(facts) & handles) > 20
    assert sum(value in joined(text) for value in masked_numbers(facts)) > 20
    assert sum(value in text for value in masked_texts(facts)) > 5


@every_community
def test_no_resident_stands_in_any_main_volume(name: str) -> None:
    facts = facts_of(name)
    assert facts.register is not None
    handles = {person.name or person.handle for person in facts.contacts.values()}
    residents = {person.name or "" for person in facts.register.people}
    residents |= {household.head or "" for household in facts.register.households}
    phones = {digits(household.phone) for household in facts.register.households if household.phone}
    phones -= {digits(n) for p in facts.contacts.values() for n in (p.phone, p.backup_phone) if n}
    for part, text in whole(name, Edition.INTERNAL).items():
        assert {value for value in residents - handles if value and value in text} == set(), part
        assert {value for value in phones if value in joined(text)} == set(), part


def test_who_agreed_is_printed_in_full() -> None:
    """Watchers above all: the law wants them on the board at the point."""
    printed = 0
    for name in COMMUNITIES:
        profile = facts_of(name).profile
        watchers = {point.watcher for point in profile.points}
        text = whole(name, Edition.PUBLIC)["word/document.xml"]
        for person in profile.contacts:
            if person.public and person.consent_on and person.handle in watchers:
                assert person.handle in text
                assert digits(person.phone or "") in joined(text)
                printed += 1
    assert printed > 5


# Where masked values get to other than by their own field


def test_a_name_or_number_in_free_text_alt_text_or_a_heading_is_masked(tmp_path: Path) -> None:
    """Typed by hand into a caption (so into the picture's description), a place, a title, with and without gaps."""
    workspace = Workspace.at(tmp_path)
    workspace.change(PROFILE, "title: 云岭村风险示意图", "title: 云岭村风险示意图（吴示例绘，199 0000 0031）")
    workspace.change(
        PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", "danger: 找冯示例，１９９００００００３３或199-0000-0034"
    )
    workspace.change(PROFILE, "name: 后坑\n    hazard", "name: 后坑\n    formerly: 褚示例屋后\n    hazard")
    assert workspace.build("云岭村").code == 0
    for part, text in said(workspace.draft("云岭村", Edition.PUBLIC).read_bytes()).items():
        one = joined(text)
        for value in ("吴示例", "冯示例", "褚示例", "19900000031", "19900000033", "19900000034"):
            assert value not in one, part
    internal = "\n".join(said(workspace.draft("云岭村").read_bytes()).values())
    assert "吴示例绘，199 0000 0031" in internal


def test_a_number_typed_into_a_template_stops_the_public_edition_alone(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    workspace.change_piece("flood/flash.docx", "山洪", "山洪（问冯示例，19900000033）")
    done = workspace.build("云岭村", "--json")
    assert done.code == 1
    assert {p["code"] for p in done.problems} == {"PG542"}
    assert {entry["edition"]: entry["path"] is not None for entry in done.data["built"]} == {
        "internal": True,
        "public": False,
    }
    assert "19900000033" not in done.out
    assert "冯示例" not in done.out
