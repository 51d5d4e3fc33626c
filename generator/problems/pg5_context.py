"""PG5: templates against the data model, and the recipe."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_
