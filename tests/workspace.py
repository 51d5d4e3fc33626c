"""A workspace of its own for a test: copy the sample district, change it, run plangen in it, look at what came out.

    done = Workspace.at(tmp_path).change(PROFILE, "kind: 村", "kind: 村子").build("云岭村")
    assert done.code == 1

Commands run in this process; where an environment matters, the fixture `plangen` starts a real one.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Self

import docx
import sample
from docx.document import Document

from generator.bulk.drafts import draft_path
from generator.cli import run
from generator.facts.load import resolve
from generator.facts.workspace import Entry
from generator.facts.workspace import Workspace as Folders
from generator.mask import Edition
from generator.problems import Severity

PROFILE = "plans/lingjiao/yunling/profile.yaml"
"""The profile of 云岭村, which most tests change."""

PIECES = "templates/manual"
DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class Done:
    """What a run of plangen gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401  (JSON)
        """The output, which is JSON."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The problems of an output in JSON that are more than notes."""
        found = self.data["problems"] if isinstance(self.data, dict) else self.data
        return [problem for problem in found if problem["severity"] != Severity.NOTE]

    @property
    def lines(self) -> set[tuple[str, str, int]]:
        """Code, file and line of each of those problems."""
        return {(p["code"], p["place"]["file"], p["place"].get("line", 0)) for p in self.problems}


_PASSED_OVER = shutil.ignore_patterns("~$*", ".~*", "revisions")


class Workspace:
    """A copy of the sample workspace, with verbs that can be chained."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def at(cls, root: Path) -> Self:
        """A fresh copy in `root`: templates, the district's plans and four full communities, no drafts, no ledgers."""
        for folder in ("plans", "templates"):
            shutil.copytree(sample.ROOT / folder, root / folder, ignore=_PASSED_OVER)
        full = {entry.path(Folders(root)) for entry in map(_entry, sample.COMMUNITIES)}
        for profile in (root / "plans").glob("*/*/profile.yaml"):
            if profile.parent not in full:
                shutil.rmtree(profile.parent)
        return cls(root)

    def take(self, slug: str) -> Self:
        """The workspace, with this community as the sample has it, but for its ledger."""
        folder = f"plans/{slug}"
        shutil.copytree(sample.ROOT / folder, self.root / folder, ignore=_PASSED_OVER, dirs_exist_ok=True)
        return self

    def change(self, file: str, old: str, new: str) -> Self:
        """The workspace, after the one place where `file` says `old` says `new`."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8", newline="")
        return self

    def write(self, file: str, content: str | bytes) -> Self:
        """The workspace, with this content in `file`."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def remove(self, file: str) -> Self:
        """The workspace, without `file`."""
        (self.root / file).unlink()
        return self

    def change_piece(self, piece: str, old: str, new: str, part: str = DOCUMENT) -> Self:
        """The workspace, after the first place where the XML of a template says `old` says `new`."""
        path = self.root / PIECES / piece
        path.write_bytes(with_part(path.read_bytes(), lambda xml: _replaced(xml, old, new), part))
        return self

    def run(self, *arguments: str) -> Done:
        """What `plangen` does in the workspace, in this process."""
        return started("-C", str(self.root), *arguments)

    def build(self, *names: str) -> Done:
        """What `plangen build` does with these names and options."""
        return self.run("build", *names)

    def draft(self, name: str, edition: Edition = Edition.INTERNAL) -> Path:
        """Where a community's draft lies, or would lie."""
        folders = Folders(self.root)
        entry, problems = resolve(folders, name)
        assert entry is not None, problems
        return draft_path(folders, entry, edition)

    def docx(self, name: str, edition: Edition = Edition.INTERNAL) -> Document:
        """A community's draft, opened by python-docx."""
        return docx.Document(str(self.draft(name, edition)))

    def text(self, name: str, edition: Edition = Edition.INTERNAL) -> str:
        """All paragraphs of a draft's body, one to a line; line breaks in them as such."""
        return "\n".join(paragraph.text for paragraph in sample.blocks(self.docx(name, edition)))

    def drafts(self) -> set[str]:
        """The file names of all drafts there are."""
        return {path.name for path in (self.root / "output").rglob("*") if path.is_file()}


def _entry(name: str) -> Entry:
    entry, problems = resolve(sample.WORKSPACE, name)
    assert entry is not None, problems
    return entry


def started(*arguments: str) -> Done:
    """What `plangen` does with these arguments, in this process."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = run(arguments)
    said = []
    for stream in streams:
        stream.seek(0)
        said.append(stream.read())
    return Done(code, said[0].replace(os.linesep, "\n"), said[1].replace(os.linesep, "\n"))


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield name, package.read(name)


def with_part(data: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    """A Word file with one of its parts changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts(data):
            package.writestr(name, change(content.decode()) if name == part else content)
    return written.getvalue()


def _replaced(xml: str, old: str, new: str) -> str:
    assert old in xml, f"“{old}” does not stand there"
    return xml.replace(old, new, 1)
