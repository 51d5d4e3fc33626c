"""How much of a duty contact an edition prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.facts.model.people import Contact
from generator.mask.edition import Edition

# With the prefixes of calls from abroad and from another city; an extension makes no land line of it.
_MOBILE = re.compile(r"(?:(?:00)?86|0)?1\d{10}")
_NOT_DIGITS = re.compile(r"\D+")
# Surnames of two characters; all others have one.
_DOUBLE_SURNAMES = frozenset({
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙",
    "慕容", "司徒", "令狐", "夏侯", "端木", "长孙", "宇文", "南宫",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A contact as an edition prints it; `phone` is empty where none is known."""

    name: str
    phone: str
    post: str
    text: str


def shown(contact: Contact, edition: Edition, *, role: str = "", duty_phone: str = "") -> Shown:
    """The contact as `edition` prints it.

    A person whom the public edition must not print in full appears as 张* with a masked mobile; where residents
    have to reach the post (`duty_phone` given), the community's duty phone stands in for the mobile.
    """
    name, phone, post = contact.name or contact.handle, contact.phone or "", contact.post or ""
    if edition is Edition.INTERNAL or is_printable(contact):
        return Shown(name, phone, post, f"{name} {phone}" if phone else name)
    hidden = masked_name(name)
    if duty_phone:
        title = f"（{post or role}）" if post or role else ""
        return Shown(hidden, duty_phone, post, f"{hidden}{title}，打值班电话{duty_phone}")
    number = masked_phone(phone)
    return Shown(hidden, number, post, f"{hidden} {number}" if number else hidden)


def is_printable(contact: Contact) -> bool:
    """Whether the public edition may print the contact in full.

    A duty line (a land line or a short number) may be; a mobile only where its holder agreed in writing, with a date.
    """
    return has_agreed(contact) or (contact.phone is not None and not is_mobile(contact.phone))


def has_agreed(contact: Contact) -> bool:
    """Whether the contact agreed, in writing and with a date, to be printed where everybody reads it."""
    return bool(contact.public) and contact.consent_on is not None


def is_mobile(phone: str) -> bool:
    """Whether a number is a mobile, however it is grouped."""
    return _MOBILE.fullmatch(_NOT_DIGITS.sub("", phone.partition("转")[0])) is not None


def masked_name(name: str) -> str:
    """The surname with an asterisk: 张*, 欧阳*."""
    surname = name[:2] if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else name[:1]
    return f"{surname}*" if surname else ""


def masked_phone(phone: str) -> str:
    """A number whose middle is starred: 1990****001; of a short one only the first digit stays."""
    digits = _NOT_DIGITS.sub("", phone)
    if not digits:
        return ""
    if len(digits) < 10:
        return digits[0] + "*" * (len(digits) - 1)
    return f"{digits[:4]}{'*' * (len(digits) - 7)}{digits[-3:]}"
