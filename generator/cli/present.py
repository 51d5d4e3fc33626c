"""Problems as people and machines read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from functools import cache

import click

from generator.cli import console
from generator.cli.language import _
from generator.cli.language import counted
from generator.problems import Code
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import Term
from generator.problems import by_place
from generator.problems.catalogue import codes
from generator.problems.words import N_

_COLOURS = {Severity.ERROR: "red", Severity.GAP: "yellow", Severity.NOTE: "cyan"}
_NAMES = {Severity.ERROR: N_("error"), Severity.GAP: N_("gap"), Severity.NOTE: N_("note")}
# The engine names places in Word's terms, in English; each is said in the reader's order.
_WHERE = re.compile(r"(¶|table |row |cell |image )(\d+)")
_WHERE_WORDS = {
    "¶": N_("¶{n}"),
    "table ": N_("table {n}"),
    "row ": N_("row {n}"),
    "cell ": N_("cell {n}"),
    "image ": N_("image {n}"),
}
PARTS = (
    N_("body"),
    N_("header"),
    N_("footer"),
    N_("footnote"),
    N_("endnote"),
    N_("comment"),
    N_("footnotes"),
    N_("endnotes"),
    N_("comments"),
    N_("chart"),
    N_("diagram"),
    N_("text box"),
    N_("properties"),
)


def exit_code(problems: Iterable[Problem], *, strict: bool = False) -> int:
    """1 when an error (or, if `strict`, anything) is among the problems, else 0."""
    return int(any(strict or problem.severity is Severity.ERROR for problem in problems))


def report(problems: Sequence[Problem], *, as_json: bool = False, err: bool = False, summary: bool = True) -> None:
    """Nothing; the problems are printed, in a reader's order, with a summary; as JSON, one list."""
    ordered = sorted(problems, key=by_place)
    if as_json:
        print_json([as_data(problem) for problem in ordered])
        return
    width = console.terminal_width()
    known: set[str] = set()
    for problem in ordered:
        console.out("\n".join(as_lines(problem, width=width, more=problem.code not in known)), err=err)
        known.add(problem.code)
    if summary and ordered:
        console.out(counts(ordered), err=err)


def print_json(data: object) -> None:
    """Nothing; `data` is printed as JSON, in ASCII where the stream's encoding lacks a character."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    if not console.can_print(text, console.encoding()):
        text = json.dumps(data, ensure_ascii=True, indent=2)
    console.out(text)


def as_lines(problem: Problem, *, width: int | None = None, more: bool = True) -> list[str]:
    """The lines that tell of one problem: what, where, what to do, and where to read on.

    Shape: the first line names severity, code and slug; wrapped to `width` where there is one.
    """
    code = _code(problem)
    colour = _COLOURS[problem.severity]
    label = f"{_(_NAMES[problem.severity])}[{problem.code}]"
    lines = _wrapped(f"{label} {code.slug}: {message(problem)}", width, rest="    ")
    lines[0] = lines[0].replace(label, click.style(label, fg=colour, bold=True), 1)
    led = [("-->", place_text(problem.place))]
    led += [(_("see also:"), place_text(place)) for place in problem.related]
    led += [(_("hint:"), hint(problem)), (_("more:"), f"plangen explain {problem.code}" if more else "")]
    for word, said in led:
        if said:
            lines += _wrapped(said, width, first=f"  {console.lead(word)}", rest="      ")
    return lines


def as_data(problem: Problem) -> dict[str, object]:
    """One problem for machines; the keys are the same in every language, message and hint are not."""
    code = _code(problem)
    return {
        "code": problem.code,
        "slug": code.slug,
        "severity": str(problem.severity),
        "message": message(problem),
        "hint": hint(problem),
        "place": _place_data(problem.place),
        "values": {name: str(value) for name, value in problem.values},
        "related": [_place_data(place) for place in problem.related],
    }


def message(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return _filled(_code(problem).message, problem)


def hint(problem: Problem) -> str:
    """What to do about it, in the reader's language."""
    return _filled(_code(problem).hint, problem)


def pattern(text: str) -> str:
    """A text of a code, in the reader's language, with the name of each value where the value would stand."""
    return _formatted(_(text), _Names())


def place_text(place: Place) -> str:
    """A place on one line: `file:line:column  field` of YAML, `file  part ¶n, table …  「text」` of a document."""
    file = place.file
    if place.line:
        file += f":{place.line}" + (f":{place.column}" if place.column else "")
    inner = _(", ").join(filter(None, [_part(place.part), _where(place.where)]))
    heading = _("under “{heading}”").format(heading=place.heading) if place.heading else ""
    text = f"「{place.text}」" if place.text else ""
    return "  ".join(console.visible(said) for said in (file, place.field, inner, heading, text) if said)


def counts(problems: Iterable[Problem], *, gaps: int = 0, notes: int = 0) -> str:
    """How many there are of each severity, the worst first; `gaps` and `notes` count as well."""
    found = Counter({Severity.GAP: gaps, Severity.NOTE: notes}) + Counter(problem.severity for problem in problems)
    said = [
        counted("{count} error", "{count} errors", found[Severity.ERROR]) if found[Severity.ERROR] else "",
        counted("{count} gap", "{count} gaps", found[Severity.GAP]) if found[Severity.GAP] else "",
        counted("{count} note", "{count} notes", found[Severity.NOTE]) if found[Severity.NOTE] else "",
    ]
    return _(", ").join(filter(None, said)) or _("no problems")


def severity_name(severity: Severity) -> str:
    """A severity in the reader's language."""
    return _(_NAMES[severity])


@cache
def _catalogue() -> dict[str, Code]:
    return codes()


def _code(problem: Problem) -> Code:
    return _catalogue()[problem.code]


class _Names(dict[str, str]):
    """Any value that a pattern asks for, as its own name."""

    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def _filled(text: str, problem: Problem) -> str:
    """`text`, translated, with the problem's values in it; words of the tool among them are translated too."""
    values = {
        name: console.visible(_(str(value)) if isinstance(value, Term) else value) for name, value in problem.values
    }
    return _formatted(_(text), _Names(values))


def _formatted(text: str, values: _Names) -> str:
    """`text` with the values in it; a text that is no pattern (a brace too many) as it stands, rather than a crash."""
    try:
        return text.format_map(values)
    except (ValueError, IndexError, AttributeError):
        return text


def _part(part: str) -> str:
    """The part of a document, numbered where there are several."""
    name, _space, number = part.rpartition(" ")
    return _("{part} {n}").format(part=_(name), n=number) if name and number.isdecimal() else _(part)


def _where(where: str) -> str:
    said = _WHERE.sub(lambda found: _(_WHERE_WORDS[found[1]]).format(n=found[2]), where)
    return said.replace(", ", _(", "))


def _place_data(place: Place) -> dict[str, object]:
    data = {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "field": place.field,
        "part": place.part,
        "heading": place.heading,
        "where": place.where,
        "text": place.text,
    }
    return {name: value for name, value in data.items() if value}


def _wrapped(text: str, width: int | None, *, first: str = "", rest: str = "") -> list[str]:
    """The lines of `text`; in a pipe always one, so that it can be searched."""
    return [first + text] if width is None else console.wrap(text, width, first=first, rest=rest)
