"""`plangen build --explain`: for every piece of the recipe, whether it stands in a manual, and why."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.bulk.drafts import Unwritten
from generator.bulk.drafts import unwritten
from generator.cli import console
from generator.cli import present
from generator.cli.language import _
from generator.cli.progress import progress
from generator.mask import Edition

if TYPE_CHECKING:
    from generator.bulk.results import Member
    from generator.bulk.run import Run
    from generator.outline.outline import Decision
    from generator.problems import Problem


def explained(
    run: Run, members: Sequence[Member], edition: str, problems: Sequence[Problem], *, strict: bool, as_json: bool
) -> int:
    """Exit code 0, or 1 when there are errors; the reasons were told, and nothing was written."""
    results: list[Unwritten] = []
    setup = run.load()
    if setup is not None:
        for member in progress(members, label=lambda member: member.name, quiet=as_json):
            entry = setup.by_slug[member.slug]
            results.append(unwritten(setup.workspace, entry, setup.settings, setup.templates, Edition(edition)))
    everything = list(dict.fromkeys([*problems, *(problem for one in results for problem in one.problems)]))
    if as_json:
        data = {
            "built": [_as_data(one) for one in results],
            "problems": [present.as_data(problem) for problem in everything],
        }
        present.print_json(data)
    else:
        present.report(everything, summary=False)
        for one in results:
            console.out("\n".join(_lines(one)))
    return present.exit_code(everything, strict=strict)


def _lines(one: Unwritten) -> Iterator[str]:
    """The lines for one community: a mark, the piece, the reasons."""
    if one.manual is None:
        yield _("failed {name} ({edition})").format(name=one.entry.name, edition=one.edition.label)
        return
    decisions = one.manual.decisions
    taken = sum(decision.included for decision in decisions)
    yield _("{name}: {taken} of {number} pieces").format(name=one.entry.name, taken=taken, number=len(decisions))
    files = [decision.piece.file or "" for decision in decisions]
    column = max((console.cells(file) for file in files), default=0) + 2
    width = console.terminal_width()
    for decision, file in zip(decisions, files, strict=True):
        mark = "+" if decision.included else "-"
        first = f"  {mark} {console.pad(file, column)}"
        said = f"{decision.piece.title or ''}: {_reasons(decision)}"
        yield from [first + said] if width is None else console.wrap(said, width, first=first, rest=" " * 8)


def _reasons(decision: Decision) -> str:
    return _("; ").join(_(reason.message).format(**dict(reason.values)) for reason in decision.reasons)


def _as_data(one: Unwritten) -> dict[str, object]:
    decisions = one.manual.decisions if one.manual is not None else ()
    return {
        "code": one.entry.code,
        "name": one.entry.name,
        "folder": one.entry.slug,
        "edition": one.edition.value,
        "pieces": [
            {
                "file": decision.piece.file,
                "title": decision.piece.title,
                "included": decision.included,
                "reasons": [_(reason.message).format(**dict(reason.values)) for reason in decision.reasons],
            }
            for decision in decisions
        ],
    }
