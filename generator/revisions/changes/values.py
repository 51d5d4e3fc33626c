"""Changes of values: rows matched by name, renamed ones known by what they were called."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from generator.revisions.changes.change import Act
from generator.revisions.changes.change import Change
from generator.revisions.changes.change import Side
from generator.revisions.changes.change import Source
from generator.revisions.changes.kind import is_measure
from generator.revisions.changes.kind import is_measure_row
from generator.revisions.changes.paths import CONTENT
from generator.revisions.changes.paths import COUNT
from generator.revisions.changes.paths import ORDER
from generator.revisions.changes.paths import Renames
from generator.revisions.changes.paths import escaped
from generator.revisions.changes.paths import label_of
from generator.revisions.changes.paths import list_of
from generator.revisions.changes.paths import renamed_path
from generator.revisions.changes.paths import renamed_text
from generator.revisions.changes.paths import rows_of
from generator.revisions.frozen.content import Value
from generator.revisions.frozen.freeze import counts

_FORMERLY = ".formerly"
_MOST_VALUES = 8


def renames_of(before: Iterable[Value], after: Iterable[Value]) -> Renames:
    """The rows of today that say what they were called, and were."""
    known = {row for value in before for row in rows_of(value.path)}
    today = {row for value in after for row in rows_of(value.path)}
    found: dict[str, dict[str, str]] = {}
    for value in after:
        if value.path.endswith(_FORMERLY):
            *_outer, row = rows_of(value.path)
            old = f"{list_of(row)}[{escaped(value.text)}]"
            if old in known and old not in today and row not in known:
                found.setdefault(list_of(row), {}).setdefault(value.text, label_of(row))
    return found


def changed_values(before: Sequence[Value], after: Sequence[Value], renames: Renames) -> Iterator[Change]:
    """The changes of values, in reading order; a row that came or went is one change."""
    old = {renamed_path(value.path, renames): value for value in before if not value.path.endswith(f".{COUNT}")}
    new = {value.path: value for value in after if not value.path.endswith(f".{COUNT}")}
    old_rows, new_rows = ({row for path in side for row in rows_of(path)} for side in (old, new))
    moved = {list_of(row) for row in old_rows ^ new_rows}
    told: set[str] = set()
    for path in _in_order(old, new):
        row = next((row for row in rows_of(path) if (row in old_rows) != (row in new_rows)), None)
        if row is not None:
            if row not in told:
                told.add(row)
                yield _row(row, old if row in old_rows else new, is_new=row in new_rows)
            continue
        one, other = old.get(path), new.get(path)
        if path.endswith(_FORMERLY) or (path.endswith(f".{ORDER}") and list_of(next(iter(rows_of(path)))) in moved):
            continue  # told with the name, and with the row for which the others made room
        if one is None or other is None or not _same(one, other, renames):
            yield _value(path, one, other, renames)


def _in_order(old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[str]:
    """All paths in reading order; what is gone stands where it stood."""
    place = {path: at for at, path in enumerate(new)}
    ranks: dict[str, tuple[int, int]] = {}
    last = -1
    for at, path in enumerate(old):
        last = place.get(path, last)
        ranks[path] = (last, at + 1)
    for path, at in place.items():
        ranks[path] = (at, 0)
    return iter(sorted(ranks, key=ranks.__getitem__))


def _same(one: Value, other: Value, renames: Renames) -> bool:
    names = renames.get(one.ref)
    return (renamed_text(one.text, names) if names else one.text) == other.text


def _value(path: str, one: Value | None, other: Value | None, renames: Renames) -> Change:
    known = [value for value in (other, one) if value is not None]
    label = next(iter([label_of(row) for row in rows_of(path)][-1:]), "")
    is_name = one is not None and other is not None and label in renames.get(_list(path), {}).values()
    renamed = is_name and other is not None and other.text == label
    act = Act.RENAMED if renamed else Act.ADDED if one is None else Act.REMOVED if other is None else Act.CHANGED
    is_drawn = path.endswith(f".{CONTENT}")
    return Change(
        source=_source(path),
        act=act,
        path=path,
        title=known[0].title,
        before=_drawn("原图", one) if is_drawn else _side(one),
        after=_drawn("新图", other) if is_drawn else _side(other),
        unit=known[0].unit,
        chapters=known[0].chapters or known[-1].chapters,
        printed=_counts(path, known),
        measure=_counts(path, known) and is_measure(known[0]) and not (renamed or _only_renamed(one, other, renames)),
    )


def _only_renamed(one: Value | None, other: Value | None, renames: Renames) -> bool:
    """Whether a text says the same of something that has another name now."""
    if one is None or other is None:
        return False
    text = one.text
    for names in renames.values():
        for old, new in names.items():
            text = text.replace(old, new)
    return text == other.text


def _row(row: str, values: Mapping[str, Value], *, is_new: bool) -> Change:
    """A row that came or went, with the first values that it says."""
    inside = [value for path, value in values.items() if path.startswith(row)]
    title = next((v.title.rpartition("·")[0] for v in inside if v.path.count("[") == row.count("[")), inside[0].title)
    printed = [value for value in inside if _counts(value.path, [value])]
    said = [v for v in printed or inside if not v.path.endswith((ORDER, CONTENT, COUNT)) and v.text != label_of(row)]
    side = Side(
        _listed(f"{_short(v, title)}：{v.text}{v.unit}" for v in said),
        _listed(f"{_short(v, title)}：{v.public}{v.unit}" for v in said if v.public is not None)
        if any(v.public is not None for v in inside)
        else None,
    )
    return Change(
        source=_source(row),
        act=Act.ADDED if is_new else Act.REMOVED,
        path=row,
        title=title,
        before=None if is_new else side,
        after=side if is_new else None,
        chapters=tuple(dict.fromkeys(chapter for value in printed for chapter in value.chapters)),
        printed=bool(printed),
        measure=bool(printed) and is_measure_row(row),
    )


def _listed(items: Iterable[str]) -> str:
    """The first items; how many there are is said where there are more."""
    found = list(items)
    more = f"……（共{len(found)}项）" if len(found) > _MOST_VALUES else ""
    return "；".join(found[:_MOST_VALUES]) + more


def _short(value: Value, title: str) -> str:
    return value.title.removeprefix(f"{title}·")


def _list(path: str) -> str:
    rows = list(rows_of(path))
    return list_of(rows[-1]) if rows else ""


def _side(value: Value | None) -> Side | None:
    return None if value is None else Side(value.text, value.public)


def _drawn(word: str, value: Value | None) -> Side | None:
    return None if value is None else Side(word, None if value.public is None else word)


def _source(path: str) -> Source:
    if path.startswith("drills["):
        return Source.DRILL
    return Source.ENGINE if path.startswith(("district:", "standards:")) else Source.FACTS


def _counts(path: str, known: Iterable[Value]) -> bool:
    """Whether the manual says it: what the assessment and drills say always counts."""
    return path.startswith(("assessment", "drills[")) or any(map(counts, known))
