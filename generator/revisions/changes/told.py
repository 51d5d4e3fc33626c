"""Changes as an edition may tell them: in the public one every value is masked as that edition masks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.mask import Edition
from generator.mask import Secrets
from generator.mask.redact import Finder
from generator.mask.redact import finder
from generator.revisions.changes.change import Act
from generator.revisions.changes.change import Change
from generator.revisions.changes.change import Side
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import Changes
from generator.revisions.changes.text import Edit
from generator.revisions.frozen.content import Frozen

CLOSED = "已销号"
_FORMAL = "formal"
_MOST_ITEMS = 3
_MOST_CHAPTERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words; an empty `before` or `after` says that there was or is nothing."""

    source: Source
    act: Act
    path: str
    title: str
    before: str
    after: str
    chapters: tuple[str, ...]
    printed: bool
    measure: bool
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The changes that an edition tells, and how many it does not."""

    lines: tuple[Line, ...]
    hidden: int = 0

    def of(self, source: Source) -> tuple[Line, ...]:
        """The lines from one source."""
        return tuple(line for line in self.lines if line.source is source)


def told(changes: Changes, edition: Edition, *, everything: bool = False) -> Told:
    """The changes of what an edition says; with `everything` also those of what no manual says.

    The public edition never tells those: what is printed nowhere was never made public.
    """
    is_public = edition is Edition.PUBLIC
    found = _finder(changes) if is_public else None
    lines: list[Line] = []
    hidden = 0
    for change in changes.items:
        if not change.printed and change.source is not Source.ENGINE and (is_public or not everything):
            continue
        if change.editions and edition.value not in change.editions:
            hidden += 1
        elif not is_public:
            lines.append(_line(change, _text(change.before), _text(change.after), change.edits))
        else:
            line = _public(change, found)
            hidden += line is None
            lines += [line] if line is not None else []
    return Told(tuple(lines), hidden)


def summary(changes: Changes | None) -> str:
    """主要修改（章节）: one line for the record table, fit for every edition: chapters and titles, no value.

    Without changes, of a first revision: 全文.
    """
    if changes is None:
        return "全文"
    found = _finder(changes)
    by_chapter: dict[str, dict[str, None]] = {}
    order = _chapters_in_order(changes.after)
    phones: dict[str, int] = {}
    for change in changes.printed:
        chapter = home_chapter(change.chapters, changes.after)
        if change.path.removeprefix("town:").startswith("contacts["):
            phones[chapter] = phones.get(chapter, 0) + change.path.endswith("phone")
            continue
        item = _item(change)
        by_chapter.setdefault(chapter, {})[found.mask(item) if found is not None else item] = None
    for chapter, number in phones.items():
        if number:
            by_chapter.setdefault(chapter, {})[f"电话{number}处"] = None
    chapters = sorted(by_chapter, key=lambda chapter: order.get(chapter, len(order)))
    said = [f"{chapter}：{_some(by_chapter[chapter])}" for chapter in chapters[:_MOST_CHAPTERS]]
    if len(chapters) > _MOST_CHAPTERS:
        said.append(f"另有{len(chapters) - _MOST_CHAPTERS}章")
    return "；".join(said) or "无"


def change_lines(changes: Changes) -> tuple[str, ...]:
    """Each change of what every edition says in a line, for the ledger and for notices that anybody may read."""
    return tuple(sentence(line) for line in told(changes, Edition.PUBLIC).lines if line.printed)


def sentence(line: Line) -> str:
    """A change in one line: 避灾安置场所·云岭小学旧校舍·容纳人数：80人→120人."""
    if line.edits:
        return f"{line.title}：文字修改{len(line.edits)}处"
    if line.act is Act.FORM:
        return f"{line.title}：仅版式"
    if line.before and line.after:
        return f"{line.title}：{line.before}→{line.after}"
    word = "删去" if line.act is Act.REMOVED else "新增"
    what = line.before or line.after
    return f"{word}{line.title}" + (f"（{what}）" if what else "")


def home_chapter(chapters: Iterable[str], frozen: Frozen) -> str:
    """Of the chapters that print something the one that is about it: neither a formal page nor the quick page."""
    places = _places(frozen)
    found = sorted(chapters, key=lambda chapter: places.get(chapter, (1, len(places))))
    return found[0] if found else "全文"


def _places(frozen: Frozen) -> dict[str, tuple[int, int]]:
    """How well each chapter suits, and where it stands: the first of the unnumbered ones is the quick page."""
    found: dict[str, tuple[int, int]] = {}
    quick = next((piece.chapter for piece in frozen.outline if piece.band != _FORMAL and piece.editions), "")
    for at, piece in enumerate(frozen.outline):
        rank = 2 if piece.band == _FORMAL else 1 if piece.chapter == quick else 0
        found.setdefault(piece.chapter or piece.title, (rank, at))
    return found


def _chapters_in_order(frozen: Frozen) -> dict[str, int]:
    return {chapter: at for at, chapter in enumerate(dict.fromkeys(p.chapter or p.title for p in frozen.outline))}


def _item(change: Change) -> str:
    """What changed, by its title alone."""
    if change.source is Source.TEMPLATE and change.act is Act.CHANGED and change.edits:
        return "文字"
    parts = change.title.split("·")
    if change.source is Source.DRILL:
        if change.path.endswith(".state") and change.after is not None and change.after.text == CLOSED:
            return f"销号{parts[-2]}"
        return "·".join(parts[1:]) if change.act is Act.CHANGED else f"新增{'·'.join(parts)}"
    short = "·".join(parts[1:]) if len(parts) > 2 else change.title
    return {Act.ADDED: "新增", Act.REMOVED: "删去"}.get(change.act, "") + (
        "·".join(parts) if change.act in (Act.ADDED, Act.REMOVED) and len(parts) == 2 else short
    )


def _some(items: Iterable[str]) -> str:
    found = list(items)
    more = f"等{len(found)}处" if len(found) > _MOST_ITEMS else ""
    return "、".join(found[:_MOST_ITEMS]) + more


def _finder(changes: Changes) -> Finder | None:
    """Finds what the public edition must not say, or must not have said."""
    sides = (changes.before.masked, changes.after.masked)
    return finder(
        Secrets(
            frozenset(name for side in sides for name in side.names),
            frozenset(number for side in sides for number in side.numbers),
            frozenset(text for side in sides for text in side.texts),
        )
    )


def _public(change: Change, found: Finder | None) -> Line | None:
    """The change as anybody may read it; `None` where nothing of it may be seen."""
    sides = [side for side in (change.before, change.after) if side is not None]
    if sides and all(side.public is None for side in sides):
        return None

    def masked(text: str) -> str:
        return text if found is None else found.mask(text)

    before, after = (masked(side.public or "") if side is not None else "" for side in (change.before, change.after))
    if len(sides) == 2 and before == after and not change.edits:
        return None
    edits = tuple(Edit(masked(edit.before), masked(edit.after)) for edit in change.edits)
    line = _line(change, before, after, edits)
    return Line(
        line.source,
        line.act,
        masked(line.path),
        masked(line.title),
        line.before,
        line.after,
        line.chapters,
        line.printed,
        line.measure,
        line.edits,
    )


def _line(change: Change, before: str, after: str, edits: tuple[Edit, ...]) -> Line:
    unit = change.unit
    return Line(
        change.source,
        change.act,
        change.path,
        change.title,
        f"{before}{unit}" if before else "",
        f"{after}{unit}" if after else "",
        change.chapters,
        change.printed,
        change.measure,
        edits,
    )


def _text(side: Side | None) -> str:
    return "" if side is None else side.text
