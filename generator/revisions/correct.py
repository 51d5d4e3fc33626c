"""更正通知单: a changed name, telephone or quantity, on one numbered page that is stuck into every copy at once.

What it says is found by comparing the revision in force with the facts as they are now; the next revision absorbs it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from generator import files
from generator.bulk.setup import Setup
from generator.context.prepared import day_text
from generator.facts.ledger import Life
from generator.facts.ledger import Revision
from generator.facts.ledger.entries import Change
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.order import check_next
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.legal import legal_name
from generator.mask import Edition
from generator.press.compact import compact
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import has_errors
from generator.problems import pg5_life as codes
from generator.revisions.acts import Desk
from generator.revisions.acts import at_desk
from generator.revisions.archive.parcel import Content
from generator.revisions.archive.parcel import Parcel
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import changes
from generator.revisions.changes.told import Line
from generator.revisions.changes.told import home_chapter
from generator.revisions.changes.told import told
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import load_frozen
from generator.revisions.make import Print
from generator.word.template import compile_checked

TEMPLATE = "templates/notices/更正通知单.docx"
NOTHING, GONE = "（无）", "（删去）"
_LIMIT = 20 * files.MIB
_SHOWN = 5


class Correction(NamedTuple):
    """What is corrected: everything that a notice may say, or what `only` names; and what somebody typed."""

    on: date
    by: str
    only: Sequence[str] = ()
    typed: Sequence[Change] = ()


class _Row(NamedTuple):
    """One correction: where the manual says it, as the ledger keeps it, as the public edition says it (if it does)."""

    chapter: str
    change: Change
    public: Change | None


def correct(
    setup: Setup, entry: Entry, said: Correction, print_docx: Print | None
) -> tuple[Correct | None, list[Problem]]:
    """The entry of the notice, archived; or why there is none. Without `print_docx` it is a Word file alone.

    Codes: PG548, PG549, PG554, PG557, PG571, PG572, those of archive and template.
    """
    with at_desk(setup.workspace, entry) as (desk, opened):
        problems = list(opened)
        if desk is None:
            return None, problems
        revision, found = desk.revision("")
        if revision is None:
            return None, found
        rows, found = _rows(setup, desk, revision, said)
        problems += found
        if has_errors(found):
            return None, problems
        changed = tuple(row.change for row in rows)
        newest = desk.ledger.entries[-1] if desk.ledger.entries else None
        if isinstance(newest, Correct) and (newest.on, newest.by, newest.changes) == (said.on, said.by, changed):
            return newest, problems  # the command was broken off behind its entry
        rows = [_since(desk.life, row) for row in rows if not _is_said(desk.life, row.change)]
        place = Place(file=f"plans/{entry.slug}/profile.yaml")
        if not rows:
            return None, [*problems, codes.NOTHING_TO_CORRECT.at(place, version=revision.version, name=entry.name)]
        wanted = Correct(
            on=said.on,
            by=said.by,
            correction=next_notice(desk.life, said.on.year),
            version=revision.version,
            changes=tuple(row.change for row in rows),
        )
        found = check_next(desk.life, wanted, {"": place})
        if has_errors(found):
            return None, [*problems, *found]
        written, found = _archived(setup, desk, wanted, rows, print_docx)
        return written, [*problems, *found]


def next_notice(life: Life, year: int) -> str:
    """The number of the next notice of that year: G-2026-02 after G-2026-01."""
    start = f"G-{year}-"
    taken = [one.number.removeprefix(start) for one in life.corrections if one.number.startswith(start)]
    return f"{start}{max((int(end) for end in taken if end.isdecimal()), default=0) + 1:02d}"


def _rows(setup: Setup, desk: Desk, revision: Revision, said: Correction) -> tuple[list[_Row], list[Problem]]:
    """The corrections, those that were typed last; PG557 names what a notice must not say."""
    rows: list[_Row] = []
    problems: list[Problem] = []
    if revision.issue is not None:
        before, problems = load_frozen(setup.workspace.root, desk.entry.slug, desk.life, revision.version)
        now, found = freeze_now(setup, desk.entry)
        problems += found
        if before is None or now is None:
            return [], problems
        compared = changes(before, now)
        public = {line.path: line for line in told(compared, Edition.PUBLIC).lines}
        lines = [
            line for line in told(compared, Edition.INTERNAL).lines if line.source is Source.FACTS and line.printed
        ]
        chosen = [line for line in lines if _is_chosen(line, said.only) and not line.path.startswith("assessment")]
        measures = [line.title for line in chosen if line.measure]
        if measures:
            place = Place(file=f"plans/{desk.entry.slug}/profile.yaml")
            more = "……" if len(measures) > _SHOWN else ""
            problems.append(codes.NOT_FOR_NOTICE.at(place, found="；".join(measures[:_SHOWN]) + more))
        for line in chosen:
            if not line.measure and not line.path.startswith("pieces["):
                seen = public.get(line.path)
                chapter = home_chapter(line.chapters, now)
                rows.append(_Row(chapter, _change(line), _change(seen) if seen is not None else None))
    rows += [_Row("", typed, None) for typed in said.typed]
    return rows, problems


def _is_chosen(line: Line, only: Sequence[str]) -> bool:
    return not only or any(word in line.path or word in line.title for word in only)


def _change(line: Line) -> Change:
    return Change(path=line.path, title=line.title, before=line.before or None, after=line.after or None)


def _since(life: Life, row: _Row) -> _Row:
    """The row as holders of copies know it: what a notice said that they have stuck in is what was.

    The public edition goes on from the revision, for what lay between may be somebody's own number.
    """
    said = _newest(life, row.change)
    return row if said is None else row._replace(change=dataclasses.replace(row.change, before=said.after))


def _newest(life: Life, change: Change) -> Change | None:
    """What the newest notice that still holds says of the same."""
    open_ones = [one for notice in life.open_corrections() for one in notice.entry.changes]
    return next((one for one in reversed(open_ones) if (one.path, one.title) == (change.path, change.title)), None)


def _is_said(life: Life, change: Change) -> bool:
    """Whether a notice that still holds says the same already."""
    newest = _newest(life, change)
    return newest is not None and newest.after == change.after


def _archived(
    setup: Setup, desk: Desk, wanted: Correct, rows: Sequence[_Row], print_docx: Print | None
) -> tuple[Correct | None, list[Problem]]:
    contents, problems = _printed(setup, desk.entry, wanted, rows, print_docx)
    if has_errors(problems):
        return None, problems
    parcel = Parcel(
        code=desk.entry.code,
        community=desk.entry.name,
        number=wanted.correction or "",
        kind="correction",
        files=tuple(contents),
        said=(("日期", f"{wanted.on}"), ("更正的版本", wanted.version or ""), ("更正处数", str(len(rows)))),
    )
    digest, found = desk.writer.archive(desk.entry.slug, parcel)
    problems += found
    if not digest:
        return None, problems
    written, found = desk.write(dataclasses.replace(wanted, archive=digest))
    return (written if isinstance(written, Correct) else None), [*problems, *found]


def _printed(
    setup: Setup, entry: Entry, wanted: Correct, rows: Sequence[_Row], print_docx: Print | None
) -> tuple[list[Content], list[Problem]]:
    """The notice for each edition that says any of it."""
    root = setup.workspace.root
    data, problems = files.read_bytes(root / TEMPLATE, _LIMIT, root=root)
    if data is None:
        return [], problems
    template, problems = compile_checked(data, TEMPLATE)
    if template is None:
        return [], problems
    facts, _found = load_facts(setup.workspace, entry, setup.settings)
    issuer = (facts.profile.issue.issuer if facts is not None and facts.profile.issue is not None else "") or entry.name
    contents: list[Content] = []
    for edition in Edition:
        shown = [(row.chapter, row.change if edition is Edition.INTERNAL else row.public) for row in rows]
        lines = list(_lines(shown))
        if not lines:
            continue
        context: Mapping[str, object] = {
            "社区": entry.name,
            "编号": wanted.correction,
            "版本": wanted.version,
            "版别": edition.label,
            "日期": day_text(wanted.on) if wanted.on is not None else "",
            "处数": len(lines),
            "各处": lines,
            "印发单位": issuer,
        }
        document, found = template.render_checked(context)
        problems += found
        if document is None:
            return [], problems
        name = legal_name(f"{entry.name}更正通知单（{wanted.correction}·{edition.label}）")
        contents.append(Content(f"{name}.docx", f"{edition.label}（Word）", document))
        if print_docx is not None:
            printed = print_docx(document)
            if printed.count != 1:
                problems.append(codes.NOTICE_TOO_LONG.at(Place(file=f"{name}.docx"), count=printed.count))
                return [], problems
            contents.append(Content(f"{name}.pdf", f"{edition.label}（PDF）", compact(printed.pdf)))
    return contents, [problem for problem in problems if problem.severity is Severity.ERROR]


def _lines(rows: Sequence[tuple[str, Change | None]]) -> Iterator[dict[str, object]]:
    shown = [(chapter, change) for chapter, change in rows if change is not None]
    for at, (chapter, change) in enumerate(shown, 1):
        yield {
            "序号": at,
            "章节": chapter or "—",
            "栏目": change.title,
            "原为": change.before or NOTHING,
            "更正为": change.after or GONE,
        }
