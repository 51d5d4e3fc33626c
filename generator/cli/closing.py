"""What a build came to: a line for each manual, what failed and what to do about it first, counts, JSON."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.bulk.results import DRAFTS
from generator.bulk.results import LABELS
from generator.bulk.results import Reason
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.cli import console
from generator.cli import present
from generator.cli.language import N_
from generator.cli.language import _
from generator.cli.language import counted
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import pg0_command

_FEW = 3
# What to do, by where the fault lies and of which kind it is; the most pressing first: what stops most, and what
# somebody at this desk can mend at once. No code means any.
_DESKS = (
    ("output/", pg0_command.DISK_FULL.id, N_("make room on the drive, then build again")),
    (
        "output/",
        pg0_command.FILE_LOCKED.id,
        N_("close the files in Word or WPS, then build again"),
    ),
    ("output/", pg0_command.UNSPELLABLE.id, N_("set LC_ALL=C.UTF-8, then build again")),
    ("output/", "", N_("see to it that drafts can be written in output, then build again")),
    ("templates/", "", N_("mend the templates: each may stop many communities")),
    ("plans/", "", N_("mend the profiles")),
    ("", "", N_("see to the rest")),
)


def line(result: Result, *, why: bool = False) -> str:
    """One manual on one line: what became of it, where it lies or whose it is, and why if that is asked for."""
    values = {"name": result.member.name, "edition": LABELS[result.edition], "path": result.path}
    if result.status is Status.BUILT:
        said = _("built  {path}")
    elif result.status is Status.CURRENT:
        said = _("up to date  {path}")
    elif result.status is Status.STALE:
        said = _("stale  {name} ({edition})")
    else:
        said = _("failed {name} ({edition})")
    text = said.format(**values)
    return f"{text}: {reasons(result.reasons)}" if why and result.reasons else text


def reasons(found: Sequence[Reason], most: int = _FEW) -> str:
    """Why a draft is not up to date, in words; of many reasons the first few."""
    said = [reason(one) for one in found[:most]]
    if len(found) > most:
        said.append(counted("{count} more reason", "{count} more reasons", len(found) - most))
    return _("; ").join(said)


def reason(one: Reason) -> str:
    """One reason in words."""
    return _(one.message).format(**{name: console.visible(value) for name, value in one.values})


def failures(results: Iterable[Result]) -> Iterator[str]:
    """What failed and why, under what to do about it; what comes first should be done first."""
    failed = [result for result in results if result.status is Status.FAILED]
    blamed: dict[Problem, list[Result]] = {}
    for result in failed:
        for problem in _blamed(result):
            blamed.setdefault(problem, []).append(result)
    for folder, code, advice in _DESKS:
        desk = [problem for problem in blamed if _desk(problem) == (folder, code)]
        if not desk:
            continue
        yield _("next: {advice}").format(advice=_(advice))
        if folder == "output/" and len(desk) > _FEW:  # one cause, and as many drafts as there are
            stopped = [result for result in failed if any(problem in desk for problem in _blamed(result))]
            yield _failure(replace(desk[0], place=Place(file=DRAFTS)), stopped)
            continue
        for problem in sorted(desk, key=lambda one: (-len(blamed[one]), one.place.file, one.place.line)):
            yield _failure(problem, blamed[problem])


def summary(results: Sequence[Result], problems: Sequence[Problem]) -> str:
    """How many of each, on one line."""
    number = {status: sum(result.status is status for result in results) for status in Status}
    said = [counted("{count} manual built", "{count} manuals built", number[Status.BUILT])]
    if number[Status.CURRENT]:
        said.append(counted("{count} up to date", "{count} up to date", number[Status.CURRENT]))
    if number[Status.STALE]:
        said.append(counted("{count} stale", "{count} stale", number[Status.STALE]))
    if number[Status.FAILED]:
        said.append(counted("{count} failed", "{count} failed", number[Status.FAILED]))
    untold = [result.untold for result in results]
    gaps, notes = (sum(one[index] for one in untold) for index in range(2))
    if problems or gaps or notes:
        said.append(present.counts(problems, gaps=gaps, notes=notes))
    return _(", ").join(said)


def as_data(root: Path, result: Result) -> dict[str, object]:
    """One manual for machines."""
    data: dict[str, object] = {
        "code": result.member.code,
        "name": result.member.name,
        "folder": result.member.slug,
        "edition": result.edition,
        "status": str(result.status),
        "path": result.path or None,
        "reasons": [reason(one) for one in result.reasons],
        "errors": sum(problem.severity is Severity.ERROR for problem in result.problems),
        "gaps": sum(problem.severity is Severity.GAP for problem in result.problems),
    }
    content = content_of(root, result)
    return data | {"content": content} if content else data


def content_of(root: Path, result: Result) -> str:
    """The digest of what a draft says, whatever zip and serialiser wrote it; nothing where there is no draft."""
    if not result.path:
        return ""
    from generator import files
    from generator.bulk.stamps import LIMIT
    from generator.word.digest import content_digest
    from generator.word.digest import parts_digest

    data, _problems = files.read_bytes(root / result.path, LIMIT, root=root)
    return content_digest(parts_digest(data)) if data is not None else ""


def problems_of(results: Iterable[Result]) -> list[Problem]:
    """The problems of all results, each once."""
    return list(dict.fromkeys(problem for result in results for problem in result.problems))


def _blamed(result: Result) -> list[Problem]:
    """The first error in each file: the one to begin with."""
    errors = sorted(
        (p for p in result.problems if p.severity is Severity.ERROR), key=lambda p: (p.place.file, p.place.line)
    )
    return list({problem.place.file: problem for problem in reversed(errors)}.values())


def _desk(problem: Problem) -> tuple[str, str]:
    return next(
        (folder, code)
        for folder, code, _advice in _DESKS
        if problem.place.file.startswith(folder) and code in {"", problem.code}
    )


def _failure(problem: Problem, stopped: Sequence[Result]) -> str:
    names = list(dict.fromkeys(result.member.name for result in stopped))
    said = "、".join(names[:_FEW])
    if len(names) > _FEW:
        said = counted("{first} and {count} other", "{first} and {count} others", len(names) - _FEW, first=said)
    place = present.place_text(replace(problem.place, text="", heading=""))
    return f"  {said}: {place} [{problem.code}]"
