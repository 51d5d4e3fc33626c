"""`plangen build --explain`: for every piece of the recipe, whether it stands in a manual, and why."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.bulk.drafts import Built
from generator.bulk.drafts import build_community
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
    results: list[Built] = []
    setup = run.load()
    if setup is not None:
        for member in progress(members, label=lambda member: member.name, quiet=as_json):
            entry = setup.by_slug[member.slug]
            results += build_community(
                setup.workspace, entry, setup.settings, setup.templates, (Edition(edition),), write=False
            )
    everything = list(dict.fromkeys([*problems, *(problem for built in results for problem in built.problems)]))
    if as_json:
        data = {
            "built": [_as_data(built) for built in results],
            "problems": [present.as_data(problem) for problem in everything],
        }
        present.print_json(data)
    else:
        present.report(everything, summary=False)
        for built in results:
            console.out("\n".join(_lines(built)))
    return present.exit_code(everything, strict=strict)


def _lines(built: Built) -> Iterator[str]:
    """The lines for one community: a mark, the piece, the reasons."""
    if built.manual is None:
        yield _("failed {name} ({edition})").format(name=built.entry.name, edition=built.edition.label)
        return
    decisions = built.manual.decisions
    taken = sum(decision.included for decision in decisions)
    yield _("{name}: {taken} of {number} pieces").format(name=built.entry.name, taken=taken, number=len(decisions))
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


def _as_data(built: Built) -> dict[str, object]:
    decisions = built.manual.decisions if built.manual is not None else ()
    return {
        "code": built.entry.code,
        "name": built.entry.name,
        "folder": built.entry.slug,
        "edition": built.edition.value,
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
