"""修订对照表: every change with its chapter, the old and the new words, and why, as rows and as a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from generator.mask import Edition
from generator.problems import Problem
from generator.revisions.changes.change import Act
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import Changes
from generator.revisions.changes.kind import Kind
from generator.revisions.changes.text import Mark
from generator.revisions.changes.text import spans
from generator.revisions.changes.told import Line
from generator.revisions.changes.told import Told
from generator.revisions.changes.told import home_chapter
from generator.revisions.changes.told import told
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.pieces import readable
from generator.word.template import compile_checked
from generator.word.values import RichText

TEMPLATE = "templates/notices/修订对照表.docx"
NOTHING = "（无）"
_GONE = "（删去）"
_KINDS = {
    Kind.FIRST: "首次编制",
    Kind.MAJOR: "主要修订（版本号主号加一）",
    Kind.MINOR: "一般修订（版本号次号加一）",
    Kind.NONE: "内容无变化",
}


class Row(NamedTuple):
    """One row of the table."""

    chapter: str
    before: str
    after: str
    reason: str


def table_rows(changes: Changes, edition: Edition, reasons: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """The rows of the table for an edition. `reasons`: better ones than the source of a change, by its path."""
    return tuple(_rows(told(changes, edition), changes, reasons or {}))


def table_docx(
    changes: Changes,
    edition: Edition,
    versions: tuple[str, str],
    template: bytes,
    *,
    kind: Kind | None = None,
    reasons: Mapping[str, str] | None = None,
) -> tuple[bytes | None, list[Problem]]:
    """The table as a Word file, made from an office's template; `None` if that cannot be used.

    `kind`: that of the revision, if it is not the one that follows from the changes.
    """
    compiled, problems = compile_checked(template, TEMPLATE)
    if compiled is None:
        return None, problems
    found = told(changes, edition)
    rows = list(_rows(found, changes, reasons or {}))
    context = {
        "社区": changes.after.name,
        "原版本": versions[0],
        "新版本": versions[1],
        "版别": edition.label,
        "修订类别": _KINDS[kind or changes.kind()],
        "处数": len(rows),
        "未列处数": found.hidden,
        "各处": [_shown(at, row) for at, row in enumerate(rows, 1)],
    }
    data, told_of = compiled.render_checked(context)
    return data, problems + told_of


def _shown(at: int, row: Row) -> dict[str, object]:
    """A row as the template gets it: what is gone struck through, what is new bold and underlined."""
    before, after = RichText(), RichText()
    is_pair = row.before not in {"", NOTHING} and row.after not in {"", _GONE}
    pieces = spans(row.before, row.after) if is_pair else ((Mark.KEPT, row.before),)
    for mark, text in pieces:
        if mark is Mark.GONE:
            before.add(text, strike=True)
        elif mark is Mark.NEW:
            after.add(text, bold=True, underline=True)
        else:
            before.add(text)
            after.add(text)
    return {
        "序号": at,
        "章节": row.chapter,
        "原文": before,
        "修改后": after if is_pair else RichText(row.after),
        "原因": row.reason,
    }


def _rows(found: Told, changes: Changes, reasons: Mapping[str, str]) -> Iterator[Row]:
    order = {
        chapter: at for at, chapter in enumerate(dict.fromkeys(p.chapter or p.title for p in changes.after.outline), 1)
    }
    rows = [
        (order.get(row.chapter, 0), at, row)
        for at, (line, row) in enumerate(
            (line, row) for line in found.lines if line.printed for row in _of_line(line, changes, reasons)
        )
    ]
    yield from (row for _place, _at, row in sorted(rows, key=lambda one: one[:2]))


def _of_line(line: Line, changes: Changes, reasons: Mapping[str, str]) -> Iterator[Row]:
    chapter = home_chapter(line.chapters, changes.after)
    reason = _reason(line, changes, reasons)
    for edit in line.edits:
        before, after = readable(edit.before), readable(edit.after)
        if before != after:
            yield Row(chapter, before or NOTHING, after or _GONE, reason)
    if line.edits and all(readable(edit.before) == readable(edit.after) for edit in line.edits):
        yield Row(chapter, f"{line.title}：数据栏", "数据栏的取数有调整", reason)
    if line.edits and not line.before:
        return
    head = f"{line.title}："
    before = f"{head}{line.before}" if line.before else NOTHING
    after = f"{head}{line.after}" if line.after else _GONE
    yield Row(chapter, before, after, reason)


def _reason(line: Line, changes: Changes, reasons: Mapping[str, str]) -> str:
    """Why: what the caller knows, for the value itself or what it stands in, else where the change comes from."""
    known = max((path for path in reasons if line.path.startswith(path)), key=len, default="")
    if known:
        return reasons[known]
    if line.source is Source.TEMPLATE:
        return _release(changes.before, changes.after)
    if line.source is Source.DRILL:
        return "演练情况更新"
    if line.source is Source.ENGINE:
        return "区级设置调整"
    if line.path.startswith(("assessment", "pieces[")):
        return "风险评估变化"
    if line.act is Act.RENAMED:
        return "名称变更"
    return "街镇信息更新" if line.path.startswith("town:") else "风险档案更新"


def _release(before: Frozen, after: Frozen) -> str:
    release = after.release
    if release == before.release or not release.name:
        return "模板修改"
    return f"模板发布：{release.name}" + (f"（{release.note}）" if release.note else "")
