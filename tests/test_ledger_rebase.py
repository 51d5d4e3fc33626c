"""A ledger that grew at two places becomes one again, and no signature is lost on the way."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from ledgers import SLUG
from ledgers import Shelf
from ledgers import codes
from ledgers import file_of
from ledgers import finding_of
from ledgers import hand_out_of
from ledgers import reconfirm_of
from ledgers import sign_of
from refusing import Refusing
from refusing import stopped

from generator.bulk.lock import unlock
from generator.problems import Problem
from generator.revisions.records.ledger import writing
from generator.revisions.records.rebase import Rebased
from generator.revisions.records.rebase import rebase


@pytest.fixture
def ours(tmp_path: Path) -> Shelf:
    """A community with a draft that waits for its signature."""
    shelf = Shelf(tmp_path / "ours")
    assert shelf.issue("V1.0") == []
    return shelf


@pytest.fixture
def theirs(ours: Shelf, tmp_path: Path) -> Shelf:
    """The same community on another computer."""
    shutil.copytree(ours.root, tmp_path / "theirs")
    return Shelf(tmp_path / "theirs")


def merge(ours: Shelf, theirs: Shelf) -> None:
    """What git (or whoever copies files) makes of the two: all files of both; of two with one name, ours, and theirs
    beside it if it is an entry."""
    for name, data in theirs.files().items():
        path = ours.root / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        elif path.read_bytes() != data and path.suffix == ".yaml":
            path.with_name(f"{path.stem}.theirs.yaml").write_bytes(data)


def settle(shelf: Shelf, keep: str = "", *, void: bool = False) -> tuple[Rebased, list[Problem]]:
    with writing(shelf.workspace) as writer:
        return rebase(writer, SLUG, keep, others_are_void=void)


def kinds(shelf: Shelf) -> list[str]:
    ledger, problems = shelf.load()
    assert problems == []
    assert ledger.is_whole
    return [entry.kind or "" for entry in ledger.entries]


def test_a_fork_takes_no_entries_until_it_is_settled(ours: Shelf, theirs: Shelf) -> None:
    ours.add(sign_of("V1.0"))
    theirs.add(finding_of("开始整改"))
    merge(ours, theirs)
    assert "PG564" in codes(ours.verify())
    assert codes(ours.add(file_of("V1.0"))) == ["PG564"]
    assert ours.life.revisions[0].state() == "草案送签"  # nobody guesses which branch holds


def test_what_the_other_branch_says_is_entered_behind_the_signed_one(ours: Shelf, theirs: Shelf) -> None:
    ours.add(sign_of("V1.0"), file_of("V1.0"))
    theirs.add(finding_of("开始整改"), finding_of("完成待核", 6))
    merge(ours, theirs)
    done, problems = settle(ours)
    assert codes(problems) == []
    assert done.entered == ("0004-finding.yaml", "0005-finding.yaml")
    assert kinds(ours) == ["issue", "sign", "file", "finding", "finding"]
    assert codes(ours.verify()) == []
    assert ours.add(hand_out_of("V1.0")) == []


def test_both_computers_come_to_the_same_ledger(ours: Shelf, theirs: Shelf, tmp_path: Path) -> None:
    ours.add(finding_of("开始整改"))
    theirs.add(finding_of("开始整改", 6, finding="F-2026-01-2"))
    shutil.copytree(ours.root, tmp_path / "kept")
    merge(ours, theirs)
    merge(theirs, Shelf(tmp_path / "kept"))
    for shelf in (ours, theirs):
        assert codes(settle(shelf)[1]) == []
    names = sorted(path.name for path in ours.entries.iterdir())
    assert names == sorted(path.name for path in theirs.entries.iterdir())
    assert [(ours.entries / name).read_bytes() for name in names] == [
        (theirs.entries / name).read_bytes() for name in names
    ]


def test_what_both_entered_is_entered_once(ours: Shelf, theirs: Shelf) -> None:
    ours.add(sign_of("V1.0"), file_of("V1.0"))
    theirs.add(finding_of("开始整改"), sign_of("V1.0"))
    merge(ours, theirs)
    assert codes(settle(ours)[1]) == []
    assert sorted(kinds(ours)) == ["file", "finding", "issue", "sign"]


def test_a_signature_that_cannot_follow_stops_everything(ours: Shelf, theirs: Shelf) -> None:
    ours.add(sign_of("V1.0", signer="张示例"), file_of("V1.0"))
    theirs.add(sign_of("V1.0", signer="李示例"))
    merge(ours, theirs)
    before = ours.files()
    assert codes(settle(ours)[1])[0] == "PG577"
    assert ours.files() == before
    _done, problems = settle(ours, "0002-sign.theirs.yaml", void=True)
    assert [problem.code for problem in problems if problem.code == "PG578"] == ["PG578"]
    (revision,) = ours.life.revisions
    assert (revision.signer, revision.receipt_no) == ("李示例", "西备〔2026〕1号")
    assert codes(ours.verify()) == []


def test_a_draft_whose_number_is_taken_is_left_out_and_named(ours: Shelf, theirs: Shelf) -> None:
    for shelf in (ours, theirs):
        shelf.add(sign_of("V1.0"))
    ours.issue("V1.1", 10)
    ours.add(sign_of("V1.1", 11))
    theirs.issue("V1.1", 12)
    theirs.add(finding_of("开始整改", 13))
    merge(ours, theirs)
    _done, problems = settle(ours)
    left = [dict(problem.values) for problem in problems if problem.code == "PG578"]
    assert left == [{"found": "0003-issue.theirs.yaml", "what": "V1.1", "command": "issue"}]
    assert kinds(ours) == ["issue", "sign", "issue", "sign", "finding"]
    assert codes(ours.verify()) == []


def test_entries_that_came_by_git_alone_are_taken_into_the_list(ours: Shelf, theirs: Shelf) -> None:
    theirs.add(sign_of("V1.0"), file_of("V1.0"))
    for path in theirs.entries.iterdir():
        shutil.copy(path, ours.entries)
    assert codes(ours.add(hand_out_of("V1.0"))) == ["PG586", "PG586"]
    done, problems = settle(ours)
    assert done.taken_in == ("0002-sign.yaml", "0003-file.yaml")
    assert [problem.code for problem in problems] == ["PG579"]
    assert ours.add(hand_out_of("V1.0")) == []


def test_a_list_with_the_marks_of_a_conflict_is_written_anew(ours: Shelf) -> None:
    ours.add(sign_of("V1.0"))
    (ours.archive / "ledger.json").write_text("<<<<<<< HEAD\n")
    assert codes(ours.add(file_of("V1.0"))) == ["PG588"]
    assert codes(settle(ours)[1]) == []
    assert ours.add(file_of("V1.0")) == []
    assert codes(ours.verify()) == []


def test_a_ledger_that_was_changed_is_not_made_good(ours: Shelf) -> None:
    ours.add(sign_of("V1.0"), file_of("V1.0"))
    path = ours.entries / "0002-sign.yaml"
    path.write_bytes(path.read_bytes().replace("张示例".encode(), "李示例".encode()))
    assert codes(settle(ours)[1]) == ["PG562"]
    path.write_bytes(path.read_bytes().replace("李示例".encode(), "张示例".encode()))
    newest = ours.entries / "0003-file.yaml"
    kept = newest.read_bytes()
    newest.unlink()
    assert codes(settle(ours)[1]) == ["PG585"]
    newest.write_bytes(kept.replace("1号".encode(), "2号".encode()))
    assert codes(settle(ours)[1]) == ["PG587"]


def test_a_whole_ledger_stays_as_it_is(ours: Shelf) -> None:
    ours.add(sign_of("V1.0"))
    before = ours.files()
    done, problems = settle(ours)
    assert (done.entered, done.taken_in, problems) == ((), (), [])
    assert ours.files() == before


@pytest.mark.parametrize("operation", ["fsync", "rename", "unlink"])
def test_a_rebase_that_was_stopped_is_run_again(
    ours: Shelf, theirs: Shelf, tmp_path: Path, operation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.add(sign_of("V1.0"), file_of("V1.0"))
    theirs.add(finding_of("开始整改"), finding_of("完成待核", 6), finding_of("销号", 7))
    merge(ours, theirs)
    number = 1
    while True:
        shutil.copytree(ours.root, tmp_path / str(number))
        shelf = Shelf(tmp_path / str(number))
        refusing = Refusing(getattr(os, operation), number, stopped, shelf.root)
        with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(os, operation, refusing)
            settle(shelf)
        unlock(shelf.root)
        assert codes(settle(shelf)[1]) == [], number
        assert kinds(shelf) == ["issue", "sign", "file", "finding", "finding", "finding"]
        assert codes(shelf.verify()) == []
        assert len(list(shelf.entries.iterdir())) == 6
        if refusing.calls < number:
            return
        number += 1


def test_branches_of_two_drafts_keep_the_longer_one(ours: Shelf, theirs: Shelf) -> None:
    ours.add(finding_of("开始整改"), finding_of("完成待核", 6))
    theirs.add(finding_of("开始整改", 5, finding="F-2026-01-9"))
    merge(ours, theirs)
    assert codes(settle(ours)[1]) == []
    entries = ours.load()[0].entries
    assert [getattr(entry, "finding", "") for entry in entries] == ["", "F-2026-01-1", "F-2026-01-1", "F-2026-01-9"]


def test_a_reconfirmation_of_another_branch_still_counts(ours: Shelf, theirs: Shelf) -> None:
    for shelf in (ours, theirs):
        shelf.add(sign_of("V1.0"))
    ours.add(file_of("V1.0"), hand_out_of("V1.0"))
    theirs.add(reconfirm_of("V1.0"))
    merge(ours, theirs)
    assert codes(settle(ours)[1]) == []
    assert ours.life.revisions[0].review_due == reconfirm_of("V1.0").review_due
