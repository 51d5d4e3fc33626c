"""Every file operation of `issue --all` and of the commands after it made to fail: what disagrees is named, a second
run comes to the end. Nothing is printed: what an office would have made is ready.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from collections.abc import Generator
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml
from few import few
from issuing import YUNLING
from issuing import print_ready
from refusing import Refusing
from refusing import denied
from refusing import full
from refusing import killed

from generator.bulk.lock import unlock
from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.facts.ledger.entries import Change
from generator.facts.ledger.entries import Copy
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import PlangenError
from generator.problems import Problem
from generator.problems import Severity
from generator.revisions.correct import Correction
from generator.revisions.correct import correct
from generator.revisions.destroy import Destruction
from generator.revisions.destroy import destroy
from generator.revisions.filing import Filing
from generator.revisions.filing import file_revision
from generator.revisions.handout import HandingOut
from generator.revisions.handout import hand_out
from generator.revisions.issue import Status
from generator.revisions.issue import issue_each
from generator.revisions.mend import Mending
from generator.revisions.mend import mend
from generator.revisions.plan import Wish
from generator.revisions.printing import Bound
from generator.revisions.printing import Press
from generator.revisions.records.ledger import writing
from generator.revisions.records.verify import verify
from generator.revisions.sign import Signature
from generator.revisions.sign import sign

OTHER = "xincheng/yunqiyuan"
DAY = date(2026, 11, 1)
BY = "应急专员"
# How many calls of each operation are let through from one run to the next.
STEPS = {"open": 131, "fstat": 83, "fsync": 83, "link": 37, "rename": 2, "replace": 7, "chmod": 83, "mkdir": 71,
         "scandir": 97, "unlink": 53, "rmdir": 6}  # fmt: skip
KILLED = {"fsync": 137, "link": 61, "rename": 2, "replace": 8, "unlink": 73}


class Kept:
    """A way to print: every community once, then the same again."""

    def __init__(self) -> None:
        self.bounds: dict[str, Bound] = {}

    def missing(self) -> list[Problem]:
        return []

    def each(self, press: Press, slugs: Sequence[str]) -> Generator[Bound, None, None]:
        for slug in slugs:
            if slug not in self.bounds:
                self.bounds[slug] = press.bound(slug, print_ready)
            yield self.bounds[slug]


class District:
    """A workspace that is made anew at the same place for every run."""

    def __init__(self, folder: Path) -> None:
        self.base, self.root = folder / "base", folder / "w"
        few(self.base, YUNLING, OTHER)
        (folder / "签字页.pdf").write_bytes(b"%PDF-1.4 signed")
        self.scan = folder / "签字页.pdf"
        self.printing = Kept()
        self.renew()
        setup, problems = load_setup(Workspace(self.root))
        assert setup is not None, problems
        self.setup: Setup = setup

    def renew(self) -> None:
        """Nothing; nothing of an earlier run is left."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.base, self.root)

    def work(self) -> list[Problem]:
        """What hindered the commands, each of which was begun only when the one before had come to its end."""
        try:
            for step in (self.issue, self.sign, self.file, self.give, self.correct, self.mend, self.destroy):
                problems = [problem for problem in step() if problem.severity is Severity.ERROR]
                if problems:
                    return problems
        except PlangenError as error:
            return list(error.problems)
        return []

    def issue(self) -> list[Problem]:
        if self.has("sign"):
            return []
        entries = [self.setup.by_slug[slug] for slug in (YUNLING, OTHER)]
        wish = Wish(DAY, BY, may_be_same=True)
        found = issue_each(self.setup, entries, wish, self.printing, lambda _result: None)
        done = all(result.status in {Status.ISSUED, Status.WAITING} for result in found)
        problems = [problem for result in found for problem in result.problems]
        assert done or problems
        return [] if done else problems

    def sign(self) -> list[Problem]:
        said = Signature("V1.0", date(2026, 11, 3), BY, "郑示例", scan=self.scan)
        return [] if self.has("sign") else sign(self.setup.workspace, self.setup.by_slug[YUNLING], said, 36)[1]

    def file(self) -> list[Problem]:
        said = Filing("V1.0", date(2026, 11, 5), BY, "岭脚镇", "岭备1号")
        return [] if self.has("file") else file_revision(self.setup.workspace, self.setup.by_slug[YUNLING], said)[1]

    def give(self) -> list[Problem]:
        copies = (Copy(copy="内01", post="书记", edition="internal", receipt=True),)
        said = HandingOut("V1.0", date(2026, 11, 6), BY, copies)
        return [] if self.has("hand-out") else hand_out(self.setup.workspace, self.setup.by_slug[YUNLING], said)[1]

    def correct(self) -> list[Problem]:
        typed = (Change(title="存放地点", before="村办公楼", after="旧校舍"),)
        said = Correction(date(2026, 11, 8), BY, ("nothing of the profile",), typed)
        if self.has("correct"):
            return []
        return correct(self.setup, self.setup.by_slug[YUNLING], said, print_ready)[1]

    def mend(self) -> list[Problem]:
        said = Mending("F-2026-01-4", "开始整改", date(2026, 11, 9), BY)
        entry = self.setup.by_slug[YUNLING]
        return [] if self.has("finding") else mend(self.setup.workspace, entry, self.setup.settings, said)[1]

    def destroy(self) -> list[Problem]:
        if self.kinds(YUNLING).count("destroy") == 3:
            return self.settle()
        both, seen = ("人员名册", "附册"), ("张示例", "李示例")
        said = Destruction("V1.0", date(2026, 12, 1), BY, both, seen, "到期")
        return destroy(self.setup.workspace, self.setup.by_slug[YUNLING], said)[1]

    def settle(self) -> list[Problem]:
        """Nothing; whoever writes next takes away what was left."""
        with writing(self.setup.workspace) as writer:
            return writer.open(YUNLING)[1]

    def kinds(self, slug: str) -> list[str]:
        return [entry.kind or "" for entry in load_ledger(self.setup.workspace, self.path(slug))[0].entries]

    def has(self, kind: str) -> bool:
        return kind in self.kinds(YUNLING)

    def path(self, slug: str) -> Path:
        return self.root / "plans" / slug

    def problems(self) -> list[str]:
        """The codes of what `verify` finds wrong."""
        found = verify(self.setup.workspace).problems
        return [problem.code for problem in found if problem.severity is Severity.ERROR]

    def files(self) -> dict[str, bytes]:
        """Ledgers, archive and personal files."""
        found = [path for path in (self.root / "output").rglob("*") if path.is_file()]
        found += (self.root / "plans").glob("*/*/revisions/*")
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in sorted(found)}

    def agrees(self) -> bool:
        """Whether ledgers and archive agree, by a look of the test's own."""
        named: set[str] = set()
        for slug in (YUNLING, OTHER):
            before, archives = "", {}
            for path in sorted((self.path(slug) / "revisions").glob("*")):
                said = yaml.safe_load(path.read_bytes()) if path.suffix == ".yaml" else None
                if said is None or said.get("previous", "") != before:
                    return False
                before = hashlib.sha256(path.read_bytes()).hexdigest()
                if "archive" in said:
                    archives[said.get("correction") or said["version"]] = said["archive"]
                named |= {said["scan"]} if "scan" in said else set()
            folder = self.root / "output/issued" / slug
            listed = json.loads((folder / "ledger.json").read_bytes())["entries"] if before else []
            if before and (not listed or listed[-1]["sha256"] != before):
                return False
            if {path.name for path in folder.glob("*") if path.is_dir()} != set(archives):
                return False
            for number, digest in archives.items():
                data = (folder / number / "manifest.json").read_bytes()
                manifest = json.loads(data)
                held = {path.name: path for path in (folder / number).iterdir() if path.name != "manifest.json"}
                named |= {one["object"] for one in manifest["objects"].values()}
                whole = hashlib.sha256(data).hexdigest() == digest and set(held) == set(manifest["files"])
                if not whole or any(
                    hashlib.sha256(held[name].read_bytes()).hexdigest() != one["sha256"]
                    for name, one in manifest["files"].items()
                ):
                    return False
        objects = [path.name for path in (self.root / "output/issued/objects").rglob("*") if path.is_file()]
        return set(objects) == named and not list(self.root.rglob(".plangen-*"))


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    return District(tmp_path_factory.mktemp("district"))


@pytest.fixture(scope="module")
def undisturbed(district: District) -> dict[str, bytes]:
    """All files after a run that nothing disturbs."""
    district.renew()
    assert district.work() == []
    assert district.problems() == []
    assert district.agrees()
    return district.files()


def judged(district: District, undisturbed: dict[str, bytes], what: object) -> None:
    """Nothing, if what is amiss was named and another run comes to the end."""
    assert district.agrees() or district.problems(), what
    unlock(district.root)
    assert district.work() == [], what
    assert district.problems() == [], what
    assert district.agrees(), what
    assert district.files() == undisturbed, what


@pytest.mark.parametrize("operation", STEPS)
def test_an_operation_that_fails_is_survived(
    district: District, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    refusals: tuple[Callable[[], None], ...] = (full, denied)
    number = run = 1
    while True:
        district.renew()
        refusing = Refusing(getattr(os, operation), number, refusals[run % 2], district.root)
        with monkeypatch.context() as patch:
            patch.setattr(os, operation, refusing)
            district.work()
        judged(district, undisturbed, (operation, number))
        if refusing.calls < number:
            return
        number, run = number + STEPS[operation], run + 1


@pytest.mark.parametrize("operation", KILLED)
def test_a_run_that_is_killed_is_survived(district: District, undisturbed: dict[str, bytes], operation: str) -> None:
    real = getattr(os, operation)
    number = 2
    while True:
        district.renew()
        child = os.fork()
        if child == 0:  # a run of its own, that kills itself
            setattr(os, operation, Refusing(real, number, killed, district.root))
            try:
                district.work()
            finally:
                os._exit(0)
        _pid, status = os.waitpid(child, 0)
        judged(district, undisturbed, (operation, number))
        if os.WIFEXITED(status):
            return
        number += KILLED[operation]
