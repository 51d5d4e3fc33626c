"""Every file operation of writing a revision made to fail in turn: what disagrees is named, the next run mends it."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledgers import SLUG
from ledgers import Shelf
from ledgers import codes
from ledgers import destroy_of
from ledgers import file_of
from ledgers import finding_of
from ledgers import sign_of
from refusing import Refusing
from refusing import denied
from refusing import full
from refusing import killed

from generator.bulk.lock import unlock
from generator.problems import PlangenError
from generator.problems import Problem
from generator.revisions.records.ledger import writing

OPERATIONS = ("open", "fstat", "fsync", "mkdir", "link", "rename", "replace", "chmod", "scandir", "unlink", "rmdir")
KILLED = {"fsync": 3, "link": 1, "rename": 1, "replace": 1, "unlink": 2}
STEP = {"open": 12, "fstat": 10, "fsync": 4, "scandir": 10, "mkdir": 10, "chmod": 4}
EVERY_OTHER = (
    2  # call of the other operations; disks that are full begin with the first, those that refuse with the second
)


def work(shelf: Shelf) -> list[Problem]:
    """What a run of the commands does that is not done yet: a revision with its scan, its signature, a destruction."""
    try:
        if shelf.life.revision("V1.1") is None:
            problems = shelf.issue("V1.1", 10)
            if codes(problems):
                return problems
        revision = shelf.life.revision("V1.1")
        if revision is None or not revision.is_signed:
            with writing(shelf.workspace) as writer:
                scan, problems = writer.archive_object(b"%PDF scan", ".pdf")
                if scan:
                    problems += writer.append(SLUG, sign_of("V1.1", 11, scan=scan))[1]
            if codes(problems):
                return problems
        return shelf.add(destroy_of(on=12))
    except PlangenError as error:
        return list(error.problems)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A community whose first revision holds."""
    shelf = Shelf(tmp_path_factory.mktemp("base"))
    assert shelf.issue("V1.0") == []
    assert shelf.add(sign_of("V1.0"), file_of("V1.0")) == []
    return shelf


@pytest.fixture(scope="module")
def undisturbed(base: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All files after a run that nothing disturbs."""
    shelf = copy_of(base, tmp_path_factory.mktemp("good") / "w")
    assert codes(work(shelf)) == []
    assert codes(shelf.verify()) == []
    return shelf.files()


def copy_of(base: Shelf, root: Path) -> Shelf:
    shutil.copytree(base.root, root)
    return Shelf(root)


def agrees(shelf: Shelf) -> bool:
    """Whether ledger and archive agree, by a look of the test's own: entries, folders, list, nothing half-written."""
    said = [entry_in(path) for path in sorted(shelf.entries.iterdir())]
    archives = {entry["version"]: entry["archive"] for entry in said if "archive" in entry}
    manifests = [json.loads(data) for data in archived(shelf, archives)]
    objects = {entry["scan"] for entry in said if "scan" in entry}
    objects |= {one["object"] for manifest in manifests for one in manifest["objects"].values()}
    stored = [path.name for path in (shelf.root / "output/issued/objects").rglob("*") if path.is_file()]
    destroyed = {entry["sha256"] for entry in said if entry["kind"] == "destroy"}
    registers = [path for path in (shelf.root / "output/personal").rglob("*") if path.is_file()]
    return (
        [entry.get("previous", "") for entry in said] == ["", *(entry["own"] for entry in said[:-1])]
        and {path.name for path in shelf.archive.iterdir() if path.is_dir()} == set(archives)
        and len(manifests) == len(archives)
        and json.loads((shelf.archive / "ledger.json").read_bytes())["pending"] is None
        and listed(shelf) == [(entry["file"], entry["own"]) for entry in said]
        and set(stored) == objects
        and {path.parent.name for path in registers} <= set(archives)
        and not any(hashlib.sha256(path.read_bytes()).hexdigest() in destroyed for path in registers)
        and not list(shelf.root.rglob(".plangen-*"))
    )


def entry_in(path: Path) -> dict[str, str]:
    """An entry's plain values, its file, and the hash of it."""
    said = dict(re.findall(r"^(\w+): \"?(.*?)\"?$", path.read_text("utf-8"), re.MULTILINE))
    return said | {"file": path.name, "own": hashlib.sha256(path.read_bytes()).hexdigest()}


def archived(shelf: Shelf, archives: dict[str, str]) -> Iterator[bytes]:
    """The manifests that are the ones named, of folders that hold what they say."""
    for version, sha256 in archives.items():
        path = shelf.archive / version / "manifest.json"
        data = path.read_bytes() if path.is_file() else b"{}"
        held = {file.name for file in path.parent.glob("*")}
        if hashlib.sha256(data).hexdigest() == sha256 and held == {*json.loads(data)["files"], path.name}:
            yield data


def listed(shelf: Shelf) -> list[tuple[str, str]]:
    said = json.loads((shelf.archive / "ledger.json").read_bytes())
    return [(entry["file"], entry["sha256"]) for entry in said["entries"]]


def judged(shelf: Shelf, undisturbed: dict[str, bytes], what: object) -> None:
    """Nothing, if what is amiss was named and another run comes to the end."""
    assert agrees(shelf) or codes(shelf.verify()), what
    unlock(shelf.root)  # a lock that could not be taken away is taken over once its process has ended, as ours has not
    assert codes(work(shelf)) == [], what
    assert agrees(shelf), what
    assert shelf.files() == undisturbed, what
    assert codes(shelf.verify()) == [], what


@pytest.mark.parametrize("refusal", [full, denied])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_that_fails_is_survived(
    base: Shelf,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    refusal: Callable[[], None],
) -> None:
    number = 1 + (refusal is denied)
    while True:
        shelf = copy_of(base, tmp_path / str(number))
        refusing = Refusing(getattr(os, operation), number, refusal, shelf.root)
        with monkeypatch.context() as patch:
            patch.setattr(os, operation, refusing)
            work(shelf)
        judged(shelf, undisturbed, (operation, number))
        if refusing.calls < number:
            return
        number += STEP.get(operation, EVERY_OTHER)


@pytest.mark.parametrize("operation", KILLED)
def test_a_run_that_is_killed_is_survived(
    base: Shelf, undisturbed: dict[str, bytes], tmp_path: Path, operation: str
) -> None:
    real = getattr(os, operation)
    number = 1
    while True:
        shelf = copy_of(base, tmp_path / str(number))
        child = os.fork()
        if child == 0:  # a run of its own, that kills itself
            setattr(os, operation, Refusing(real, number, killed, shelf.root))
            try:
                work(shelf)
            finally:
                os._exit(0)
        _pid, status = os.waitpid(child, 0)
        judged(shelf, undisturbed, (operation, number))
        if os.WIFEXITED(status):
            return
        number += KILLED[operation]


def entering(root: Path, who: int, many: int, ready: Any, told: Any) -> None:  # noqa: ANN401  (of multiprocessing)
    """Enter something `many` times, trying again while somebody else writes; tell how often one was refused."""
    shelf = Shelf(root)
    ready.wait()
    refused = 0
    done = 0
    while done < many:
        try:
            problems = shelf.add(finding_of("开始整改", 5, finding=f"F-{who}-{done}"))
        except PlangenError as error:
            problems = list(error.problems)
        assert codes(problems) in ([], ["PG801"])
        refused += bool(problems)
        done += not problems
    told.put(refused)


def test_two_that_write_at_once_lose_nothing(base: Shelf, tmp_path: Path) -> None:
    shelf = copy_of(base, tmp_path / "w")
    context = multiprocessing.get_context("spawn")
    ready, told = context.Event(), context.Queue()
    both = [context.Process(target=entering, args=(shelf.root, who, 12, ready, told)) for who in (1, 2)]
    for process in both:
        process.start()
    ready.set()
    for process in both:
        process.join(120)
        assert process.exitcode == 0
    entries = [entry for entry in shelf.load()[0].entries if entry.kind == "finding"]
    assert {getattr(entry, "finding", "") for entry in entries} == {f"F-{who}-{n}" for who in (1, 2) for n in range(12)}
    assert len(entries) == 24
    assert codes(shelf.verify()) == []
    assert agrees(shelf)


def test_whoever_comes_second_is_told_who_writes(base: Shelf, tmp_path: Path) -> None:
    shelf = copy_of(base, tmp_path / "w")
    with writing(shelf.workspace) as writer:
        with pytest.raises(PlangenError) as refused:
            shelf.add(destroy_of())
        assert [problem.code for problem in refused.value.problems] == ["PG801"]
        assert writer.append(SLUG, destroy_of())[1] == []


def test_the_same_entry_again_is_the_one_that_is_there(base: Shelf, tmp_path: Path) -> None:
    """A command that was stopped behind its entry is run again."""
    shelf = copy_of(base, tmp_path / "w")
    assert shelf.add(destroy_of()) == []
    before = shelf.files()
    assert shelf.add(destroy_of()) == []
    assert shelf.files() == before
