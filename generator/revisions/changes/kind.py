"""主 or 次: which changes are measures (domain: command, procedure, main measures, triggers, routes, shelters, areas).

Persons, telephones, quantities and words are none. The table names fields by their paths; one that is not named here
is a person, a quantity or a word.
"""

from __future__ import annotations

import re
from enum import StrEnum

from generator.revisions.changes.paths import field_of
from generator.revisions.frozen.content import Value


class Kind(StrEnum):
    """What a revision is: the first one, a major or a minor one, or none at all."""

    FIRST = "首次"
    MAJOR = "主"
    MINOR = "次"
    NONE = "无"


# Lists of which a row that comes or goes is a measure.
_ROWS = frozenset({
    "assembly_points", "batches", "crowds", "dykes", "grids", "organisation.groups", "points", "points.go_when",
    "points.prepare_when", "reservoirs", "routes", "shelters", "warning_means",
    "district:response_tasks", "district:signals", "district:warnings",
})  # fmt: skip
_FIELDS = frozenset({
    # command
    "organisation.groups.kind", "organisation.groups.tasks", "squad.mode", "squad.regional",
    # procedure, decided by the district or a higher office
    "district:report.phone_min", "district:report.first_written_min", "district:report.follow_up_min",
    "district:callback.answer_min", "district:callback.red_leader_min", "district:callback.red_signal_min",
    "district:callback.red_count_min", "district:five_stops",
    "district:response_tasks.level_4", "district:response_tasks.level_3", "district:response_tasks.level_2",
    "district:response_tasks.level_1", "district:signals.signal", "district:signals.act", "district:signals.meaning",
    # main measures
    "points.first_act", "points.keep_out", "grids.no_power_warning", "crowds.act", "reservoirs.notice_route",
    "boats.return_rule", "batches.no_backup", "batches.vehicle",
    # triggers
    "points.evacuate_at", "points.go_when.rain_mm", "points.go_when.hours", "points.go_when.level_m",
    "points.go_when.gauge", "points.go_when.wind_force", "points.prepare_when.rain_mm", "points.prepare_when.hours",
    "points.prepare_when.level_m", "points.prepare_when.gauge", "points.prepare_when.wind_force",
    "batches.trigger", "batches.latest", "batches.#order", "district:geological_evacuate_at",
    "district:no_threshold", "district:no_wind_threshold", "district:warnings.blue", "district:warnings.yellow",
    "district:warnings.orange", "district:warnings.red",
    # routes
    "routes.start", "routes.via", "routes.end", "routes.mode", "routes.crosses", "routes.passes",
    "routes.unsafe_when", "routes.night", "batches.route", "batches.backup_route",
    # shelters
    "shelters.address", "shelters.safe_for", "shelters.in_danger_of", "shelters.above_flood",
    "shelters.inspection.passed", "shelters.acceptance.passed", "batches.shelter", "batches.overflow",
    "assembly_points.place", "assembly_points.safe_for", "points.assembly",
    # evacuation areas
    "points.hazard", "points.place", "points.extent", "batches.points", "batches.whom", "batches.hazards",
})  # fmt: skip
_LEVEL = re.compile(r"assessment(?:\.[^.\[]+(?:\[[^\]]*\])?)?\.level")
_VERSION = re.compile(r"V(\d+)\.(\d+)")
_FIRST = "V1.0"


def is_measure(value: Value) -> bool:
    """Whether a change of that value is one of a measure."""
    return field_of(value.path) in _FIELDS or _LEVEL.fullmatch(value.path) is not None


def is_measure_row(row: str) -> bool:
    """Whether a row that comes or goes is a change of a measure."""
    return field_of(row) in _ROWS


def next_version(version: str, kind: Kind) -> str:
    """The number after `version` (V1.2): 主 V2.0, 次 V1.3, 无 the same; the first one is V1.0.

    So is the one after a paper plan that bears no such number.
    """
    found = _VERSION.fullmatch(version.strip().upper())
    if kind is Kind.FIRST or found is None:
        return _FIRST
    major, minor = int(found[1]), int(found[2])
    if kind is Kind.NONE:
        return f"V{major}.{minor}"
    return f"V{major + 1}.0" if kind is Kind.MAJOR else f"V{major}.{minor + 1}"
