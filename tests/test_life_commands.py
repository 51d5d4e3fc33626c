"""Signing, filing, handing out, confirming, correcting, adopting, destroying, mending: each by its command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from few import few
from issuing import YUNLING
from issuing import first_issued
from issuing import first_signed
from issuing import issued
from issuing import ledger_of
from issuing import print_ready
from openpyxl import Workbook
from workspace import PROFILE
from workspace import Done
from workspace import Workspace

from generator.bulk.setup import load_setup
from generator.facts.ledger.entries import Correct
from generator.facts.workspace import Workspace as Folders
from generator.press.pack import receipts
from generator.problems import Problem
from generator.revisions.correct import Correction
from generator.revisions.correct import correct
from generator.revisions.correct import next_notice

BY = ("--by", "应急专员")
SIGN = ("sign", YUNLING, "V1.0", "--on", "2026-11-03", "--signer", "郑示例", *BY)
FILE = (
    "file",
    YUNLING,
    "V1.0",
    "--on",
    "2026-11-05",
    "--received-by",
    "岭脚镇人民政府",
    "--receipt-no",
    "岭备〔2026〕3号",
    *BY,
)
DESTROY = ("destroy", YUNLING, "V1.0", "--on", "2026-12-01", "--why", "到期", *BY)
PHONE = ('周示例: {phone: "19900000041"', '周示例: {phone: "19900000095"')
MOVED = ("via: [岔路口樟树, 云岭头桥东]", "via: [云岭头桥东]")


def told(done: Done) -> list[str]:
    """The codes of an output in JSON."""
    return [problem["code"] for problem in done.data["problems"]]


def pdf(tmp_path: Path, name: str = "签字页.pdf", data: bytes = b"%PDF-1.4 signed") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def noted(district: Workspace, **said: object) -> tuple[Correct | None, list[Problem]]:
    """What `plangen correct` does, with a PDF that is ready."""
    setup, problems = load_setup(Folders(district.root))
    assert setup is not None, problems
    said = {"on": date(2026, 11, 10), "by": "应急专员", **said}
    return correct(setup, setup.by_slug[YUNLING], Correction(**said), print_ready)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ sign, file, hand out


def test_a_signature_puts_a_revision_in_force_until_its_review(tmp_path: Path) -> None:
    district = first_issued(tmp_path / "w")
    done = district.run(*SIGN, "--post", "主任", "--seal", "--scan", pdf(tmp_path), "--in-force-on", "2026-11-10")
    assert done.code == 0, done.out
    life = ledger_of(district).life
    assert life.in_force(date(2026, 11, 9)) is None
    revision = life.in_force(date(2026, 11, 10))
    assert revision is not None
    assert revision.review_due == date(2029, 11, 10)
    assert revision.sign is not None
    assert (revision.sign.signer_post, revision.sign.seal) == ("主任", True)
    assert (
        district.root / "output/issued/objects" / (revision.sign.scan or "")[:2] / (revision.sign.scan or "")
    ).exists()
    assert district.run("verify", "--archive").code == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--scan", "签字页.docx"), "PG545"),
        (("--scan", "空.pdf"), "PG545"),
        (("--in-force-on", "2026-11-02"), "PG572"),
    ],
)
def test_a_signature_that_cannot_be_is_not_entered(tmp_path: Path, options: tuple[str, str], code: str) -> None:
    district = first_issued(tmp_path / "w")
    pdf(tmp_path, "签字页.docx")
    pdf(tmp_path, "空.pdf", b"")
    name, value = options
    said = (name, str(tmp_path / value) if name == "--scan" else value)
    before = sorted((district.root / "output/issued/objects").rglob("*"))
    done = district.run(*SIGN, *said, "--json")
    assert (done.code, told(done)) == (1, [code])
    assert len(ledger_of(district).entries) == 1
    assert sorted((district.root / "output/issued/objects").rglob("*")) == before


def test_signing_twice_changes_nothing(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    assert district.run(*SIGN).code == 0  # the same again, as after a broken-off command
    other = district.run(*SIGN[:-2], "--seal", *BY, "--json")
    assert (other.code, told(other)) == (1, ["PG570"])
    unknown = district.run("sign", YUNLING, "V3.0", "--on", "2026-11-04", "--signer", "郑示例", *BY, "--json")
    assert (unknown.code, told(unknown)) == (1, ["PG555"])
    assert len(ledger_of(district).entries) == 2


def test_only_what_is_signed_is_filed(tmp_path: Path) -> None:
    district = first_issued(tmp_path / "w")
    refused = district.run(*FILE, "--json")
    assert (refused.code, told(refused)) == (1, ["PG571"])
    assert district.run(*SIGN).code == 0
    done = district.run(*FILE, "--sent-on", "2026-11-04", "--json")
    assert done.code == 0
    assert done.data["entries"][0]["receipt_no"] == "岭备〔2026〕3号"
    assert ledger_of(district).life.revisions[0].receipt_no == "岭备〔2026〕3号"


def workbook(tmp_path: Path, *rows: dict[str, object]) -> str:
    """A workbook of receipts, filled in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(receipts.TITLES))
    common = {receipts.COMMUNITY: "云岭村", receipts.ITEM: "综合应急预案（内部版）", receipts.VERSION: "V1.0"}
    for row in rows:
        sheet.append([(common | row).get(title, "") for title in receipts.TITLES])
    path = tmp_path / "签收.xlsx"
    book.save(path)
    return str(path)


def test_copies_are_handed_out_as_the_receipts_say(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    signed = {receipts.RECEIVED: date(2026, 11, 6), receipts.SIGNED: "✓"}
    book = workbook(
        tmp_path,
        {receipts.COPY: "内01", receipts.POST: "书记", receipts.OLD: "收回", **signed},
        {receipts.COPY: "公01", receipts.POST: "公告栏", receipts.ITEM: "综合应急预案（公示版）", **signed},
        {receipts.COPY: "内02", receipts.POST: "网格长"},
        {receipts.COPY: "内01", receipts.POST: "书记", receipts.COMMUNITY: "望礁村", **signed},
    )
    done = district.run("hand-out", YUNLING, "V1.0", "--from", book, *BY, "--json")
    assert done.code == 0, done.out
    rows = done.data["entries"][0]["rows"]
    assert [(row["copy"], row["post"], row["edition"]) for row in rows] == [
        ("内01", "书记", "internal"), ("公01", "公告栏", "public"),
    ]  # fmt: skip
    assert rows[0]["old"] == "收回"
    again = district.run("hand-out", YUNLING, "V1.0", "--from", book, "--copy", "内02", "网格长", *BY, "--json")
    assert [row["copy"] for row in again.data["entries"][0]["rows"]] == ["内02"]


def test_receipts_of_another_version_hand_nothing_out(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    signed = {receipts.RECEIVED: date(2026, 11, 6), receipts.SIGNED: "✓", receipts.VERSION: "V0.9"}
    book = workbook(tmp_path, {receipts.COPY: "内01", receipts.POST: "书记", **signed})
    done = district.run("hand-out", YUNLING, "V1.0", "--from", book, *BY, "--json")
    assert (done.code, told(done)) == (1, ["PG546"])
    assert dict(done.data["problems"][0]["values"])["known"] == "V0.9"
    assert district.run("hand-out", YUNLING, "V1.0", *BY).code == 2


# ------------------------------------------------------------------------------------------------------- reconfirm


def test_what_still_holds_is_confirmed_without_a_new_number(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    said = ("reconfirm", YUNLING, "--on", "2027-04-01", "--why", "汛前复核，各项属实", *BY)
    assert district.run(*said).code == 0
    revision = ledger_of(district).life.current
    assert revision is not None
    assert (revision.version, revision.review_due) == ("V1.0", date(2030, 4, 1))
    district.change(PROFILE, *PHONE)
    refused = district.run(*said[:2], "--on", "2027-05-01", *said[4:], "--json")
    assert (refused.code, told(refused)) == (1, ["PG547"])


# --------------------------------------------------------------------------------------------------------- correct


def test_a_notice_says_what_changed_and_is_numbered(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    written, problems = noted(district)
    assert written is not None, problems
    assert (written.correction, written.version) == ("G-2026-01", "V1.0")
    assert [(change.title, change.before, change.after) for change in written.changes] == [
        ("联系人·周示例·电话", "19900000041", "19900000095")
    ]
    folder = district.root / "output/issued" / YUNLING / "G-2026-01"
    labels = ("公示版", "内部版")  # she has agreed to being named in public
    assert sorted(path.name for path in folder.glob("*.docx")) == [
        f"云岭村更正通知单（G-2026-01·{label}）.docx" for label in labels
    ]
    assert district.run("verify", "--archive").code == 0
    assert noted(district)[0] == written  # broken off behind its entry, and run again
    assert [problem.code for problem in noted(district, on=date(2026, 11, 12))[1]] == ["PG548"]
    assert next_notice(ledger_of(district).life, 2026) == "G-2026-02"
    assert next_notice(ledger_of(district).life, 2027) == "G-2027-01"


def test_a_second_notice_goes_on_from_the_first(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    assert noted(district)[0] is not None
    district.change(PROFILE, PHONE[1], '周示例: {phone: "19900000096"')
    written, _problems = noted(district, on=date(2026, 11, 12))
    assert written is not None
    assert [(change.before, change.after) for change in written.changes] == [("19900000095", "19900000096")]


def test_a_notice_never_changes_a_measure(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, *MOVED)
    written, problems = noted(district)
    assert written is None
    assert [problem.code for problem in problems] == ["PG557", "PG548"]
    district.change(PROFILE, *PHONE)
    written, problems = noted(district)
    assert written is not None
    assert [problem.code for problem in problems] == ["PG557"]
    assert len(written.changes) == 1


def test_a_notice_of_more_than_a_page_is_refused(tmp_path: Path) -> None:
    import dataclasses

    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    setup, _problems = load_setup(Folders(district.root))
    assert setup is not None
    said = Correction(date(2026, 11, 10), "应急专员")
    two_pages = lambda docx: dataclasses.replace(print_ready(docx), count=2)  # noqa: E731
    written, problems = correct(setup, setup.by_slug[YUNLING], said, two_pages)
    assert written is None
    assert [problem.code for problem in problems] == ["PG549"]
    assert not (district.root / "output/issued" / YUNLING / "G-2026-01").exists()


# ----------------------------------------------------------------------------------------------------------- adopt


def test_a_plan_on_paper_is_in_force_until_the_first_revision_is_signed(tmp_path: Path) -> None:
    district = few(tmp_path / "w", YUNLING)
    said = ("--signed-on", "2024-05-10", "--signer", "郑示例", "--proves", "组织指挥", "--scan", pdf(tmp_path), *BY)
    assert district.run("adopt", YUNLING, *said).code == 0
    assert district.run("adopt", YUNLING, *said).code == 0  # the same again
    assert district.run("adopt", YUNLING, "V0.2", *said).code == 1
    revision = ledger_of(district).life.current
    assert revision is not None
    assert (revision.version, revision.review_due) == ("V0.1", date(2027, 5, 10))
    (result,) = issued(district.root, YUNLING)
    assert result.issue is not None
    assert (result.version, result.issue.kind_of_change) == ("V1.0", "首次")
    assert district.run("verify", "--archive").code == 0
    paper = district.run("correct", YUNLING, "--change", "值班电话", "0577-00000001", "0577-00000002", *BY, "--json")
    assert paper.code == 0, paper.out
    assert paper.data["entries"][0]["version"] == "V0.1"


def test_after_a_paper_plan_with_a_whole_number_the_next_whole_one_is_issued(tmp_path: Path) -> None:
    district = few(tmp_path / "w", YUNLING)
    assert district.run("adopt", YUNLING, "V1.0", "--signed-on", "2024-05-10", "--signer", "郑示例", *BY).code == 0
    (result,) = issued(district.root, YUNLING)
    assert result.version == "V2.0"


# --------------------------------------------------------------------------------------------------------- destroy


def test_a_frozen_register_is_destroyed_before_two_witnesses(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    folder = district.root / "output/personal" / YUNLING / "V1.0"
    assert len(list(folder.iterdir())) == 3
    alone = district.run(*DESTROY, "--witness", "张示例", "--json")
    assert (alone.code, told(alone)) == (1, ["PG574"])
    assert len(list(folder.iterdir())) == 3
    both = ("--witness", "张示例", "--witness", "李示例")
    assert district.run(*DESTROY, "--what", "register", *both).code == 0
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".pdf"]
    assert district.run(*DESTROY, *both).code == 0
    assert not folder.exists()
    gone = district.run(*DESTROY, *both, "--json")
    assert (gone.code, told(gone)) == (1, ["PG558"])
    verified = district.run("verify", "--archive")
    assert verified.code == 0
    assert "was destroyed on 2026-12-01, before 张示例、李示例" in verified.out


# ----------------------------------------------------------------------------------------------------------- drill


def test_a_finding_is_mended_step_by_step(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    act = ("drill", "act", YUNLING, "F-2026-01-4")
    assert district.run(*act, "begin", "--on", "2026-11-10", *BY).code == 0
    lacking = district.run(*act, "done", "--on", "2026-11-11", *BY, "--json")
    assert (lacking.code, told(lacking)) == (1, ["PG574"])
    assert district.run(*act, "完成待核", "--evidence", "照片", "--on", "2026-11-11", *BY).code == 0
    close = ("close", "--on", "2026-11-12", "--evidence", "照片", *BY, "--json")
    own = district.run(*act, *close, "--verified-by", "后勤保障组组长")
    assert (own.code, told(own)) == (1, ["PG575"])
    unknown = district.run(*act, *close, "--verified-by", "岭脚镇", "--revision", "V9.0")
    assert (unknown.code, told(unknown)) == (1, ["PG555"])
    assert district.run(*act, *close, "--verified-by", "岭脚镇", "--revision", "V1.0").code == 0
    assert "0 findings" in district.run("drill", "list", YUNLING).out
    nobody = district.run("drill", "act", YUNLING, "F-2026-09-9", "begin", *BY, "--json")
    assert (nobody.code, told(nobody)) == (1, ["PG576"])


def test_who_enters_is_always_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    district = first_signed(tmp_path / "w")
    assert district.run("drill", "act", YUNLING, "F-2026-01-4", "begin").code == 2
    monkeypatch.setenv("PLANGEN_BY", "村联络员")
    done = district.run("drill", "act", YUNLING, "F-2026-01-4", "begin", "--json")
    assert json.loads(done.out)["entries"][0]["by"] == "村联络员"
