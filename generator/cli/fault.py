"""The last line of defence: what to say, and what to note, when plangen itself fails."""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator import files
from generator.cli import console
from generator.cli import language
from generator.problems import pg9_fault

if TYPE_CHECKING:
    from generator.bulk.results import Fault
    from generator.bulk.results import Result

FAULT = 3
_KEPT = 20
_PACKAGE = Path(__file__).resolve().parent.parent


def answer(error: BaseException) -> int:
    """Exit code 3; a short message in both languages was printed and a note written to the user's cache folder."""
    said = {"kind": type(error).__name__, "log": keep(note(error))}
    # In both languages: what failed may be the choice of the language.
    for lang in (language.ENGLISH, language.CHINESE):
        message = language.in_language(lang, pg9_fault.FAULT.message).format(**said)
        advice = language.in_language(lang, pg9_fault.FAULT.hint).format(**said)
        console.out(f"error[PG901] {message}\n  {advice}", err=True)
    console.out("  plangen explain PG901", err=True)
    return FAULT


def answer_results(results: Iterable[Result]) -> int:
    """Exit code 3; where the program failed at communities was noted, and where the note is was told."""
    found = {result.member.slug: result.fault for result in results if result.fault is not None}
    return answer_faults(found.values())


def answer_faults(faults: Iterable[Fault]) -> int:
    """As `answer_results`, of faults by themselves."""
    lines = [heading()]
    for kind, frames in dict.fromkeys(faults):
        lines += [kind, *(f"    {frame}" for frame in frames)]
    path = keep("\n".join(lines) + "\n")
    console.out(language._("log: {path}").format(path=path), err=True)
    return FAULT


def keep(text: str) -> str:
    """Where a note was written in the user's cache folder, in quotes; a dash if that could not be."""
    folder = files.cache_folder() / "faults"
    # Named by content: the same fault twice is one file.
    path = folder / f"fault-{hashlib.sha256(text.encode()).hexdigest()[:12]}.log"
    if files.write_text(path, text):
        return "-"
    _prune(folder)
    return f"`{path}`"


def heading() -> str:
    """The first line of a note: what runs where."""
    return f"plangen {__version__}  Python {platform.python_version()}  {sys.platform}"


def note(error: BaseException) -> str:
    """What happened, for whoever mends it: versions, the places in the program, no value of anybody's data."""
    lines = [heading()]
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}: {_scrubbed(str(current))}")
        lines += [
            f"    {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def _scrubbed(message: str) -> str:
    """An exception's words without what may have come from a profile: Chinese, numbers, quoted text, paths."""
    message = message.splitlines()[0] if message else ""
    message = re.sub(r"'[^']*'|\"[^\"]*\"", _unless_word, message)
    message = re.sub(r"[^\x20-\x7e]+", "□", message)
    message = re.sub(r"\d(?:[ -]?\d){2,}", "#", message)
    return re.sub(r"(?<!\w)(?:[A-Za-z]:)?[/\\][^\s:]+", "<path>", message)


def _unless_word(found: re.Match[str]) -> str:
    """A quoted name of the program's own (`'str'`, `'_line'`); anything else quoted is blotted out."""
    return found[0] if re.fullmatch(r"['\"][a-z_][a-z_.]*['\"]", found[0]) else "'…'"


def _short(filename: str) -> str:
    """A module's file without the folders above, which carry the user's name."""
    path = Path(filename)
    if path.is_relative_to(_PACKAGE.parent):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return "/".join(path.parts[-2:])


def _prune(folder: Path) -> None:
    """Nothing; the oldest notes above twenty are gone."""
    found, _problems = files.list_files(folder, ".log")
    by_age = sorted(found, key=lambda path: path.stat().st_mtime)
    for path in by_age[:-_KEPT]:
        files.remove(path)
