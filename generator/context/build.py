"""Facts, assessment and edition to the context that templates see."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.context.env import env_of
from generator.context.revision import RevisionView
from generator.context.root import root_entries
from generator.facts.facts import Facts
from generator.mask import Edition
from generator.mask import contact_secrets
from generator.mask import redacted
from generator.risk import Assessment

NO_FIGURES: Mapping[str, object] = MappingProxyType({})
DRAFT = RevisionView()


def build_context(
    facts: Facts,
    assessment: Assessment,
    edition: Edition = Edition.INTERNAL,
    *,
    revision: RevisionView = DRAFT,
    figures: Mapping[str, object] = NO_FIGURES,
) -> dict[str, object]:
    """What templates see of a community in one edition: plain dicts, lists, texts, numbers and flags.

    `figures`: pictures by the file name of the profile's figures. In the public edition free texts are masked as
    well: a known name or number in them is none the less somebody's.
    """
    env = env_of(facts, assessment, edition, revision, figures)
    context = {entry.name: entry.make(facts.profile, env) for entry in root_entries(facts.settings)}
    if edition is Edition.INTERNAL:
        return context
    return redacted(context, contact_secrets(facts))
