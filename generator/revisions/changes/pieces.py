"""Changes of what a manual is made of: pieces that apply, words of templates, the release, plangen itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.revisions.changes.change import Act
from generator.revisions.changes.change import Change
from generator.revisions.changes.change import Side
from generator.revisions.changes.change import Source
from generator.revisions.changes.text import edits
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import OutlinePiece

_DRILL = "drill"


def changed_outline(before: Frozen, after: Frozen) -> Iterator[Change]:
    """Pieces that apply now, or no longer; whether a recipe has them at all is a change of templates."""
    old, new = ({piece.file: piece for piece in side.outline} for side in (before, after))
    for file in dict.fromkeys((*new, *old)):
        one, other = old.get(file), new.get(file)
        was, now = (piece is not None and bool(piece.editions) for piece in (one, other))
        piece = other if other is not None and (now or one is None) else one
        if piece is None or (not was and not now):
            continue
        known = one is not None and other is not None
        if was != now:
            by_drill = any(_DRILL in message for message, _values in piece.why)
            yield Change(
                source=Source.FACTS if known else Source.TEMPLATE,
                act=Act.ADDED if now else Act.REMOVED,
                path=f"pieces[{file}]",
                title=f"篇章·{_named(piece)}",
                before=None if now else Side("印", "印"),
                after=Side("印", "印") if now else None,
                chapters=(piece.chapter or piece.title,),
                measure=known and not by_drill,
                editions=piece.editions,
            )
        elif one is not None and other is not None and (one.editions, one.depth) != (other.editions, other.depth):
            sides = [f"{piece.depth}；{'、'.join(piece.editions)}" for piece in (one, other)]
            yield Change(
                Source.TEMPLATE,
                Act.CHANGED,
                f"pieces[{file}]",
                f"篇章·{_named(other)}·详略和版别",
                Side(sides[0], sides[0]),
                Side(sides[1], sides[1]),
                chapters=(other.chapter or other.title,),
            )
    orders = [[f for f, piece in side.items() if piece.editions] for side in (old, new)]
    common = [[file for file in order if file in orders[1 - at]] for at, order in enumerate(orders)]
    if common[0] != common[1]:
        yield Change(
            Source.TEMPLATE, Act.CHANGED, "pieces", "篇章·次序", Side("原次序", "原次序"), Side("新次序", "新次序")
        )


def changed_templates(before: Frozen, after: Frozen) -> Iterator[Change]:
    """Used templates whose words, pictures or look changed."""
    old = {template.file: template for template in before.templates}
    pieces = {piece.file: piece for piece in after.outline}
    is_measure_release = after.release != before.release and after.release.kind == "measure"
    for template in after.templates:
        one = old.get(template.file)
        if one is None or one == template:
            continue
        piece = pieces.get(template.file)
        said = (one.text, one.pictures) != (template.text, template.pictures)
        found = edits(before.texts.get(template.file, ()), after.texts.get(template.file, ()))
        drawn = said and one.pictures != template.pictures
        yield Change(
            source=Source.TEMPLATE,
            act=Act.CHANGED if said else Act.FORM,
            path=f"templates[{template.file}]",
            title=_named(piece) if piece is not None else "封面和页眉页脚",
            before=Side("原图", "原图") if drawn else None,
            after=Side("新图", "新图") if drawn else None,
            chapters=(piece.chapter or piece.title,) if piece is not None else (),
            printed=said,
            measure=said and is_measure_release,
            edits=found,
            editions=piece.editions if piece is not None else (),
        )


def changed_engine(before: Frozen, after: Frozen) -> Iterator[Change]:
    """The release of the templates, and plangen itself: neither says anything by itself."""
    for path, title, one, other in (
        ("release", "模板发布", before.release.name, after.release.name),
        ("engine", "plangen", before.engine, after.engine),
    ):
        if one != other:
            yield Change(
                Source.ENGINE,
                Act.CHANGED,
                path,
                title,
                Side(one, one) if one else None,
                Side(other, other) if other else None,
                printed=False,
            )


def _named(piece: OutlinePiece) -> str:
    """Chapter and title of a piece, once where they are the same."""
    return piece.title if piece.chapter in {"", piece.title} else f"{piece.chapter}·{piece.title}"
