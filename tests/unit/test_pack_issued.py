"""Packs of revisions in force: the archived PDFs as they are, and what is lacking with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from issuing import READY
from issuing import YUNLING
from issuing import first_issued
from issuing import first_signed
from packing import MEMBER
from packing import Office
from workspace import PROFILE
from workspace import Workspace

from generator.bulk.setup import load_setup
from generator.facts.workspace import Workspace as Folders
from generator.press.cards.run import CardResult
from generator.press.cards.run import Status
from generator.press.pack.issued import ANNEX
from generator.press.pack.issued import Issued
from generator.press.pack.issued import issued_of
from generator.problems import Problem
from generator.revisions.in_force import DAMAGED
from generator.revisions.in_force import ELSEWHERE
from generator.revisions.in_force import Printed
from generator.revisions.in_force import printed_in_force

BOTH = ("internal", "public")
PDFS = {"内部版": Path("i.pdf"), "公示版": Path("p.pdf"), ANNEX: Path("a.pdf")}


def card(kind: str, title: str) -> CardResult:
    return CardResult("甲村", MEMBER.slug, kind, title, Status.MADE, paths=(f"output/{title}.pdf",))


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        (BOTH, ["综合应急预案（内部版）", "综合应急预案（公示版）", "附册", "应急处置卡"]),
        (("public",), ["综合应急预案（公示版）"]),
    ],
)
def test_archived_volumes_take_the_place_of_drafts(
    tmp_path: Path, editions: tuple[str, ...], expected: list[str]
) -> None:
    facts = Office.at(tmp_path).facts
    cards = [card(ANNEX, "附册"), card("处置卡", "应急处置卡")]
    holding, lacking = issued_of(tmp_path, MEMBER, facts, Issued("V1.2", PDFS), editions, cards)
    assert [one.title for one in holding.prints] == expected
    assert (holding.version, holding.mark, holding.is_draft) == ("V1.2", "V1.2", False)
    assert Path("a.pdf") in [one.path for one in holding.prints] or "internal" not in editions
    assert lacking == []


def test_what_is_not_there_is_named_with_its_reason(tmp_path: Path) -> None:
    facts = Office.at(tmp_path).facts
    issued = Issued("V1.2", {"公示版": Path("p.pdf")}, {"内部版": DAMAGED, ANNEX: ELSEWHERE})
    holding, lacking = issued_of(tmp_path, MEMBER, facts, issued, BOTH, [card(ANNEX, "附册")])
    assert [one.title for one in holding.prints] == ["综合应急预案（公示版）"]
    assert [(one.what, one.reason) for one in lacking] == [("综合应急预案（内部版）", DAMAGED), (ANNEX, ELSEWHERE)]


def looked_at(district: Workspace) -> tuple[Printed | None, list[Problem]]:
    setup, problems = load_setup(Folders(district.root))
    assert setup is not None, problems
    return printed_in_force(setup, setup.by_slug[YUNLING])


def test_a_revision_in_force_is_handed_out_as_it_was_archived(tmp_path: Path) -> None:
    printed, problems = looked_at(first_signed(tmp_path / "w"))
    assert printed is not None, problems
    assert (printed.version, list(printed.pdfs), printed.lacking) == ("V1.0", ["内部版", "公示版", ANNEX], {})
    assert {path.read_bytes() for path in printed.pdfs.values()} == {READY}
    assert printed.view is not None
    assert (printed.view.version, printed.view.state) == ("V1.0", "现行版")


def test_cards_are_drafts_again_once_the_profile_has_moved(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, '"19900000041"', '"19900000099"')
    printed, problems = looked_at(district)
    assert printed is not None, problems
    assert (printed.version, printed.view) == ("V1.0", None)
    facts = Office.at(tmp_path / "o").facts
    issued = Issued("V1.0", PDFS)
    holding, _lacking = issued_of(tmp_path, MEMBER, facts, issued, BOTH, [card("处置卡", "应急处置卡")])
    assert [(one.title, one.mark) for one in holding.prints if one.mark] == [("应急处置卡", "草案")]


def test_what_nobody_has_signed_is_not_handed_out(tmp_path: Path) -> None:
    assert looked_at(first_issued(tmp_path / "w")) == (None, [])


def test_a_damaged_pdf_and_a_destroyed_volume_are_not_handed_out(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    witnesses = ("--witness", "张示例", "--witness", "李示例", "--why", "到期", "--by", "应急专员")
    assert district.run("destroy", YUNLING, "V1.0", "--what", "annex", *witnesses).code == 0
    (path,) = (district.root / "output/issued" / YUNLING / "V1.0").glob("*公示版）.pdf")
    path.chmod(0o644)
    path.write_bytes(b"%PDF-1.4 other\n")
    printed, problems = looked_at(district)
    assert printed is not None
    assert list(printed.pdfs) == ["内部版"]
    assert printed.lacking == {"公示版": DAMAGED, ANNEX: ELSEWHERE}
    assert [problem.code for problem in problems] == ["PG580"]
