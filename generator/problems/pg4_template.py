"""PG4: templates, by themselves."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_
