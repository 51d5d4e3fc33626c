"""`plangen issue` without an office: what hinders a revision, what it is numbered, what is frozen of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from few import few
from few import statuses
from issuing import DAY
from issuing import RECORD
from issuing import YUNLING
from issuing import codes
from issuing import first_issued
from issuing import first_signed
from issuing import issued
from issuing import ledger_of
from workspace import PROFILE
from workspace import Workspace

from generator.facts.ledger.entries import Issue
from generator.problems import PlangenError
from generator.revisions.changes.kind import Kind
from generator.revisions.frozen.code import own_code
from generator.revisions.frozen.printed import printed_lines
from generator.revisions.issue import Result
from generator.revisions.issue import Status
from generator.revisions.records.ledger import writing

PHONE = ('周示例: {phone: "19900000041"', '周示例: {phone: "19900000095"')
ROUTE = ("via: [岔路口樟树, 云岭头桥东]", "via: [云岭头桥东]")


def archived(district: Workspace) -> dict[str, bytes]:
    """Every file of the archive, the ledgers and the personal folder."""
    found = [path for path in (district.root / "output").rglob("*") if path.is_file() and "drafts" not in path.parts]
    found += (district.root / "plans").glob("*/*/revisions/*")
    return {path.relative_to(district.root).as_posix(): path.read_bytes() for path in sorted(found)}


def only(found: list[Result]) -> Result:
    (result,) = found
    return result


def reopen(district: Workspace) -> None:
    """The findings that ask for a revision are not closed."""
    asked = "asks_revision: true\n    state: "
    text = (district.root / RECORD).read_text("utf-8")
    district.write(RECORD, text.replace(f"{asked}已销号", f"{asked}整改中"))


def issue_of(district: Workspace) -> Issue:
    found = ledger_of(district).entries[-1]
    assert isinstance(found, Issue)
    return found


def test_a_first_revision_is_frozen_whole(tmp_path: Path) -> None:
    district = first_issued(tmp_path / "w")
    entry = issue_of(district)
    assert (entry.version, entry.kind_of_change, entry.reasons, entry.summary) == (
        "V1.0",
        "首次",
        ("首次编制",),
        "全文",
    )
    folder = district.root / "output/issued" / YUNLING / "V1.0"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "SHA256SUMS", "frozen.zip", "index.html", "manifest.json",
        *(f"云岭村综合应急预案（V1.0·{label}）.{kind}" for label in ("公示版", "内部版") for kind in ("docx", "pdf")),
    ]  # fmt: skip
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert "templates/manual/base.docx" in manifest["objects"]
    assert "templates/manual/manual.yaml" in manifest["objects"]
    personal = manifest["personal"]
    assert sorted(one["role"] for one in personal.values()) == ["人员名册", "附册", "附册"]
    assert all(one["count"] > 0 and one["destroy_by"] for one in personal.values())
    assert district.run("verify", "--archive").code == 0


def test_a_draft_for_signature_bears_its_code_and_leaves_blank_what_the_pen_fills_in(tmp_path: Path) -> None:
    district = first_issued(tmp_path / "w")
    said = {one.edition: one.code for one in issue_of(district).codes}
    folder = district.root / "output/issued" / YUNLING / "V1.0"
    for edition, label in (("internal", "内部版"), ("public", "公示版")):
        lines, problems = printed_lines((folder / f"云岭村综合应急预案（V1.0·{label}）.docx").read_bytes())
        assert problems == []
        text, code = "\n".join(lines), said[edition] or ""
        assert own_code(lines, "V1.0", code) == code
        assert own_code((line.replace("119", "118") for line in lines), "V1.0", code) != code
        assert text.count(code) >= 2  # on the cover and in the footers
        assert "送签稿" in text
        assert "草案" not in text
        assert "送签日期：2026年11月1日" in text
        assert "签发日期： 年 月 日" in text
        assert "V1.0 2026年11月1日" not in text
    assert said["internal"] != said["public"]


def test_nothing_is_issued_twice(tmp_path: Path) -> None:
    """Signing, filing, handing out, another day: the revision stays current."""
    district = first_issued(tmp_path / "w")
    before = archived(district)
    assert only(issued(district.root, YUNLING)).status is Status.WAITING
    assert archived(district) == before
    district = first_signed(tmp_path / "s")
    by = ("--by", "应急专员")
    filed = ("file", YUNLING, "V1.0", "--on", "2026-11-05", "--received-by", "岭脚镇", "--receipt-no", "1号")
    assert district.run(*filed, *by).code == 0
    assert district.run("hand-out", YUNLING, "V1.0", "--copy", "内01", "书记", *by).code == 0
    refused = only(issued(district.root, YUNLING, on=date(2027, 3, 1)))
    assert codes(refused) == ["PG539"]
    assert only(issued(district.root)).status is Status.SAME  # nobody named it


FLOOR = ("level: 重大\n    houses: 50", "level: 重大\n    houses: 5")
OTHERS = (
    "level: 重大\n    people: 10\n    reason: 只有一个出口",
    "level: 重大\n    people: 9\n    reason: 只有一个出口",
)


@pytest.mark.parametrize(
    ("file", "change", "becomes"),
    [
        (PROFILE, PHONE, "V1.1"),
        (RECORD, ("measure: 装太阳能路灯4盏", "measure: 装太阳能路灯6盏"), "V1.1"),
        ("plans/standards.yaml", FLOOR, "V2.0"),
        ("plans/standards.yaml", OTHERS, ""),  # there is no such house here
        (PROFILE, ("reviewed_on: 2026-10-20", "reviewed_on: 2026-10-21"), ""),
    ],
)
def test_what_readers_would_be_told_otherwise_makes_another_revision(
    tmp_path: Path, file: str, change: tuple[str, str], becomes: str
) -> None:
    district = first_signed(tmp_path / "w").change(file, *change)
    found = only(issued(district.root, YUNLING))
    assert found.status is (Status.ISSUED if becomes else Status.REFUSED), codes(found)
    assert (found.version if becomes else codes(found)) == (becomes or ["PG539"])


def test_a_closed_finding_makes_another_revision(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    assert only(issued(district.root)).status is Status.SAME
    act = ("drill", "act", YUNLING, "F-2026-01-4", "close", "--on", "2026-11-12", "--by", "应急专员")
    assert district.run(*act, "--evidence", "路灯验收单", "--verified-by", "岭脚镇应急消防管理站").code == 0
    done = only(issued(district.root, YUNLING))
    assert done.issue is not None
    assert (done.version, done.issue.reasons) == ("V1.1", ("演练",))


def test_the_number_follows_from_what_changed(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    minor = only(issued(district.root, YUNLING))
    assert minor.issue is not None
    assert (minor.version, minor.issue.kind_of_change) == ("V1.1", "次")
    assert minor.issue.reasons == ("组织调整",)
    assert "电话1处" in (minor.issue.summary or "")
    district.change(PROFILE, *ROUTE)  # before V1.1 was signed: it is dropped
    major = only(issued(district.root, YUNLING))
    assert major.issue is not None
    assert (major.version, major.issue.kind_of_change) == ("V2.0", "主")
    assert [revision.version for revision in ledger_of(district).life.revisions] == ["V1.0", "V1.1", "V2.0"]


def test_the_kind_can_be_another_one_with_a_reason(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    assert district.run("issue", YUNLING, "--kind", "major", "--by", "应急专员").code == 2
    done = only(issued(district.root, YUNLING, kind=Kind.MAJOR, why="换了主要负责人"))
    assert done.issue is not None
    assert done.version == "V2.0"
    assert done.issue.override is not None
    assert (done.issue.override.expected, done.issue.override.why) == ("次", "换了主要负责人")


def test_every_reason_is_said_at_once(tmp_path: Path) -> None:
    """A gap, an overdue finding, a day before the newest revision, an archive that was touched."""
    district = first_signed(tmp_path / "w")
    district.change(PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", "# danger")
    text = (district.root / RECORD).read_text("utf-8")
    district.write(
        RECORD, text.replace("asks_revision: true\n    state: 已销号", "asks_revision: true\n    state: 整改中")
    )
    facts = district.root / "output/issued" / YUNLING / "V1.0/index.html"
    facts.chmod(0o644)
    facts.write_bytes(b"<html>")
    before = archived(district)
    refused = only(issued(district.root, YUNLING, on=date(2026, 11, 2)))
    assert refused.status is Status.REFUSED
    assert codes(refused) == ["PG572", "PG534", "PG536", "PG580"]
    assert archived(district) == before


def test_a_deferred_finding_hinders_nothing_until_its_new_day(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    text = (district.root / RECORD).read_text("utf-8")
    district.write(
        RECORD, text.replace("asks_revision: true\n    state: 已销号", "asks_revision: true\n    state: 整改中")
    )
    assert codes(only(issued(district.root, YUNLING))) == ["PG536"]
    for number in ("F-2026-01-1", "F-2026-01-3"):
        act = ("drill", "act", YUNLING, number, "defer", "--on", "2026-11-10", "--by", "应急专员")
        assert district.run(*act, "--until", "2026-12-31", "--approver", "岭脚镇").code == 0
    assert codes(only(issued(district.root, YUNLING, on=date(2027, 1, 1)))) == ["PG536"]
    assert only(issued(district.root, YUNLING)).status is Status.ISSUED


def test_facts_that_cannot_be_used_are_never_issued(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, "\nkind: 村\n", "\nkind: 乡\n")
    for interim in (False, True):
        refused = only(issued(district.root, YUNLING, interim=interim, reasons=("事件",)))
        assert codes(refused)[0] == "PG533"


def test_what_is_urgent_is_not_hindered(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    district.change(PROFILE, *ROUTE).change(PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", "# danger")
    assert codes(only(issued(district.root, YUNLING, interim=True))) == ["PG541"]
    done = only(issued(district.root, YUNLING, interim=True, reasons=("事件",), basis="11·18滑坡"))
    assert done.status is Status.ISSUED
    assert codes(done) == ["PG543"]
    assert dict(done.problems[0].values) == {"count": "1", "found": "PG534"}
    assert done.issue is not None
    assert (done.version, done.issue.interim, done.issue.basis) == ("V2.0", True, "11·18滑坡")
    assert "应急修订" in district.run("history", YUNLING).out or done.issue.interim


def test_other_words_ask_for_a_release(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change_piece("front/revisions.docx", "两次修订之间", "在两次修订之间")
    assert codes(only(issued(district.root, YUNLING))) == ["PG538"]
    recipe = district.root / "templates/manual/manual.yaml"
    before = recipe.read_text("utf-8")
    declare = ("template", "release", "2026年冬季版", "--kind", "wording", "--note", "改一句话", "--on", "2026-11-18")
    assert district.run(*declare).code == 0
    after = recipe.read_text("utf-8")
    assert after.partition("release:")[0] == before.partition("release:")[0]
    assert after.partition("\nbands:")[2] == before.partition("\nbands:")[2]
    done = only(issued(district.root, YUNLING))
    assert done.issue is not None
    assert (done.version, done.issue.release, done.issue.reasons) == ("V1.1", "2026年冬季版", ("模板更新",))
    assert district.run(*declare).code == 0  # the same again
    assert (
        district.run("template", "release", "2026年汛后版", "--kind", "style", "--note", "x", "--on", "2026-10-01").code
        == 1
    )


def test_without_a_declared_release_nothing_is_issued(tmp_path: Path) -> None:
    district = few(tmp_path / "w", YUNLING)
    recipe = district.root / "templates/manual/manual.yaml"
    text = recipe.read_text("utf-8")
    start, end = text.index("release:"), text.index("bands:")
    recipe.write_text(text[:start] + text[end:], "utf-8")
    assert "PG537" in codes(only(issued(district.root, YUNLING)))
    assert district.run("template", "release", "首版", "--kind", "measure", "--note", "首次发布").code == 0
    assert "PG537" not in codes(only(issued(district.root, YUNLING)))


def test_one_community_that_is_refused_does_not_stop_the_others(tmp_path: Path) -> None:
    """And running it again does only what is left."""
    district = few(tmp_path / "w", YUNLING, "xincheng/yunqiyuan").change(PROFILE, "\nkind: 村\n", "\nkind: 乡\n")
    found = {result.entry.slug: result.status for result in issued(district.root)}
    assert found == {YUNLING: Status.REFUSED, "xincheng/yunqiyuan": Status.ISSUED}
    district.change(PROFILE, "\nkind: 乡\n", "\nkind: 村\n")
    again = {result.entry.slug: result.status for result in issued(district.root)}
    assert again == {YUNLING: Status.ISSUED, "xincheng/yunqiyuan": Status.WAITING}


def test_whoever_comes_second_is_told_who_writes(tmp_path: Path) -> None:
    from generator.facts.workspace import Workspace as Folders

    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    with writing(Folders(district.root)), pytest.raises(PlangenError) as refused:
        issued(district.root, YUNLING)
    assert [problem.code for problem in refused.value.problems] == ["PG801"]
    assert only(issued(district.root, YUNLING)).status is Status.ISSUED


def test_building_writes_nothing_into_the_archive(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    before = archived(district)
    assert district.build("--all").code == 0
    assert archived(district) == before


def test_a_draft_says_which_revision_it_follows_and_keeps_the_record(tmp_path: Path) -> None:
    district = first_issued(tmp_path / "w")
    assert district.build(YUNLING).code == 0
    assert "版　　本：草案（接V1.0）" in district.text(YUNLING)
    assert {"待签发", "首次编制"} <= cells(district)
    sign = ("sign", YUNLING, "V1.0", "--on", "2026-11-03", "--signer", "郑示例", "--by", "应急专员")
    assert district.run(*sign).code == 0
    assert set(statuses(district.run("status", YUNLING, "--json")).values()) == {"stale"}  # what was drawn up before
    assert district.build(YUNLING).code == 0
    assert "待签发" not in cells(district)
    assert set(statuses(district.run("status", YUNLING, "--json")).values()) == {"current"}


def cells(district: Workspace) -> set[str]:
    """The cells of the record of revisions in a draft."""
    table = next(table for table in district.docx(YUNLING).tables if table.rows[0].cells[0].text == "版本")
    return {cell.text for row in table.rows for cell in row.cells}


def test_the_next_revision_takes_up_what_a_notice_said_and_a_drill_asked(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w").change(PROFILE, *PHONE)
    by = ("--by", "应急专员")
    told = ("correct", YUNLING, "--change", "存放地点", "村办公楼", "旧校舍", "--only", "nothing of the profile")
    assert district.run(*told, "--on", "2026-11-10", *by).code == 0
    done = only(issued(district.root, YUNLING, on=DAY))
    assert done.issue is not None
    assert done.issue.absorbs == ("G-2026-01",)
    assert set(done.issue.reasons) == {"组织调整", "更正"}
    assert [notice.absorbed_by for notice in ledger_of(district).life.corrections] == ["V1.1"]


def test_the_ledger_of_a_merged_community_begins_with_those_before_it(tmp_path: Path) -> None:
    other = "haijiao/wangjiao"
    district = few(tmp_path / "w", YUNLING, other)
    own = 'code: "339901104207", name: 云岭村, kind: 村, folder: yunling'
    district.change("plans/roster.yaml", own, f'{own}, succeeds: ["339901105203"]')
    assert only(issued(district.root, other)).status is Status.ISSUED
    assert only(issued(district.root, YUNLING)).status is Status.ISSUED
    life = ledger_of(district).life
    assert [(one.name, one.folder) for one in life.merged] == [("望礁村", other)]
    assert life.merged[0].head == ledger_of(district, other).head
    assert district.run("verify", "--archive").code == 0


def test_status_says_what_holds_and_whether_it_still_does(tmp_path: Path) -> None:
    def standing(district: Workspace) -> dict[str, object]:
        (found,) = district.run("status", YUNLING, "--json").data["revisions"]
        return {key: found[key] for key in ("in_force", "waiting", "current")}

    district = first_issued(tmp_path / "w")
    assert standing(district) == {"in_force": None, "waiting": "V1.0", "current": True}
    signed = ("sign", YUNLING, "V1.0", "--on", "2020-11-03", "--signer", "郑示例", "--by", "应急专员")
    assert district.run(*signed).code == 1  # before it was issued
    assert f"plangen sign {YUNLING} V1.0" in district.run("status", YUNLING).out
    district = first_signed(tmp_path / "s").change(PROFILE, *PHONE)
    assert standing(district)["current"] is False
    assert f"plangen diff {YUNLING}" in district.run("status", YUNLING).out
    assert district.run("status", "--all", "--json").data["revisions"] == []  # only on demand
