"""PG340–PG359: drills that do not add up, and what is asked of those who record them."""

from __future__ import annotations

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

GRADE_DIFFERS = Code(
    "PG340",
    "grade-differs",
    Severity.NOTE,
    N_("the drill is graded “{found}”, its {points} points of 100 make “{expected}”"),
    N_("correct the grade or the points, or give the veto that explains it"),
    N_("""Where a grade begins stands in standards.yaml under `drill`. The points are counted as a share of the full
marks of the items that were judged. A veto (somebody uncounted, a route through the danger zone …) makes every
drill “差”, whatever its points."""),
)
NUMBER_TWICE = Code(
    "PG341",
    "number-twice",
    Severity.ERROR,
    N_("the number “{found}” stands for something in an older drill already"),
    N_("give the newer drill and its findings numbers of their own, such as D-2026-02 and F-2026-02-1"),
    N_("""The ledger and the appendix speak of drills and findings by number: “F-2026-01-3 was closed” must mean one of
them. Old records are never renumbered, so it is the newer one that changes."""),
)
DUE_LATE = Code(
    "PG342",
    "due-late",
    Severity.NOTE,
    N_("a finding “{severity}” is due only on {found}, later than {days} days after the drill"),
    N_("set an earlier day, or say in the measure what is done until then"),
    N_("""How long a finding of each severity may take stands in standards.yaml under `drill`. More time is no error
where work has to be bought and built, but people have to be safe until then."""),
)
