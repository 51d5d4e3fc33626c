"""What `plangen coverage` prints: totals, communities with their reasons, next steps, all about one community."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from generator.cli import console
from generator.cli.language import _

if TYPE_CHECKING:
    from generator.coverage.measure import Tally
    from generator.coverage.report import Report
    from generator.coverage.standing import Standing

_SIGNS = {True: "✓", False: "✗"}


def everything(report: Report, town: str | None, *, only_gaps: bool) -> None:
    """Nothing; totals, towns and communities were told."""
    _totals(report)
    for standing in report.measured.standings:
        if _is_of(standing, town) and not (only_gaps and standing.is_covered and not standing.flags):
            _say(_lines(report, standing))
    for one in report.measured.exempt:
        console.out(
            _("exempt by {document}: {name}").format(document=one.document, name=one.entry.name or one.town.name)
        )
    whole = report.whole
    console.out(
        _("coverage on {day}: {covered} of {total}, {percent} %").format(
            day=report.day, covered=whole.covered, total=whole.total, percent=whole.percent
        )
    )
    if report.ready is not None:
        console.out(
            _("readiness: {ready} of {total}, {percent} %").format(
                ready=report.ready_of(), total=whole.total, percent=report.ready_percent
            )
        )


def next_steps(report: Report, town: str | None) -> None:
    """Nothing; one line was told for each community, the most pressing first."""
    for number, step in enumerate(report.steps, 1):
        if _is_of(step.standing, town):
            due = f" ({step.due})" if step.due is not None else ""
            who = f"{step.standing.town_name}{step.standing.name}"
            _say([f"{number}.  {who}  {step.what}{due}  → {step.who}"])


def communities(report: Report, slugs: Sequence[str]) -> None:
    """Nothing; all that is known of these communities was told: state, evidence, findings, next step, every rule."""
    counted = {standing.slug: standing for standing in report.measured.standings}
    for slug in slugs:
        standing = counted.get(slug)
        if standing is None:
            console.out(_("{name} is not counted on {day}").format(name=slug, day=report.day))
            continue
        _say([*_lines(report, standing), *_evidence(standing)])
        for one in report.findings.get(slug, ()):
            due = str(one.due or "")
            said = (one.finding.id, one.finding.severity, due, one.state, one.finding.what)
            _say(["    " + "  ".join(filter(None, said))])
        _say(["    → " + f"{step.what}  {step.who}" for step in report.steps if step.standing.slug == slug])
        if report.ready is not None:
            for result in report.ready.communities.get(slug, ()):
                rule, answer = result.rule, result.answer
                _say([f"    {_SIGNS[answer.met]} {rule.id} {rule.severity}  {rule.title}  {answer.said}"])


def _evidence(standing: Standing) -> list[str]:
    evidence = standing.evidence
    said: list[tuple[str, Sequence[str | int | date | None]]] = [
        (_("signed"), (evidence.signed_on, evidence.signer, evidence.signer_post)),
        (_("filed"), (evidence.filed_on, evidence.receipt_no)),
        (_("handed out"), (evidence.handed_on, evidence.copies or None)),
        (_("review due"), (evidence.review_due,)),
    ]
    return [f"    {title}  " + " ".join(str(one) for one in values if one) for title, values in said if any(values)]


def _is_of(standing: Standing, town: str | None) -> bool:
    return town is None or town in {standing.town, standing.town_name}


def _say(texts: Sequence[str]) -> None:
    """Nothing; the texts were printed, wrapped on a terminal under their own beginning."""
    width = console.terminal_width()
    for text in map(console.visible, texts):
        indent = " " * (len(text) - len(text.lstrip()))
        lines = console.wrap(text, width, first=indent, rest=indent + "  ") if width else [text]
        for line in lines:
            console.out(line)


def _totals(report: Report) -> None:
    """Nothing; a line for each town and the district was told: how many, how far, which share counts."""
    from generator.coverage.standing import STEPS
    from generator.coverage.standing import State

    heads = ["", _("all"), *STEPS, State.COVERED.title, "%"]
    rows = [_cells(tally) for tally in (*report.measured.by_town, report.whole)]
    widths = [max(console.cells(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, *rows):
        first, *rest = row
        line = [console.pad(first, widths[0])]
        line += [" " * (width - console.cells(cell)) + cell for cell, width in zip(rest, widths[1:], strict=True)]
        console.out("  ".join(line).rstrip())
    console.out("")


def _cells(tally: Tally) -> list[str]:
    return [tally.title, str(tally.total), *map(str, tally.steps.values()), str(tally.covered), tally.percent]


def _lines(report: Report, standing: Standing) -> list[str]:
    """A community's state, what proves it, and why."""
    evidence = standing.evidence
    said = [standing.state.title, f"{standing.name} ({standing.slug})"]
    if evidence.version:
        said.append(f"{evidence.version} {evidence.signed_on or ''}".strip())
    if standing.in_grace_until is not None:
        said.append(_("new, in grace until {day}").format(day=standing.in_grace_until))
    why = (*standing.reasons, *standing.flags)
    texts = ["  ".join(said), *(f"    {one.text}" + (f" ({one.day})" if one.day is not None else "") for one in why)]
    results = report.ready.communities.get(standing.slug, ()) if report.ready is not None else ()
    failed = [result.rule.id or "" for result in results if result.fails_must]
    if failed:
        texts.append("    " + _("musts not met: {rules}").format(rules=" ".join(failed)))
    return texts
