"""Context: what templates see of a community, and the schema of the names they may ask for."""

from generator.context.build import build_context
from generator.context.mark import Mark
from generator.context.mark import gap
from generator.context.names import names_of
from generator.context.revision import RevisionRow
from generator.context.revision import RevisionView

__all__ = ["Mark", "RevisionRow", "RevisionView", "build_context", "gap", "names_of"]
