"""What calls found to be wrong, as long as the profile still says it."""

from __future__ import annotations

from datetime import date

from generator.coverage.calls.keep import to_put_right
from generator.coverage.calls.opened import heard_in
from generator.coverage.calls.opened import opened
from generator.coverage.calls.opened import unit_of
from generator.facts.checks.case import Case
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace
from generator.problems import Problem


def check_calls(workspace: Workspace, entry: Entry, case: Case) -> list[Problem]:
    """What is wrong with a community's records of calls, and numbers that they found to be wrong (PG790, PG791)."""
    known, problems = heard_in(workspace, [unit_of(entry)], date.max)
    return [*problems, *to_put_right(opened(entry, case), known, date.max)] if known or problems else []
