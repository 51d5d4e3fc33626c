"""多灾易灾: on a published list, or computed and shown as 建议纳入 until an office decides."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from generator.facts.model.profile import Profile
from generator.facts.model.standards import DisasterProne
from generator.facts.model.standards import Standards
from generator.risk.ages import is_within
from generator.risk.assessment import PartAssessment
from generator.risk.assessment import Proneness
from generator.risk.assessment import Standing
from generator.risk.level import Level


def proneness(parts: Sequence[PartAssessment], profile: Profile, standards: Standards) -> Proneness:
    """How the community stands to 多灾易灾, with the reasons of a proposal."""
    listed = profile.disaster_prone
    if listed is not None:
        return Proneness(Standing.LISTED, listed.document or "", listed.on)
    rule = standards.disaster_prone or DisasterProne()
    natural = [part for part in parts if part.natural]
    reasons = (*_by_parts(natural, rule), *_by_events(profile, standards, rule), *_by_isolation(natural, profile, rule))
    return Proneness(Standing.PROPOSED if reasons else Standing.NONE, reasons=reasons)


def _by_parts(natural: Sequence[PartAssessment], rule: DisasterProne) -> Iterator[str]:
    top = Level.named(rule.one_at)
    highest = [part.title for part in natural if top and part.level and part.level >= top]
    if highest:
        yield f"{'、'.join(highest)}风险{rule.one_at}"
    limit = Level.named(rule.parts_at)
    many = [part.title for part in natural if limit and part.level and part.level >= limit]
    if len(many) >= (rule.parts_number or 1):
        yield f"{'、'.join(many)}{len(many)}类风险达到{rule.parts_at}以上"


def _by_events(profile: Profile, standards: Standards, rule: DisasterProne) -> Iterator[str]:
    """Past events of natural hazards; those of fire do not count, the word is about natural disasters."""
    years = rule.events_years or 1
    natural = {sub.key for part in standards.parts if part.natural for sub in part.subs}
    events = [e for e in profile.past_events if e.kind in natural and is_within(e.on, years, profile.reviewed_on)]
    transfers = sum(1 for e in events if e.transferred)
    if transfers >= (rule.events_transfer or 1):
        yield f"近{years}年有{transfers}次灾情组织了转移"
    deaths = sum(e.deaths or 0 for e in events)
    if deaths >= (rule.events_deaths or 1):
        yield f"近{years}年灾情死亡{deaths}人"


def _by_isolation(natural: Sequence[PartAssessment], profile: Profile, rule: DisasterProne) -> Iterator[str]:
    place = profile.isolation
    if place is None or not (place.single_road or place.boat_only):
        return
    limit = Level.named(rule.isolation_at)
    titles = [part.title for part in natural if limit and part.level and part.level >= limit]
    if titles:
        way = "仅一条路进出" if place.single_road else "仅靠船进出"
        yield f"{way}，{'、'.join(titles)}风险达到{rule.isolation_at}以上"
