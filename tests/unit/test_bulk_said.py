"""A manual is searched before it is packed: what is read then is what the finished file says, part by part."""

from __future__ import annotations

import pytest
from sample import WORKSPACE
from sample import sample
from sample import templates

from generator.bulk.drafts import load_figures
from generator.bulk.manual import ground_of
from generator.bulk.manual import pictures_of
from generator.bulk.manual import standing_of
from generator.bulk.said import texts_of
from generator.bulk.said import texts_of_parts
from generator.mask import Edition
from generator.outline.outline import outline
from generator.risk import assess
from generator.word.manual import Rendered
from generator.word.manual import render_parts


def rendered(name: str) -> Rendered:
    """The public manual of a sample community, not packed yet."""
    facts = sample(name).facts
    assessment = assess(facts.profile, facts.standards)
    decisions = outline(templates().recipe, standing_of(facts, assessment), Edition.PUBLIC)
    uses = [
        templates().use(decision.piece, compiled)
        for decision in decisions
        if decision.included and (compiled := templates().piece(decision.piece.file or "")[0]) is not None
    ]
    manual, _ = templates().assembled(uses)
    assert manual is not None
    ground = ground_of(facts, assessment, Edition.PUBLIC, pictures_of(load_figures(WORKSPACE, facts)[0]))
    found, problems = render_parts(manual, ground.context, ground.properties)
    assert found is not None, problems
    return found


@pytest.mark.parametrize("name", ["云岭村", "石桥头社区"])
def test_nothing_of_the_finished_file_is_left_unread(name: str) -> None:
    manual = rendered(name)
    assert texts_of_parts(manual) == texts_of(manual.package())
