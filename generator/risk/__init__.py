"""Risk assessment: likelihood × consequence with floors, per sub-hazard, part and community; 多灾易灾."""

from generator.risk.assess import assess
from generator.risk.assessment import Assessment
from generator.risk.assessment import PartAssessment
from generator.risk.assessment import Proneness
from generator.risk.assessment import Standing
from generator.risk.assessment import SubAssessment
from generator.risk.level import Level
from generator.risk.reasons import check_reasons

__all__ = [
    "Assessment",
    "Level",
    "PartAssessment",
    "Proneness",
    "Standing",
    "SubAssessment",
    "assess",
    "check_reasons",
]
