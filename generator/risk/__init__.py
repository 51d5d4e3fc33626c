"""Risk assessment: likelihood × consequence with floors, per sub-hazard, part and community; 多灾易灾."""

from generator.risk.assess import assess
from generator.risk.assessment import Assessment
from generator.risk.assessment import PartAssessment
from generator.risk.assessment import Proneness
from generator.risk.assessment import Standing
from generator.risk.assessment import SubAssessment
from generator.risk.floors import PLACEHOLDERS
from generator.risk.level import Level

__all__ = ["PLACEHOLDERS", "Assessment", "Level", "PartAssessment", "Proneness", "Standing", "SubAssessment", "assess"]
