"""One manual: facts and templates in, a Word file and the reasons for every piece out. No disk, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.bulk.said import texts_of_parts
from generator.bulk.templates import Templates
from generator.context import build_context
from generator.context.revision import RevisionView
from generator.context.views import draft_view
from generator.facts.facts import Facts
from generator.mask import Edition
from generator.mask import Secrets
from generator.mask import search
from generator.mask.present import present
from generator.mask.secrets import secrets_apart
from generator.outline.conditions import Standing
from generator.outline.outline import Decision
from generator.outline.outline import outline
from generator.problems import Problem
from generator.problems import has_errors
from generator.risk import Assessment
from generator.risk import assess
from generator.word.assembly import Use
from generator.word.manual import render_parts
from generator.word.metadata import without_metadata
from generator.word.pictures import read_picture
from generator.word.properties import Properties
from generator.word.refusal import ImageError
from generator.word.values import InlineImage
from generator.word.values import mm

FIGURE_WIDTH_MM = 160
FIGURE_HEIGHT_MM = 190


@dataclass(frozen=True, slots=True)
class Manual:
    """A built manual, or why there is none: `data` is the Word file, `decisions` tell of every piece."""

    data: bytes | None
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a manual is made from besides templates, in one edition: what templates see, and what it must not say.

    `own`: those of the secrets that are known without the register.
    """

    context: Mapping[str, object]
    properties: Properties
    secrets: Secrets
    own: Secrets
    name: str


def build_manual(
    facts: Facts,
    templates: Templates,
    edition: Edition,
    figures: Mapping[str, bytes],
    revision: RevisionView | None = None,
) -> Manual:
    """The manual of one community in one edition.

    `figures` holds the figures of the profile by file name; one that is missing prints its gap.
    """
    assessment = assess(facts.profile, facts.standards)
    decisions = outline(templates.recipe, standing_of(facts, assessment), edition)
    return compose(templates, decisions, ground_of(facts, assessment, edition, pictures_of(figures), revision))


def ground_of(
    facts: Facts,
    assessment: Assessment,
    edition: Edition,
    pictures: Mapping[str, object],
    revision: RevisionView | None = None,
) -> Ground:
    """What facts give to a manual."""
    view = revision or draft_view(facts.ledger.life)
    own, secrets = secrets_apart(facts) if edition is Edition.PUBLIC else (Secrets(), Secrets())
    return Ground(
        context=build_context(facts, assessment, edition, revision=view, figures=pictures),
        properties=properties_of(facts, view, "“多案合一”综合应急预案（操作手册）"),
        secrets=secrets,
        own=own,
        name=f"{facts.profile.name}（{edition.label}）",
    )


def pictures_of(figures: Mapping[str, bytes]) -> dict[str, object]:
    """The figures as templates get them: as large as the page allows, without what a camera wrote into them."""
    return {name: _picture(without_metadata(data)) for name, data in figures.items()}


def _picture(data: bytes) -> InlineImage:
    width, height = mm(FIGURE_WIDTH_MM), mm(FIGURE_HEIGHT_MM)
    try:
        picture = read_picture(data)
    except ImageError:
        return InlineImage(data, width=width)  # reported where it is printed
    if picture.height_emu * width > picture.width_emu * height:
        return InlineImage(data, height=height)
    return InlineImage(data, width=width)


def compose(templates: Templates, decisions: tuple[Decision, ...], ground: Ground) -> Manual:
    """The manual that the pieces decided on make for that ground."""
    problems: list[Problem] = []
    uses: list[Use] = []
    wanted = 0
    for decision in decisions:
        if not decision.included:
            continue
        wanted += 1
        file = decision.piece.file
        if file is None or file not in templates.documents:
            continue  # a file that is missing was reported with the recipe
        compiled, found = templates.piece(file)
        problems += found
        if compiled is not None:
            uses.append(templates.use(decision.piece, compiled))
    manual, found = templates.assembled(uses)
    problems += found
    if manual is None or len(uses) < wanted:
        return Manual(None, decisions, tuple(problems))
    rendered, found = render_parts(manual, ground.context, ground.properties)
    problems += found
    if rendered is not None and ground.secrets:
        texts = texts_of_parts(rendered)
        secrets = present(ground.secrets, "\n".join(texts.values()))
        problems += search(texts, secrets, file=ground.name)
    if rendered is None or has_errors(problems):
        return Manual(None, decisions, tuple(problems))
    return Manual(rendered.package(), decisions, tuple(problems))


def standing_of(facts: Facts, assessment: Assessment) -> Standing:
    """What the conditions of the recipe are decided on."""
    levels: dict[str, str] = {}
    titles: dict[str, str] = {}
    points: dict[str, int] = {}
    for part in assessment.parts:
        titles[part.key] = part.title
        if part.level is not None:
            levels[part.key] = part.level.title
        levels.update({sub.key: sub.level.title for sub in part.subs})
    for settings_part in facts.standards.parts:
        keys = {sub.key for sub in settings_part.subs}
        titles.update({sub.key or "": sub.title or "" for sub in settings_part.subs})
        points[settings_part.key or ""] = sum(point.hazard in keys for point in facts.profile.points)
    return Standing(facts.profile, levels, titles, points, len(facts.drills))


def properties_of(facts: Facts, revision: RevisionView, title: str) -> Properties:
    """What the file says about itself: the community is the author, the dates are those of its facts."""
    profile = facts.profile
    reviewed = f"{profile.reviewed_on.isoformat()}T00:00:00Z" if profile.reviewed_on else ""
    return Properties(
        title=f"{profile.name or ''}{title}",
        creator=(profile.issue.issuer if profile.issue else None) or profile.name or "",
        version=revision.version,
        created=reviewed,
        modified=reviewed,
    )
