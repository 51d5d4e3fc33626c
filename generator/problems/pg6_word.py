"""PG6: rendering and joining."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_
