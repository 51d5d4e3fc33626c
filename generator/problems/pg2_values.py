"""PG2: values of profiles, towns and districts."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_
