"""`plangen diff`: what changed since a revision that was issued, signed and filed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import docx
import pytest
from few import few
from workspace import PROFILE
from workspace import Workspace

from generator.bulk.setup import load_setup
from generator.cli import changed
from generator.cli import console
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import CheckCode
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import Sign
from generator.facts.load import load_ledger
from generator.facts.load import resolve
from generator.facts.workspace import Workspace as Folders
from generator.mask import Edition
from generator.revisions.archive.parcel import Content
from generator.revisions.archive.parcel import Parcel
from generator.revisions.changes.compare import changes
from generator.revisions.changes.told import told
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import facts_bytes
from generator.revisions.frozen.content import texts_bytes
from generator.revisions.frozen.freeze import content_hash
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen
from generator.revisions.frozen.stored import FACTS_FILE
from generator.revisions.frozen.stored import TEXTS_FILE
from generator.revisions.records.ledger import writing

SLUG = "lingjiao/yunling"
DAY = date(2026, 10, 21)
TABLE = "output/drafts/lingjiao/yunling/云岭村修订对照表（V1.0至修订草案·{label}）.docx"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """云岭村 with V1.0 in force, and with changes since."""
    district = few(tmp_path_factory.mktemp("district"), SLUG)
    _issue(district, "V1.0")
    district.change(PROFILE, "capacity: 80", "capacity: 84")
    district.change(PROFILE, "watcher: 周示例\n", "watcher: 卫示例\n")
    district.change("plans/district.yaml", "phone_min: 10", "phone_min: 8")
    return district.change_piece("fire/home.docx", "电器", "家用电器")


def _now(district: Workspace) -> Frozen:
    folders = Folders(district.root)
    setup, problems = load_setup(folders)
    assert setup is not None, problems
    entry, problems = resolve(folders, "云岭村", setup.settings)
    assert entry is not None, problems
    found, problems = freeze_now(setup, entry)
    assert found is not None, problems
    return found


def _issue(district: Workspace, version: str) -> Frozen:
    """What was frozen; the revision is archived, issued and signed."""
    frozen = _now(district)
    files = (
        Content(FACTS_FILE, "事实", facts_bytes(frozen)),
        Content(TEXTS_FILE, "文字", texts_bytes(frozen)),
    )
    with writing(Folders(district.root)) as writer:
        archive, problems = writer.archive(SLUG, Parcel(frozen.code, frozen.name, version, files))
        assert archive, problems
        entries: list[LedgerEntry] = [
            Issue(
                schema=1,
                kind="issue",
                on=DAY,
                by="值班室",
                version=version,
                kind_of_change="首次",
                reasons=("首次编制",),
                summary="全文",
                release=frozen.release.name,
                content=content_hash(frozen),
                archive=archive,
                codes=(CheckCode(edition="internal", code="0000-0000"),),
            ),
            Sign(schema=1, kind="sign", on=DAY, by="值班室", version=version, signer="郑示例"),
            File(
                schema=1,
                kind="file",
                on=DAY,
                by="值班室",
                version=version,
                received_by="岭脚镇应急管理站",
                receipt_no="2026-7",
            ),
        ]
        for entry in entries:
            written, problems = writer.append(SLUG, entry)
            assert written is not None, problems
    return frozen


def test_signing_and_filing_leave_a_revision_current(tmp_path: Path) -> None:
    district = few(tmp_path, SLUG)
    frozen = _issue(district, "V1.0")
    assert content_hash(_now(district)) == content_hash(frozen)
    assert is_current(frozen, _now(district))
    done = district.run("diff", "云岭村")
    assert done.code == 0
    assert "the manual says the same" in done.out


def test_changes_are_told_by_where_they_come_from(issued: Workspace) -> None:
    done = issued.run("diff", "云岭村")
    assert done.code == 0
    assert done.out.splitlines() == [
        "云岭村: V1.0 → now (内部版)",
        "",
        "Facts",
        "  风险点·后坑·监测员  周示例 → 卫示例",
        "  避灾安置场所·云岭小学旧校舍·容纳人数  80人 → 84人",
        "",
        "Templates",
        "  火灾逃生·油锅、燃气和电器",
        "    - ## 油锅、燃气和电器",
        "    + ## 油锅、燃气和{+家用+}电器",
        "",
        "Settings of the district, release, plangen",
        "  区级设置·报告时限·电话首报 〔主〕  10分钟 → 8分钟",
        "",
        "4 changes, kind: 主, next V2.0",
    ]


def test_the_public_edition_is_told_masked(issued: Workspace) -> None:
    done = issued.run("diff", "云岭村", "v1.0", "--edition", "public")
    assert "风险点·后坑·监测员  周示例 → 卫*" in done.out
    assert "卫示例" not in done.out


def test_machines_get_the_same(issued: Workspace) -> None:
    data = issued.run("diff", "云岭村", "--json").data
    assert (data["from"], data["to"], data["kind"], data["next"]) == ("V1.0", None, "主", "V2.0")
    assert [one["path"] for one in data["changes"]["facts"]] == [
        "points[后坑].watcher",
        "shelters[云岭小学旧校舍].capacity",
    ]
    (piece,) = data["changes"]["template"]
    assert piece["edits"] == [{"before": "## 油锅、燃气和电器", "after": "## 油锅、燃气和家用电器"}]
    assert data["changes"]["drill"] == []
    assert data["problems"] == []


@pytest.mark.parametrize(("edition", "label"), [("internal", "内部版"), ("public", "公示版")])
def test_the_table_of_changes_is_written_as_a_word_file(issued: Workspace, edition: str, label: str) -> None:
    done = issued.run("diff", "云岭村", "--docx", "--edition", edition)
    path = TABLE.format(label=label)
    assert f"written  {path}" in done.out
    (table,) = docx.Document(str(issued.root / path)).tables
    assert len(table.rows) == 5
    assert [cell.text for cell in table.rows[1].cells[1:]] == [
        "预警、信号与报告",
        "区级设置·报告时限·电话首报：10分钟",
        "区级设置·报告时限·电话首报：8分钟",
        "区级设置调整",
    ]


def test_two_versions_are_compared_without_the_present(issued: Workspace) -> None:
    done = issued.run("diff", "云岭村", "V1.0", "V1.0", "--json")
    assert (done.data["to"], done.data["kind"]) == ("V1.0", "无")
    assert "next" not in done.data


def test_without_a_revision_it_says_so(tmp_path: Path) -> None:
    district = few(tmp_path, SLUG)
    done = district.run("diff", "云岭村", "--json")
    assert (done.code, [problem["code"] for problem in done.data["problems"]]) == (0, ["PG554"])


def test_what_cannot_be_compared_is_an_error(issued: Workspace) -> None:
    assert "has no revision V3.0" in issued.run("diff", "云岭村", "V3.0").out
    assert issued.run("diff", "云岭村", "V3.0").code == 1
    assert issued.run("diff", "无此村").code == 1
    assert issued.run("diff", "云岭村", "V1.0", "V1.1", "V1.2").code == 2


def test_a_paper_plan_says_nothing_to_compare_with(tmp_path: Path) -> None:
    district = few(tmp_path, SLUG)
    with writing(Folders(district.root)) as writer:
        entry = Adopt(schema=1, kind="adopt", on=DAY, by="值班室", version="V1.0", signed_on=DAY, signer="郑示例")
        written, problems = writer.append(SLUG, entry)
        assert written is not None, problems
    done = district.run("diff", "云岭村", "--json")
    assert [problem["code"] for problem in done.data["problems"]] == ["PG556"]


def test_facts_that_are_wrong_are_mended_first(tmp_path: Path) -> None:
    district = few(tmp_path, SLUG)
    _issue(district, "V1.0")
    done = district.change(PROFILE, "reviewed_on: 2026-10-20", "reviewed_on: 昨天").run("diff", "云岭村")
    assert done.code == 1
    assert "PG2" in done.out


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> int:
    """A terminal of so many columns."""
    monkeypatch.setattr("generator.cli.console.terminal_width", lambda _stream=None: 44)
    return 44


def test_a_narrow_terminal_shows_both_values_below_the_title(issued: Workspace, narrow: int) -> None:
    folders = Folders(issued.root)
    life = load_ledger(folders, folders.plans / SLUG)[0].life
    before, problems = load_frozen(issued.root, SLUG, life, "V1.0")
    assert before is not None, problems
    lines = list(changed.as_lines(told(changes(before, _now(issued)), Edition.INTERNAL)))
    plain = [click.unstyle(line) for line in lines]
    at = plain.index("  避灾安置场所·云岭小学旧校舍·容纳人数")
    assert plain[at + 1 : at + 3] == ["    - 80人", "    + 84人"]
    assert all(console.cells(line) <= narrow for line in plain)
