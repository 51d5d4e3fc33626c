"""An entry's file: readable, of one form only, and read as what was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import adopt_of
from ledgers import correct_of
from ledgers import destroy_of
from ledgers import file_of
from ledgers import finding_of
from ledgers import hand_out_of
from ledgers import issue_of
from ledgers import reconfirm_of
from ledgers import sign_of

from generator.facts.ledger.chain import read_sheet
from generator.facts.ledger.entries import KIND_OF
from generator.facts.ledger.entries import KINDS
from generator.facts.ledger.entries import TYPES
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.entries import Merged
from generator.facts.ledger.entries import Override
from generator.facts.ledger.entries import Sign
from generator.facts.ledger.entries import Succeeds
from generator.facts.ledger.writing import entry_name
from generator.facts.ledger.writing import render_entry
from generator.facts.reader.scalars import UNKNOWN

FULL = "a" * 64
EVERY: tuple[LedgerEntry, ...] = (
    adopt_of(proves=("组织指挥", "应急处置"), scan=f"{FULL}.pdf", receipt_no="1号"),
    issue_of(
        "V1.0", archive=FULL, override=Override(expected="主", why="只改了措辞"), interim=True, changes=("一", "二")
    ),
    sign_of("V1.0", in_force_on=date(2026, 3, 5), review_due=date(2029, 3, 5), note="补签"),
    file_of("V1.0"),
    hand_out_of("V1.0"),
    reconfirm_of("V1.0"),
    correct_of("G-2026-01", "V1.0"),
    finding_of("延期"),
    destroy_of(),
    Succeeds(on=date(2026, 3, 1), by="街道", merged=(Merged(code="330300003002", name="山前村", head=FULL),)),
)


def numbered(entry: LedgerEntry) -> LedgerEntry:
    if isinstance(entry, Issue | Correct):
        entry = replace(entry, archive=FULL)
    return replace(entry, schema=1, number=3, kind=KIND_OF[type(entry)], previous=FULL)


@pytest.mark.parametrize("entry", EVERY, ids=lambda entry: KIND_OF[type(entry)])
def test_every_kind_is_read_as_it_was_written(entry: LedgerEntry) -> None:
    whole = numbered(entry)
    data = render_entry(whole)
    sheet, problems = read_sheet(entry_name(3, KIND_OF[type(entry)]), data, "plans/a/b/revisions")
    assert problems == []
    assert sheet is not None
    assert sheet.entry == whole
    assert render_entry(whole) == data


def test_every_kind_has_a_type_and_an_example_here() -> None:
    assert tuple(TYPES) == KINDS
    assert {type(entry) for entry in EVERY} == set(TYPES.values())


def test_an_entry_is_pleasant_to_read() -> None:
    assert render_entry(numbered(sign_of("V1.0", signer_post="村党支部书记", note="补签：原件 2 页"))).decode() == (
        "schema: 1\n"
        "number: 3\n"
        "kind: sign\n"
        "on: 2026-03-02\n"
        "by: 应急专员\n"
        f"previous: {FULL}\n"
        'note: "补签：原件 2 页"\n'
        "version: V1.0\n"
        "signer: 张示例\n"
        "signer_post: 村党支部书记\n"
        "seal: true\n"
    )


# What a value can hold after it was read once: no space around it, nothing that stands for “unknown”, no control sign.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).map(str.strip)


@given(TEXTS.filter(lambda text: text and text not in UNKNOWN and "\ufffe" not in text and "\uffff" not in text))
def test_whatever_people_write_comes_back(text: str) -> None:
    entry = numbered(sign_of("V1.0", signer=text, note=f"甲\n{text}: #{text}'\""))
    sheet, problems = read_sheet("0003-sign.yaml", render_entry(entry), "f")
    assert problems == []
    assert sheet is not None
    assert isinstance(sheet.entry, Sign)
    assert sheet.entry == entry


@given(
    st.binary(max_size=200), st.sampled_from(["0001-sign.yaml", "0001-.yaml", "x", "0001-issue (1).yaml", "9-a.yaml"])
)
def test_nothing_that_lies_in_the_folder_stops_the_reader(data: bytes, name: str) -> None:
    sheet, problems = read_sheet(name, data, "f")
    assert sheet is not None or problems
