"""PG1: the text of YAML files."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_
