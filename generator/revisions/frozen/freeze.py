"""Facts, assessment, outline and templates, frozen; and the content hash that says whether a revision is current."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

import generator
from generator.bulk.difference import BASE
from generator.bulk.manual import standing_of
from generator.bulk.templates import Templates
from generator.facts.facts import Facts
from generator.facts.model.records import Drill
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.mask import Edition
from generator.mask.redact import finder
from generator.mask.secrets import secrets_apart
from generator.outline.outline import Decision
from generator.outline.outline import outline
from generator.outline.recipe import Recipe
from generator.revisions.changes.paths import escaped
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import Masked
from generator.revisions.frozen.content import OutlinePiece
from generator.revisions.frozen.content import Release
from generator.revisions.frozen.content import Value
from generator.revisions.frozen.flat import Field
from generator.revisions.frozen.flat import Flattener
from generator.revisions.frozen.flat import Spot
from generator.revisions.frozen.flat import printed
from generator.revisions.frozen.labels import labelled
from generator.revisions.frozen.pieces import frozen_template
from generator.revisions.frozen.pieces import outlined
from generator.revisions.frozen.pieces import said
from generator.revisions.frozen.readers import ASSESSMENT
from generator.revisions.frozen.readers import fields_read
from generator.risk import Assessment
from generator.risk import assess

# What of a contact is printed where somebody is named; whether it is printed follows from who names it.
_PRINTED_OF_CONTACTS = ("name", "phone", "post", "public", "consent_on")
# The day on which the whole profile was looked at again: looking changes nothing that is done in a disaster, and
# `plangen reconfirm` says that it was.
_NOT_COUNTED = frozenset({"reviewed_on"})
# Which parts and hazards there are, and the words beside the scores, show in the assessment as far as they matter.
_STRUCTURE = ("standards:parts", "standards:anchors")


def freeze(
    facts: Facts,
    templates: Templates,
    figures: Mapping[str, bytes],
    editions: Sequence[Edition] = tuple(Edition),
    *,
    engine: str = generator.__version__,
) -> Frozen:
    """All that a manual of these facts says in these editions. `figures`: the profile's, by file name.

    No clock, no ledger but the states of findings that the facts carry, no value of the register.
    """
    assessment = assess(facts.profile, facts.standards)
    standing = standing_of(facts, assessment)
    decisions = {edition.value: outline(templates.recipe, standing, edition) for edition in editions}
    pieces = outlined(templates, decisions)
    used = _used(templates, pieces)
    chapters, shown = _chapters(templates, facts, decisions, pieces)
    own, _everything = secrets_apart(facts)
    flat = Flattener(
        facts,
        {name: hashlib.sha256(data).hexdigest() for name, data in figures.items()},
        finder(own),
        lambda field: chapters.get(field, ()),
        lambda field: field in shown,
    )
    return Frozen(
        code=facts.profile.code or "",
        name=facts.profile.name or "",
        engine=engine,
        release=_release(templates.recipe),
        facts=tuple(_with_contacts(_facts(facts, flat), [piece.chapter for piece in pieces])),
        assessment=tuple(_assessed(assessment, chapters.get(ASSESSMENT, ()))),
        drills=tuple(_drills(facts.drills, flat)),
        outline=pieces,
        templates=tuple(frozen_template(templates, file) for file in used),
        texts={file: said(templates.documents[file], is_base=file == BASE).lines for file in used},
        masked=Masked(*(tuple(sorted(found)) for found in (own.names, own.numbers, own.texts))),
        registered=_registered(facts),
    )


def content_hash(frozen: Frozen) -> str:
    """SHA-256 of what the revision says to its readers: equal as long as it is current.

    Counted: values that used pieces print, assessment, outline, words and pictures of used pieces, drills and their
    findings. Not counted: the ledger, the engine, titles, values that nobody prints, the form of templates, the day.
    """
    counted = {
        "facts": _pairs(value for value in frozen.facts if counts(value)),
        "assessment": _pairs(frozen.assessment),
        "drills": _pairs(frozen.drills),
        "outline": [[piece.file, piece.depth, *piece.editions] for piece in frozen.outline if piece.editions],
        "templates": sorted([one.file, one.text, *one.pictures] for one in frozen.templates),
    }
    text = json.dumps(counted, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def counts(value: Value) -> bool:
    """Whether a value is printed, and more than the day on which somebody looked."""
    return bool(value.chapters) and value.path not in _NOT_COUNTED


def _pairs(values: Iterable[Value]) -> list[list[str]]:
    return sorted([value.path, value.text] for value in values)


def _used(templates: Templates, pieces: Iterable[OutlinePiece]) -> list[str]:
    """The templates that the manual is made of, base last."""
    files = [piece.file for piece in pieces if piece.editions]
    return [file for file in dict.fromkeys((*files, BASE)) if file in templates.documents]


def _chapters(
    templates: Templates,
    facts: Facts,
    decisions: Mapping[str, Sequence[Decision]],
    pieces: Sequence[OutlinePiece],
) -> tuple[dict[Field, tuple[str, ...]], set[Field]]:
    """The chapters that print each field, in reading order, and the fields that the public edition prints.

    What base alone prints, in headers and footers, stands on every page.
    """
    found: dict[Field, dict[str, None]] = {}
    shown: set[Field] = set()
    by_file = {piece.file: piece for piece in pieces if piece.editions}
    each = {d.piece.file: d.piece for decided in decisions.values() for d in decided}
    for file, piece in by_file.items():
        if file in templates.documents:
            one = each[file]
            reads = templates.reads(file, (one.called or "", one.each) if one.each else None)
            fields = fields_read(reads, facts.settings)
            for field in fields:
                found.setdefault(field, {})[piece.chapter or piece.title] = None
            if Edition.PUBLIC in piece.editions:
                shown |= fields
    everywhere = fields_read(templates.reads(BASE), facts.settings)
    for field in everywhere:
        found.setdefault(field, {"页眉页脚": None})
    return {field: tuple(names) for field, names in found.items()}, shown | everywhere


def _facts(facts: Facts, flat: Flattener) -> Iterator[Value]:
    yield from flat.values(facts.profile, Spot("", ""))
    yield from flat.values(facts.town, Spot("town:", "街镇"))
    yield from flat.values(facts.district, Spot("district:", "区级设置"))
    of_standards = flat.values(facts.standards, Spot("standards:", "评估标准"))
    yield from (value for value in of_standards if not value.path.startswith(_STRUCTURE))


def _with_contacts(values: Iterator[Value], chapters: Sequence[str]) -> Iterator[Value]:
    """The values, those of contacts with the chapters of whoever names them; the town's own if the profile has none."""
    everything = list(values)
    order = {chapter: at for at, chapter in enumerate(dict.fromkeys(chapters))}
    named: dict[str, dict[str, None]] = {}
    shown: set[str] = set()
    for value in everything:
        if value.ref == Ref.CONTACT:
            rows = [f"contacts[{escaped(handle)}]" for handle in value.text.split("、")]
            shown.update(rows if value.public is not None else ())
            for row in rows:
                named.setdefault(row, {}).update(dict.fromkeys(value.chapters))
    own = {value.path.partition("].")[0] + "]" for value in everything if value.path.startswith("contacts[")}
    for value in everything:
        row, _bracket, key = value.path.removeprefix("town:").partition("].")
        of_town = value.path.startswith("town:")
        if not row.startswith("contacts[") or key not in _PRINTED_OF_CONTACTS or (of_town and f"{row}]" in own):
            yield value
        else:
            found = sorted(named.get(f"{row}]", ()), key=lambda chapter: order.get(chapter, len(order)))
            public = value.public if f"{row}]" in shown or not found else None
            yield dataclasses.replace(value, chapters=tuple(found), public=public)


def _assessed(assessment: Assessment, chapters: tuple[str, ...]) -> Iterator[Value]:
    """The assessment as values."""

    def value(path: str, title: str, text: str) -> Value:
        return Value(path, title, text, text, chapters=chapters)

    if assessment.overall is not None:
        yield value("assessment.level", "风险等级·全社区", assessment.overall.title)
    prone = assessment.disaster_prone
    if prone:
        yield value("assessment.prone", "多灾易灾", "；".join((str(prone.standing), prone.document, *prone.reasons)))
    for part in assessment.parts:
        if part.level is not None:
            yield value(f"assessment.{part.key}.level", f"风险等级·{part.title}", part.level.title)
        for sub in part.subs:
            row, title = f"assessment.{part.key}[{sub.key}]", f"风险等级·{sub.title}"
            yield value(f"{row}.level", f"{title}·等级", sub.level.title)
            if sub.score is not None:
                yield value(f"{row}.score", f"{title}·分值", printed(sub.score))
            if sub.reasons:
                yield value(f"{row}.reasons", f"{title}·提级理由", "；".join(sub.reasons))
            if sub.unverified:
                yield value(f"{row}.unverified", f"{title}·待核实", printed(sub.unverified))


def _drills(drills: Sequence[Drill], flat: Flattener) -> Iterator[Value]:
    for label, drill in labelled(drills):
        yield from flat.values(drill, Spot("", "").below("drills", "演练").row(label))


def _release(recipe: Recipe) -> Release:
    release = recipe.release
    if release is None:
        return Release()
    on, due = (day.isoformat() if day else "" for day in (release.on, release.due))
    return Release(release.name or "", on, release.kind or "", release.note or "", due)


def _registered(facts: Facts) -> dict[str, int]:
    """How many people and households the register lists; nothing of them."""
    if facts.register is None:
        return {}
    lists: dict[str, Sequence[Record]] = {"people": facts.register.people, "households": facts.register.households}
    return {key: len(rows) for key, rows in lists.items()}
