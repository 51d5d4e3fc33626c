"""The numbering of the recipe as the engine wants it."""

from __future__ import annotations

from generator.outline.recipe import Recipe
from generator.word.scheme import CaptionRule
from generator.word.scheme import ContentsRule
from generator.word.scheme import HeadingRule
from generator.word.scheme import NumberingScheme
from generator.word.scheme import PageRule
from generator.word.scheme import StepRule

_GAP = {None: "", "无": "", "空格": " ", "全角空格": "\u3000", "制表符": "\t"}


def numbering_scheme(recipe: Recipe) -> NumberingScheme:
    """The scheme that `numbering` of the recipe describes; without it nothing is counted."""
    numbering = recipe.numbering
    if numbering is None:
        return NumberingScheme()
    contents = numbering.contents
    page = numbering.page
    return NumberingScheme(
        headings=tuple(
            HeadingRule(
                style=rule.style or "",
                level=rule.level or 1,
                format=rule.format or "",
                after=_GAP[rule.after],
                refer=rule.refer or "",
                counter=rule.counter or "",
                contents=rule.contents is not False,
            )
            for rule in numbering.headings
        ),
        captions=tuple(
            CaptionRule(
                style=rule.style or "",
                format=rule.format or "",
                after=_GAP[rule.after or "空格"],
                function=rule.function or "",
                tag=rule.tag or "",
            )
            for rule in numbering.captions
        ),
        steps=tuple(
            StepRule(rule.style or "", rule.format or "{n}.", _GAP[rule.after or "制表符"], rule.restart or "paragraph")
            for rule in numbering.steps
        ),
        contents=ContentsRule(contents.tag or "", contents.levels or 1) if contents else None,
        reference=numbering.reference or "",
        page=PageRule(page.function or "", page.format or "") if page else None,
    )
