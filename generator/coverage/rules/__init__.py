"""The rules of readiness, one small function each, by the number that `standards.yaml` gives them.

A check answers whether the rule is met and what shows it, or nothing where the rule does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.coverage.asked import Check
from generator.coverage.asked import TownCheck
from generator.coverage.rules import drills
from generator.coverage.rules import equipment
from generator.coverage.rules import organisation
from generator.coverage.rules import people
from generator.coverage.rules import shelters
from generator.coverage.rules import squad
from generator.coverage.rules import town

CHECKS: Mapping[str, Check] = MappingProxyType({
    "R-01": organisation.plan_in_force,
    "R-03": organisation.duty_ledger,
    "R-04": organisation.leaders_and_deputies,
    "R-05": squad.there_is_one,
    "R-06": squad.insured_and_trained,
    "R-07": squad.not_shared_only,
    "R-08": equipment.of_disaster_prone,
    "R-09": equipment.when_communication_fails,
    "R-10": equipment.supplies,
    "R-11": shelters.large_enough,
    "R-12": shelters.not_overfull,
    "R-13": shelters.inspected,
    "R-14": shelters.accepted_and_opened,
    "R-15": drills.own_drill,
    "R-16": drills.own_or_observed,
    "R-18": drills.trained,
    "R-19": organisation.patrols,
    "R-20": people.threatened,
    "R-21": people.helped,
    "R-22": equipment.warning_without_power,
    "R-23": organisation.fire_safety,
    "R-24": organisation.information_officer,
    "R-25": people.consent_and_retention,
})  # fmt: skip

TOWN_CHECKS: Mapping[str, TownCheck] = MappingProxyType({"R-02": town.station, "R-17": town.host_drill})
