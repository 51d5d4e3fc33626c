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

_NAMED = 12
_SIGNS = {True: "✓", False: "✗"}
_MARKS = {True: "✗", False: "?"}


def told(
    report: Report, wanted: Sequence[str], town: str | None, *, steps: bool, conflicts: bool, only_gaps: bool
) -> None:
    """Nothing; what was asked for was told: some communities, next steps, contradictions, or everything."""
    if wanted:
        communities(report, wanted)
    elif steps:
        next_steps(report, town)
    elif conflicts:
        contradictions(report, town)
    else:
        everything(report, town, only_gaps=only_gaps)


def everything(report: Report, town: str | None, *, only_gaps: bool) -> None:
    """Nothing; totals, towns and communities were told."""
    _totals(report)
    for standing in report.measured.standings:
        if _is_of(standing, town) and not (only_gaps and standing.is_covered and not standing.flags):
            say(_lines(report, standing))
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
    if report.contradictions:
        console.out(
            _(
                "contradictions between communities: {count}, {musts} of them cannot be right; list: --contradictions"
            ).format(count=len(report.contradictions), musts=sum(one.must for one in report.contradictions))
        )


def next_steps(report: Report, town: str | None) -> None:
    """Nothing; one line was told for each community, the most pressing first."""
    for number, step in enumerate(report.steps, 1):
        if _is_of(step.standing, town):
            due = f" ({step.due})" if step.due is not None else ""
            who = f"{step.standing.town_name}{step.standing.name}"
            say([f"{number}.  {who}  {step.what}{due}  → {step.who}"])


def contradictions(report: Report, town: str | None) -> None:
    """Nothing; each contradiction was told: what, whom it concerns, where it stands, who settles it."""
    folder = next((folder for folder, name in report.towns.items() if town in (folder, name)), None)
    told = [one for one in report.contradictions if town is None or (folder is not None and one.is_of(folder))]
    for number, one in enumerate(told, 1):
        say(
            [
                f"{number}.  {_MARKS[one.must]} {one.kind}  {one.what}",
                f"    {'、'.join(report.concerned(one))}  → {one.who}",
                f"    {'；'.join(one.evidence)}",
            ]
        )
    console.out(_("contradictions between communities: {count}").format(count=len(told)))


def communities(report: Report, slugs: Sequence[str]) -> None:
    """Nothing; all that is known of these communities was told: state, evidence, findings, next step, every rule."""
    counted = {standing.slug: standing for standing in report.measured.standings}
    for slug in slugs:
        standing = counted.get(slug)
        if standing is None:
            console.out(_("{name} is not counted on {day}").format(name=slug, day=report.day))
            continue
        say([*_lines(report, standing), *_evidence(standing), *_phones(report, slug)])
        for one in report.findings.get(slug, ()):
            due = str(one.due or "")
            said = (one.finding.id, one.finding.severity, due, one.state, one.finding.what)
            say(["    " + "  ".join(filter(None, said))])
        say(["    → " + f"{step.what}  {step.who}" for step in report.steps if step.standing.slug == slug])
        say(
            [
                f"    {_MARKS[one.must]} {one.kind}  {one.what}  → {one.who}"
                for one in report.contradictions
                if one.is_of(slug)
            ]
        )
        if report.ready is not None:
            for result in report.ready.communities.get(slug, ()):
                rule, answer = result.rule, result.answer
                say([f"    {_SIGNS[answer.met]} {rule.id} {rule.severity}  {rule.title}  {answer.said}"])


def _evidence(standing: Standing) -> list[str]:
    evidence = standing.evidence
    said: list[tuple[str, Sequence[str | int | date | None]]] = [
        (_("signed"), (evidence.signed_on, evidence.signer, evidence.signer_post)),
        (_("filed"), (evidence.filed_on, evidence.receipt_no)),
        (_("handed out"), (evidence.handed_on, evidence.copies or None)),
        (_("review due"), (evidence.review_due,)),
    ]
    return [f"    {title}  " + " ".join(str(one) for one in values if one) for title, values in said if any(values)]


def _phones(report: Report, slug: str) -> list[str]:
    """What is known of the community's telephones."""
    from generator.coverage.phones import few

    one = report.phones.get(slug)
    if one is None or not one.total:
        return []
    called = [_("called on {day}").format(day=one.called_on)] if one.called_on is not None else []
    said = ["  ".join([_("telephones"), one.said, *called])]
    said += [_("nobody’s or changed: {posts}").format(posts=few(one.gone, _NAMED))] if one.gone else []
    silent = [post for post in one.silent if post not in one.gone]
    said += [_("not reached: {posts}").format(posts=few(silent, _NAMED))] if silent else []
    return [f"    {text}" for text in said]


def _is_of(standing: Standing, town: str | None) -> bool:
    return town is None or town in {standing.town, standing.town_name}


def say(texts: Sequence[str]) -> None:
    """Nothing; the texts were printed, wrapped on a terminal under their own beginning."""
    width = console.terminal_width()
    lines: list[str] = []
    for text in map(console.visible, texts):
        indent = " " * (len(text) - len(text.lstrip()))
        lines += console.wrap(text, width, first=indent, rest=indent + "  ") if width else [text]
    if lines:
        console.out("\n".join(lines))


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
    failed = report.ready.musts.get(standing.slug, ()) if report.ready is not None else ()
    if failed:
        texts.append("    " + _("musts not met: {rules}").format(rules=" ".join(failed)))
    return texts
