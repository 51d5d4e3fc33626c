"""PG0: commands, settings and the machine."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_
