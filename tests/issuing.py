"""Issuing without an office: every document is printed as the same ready PDF, with every page that it asks for."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Generator
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from few import few
from workspace import Workspace

from generator.bulk.setup import load_setup
from generator.bulk.templates import Templates
from generator.facts.ledger import Ledger
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace as Folders
from generator.press.office import Printed
from generator.problems import Problem
from generator.revisions.issue import Result
from generator.revisions.issue import Status
from generator.revisions.issue import issue_each
from generator.revisions.plan import Wish
from generator.revisions.printing import Bound
from generator.revisions.printing import Press
from generator.word.pages import wanted

FIRST, DAY = date(2026, 11, 1), date(2026, 11, 20)
READY = b"%PDF-1.4 ready\n"


def print_ready(docx: bytes) -> Printed:
    """A PDF that is ready, and page 7 for everything that wants a page."""
    return Printed(pdf=READY, pages=dict.fromkeys(wanted(docx), "7"), count=1)


class Ready:
    """A way to print that needs no office."""

    def missing(self) -> list[Problem]:
        """Nothing is."""
        return []

    def each(self, press: Press, slugs: Sequence[str]) -> Generator[Bound, None, None]:
        """Each community, one after another."""
        for slug in slugs:
            yield press.bound(slug, print_ready)


def issued(root: Path, *slugs: str, on: date = DAY, **wish: object) -> list[Result]:
    """What `plangen issue` does for these communities, or for all."""
    setup, problems = load_setup(Folders(root))
    assert setup is not None, problems
    _remember(setup.templates)
    entries = [entry for entry in setup.entries if not slugs or entry.slug in slugs]
    entries = [entry for entry in entries if (entry.path(setup.workspace) / "profile.yaml").exists()]
    said = Wish(on=on, by="应急专员", may_be_same=not slugs, **wish)  # type: ignore[arg-type]
    return issue_each(setup, entries, said, Ready(), lambda _result: None)


_known: dict[str, Templates] = {}


def _remember(templates: Templates) -> None:
    """Nothing; what another workspace of the same base and pieces has compiled is not compiled again."""
    said = sorted((file, templates.digest(file)) for file in templates.documents)
    known = _known.setdefault(repr((said, templates.scheme)), templates)
    templates._compiled.update(known._compiled)
    templates._reads.update(known._reads)
    known._compiled, known._reads = templates._compiled, templates._reads


YUNLING = "lingjiao/yunling"
RECORD = f"plans/{YUNLING}/drills/2026-05-18-landslide.yaml"


@functools.cache
def _first() -> Path:
    """A workspace with 云岭村 alone, whose first revision is issued; made once in a process."""
    root = Path(tempfile.mkdtemp(prefix="plangen-issued-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    district = few(root / "w", YUNLING)
    (result,) = issued(district.root, YUNLING, on=FIRST)
    assert result.status is Status.ISSUED, result.problems
    return district.root


def first_issued(root: Path) -> Workspace:
    """A copy of a workspace with 云岭村 alone, whose V1.0 waits for its signature."""
    shutil.copytree(_first(), root)
    return Workspace(root)


def first_signed(root: Path) -> Workspace:
    """The same after the signature."""
    district = first_issued(root)
    done = district.run("sign", YUNLING, "V1.0", "--on", "2026-11-03", "--signer", "郑示例", "--by", "应急专员")
    assert done.code == 0, done.out
    return district


def ledger_of(district: Workspace, slug: str = YUNLING) -> Ledger:
    """The ledger of a community, which must be whole."""
    ledger, problems = load_ledger(Folders(district.root), district.root / "plans" / slug)
    assert ledger.is_whole, problems
    return ledger


def codes(result: Result) -> list[str]:
    """The codes of everything that was told, in order, each once."""
    return list(dict.fromkeys(problem.code for problem in result.problems))
