"""Supplies, means of warning, and communication where a community can be cut off."""

from __future__ import annotations

from generator.facts.checks.case import Case
from generator.problems import Problem
from generator.problems import pg2_days as codes

_WITHOUT_NETWORK = frozenset({"卫星电话", "数字集群", "北斗终端"})
_USERS = 2


def check_supplies(case: Case) -> list[Problem]:
    """Less in stock than the district's list asks for (PG292); no warning without power (PG293)."""
    profile = case.profile
    problems = [
        codes.TOO_LITTLE_STOCK.at(
            case.at(supply, "quantity"),
            found=supply.item or "",
            quantity=f"{supply.quantity:g}",
            standard=f"{supply.standard:g}",
            unit=supply.unit or "",
        )
        for supply in profile.supplies
        if supply.standard is not None and supply.quantity is not None and supply.quantity < supply.standard
    ]
    means = profile.warning_means
    if "warning_means" in profile.given and not any(mean.without_power and mean.number != 0 for mean in means):
        problems.append(codes.NO_WARNING_WITHOUT_POWER.at(case.places.at_key((), "warning_means")))
    return problems


def check_isolation(case: Case) -> list[Problem]:
    """Communities that can lose the network and have no other means (PG294), or one person who can use it (PG295)."""
    profile = case.profile
    problems: list[Problem] = []
    isolation = profile.isolation
    radios = [found for found in profile.equipment if found.kind in _WITHOUT_NETWORK and found.number != 0]
    if isolation is not None and isolation.comms_may_fail and "equipment" in profile.given and not radios:
        problems.append(
            codes.NO_SATELLITE.at(case.at(isolation, "comms_may_fail"), case.places.at_key((), "equipment"))
        )
    for radio in radios:
        if "users" in radio.given and len(set(radio.users)) < _USERS:
            place = case.at(radio, "users")
            problems.append(codes.FEW_USERS.at(place, found=radio.kind or "", count=len(radio.users), expected=_USERS))
    return problems
