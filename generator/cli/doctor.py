"""`plangen doctor`: whether this machine has what plangen needs, and what to install where it has not."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path

import click

from generator import __version__
from generator import files
from generator.cli import console
from generator.cli import language
from generator.cli import present
from generator.cli.group import Command
from generator.cli.language import _
from generator.cli.session import Session
from generator.press.finding import find_office
from generator.press.fonts import TYPEFACES
from generator.press.fonts import Typeface
from generator.press.fonts import installed
from generator.problems.words import N_

PYTHON_PACKAGES = ("click", "docxtpl", "jinja2", "lxml", "python-docx", "pyyaml", "rich")
FAST_DEFLATE = ("isal", "zlib-ng")
_ENOUGH_FREE = 1_000_000_000
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `state` is ok, missing (something does not work without it) or note."""

    name: str
    state: str
    found: str
    hint: str = ""


@click.command(cls=Command, help=N_("Look whether this machine has what plangen needs: LibreOffice, fonts, room."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON for machines."))
@click.option("--strict", is_flag=True, help=N_("Exit with 1 if anything at all is missing."))
@click.pass_obj
def doctor(session: Session, as_json: bool, strict: bool) -> int:
    """Exit code 1 when something is missing without which no draft can be built (or, if strict, anything)."""
    findings = list(look(session.root))
    if as_json:
        present.print_json([asdict(finding) for finding in findings])
    else:
        width = console.terminal_width() or 100
        column = max(console.cells(finding.name) for finding in findings) + 2
        for finding in findings:
            console.out("\n".join(_lines(finding, column, width)))
    bad = {"missing", "note"} if strict else {"missing"}
    return int(any(finding.state in bad for finding in findings))


def look(root: Path) -> Iterator[Finding]:
    """Everything worth knowing of this machine, in the order in which it is needed."""
    yield Finding("plangen", "ok", __version__)
    yield Finding("Python", "ok", f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    yield from (_python_package(name) for name in PYTHON_PACKAGES)
    yield _fast_deflate()
    yield _yaml()
    yield from _office()
    yield from _fonts()
    yield _locale()
    yield _room(_("room for drafts"), root / "output")
    yield _room(_("room for caches"), files.cache_folder())


def typeface(face: Typeface, known: frozenset[str]) -> Finding:
    """What prints `face` on a machine with the families `known`."""
    name = _("typeface {role}").format(role=_(face.role))
    proper = next((family for family in face.proper if family in known), "")
    if proper:
        return Finding(name, "ok", proper)
    instead = next((font.family for font in face.instead if font.family in known), "")
    if instead:
        return Finding(name, "ok", _("{family}, in its place").format(family=instead))
    advice = _("Debian’s package {package} brings {family}; `make setup` fetches it").format(
        package=face.instead[0].package, family=face.instead[0].family
    )
    return Finding(name, "note", _("none; PDFs show another typeface"), advice)


def _python_package(name: str) -> Finding:
    try:
        return Finding(name, "ok", importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "missing", _("not installed"), _("install plangen again: make setup"))


def _fast_deflate() -> Finding:
    name = _("fast deflate")
    found = [f"{package} {version}" for package in FAST_DEFLATE if (version := _version(package))]
    if found:
        return Finding(name, "ok", ", ".join(found))
    return Finding(name, "note", _("none; Python’s own zlib, slower"), _("pip install isal, where it has a wheel"))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _yaml() -> Finding:
    import yaml

    if yaml.__with_libyaml__:
        return Finding("libyaml", "ok", _("in C"))
    return Finding("libyaml", "note", _("Python’s own reader, some ten times slower"), _("pip install --force pyyaml"))


def _office() -> Iterator[Finding]:
    """LibreOffice, and the Python that talks to it."""
    found, problems = find_office()
    if found is None:
        for problem in problems:
            said = _("{problem}; drafts are built all the same").format(problem=present.message(problem))
            yield Finding("LibreOffice", "note", said, present.hint(problem))
        return
    version = _output(found.soffice, "--version")
    if version is None:
        hint = _("start it by hand and look what it says: {command}").format(command=found.soffice)
        yield Finding("LibreOffice", "note", _("does not start"), hint)
        return
    yield Finding("LibreOffice", "ok", f"{' '.join(version.split()[1:2])} ({found.soffice})")
    yield Finding(_("Python for LibreOffice"), "ok", found.python[0])


def _fonts() -> Iterator[Finding]:
    known = installed()
    if known is None:
        yield Finding(_("fonts"), "note", _("not looked at: fontconfig (fc-list) is not there"))
    else:
        yield from (typeface(face, known) for face in TYPEFACES)


def _locale() -> Finding:
    names = f"{language.choose(os.environ)}, {console.encoding()}, {sys.getfilesystemencoding()}"
    name = _("language, output, file names")
    if sys.getfilesystemencoding() != "utf-8":
        hint = _("run the command in a UTF-8 locale: set LC_ALL=C.UTF-8, or PYTHONUTF8=1")
        return Finding(name, "note", names, hint)
    if console.can_print("应急预案", console.encoding()):
        return Finding(name, "ok", names)
    return Finding(name, "note", names, _("Chinese is printed as escapes; set PYTHONIOENCODING=utf-8"))


def _room(name: str, folder: Path) -> Finding:
    free = files.free_bytes(folder)
    if free is None:
        return Finding(name, "note", _("unknown"))
    said = f"{free / 1_000_000_000:.1f} GB"
    if free < _ENOUGH_FREE:
        return Finding(name, "note", said, _("make room: a district’s manuals and PDFs take about 1 GB"))
    return Finding(name, "ok", said)


def _output(program: str, *arguments: str) -> str | None:
    """What `program` prints, or `None` where it is not there or does not answer."""
    path = shutil.which(program)
    if path is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  (found in the PATH, arguments of our own)
            [path, *arguments], capture_output=True, timeout=_PATIENCE_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _lines(finding: Finding, column: int, width: int) -> list[str]:
    """The lines that tell of one finding."""
    mark = {"ok": click.style("✓", fg="green"), "missing": click.style("✗", fg="red")}.get(finding.state, "·")
    rest = " " * (column + 2)
    lines = console.wrap(finding.found, width, first=f"  {console.pad(finding.name, column)}", rest=rest)
    lines[0] = f"{mark} {lines[0][2:]}"
    if finding.hint:
        lines += console.wrap(finding.hint, width, first=rest + console.lead(_("hint:")), rest=rest + "  ")
    return lines
