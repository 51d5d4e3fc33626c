"""PDFs of fifty manuals, in one run: how LibreOffice is best used, and what true page numbers cost.

    plangen build --all
    python benchmarks/pdf.py [--documents 50] [--rounds 1]

`soffice --convert-to` once per file, and once for all files; one office that stays, and two; and one that stays and
prints the same manuals with neither bookmarks nor references to pages. Every way gets the same documents, fonts and PDF
options, and must print all of them. Starting the offices counts. By wall clock, which means something on a quiet
machine only, and by CPU time of everything that was started; two offices can at best halve the wall time that their CPU
time stands for. Rounds are run forwards and backwards; the fastest counts.
"""

from __future__ import annotations

import argparse
import functools
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.press.finding import require_office
from generator.press.office import Office
from generator.press.offices import Failed
from generator.press.offices import print_each
from generator.press.surroundings import MEMORY
from generator.press.surroundings import environment

ROOT = Path(__file__).resolve().parents[1]
_REFERENCE = re.compile(
    rb'<w:r>(?:<w:rPr>(?:(?!</w:r>).)*</w:rPr>)?<w:fldChar w:fldCharType="begin"/></w:r>'
    rb"<w:r>(?:<w:rPr>(?:(?!</w:r>).)*</w:rPr>)?<w:instrText[^>]*> (?:ADDIN )?PAGEREF.*?"
    rb'<w:fldChar w:fldCharType="end"/></w:r>',
    re.DOTALL,
)
# What `driver.py` asks for, so that all PDFs are alike; without these LibreOffice writes no structure.
_OPTIONS = {"UseTaggedPDF": "true", "ExportBookmarks": "true", "ExportBookmarksToPDFDestination": "true"}
_OPTIONS["UseLosslessCompression"] = "true"  # as for documents without photos
_FILTER = ",".join(f'"{name}":{{"type":"boolean","value":"{value}"}}' for name, value in _OPTIONS.items())
_BOOKMARK = re.compile(rb"<w:bookmark(?:Start|End)\b[^>]*/>")


@dataclass(frozen=True)
class Press:
    """Prints documents of one folder into another."""

    target: str

    def __call__(self, office: Office, path: str) -> str:
        """The path, when its PDF lies there."""
        Path(self.target, Path(path).stem + ".pdf").write_bytes(office.print_docx(Path(path).read_bytes()).pdf)
        return path


def per_file(documents: list[str], target: Path) -> None:
    """Nothing; LibreOffice has been started for each document."""
    for document in documents:
        for_all([document], target)


def for_all(documents: list[str], target: Path) -> None:
    """Nothing; LibreOffice has been started once for all documents."""
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    command = [shutil.which("soffice") or require_office().soffice, profile, "--headless", "--convert-to"]
    command += [f"pdf:writer_pdf_Export:{{{_FILTER}}}", "--outdir", str(target), *documents]
    given = environment(target.parent, os.environ)
    ordinary = {name: value for name, value in given.items() if name not in MEMORY or name in os.environ}
    subprocess.run(command, check=True, capture_output=True, env=ordinary)


def staying(documents: list[str], target: Path, *, offices: int) -> None:
    """Nothing; offices that stay have printed the documents."""
    failed = [one for one in print_each(Press(str(target)), documents, jobs=offices) if isinstance(one, Failed)]
    assert not failed, failed


def without_pages(source: Path, target: Path) -> None:
    """Nothing; the document lies there again, with no bookmarks and no references to pages."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as plain:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                data = _BOOKMARK.sub(b"", _REFERENCE.sub(b"", data))
                assert b"PAGEREF" not in data
            plain.writestr(name, data)


def main() -> int:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--documents", type=int, default=50)
    asked.add_argument("--rounds", type=int, default=1)
    wish = asked.parse_args()
    drafts = sorted((ROOT / "output/drafts").rglob("*.docx"))[: wish.documents]
    assert len(drafts) == wish.documents, f"only {len(drafts)} drafts: plangen build --all"
    memory = Path("/dev/shm")  # noqa: S108  (a memory file system, when there is one)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        work = Path(folder)
        (work / "tmp").mkdir()
        (work / "plain").mkdir()
        documents, plain = [], []
        for number, draft in enumerate(drafts):
            documents.append(str(shutil.copy(draft, work / f"{number:02}.docx")))
            plain.append(str(work / "plain" / f"{number:02}.docx"))
            without_pages(draft, Path(plain[-1]))
        for_all(documents[:1], work / "warm")  # makes the profile
        ways: dict[str, Callable[[Path], None]] = {
            "one call per file": functools.partial(per_file, documents),
            "one call for all files": functools.partial(for_all, documents),
            "one office that stays": functools.partial(staying, documents, offices=1),
            "two offices": functools.partial(staying, documents, offices=2),
            "one office, no page numbers": functools.partial(staying, plain, offices=1),
        }
        best: dict[str, tuple[float, float]] = {}
        for turn in range(wish.rounds):
            for name in list(ways) if turn % 2 == 0 else reversed(list(ways)):
                wall, cpu = _measured(ways[name], work / "out", len(documents))
                print(f"  {name}: {wall:.1f} s, {cpu:.1f} CPU s, load {os.getloadavg()[0]:.1f}", flush=True)
                before = best.get(name, (wall, cpu))
                best[name] = (min(wall, before[0]), min(cpu, before[1]))
    _show(best, len(documents))
    return 0


def _measured(way: Callable[[Path], None], target: Path, number: int) -> tuple[float, float]:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    wall, cpu = time.perf_counter(), _cpu()
    way(target)
    found = time.perf_counter() - wall, _cpu() - cpu
    made = list(target.glob("*.pdf"))
    assert len(made) == number
    assert all(b"/StructTreeRoot" in pdf.read_bytes() for pdf in made)
    return found


def _cpu() -> float:
    """CPU time of this process and of all that it started and that have ended."""
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in found)


def _show(best: dict[str, tuple[float, float]], number: int) -> None:
    first = best["one call per file"]
    print(f"\n{number} manuals{'':22} wall s   CPU s   x by wall   x by CPU time")
    for name, (wall, cpu) in best.items():
        print(f"{name:32} {wall:6.1f}  {cpu:6.1f}   {first[0] / wall:9.2f}   {first[1] / cpu:13.2f}")
    two, every, one = best["two offices"], best["one call for all files"], best["one office that stays"]
    plain = best["one office, no page numbers"]
    print(
        f"two offices / one call for all files: {every[0] / two[0]:.2f} x by wall, {2 * every[1] / two[1]:.2f} x by CPU"
    )
    print(f"two offices / one call per file, by CPU, on two free cores: {2 * first[1] / two[1]:.2f} x")
    print(f"true page numbers cost {one[0] / plain[0] - 1:+.0%} by wall, {one[1] / plain[1] - 1:+.0%} by CPU time")


if __name__ == "__main__":
    sys.exit(main())
