"""A folder of entries: what is missing, changed, doubled or out of place is named, and where."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from ledgers import codes
from ledgers import file_of
from ledgers import finding_of
from ledgers import issue_of
from ledgers import sign_of

from generator.facts.ledger import read_ledger
from generator.facts.ledger.entries import KIND_OF
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.writing import entry_name
from generator.facts.ledger.writing import render_entry
from generator.problems import Problem

FOLDER = "plans/xizhen/shanqian/revisions"
Files = dict[str, bytes]


def chained(*entries: LedgerEntry, start: int = 1, previous: str = "") -> Files:
    found: Files = {}
    for number, entry in enumerate(entries, start):
        kind = KIND_OF[type(entry)]
        data = render_entry(replace(entry, schema=1, number=number, kind=kind, previous=previous or None))
        found[entry_name(number, kind)] = data
        previous = hashlib.sha256(data).hexdigest()
    return found


@pytest.fixture
def four() -> Files:
    return chained(issue_of("V1.0", archive="a" * 64), sign_of("V1.0"), file_of("V1.0"), finding_of("开始整改"))


def told(files: Files) -> list[tuple[str, str]]:
    """Codes, and the files at which they are reported."""
    _ledger, problems = read_ledger(files.items(), FOLDER)
    return [(problem.code, problem.place.file.rpartition("/")[2]) for problem in problems]


def test_a_whole_ledger_is_silent_and_knows_its_head(four: Files) -> None:
    ledger, problems = read_ledger(four.items(), FOLDER)
    assert problems == []
    assert ledger.is_whole
    assert ledger.head == hashlib.sha256(four["0004-finding.yaml"]).hexdigest()
    assert [entry.kind for entry in ledger.entries] == ["issue", "sign", "file", "finding"]


def test_no_folder_is_an_empty_whole_ledger() -> None:
    ledger, problems = read_ledger([], FOLDER)
    assert (ledger.entries, ledger.head, ledger.is_whole, problems) == ((), "", True, [])


@pytest.mark.parametrize("name", ["0001-issue.yaml", "0002-sign.yaml", "0003-file.yaml"])
def test_an_entry_that_is_gone_is_missed(four: Files, name: str) -> None:
    del four[name]
    after = sorted(four)[int(name[:4]) - 1]
    assert told(four) == [("PG561", after)]
    assert not read_ledger(four.items(), FOLDER)[0].is_whole


def test_a_word_that_was_changed_breaks_the_chain_at_the_next_entry(four: Files) -> None:
    four["0002-sign.yaml"] = four["0002-sign.yaml"].replace("张示例".encode(), "李示例".encode())
    assert told(four) == [("PG562", "0002-sign.yaml")]


def test_line_ends_of_windows_are_recognised_as_such(four: Files) -> None:
    four["0002-sign.yaml"] = four["0002-sign.yaml"].replace(b"\n", b"\r\n")
    assert told(four) == [("PG563", "0002-sign.yaml")]


def test_two_entries_of_one_number_are_a_fork_with_its_branches(four: Files) -> None:
    stem = chained(issue_of("V1.0", archive="a" * 64), sign_of("V1.0"))
    head = hashlib.sha256(stem["0002-sign.yaml"]).hexdigest()
    four |= chained(finding_of("完成待核"), start=3, previous=head)
    ledger, problems = read_ledger(four.items(), FOLDER)
    assert codes(problems) == ["PG564"]
    assert [sheet.name for sheet in ledger.sheets] == ["0001-issue.yaml", "0002-sign.yaml"]
    names = {tuple(sheet.name for sheet in branch) for branch in ledger.branches}
    assert names == {("0003-file.yaml", "0004-finding.yaml"), ("0003-finding.yaml",)}


def test_a_copy_that_a_shared_drive_made_is_a_fork_too(four: Files) -> None:
    four["0004-finding (1).yaml"] = four["0004-finding.yaml"]
    assert [code for code, _file in told(four)] == ["PG564"]


def test_swapped_files_say_other_numbers_than_their_names(four: Files) -> None:
    four["0002-sign.yaml"], four["0003-file.yaml"] = four["0003-file.yaml"], four["0002-sign.yaml"]
    assert {code for code, _file in told(four)} >= {"PG566", "PG562"}


def test_entries_swapped_with_their_names_do_not_fit_the_chain(four: Files) -> None:
    second, third = four.pop("0002-sign.yaml"), four.pop("0003-file.yaml")
    four["0002-file.yaml"] = third.replace(b"number: 3", b"number: 2")
    four["0003-sign.yaml"] = second.replace(b"number: 2", b"number: 3")
    assert {code for code, _file in told(four)} >= {"PG562"}


def test_a_ledger_whose_beginning_was_cut_off_and_renumbered_is_found(four: Files) -> None:
    data = four["0002-sign.yaml"].replace(b"number: 2", b"number: 1")
    assert ("PG567", "0001-sign.yaml") in told({"0001-sign.yaml": data})


def test_what_is_no_entry_is_only_noted(four: Files) -> None:
    four["扫描件.pdf"] = b"%PDF"
    ledger, problems = read_ledger(four.items(), FOLDER)
    assert [problem.code for problem in problems] == ["PG560"]
    assert ledger.is_whole


def test_a_kind_of_a_newer_version_keeps_everything_as_it_is(four: Files) -> None:
    four["0005-archive.yaml"] = b"schema: 1\n"
    ledger, problems = read_ledger(four.items(), FOLDER)
    assert codes(problems) == ["PG565"]
    assert not ledger.is_whole


def test_the_place_of_what_cannot_be_is_its_field() -> None:
    files = chained(issue_of("V1.0", 5, archive="a" * 64), sign_of("V1.0", 1))
    _ledger, problems = read_ledger(files.items(), FOLDER)
    (problem,) = problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line, problem.place.field) == ("PG572", 4, "日期")


@pytest.mark.parametrize("name", ["0001-issue.yaml", "0002-sign.yaml", "0003-file.yaml"])
def test_any_bit_of_an_entry_that_another_follows_is_noticed(four: Files, name: str) -> None:
    good = four[name]
    for at, byte in enumerate(good):
        four[name] = good[:at] + bytes([byte ^ (1 << at % 8)]) + good[at + 1 :]
        ledger, problems = read_ledger(four.items(), FOLDER)
        assert codes(problems), at
        assert not ledger.is_whole
