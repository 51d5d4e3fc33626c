"""What must hold between the facts of one community: plain functions, each about one subject."""

from __future__ import annotations

from collections.abc import Callable

from generator.facts.checks.case import Case
from generator.facts.checks.dates import check_expiries
from generator.facts.checks.dates import check_newer
from generator.facts.checks.drills import check_drills
from generator.facts.checks.duties import check_duties
from generator.facts.checks.figures import check_figures
from generator.facts.checks.hazards import check_assembly
from generator.facts.checks.hazards import check_hazards
from generator.facts.checks.hazards import check_points
from generator.facts.checks.hazards import check_thresholds
from generator.facts.checks.hazards import check_unplaced
from generator.facts.checks.identity import check_identity
from generator.facts.checks.organisation import check_deputies
from generator.facts.checks.organisation import check_groups
from generator.facts.checks.organisation import check_posts
from generator.facts.checks.organisation import check_squad
from generator.facts.checks.people import check_contacts
from generator.facts.checks.people import check_id_numbers
from generator.facts.checks.people import check_printable
from generator.facts.checks.place import check_dangerous_houses
from generator.facts.checks.place import check_place
from generator.facts.checks.place import check_totals
from generator.facts.checks.register import check_helpers
from generator.facts.checks.register import check_register
from generator.facts.checks.routes import check_backups
from generator.facts.checks.routes import check_batch_routes
from generator.facts.checks.routes import check_routes
from generator.facts.checks.shelters import check_batch_shelters
from generator.facts.checks.shelters import check_capacity
from generator.facts.checks.shelters import check_shelters
from generator.facts.checks.supplies import check_isolation
from generator.facts.checks.supplies import check_supplies
from generator.facts.checks.transfer import check_batches
from generator.facts.checks.transfer import check_night_people
from generator.problems import Problem

Check = Callable[[Case], list[Problem]]

CHECKS: tuple[Check, ...] = (
    check_identity,
    check_newer,
    check_expiries,
    check_place,
    check_totals,
    check_dangerous_houses,
    check_figures,
    check_hazards,
    check_points,
    check_assembly,
    check_unplaced,
    check_thresholds,
    check_contacts,
    check_id_numbers,
    check_printable,
    check_duties,
    check_deputies,
    check_groups,
    check_posts,
    check_squad,
    check_batches,
    check_night_people,
    check_routes,
    check_batch_routes,
    check_backups,
    check_shelters,
    check_batch_shelters,
    check_capacity,
    check_supplies,
    check_isolation,
    check_register,
    check_helpers,
    check_drills,
)


def check(case: Case) -> list[Problem]:
    """Every problem that the checks find."""
    return [problem for run in CHECKS for problem in run(case)]
