"""Problems: what is wrong in users' data and templates, as values with a place."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.code import Term
from generator.problems.nearest import nearest
from generator.problems.problem import Place
from generator.problems.problem import PlangenError
from generator.problems.problem import Problem
from generator.problems.problem import by_place
from generator.problems.problem import has_errors

__all__ = ["Code", "Place", "PlangenError", "Problem", "Severity", "Term", "by_place", "has_errors", "nearest"]
